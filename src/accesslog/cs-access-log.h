/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "cs-access-record.h"
#include "cs-log-filter.h"
#include "cs-log-report.h"

G_BEGIN_DECLS

#define CS_LOG_ERROR (cs_log_error_quark ())

/**
 * CsLogError:
 * @CS_LOG_ERROR_OPEN: the log cannot be opened or made
 * @CS_LOG_ERROR_WRITE: a record could not be committed: disk full, read-only, broken
 * @CS_LOG_ERROR_BUSY: another process holds the log for too long
 * @CS_LOG_ERROR_DAMAGED: not a log, damaged, changed, or of another version
 * @CS_LOG_ERROR_SEAL: the place of its key and anchor is silent or empty
 * @CS_LOG_ERROR_TOO_YOUNG: what is to be purged must still be kept
 * @CS_LOG_ERROR_OLDER: written by an older version
 *
 * Why a log does not do. Nothing may be shown then.
 */
typedef enum
{
  CS_LOG_ERROR_OPEN,
  CS_LOG_ERROR_WRITE,
  CS_LOG_ERROR_BUSY,
  CS_LOG_ERROR_DAMAGED,
  CS_LOG_ERROR_SEAL,
  CS_LOG_ERROR_TOO_YOUNG,
  CS_LOG_ERROR_OLDER,
} CsLogError;

GQuark cs_log_error_quark (void);

#define CS_TYPE_ACCESS_LOG (cs_access_log_get_type ())

G_DECLARE_FINAL_TYPE (CsAccessLog, cs_access_log, CS, ACCESS_LOG, GObject)

CsAccessLog *cs_access_log_open          (const char           *path,
                                          GError              **error) G_GNUC_WARN_UNUSED_RESULT;
CsAccessLog *cs_access_log_open_default  (gboolean              is_demo,
                                          GError              **error) G_GNUC_WARN_UNUSED_RESULT;
char        *cs_access_log_default_path  (gboolean              is_demo) G_GNUC_WARN_UNUSED_RESULT;
const char  *cs_access_log_get_path      (CsAccessLog          *self);
const char  *cs_access_log_get_set_aside (CsAccessLog          *self);

void         cs_access_log_append_async  (CsAccessLog          *self,
                                          GPtrArray            *records,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
gboolean     cs_access_log_append_finish (CsAccessLog          *self,
                                          GAsyncResult         *result,
                                          GError              **error);
gboolean     cs_access_log_append        (CsAccessLog          *self,
                                          GPtrArray            *records,
                                          GError              **error);
GPtrArray   *cs_access_log_list          (CsAccessLog          *self,
                                          guint64               first_sequence,
                                          guint                 n_most,
                                          GError              **error) G_GNUC_WARN_UNUSED_RESULT;

GPtrArray   *cs_access_log_query         (CsAccessLog          *self,
                                          const CsLogFilter    *filter,
                                          const CsAccessRecord *after,
                                          guint                 n_most,
                                          GError              **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean     cs_access_log_count         (CsAccessLog          *self,
                                          const CsLogFilter    *filter,
                                          guint64              *out_n_records,
                                          GError              **error);
gboolean     cs_access_log_export        (CsAccessLog          *self,
                                          const CsLogFilter    *filter,
                                          GFile                *output,
                                          GCancellable         *cancellable,
                                          guint64              *out_n_records,
                                          GError              **error);
gboolean     cs_access_log_purge         (CsAccessLog          *self,
                                          gint64                before_us,
                                          const CsAccessRecord *purge,
                                          guint64              *out_n_purged,
                                          GError              **error);
gint64       cs_access_log_get_keep_from (gint64                now_us);
gboolean     cs_access_log_verify        (CsAccessLog          *self,
                                          GCancellable         *cancellable,
                                          CsLogReport          *out_report,
                                          GError              **error);
gboolean     cs_access_log_verify_default (gboolean             is_demo,
                                          GCancellable         *cancellable,
                                          CsLogReport          *out_report,
                                          GError              **error);

void         cs_access_log_wait_closed   (void);

G_END_DECLS
