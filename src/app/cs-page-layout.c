/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-page-layout.h"

/* Pixels that a page asks for, whatever is in it. Below that it scrolls or is cut. */
#define PAGE_HEIGHT 280

/**
 * CsPageLayout:
 *
 * Fills a page with its one child, and asks the window for the same height always.
 *
 * A window asks its content for the least height at the least width, to tell the window
 * manager. For a page full of text that breaks into lines this is a layout of every label
 * at a width that no window has, and it takes longer than the layout that is shown; and
 * its result is too much for a small screen. What scrolls needs no more than some height.
 */
struct _CsPageLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (CsPageLayout, cs_page_layout, GTK_TYPE_LAYOUT_MANAGER)

static GtkSizeRequestMode
cs_page_layout_get_request_mode (GtkLayoutManager *layout,
                                 GtkWidget        *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
cs_page_layout_measure (GtkLayoutManager *layout,
                        GtkWidget        *widget,
                        GtkOrientation    orientation,
                        int               for_size,
                        int              *minimum,
                        int              *natural,
                        int              *minimum_baseline,
                        int              *natural_baseline)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = PAGE_HEIGHT;
  else if (child != NULL)
    gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, minimum, NULL, NULL, NULL);

  *natural = *minimum;
}

static void
cs_page_layout_allocate (GtkLayoutManager *layout,
                         GtkWidget        *widget,
                         int               width,
                         int               height,
                         int               baseline)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);
  int needed;

  if (child == NULL)
    return;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, &needed, NULL, NULL, NULL);
  gtk_widget_allocate (child, width, MAX (height, needed), -1, NULL);
}

static void
cs_page_layout_class_init (CsPageLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = cs_page_layout_get_request_mode;
  layout_class->measure = cs_page_layout_measure;
  layout_class->allocate = cs_page_layout_allocate;
}

static void
cs_page_layout_init (CsPageLayout *self)
{
}
