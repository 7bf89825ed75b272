/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fuzz.h"

#include "cs-json-writer.h"
#include "cs-json.h"

#define AMOUNT_MAX G_GUINT64_CONSTANT (9999999999)

static void write_value (CsJsonWriter *writer,
                         const char   *name,
                         CsJsonValue   value);

static char *
copy_text (CsJsonValue string)
{
  char *text = NULL;

  g_assert_true (cs_json_value_copy_string (string, CS_JSON_NETWORK_MAX, &text));
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_true (cs_json_value_equals (string, text));

  return text;
}

static void
write_children (CsJsonWriter *writer,
                CsJsonValue   container)
{
  gboolean is_object = cs_json_value_get_type (container) == CS_JSON_OBJECT;
  CsJsonIter iter = cs_json_iter (container);
  CsJsonValue name, value;
  guint n_children = 0;

  for (; cs_json_iter_next (&iter, &name, &value); n_children++)
    {
      g_autofree char *text = is_object ? copy_text (name) : NULL;

      write_value (writer, text, value);
    }

  g_assert_cmpuint (n_children, ==, cs_json_value_get_size (container));
}

static void
write_number (CsJsonWriter *writer,
              const char   *name,
              CsJsonValue   value)
{
  guint64 number = 0;

  if (cs_json_value_get_uint64 (value, AMOUNT_MAX, &number))
    g_assert_cmpuint (number, <=, AMOUNT_MAX);

  cs_json_writer_uint64 (writer, name, number);
}

static void
write_text (CsJsonWriter *writer,
            const char   *name,
            CsJsonValue   value)
{
  g_autofree char *text = copy_text (value);
  g_autofree char *start = cs_json_value_dup_start (value, 3);

  g_assert_true (g_str_has_prefix (text, start));
  cs_json_writer_string (writer, name, text);
}

static void
write_value (CsJsonWriter *writer,
             const char   *name,
             CsJsonValue   value)
{
  switch (cs_json_value_get_type (value))
    {
    case CS_JSON_OBJECT:
      cs_json_writer_begin_object (writer, name);
      write_children (writer, value);
      cs_json_writer_end_object (writer);
      break;

    case CS_JSON_ARRAY:
      cs_json_writer_begin_array (writer, name);
      write_children (writer, value);
      cs_json_writer_end_array (writer);
      break;

    case CS_JSON_STRING:
      write_text (writer, name, value);
      break;

    case CS_JSON_NUMBER:
      write_number (writer, name, value);
      break;

    case CS_JSON_TRUE:
    case CS_JSON_FALSE:
      cs_json_writer_boolean (writer, name, cs_json_value_get_type (value) == CS_JSON_TRUE);
      break;

    case CS_JSON_NULL:
    default:
      cs_json_writer_null (writer, name);
    }
}

static CsBuffer *
write_document (const guint8 *data,
                gsize         length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsJson) json = cs_json_parse (data, length, CS_JSON_NETWORK_MAX, &error);
  g_autoptr (CsBuffer) buffer = cs_buffer_new (CS_JSON_FILE_MAX);
  CsJsonWriter writer;

  g_assert_true ((json == NULL) == (error != NULL));

  if (json == NULL)
    return NULL;

  cs_json_writer_init (&writer, buffer);
  write_value (&writer, NULL, cs_json_get_root (json));
  g_assert_true (cs_json_writer_finish (&writer));

  return g_steal_pointer (&buffer);
}

/* What is let through is written, let through again, and written the same. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         length)
{
  g_autoptr (CsBuffer) once = write_document (data, length);
  g_autoptr (CsBuffer) twice = NULL;
  const guint8 *once_data, *twice_data;
  gsize once_length, twice_length;

  if (once == NULL)
    return 0;

  once_data = cs_buffer_get_data (once, &once_length);
  twice = write_document (once_data, once_length);
  g_assert_nonnull (twice);
  twice_data = cs_buffer_get_data (twice, &twice_length);
  g_assert_cmpmem (once_data, once_length, twice_data, twice_length);

  return 0;
}
