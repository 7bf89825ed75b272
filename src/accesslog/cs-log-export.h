/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "cs-log-filter.h"

G_BEGIN_DECLS

void     cs_log_export_append_heading (GString               *csv);
void     cs_log_export_append_record  (GString               *csv,
                                       const CsAccessRecord  *record);
gboolean cs_log_export_file           (const char            *path,
                                       const CsLogFilter     *filter,
                                       GFile                 *output,
                                       GCancellable          *cancellable,
                                       guint64               *out_n_records,
                                       GError               **error);

G_END_DECLS
