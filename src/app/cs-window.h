/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cs-access-log.h"
#include "cs-identify.h"
#include "cs-lock.h"

G_BEGIN_DECLS

#define CS_TYPE_WINDOW (cs_window_get_type ())

G_DECLARE_FINAL_TYPE (CsWindow, cs_window, CS, WINDOW, AdwApplicationWindow)

CsWindow    *cs_window_new            (GtkApplication   *app,
                                       CsLock           *lock) G_GNUC_WARN_UNUSED_RESULT;
gboolean     cs_window_any_is_live    (GtkApplication   *app);
const char  *cs_window_get_profile    (CsWindow         *self);
gboolean     cs_window_has_demo_log   (CsWindow         *self);
CsAccessLog *cs_window_get_access_log (CsWindow         *self);
void         cs_window_connect        (CsWindow         *self,
                                       const char       *profile);
void         cs_window_reconnect      (CsWindow         *self);
void         cs_window_look_up        (CsWindow         *self,
                                       const CsIdentity *identity);

G_END_DECLS
