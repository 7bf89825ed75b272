/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "cs-access-log.h"

G_BEGIN_DECLS

/**
 * CsLogJobKind:
 * @CS_LOG_JOB_SEARCH: records @record, counts, and reads the first page
 * @CS_LOG_JOB_MORE: reads the page behind @record, and records nothing
 * @CS_LOG_JOB_VERIFY: verifies, and records the result
 * @CS_LOG_JOB_EXPORT: records @record, and writes a file
 *
 * What the viewer does with the log.
 */
typedef enum
{
  CS_LOG_JOB_SEARCH,
  CS_LOG_JOB_MORE,
  CS_LOG_JOB_VERIFY,
  CS_LOG_JOB_EXPORT,
} CsLogJobKind;

#define CS_LOG_JOB_PAGE 200

/**
 * CsLogJob:
 * @kind: what to do
 * @access_log: with which log
 * @filter: with which records
 * @record: (nullable): what is recorded about it, or where a page begins
 * @output: (nullable): where an export goes
 * @records: (nullable): a page
 * @n_records: how many records were found or written
 * @report: what a verification found
 *
 * An errand of the viewer, carried out in a thread: no search may hold the window up.
 */
typedef struct
{
  CsLogJobKind    kind;
  CsAccessLog    *access_log;
  CsLogFilter    *filter;
  CsAccessRecord *record;
  GFile          *output;
  GPtrArray      *records;
  guint64         n_records;
  CsLogReport     report;
} CsLogJob;

CsLogJob *cs_log_job_new    (CsLogJobKind          kind,
                             CsAccessLog          *access_log,
                             const CsLogFilter    *filter,
                             CsAccessRecord       *record) G_GNUC_WARN_UNUSED_RESULT;
void      cs_log_job_run    (CsLogJob             *job,
                             GCancellable         *cancellable,
                             GAsyncReadyCallback   callback,
                             gpointer              user_data);
CsLogJob *cs_log_job_finish (GAsyncResult         *result,
                             GError              **error);

G_END_DECLS
