/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cs-json-writer.h"
#include "cs-json.h"

#include <string.h>

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

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/json-writer/structure", test_structure);
  g_test_add_func ("/json-writer/escapes", test_escapes);
  g_test_add_func ("/json-writer/buffer-too-small", test_buffer_too_small);
  g_test_add_func ("/json-writer/not-utf8", test_not_utf8);

  return g_test_run ();
}
