/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cs-access-log.h"
#include "cs-case.h"
#include "cs-clock.h"

G_BEGIN_DECLS

#define CS_TYPE_LOG_WINDOW (cs_log_window_get_type ())

G_DECLARE_FINAL_TYPE (CsLogWindow, cs_log_window, CS, LOG_WINDOW, AdwWindow)

CsLogWindow *cs_log_window_present (GtkWindow    *parent,
                                    CsAccessLog  *access_log,
                                    CsClock      *clock,
                                    const CsCase *purpose);
void         cs_log_window_export  (CsLogWindow  *self,
                                    GFile        *output);

G_END_DECLS
