/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-preferences-window.h"

#include "cs-connections-page.h"
#include "cs-lock-group.h"
#include "cs-resources-path.h"
#include "cs-settings.h"

/**
 * CsPreferencesWindow:
 *
 * The settings. What an administrator has locked cannot be changed here.
 */
struct _CsPreferencesWindow
{
  AdwWindow          parent_instance;

  GSettings         *settings;

  AdwComboRow       *appearance;
  CsConnectionsPage *connections;
  GtkAdjustment     *expiry_days;
  GtkWidget         *expiry_spin;
  CsLockGroup       *lock_group;
  GtkWidget         *require_case;
  AdwViewStack      *stack;
};

G_DEFINE_FINAL_TYPE (CsPreferencesWindow, cs_preferences_window, ADW_TYPE_WINDOW)

static void
appearance_cb (CsPreferencesWindow *self)
{
  g_settings_set_enum (self->settings, "appearance",
                       (int) adw_combo_row_get_selected (self->appearance));
}

static void
connect_cb (CsPreferencesWindow *self,
            const char          *id)
{
  g_autoptr (GtkWindow) parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  g_autofree char *profile = g_strdup (id);

  if (parent != NULL)
    g_object_ref (parent);

  gtk_window_close (GTK_WINDOW (self));

  if (parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.connect", "s", profile);
}

/* As the pages of a notebook are gone through; the view switcher knows no keys. */
static gboolean
turn_cb (GtkWidget *widget,
         GVariant  *step,
         gpointer   user_data)
{
  CsPreferencesWindow *self = CS_PREFERENCES_WINDOW (widget);
  g_autoptr (GtkSelectionModel) pages = adw_view_stack_get_pages (self->stack);
  g_autoptr (GtkBitset) selection = gtk_selection_model_get_selection (pages);
  guint position = gtk_bitset_get_nth (selection, 0) + (guint) g_variant_get_int32 (step);

  return position < g_list_model_get_n_items (G_LIST_MODEL (pages)) &&
         gtk_selection_model_select_item (pages, position, TRUE) &&
         gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD);
}

static void
cs_preferences_window_dispose (GObject *object)
{
  CsPreferencesWindow *self = CS_PREFERENCES_WINDOW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CS_TYPE_PREFERENCES_WINDOW);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (cs_preferences_window_parent_class)->dispose (object);
}

static void
cs_preferences_window_class_init (CsPreferencesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cs_preferences_window_dispose;

  g_type_ensure (CS_TYPE_CONNECTIONS_PAGE);
  g_type_ensure (CS_TYPE_LOCK_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, CS_UI ("cs-preferences-window.ui"));
  gtk_widget_class_bind_template_child (widget_class, CsPreferencesWindow, appearance);
  gtk_widget_class_bind_template_child (widget_class, CsPreferencesWindow, connections);
  gtk_widget_class_bind_template_child (widget_class, CsPreferencesWindow, expiry_days);
  gtk_widget_class_bind_template_child (widget_class, CsPreferencesWindow, expiry_spin);
  gtk_widget_class_bind_template_child (widget_class, CsPreferencesWindow, lock_group);
  gtk_widget_class_bind_template_child (widget_class, CsPreferencesWindow, require_case);
  gtk_widget_class_bind_template_child (widget_class, CsPreferencesWindow, stack);
  gtk_widget_class_bind_template_callback (widget_class, connect_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static GtkShortcut *
create_turn (guint keyval,
             int   step)
{
  GtkShortcut *shortcut = gtk_shortcut_new (gtk_keyval_trigger_new (keyval, GDK_CONTROL_MASK),
                                            gtk_callback_action_new (turn_cb, NULL, NULL));

  gtk_shortcut_set_arguments (shortcut, g_variant_new_int32 (step));

  return shortcut;
}

/* Before the page in front, which would scroll sideways with the same keys, and cannot. */
static void
cs_preferences_window_init (CsPreferencesWindow *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        create_turn (GDK_KEY_Page_Down, 1));
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        create_turn (GDK_KEY_Page_Up, -1));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * cs_preferences_window_present:
 * @parent: (nullable): the window to stand over
 * @lock: the application's lock, with the settings
 * @start: (nullable): `import` or `create` to begin with a connection, `connections` for
 *   their page, `NULL` for the first page
 *
 * Shows the settings.
 */
void
cs_preferences_window_present (GtkWindow  *parent,
                               CsLock     *lock,
                               const char *start)
{
  GSettings *settings = cs_lock_get_settings (lock);
  CsPreferencesWindow *self =
    g_object_new (CS_TYPE_PREFERENCES_WINDOW, "transient-for", parent, NULL);

  self->settings = g_object_ref (settings);
  adw_combo_row_set_selected (self->appearance,
                              (guint) g_settings_get_enum (settings, "appearance"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->appearance),
                            g_settings_is_writable (settings, "appearance"));
  g_signal_connect_object (self->appearance, "notify::selected", G_CALLBACK (appearance_cb), self,
                           G_CONNECT_SWAPPED);
  g_settings_bind (settings, "expiry-days", self->expiry_days, "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind_writable (settings, "expiry-days", self->expiry_spin, "sensitive", FALSE);
  cs_connections_page_set_settings (self->connections, settings);
  g_settings_bind (settings, CS_SETTING_REQUIRE_CASE, self->require_case, "active",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind_writable (settings, CS_SETTING_REQUIRE_CASE, self->require_case, "sensitive",
                            FALSE);
  cs_lock_group_set_lock (self->lock_group, lock);
  gtk_window_present (GTK_WINDOW (self));

  if (start != NULL)
    adw_view_stack_set_visible_child_name (self->stack, "connections");

  if (g_strcmp0 (start, "import") == 0)
    cs_connections_page_choose_file (self->connections);
  else if (g_strcmp0 (start, "create") == 0)
    cs_connections_page_create (self->connections);
}
