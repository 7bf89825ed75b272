/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-audit-input-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cs-audit-csv.h"
#include "cs-audit-error.h"
#include "cs-audit-rows.h"
#include "cs-digits.h"
#include "cs-printable.h"
#include "cs-redact.h"

#define COLUMNS_MAX 1000
#define CELL_SHOWN  60

/* Headings under which member IDs are found, folded: no spaces, signs or capitals. */
static const char *const known_headings[] = {
  "userid", "memberid", "memberno", "membernumber", "member", "user", "회원id", "회원번호",
  "회원아이디", "고객번호", "회원", "id",
};

static char *
fold_heading (const char *heading)
{
  g_autofree char *lower = g_utf8_strdown (heading, -1);
  GString *folded = g_string_new (NULL);

  for (const char *c = lower; *c != '\0'; c = g_utf8_next_char (c))
    if (g_unichar_isalnum (g_utf8_get_char (c)))
      g_string_append_unichar (folded, g_utf8_get_char (c));

  return g_string_free (folded, FALSE);
}

static gboolean
find_heading (GStrv       row,
              const char *name,
              guint      *out_column)
{
  g_autofree char *wanted = fold_heading (name);

  for (guint i = 0; row[i] != NULL; i++)
    {
      g_autofree char *folded = fold_heading (row[i]);

      if (g_str_equal (folded, wanted))
        {
          *out_column = i;
          return TRUE;
        }
    }

  return FALSE;
}

static gboolean
is_id (const char *cell)
{
  guint64 member_id;
  CsRefusal refusal;

  return cs_audit_cell_read (cell, strlen (cell), &member_id, &refusal);
}

static gboolean
has_digit (const char *cell)
{
  return strpbrk (cell, "0123456789") != NULL;
}

/* The column in which most of the rows hold an ID; the first of several. */
static guint
guess_by_content (GPtrArray *rows)
{
  guint best = 0;
  guint best_count = 0;
  guint n_columns = g_strv_length (g_ptr_array_index (rows, 0));

  for (guint column = 0; column < n_columns; column++)
    {
      guint count = 0;

      for (guint i = 0; i < rows->len; i++)
        {
          GStrv row = g_ptr_array_index (rows, i);

          count += column < g_strv_length (row) && is_id (row[column]);
        }

      if (count > best_count)
        {
          best = column;
          best_count = count;
        }
    }

  return best;
}

static void
guess_column (CsAuditSurvey *survey,
              GPtrArray     *rows)
{
  GStrv first = g_ptr_array_index (rows, 0);

  for (gsize i = 0; i < G_N_ELEMENTS (known_headings); i++)
    if (find_heading (first, known_headings[i], &survey->column))
      return;

  survey->column = guess_by_content (rows);
}

static gboolean
no_such_column (const char  *column,
                GError     **error)
{
  /* A number may be one that was pasted into the wrong place. */
  g_autofree char *redacted = cs_redact_dup (column);
  g_autofree char *shown = cs_printable_dup (redacted, CELL_SHOWN);

  g_set_error (error, CS_AUDIT_ERROR, CS_AUDIT_ERROR_INPUT,
               /* Translators: the name or number of a column. */
               _("The input has no column “%s”."), shown);

  return FALSE;
}

static gboolean
find_column (CsAuditSurvey   *survey,
             GPtrArray       *rows,
             const char      *column,
             CsAuditHeading   heading,
             GError         **error)
{
  GStrv first = g_ptr_array_index (rows, 0);
  guint64 number;

  if (column == NULL)
    guess_column (survey, rows);
  else if (heading != CS_AUDIT_HEADING_NO && find_heading (first, column, &survey->column))
    {
      survey->has_heading = TRUE;
      return TRUE;
    }
  else if (cs_digits_parse_uint64 (column, strlen (column), 1, survey->n_columns, &number))
    survey->column = (guint) number - 1;
  else
    return no_such_column (column, error);

  survey->has_heading = heading == CS_AUDIT_HEADING_YES ||
                        (heading == CS_AUDIT_HEADING_GUESS && !has_digit (first[survey->column]) &&
                         g_strcmp0 (first[survey->column], "") != 0);

  return TRUE;
}

static void
mask_rows (GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      GStrv row = g_ptr_array_index (rows, i);

      for (guint j = 0; row[j] != NULL; j++)
        {
          g_autofree char *cell = g_steal_pointer (&row[j]);
          g_autofree char *redacted = cs_redact_dup (cell);

          row[j] = cs_printable_dup (redacted, CELL_SHOWN);
        }
    }
}

static gboolean
is_blank (const CsAuditLine *line)
{
  for (gsize i = 0; i < line->length; i++)
    if (!g_ascii_isspace (line->data[i]))
      return FALSE;

  return TRUE;
}

/* The first rows; the delimiter is guessed by the very first. */
static gboolean
read_first_rows (CsAuditSurvey  *survey,
                 CsAuditLines   *lines,
                 GPtrArray      *rows,
                 GError        **error)
{
  g_autoptr (GError) reason = NULL;
  CsAuditLine line;

  while (rows->len <= CS_AUDIT_PREVIEW_ROWS && cs_audit_lines_next (lines, &line, &reason))
    {
      if (is_blank (&line))
        continue;

      if (rows->len == 0)
        {
          survey->delimiter = cs_audit_csv_guess_delimiter (line.data, line.length);
          cs_audit_lines_set_delimiter (lines, survey->delimiter);
        }

      g_ptr_array_add (rows, cs_audit_csv_split (line.data, line.length, survey->delimiter));
    }

  if (reason != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }

  if (rows->len > 0)
    return TRUE;

  g_set_error_literal (error, CS_AUDIT_ERROR, CS_AUDIT_ERROR_INPUT, _("The input is empty."));

  return FALSE;
}

/**
 * cs_audit_survey_guess:
 * @survey: takes what is found
 * @lines: the input, from its beginning
 * @column: (nullable): the name or, from 1, the number of the column, or `NULL` to guess
 * @heading: whether there is a heading
 * @error: [error@AuditError] `INPUT`
 *
 * Finds the column that holds the member IDs, by its name or else by what is in it, and
 * keeps the first rows to be shown.
 *
 * Returns: `FALSE` if there is nothing in the input, or no such column
 */
gboolean
cs_audit_survey_guess (CsAuditSurvey   *survey,
                       CsAuditLines    *lines,
                       const char      *column,
                       CsAuditHeading   heading,
                       GError         **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  if (!read_first_rows (survey, lines, rows, error))
    return FALSE;

  survey->n_columns = g_strv_length (g_ptr_array_index (rows, 0));

  if (survey->n_columns > COLUMNS_MAX)
    {
      g_set_error_literal (error, CS_AUDIT_ERROR, CS_AUDIT_ERROR_INPUT,
                           _("The input has too many columns."));
      return FALSE;
    }

  if (!find_column (survey, rows, column, heading, error))
    return FALSE;

  mask_rows (rows);

  if (survey->has_heading)
    survey->headings = g_ptr_array_steal_index (rows, 0);

  if (rows->len > CS_AUDIT_PREVIEW_ROWS)
    g_ptr_array_set_size (rows, CS_AUDIT_PREVIEW_ROWS);

  survey->preview = g_steal_pointer (&rows);

  return TRUE;
}
