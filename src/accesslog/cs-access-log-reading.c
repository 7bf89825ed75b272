/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-access-log-private.h"

#include "cs-log-export.h"
#include "cs-log-query.h"
#include "cs-log-verify.h"

/* What reads has a connection of its own, and does not stand in front of an append. */

/**
 * cs_access_log_query:
 * @self: a log
 * @filter: which records
 * @after: (nullable): only those behind this one: the last of the page before
 * @n_most: how many at the most
 * @error: return location for an error
 *
 * Reads a page of records, by time and then by sequence. Appends need not wait for it. Who
 * reads the log records that with `CS_ACTION_LOG_OPENED` before.
 *
 * Returns: (transfer full) (element-type CsAccessRecord): the records, maybe none,
 *   or `NULL` with an error of `CS_LOG_ERROR`
 */
GPtrArray *
cs_access_log_query (CsAccessLog           *self,
                     const CsLogFilter     *filter,
                     const CsAccessRecord  *after,
                     guint                  n_most,
                     GError               **error)
{
  g_return_val_if_fail (CS_IS_ACCESS_LOG (self), NULL);
  g_return_val_if_fail (filter != NULL, NULL);

  return cs_log_query_file (cs_access_log_get_path (self), filter, after, n_most, error);
}

/**
 * cs_access_log_count:
 * @self: a log
 * @filter: which records
 * @out_n_records: (out): how many
 * @error: return location for an error
 *
 * Counts records.
 *
 * Returns: `FALSE` with an error of `CS_LOG_ERROR` if it could not
 */
gboolean
cs_access_log_count (CsAccessLog        *self,
                     const CsLogFilter  *filter,
                     guint64            *out_n_records,
                     GError            **error)
{
  g_return_val_if_fail (CS_IS_ACCESS_LOG (self), FALSE);
  g_return_val_if_fail (filter != NULL, FALSE);

  return cs_log_count_file (cs_access_log_get_path (self), filter, out_n_records, error);
}

/**
 * cs_access_log_export:
 * @self: a log
 * @filter: which records
 * @output: where they go, in place of a file that is there
 * @cancellable: (nullable): a cancellable
 * @out_n_records: (out): how many there are
 * @error: return location for an error
 *
 * Writes records as CSV. Who exports records that with `CS_ACTION_LOG_EXPORTED` before.
 *
 * Returns: `FALSE` with an error of `CS_LOG_ERROR` or `G_IO_ERROR` if it could not
 */
gboolean
cs_access_log_export (CsAccessLog        *self,
                      const CsLogFilter  *filter,
                      GFile              *output,
                      GCancellable       *cancellable,
                      guint64            *out_n_records,
                      GError            **error)
{
  g_return_val_if_fail (CS_IS_ACCESS_LOG (self), FALSE);
  g_return_val_if_fail (G_IS_FILE (output), FALSE);

  return cs_log_export_file (cs_access_log_get_path (self), filter, output, cancellable,
                             out_n_records, error);
}

/**
 * cs_access_log_verify:
 * @self: a log
 * @cancellable: (nullable): a cancellable
 * @out_report: (out caller-allocates): what was found
 * @error: return location for an error
 *
 * Holds every record to the chain. Takes a few microseconds a record; appends need not
 * wait for it.
 *
 * Returns: `FALSE` if it could not be verified
 */
gboolean
cs_access_log_verify (CsAccessLog   *self,
                      GCancellable  *cancellable,
                      CsLogReport   *out_report,
                      GError       **error)
{
  g_return_val_if_fail (CS_IS_ACCESS_LOG (self), FALSE);

  return cs_log_verify_file (cs_access_log_get_path (self), cs_access_log_get_kind (self),
                             cancellable, out_report, error);
}

/**
 * cs_access_log_verify_default:
 * @is_demo: whether it is the demo's
 * @cancellable: (nullable): a cancellable
 * @out_report: (out caller-allocates): what was found
 * @error: return location for an error
 *
 * Verifies this user's log, also one that is damaged and cannot be opened.
 *
 * Returns: `FALSE` if it could not be verified
 */
gboolean
cs_access_log_verify_default (gboolean       is_demo,
                              GCancellable  *cancellable,
                              CsLogReport   *out_report,
                              GError       **error)
{
  g_autofree char *path = cs_access_log_default_path (is_demo);

  return cs_log_verify_file (path, is_demo ? CS_LOG_DEMO : CS_LOG_LIVE, cancellable, out_report,
                             error);
}
