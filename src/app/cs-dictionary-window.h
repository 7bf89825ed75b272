/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CS_TYPE_DICTIONARY_WINDOW (cs_dictionary_window_get_type ())

G_DECLARE_FINAL_TYPE (CsDictionaryWindow, cs_dictionary_window, CS, DICTIONARY_WINDOW, AdwWindow)

void cs_dictionary_window_present (GtkWindow *parent);

G_END_DECLS
