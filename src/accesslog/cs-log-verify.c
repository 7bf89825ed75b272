/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-log-verify.h"

#include <glib/gstdio.h>

#include "cs-access-log.h"
#include "cs-log-error.h"
#include "cs-log-schema.h"

#define ROWS_BETWEEN_LOOKS 1024

/* A verification on its way. */
typedef struct
{
  const char      *path;
  GCancellable    *cancellable;
  CsLogReport     *report;
  sqlite3         *sqlite;
  CsLogSeal       *seal;
  CsLogChain      *chain;
  CsLogCheckpoint  checkpoint;
  CsLogAnchor      anchor;
  CsLogAnchor      last;
  gint64           last_us;
} Verification;

static void
verification_clear (Verification *self)
{
  g_clear_pointer (&self->chain, cs_log_chain_free);
  g_clear_pointer (&self->seal, cs_log_seal_free);
  g_clear_pointer (&self->sqlite, sqlite3_close);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Verification, verification_clear)

static const char *const state_words[] = {
  [CS_LOG_INTACT] = "intact",
  [CS_LOG_CHANGED] = "changed",
  [CS_LOG_MISSING] = "missing",
  [CS_LOG_CUT] = "cut",
  [CS_LOG_BEGINNING_CHANGED] = "beginning-changed",
  [CS_LOG_UNREADABLE] = "unreadable",
  [CS_LOG_INDEX_DAMAGED] = "index-damaged",
};

/**
 * cs_log_state_to_string:
 * @state: what a verification found
 *
 * Names a state as records and documents do; not translated.
 *
 * Returns: a word
 */
const char *
cs_log_state_to_string (CsLogState state)
{
  return state_words[state];
}

static void
find (Verification *self,
      CsLogState    state,
      gint64        bad_sequence)
{
  self->report->state = state;
  self->report->bad_sequence = (guint64) bad_sequence;
}

/* A cancelled verification must not pass for one that found nothing. */
static gboolean
is_damage (const GError *error)
{
  return g_error_matches (error, CS_LOG_ERROR, CS_LOG_ERROR_DAMAGED);
}

/* What cannot be opened as a log has lost all its records, if it ever had any. */
static gboolean
connect_file (Verification  *self,
              GError       **error)
{
  g_autoptr (GError) why = NULL;

  if (g_access (self->path, F_OK) != 0)
    {
      find (self, CS_LOG_UNREADABLE, 1);
      return TRUE;
    }

  self->sqlite = cs_log_file_connect (self->path, &why);

  if (self->sqlite == NULL && is_damage (why))
    find (self, CS_LOG_UNREADABLE, 1);
  else if (self->sqlite == NULL)
    g_propagate_error (error, g_steal_pointer (&why));
  else
    /* What is in front of a damaged cell can still be read, and told from it. */
    sqlite3_exec (self->sqlite, "PRAGMA cell_size_check = OFF", NULL, NULL, NULL);

  return self->sqlite != NULL || self->report->state == CS_LOG_UNREADABLE;
}

static gboolean
unseal (Verification  *self,
        CsLogKind      kind,
        GError       **error)
{
  g_autoptr (CsSecret) key = NULL;
  g_autoptr (GError) why = NULL;
  gboolean has_anchor = FALSE;

  self->seal = cs_log_file_find_seal (self->sqlite, self->path, kind, &key, &why);

  /* The database, or the place it names, is not the one that this log had. */
  if (self->seal == NULL && is_damage (why))
    {
      find (self, CS_LOG_BEGINNING_CHANGED, 1);
      return TRUE;
    }

  if (self->seal == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return FALSE;
    }

  self->chain = cs_log_chain_new (key);

  if (!cs_log_seal_load_anchor (self->seal, &self->anchor, &has_anchor, error))
    return FALSE;

  if (!has_anchor)
    g_set_error (error, CS_LOG_ERROR, CS_LOG_ERROR_SEAL, "The anchor of %s is gone", self->path);

  return has_anchor;
}

static gboolean
verify_checkpoint (Verification  *self,
                   GError       **error)
{
  CsLogMac seal, right_seal;
  int status = cs_log_schema_load_checkpoint (self->sqlite, &self->checkpoint, &seal);

  if (status != SQLITE_OK && status != SQLITE_CORRUPT)
    return cs_log_error_set (error, status, CS_LOG_ERROR_OPEN, self->path);

  if (status == SQLITE_OK)
    cs_log_chain_seal (self->chain, &self->checkpoint, &right_seal);

  if (status != SQLITE_OK || !cs_log_mac_equal (&seal, &right_seal))
    {
      find (self, CS_LOG_BEGINNING_CHANGED, 1);
      return TRUE;
    }

  self->last = (CsLogAnchor) { self->checkpoint.sequence, self->checkpoint.mac };
  self->report->created_us = self->checkpoint.created_us;
  self->report->first_sequence = (guint64) self->checkpoint.sequence + 1;

  return TRUE;
}

static void
note_time (Verification   *self,
           const CsLogRow *row)
{
  gint64 unix_us = row->values[1].integer;

  if (unix_us < self->last_us && self->report->n_backwards++ == 0)
    self->report->backwards_sequence = (guint64) self->last.sequence;

  self->last_us = unix_us;
}

/* Holds the row that @rows stands on to the chain. */
static void
verify_row (Verification *self,
            sqlite3_stmt *rows)
{
  gint64 expected = self->last.sequence + 1;
  gint64 sequence = sqlite3_column_int64 (rows, 0);
  CsLogMac mac;
  CsLogRow row;

  if (sequence != expected)
    {
      find (self, sequence > expected ? CS_LOG_MISSING : CS_LOG_CHANGED, expected);
      return;
    }

  if (!cs_log_row_borrow (&row, rows))
    {
      find (self, CS_LOG_CHANGED, expected);
      return;
    }

  cs_log_chain_next (self->chain, &self->last.mac, &row, &self->last.mac);

  if (!cs_log_mac_read (rows, CS_LOG_N_COLUMNS, &mac) ||
      !cs_log_mac_equal (&mac, &self->last.mac) ||
      (expected == self->anchor.sequence && !cs_log_mac_equal (&self->last.mac,
                                                               &self->anchor.mac)))
    {
      find (self, CS_LOG_CHANGED, expected);
      return;
    }

  self->last.sequence = expected;
  self->report->n_verified++;
  note_time (self, &row);
}

static gboolean
look_up (Verification  *self,
         GError       **error)
{
  return self->report->n_verified % ROWS_BETWEEN_LOOKS != 0 ||
         !g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

static gboolean
verify_rows (Verification  *self,
             GError       **error)
{
  sqlite3_stmt *rows = NULL;
  gboolean is_going_on = TRUE;
  int status = sqlite3_prepare_v2 (self->sqlite,
                                   "SELECT " CS_LOG_ROW_COLUMNS ", mac FROM record"
                                   " ORDER BY sequence", -1, &rows, NULL);

  if (status == SQLITE_OK)
    status = sqlite3_step (rows);

  while (is_going_on && status == SQLITE_ROW && self->report->state == CS_LOG_INTACT)
    {
      verify_row (self, rows);
      is_going_on = look_up (self, error);
      status = self->report->state == CS_LOG_INTACT ? sqlite3_step (rows) : status;
    }

  sqlite3_finalize (rows);

  if (!is_going_on)
    return FALSE;

  status &= 0xff;

  /* A page that cannot be read any more, or a table or column that is not there. */
  if (status == SQLITE_CORRUPT || status == SQLITE_NOTADB || status == SQLITE_ERROR)
    find (self, CS_LOG_CHANGED, self->last.sequence + 1);
  else if (status != SQLITE_DONE && status != SQLITE_ROW)
    return cs_log_error_set (error, status, CS_LOG_ERROR_OPEN, self->path);
  else if (self->report->state == CS_LOG_INTACT && self->last.sequence < self->anchor.sequence)
    find (self, CS_LOG_CUT, self->last.sequence + 1);

  return TRUE;
}

/* What the chain does not reach: the indices, by which the viewer finds records. */
static gboolean
verify_indices (Verification  *self,
                GError       **error)
{
  sqlite3_stmt *statement = NULL;
  gboolean is_sound = FALSE;
  int status = sqlite3_prepare_v2 (self->sqlite, "PRAGMA integrity_check (1)", -1, &statement,
                                   NULL);

  if (status == SQLITE_OK)
    status = sqlite3_step (statement);

  if (status == SQLITE_ROW)
    is_sound = g_strcmp0 ((const char *) sqlite3_column_text (statement, 0), "ok") == 0;

  sqlite3_finalize (statement);

  if (status != SQLITE_ROW && (status & 0xff) != SQLITE_CORRUPT)
    return cs_log_error_set (error, status, CS_LOG_ERROR_OPEN, self->path);

  if (!is_sound)
    find (self, CS_LOG_INDEX_DAMAGED, 0);

  return TRUE;
}

typedef gboolean (*Step) (Verification  *self,
                          GError       **error);

/**
 * cs_log_verify_file:
 * @path: a log
 * @kind: what it is for
 * @cancellable: (nullable): a cancellable
 * @out_report: (out caller-allocates): what was found
 * @error: return location for an error
 *
 * Holds every record of a log to the chain, and its end to the anchor. Takes a few
 * microseconds a record; others may append meanwhile.
 *
 * Returns: `FALSE` if it could not be verified: the place of its key is silent, the file
 *   is locked, or it was cancelled. A damaged log is verified, and found to be so.
 */
gboolean
cs_log_verify_file (const char    *path,
                    CsLogKind      kind,
                    GCancellable  *cancellable,
                    CsLogReport   *out_report,
                    GError       **error)
{
  static const Step steps[] = { verify_checkpoint, verify_rows, verify_indices };
  CsLogReport report = { 0 };
  g_auto (Verification) self = { .path = path, .cancellable = cancellable, .report = &report };

  if (!connect_file (&self, error) ||
      (report.state == CS_LOG_INTACT && !unseal (&self, kind, error)))
    return FALSE;

  /* The anchor was read before: what it names is there in every later state of the file. */
  for (gsize i = 0; i < G_N_ELEMENTS (steps) && report.state == CS_LOG_INTACT; i++)
    if (!steps[i] (&self, error))
      return FALSE;

  report.last_sequence = (guint64) MAX (self.last.sequence, self.anchor.sequence);
  *out_report = report;

  return TRUE;
}
