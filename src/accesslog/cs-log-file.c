/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-log-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cs-access-log.h"
#include "cs-log-error.h"
#include "cs-log-schema.h"

#define BUSY_TIMEOUT_MS 3000
#define VALUE_BYTES_MAX (1024 * 1024)
#define JOURNAL_KEPT    "1048576"

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

/* A log that came as far as a record and is not there any more was taken away. */
static gboolean
check_not_lost (CsLogSeal   *seal,
                const char  *path,
                GError     **error)
{
  CsLogAnchor anchor = { 0 };
  gboolean exists = FALSE;

  if (!cs_log_seal_load_anchor (seal, &anchor, &exists, error))
    return FALSE;

  if (!exists || anchor.sequence == 0)
    return TRUE;

  g_set_error (error, CS_LOG_ERROR, CS_LOG_ERROR_DAMAGED,
               "%s is missing with all its %" G_GINT64_FORMAT " records", path, anchor.sequence);

  return FALSE;
}

/* The keyring where one answers; one that is locked does answer. */
static CsLogSeal *
choose_seal (const char  *path,
             CsLogKind    kind,
             CsSecret   **out_key,
             GError     **error)
{
  g_autoptr (CsLogSeal) files = cs_log_seal_new (path, CS_LOG_PLACE_FILES);
  g_autoptr (CsLogSeal) keyring = cs_log_seal_new (path, CS_LOG_PLACE_KEYRING);
  g_autoptr (GError) why = NULL;

  if (!check_not_lost (files, path, error))
    return NULL;

  if (kind == CS_LOG_DEMO)
    return cs_log_seal_load_key (files, out_key, error) ? g_steal_pointer (&files) : NULL;

  if (cs_log_seal_load_key (keyring, out_key, &why))
    return check_not_lost (keyring, path, error) ? g_steal_pointer (&keyring) : NULL;

  if (g_error_matches (why, CS_LOG_ERROR, CS_LOG_ERROR_SEAL))
    return cs_log_seal_load_key (files, out_key, error) ? g_steal_pointer (&files) : NULL;

  g_propagate_error (error, g_steal_pointer (&why));

  return NULL;
}

/* Key, anchor, log: whatever stops it in between, it can be begun again. */
static gboolean
create (const char  *path,
        CsLogKind    kind,
        GError     **error)
{
  const CsLogAnchor nothing = { 0 };
  g_autoptr (CsSecret) key = NULL;
  g_autoptr (CsLogSeal) seal = choose_seal (path, kind, &key, error);
  g_autoptr (CsLogChain) chain = NULL;

  if (seal == NULL || (key == NULL && !cs_log_seal_make_key (seal, &key, error)) ||
      !cs_log_seal_store_anchor (seal, &nothing, error))
    return FALSE;

  chain = cs_log_chain_new (key);

  return cs_log_schema_create_file (path, cs_log_seal_get_place (seal), chain, error);
}

/* Nobody else in this folder may make a log meanwhile, and give it another key. The lock
 * is on the folder: there is nothing else yet, and it leaves nothing behind.
 */
static gboolean
create_alone (const char  *folder,
              const char  *path,
              CsLogKind    kind,
              GError     **error)
{
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean is_made;

  if (fd < 0 || g_access (folder, W_OK) != 0 ||
      TEMP_FAILURE_RETRY (flock (fd, LOCK_EX)) != 0)
    is_made = cs_log_error_set_errno (error, errno, folder);
  else
    is_made = g_file_test (path, G_FILE_TEST_EXISTS) || create (path, kind, error);

  if (fd >= 0)
    close (fd);

  return is_made;
}

/**
 * cs_log_file_prepare:
 * @path: where the log is or shall be
 * @kind: what it is for
 * @error: return location for an error
 *
 * Makes the log at @path, mode 0600, and its folder, mode 0700, where there is none.
 *
 * Returns: `FALSE` with an error of `CS_LOG_ERROR` or `CS_KEYRING_ERROR` if there is none
 */
gboolean
cs_log_file_prepare (const char  *path,
                     CsLogKind    kind,
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

  return create_alone (folder, path, kind, error);
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
configure (sqlite3 *sqlite)
{
  int status = harden (sqlite);

  /* SQLite opens what it may not write as well; a log is of no use then. */
  if (status == SQLITE_OK && sqlite3_db_readonly (sqlite, "main"))
    status = SQLITE_READONLY;

  if (status == SQLITE_OK)
    status = sqlite3_busy_timeout (sqlite, BUSY_TIMEOUT_MS);

  if (status == SQLITE_OK)
    status = sqlite3_exec (sqlite,
                           "PRAGMA synchronous = FULL;"
                           "PRAGMA cell_size_check = ON;"
                           "PRAGMA temp_store = MEMORY;"
                           "PRAGMA journal_size_limit = " JOURNAL_KEPT ";",
                           NULL, NULL, NULL);

  return status;
}

/**
 * cs_log_file_connect:
 * @path: a log
 * @error: return location for an error
 *
 * Opens the file of a log, and looks no further than its marks.
 *
 * Returns: (transfer full): a connection, or `NULL` with an error of `CS_LOG_ERROR`
 */
sqlite3 *
cs_log_file_connect (const char  *path,
                     GError     **error)
{
  sqlite3 *sqlite = NULL;
  int status = sqlite3_open_v2 (path, &sqlite,
                                SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX |
                                SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_EXRESCODE, NULL);

  if (status == SQLITE_OK)
    status = configure (sqlite);

  if (status != SQLITE_OK)
    cs_log_error_set (error, status, CS_LOG_ERROR_OPEN, path);
  else if (cs_log_schema_verify_marks (sqlite, path, error))
    return sqlite;

  sqlite3_close (sqlite);

  return NULL;
}

/* Somebody who plants a log of their own gives it a key in files; the keyring still
 * has the key of the one that was there.
 */
static gboolean
check_not_replaced (const char  *path,
                    GError     **error)
{
  g_autoptr (CsLogSeal) keyring = cs_log_seal_new (path, CS_LOG_PLACE_KEYRING);
  g_autoptr (CsSecret) key = NULL;

  if (!cs_log_seal_load_key (keyring, &key, NULL) || key == NULL)
    return TRUE;

  g_set_error (error, CS_LOG_ERROR, CS_LOG_ERROR_DAMAGED,
               "%s was replaced: the keyring has the key of another one", path);

  return FALSE;
}

/**
 * cs_log_file_find_seal:
 * @sqlite: an open log
 * @path: its path
 * @kind: what it is for
 * @out_key: (out): its key
 * @error: return location for an error
 *
 * Finds the key of a log in the place that the log remembers.
 *
 * Returns: (transfer full): its seal, or `NULL` with `CS_LOG_ERROR_SEAL`, `_DAMAGED`
 *   or an error of `CS_KEYRING_ERROR` if the place is silent or empty
 */
CsLogSeal *
cs_log_file_find_seal (sqlite3     *sqlite,
                       const char  *path,
                       CsLogKind    kind,
                       CsSecret   **out_key,
                       GError     **error)
{
  g_autoptr (CsLogSeal) seal = NULL;
  CsLogPlace place;

  if (!cs_log_schema_get_place (sqlite, path, &place, error))
    return NULL;

  if (place == CS_LOG_PLACE_FILES && kind == CS_LOG_LIVE && !check_not_replaced (path, error))
    return NULL;

  seal = cs_log_seal_new (path, place);

  if (!cs_log_seal_load_key (seal, out_key, error))
    return NULL;

  if (*out_key != NULL)
    return g_steal_pointer (&seal);

  g_set_error (error, CS_LOG_ERROR, CS_LOG_ERROR_SEAL,
               place == CS_LOG_PLACE_KEYRING ? "The key of %s is not in the keyring any more"
                                             : "The key of %s is not beside it any more", path);

  return NULL;
}
