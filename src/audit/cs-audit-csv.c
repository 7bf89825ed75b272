/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-audit-csv.h"

#include <string.h>

#include "cs-printable.h"

#define TEXT_MAX 1000    /* characters of a cell that is written */

/* Korean spreadsheets still save this where nobody asks for UTF-8. */
#define LEGACY_ENCODING "CP949"

/**
 * cs_audit_csv_guess_delimiter:
 * @record: the first record of a file
 * @length: bytes
 *
 * Guesses what divides the cells of a file: whichever of comma, semicolon and tab is
 * most frequent outside of quotes.
 *
 * Returns: the character, or 0 if there is none: each line is one cell
 */
char
cs_audit_csv_guess_delimiter (const char *record,
                              gsize       length)
{
  static const char candidates[] = ",;\t";
  guint counts[G_N_ELEMENTS (candidates) - 1] = { 0 };
  gboolean in_quotes = FALSE;
  guint best = 0;

  for (gsize i = 0; i < length; i++)
    {
      const char *found = record[i] != '\0' ? strchr (candidates, record[i]) : NULL;

      if (record[i] == '"')
        in_quotes = !in_quotes;
      else if (found != NULL && !in_quotes)
        counts[found - candidates]++;
    }

  for (guint i = 1; i < G_N_ELEMENTS (counts); i++)
    if (counts[i] > counts[best])
      best = i;

  return counts[best] > 0 ? candidates[best] : '\0';
}

/* Reads a cell from @at on; returns where the next one begins, or NULL. */
static const char *
read_cell (const char *at,
           const char *end,
           char        delimiter,
           GString    *out_cell)
{
  gboolean in_quotes = FALSE;
  const char *start = at;

  g_string_truncate (out_cell, 0);

  for (; at < end; at++)
    {
      if (*at == '"' && delimiter != '\0' && (in_quotes || at == start))
        {
          if (in_quotes && at + 1 < end && at[1] == '"')
            g_string_append_c (out_cell, *at++);
          else
            in_quotes = !in_quotes;
        }
      else if (*at == delimiter && delimiter != '\0' && !in_quotes)
        return at + 1;
      else
        g_string_append_c (out_cell, *at);
    }

  return NULL;
}

/**
 * cs_audit_csv_get_cell:
 * @record: a record
 * @length: bytes
 * @delimiter: what divides its cells, 0 if it is one cell
 * @index: which cell, from 0
 * @out_cell: takes the cell, without its quotes
 *
 * Reads one cell of a record.
 *
 * Returns: `FALSE` if the record has no such cell
 */
gboolean
cs_audit_csv_get_cell (const char *record,
                       gsize       length,
                       char        delimiter,
                       guint       index,
                       GString    *out_cell)
{
  const char *end = record + length;
  const char *at = record;

  for (guint i = 0; at != NULL; i++)
    {
      at = read_cell (at, end, delimiter, out_cell);

      if (i == index)
        return TRUE;
    }

  return FALSE;
}

/* Text to be shown, whatever it was encoded in. */
static char *
dup_utf8 (const GString *cell)
{
  char *text;

  if (g_utf8_validate (cell->str, (gssize) cell->len, NULL))
    return g_strndup (cell->str, cell->len);

  text = g_convert (cell->str, (gssize) cell->len, "UTF-8", LEGACY_ENCODING, NULL, NULL, NULL);

  return text != NULL ? text : g_utf8_make_valid (cell->str, (gssize) cell->len);
}

/**
 * cs_audit_csv_split:
 * @record: a record
 * @length: bytes
 * @delimiter: what divides its cells, 0 if it is one cell
 *
 * Reads all cells of a record, to be shown.
 *
 * Returns: (transfer full): the cells, UTF-8
 */
GStrv
cs_audit_csv_split (const char *record,
                    gsize       length,
                    char        delimiter)
{
  g_autoptr (GStrvBuilder) cells = g_strv_builder_new ();
  g_autoptr (GString) cell = g_string_new (NULL);
  const char *end = record + length;

  for (const char *at = record; at != NULL;)
    {
      g_autofree char *text = NULL;

      at = read_cell (at, end, delimiter, cell);
      text = dup_utf8 (cell);
      g_strv_builder_add (cells, text);
    }

  return g_strv_builder_end (cells);
}

static void
append_delimiter (GString *record)
{
  if (record->len > 0)
    g_string_append_c (record, ',');
}

/* What a spreadsheet would take for a formula, in either width. */
static gboolean
begins_formula (const char *text)
{
  return g_utf8_strchr ("=+-@＝＋－＠", -1, g_utf8_get_char (text)) != NULL && *text != '\0';
}

/**
 * cs_audit_csv_append_text:
 * @record: a record that is being written, without its line end
 * @text: (nullable): text, maybe somebody else's
 *
 * Appends a cell of text: one printable line, no formula, quoted where it must be.
 */
void
cs_audit_csv_append_text (GString    *record,
                          const char *text)
{
  g_autofree char *line = cs_printable_dup (text != NULL ? text : "", TEXT_MAX);
  gboolean is_quoted = strpbrk (line, ",\"") != NULL;

  append_delimiter (record);

  if (is_quoted)
    g_string_append_c (record, '"');

  if (begins_formula (line))
    g_string_append_c (record, '\'');

  for (const char *c = line; *c != '\0'; c++)
    {
      if (*c == '"')
        g_string_append_c (record, '"');

      g_string_append_c (record, *c);
    }

  if (is_quoted)
    g_string_append_c (record, '"');
}

/**
 * cs_audit_csv_append_number:
 * @record: a record that is being written, without its line end
 * @number: a number
 *
 * Appends a cell that stays a number.
 */
void
cs_audit_csv_append_number (GString *record,
                            guint64  number)
{
  append_delimiter (record);
  g_string_append_printf (record, "%" G_GUINT64_FORMAT, number);
}

/**
 * cs_audit_csv_append_nothing:
 * @record: a record that is being written, without its line end
 *
 * Appends an empty cell: a number that was not supplied.
 */
void
cs_audit_csv_append_nothing (GString *record)
{
  append_delimiter (record);
}
