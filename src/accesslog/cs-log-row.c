/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-log-row.h"

#include <string.h>

#include "cs-digits.h"
#include "cs-log-schema.h"
#include "cs-printable.h"
#include "cs-redact.h"

/* The order of CS_LOG_ROW_COLUMNS. */
enum
{
  COLUMN_SEQUENCE,
  COLUMN_UNIX_US,
  COLUMN_OPERATOR,
  COLUMN_HOST,
  COLUMN_ENVIRONMENT,
  COLUMN_ACTION,
  COLUMN_MEMBER_ID,
  COLUMN_PAR,
  COLUMN_OUTCOME,
  COLUMN_N_CARDS,
  COLUMN_SUBJECT,
  COLUMN_CASE_REFERENCE,
  COLUMN_REASON,
  COLUMN_CORRELATION_ID,
};

static const guint8 is_integer[CS_LOG_N_COLUMNS] = {
  [COLUMN_SEQUENCE] = TRUE,
  [COLUMN_UNIX_US] = TRUE,
  [COLUMN_N_CARDS] = TRUE,
};

/* Whatever the caller says: bounded and one line. */
static void
take_text (CsLogRow   *self,
           guint       column,
           const char *text,
           gsize       max_characters)
{
  self->owned[column] = cs_printable_dup (text != NULL ? text : "", max_characters);
  self->values[column].text = self->owned[column];
  self->values[column].length = strlen (self->owned[column]);
}

/* What the operator typed may be anything, a card number as well. */
static void
take_free_text (CsLogRow   *self,
                guint       column,
                const char *text,
                gsize       max_characters)
{
  g_autofree char *redacted = cs_redact_dup (text != NULL ? text : "");

  take_text (self, column, redacted, max_characters);
}

static void
take_member_id (CsLogRow *self,
                guint64   member_id)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GUINT64_FORMAT, member_id);

  take_text (self, COLUMN_MEMBER_ID, digits, strlen (digits));
}

/**
 * cs_log_row_take:
 * @self: (out caller-allocates): a row; to be cleared
 * @record: what it says
 * @sequence: its sequence
 *
 * Makes the row of a record: its texts cut to their bounds and made printable, card
 * numbers in what an operator may have typed masked.
 */
void
cs_log_row_take (CsLogRow             *self,
                 const CsAccessRecord *record,
                 gint64                sequence)
{
  memset (self, 0, sizeof *self);

  self->values[COLUMN_SEQUENCE].integer = sequence;
  self->values[COLUMN_UNIX_US].integer = record->unix_us;
  self->values[COLUMN_N_CARDS].integer = record->n_cards;

  take_text (self, COLUMN_OPERATOR, record->operator_name, CS_LOG_OPERATOR_MAX);
  take_text (self, COLUMN_HOST, record->host, CS_LOG_HOST_MAX);
  take_text (self, COLUMN_ENVIRONMENT, record->environment, CS_LOG_ENVIRONMENT_MAX);
  take_text (self, COLUMN_ACTION, cs_action_to_string (record->action), CS_LOG_ACTION_MAX);
  take_member_id (self, record->member_id);
  take_text (self, COLUMN_PAR, record->par, CS_LOG_PAR_MAX);
  take_text (self, COLUMN_OUTCOME, record->outcome, CS_LOG_OUTCOME_MAX);
  take_free_text (self, COLUMN_SUBJECT, record->subject, CS_LOG_SUBJECT_MAX);
  take_free_text (self, COLUMN_CASE_REFERENCE, record->case_reference,
                  CS_LOG_CASE_REFERENCE_MAX);
  take_free_text (self, COLUMN_REASON, record->reason, CS_LOG_REASON_MAX);
  take_text (self, COLUMN_CORRELATION_ID, record->correlation_id, CS_LOG_CORRELATION_ID_MAX);
}

/**
 * cs_log_row_borrow:
 * @self: (out caller-allocates): a row, good until @statement moves on
 * @statement: a SELECT of `CS_LOG_ROW_COLUMNS` that stands on a row
 *
 * Looks at a row as it is stored, to the byte. A text is not a blob with the same bytes:
 * one bit in the file tells them apart.
 *
 * Returns: `FALSE` if a column is of a type that no log has written
 */
gboolean
cs_log_row_borrow (CsLogRow     *self,
                   sqlite3_stmt *statement)
{
  memset (self, 0, sizeof *self);

  for (int i = 0; i < CS_LOG_N_COLUMNS; i++)
    {
      if (sqlite3_column_type (statement, i) != (is_integer[i] ? SQLITE_INTEGER : SQLITE_TEXT))
        return FALSE;

      if (is_integer[i])
        {
          self->values[i].integer = sqlite3_column_int64 (statement, i);
          continue;
        }

      self->values[i].text = (const char *) sqlite3_column_text (statement, i);
      self->values[i].length = (gsize) sqlite3_column_bytes (statement, i);

      if (self->values[i].text == NULL)
        return FALSE;
    }

  return TRUE;
}

/**
 * cs_log_row_clear:
 * @self: a row
 *
 * Frees what a row holds.
 */
void
cs_log_row_clear (CsLogRow *self)
{
  for (guint i = 0; i < CS_LOG_N_COLUMNS; i++)
    g_clear_pointer (&self->owned[i], g_free);
}

/**
 * cs_log_row_bind:
 * @self: a row, which must outlive the step
 * @insert: an INSERT of `CS_LOG_ROW_COLUMNS`
 *
 * Binds a row to a statement.
 *
 * Returns: a status of SQLite
 */
int
cs_log_row_bind (const CsLogRow *self,
                 sqlite3_stmt   *insert)
{
  int status = SQLITE_OK;

  for (int i = 0; i < CS_LOG_N_COLUMNS && status == SQLITE_OK; i++)
    {
      const CsLogValue *value = &self->values[i];

      status = value->text == NULL
                 ? sqlite3_bind_int64 (insert, i + 1, value->integer)
                 : sqlite3_bind_text (insert, i + 1, value->text, (int) value->length,
                                      SQLITE_STATIC);
    }

  return status;
}

static char *
dup_text (const CsLogRow *row,
          guint           column)
{
  const CsLogValue *value = &row->values[column];

  return value->length > 0 ? g_strndup (value->text, value->length) : NULL;
}

/**
 * cs_log_row_read:
 * @statement: a SELECT of `CS_LOG_ROW_COLUMNS` that stands on a row
 *
 * Makes a record of a row.
 *
 * Returns: (transfer full) (nullable): the record, or `NULL` if the row cannot be
 *   one that this log wrote
 */
CsAccessRecord *
cs_log_row_read (sqlite3_stmt *statement)
{
  g_autoptr (CsAccessRecord) record = g_new0 (CsAccessRecord, 1);
  const CsLogValue *member_id;
  CsLogRow row;

  if (!cs_log_row_borrow (&row, statement))
    /* NOLINTNEXTLINE(clang-analyzer-unix.Malloc): g_autoptr() frees it. */
    return NULL;

  member_id = &row.values[COLUMN_MEMBER_ID];
  record->sequence = (guint64) row.values[COLUMN_SEQUENCE].integer;
  record->unix_us = row.values[COLUMN_UNIX_US].integer;
  record->operator_name = dup_text (&row, COLUMN_OPERATOR);
  record->host = dup_text (&row, COLUMN_HOST);
  record->environment = dup_text (&row, COLUMN_ENVIRONMENT);
  record->par = dup_text (&row, COLUMN_PAR);
  record->outcome = dup_text (&row, COLUMN_OUTCOME);
  record->n_cards = (guint) row.values[COLUMN_N_CARDS].integer;
  record->subject = dup_text (&row, COLUMN_SUBJECT);
  record->case_reference = dup_text (&row, COLUMN_CASE_REFERENCE);
  record->reason = dup_text (&row, COLUMN_REASON);
  record->correlation_id = dup_text (&row, COLUMN_CORRELATION_ID);

  if (!cs_action_from_string (row.values[COLUMN_ACTION].text, &record->action) ||
      !cs_digits_parse_uint64 (member_id->text, member_id->length, 0, CS_MEMBER_ID_MAX,
                               &record->member_id))
    return NULL;

  return g_steal_pointer (&record);
}
