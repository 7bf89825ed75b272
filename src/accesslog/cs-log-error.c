/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-log-error.h"

#include <sqlite3.h>

G_DEFINE_QUARK (cs-log-error-quark, cs_log_error)

static CsLogError
classify (int        sqlite_status,
          CsLogError otherwise)
{
  switch (sqlite_status & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return CS_LOG_ERROR_BUSY;

    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
      return CS_LOG_ERROR_DAMAGED;

    case SQLITE_FULL:
    case SQLITE_READONLY:
      return CS_LOG_ERROR_WRITE;

    default:
      return otherwise;
    }
}

/**
 * cs_log_error_set:
 * @error: return location for an error
 * @sqlite_status: what SQLite said, extended or not
 * @otherwise: the code for what no code stands for
 * @path: the log's path
 *
 * Says in the layer's own terms what SQLite said. The text is that of the status,
 * never SQLite's message for the statement, which may quote values.
 *
 * Returns: `FALSE`
 */
gboolean
cs_log_error_set (GError     **error,
                  int          sqlite_status,
                  CsLogError   otherwise,
                  const char  *path)
{
  g_set_error (error, CS_LOG_ERROR, (int) classify (sqlite_status, otherwise),
               "%s: %s", path, sqlite3_errstr (sqlite_status));

  return FALSE;
}

/**
 * cs_log_error_set_errno:
 * @error: return location for an error
 * @saved_errno: what the system said
 * @path: the log's path
 *
 * Says that the log cannot be opened or made.
 *
 * Returns: `FALSE`
 */
gboolean
cs_log_error_set_errno (GError     **error,
                        int          saved_errno,
                        const char  *path)
{
  g_set_error (error, CS_LOG_ERROR, CS_LOG_ERROR_OPEN,
               "%s: %s", path, g_strerror (saved_errno));

  return FALSE;
}
