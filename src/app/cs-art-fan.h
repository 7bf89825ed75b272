/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CS_TYPE_ART_FAN (cs_art_fan_get_type ())

G_DECLARE_FINAL_TYPE (CsArtFan, cs_art_fan, CS, ART_FAN, GtkWidget)

G_END_DECLS
