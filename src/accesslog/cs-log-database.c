/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-log-database.h"

#include "cs-access-log.h"
#include "cs-log-error.h"
#include "cs-log-schema.h"
#include "cs-log-tail.h"
#include "cs-log-turn.h"

struct _CsLogDatabase
{
  char         *path;
  sqlite3      *sqlite;
  sqlite3_stmt *insert;
  sqlite3_stmt *select;
  CsLogSeal    *seal;
  CsLogChain   *chain;
  CsLogTail    *tail;
  CsLogTurn    *turn;
  gint64        anchored;    /* sequence of the anchor */
};

static int
prepare_statements (CsLogDatabase *self)
{
  int status = sqlite3_exec (self->sqlite, "PRAGMA journal_mode = WAL", NULL, NULL, NULL);

  if (status == SQLITE_OK)
    status = sqlite3_prepare_v3 (self->sqlite,
                                 "INSERT INTO record (" CS_LOG_ROW_COLUMNS ", mac)"
                                 " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                                 -1, SQLITE_PREPARE_PERSISTENT, &self->insert, NULL);

  if (status == SQLITE_OK)
    status = sqlite3_prepare_v3 (self->sqlite,
                                 "SELECT " CS_LOG_ROW_COLUMNS " FROM record"
                                 " WHERE sequence >= ? ORDER BY sequence LIMIT ?",
                                 -1, SQLITE_PREPARE_PERSISTENT, &self->select, NULL);

  /* A column that is missing is an error of the statement. */
  return status == SQLITE_ERROR ? SQLITE_CORRUPT : status;
}

static gboolean
begin (CsLogDatabase  *self,
       const char     *sql,
       GError        **error)
{
  int status = sqlite3_exec (self->sqlite, sql, NULL, NULL, NULL);

  return status == SQLITE_OK || cs_log_error_set (error, status, CS_LOG_ERROR_WRITE, self->path);
}

static gboolean
begin_writing (CsLogDatabase  *self,
               GError        **error)
{
  gboolean is_begun;

  cs_log_turn_take (self->turn);
  is_begun = begin (self, "BEGIN IMMEDIATE", error);
  cs_log_turn_give (self->turn);

  return is_begun;
}

static gboolean
commit (CsLogDatabase  *self,
        GError        **error)
{
  int status = sqlite3_exec (self->sqlite, "COMMIT", NULL, NULL, NULL);

  return status == SQLITE_OK || cs_log_error_set (error, status, CS_LOG_ERROR_WRITE, self->path);
}

/* Some errors have rolled back already. */
static void
roll_back (CsLogDatabase *self)
{
  if (!sqlite3_get_autocommit (self->sqlite))
    sqlite3_exec (self->sqlite, "ROLLBACK", NULL, NULL, NULL);
}

static gboolean
load_checkpoint (CsLogDatabase    *self,
                 CsLogCheckpoint  *out_checkpoint,
                 GError          **error)
{
  CsLogMac seal, right_seal;
  int status = cs_log_schema_load_checkpoint (self->sqlite, out_checkpoint, &seal);

  if (status != SQLITE_OK)
    return cs_log_error_set (error, status, CS_LOG_ERROR_OPEN, self->path);

  cs_log_chain_seal (self->chain, out_checkpoint, &right_seal);

  if (cs_log_mac_equal (&seal, &right_seal))
    return TRUE;

  g_set_error (error, CS_LOG_ERROR, CS_LOG_ERROR_DAMAGED,
               "%s does not begin where it was begun or purged", self->path);

  return FALSE;
}

static gboolean
load_anchor (CsLogDatabase  *self,
             CsLogAnchor    *out_anchor,
             GError        **error)
{
  gboolean exists = FALSE;

  if (!cs_log_seal_load_anchor (self->seal, out_anchor, &exists, error))
    return FALSE;

  if (!exists)
    g_set_error (error, CS_LOG_ERROR, CS_LOG_ERROR_SEAL, "The anchor of %s is gone", self->path);

  return exists;
}

/* In a transaction: from where the log begins now, since another process may have purged
 * what we knew, to its end.
 */
static gboolean
catch_up (CsLogDatabase  *self,
          GError        **error)
{
  CsLogCheckpoint checkpoint = { 0 };
  CsLogAnchor known = *cs_log_tail_get_end (self->tail);

  if (!load_checkpoint (self, &checkpoint, error))
    return FALSE;

  if (known.sequence <= checkpoint.sequence)
    known = (CsLogAnchor) { checkpoint.sequence, checkpoint.mac };

  cs_log_tail_begin (self->tail, checkpoint.sequence, &known);

  return cs_log_tail_catch_up (self->tail, error);
}

/* The file reaches at least to its anchor, and all behind it was written by us. */
static gboolean
find_end (CsLogDatabase  *self,
          GError        **error)
{
  CsLogAnchor anchor = { 0 };

  if (!load_anchor (self, &anchor, error) || !begin (self, "BEGIN", error))
    return FALSE;

  self->anchored = anchor.sequence;
  cs_log_tail_set_end (self->tail, &anchor);

  if (catch_up (self, error) && commit (self, error))
    return TRUE;

  roll_back (self);

  return FALSE;
}

static gboolean
unseal (CsLogDatabase  *self,
        CsLogKind       kind,
        GError        **error)
{
  g_autoptr (CsSecret) key = NULL;

  self->seal = cs_log_file_find_seal (self->sqlite, self->path, kind, &key, error);

  if (self->seal == NULL)
    return FALSE;

  self->chain = cs_log_chain_new (key);
  self->turn = cs_log_turn_new (self->path);
  self->tail = cs_log_tail_new (self->sqlite, self->chain, self->path, error);

  return self->tail != NULL && find_end (self, error);
}

/**
 * cs_log_database_open:
 * @path: where the log is or shall be
 * @kind: what it is for
 * @error: return location for an error
 *
 * Opens the log at @path, and makes it where there is none. What is there and is not a
 * sound log is left as it is.
 *
 * Returns: (transfer full): the database, or `NULL` with an error of `CS_LOG_ERROR` or
 *   `CS_KEYRING_ERROR`
 */
CsLogDatabase *
cs_log_database_open (const char  *path,
                      CsLogKind    kind,
                      GError     **error)
{
  g_autoptr (CsLogDatabase) self = g_new0 (CsLogDatabase, 1);
  int status;

  self->path = g_strdup (path);

  if (!cs_log_file_prepare (path, kind, error))
    /* NOLINTNEXTLINE(clang-analyzer-unix.Malloc): g_autoptr() frees it. */
    return NULL;

  self->sqlite = cs_log_file_connect (path, error);

  if (self->sqlite == NULL || !cs_log_schema_verify_content (self->sqlite, path, error))
    return NULL;

  status = prepare_statements (self);

  if (status != SQLITE_OK)
    {
      cs_log_error_set (error, status, CS_LOG_ERROR_OPEN, path);
      return NULL;
    }

  return unseal (self, kind, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * cs_log_database_close:
 * @self: (transfer full): a database
 *
 * Closes the file.
 */
void
cs_log_database_close (CsLogDatabase *self)
{
  sqlite3_finalize (self->insert);
  sqlite3_finalize (self->select);
  g_clear_pointer (&self->tail, cs_log_tail_free);
  g_clear_pointer (&self->turn, cs_log_turn_free);
  g_clear_pointer (&self->chain, cs_log_chain_free);
  g_clear_pointer (&self->seal, cs_log_seal_free);
  sqlite3_close (self->sqlite);
  g_free (self->path);
  g_free (self);
}

/* Inserts a record behind @end, which moves on to it. */
static int
insert_record (CsLogDatabase        *self,
               const CsAccessRecord *record,
               CsLogAnchor          *end)
{
  g_auto (CsLogRow) row = { 0 };
  int status;

  cs_log_row_take (&row, record, ++end->sequence);
  cs_log_chain_next (self->chain, &end->mac, &row, &end->mac);
  status = cs_log_row_bind (&row, self->insert);

  if (status == SQLITE_OK)
    status = sqlite3_bind_blob (self->insert, CS_LOG_N_COLUMNS + 1, end->mac.bytes,
                                CS_LOG_MAC_SIZE, SQLITE_STATIC);

  if (status == SQLITE_OK)
    status = sqlite3_step (self->insert);

  sqlite3_reset (self->insert);
  sqlite3_clear_bindings (self->insert);

  return status == SQLITE_DONE ? SQLITE_OK : status;
}

static gboolean
insert_records (CsLogDatabase  *self,
                GPtrArray      *records,
                CsLogAnchor    *end,
                GError        **error)
{
  int status = SQLITE_OK;

  for (guint i = 0; i < records->len && status == SQLITE_OK; i++)
    status = insert_record (self, g_ptr_array_index (records, i), end);

  return status == SQLITE_OK || cs_log_error_set (error, status, CS_LOG_ERROR_WRITE, self->path);
}

static void
note_appended (CsLogDatabase     *self,
               GPtrArray         *records,
               const CsLogAnchor *end)
{
  cs_log_tail_set_end (self->tail, end);

  for (guint i = 0; i < records->len; i++)
    {
      CsAccessRecord *record = g_ptr_array_index (records, i);

      record->sequence = (guint64) (end->sequence - records->len + 1 + i);
    }
}

static gboolean
store_anchor (CsLogDatabase  *self,
              GError        **error)
{
  const CsLogAnchor *end = cs_log_tail_get_end (self->tail);

  if (!cs_log_seal_store_anchor (self->seal, end, error))
    return FALSE;

  self->anchored = end->sequence;

  return TRUE;
}

/* In a transaction that writes: the anchor has come as far as the log, also where the
 * process that wrote last was stopped before it could see to it.
 */
static gboolean
bring_anchor (CsLogDatabase  *self,
              GError        **error)
{
  gint64 end = cs_log_tail_get_end (self->tail)->sequence;
  CsLogAnchor anchor = { 0 };

  if (self->anchored >= end)
    return TRUE;

  if (!load_anchor (self, &anchor, error))
    return FALSE;

  self->anchored = anchor.sequence;

  return self->anchored >= end || store_anchor (self, error);
}

/**
 * cs_log_database_append:
 * @self: a database
 * @records: (element-type CsAccessRecord): at least one; their sequence is set
 * @error: return location for an error
 *
 * Appends the records in one transaction, all or none, safe on disk when it returns.
 * The anchor must have come as far as the log before: it never lags more than this.
 *
 * Returns: `FALSE` with an error of `CS_LOG_ERROR` or `CS_KEYRING_ERROR` if it could not
 */
gboolean
cs_log_database_append (CsLogDatabase  *self,
                        GPtrArray      *records,
                        GError        **error)
{
  CsLogAnchor end;

  if (!begin_writing (self, error))
    return FALSE;

  if (catch_up (self, error) && bring_anchor (self, error))
    {
      end = *cs_log_tail_get_end (self->tail);

      if (insert_records (self, records, &end, error) && commit (self, error))
        {
          note_appended (self, records, &end);
          return TRUE;
        }
    }

  roll_back (self);

  return FALSE;
}

/**
 * cs_log_database_anchor:
 * @self: a database
 * @error: return location for an error
 *
 * Brings the anchor as far as the log, if it is not. The lock of the file is held
 * meanwhile: of two processes neither puts it back to where the other is past.
 *
 * Returns: `FALSE` with an error of `CS_LOG_ERROR` or `CS_KEYRING_ERROR` if it could not
 */
gboolean
cs_log_database_anchor (CsLogDatabase  *self,
                        GError        **error)
{
  gboolean is_done;

  if (self->anchored >= cs_log_tail_get_end (self->tail)->sequence)
    return TRUE;

  if (!begin_writing (self, error))
    return FALSE;

  is_done = catch_up (self, error) && store_anchor (self, error);
  roll_back (self);

  return is_done;
}

/* The records up to the first one that is not old enough: the chain is cut in one place,
 * and a record whose clock was wrong keeps those behind it.
 */
static int
find_purge_end (CsLogDatabase   *self,
                gint64           before_us,
                CsLogCheckpoint *checkpoint)
{
  sqlite3_stmt *statement = NULL;
  int status = sqlite3_prepare_v2 (self->sqlite,
                                   "SELECT sequence, mac FROM record WHERE sequence <"
                                   " coalesce ((SELECT min (sequence) FROM record"
                                   "            WHERE unix_us >= ?), 9223372036854775807)"
                                   " ORDER BY sequence DESC LIMIT 1", -1, &statement, NULL);

  if (status == SQLITE_OK)
    {
      sqlite3_bind_int64 (statement, 1, before_us);
      status = sqlite3_step (statement);
    }

  if (status == SQLITE_ROW)
    {
      checkpoint->sequence = sqlite3_column_int64 (statement, 0);
      status = cs_log_mac_read (statement, 1, &checkpoint->mac) ? SQLITE_OK : SQLITE_CORRUPT;
    }
  else if (status == SQLITE_DONE)
    {
      status = SQLITE_OK;
    }

  sqlite3_finalize (statement);

  return status;
}

static int
delete_up_to (CsLogDatabase *self,
              gint64         sequence)
{
  sqlite3_stmt *statement = NULL;
  int status = sqlite3_prepare_v2 (self->sqlite, "DELETE FROM record WHERE sequence <= ?", -1,
                                   &statement, NULL);

  if (status == SQLITE_OK)
    {
      sqlite3_bind_int64 (statement, 1, sequence);
      status = sqlite3_step (statement);
    }

  sqlite3_finalize (statement);

  return status == SQLITE_DONE ? SQLITE_OK : status;
}

/* Moves the beginning of the log, in a transaction; tells how many records went. */
static gboolean
move_beginning (CsLogDatabase  *self,
                gint64          before_us,
                guint64        *out_n_purged,
                GError        **error)
{
  CsLogCheckpoint checkpoint = { 0 };
  CsLogMac seal;
  gint64 first;
  int status;

  if (!load_checkpoint (self, &checkpoint, error))
    return FALSE;

  first = checkpoint.sequence;
  status = find_purge_end (self, before_us, &checkpoint);

  if (status == SQLITE_OK)
    status = delete_up_to (self, checkpoint.sequence);

  if (status == SQLITE_OK)
    {
      cs_log_chain_seal (self->chain, &checkpoint, &seal);
      status = cs_log_schema_store_checkpoint (self->sqlite, &checkpoint, &seal);
    }

  *out_n_purged = (guint64) (checkpoint.sequence - first);

  return status == SQLITE_OK || cs_log_error_set (error, status, CS_LOG_ERROR_WRITE, self->path);
}

/* In the same transaction: what went is told by what stays. */
static gboolean
purge_and_record (CsLogDatabase   *self,
                  gint64           before_us,
                  CsAccessRecord  *record,
                  guint64         *out_n_purged,
                  GError         **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new ();
  CsLogAnchor end;
  char *count;

  if (!catch_up (self, error) || !bring_anchor (self, error) ||
      !move_beginning (self, before_us, out_n_purged, error))
    return FALSE;

  count = g_strdup_printf ("%" G_GUINT64_FORMAT " records, %s", *out_n_purged, record->subject);
  g_free (record->subject);
  record->subject = count;
  g_ptr_array_add (records, record);
  end = *cs_log_tail_get_end (self->tail);

  if (!insert_records (self, records, &end, error) || !commit (self, error))
    return FALSE;

  note_appended (self, records, &end);

  return TRUE;
}

/**
 * cs_log_database_purge:
 * @self: a database
 * @before_us: what is older goes, microseconds UTC
 * @record: what is recorded about it; the number of records is put before its subject
 * @out_n_purged: (out): how many records went
 * @error: return location for an error
 *
 * Removes the oldest records. A sealed checkpoint keeps the MAC of the last one that
 * went, so that the rest can be verified as before.
 *
 * Returns: `FALSE` with an error of `CS_LOG_ERROR` or `CS_KEYRING_ERROR` if nothing went
 */
gboolean
cs_log_database_purge (CsLogDatabase   *self,
                       gint64           before_us,
                       CsAccessRecord  *record,
                       guint64         *out_n_purged,
                       GError         **error)
{
  if (!begin_writing (self, error))
    return FALSE;

  if (purge_and_record (self, before_us, record, out_n_purged, error))
    return TRUE;

  roll_back (self);

  return FALSE;
}

/**
 * cs_log_database_list:
 * @self: a database
 * @first_sequence: where to begin
 * @n_most: how many at the most
 * @error: return location for an error
 *
 * Reads records in the order of their sequence.
 *
 * Returns: (transfer full) (element-type CsAccessRecord): the records, maybe none,
 *   or `NULL` with `CS_LOG_ERROR_BUSY`, `_DAMAGED` or `_OPEN`
 */
GPtrArray *
cs_log_database_list (CsLogDatabase  *self,
                      guint64         first_sequence,
                      guint           n_most,
                      GError        **error)
{
  g_autoptr (GPtrArray) records =
    g_ptr_array_new_with_free_func ((GDestroyNotify) cs_access_record_free);
  int status;

  sqlite3_bind_int64 (self->select, 1, (gint64) MIN (first_sequence, G_MAXINT64));
  sqlite3_bind_int64 (self->select, 2, n_most);

  while ((status = sqlite3_step (self->select)) == SQLITE_ROW)
    {
      CsAccessRecord *record = cs_log_row_read (self->select);

      if (record == NULL)
        {
          status = SQLITE_CORRUPT;
          break;
        }

      g_ptr_array_add (records, record);
    }

  sqlite3_reset (self->select);

  if (status != SQLITE_DONE)
    {
      cs_log_error_set (error, status, CS_LOG_ERROR_OPEN, self->path);
      return NULL;
    }

  return g_steal_pointer (&records);
}
