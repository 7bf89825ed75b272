/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-text-scale.h"

#define NORMAL_DPI (96 * 1024)

/* More than anybody sets; it bounds what a broken setting can do. */
#define MAX_SCALE 4

static int
get_dpi (GtkWidget *widget)
{
  int dpi;

  g_object_get (gtk_widget_get_settings (widget), "gtk-xft-dpi", &dpi, NULL);

  return dpi > 0 ? CLAMP (dpi, NORMAL_DPI, MAX_SCALE * NORMAL_DPI) : NORMAL_DPI;
}

/**
 * cs_text_scale_apply:
 * @widget: a widget
 * @pixels: a length at normal text size
 *
 * Lets a length grow with the text, for what GTK measures in pixels only.
 *
 * Returns: the length in pixels, at least @pixels
 */
int
cs_text_scale_apply (GtkWidget *widget,
                     int        pixels)
{
  return (int) ((gint64) pixels * get_dpi (widget) / NORMAL_DPI);
}

/**
 * cs_text_scale_apply_half:
 * @widget: a widget
 * @pixels: a length at normal text size
 *
 * Lets a length grow half as much as the text, where large text must leave room for
 * what stands beside.
 *
 * Returns: the length in pixels, at least @pixels
 */
int
cs_text_scale_apply_half (GtkWidget *widget,
                          int        pixels)
{
  return (pixels + cs_text_scale_apply (widget, pixels)) / 2;
}

/**
 * cs_text_scale_is_large:
 * @widget: a widget
 *
 * Tells whether text is so large that what stands side by side in a small window has to
 * stand one below the other.
 *
 * Returns: whether it is half as large again as usual
 */
gboolean
cs_text_scale_is_large (GtkWidget *widget)
{
  return cs_text_scale_apply (widget, 100) >= 150;
}
