/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-audit-rows.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cs-audit-csv.h"
#include "cs-audit-error.h"
#include "cs-audit-input-private.h"
#include "cs-digits.h"

struct _CsAuditRows
{
  CsAuditInput        *input;
  const CsAuditSurvey *survey;
  CsAuditLines        *lines;
  CsHash              *hash;
  GString             *cell;
  guint64              n_rows;
  guint64              n_blank;
  gboolean             has_begun;
};

/**
 * cs_audit_rows_new:
 * @input: an input whose columns are known
 *
 * Begins with the first row.
 *
 * Returns: (transfer full): the rows
 */
CsAuditRows *
cs_audit_rows_new (CsAuditInput *input)
{
  CsAuditRows *self = g_new0 (CsAuditRows, 1);

  self->input = g_object_ref (input);
  self->survey = cs_audit_input_get_survey (input);
  self->lines = cs_audit_input_new_lines (input);
  self->hash = cs_hash_new ();
  self->cell = g_string_new (NULL);
  cs_audit_lines_set_hash (self->lines, self->hash);

  if (self->survey->has_bom)
    cs_hash_update (self->hash, CS_AUDIT_BOM, strlen (CS_AUDIT_BOM));

  cs_audit_lines_set_delimiter (self->lines, self->survey->delimiter);

  return self;
}

/**
 * cs_audit_rows_free:
 * @self: (transfer full): rows
 *
 * Ends going through them.
 */
void
cs_audit_rows_free (CsAuditRows *self)
{
  cs_audit_lines_free (self->lines);
  cs_hash_free (self->hash);
  g_string_free (self->cell, TRUE);
  g_object_unref (self->input);
  g_free (self);
}

/* What can be told without asking cs_identify(), which is most rows: digits, and not
 * as many as a card number has.
 */
static gboolean
read_plain (const char *cell,
            gsize       length,
            guint64    *out_member_id)
{
  while (length > 0 && g_ascii_isspace (cell[length - 1]))
    length--;

  while (length > 0 && g_ascii_isspace (*cell))
    {
      cell++;
      length--;
    }

  return length != 16 && cs_digits_parse_uint64 (cell, length, 1, CS_MEMBER_ID_MAX,
                                                 out_member_id);
}

/**
 * cs_audit_cell_read:
 * @cell: a cell, not necessarily terminated
 * @length: bytes
 * @out_member_id: (out): the member ID that it holds
 * @out_refusal: (out): or why it holds none
 *
 * Reads the member ID of a row, by the rules of cs_identify(). Sixteen digits are never
 * taken for one, nor are card numbers and PARs: nobody looks at each row.
 *
 * Returns: `FALSE` if there is none
 */
gboolean
cs_audit_cell_read (const char *cell,
                    gsize       length,
                    guint64    *out_member_id,
                    CsRefusal  *out_refusal)
{
  g_autoptr (CsIdentity) identity = NULL;

  if (read_plain (cell, length, out_member_id))
    return TRUE;

  identity = cs_identify (cell, (gssize) length, CS_OVERRIDE_NONE);

  if (identity->kind == CS_IDENTITY_MEMBER_ID)
    {
      *out_member_id = identity->member_id;
      return TRUE;
    }

  if (identity->kind == CS_IDENTITY_CARD_NUMBER)
    *out_refusal = CS_REFUSAL_CHECK_DIGIT;
  else if (identity->kind == CS_IDENTITY_PAR)
    *out_refusal = CS_REFUSAL_LETTERS;
  else
    *out_refusal = identity->refusal;

  return FALSE;
}

static gboolean
is_blank (const CsAuditLine *line)
{
  for (gsize i = 0; i < line->length; i++)
    if (!g_ascii_isspace (line->data[i]))
      return FALSE;

  return !line->is_too_long;
}

static void
read_row (CsAuditRows       *self,
          const CsAuditLine *line,
          CsAuditRow        *out_row)
{
  CsAuditBits *duplicates = cs_audit_input_get_duplicates (self->input);

  *out_row = (CsAuditRow) {
    .number = ++self->n_rows,
    .line = line->number,
    .kind = CS_AUDIT_ROW_BAD,
  };

  if (line->is_too_long ||
      !cs_audit_csv_get_cell (line->data, line->length, self->survey->delimiter,
                              self->survey->column, self->cell) ||
      !cs_audit_cell_read (self->cell->str, self->cell->len, &out_row->member_id,
                           &out_row->refusal))
    return;

  out_row->kind = duplicates != NULL && cs_audit_bits_get (duplicates, out_row->number)
                    ? CS_AUDIT_ROW_DUPLICATE : CS_AUDIT_ROW_TO_ASK;
}

/**
 * cs_audit_rows_next:
 * @self: the rows
 * @out_row: (out caller-allocates): the next one
 * @error: [error@AuditError] `INPUT`
 *
 * Goes on to the next row; blank lines and the heading are none.
 *
 * Returns: `FALSE` at the end, and with @error set if the input cannot be read
 */
gboolean
cs_audit_rows_next (CsAuditRows  *self,
                    CsAuditRow   *out_row,
                    GError      **error)
{
  CsAuditLine line;

  while (cs_audit_lines_next (self->lines, &line, error))
    {
      if (is_blank (&line))
        {
          self->n_blank++;
          continue;
        }

      if (!self->has_begun && self->survey->has_heading)
        {
          self->has_begun = TRUE;
          continue;
        }

      self->has_begun = TRUE;

      if (self->n_rows == CS_AUDIT_ROWS_MAX)
        {
          g_set_error (error, CS_AUDIT_ERROR, CS_AUDIT_ERROR_INPUT,
                       /* Translators: a number of rows. */
                       _("The input has more than %d rows. Divide it."), CS_AUDIT_ROWS_MAX);
          return FALSE;
        }

      read_row (self, &line, out_row);

      return TRUE;
    }

  return FALSE;
}

/**
 * cs_audit_rows_get_n_blank:
 * @self: rows
 *
 * Tells how many blank lines there were so far.
 *
 * Returns: how many
 */
guint64
cs_audit_rows_get_n_blank (CsAuditRows *self)
{
  return self->n_blank;
}

/**
 * cs_audit_rows_dup_hash:
 * @self: rows that are at their end
 *
 * Tells the hash of what was read, so that an input that was changed meanwhile does not
 * go unnoticed.
 *
 * Returns: (transfer full): the SHA-256, hexadecimal
 */
char *
cs_audit_rows_dup_hash (CsAuditRows *self)
{
  return cs_hash_dup_text (self->hash);
}
