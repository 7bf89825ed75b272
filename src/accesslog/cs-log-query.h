/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <sqlite3.h>

#include "cs-log-filter.h"

G_BEGIN_DECLS

char      *cs_log_query_dup_sql (const CsLogFilter     *filter,
                                 const char            *columns,
                                 const CsAccessRecord  *after) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *cs_log_query_file    (const char            *path,
                                 const CsLogFilter     *filter,
                                 const CsAccessRecord  *after,
                                 guint                  n_most,
                                 GError               **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean   cs_log_count_file    (const char            *path,
                                 const CsLogFilter     *filter,
                                 guint64               *out_n_records,
                                 GError               **error);

G_END_DECLS
