/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-log-schema.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "cs-access-log.h"
#include "cs-clock.h"
#include "cs-log-error.h"

/* The marks by which a file is known as an access log, and which one. */
#define APPLICATION_ID 0x43534c47    /* "CSLG" */
#define SCHEMA_VERSION 2

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
  "  subject TEXT NOT NULL CHECK (length (subject) <= 200),"
  "  case_reference TEXT NOT NULL CHECK (length (case_reference) <= 64),"
  "  reason TEXT NOT NULL CHECK (length (reason) <= 200),"
  "  correlation_id TEXT NOT NULL CHECK (length (correlation_id) <= 64),"
  "  mac BLOB NOT NULL CHECK (length (mac) = 32)"
  ") STRICT;"
  "CREATE INDEX record_by_time ON record (unix_us);"
  "CREATE INDEX record_by_operator ON record (operator, unix_us);"
  "CREATE INDEX record_by_action ON record (action, unix_us);"
  "CREATE INDEX record_by_member ON record (member_id, unix_us) WHERE member_id <> '0';"
  "CREATE INDEX record_by_case ON record (case_reference, unix_us) WHERE case_reference <> '';"
  "CREATE TABLE checkpoint ("
  "  id INTEGER PRIMARY KEY CHECK (id = 1),"
  "  place TEXT NOT NULL CHECK (place IN ('keyring', 'files')),"
  "  sequence INTEGER NOT NULL CHECK (sequence >= 0),"
  "  mac BLOB NOT NULL CHECK (length (mac) = 32),"
  "  created_us INTEGER NOT NULL,"
  "  seal BLOB NOT NULL CHECK (length (seal) = 32)"
  ") STRICT;"
  "PRAGMA application_id = " G_STRINGIFY (APPLICATION_ID) ";"
  "PRAGMA user_version = " G_STRINGIFY (SCHEMA_VERSION) ";";

#define CHECKPOINT_COLUMNS "sequence, mac, created_us, seal"

static int
insert_checkpoint (sqlite3    *sqlite,
                   CsLogPlace  place,
                   CsLogChain *chain)
{
  g_autoptr (CsClock) clock = cs_clock_new_system ();
  const CsLogCheckpoint checkpoint = { .created_us = cs_clock_get_unix_us (clock) };
  g_autofree char *sql = NULL;
  CsLogMac seal;
  int status;

  sql = g_strdup_printf ("INSERT INTO checkpoint (id, place, " CHECKPOINT_COLUMNS ")"
                         " VALUES (1, '%s', 0, zeroblob (32), 0, zeroblob (32))",
                         cs_log_place_to_string (place));
  cs_log_chain_seal (chain, &checkpoint, &seal);
  status = sqlite3_exec (sqlite, sql, NULL, NULL, NULL);

  return status == SQLITE_OK ? cs_log_schema_store_checkpoint (sqlite, &checkpoint, &seal)
                             : status;
}

static gboolean
write_schema (const char  *path,
              CsLogPlace   place,
              CsLogChain  *chain,
              GError     **error)
{
  sqlite3 *sqlite = NULL;
  int status = sqlite3_open_v2 (path, &sqlite, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);

  if (status == SQLITE_OK)
    status = sqlite3_exec (sqlite, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;",
                           NULL, NULL, NULL);

  if (status == SQLITE_OK)
    status = sqlite3_exec (sqlite, schema, NULL, NULL, NULL);

  if (status == SQLITE_OK)
    status = insert_checkpoint (sqlite, place, chain);

  if (status == SQLITE_OK)
    status = sqlite3_exec (sqlite, "COMMIT", NULL, NULL, NULL);

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
 * @place: where its key and anchor are
 * @chain: computes with its key
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
                           CsLogPlace   place,
                           CsLogChain  *chain,
                           GError     **error)
{
  g_autofree char *unnamed = g_strconcat (path, ".new-XXXXXX", NULL);
  int fd = g_mkstemp_full (unnamed, O_RDWR | O_CLOEXEC, 0600);
  gboolean is_made;

  if (fd < 0)
    return cs_log_error_set_errno (error, errno, path);

  close (fd);
  is_made = write_schema (unnamed, place, chain, error);

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

/**
 * cs_log_schema_verify_marks:
 * @sqlite: an open database
 * @path: its path, for messages
 * @error: return location for an error
 *
 * Tells whether a database is a log of this version.
 *
 * Returns: `FALSE` with `CS_LOG_ERROR_DAMAGED`, `_OLDER`, `_BUSY` or `_OPEN` if it is not
 */
gboolean
cs_log_schema_verify_marks (sqlite3     *sqlite,
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
  else if (version < SCHEMA_VERSION)
    g_set_error (error, CS_LOG_ERROR, CS_LOG_ERROR_OLDER,
                 "%s was written by an older version (schema %" G_GINT64_FORMAT ")", path, version);

  return application_id == APPLICATION_ID && version == SCHEMA_VERSION;
}

/**
 * cs_log_schema_verify_content:
 * @sqlite: an open log
 * @path: its path, for messages
 * @error: return location for an error
 *
 * Tells whether a log is whole as far as the database knows, each row held to the
 * schema's types and bounds, and without a gap.
 *
 * Returns: `FALSE` with `CS_LOG_ERROR_DAMAGED`, `_BUSY` or `_OPEN` if it is not
 */
gboolean
cs_log_schema_verify_content (sqlite3     *sqlite,
                              const char  *path,
                              GError     **error)
{
  gint64 is_sound = 0, is_complete = 0;
  /* Without a number of errors as argument, which newer versions take for a table's name. */
  int status = query_integer (sqlite, "SELECT quick_check = 'ok' FROM pragma_quick_check LIMIT 1",
                              &is_sound);

  if (status == SQLITE_OK)
    status = query_integer (sqlite,
                            "SELECT coalesce (min (r.sequence), c.sequence + 1) = c.sequence + 1"
                            " AND coalesce (max (r.sequence), c.sequence) ="
                            "     c.sequence + count (r.sequence)"
                            " FROM checkpoint AS c LEFT JOIN record AS r", &is_complete);

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
 * cs_log_schema_get_place:
 * @sqlite: an open log
 * @path: its path, for messages
 * @out_place: (out): the place
 * @error: return location for an error
 *
 * Tells where a log says that its key and anchor are.
 *
 * Returns: `FALSE` with `CS_LOG_ERROR_DAMAGED`, `_BUSY` or `_OPEN` if it does not
 */
gboolean
cs_log_schema_get_place (sqlite3     *sqlite,
                         const char  *path,
                         CsLogPlace  *out_place,
                         GError     **error)
{
  sqlite3_stmt *statement = NULL;
  gboolean is_known = FALSE;
  int status = sqlite3_prepare_v2 (sqlite, "SELECT place FROM checkpoint", -1, &statement, NULL);

  if (status == SQLITE_OK)
    status = sqlite3_step (statement);

  if (status == SQLITE_ROW)
    is_known = cs_log_place_from_string ((const char *) sqlite3_column_text (statement, 0),
                                         out_place);

  sqlite3_finalize (statement);

  if (is_known)
    return TRUE;

  return cs_log_error_set (error,
                           status == SQLITE_ROW || status == SQLITE_DONE || status == SQLITE_ERROR
                             ? SQLITE_CORRUPT
                             : status,
                           CS_LOG_ERROR_OPEN, path);
}

/**
 * cs_log_schema_load_checkpoint:
 * @sqlite: an open log
 * @out_checkpoint: (out caller-allocates): where its chain begins
 * @out_seal: (out caller-allocates): what proves it
 *
 * Reads the checkpoint of a log, which is not verified here.
 *
 * Returns: a status of SQLite
 */
int
cs_log_schema_load_checkpoint (sqlite3         *sqlite,
                               CsLogCheckpoint *out_checkpoint,
                               CsLogMac        *out_seal)
{
  sqlite3_stmt *statement = NULL;
  int status = sqlite3_prepare_v2 (sqlite, "SELECT " CHECKPOINT_COLUMNS " FROM checkpoint",
                                   -1, &statement, NULL);

  if (status == SQLITE_OK)
    status = sqlite3_step (statement);

  if (status == SQLITE_ROW)
    {
      out_checkpoint->sequence = sqlite3_column_int64 (statement, 0);
      out_checkpoint->created_us = sqlite3_column_int64 (statement, 2);
      status = cs_log_mac_read (statement, 1, &out_checkpoint->mac) &&
               cs_log_mac_read (statement, 3, out_seal) ? SQLITE_OK : SQLITE_CORRUPT;
    }
  else if (status == SQLITE_DONE || status == SQLITE_ERROR)
    {
      status = SQLITE_CORRUPT;
    }

  sqlite3_finalize (statement);

  return status;
}

/**
 * cs_log_schema_store_checkpoint:
 * @sqlite: an open log, in a transaction
 * @checkpoint: where its chain begins
 * @seal: what proves it
 *
 * Writes the checkpoint of a log.
 *
 * Returns: a status of SQLite
 */
int
cs_log_schema_store_checkpoint (sqlite3               *sqlite,
                                const CsLogCheckpoint *checkpoint,
                                const CsLogMac        *seal)
{
  sqlite3_stmt *statement = NULL;
  int status = sqlite3_prepare_v2 (sqlite,
                                   "UPDATE checkpoint SET (" CHECKPOINT_COLUMNS ") = (?, ?, ?, ?)",
                                   -1, &statement, NULL);

  if (status == SQLITE_OK)
    {
      sqlite3_bind_int64 (statement, 1, checkpoint->sequence);
      sqlite3_bind_blob (statement, 2, checkpoint->mac.bytes, CS_LOG_MAC_SIZE, SQLITE_STATIC);
      sqlite3_bind_int64 (statement, 3, checkpoint->created_us);
      sqlite3_bind_blob (statement, 4, seal->bytes, CS_LOG_MAC_SIZE, SQLITE_STATIC);
      status = sqlite3_step (statement);
    }

  sqlite3_finalize (statement);

  if (status == SQLITE_DONE && sqlite3_changes (sqlite) != 1)
    return SQLITE_CORRUPT;

  return status == SQLITE_DONE ? SQLITE_OK : status;
}
