/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-help-window.h"

#include "cs-resources-path.h"

/**
 * CsHelpWindow:
 *
 * Where to read about the console on a desktop without a help viewer.
 */
struct _CsHelpWindow
{
  AdwWindow  parent_instance;

  GtkWidget *first;
};

G_DEFINE_FINAL_TYPE (CsHelpWindow, cs_help_window, ADW_TYPE_WINDOW)

static void
cs_help_window_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_HELP_WINDOW);

  G_OBJECT_CLASS (cs_help_window_parent_class)->dispose (object);
}

/* What it opens stands over the console, not over this window, which is done then. */
static void
open_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (widget));

  gtk_window_close (GTK_WINDOW (widget));

  if (parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), g_variant_get_string (parameter, NULL), NULL);
}

static void
cs_help_window_class_init (CsHelpWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cs_help_window_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, CS_UI ("cs-help-window.ui"));
  gtk_widget_class_bind_template_child (widget_class, CsHelpWindow, first);
  gtk_widget_class_install_action (widget_class, "help.open", "s", open_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
cs_help_window_init (CsHelpWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_window_set_focus (GTK_WINDOW (self), self->first);
}

/**
 * cs_help_window_present:
 * @parent: (nullable): the window to stand over
 *
 * Shows where to read on.
 */
void
cs_help_window_present (GtkWindow *parent)
{
  GtkWindow *window = g_object_new (CS_TYPE_HELP_WINDOW, "transient-for", parent, NULL);

  gtk_window_present (window);
}
