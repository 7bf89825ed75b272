/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-log-database.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include "cs-access-log.h"
#include "cs-log-error.h"
#include "cs-log-row.h"
#include "cs-log-schema.h"

#define BUSY_TIMEOUT_MS 3000
#define VALUE_BYTES_MAX (1024 * 1024)
#define JOURNAL_KEPT    "1048576"

struct _CsLogDatabase
{
  char         *path;
  sqlite3      *sqlite;
  sqlite3_stmt *insert;
  sqlite3_stmt *last;
  sqlite3_stmt *select;
};

/* By name, never by descriptor: closing one would drop the locks that another
 * connection of this process holds on the file.
 */
static gboolean
tighten_mode (const char         *path,
              const struct stat  *info,
              GError            **error)
{
  if (!S_ISREG (info->st_mode))
    {
      g_set_error (error, CS_LOG_ERROR, CS_LOG_ERROR_OPEN, "%s is not a regular file", path);
      return FALSE;
    }

  if ((info->st_mode & 077) != 0 && g_chmod (path, 0600) != 0)
    return cs_log_error_set_errno (error, errno, path);

  return TRUE;
}

static gboolean
prepare_file (const char  *path,
              GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *journal = g_strconcat (path, "-wal", NULL);
  gboolean has_journal;
  struct stat info;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    return cs_log_error_set_errno (error, errno, folder);

  /* In this order: a log that somebody else makes just now has its name first. */
  has_journal = g_file_test (journal, G_FILE_TEST_EXISTS);

  if (g_stat (path, &info) == 0)
    return tighten_mode (path, &info, error);

  if (errno != ENOENT)
    return cs_log_error_set_errno (error, errno, path);

  /* SQLite would play the journal of the lost log into a new one. */
  if (has_journal)
    {
      g_set_error (error, CS_LOG_ERROR, CS_LOG_ERROR_DAMAGED,
                   "%s is missing, but its journal is still there", path);
      return FALSE;
    }

  return cs_log_schema_create_file (path, error);
}

/* The file may have been tampered with: what is in its schema runs with the least
 * trust that SQLite can give it, and no trigger may swallow a record.
 */
static int
harden (sqlite3 *sqlite)
{
  static const struct { int option; int value; } options[] = {
    { SQLITE_DBCONFIG_DEFENSIVE, 1 },
    { SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
    { SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },
    { SQLITE_DBCONFIG_ENABLE_TRIGGER, 0 },
    { SQLITE_DBCONFIG_ENABLE_VIEW, 0 },
    { SQLITE_DBCONFIG_DQS_DDL, 0 },
    { SQLITE_DBCONFIG_DQS_DML, 0 },
  };
  int status = SQLITE_OK;

  for (gsize i = 0; i < G_N_ELEMENTS (options) && status == SQLITE_OK; i++)
    status = sqlite3_db_config (sqlite, options[i].option, options[i].value, NULL);

  sqlite3_limit (sqlite, SQLITE_LIMIT_LENGTH, VALUE_BYTES_MAX);
  sqlite3_limit (sqlite, SQLITE_LIMIT_ATTACHED, 0);

  return status;
}

static int
configure (CsLogDatabase *self)
{
  int status = harden (self->sqlite);

  /* SQLite opens what it may not write as well; a log is of no use then. */
  if (status == SQLITE_OK && sqlite3_db_readonly (self->sqlite, "main"))
    status = SQLITE_READONLY;

  if (status == SQLITE_OK)
    status = sqlite3_busy_timeout (self->sqlite, BUSY_TIMEOUT_MS);

  if (status == SQLITE_OK)
    status = sqlite3_exec (self->sqlite,
                           "PRAGMA synchronous = FULL;"
                           "PRAGMA cell_size_check = ON;"
                           "PRAGMA temp_store = MEMORY;"
                           "PRAGMA journal_size_limit = " JOURNAL_KEPT ";",
                           NULL, NULL, NULL);

  return status;
}

static int
prepare_statements (CsLogDatabase *self)
{
  int status = sqlite3_exec (self->sqlite, "PRAGMA journal_mode = WAL", NULL, NULL, NULL);

  if (status == SQLITE_OK)
    status = sqlite3_prepare_v3 (self->sqlite,
                                 "INSERT INTO record (" CS_LOG_ROW_COLUMNS ")"
                                 " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                                 -1, SQLITE_PREPARE_PERSISTENT, &self->insert, NULL);

  if (status == SQLITE_OK)
    status = sqlite3_prepare_v3 (self->sqlite, "SELECT coalesce (max (sequence), 0) FROM record",
                                 -1, SQLITE_PREPARE_PERSISTENT, &self->last, NULL);

  if (status == SQLITE_OK)
    status = sqlite3_prepare_v3 (self->sqlite,
                                 "SELECT " CS_LOG_ROW_COLUMNS " FROM record"
                                 " WHERE sequence >= ? ORDER BY sequence LIMIT ?",
                                 -1, SQLITE_PREPARE_PERSISTENT, &self->select, NULL);

  /* A column that is missing is an error of the statement. */
  return status == SQLITE_ERROR ? SQLITE_CORRUPT : status;
}

/**
 * cs_log_database_open:
 * @path: where the log is or shall be
 * @error: return location for an error
 *
 * Opens the log at @path, and makes it, mode 0600, and its folder, mode 0700,
 * where there is none. What is there and is not a sound log is left as it is.
 *
 * Returns: (transfer full): the database, or `NULL` with an error of `CS_LOG_ERROR`
 */
CsLogDatabase *
cs_log_database_open (const char  *path,
                      GError     **error)
{
  g_autoptr (CsLogDatabase) self = g_new0 (CsLogDatabase, 1);
  int status;

  self->path = g_strdup (path);

  if (!prepare_file (path, error))
    return NULL;

  status = sqlite3_open_v2 (path, &self->sqlite,
                            SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX |
                            SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_EXRESCODE, NULL);

  if (status == SQLITE_OK)
    status = configure (self);

  if (status != SQLITE_OK)
    {
      cs_log_error_set (error, status, CS_LOG_ERROR_OPEN, path);
      return NULL;
    }

  if (!cs_log_schema_verify (self->sqlite, path, error))
    return NULL;

  status = prepare_statements (self);

  if (status != SQLITE_OK)
    {
      cs_log_error_set (error, status, CS_LOG_ERROR_OPEN, path);
      return NULL;
    }

  return g_steal_pointer (&self);
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
  sqlite3_finalize (self->last);
  sqlite3_finalize (self->select);
  sqlite3_close (self->sqlite);
  g_free (self->path);
  g_free (self);
}

static int
insert_record (CsLogDatabase        *self,
               const CsAccessRecord *record,
               gint64                sequence)
{
  int status = cs_log_row_bind (self->insert, record, sequence);

  if (status == SQLITE_OK)
    status = sqlite3_step (self->insert);

  sqlite3_reset (self->insert);
  sqlite3_clear_bindings (self->insert);

  return status == SQLITE_DONE ? SQLITE_OK : status;
}

static int
get_last_sequence (CsLogDatabase *self,
                   gint64        *out_sequence)
{
  int status = sqlite3_step (self->last);

  if (status == SQLITE_ROW)
    *out_sequence = sqlite3_column_int64 (self->last, 0);

  sqlite3_reset (self->last);

  return status == SQLITE_ROW ? SQLITE_OK : status;
}

static int
insert_records (CsLogDatabase *self,
                GPtrArray     *records,
                gint64        *out_last)
{
  int status = get_last_sequence (self, out_last);

  for (guint i = 0; i < records->len && status == SQLITE_OK; i++)
    status = insert_record (self, g_ptr_array_index (records, i), *out_last + 1 + i);

  return status;
}

/**
 * cs_log_database_append:
 * @self: a database
 * @records: (element-type CsAccessRecord): at least one; their sequence is set
 * @error: return location for an error
 *
 * Appends the records in one transaction, all or none, safe on disk when it returns.
 *
 * Returns: `FALSE` with `CS_LOG_ERROR_BUSY`, `_DAMAGED` or `_WRITE` if it could not
 */
gboolean
cs_log_database_append (CsLogDatabase  *self,
                        GPtrArray      *records,
                        GError        **error)
{
  gint64 last = 0;
  int status = sqlite3_exec (self->sqlite, "BEGIN IMMEDIATE", NULL, NULL, NULL);

  if (status == SQLITE_OK)
    status = insert_records (self, records, &last);

  if (status == SQLITE_OK)
    status = sqlite3_exec (self->sqlite, "COMMIT", NULL, NULL, NULL);

  if (status != SQLITE_OK)
    {
      /* Some errors have rolled back already. */
      if (!sqlite3_get_autocommit (self->sqlite))
        sqlite3_exec (self->sqlite, "ROLLBACK", NULL, NULL, NULL);

      return cs_log_error_set (error, status, CS_LOG_ERROR_WRITE, self->path);
    }

  for (guint i = 0; i < records->len; i++)
    {
      CsAccessRecord *record = g_ptr_array_index (records, i);

      record->sequence = (guint64) last + 1 + i;
    }

  return TRUE;
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
