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
  COLUMN_CASE_REFERENCE,
  COLUMN_REASON,
  COLUMN_CORRELATION_ID,
};

/* Whatever the caller says: bounded and one line. */
static int
bind_text (sqlite3_stmt *insert,
           int           column,
           const char   *text,
           gsize         max_characters)
{
  g_autofree char *printable = cs_printable_dup (text != NULL ? text : "", max_characters);

  return sqlite3_bind_text (insert, column + 1, printable, -1, SQLITE_TRANSIENT);
}

/* What the operator typed may be anything, a card number as well. */
static int
bind_free_text (sqlite3_stmt *insert,
                int           column,
                const char   *text,
                gsize         max_characters)
{
  g_autofree char *redacted = cs_redact_dup (text != NULL ? text : "");

  return bind_text (insert, column, redacted, max_characters);
}

static int
bind_member_id (sqlite3_stmt *insert,
                guint64       member_id)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GUINT64_FORMAT, member_id);

  return bind_text (insert, COLUMN_MEMBER_ID, digits, strlen (digits));
}

/**
 * cs_log_row_bind:
 * @insert: an INSERT of `CS_LOG_ROW_COLUMNS`
 * @record: what to insert
 * @sequence: its sequence
 *
 * Binds a record to a statement, its texts cut to their bounds and made printable.
 *
 * Returns: a status of SQLite
 */
int
cs_log_row_bind (sqlite3_stmt         *insert,
                 const CsAccessRecord *record,
                 gint64                sequence)
{
  const char *action = cs_action_to_string (record->action);
  const int statuses[] = {
    sqlite3_bind_int64 (insert, COLUMN_SEQUENCE + 1, sequence),
    sqlite3_bind_int64 (insert, COLUMN_UNIX_US + 1, record->unix_us),
    bind_text (insert, COLUMN_OPERATOR, record->operator_name, CS_LOG_OPERATOR_MAX),
    bind_text (insert, COLUMN_HOST, record->host, CS_LOG_HOST_MAX),
    bind_text (insert, COLUMN_ENVIRONMENT, record->environment, CS_LOG_ENVIRONMENT_MAX),
    bind_text (insert, COLUMN_ACTION, action, CS_LOG_ACTION_MAX),
    bind_member_id (insert, record->member_id),
    bind_text (insert, COLUMN_PAR, record->par, CS_LOG_PAR_MAX),
    bind_text (insert, COLUMN_OUTCOME, record->outcome, CS_LOG_OUTCOME_MAX),
    sqlite3_bind_int64 (insert, COLUMN_N_CARDS + 1, record->n_cards),
    bind_free_text (insert, COLUMN_CASE_REFERENCE, record->case_reference,
                    CS_LOG_CASE_REFERENCE_MAX),
    bind_free_text (insert, COLUMN_REASON, record->reason, CS_LOG_REASON_MAX),
    bind_text (insert, COLUMN_CORRELATION_ID, record->correlation_id, CS_LOG_CORRELATION_ID_MAX),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    if (statuses[i] != SQLITE_OK)
      return statuses[i];

  return SQLITE_OK;
}

static char *
dup_text (sqlite3_stmt *statement,
          int           column)
{
  const char *text = (const char *) sqlite3_column_text (statement, column);

  return text != NULL && *text != '\0' ? g_strdup (text) : NULL;
}

/**
 * cs_log_row_read:
 * @row: a SELECT of `CS_LOG_ROW_COLUMNS` that stands on a row
 *
 * Makes a record of a row.
 *
 * Returns: (transfer full) (nullable): the record, or `NULL` if the row cannot be
 *   one that this log wrote
 */
CsAccessRecord *
cs_log_row_read (sqlite3_stmt *row)
{
  g_autoptr (CsAccessRecord) record = g_new0 (CsAccessRecord, 1);
  const char *action = (const char *) sqlite3_column_text (row, COLUMN_ACTION);
  const char *member_id = (const char *) sqlite3_column_text (row, COLUMN_MEMBER_ID);
  gsize length = (gsize) sqlite3_column_bytes (row, COLUMN_MEMBER_ID);

  record->sequence = (guint64) sqlite3_column_int64 (row, COLUMN_SEQUENCE);
  record->unix_us = sqlite3_column_int64 (row, COLUMN_UNIX_US);
  record->operator_name = dup_text (row, COLUMN_OPERATOR);
  record->host = dup_text (row, COLUMN_HOST);
  record->environment = dup_text (row, COLUMN_ENVIRONMENT);
  record->par = dup_text (row, COLUMN_PAR);
  record->outcome = dup_text (row, COLUMN_OUTCOME);
  record->n_cards = (guint) sqlite3_column_int64 (row, COLUMN_N_CARDS);
  record->case_reference = dup_text (row, COLUMN_CASE_REFERENCE);
  record->reason = dup_text (row, COLUMN_REASON);
  record->correlation_id = dup_text (row, COLUMN_CORRELATION_ID);

  if (action == NULL || !cs_action_from_string (action, &record->action) || member_id == NULL ||
      !cs_digits_parse_uint64 (member_id, length, 0, CS_MEMBER_ID_MAX, &record->member_id))
    return NULL;

  return g_steal_pointer (&record);
}
