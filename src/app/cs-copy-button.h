/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CS_TYPE_COPY_BUTTON (cs_copy_button_get_type ())

G_DECLARE_FINAL_TYPE (CsCopyButton, cs_copy_button, CS, COPY_BUTTON, GtkButton)

void        cs_copy_button_set_text (CsCopyButton *self,
                                     const char   *text);
const char *cs_copy_button_get_text (CsCopyButton *self);

void        cs_copy_shown           (GtkWidget    *widget,
                                     const char   *text);
void        cs_copy_to_clipboard    (GtkWidget    *widget,
                                     const char   *text);

G_END_DECLS
