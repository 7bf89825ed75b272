/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-access-log.h"

G_BEGIN_DECLS

gboolean cs_log_error_set       (GError      **error,
                                 int           sqlite_status,
                                 CsLogError    otherwise,
                                 const char   *path);
gboolean cs_log_error_set_errno (GError      **error,
                                 int           saved_errno,
                                 const char   *path);

G_END_DECLS
