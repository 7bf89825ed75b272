/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-shortcuts-window.h"

#include <glib/gi18n-lib.h>

#include "cs-resources-path.h"
#include "cs-shortcuts.h"

/**
 * CsShortcutsWindow:
 *
 * Lists all shortcuts, from the table that also installs them.
 */
struct _CsShortcutsWindow
{
  AdwWindow           parent_instance;

  AdwPreferencesPage *page;
};

G_DEFINE_FINAL_TYPE (CsShortcutsWindow, cs_shortcuts_window, ADW_TYPE_WINDOW)

static void
cs_shortcuts_window_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_SHORTCUTS_WINDOW);

  G_OBJECT_CLASS (cs_shortcuts_window_parent_class)->dispose (object);
}

static void
cs_shortcuts_window_class_init (CsShortcutsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cs_shortcuts_window_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, CS_UI ("cs-shortcuts-window.ui"));
  gtk_widget_class_bind_template_child (widget_class, CsShortcutsWindow, page);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static char *
dup_label (const char *accel)
{
  GdkModifierType modifiers;
  guint key;

  if (!gtk_accelerator_parse (accel, &key, &modifiers))
    return g_strdup (accel);

  return gtk_accelerator_get_label (key, modifiers);
}

static GtkWidget *
create_row (const CsShortcut *shortcut)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *first = dup_label (shortcut->accels[0]);
  g_autofree char *second = shortcut->accels[1] != NULL ? dup_label (shortcut->accels[1]) : NULL;
  g_autofree char *keys = second != NULL ? g_strdup_printf ("%s  %s", first, second)
                                         : g_strdup (first);
  GtkWidget *label = gtk_label_new (keys);

  gtk_widget_add_css_class (label, "identifier");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(shortcut->title));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);

  return row;
}

static void
cs_shortcuts_window_init (CsShortcutsWindow *self)
{
  gsize n_shortcuts;
  const CsShortcut *shortcuts = cs_shortcuts_get_table (&n_shortcuts);
  AdwPreferencesGroup *group = NULL;
  const char *title = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));

  for (gsize i = 0; i < n_shortcuts; i++)
    {
      if (shortcuts[i].title == NULL)
        continue;

      if (g_strcmp0 (title, shortcuts[i].group) != 0)
        {
          title = shortcuts[i].group;
          group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
          adw_preferences_group_set_title (group, _(title));
          adw_preferences_page_add (self->page, group);
        }

      adw_preferences_group_add (group, create_row (&shortcuts[i]));
    }
}

/**
 * cs_shortcuts_window_present:
 * @parent: the window to stand over
 *
 * Shows the shortcuts.
 */
void
cs_shortcuts_window_present (GtkWindow *parent)
{
  CsShortcutsWindow *self = g_object_new (CS_TYPE_SHORTCUTS_WINDOW, "transient-for", parent, NULL);

  gtk_window_present (GTK_WINDOW (self));
}
