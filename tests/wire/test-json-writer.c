/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cs-json-writer.h"
#include "cs-json.h"

#include <string.h>

#include "sample.h"

static void
assert_written (CsJsonWriter *writer,
                const char   *expected)
{
  gsize length;
  const guint8 *data = cs_buffer_get_data (writer->buffer, &length);

  g_assert_true (cs_json_writer_finish (writer));
  g_assert_cmpmem (data, length, expected, strlen (expected));
}

static void
test_structure (void)
{
  g_autoptr (CsBuffer) buffer = cs_buffer_new (1000);
  CsJsonWriter writer;

  cs_json_writer_init (&writer, buffer);
  cs_json_writer_begin_object (&writer, NULL);
  cs_json_writer_begin_array (&writer, "a");
  cs_json_writer_uint64 (&writer, NULL, 0);
  cs_json_writer_begin_object (&writer, NULL);
  cs_json_writer_end_object (&writer);
  cs_json_writer_begin_array (&writer, NULL);
  cs_json_writer_end_array (&writer);
  cs_json_writer_string (&writer, NULL, "");
  cs_json_writer_end_array (&writer);
  cs_json_writer_uint64 (&writer, "n", G_MAXUINT64);
  cs_json_writer_boolean (&writer, "t", TRUE);
  cs_json_writer_boolean (&writer, "f", 0);
  cs_json_writer_null (&writer, "z");
  cs_json_writer_string (&writer, "\"", "x");
  cs_json_writer_end_object (&writer);

  assert_written (&writer, "{\"a\":[0,{},[],\"\"],\"n\":18446744073709551615,\"t\":true,"
                           "\"f\":false,\"z\":null,\"\\\"\":\"x\"}");
}

static void
test_pretty (void)
{
  g_autoptr (CsBuffer) buffer = cs_buffer_new (1000);
  CsJsonWriter writer;

  cs_json_writer_init (&writer, buffer);
  cs_json_writer_set_pretty (&writer);
  cs_json_writer_begin_object (&writer, NULL);
  cs_json_writer_begin_array (&writer, "a");
  cs_json_writer_uint64 (&writer, NULL, 1);
  cs_json_writer_begin_object (&writer, NULL);
  cs_json_writer_end_object (&writer);
  cs_json_writer_end_array (&writer);
  cs_json_writer_begin_array (&writer, "b");
  cs_json_writer_end_array (&writer);
  cs_json_writer_end_object (&writer);

  assert_written (&writer, "{\n  \"a\": [\n    1,\n    {}\n  ],\n  \"b\": []\n}");
}

static void
test_escapes (void)
{
  g_autoptr (CsBuffer) buffer = cs_buffer_new (1000);
  CsJsonWriter writer;

  cs_json_writer_init (&writer, buffer);
  cs_json_writer_string (&writer, NULL, "a\"b\\c/\b\f\n\r\t\x01\x1f\x7f"
                                        "\xea\xb0\x80\xf0\x9f\x98\x80");

  assert_written (&writer, "\"a\\\"b\\\\c/\\b\\f\\n\\r\\t\\u0001\\u001f\x7f"
                           "\xea\xb0\x80\xf0\x9f\x98\x80\"");
}

static void
test_buffer_too_small (void)
{
  static const char whole[] = "{\"name\":\"value\",\"n\":12}";

  for (gsize maximum = 0; maximum <= strlen (whole); maximum++)
    {
      g_autoptr (CsBuffer) buffer = cs_buffer_new (maximum);
      CsJsonWriter writer;

      cs_json_writer_init (&writer, buffer);
      cs_json_writer_begin_object (&writer, NULL);
      cs_json_writer_string (&writer, "name", "value");
      cs_json_writer_uint64 (&writer, "n", 12);
      cs_json_writer_end_object (&writer);

      g_assert_cmpint (cs_json_writer_finish (&writer), ==, maximum == strlen (whole));
    }
}

static void
test_not_utf8 (void)
{
  g_autoptr (CsBuffer) buffer = cs_buffer_new (1000);
  CsJsonWriter writer;

  cs_json_writer_init (&writer, buffer);
  cs_json_writer_string (&writer, NULL, "a\xff");
  g_assert_false (cs_json_writer_finish (&writer));
}

/* Text of any characters: JSON's own, controls, and all planes of Unicode. */
static char *
random_text (GRand *rand)
{
  static const gunichar ends[] = { 0x20, 0x80, 0x800, 0xd800, 0x110000 };
  GString *text = g_string_new (NULL);
  gint32 n_characters = g_rand_int_range (rand, 0, 12);

  for (gint32 i = 0; i < n_characters; i++)
    {
      gunichar end = ends[g_rand_int_range (rand, 0, G_N_ELEMENTS (ends))];
      gunichar c = (gunichar) g_rand_int_range (rand, 1, (gint32) end);

      if (g_rand_int_range (rand, 0, 4) == 0)
        c = (gunichar) "\"\\/\x7f"[g_rand_int_range (rand, 0, 4)];

      if (g_unichar_validate (c))
        g_string_append_unichar (text, c);
    }

  return g_string_free (text, FALSE);
}

static JsonNode *write_random (CsJsonWriter *writer,
                               const char   *name,
                               GRand        *rand,
                               guint         depth);

static JsonNode *
write_random_scalar (CsJsonWriter *writer,
                     const char   *name,
                     GRand        *rand)
{
  g_autofree char *text = random_text (rand);
  gint64 number = (gint64) g_rand_int (rand) << g_rand_int_range (rand, 0, 31);
  gboolean flag = g_rand_boolean (rand);

  switch (g_rand_int_range (rand, 0, 4))
    {
    case 0:
      cs_json_writer_string (writer, name, text);
      return json_node_init_string (json_node_alloc (), text);

    case 1:
      cs_json_writer_uint64 (writer, name, (guint64) number);
      return json_node_init_int (json_node_alloc (), number);

    case 2:
      cs_json_writer_boolean (writer, name, flag);
      return json_node_init_boolean (json_node_alloc (), flag);

    default:
      cs_json_writer_null (writer, name);
      return json_node_init_null (json_node_alloc ());
    }
}

static JsonNode *
write_random_array (CsJsonWriter *writer,
                    const char   *name,
                    GRand        *rand,
                    guint         depth)
{
  g_autoptr (JsonArray) array = json_array_new ();

  cs_json_writer_begin_array (writer, name);

  while (g_rand_int_range (rand, 0, 3) > 0)
    json_array_add_element (array, write_random (writer, NULL, rand, depth + 1));

  cs_json_writer_end_array (writer);

  return json_node_init_array (json_node_alloc (), array);
}

static JsonNode *
write_random_object (CsJsonWriter *writer,
                     const char   *name,
                     GRand        *rand,
                     guint         depth)
{
  g_autoptr (JsonObject) object = json_object_new ();

  cs_json_writer_begin_object (writer, name);

  while (g_rand_int_range (rand, 0, 3) > 0)
    {
      g_autofree char *member = random_text (rand);

      if (!json_object_has_member (object, member))
        json_object_set_member (object, member, write_random (writer, member, rand, depth + 1));
    }

  cs_json_writer_end_object (writer);

  return json_node_init_object (json_node_alloc (), object);
}

static JsonNode *
write_random (CsJsonWriter *writer,
              const char   *name,
              GRand        *rand,
              guint         depth)
{
  gint32 choice = depth < 8 ? g_rand_int_range (rand, 0, 3) : 0;

  if (choice == 1)
    return write_random_array (writer, name, rand, depth);

  if (choice == 2)
    return write_random_object (writer, name, rand, depth);

  return write_random_scalar (writer, name, rand);
}

/* What it writes, the gate reads back equal, and so does a parser not of ours. */
static void
test_read_back (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20231114);

  for (guint i = 0; i < 3000; i++)
    {
      g_autoptr (CsBuffer) buffer = cs_buffer_new (1024 * 1024);
      g_autoptr (JsonNode) node = NULL;
      g_autoptr (JsonNode) other = NULL;
      g_autoptr (CsJson) json = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;
      const guint8 *data;
      CsJsonWriter writer;
      gsize length;

      cs_json_writer_init (&writer, buffer);
      node = write_random (&writer, NULL, rand, 0);
      g_assert_true (cs_json_writer_finish (&writer));
      data = cs_buffer_get_data (buffer, &length);

      json = cs_json_parse (data, length, length, &error);
      g_assert_no_error (error);
      assert_json_equal (cs_json_get_root (json), node);

      text = g_strndup ((const char *) data, length);
      other = json_from_string (text, &error);
      g_assert_no_error (error);
      g_assert_true (json_node_equal (node, other));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/json-writer/structure", test_structure);
  g_test_add_func ("/json-writer/pretty", test_pretty);
  g_test_add_func ("/json-writer/escapes", test_escapes);
  g_test_add_func ("/json-writer/buffer-too-small", test_buffer_too_small);
  g_test_add_func ("/json-writer/not-utf8", test_not_utf8);
  g_test_add_func ("/json-writer/read-back", test_read_back);

  return g_test_run ();
}
