/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-application.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "cs-clipboard.h"
#include "cs-clock.h"
#include "cs-desk-records.h"
#include "cs-desk-watch.h"
#include "cs-help.h"
#include "cs-identify.h"
#include "cs-inspector.h"
#include "cs-lock-activity.h"
#include "cs-lock.h"
#include "cs-preferences-window.h"
#include "cs-settings.h"
#include "cs-shortcuts.h"
#include "cs-window.h"

/**
 * CsApplication:
 *
 * One process for all windows. A second start opens the member in a window that is
 * there, or in a new one if it names another environment.
 */
struct _CsApplication
{
  AdwApplication  parent_instance;

  CsClock        *clock;
  GSettings      *settings;
  CsLock         *lock;
  CsDeskWatch    *desk_watch;
  CsDeskRecords  *desk_records;
};

G_DEFINE_FINAL_TYPE (CsApplication, cs_application, ADW_TYPE_APPLICATION)

static const GOptionEntry options[] = {
  { "profile", 'p', 0, G_OPTION_ARG_STRING, NULL,
    N_("Connect to the project of a profile, by name or file"), N_("NAME|FILE") },
  { "mock", 'm', 0, G_OPTION_ARG_NONE, NULL,
    N_("Run on the embedded mock service; nothing leaves this computer"), NULL },
  { "new-window", 'w', 0, G_OPTION_ARG_NONE, NULL, N_("Open another window"), NULL },
  { "version", 'v', 0, G_OPTION_ARG_NONE, NULL, N_("Print the version"), NULL },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, NULL, NULL, N_("[ID]") },
  G_OPTION_ENTRY_NULL
};

/* The windows, the one used last first; dialogs among them are none of ours. */
static CsWindow *
find_window (CsApplication *self,
             gboolean       is_any,
             const char    *profile)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (self));

  for (GList *l = windows; l != NULL; l = l->next)
    if (CS_IS_WINDOW (l->data) &&
        (is_any || g_strcmp0 (cs_window_get_profile (l->data), profile) == 0))
      return l->data;

  return NULL;
}

static CsWindow *
open_window (CsApplication *self,
             const char    *profile)
{
  CsWindow *window = cs_window_new (GTK_APPLICATION (self), self->lock);

  cs_window_connect (window, profile);

  return window;
}

/* The settings may not say anything yet: then it is the demo, with the ways to a profile. */
static CsWindow *
open_default_window (CsApplication *self)
{
  g_autofree char *profile = g_settings_get_string (self->settings, "profile");

  return open_window (self, profile);
}

/* Another window for whoever is at work stays with the project that they work on. */
static CsWindow *
open_another_window (CsApplication *self)
{
  CsWindow *active = find_window (self, TRUE, NULL);

  return active != NULL ? open_window (self, cs_window_get_profile (active))
                        : open_default_window (self);
}

static void
cs_application_activate (GApplication *app)
{
  CsApplication *self = CS_APPLICATION (app);
  CsWindow *window = find_window (self, TRUE, NULL);

  gtk_window_present (GTK_WINDOW (window != NULL ? window : open_default_window (self)));
}

/* As an argument a card number has already reached the process list; it is at least
 * not looked up, so that nobody makes it a habit.
 */
static CsIdentity *
identify_argument (GApplicationCommandLine *command_line,
                   const char              *text)
{
  g_autoptr (CsIdentity) identity = cs_identify (text, -1, CS_OVERRIDE_NONE);

  if (identity->kind == CS_IDENTITY_MEMBER_ID)
    return g_steal_pointer (&identity);

  if (identity->kind == CS_IDENTITY_CARD_NUMBER)
    g_application_command_line_printerr (command_line, "cardsync: %s\n",
      _("A card number does not belong on the command line; paste it into the window."));
  else
    g_application_command_line_printerr (command_line, "cardsync: %s\n",
      _("That is not a member ID; paste it into the window to learn why."));

  return NULL;
}

/* A file is named from the folder of the start that names it, which need not be the first. */
static char *
dup_profile (GApplicationCommandLine *command_line,
             const char              *name_or_path)
{
  g_autoptr (GFile) file = NULL;

  if (strchr (name_or_path, G_DIR_SEPARATOR) == NULL && !g_str_has_suffix (name_or_path, ".ini"))
    return g_strdup (name_or_path);

  file = g_application_command_line_create_file_for_arg (command_line, name_or_path);

  /* Never NULL, which would be the demo. */
  return g_strdup (g_file_peek_path (file) != NULL ? g_file_peek_path (file) : name_or_path);
}

/* A window that is there serves, unless it shows the data of another environment. */
static CsWindow *
choose_window (CsApplication           *self,
               GApplicationCommandLine *command_line,
               GVariantDict            *dict)
{
  gboolean is_new = g_variant_dict_contains (dict, "new-window");
  gboolean is_demo = g_variant_dict_contains (dict, "mock");
  g_autofree char *profile = NULL;
  const char *name = NULL;
  CsWindow *window;

  if (g_variant_dict_lookup (dict, "profile", "&s", &name))
    profile = dup_profile (command_line, name);
  else if (is_new && !is_demo)
    return open_another_window (self);

  window = is_new ? NULL : find_window (self, profile == NULL && !is_demo, profile);

  if (window != NULL)
    return window;

  return profile != NULL || is_demo ? open_window (self, profile) : open_default_window (self);
}

static int
cs_application_command_line (GApplication            *app,
                             GApplicationCommandLine *command_line)
{
  GVariantDict *dict = g_application_command_line_get_options_dict (command_line);
  g_autoptr (CsIdentity) identity = NULL;
  g_autofree const char **ids = NULL;
  CsWindow *window;

  g_variant_dict_lookup (dict, G_OPTION_REMAINING, "^a&s", &ids);

  if (ids != NULL && ids[0] != NULL)
    {
      identity = identify_argument (command_line, ids[0]);

      if (identity == NULL)
        return 2;
    }

  window = choose_window (CS_APPLICATION (app), command_line, dict);
  cs_window_reconnect (window);
  gtk_window_present (GTK_WINDOW (window));

  if (identity != NULL)
    cs_window_look_up (window, identity);

  return 0;
}

static int
cs_application_handle_local_options (GApplication *app,
                                     GVariantDict *dict)
{
  if (g_variant_dict_contains (dict, "version"))
    {
      g_print ("cardsync " CARDSYNC_VERSION "\n");
      return 0;
    }

  if (g_variant_dict_contains (dict, "profile") && g_variant_dict_contains (dict, "mock"))
    {
      g_printerr ("cardsync: %s\n", _("A live profile and the demo do not go together."));
      return 2;
    }

  return -1;
}

static void
new_window_action (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  gtk_window_present (GTK_WINDOW (open_another_window (CS_APPLICATION (user_data))));
}

static void
demo_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  CsApplication *self = CS_APPLICATION (user_data);
  CsWindow *window = find_window (self, FALSE, NULL);

  gtk_window_present (GTK_WINDOW (window != NULL ? window : open_window (self, NULL)));
}

static void
help_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  cs_help_show (gtk_application_get_active_window (GTK_APPLICATION (user_data)));
}

static void
preferences_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  CsApplication *self = CS_APPLICATION (user_data);

  cs_preferences_window_present (gtk_application_get_active_window (GTK_APPLICATION (self)),
                                 self->lock, NULL);
}

static void
connections_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  CsApplication *self = CS_APPLICATION (user_data);

  cs_preferences_window_present (gtk_application_get_active_window (GTK_APPLICATION (self)),
                                 self->lock, g_variant_get_string (parameter, NULL));
}

static void
about_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  gtk_show_about_dialog (gtk_application_get_active_window (GTK_APPLICATION (user_data)),
                         "program-name", "CardSync",
                         "version", CARDSYNC_VERSION,
                         "logo-icon-name", APP_ID,
                         "comments", _("See at once whether a card can be used, and if not, why."),
                         "license-type", GTK_LICENSE_GPL_3_0,
                         "copyright", "© 2026 The CardSync developers",
                         "translator-credits", _("translator-credits"),
                         NULL);
}

static void
lock_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  cs_lock_engage (CS_APPLICATION (user_data)->lock, CS_LOCK_ASKED);
}

static void
quit_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  g_application_quit (G_APPLICATION (user_data));
}

static const GActionEntry actions[] = {
  { .name = "new-window", .activate = new_window_action },
  { .name = "demo", .activate = demo_action },
  { .name = "help", .activate = help_action },
  { .name = "preferences", .activate = preferences_action },
  { .name = "connections", .activate = connections_action, .parameter_type = "s" },
  { .name = "about", .activate = about_action },
  { .name = "lock", .activate = lock_action },
  { .name = "quit", .activate = quit_action },
};

static void
appearance_cb (CsApplication *self)
{
  static const AdwColorScheme schemes[] = {
    ADW_COLOR_SCHEME_DEFAULT, ADW_COLOR_SCHEME_FORCE_LIGHT, ADW_COLOR_SCHEME_FORCE_DARK,
  };

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      schemes[g_settings_get_enum (self->settings, "appearance")]);
}

/* Whoever cannot unlock must not change when it locks, either, and gains nothing by
 * starting the program anew, or the demo in its place: windows look at "locked", too.
 */
static void
locked_cb (CsApplication *self)
{
  static const char *const names[] = { "connections", "preferences", "lock" };
  gboolean is_live = cs_lock_get_reason (self->lock) == CS_LOCK_START ||
                     cs_window_any_is_live (GTK_APPLICATION (self));

  g_settings_set_boolean (self->settings, "locked",
                          cs_lock_is_locked (self->lock) && is_live &&
                          g_settings_get_boolean (self->settings, "lock-passphrase"));

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_simple_action_set_enabled (
      G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), names[i])),
      !cs_lock_is_locked (self->lock));
}

static void
cs_application_startup (GApplication *app)
{
  CsApplication *self = CS_APPLICATION (app);
  g_autoptr (GAction) appearance = NULL;

  G_APPLICATION_CLASS (cs_application_parent_class)->startup (app);

  cs_inspector_block ();
  self->settings = cs_settings_new ();
  appearance = g_settings_create_action (self->settings, "appearance");
  g_action_map_add_action (G_ACTION_MAP (app), appearance);
  g_action_map_add_action_entries (G_ACTION_MAP (app), actions, G_N_ELEMENTS (actions), app);
  g_signal_connect_object (self->settings, "changed::appearance", G_CALLBACK (appearance_cb),
                           self, G_CONNECT_SWAPPED);
  appearance_cb (self);
  cs_shortcuts_install (GTK_APPLICATION (app));
  self->lock = cs_lock_new (self->settings, self->clock);
  cs_lock_activity_watch (self->lock);
  self->desk_watch = cs_desk_watch_new (self->lock);
  self->desk_records = cs_desk_records_new (GTK_APPLICATION (app), self->lock);
  g_signal_connect_object (self->lock, "notify::is-locked", G_CALLBACK (locked_cb), self,
                           G_CONNECT_SWAPPED);

  if (g_settings_get_boolean (self->settings, "locked"))
    cs_lock_engage (self->lock, CS_LOCK_START);
}

/* GTK hands the clipboard on to the desktop's when the last window is gone. */
static void
cs_application_shutdown (GApplication *app)
{
  GdkDisplay *display = gdk_display_get_default ();

  if (display != NULL)
    cs_clipboard_withdraw (gdk_display_get_clipboard (display));

  G_APPLICATION_CLASS (cs_application_parent_class)->shutdown (app);
}

static void
cs_application_dispose (GObject *object)
{
  CsApplication *self = CS_APPLICATION (object);

  g_clear_object (&self->desk_watch);
  g_clear_object (&self->desk_records);
  g_clear_object (&self->lock);
  g_clear_object (&self->settings);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (cs_application_parent_class)->dispose (object);
}

static void
cs_application_class_init (CsApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cs_application_dispose;
  application_class->activate = cs_application_activate;
  application_class->command_line = cs_application_command_line;
  application_class->handle_local_options = cs_application_handle_local_options;
  application_class->shutdown = cs_application_shutdown;
  application_class->startup = cs_application_startup;
}

static void
cs_application_init (CsApplication *self)
{
  self->clock = cs_clock_new_system ();
  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

/**
 * cs_application_new:
 *
 * Makes the application.
 *
 * Returns: (transfer full): the application
 */
CsApplication *
cs_application_new (void)
{
  return g_object_new (CS_TYPE_APPLICATION,
                       "application-id", APP_ID,
                       "resource-base-path", "/io/github/cardsync/CardSync",
                       "flags", G_APPLICATION_HANDLES_COMMAND_LINE,
                       NULL);
}
