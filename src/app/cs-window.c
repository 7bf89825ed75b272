/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-window-private.h"

#include <glib/gi18n-lib.h>

#include "cs-member-page.h"
#include "cs-resources-path.h"
#include "cs-settings.h"
#include "cs-text-scale.h"

/* Below either of these the window is compact: smaller art, one column. They grow with the
 * text.
 */
#define COMPACT_WIDTH  1100
#define COMPACT_HEIGHT 700

/* The look-up box ends with the list below it. */
#define WIDE_BOX    314
#define COMPACT_BOX 270

/**
 * CsWindow:
 *
 * The console: environment strip, look-up box, tabs.
 */
G_DEFINE_FINAL_TYPE (CsWindow, cs_window, ADW_TYPE_APPLICATION_WINDOW)

static void
update_as_of (CsWindow *self)
{
  CsMemberPage *page = cs_member_tabs_get_page (self->tabs);
  CsMember *member = page != NULL ? cs_member_page_get_member (page) : NULL;
  g_autofree char *time = NULL;
  g_autofree char *text = NULL;

  if (member != NULL)
    {
      time = g_date_time_format (cs_member_get_as_of (member), "%H:%M:%S");
      /* Translators: when the answer was given, a time of day in Korean time */
      text = g_strdup_printf (_("as of %s KST"), time);
    }

  gtk_label_set_label (self->as_of, text != NULL ? text : "");
}

void
cs_window_update_actions (CsWindow *self)
{
  CsMemberPage *page = cs_member_tabs_get_page (self->tabs);
  gboolean has_member = page != NULL && cs_member_page_get_member (page) != NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.show-audit", self->connection != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.export", has_member);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.print", has_member);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.refresh",
                                 page != NULL && cs_member_page_can_refresh (page));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.show-cast",
                                 self->connection != NULL &&
                                 cs_connection_is_demo (self->connection));
  update_as_of (self);
}

static void
tabs_changed_cb (CsWindow *self)
{
  if (self->tabs != NULL)
    cs_window_update_actions (self);
}

/* Where both are required, they are asked for before anybody is looked up. */
gboolean
cs_window_has_case (CsWindow *self)
{
  if (!g_settings_get_boolean (self->settings, CS_SETTING_REQUIRE_CASE) ||
      cs_case_chip_is_complete (self->case_chip))
    return TRUE;

  cs_case_chip_popup (self->case_chip);

  return FALSE;
}

/* A class on the header alone: on the window it would have GTK find the styles of all that is
 * in it anew, when an identifier is complete and at Enter.
 */
static void
set_has_chip (CsWindow *self,
              gboolean  has_chip)
{
  if (has_chip)
    gtk_widget_add_css_class (self->header, "has-chip");
  else
    gtk_widget_remove_css_class (self->header, "has-chip");
}

void
cs_window_start_lookup (CsWindow         *self,
                        const CsIdentity *identity,
                        const char       *par)
{
  g_autoptr (CsCase) purpose = cs_case_chip_dup_case (self->case_chip);

  if (!cs_window_has_case (self))
    return;

  cs_recognised_row_hide (self->recognised_row);
  set_has_chip (self, FALSE);
  cs_member_page_look_up (cs_member_tabs_choose_page (self->tabs, identity),
                          cs_question_new (identity, par, purpose));
  cs_window_update_actions (self);
}

void
cs_window_submit (CsWindow *self)
{
  const CsIdentity *identity = cs_lookup_box_get_identity (self->lookup_box);
  g_autoptr (CsIdentity) member = NULL;
  guint64 member_id;

  switch (identity->kind)
    {
    case CS_IDENTITY_MEMBER_ID:
    case CS_IDENTITY_CARD_NUMBER:
      cs_window_start_lookup (self, identity, NULL);
      break;

    case CS_IDENTITY_PAR:
      if (!cs_recognised_row_get_par_member (self->recognised_row, &member_id))
        {
          cs_recognised_row_focus_par_member (self->recognised_row);
          break;
        }

      member = cs_identity_new_member (member_id);
      cs_window_start_lookup (self, member, identity->par);
      break;

    case CS_IDENTITY_NOTHING:
    case CS_IDENTITY_REFUSED:
    default:
      gtk_widget_error_bell (GTK_WIDGET (self));
      break;
    }
}

static void
recognised_cb (CsWindow *self)
{
  const CsIdentity *identity = cs_lookup_box_get_identity (self->lookup_box);

  cs_recognised_row_set_identity (self->recognised_row, identity);
  set_has_chip (self, identity->kind != CS_IDENTITY_NOTHING);
}

static void
overridden_cb (CsWindow *self)
{
  cs_lookup_box_override (self->lookup_box, CS_OVERRIDE_MEMBER_ID);
  gtk_widget_grab_focus (GTK_WIDGET (self->lookup_box));
}

static gboolean
is_small (CsWindow *self,
          int       width,
          int       height)
{
  return width < cs_text_scale_apply (GTK_WIDGET (self), COMPACT_WIDTH) ||
         height < cs_text_scale_apply (GTK_WIDGET (self), COMPACT_HEIGHT);
}

static void
set_compact (CsWindow *self,
             gboolean  is_compact)
{
  int box_width = is_compact ? COMPACT_BOX : WIDE_BOX;

  if (is_compact)
    gtk_widget_add_css_class (GTK_WIDGET (self), "compact");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "compact");

  gtk_widget_set_size_request (GTK_WIDGET (self->lookup_box),
                               cs_text_scale_apply_half (GTK_WIDGET (self), box_width), -1);
  cs_member_tabs_set_compact (self->tabs, is_compact);
  cs_window_set_audit_compact (self, is_compact);
}

static gboolean
compact_cb (gpointer user_data)
{
  CsWindow *self = user_data;

  self->compact_id = 0;
  set_compact (self, !gtk_widget_has_css_class (GTK_WIDGET (self), "compact"));

  return G_SOURCE_REMOVE;
}

/* One class on the window makes everything in it compact. It is changed after the
 * allocation, since styles must not change in the middle of one.
 */
static void
cs_window_size_allocate (GtkWidget *widget,
                         int        width,
                         int        height,
                         int        baseline)
{
  CsWindow *self = CS_WINDOW (widget);
  gboolean is_compact = is_small (self, width, height);

  g_clear_handle_id (&self->compact_id, g_source_remove);

  if (is_compact != gtk_widget_has_css_class (widget, "compact"))
    self->compact_id = g_idle_add_full (G_PRIORITY_HIGH, compact_cb, self, NULL);

  GTK_WIDGET_CLASS (cs_window_parent_class)->size_allocate (widget, width, height, baseline);
}

static void
high_contrast_cb (CsWindow *self)
{
  if (adw_style_manager_get_high_contrast (adw_style_manager_get_default ()))
    gtk_widget_add_css_class (GTK_WIDGET (self), "hc");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "hc");
}

static gboolean
cs_window_close_request (GtkWindow *window)
{
  CsWindow *self = CS_WINDOW (window);
  int width, height;

  gtk_window_get_default_size (window, &width, &height);
  g_settings_set_boolean (self->settings, "window-maximized", gtk_window_is_maximized (window));

  if (!gtk_window_is_maximized (window))
    {
      g_settings_set_int (self->settings, "window-width", width);
      g_settings_set_int (self->settings, "window-height", height);
    }

  return GTK_WINDOW_CLASS (cs_window_parent_class)->close_request (window);
}

static void
cs_window_dispose (GObject *object)
{
  CsWindow *self = CS_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->compact_id, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), CS_TYPE_WINDOW);
  self->cast_sheet = NULL;
  self->lock_page = NULL;
  self->toasts = NULL;
  g_clear_object (&self->images);
  g_clear_object (&self->connection);
  g_clear_object (&self->lock);
  g_clear_object (&self->settings);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (cs_window_parent_class)->dispose (object);
}

static void
cs_window_finalize (GObject *object)
{
  g_free (CS_WINDOW (object)->profile);

  G_OBJECT_CLASS (cs_window_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (CS_TYPE_CASE_CHIP);
  g_type_ensure (CS_TYPE_ENVIRONMENT_STRIP);
  g_type_ensure (CS_TYPE_LOOKUP_BOX);
  g_type_ensure (CS_TYPE_MEMBER_TABS);
  g_type_ensure (CS_TYPE_RECOGNISED_ROW);

  gtk_widget_class_set_template_from_resource (widget_class, CS_UI ("cs-window.ui"));
  gtk_widget_class_bind_template_child (widget_class, CsWindow, as_of);
  gtk_widget_class_bind_template_child (widget_class, CsWindow, case_chip);
  gtk_widget_class_bind_template_child (widget_class, CsWindow, header);
  gtk_widget_class_bind_template_child (widget_class, CsWindow, lock_place);
  gtk_widget_class_bind_template_child (widget_class, CsWindow, lookup_box);
  gtk_widget_class_bind_template_child (widget_class, CsWindow, main_menu);
  gtk_widget_class_bind_template_child (widget_class, CsWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, CsWindow, overlay);
  gtk_widget_class_bind_template_child (widget_class, CsWindow, recognised_row);
  gtk_widget_class_bind_template_child (widget_class, CsWindow, strip);
  gtk_widget_class_bind_template_child (widget_class, CsWindow, tabs);
  gtk_widget_class_bind_template_child (widget_class, CsWindow, toasts);
  gtk_widget_class_bind_template_callback (widget_class, overridden_cb);
  gtk_widget_class_bind_template_callback (widget_class, tabs_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, recognised_cb);
  gtk_widget_class_bind_template_callback_full (widget_class, "submitted_cb",
                                                G_CALLBACK (cs_window_submit));
}

static void
cs_window_class_init (CsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cs_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = cs_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = cs_window_close_request;
  widget_class->size_allocate = cs_window_size_allocate;

  cs_window_install_actions (widget_class);
  cs_window_install_file_actions (widget_class);
  cs_window_install_audit_actions (widget_class);
  /* No accelerator, which would keep the key from a badge that has the focus. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F1, 0, "app.help", NULL);
  bind_template (widget_class);
}

/* A menu has more widgets than the rest of an empty window: it is made when it is opened. */
static void
menu_cb (GtkMenuButton *button,
         gpointer       user_data)
{
  CsWindow *self = CS_WINDOW (user_data);

  if (gtk_menu_button_get_menu_model (button) == NULL)
    gtk_menu_button_set_menu_model (button, self->main_menu);
}

static void
cs_window_init (CsWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->menu_button, menu_cb, self, NULL);
  self->cancellable = g_cancellable_new ();

  g_signal_connect_object (adw_style_manager_get_default (), "notify::high-contrast",
                           G_CALLBACK (high_contrast_cb), self, G_CONNECT_SWAPPED);
  high_contrast_cb (self);
  cs_window_update_actions (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->lookup_box));
}

/**
 * cs_window_new:
 * @app: the application
 * @lock: the application's lock
 *
 * Makes a window that is not connected yet, and that is locked if the others are.
 *
 * Returns: (transfer none): the window, owned by @app
 */
CsWindow *
cs_window_new (GtkApplication *app,
               CsLock         *lock)
{
  CsWindow *self = g_object_new (CS_TYPE_WINDOW, "application", app, NULL);
  GSettings *settings = cs_lock_get_settings (lock);
  int width = g_settings_get_int (settings, "window-width");
  int height = g_settings_get_int (settings, "window-height");

  self->clock = g_object_ref (cs_lock_get_clock (lock));
  self->settings = g_object_ref (settings);
  gtk_window_set_default_size (GTK_WINDOW (self), width, height);
  set_compact (self, is_small (self, width, height));

  if (g_settings_get_boolean (settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));

  cs_window_set_lock (self, lock);

  return self;
}

/**
 * cs_window_get_profile:
 * @self: a window
 *
 * Tells what the window is connected to, or is to be.
 *
 * Returns: (nullable): name or path of a profile, or `NULL` for the demo
 */
const char *
cs_window_get_profile (CsWindow *self)
{
  return self->profile != NULL && *self->profile != '\0' ? self->profile : NULL;
}

/**
 * cs_window_has_demo_log:
 * @self: a window
 *
 * Tells whether what is done in it belongs into the demo's access log.
 *
 * Returns: `FALSE` also as long as that is not known
 */
gboolean
cs_window_has_demo_log (CsWindow *self)
{
  return self->has_demo_log;
}

/**
 * cs_window_get_access_log:
 * @self: a window
 *
 * Borrows the access log of the window's connection.
 *
 * Returns: (nullable): the log, or `NULL` while the window is not connected
 */
CsAccessLog *
cs_window_get_access_log (CsWindow *self)
{
  return self->connection != NULL ? cs_connection_get_access_log (self->connection) : NULL;
}

/* The title is all that a task list shows. */
static void
set_environment (CsWindow      *self,
                 CsEnvironment  environment,
                 const char    *name,
                 const char    *host)
{
  g_autofree char *title = NULL;

  if (environment == CS_ENVIRONMENT_MOCK)
    title = g_strdup (_("Demo – CardSync"));
  else if (environment == CS_ENVIRONMENT_SANDBOX)
    /* Translators: title of a window; %s is the name of a profile */
    title = g_strdup_printf (_("%s, sandbox – CardSync"), name);
  else
    /* Translators: title of a window; %s is the name of a profile */
    title = g_strdup_printf (_("%s, production – CardSync"), name);

  gtk_window_set_title (GTK_WINDOW (self), title);
  cs_environment_strip_set_environment (self->strip, environment,
                                        environment == CS_ENVIRONMENT_SANDBOX ? host : name);
}

static void
set_connection (CsWindow     *self,
                CsConnection *connection)
{
  CsProfile *profile = cs_connection_get_profile (connection);

  self->connection = g_object_ref (connection);
  self->has_demo_log = cs_profile_get_environment (profile) == CS_ENVIRONMENT_MOCK;
  self->images = cs_image_store_new (cs_connection_get_lookup (connection));
  cs_lookup_set_expiry_days (cs_connection_get_lookup (connection),
                             g_settings_get_uint (self->settings, "expiry-days"));
  set_environment (self, cs_profile_get_environment (profile), cs_profile_get_name (profile),
                   g_uri_get_host (cs_profile_get_base_uri (profile)));
  cs_member_tabs_set_connection (self->tabs, self->connection, self->images);
  cs_window_update_actions (self);
}

static void
connected_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (CsWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CsConnection) connection = cs_connection_open_finish (result, &error);

  self->is_connecting = FALSE;

  if (self->tabs == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (cs_lock_is_locked (self->lock))
    return;

  if (connection != NULL)
    set_connection (self, connection);
  else
    cs_member_page_show_error (cs_member_tabs_get_page (self->tabs), error);
}

/* The second tick comes after the first frame. */
static gboolean
connect_cb (GtkWidget     *widget,
            GdkFrameClock *clock,
            gpointer       user_data)
{
  CsWindow *self = CS_WINDOW (widget);

  if (!self->has_painted)
    {
      self->has_painted = TRUE;
      return G_SOURCE_CONTINUE;
    }

  self->is_connecting = FALSE;
  cs_window_reconnect (self);

  return G_SOURCE_REMOVE;
}

/**
 * cs_window_connect:
 * @self: a window that is not connected
 * @profile: (nullable): name or path of a profile, `NULL` for the demo, or an empty text
 *   for the demo because nobody has chosen anything yet
 *
 * Connects the window, once it has painted its first frame: making keys for the demo
 * would take half the processor from it. What is looked up meanwhile is asked when the
 * connection is there.
 */
void
cs_window_connect (CsWindow   *self,
                   const char *profile)
{
  self->profile = g_strdup (profile);

  self->has_demo_log = cs_window_get_profile (self) == NULL;

  if (self->has_demo_log)
    set_environment (self, CS_ENVIRONMENT_MOCK, NULL, NULL);
  else
    cs_environment_strip_set_unconnected (self->strip, profile);

  self->is_connecting = TRUE;
  gtk_widget_add_tick_callback (GTK_WIDGET (self), connect_cb, NULL, NULL);
}

/**
 * cs_window_reconnect:
 * @self: a window
 *
 * Tries again after connecting has failed; does nothing if it has not, or while the
 * window is locked.
 */
void
cs_window_reconnect (CsWindow *self)
{
  if (self->connection != NULL || self->is_connecting || cs_lock_is_locked (self->lock))
    return;

  self->is_connecting = TRUE;
  cs_connection_open_async (self->profile, self->clock, self->cancellable, connected_cb,
                            g_object_ref (self));
}

/**
 * cs_window_look_up:
 * @self: a window
 * @identity: whom to look for
 *
 * Looks a member up, in the tab that is already theirs or in another. A window that is
 * locked looks nobody up.
 */
void
cs_window_look_up (CsWindow         *self,
                   const CsIdentity *identity)
{
  if (cs_lock_is_locked (self->lock))
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      return;
    }

  if (identity->kind == CS_IDENTITY_MEMBER_ID)
    {
      g_autofree char *text = g_strdup_printf ("%" G_GUINT64_FORMAT, identity->member_id);

      cs_lookup_box_set_text (self->lookup_box, text);
    }

  cs_window_start_lookup (self, identity, NULL);
}
