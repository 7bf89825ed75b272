/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-log-schema.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "cs-access-log.h"
#include "cs-log-error.h"

/* The marks by which a file is known as an access log, and which one. */
#define APPLICATION_ID 0x43534c47    /* "CSLG" */
#define SCHEMA_VERSION 1

/* A text that is not supplied is empty. Member IDs are text, since the largest of
 * them is more than an INTEGER can hold; 0 stands for none.
 */
static const char schema[] =
  "BEGIN IMMEDIATE;"
  "CREATE TABLE record ("
  "  sequence INTEGER PRIMARY KEY CHECK (sequence >= 1),"
  "  unix_us INTEGER NOT NULL CHECK (unix_us BETWEEN 0 AND 253402300799999999),"
  "  operator TEXT NOT NULL CHECK (length (operator) BETWEEN 1 AND 64),"
  "  host TEXT NOT NULL CHECK (length (host) BETWEEN 1 AND 255),"
  "  environment TEXT NOT NULL CHECK (length (environment) BETWEEN 1 AND 16),"
  "  action TEXT NOT NULL CHECK (length (action) BETWEEN 1 AND 16),"
  "  member_id TEXT NOT NULL CHECK (length (member_id) BETWEEN 1 AND 19"
  "    AND member_id NOT GLOB '*[^0-9]*'"
  "    AND (member_id = '0' OR member_id NOT GLOB '0*')),"
  "  par TEXT NOT NULL CHECK (length (par) <= 32),"
  "  outcome TEXT NOT NULL CHECK (length (outcome) BETWEEN 1 AND 64),"
  "  n_cards INTEGER NOT NULL CHECK (n_cards BETWEEN 0 AND 4294967295),"
  "  case_reference TEXT NOT NULL CHECK (length (case_reference) <= 64),"
  "  reason TEXT NOT NULL CHECK (length (reason) <= 200),"
  "  correlation_id TEXT NOT NULL CHECK (length (correlation_id) <= 64)"
  ") STRICT;"
  "PRAGMA application_id = " G_STRINGIFY (APPLICATION_ID) ";"
  "PRAGMA user_version = " G_STRINGIFY (SCHEMA_VERSION) ";"
  "COMMIT;";

static gboolean
write_schema (const char  *path,
              GError     **error)
{
  sqlite3 *sqlite = NULL;
  int status = sqlite3_open_v2 (path, &sqlite, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);

  if (status == SQLITE_OK)
    status = sqlite3_exec (sqlite, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;",
                           NULL, NULL, NULL);

  if (status == SQLITE_OK)
    status = sqlite3_exec (sqlite, schema, NULL, NULL, NULL);

  /* Closing moves everything from the write-ahead log into the file. */
  if (sqlite3_close (sqlite) != SQLITE_OK && status == SQLITE_OK)
    status = SQLITE_IOERR;

  return status == SQLITE_OK || cs_log_error_set (error, status, CS_LOG_ERROR_OPEN, path);
}

/* Without it a power cut may forget the name of a file whose content is safe. */
static void
sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd < 0)
    return;

  (void) fsync (fd);
  close (fd);
}

/**
 * cs_log_schema_create_file:
 * @path: where
 * @error: return location for an error
 *
 * Makes an empty log at @path unless there is something already.
 *
 * The file is complete when it gets its name, whatever happens meanwhile; so an
 * empty or half-written file at @path is never a log in the making but damage.
 *
 * Returns: `FALSE` with `CS_LOG_ERROR_OPEN` if it cannot be made
 */
gboolean
cs_log_schema_create_file (const char  *path,
                           GError     **error)
{
  g_autofree char *unnamed = g_strconcat (path, ".new-XXXXXX", NULL);
  int fd = g_mkstemp_full (unnamed, O_RDWR | O_CLOEXEC, 0600);
  gboolean is_made;

  if (fd < 0)
    return cs_log_error_set_errno (error, errno, path);

  close (fd);
  is_made = write_schema (unnamed, error);

  /* Somebody else may have been faster: that log is as good as this one. */
  if (is_made && link (unnamed, path) != 0 && errno != EEXIST)
    is_made = cs_log_error_set_errno (error, errno, path);

  g_unlink (unnamed);
  sync_folder (path);

  return is_made;
}

static int
query_integer (sqlite3    *sqlite,
               const char *sql,
               gint64     *out_value)
{
  sqlite3_stmt *statement = NULL;
  int status = sqlite3_prepare_v2 (sqlite, sql, -1, &statement, NULL);

  if (status == SQLITE_OK)
    status = sqlite3_step (statement);

  if (status == SQLITE_ROW)
    *out_value = sqlite3_column_int64 (statement, 0);

  sqlite3_finalize (statement);

  return status == SQLITE_ROW ? SQLITE_OK : status == SQLITE_DONE ? SQLITE_CORRUPT : status;
}

static gboolean
verify_marks (sqlite3     *sqlite,
              const char  *path,
              GError     **error)
{
  gint64 application_id = 0, version = 0;
  int status = query_integer (sqlite, "PRAGMA application_id", &application_id);

  if (status == SQLITE_OK)
    status = query_integer (sqlite, "PRAGMA user_version", &version);

  if (status != SQLITE_OK)
    return cs_log_error_set (error, status, CS_LOG_ERROR_OPEN, path);

  if (application_id != APPLICATION_ID || version < 1)
    g_set_error (error, CS_LOG_ERROR, CS_LOG_ERROR_DAMAGED, "%s is not an access log", path);
  else if (version > SCHEMA_VERSION)
    g_set_error (error, CS_LOG_ERROR, CS_LOG_ERROR_DAMAGED,
                 "%s was written by a newer version (schema %" G_GINT64_FORMAT ")", path, version);

  return application_id == APPLICATION_ID && version >= 1 && version <= SCHEMA_VERSION;
}

/* quick_check also holds every row to the schema's types and bounds. */
static gboolean
verify_content (sqlite3     *sqlite,
                const char  *path,
                GError     **error)
{
  gint64 is_sound = 0, is_complete = 0;
  int status = query_integer (sqlite, "SELECT quick_check = 'ok' FROM pragma_quick_check (1)",
                              &is_sound);

  if (status == SQLITE_OK)
    status = query_integer (sqlite,
                            "SELECT count (*) = coalesce (max (sequence) - min (sequence) + 1, 0)"
                            " FROM record", &is_complete);

  /* A table or column that is missing is an error of the statement. */
  if (status == SQLITE_ERROR)
    status = SQLITE_CORRUPT;

  if (status != SQLITE_OK)
    return cs_log_error_set (error, status, CS_LOG_ERROR_OPEN, path);

  if (!is_sound)
    g_set_error (error, CS_LOG_ERROR, CS_LOG_ERROR_DAMAGED, "%s is damaged", path);
  else if (!is_complete)
    g_set_error (error, CS_LOG_ERROR, CS_LOG_ERROR_DAMAGED, "Records are missing from %s", path);

  return is_sound && is_complete;
}

/**
 * cs_log_schema_verify:
 * @sqlite: an open database
 * @path: its path, for messages
 * @error: return location for an error
 *
 * Tells whether a database is a log of this version, whole, and without a gap.
 *
 * Returns: `FALSE` with `CS_LOG_ERROR_DAMAGED`, `_BUSY` or `_OPEN` if it is not
 */
gboolean
cs_log_schema_verify (sqlite3     *sqlite,
                      const char  *path,
                      GError     **error)
{
  return verify_marks (sqlite, path, error) && verify_content (sqlite, path, error);
}
