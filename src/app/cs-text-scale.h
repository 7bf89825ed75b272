/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

int      cs_text_scale_apply      (GtkWidget *widget,
                                   int        pixels);
int      cs_text_scale_apply_half (GtkWidget *widget,
                                   int        pixels);
gboolean cs_text_scale_is_large   (GtkWidget *widget);

G_END_DECLS
