/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *cs_redact_dup        (const char *text) G_GNUC_WARN_UNUSED_RESULT;
void  cs_redact_log_writer (void);

G_END_DECLS
