/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "cs-log-file.h"
#include "cs-log-report.h"

G_BEGIN_DECLS

gboolean cs_log_verify_file (const char    *path,
                             CsLogKind      kind,
                             GCancellable  *cancellable,
                             CsLogReport   *out_report,
                             GError       **error);

G_END_DECLS
