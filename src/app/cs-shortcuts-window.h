/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CS_TYPE_SHORTCUTS_WINDOW (cs_shortcuts_window_get_type ())

G_DECLARE_FINAL_TYPE (CsShortcutsWindow, cs_shortcuts_window, CS, SHORTCUTS_WINDOW, AdwWindow)

void cs_shortcuts_window_present (GtkWindow *parent);

G_END_DECLS
