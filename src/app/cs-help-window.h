/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CS_TYPE_HELP_WINDOW (cs_help_window_get_type ())

G_DECLARE_FINAL_TYPE (CsHelpWindow, cs_help_window, CS, HELP_WINDOW, AdwWindow)

void cs_help_window_present (GtkWindow *parent);

G_END_DECLS
