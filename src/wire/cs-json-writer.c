/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-json-writer.h"

#include <string.h>

static void
append (CsJsonWriter *self,
        const char   *text,
        gsize         length)
{
  if (!self->failed && !cs_buffer_append (self->buffer, text, length))
    self->failed = TRUE;
}

/* RFC 8259, section 7: what must be escaped, and nothing else. */
static void
append_escape (CsJsonWriter *self,
               char          c)
{
  static const char letters[] = "\"\\bfnrt";
  static const char meanings[] = "\"\\\b\f\n\r\t";
  const char *meaning = strchr (meanings, c);
  char escape[8] = { '\\', 0 };

  if (meaning != NULL)
    escape[1] = letters[meaning - meanings];
  else
    g_snprintf (escape, sizeof escape, "\\u%04x", (guint) c);

  append (self, escape, strlen (escape));
}

static gboolean
is_plain (char c)
{
  return (guint8) c >= 0x20 && c != '"' && c != '\\';
}

static void
append_quoted (CsJsonWriter *self,
               const char   *text)
{
  gboolean is_ascii = TRUE;

  append (self, "\"", 1);

  while (*text != '\0')
    {
      gsize n_plain = 0;

      for (; text[n_plain] != '\0' && is_plain (text[n_plain]); n_plain++)
        is_ascii = is_ascii && (guint8) text[n_plain] < 0x80;

      /* An escape is a whole character, so that what lies between can be judged alone. */
      if (!is_ascii && !g_utf8_validate (text, (gssize) n_plain, NULL))
        self->failed = TRUE;

      append (self, text, n_plain);
      text += n_plain;

      if (*text != '\0')
        append_escape (self, *text++);
    }

  append (self, "\"", 1);
}

static void
append_line_end (CsJsonWriter *self)
{
  append (self, "\n", 1);

  for (guint i = 0; i < self->depth; i++)
    append (self, "  ", 2);
}

/* What stands before any value: a comma after another one, and the name. */
static void
begin_value (CsJsonWriter *self,
             const char   *name)
{
  if (self->needs_comma)
    append (self, ",", 1);

  if (self->is_pretty && self->depth > 0)
    append_line_end (self);

  if (name != NULL)
    {
      append_quoted (self, name);
      append (self, ": ", self->is_pretty ? 2 : 1);
    }

  self->needs_comma = TRUE;
}

static void
append_word (CsJsonWriter *self,
             const char   *name,
             const char   *word)
{
  begin_value (self, name);
  append (self, word, strlen (word));
}

static void
begin_container (CsJsonWriter *self,
                 const char   *name,
                 const char   *bracket)
{
  append_word (self, name, bracket);
  self->needs_comma = FALSE;
  self->depth++;
}

static void
end_container (CsJsonWriter *self,
               const char   *bracket)
{
  self->depth--;

  if (self->is_pretty && self->needs_comma)
    append_line_end (self);

  append (self, bracket, 1);
  self->needs_comma = TRUE;
}

/**
 * cs_json_writer_init:
 * @self: (out caller-allocates): a writer
 * @buffer: where to write; must outlive the writer
 *
 * Starts a document at the end of @buffer.
 *
 * Each function below takes the name of a member inside an object, and `NULL` in an
 * array and for the value that is the whole document. Balance is the caller's.
 */
void
cs_json_writer_init (CsJsonWriter *self,
                     CsBuffer     *buffer)
{
  *self = (CsJsonWriter) { .buffer = buffer };
}

/**
 * cs_json_writer_set_pretty:
 * @self: a writer of which nothing is written yet
 *
 * Has each value stand on a line of its own, indented, for people to read.
 */
void
cs_json_writer_set_pretty (CsJsonWriter *self)
{
  self->is_pretty = TRUE;
}

/**
 * cs_json_writer_finish:
 * @self: a writer
 *
 * Tells whether all of it could be written.
 *
 * Returns: `FALSE` if the buffer was too small or a text was not UTF-8; what is in
 *   the buffer is then not a document
 */
gboolean
cs_json_writer_finish (CsJsonWriter *self)
{
  return !self->failed;
}

/**
 * cs_json_writer_begin_object:
 * @self: a writer
 * @name: (nullable): name of the member
 *
 * Opens an object.
 */
void
cs_json_writer_begin_object (CsJsonWriter *self,
                             const char   *name)
{
  begin_container (self, name, "{");
}

/**
 * cs_json_writer_end_object:
 * @self: a writer
 *
 * Closes the object opened last.
 */
void
cs_json_writer_end_object (CsJsonWriter *self)
{
  end_container (self, "}");
}

/**
 * cs_json_writer_begin_array:
 * @self: a writer
 * @name: (nullable): name of the member
 *
 * Opens an array.
 */
void
cs_json_writer_begin_array (CsJsonWriter *self,
                            const char   *name)
{
  begin_container (self, name, "[");
}

/**
 * cs_json_writer_end_array:
 * @self: a writer
 *
 * Closes the array opened last.
 */
void
cs_json_writer_end_array (CsJsonWriter *self)
{
  end_container (self, "]");
}

/**
 * cs_json_writer_string:
 * @self: a writer
 * @name: (nullable): name of the member
 * @text: UTF-8
 *
 * Writes a string.
 */
void
cs_json_writer_string (CsJsonWriter *self,
                       const char   *name,
                       const char   *text)
{
  begin_value (self, name);
  append_quoted (self, text);
}

/**
 * cs_json_writer_uint64:
 * @self: a writer
 * @name: (nullable): name of the member
 * @number: any number
 *
 * Writes an integer with all its digits.
 */
void
cs_json_writer_uint64 (CsJsonWriter *self,
                       const char   *name,
                       guint64       number)
{
  char digits[24];
  char *first = digits + sizeof digits - 1;

  /* Half of what is written are numbers, and printf() is slow. */
  *first = '\0';

  do
    *--first = (char) ('0' + number % 10);
  while ((number /= 10) > 0);

  append_word (self, name, first);
}

/**
 * cs_json_writer_boolean:
 * @self: a writer
 * @name: (nullable): name of the member
 * @value: whether it is true
 *
 * Writes a boolean.
 */
void
cs_json_writer_boolean (CsJsonWriter *self,
                        const char   *name,
                        gboolean      value)
{
  append_word (self, name, value ? "true" : "false");
}

/**
 * cs_json_writer_null:
 * @self: a writer
 * @name: (nullable): name of the member
 *
 * Writes a null.
 */
void
cs_json_writer_null (CsJsonWriter *self,
                     const char   *name)
{
  append_word (self, name, "null");
}
