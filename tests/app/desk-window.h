/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define DESK_PATIENCE_US (60 * G_USEC_PER_SEC)

/* Iterates the main context until @condition holds; fails the test if it never does. */
#define desk_wait_until(condition) \
  G_STMT_START { \
    gint64 deadline_us = g_get_monotonic_time () + DESK_PATIENCE_US; \
    while (!(condition)) \
      { \
        g_assert_cmpint (g_get_monotonic_time (), <, deadline_us); \
        desk_iterate (); \
      } \
  } G_STMT_END

/* @widget's template child. */
#define desk_child(widget, name) \
  gtk_widget_get_template_child (GTK_WIDGET (widget), G_OBJECT_TYPE (widget), name)

void        desk_init    (int         *argc,
                          char      ***argv);
int         desk_run     (void);
void        desk_iterate (void);
GtkWidget  *desk_show    (GtkWidget   *widget);
void        desk_close   (GtkWidget   *window,
                          GtkWidget   *widget);
const char *desk_label   (gpointer     label);

G_END_DECLS
