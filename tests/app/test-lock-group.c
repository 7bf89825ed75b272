/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The settings of the lock, against a keyring in the states of tests/support. */

#include "cs-lock-activity.h"
#include "cs-lock-group.h"
#include "cs-preferences-window.h"
#include "cs-settings.h"
#include "desk-window.h"

#include <string.h>

static void
stage (const char *state)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = NULL;

  answer = g_dbus_connection_call_sync (bus, "org.freedesktop.secrets", "/stage",
                                        "io.github.cardsync.Stage", "Set",
                                        g_variant_new ("(s)", state), NULL,
                                        G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (answer);
}

typedef struct
{
  GSettings *settings;
  CsLock    *lock;
  GtkWidget *group;
  GtkWidget *window;
  GString   *reports;
} Fixture;

static void
report_cb (Fixture    *fixture,
           guint       action,
           const char *subject,
           const char *outcome)
{
  g_string_append_printf (fixture->reports, "%s %s %s;", cs_action_to_string ((CsAction) action),
                          subject, outcome);
}

static void
setup (Fixture       *fixture,
       gconstpointer  unused)
{
  g_autoptr (CsClock) clock = cs_clock_new_system ();

  stage ("unlock:emptied");
  stage ("open");
  fixture->settings = cs_settings_new ();
  g_settings_reset (fixture->settings, "lock-minutes");
  g_settings_reset (fixture->settings, "lock-passphrase");
  fixture->lock = cs_lock_new (fixture->settings, clock);
  fixture->reports = g_string_new (NULL);
  g_signal_connect_swapped (fixture->lock, "report", G_CALLBACK (report_cb), fixture);
  fixture->group = g_object_new (CS_TYPE_LOCK_GROUP, NULL);
  cs_lock_group_set_lock (CS_LOCK_GROUP (fixture->group), fixture->lock);
  fixture->window = desk_show (fixture->group);
}

static void
teardown (Fixture       *fixture,
          gconstpointer  unused)
{
  desk_close (fixture->window, fixture->group);
  g_object_unref (fixture->lock);
  g_object_unref (fixture->settings);
  g_string_free (fixture->reports, TRUE);
}

static gpointer
child (Fixture    *fixture,
       const char *name)
{
  return desk_child (fixture->group, name);
}

static void
type (Fixture    *fixture,
      const char *name,
      const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (child (fixture, name)), text);
}

/* What was typed is in no entry any more, however it ends. */
static void
click (Fixture    *fixture,
       const char *name)
{
  g_signal_emit_by_name (child (fixture, name), "clicked");
  desk_wait_until (gtk_widget_get_sensitive (child (fixture, "passphrase")));

  if (strcmp (name, "apply") == 0)
    {
      g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (child (fixture, "new_one"))), ==, "");
      g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (child (fixture, "repeated"))), ==, "");
    }
}

static void
assert_state (Fixture    *fixture,
              gboolean    is_set,
              const char *message)
{
  g_assert_cmpint (g_settings_get_boolean (fixture->settings, "lock-passphrase"), ==, is_set);
  g_assert_cmpint (gtk_widget_get_visible (child (fixture, "present")), ==, is_set);
  g_assert_cmpint (gtk_widget_get_visible (child (fixture, "remove")), ==, is_set);
  g_assert_cmpstr (gtk_button_get_label (child (fixture, "apply")), ==, is_set ? "Change" : "Set");
  g_assert_nonnull (strstr (gtk_label_get_label (child (fixture, "message")), message));
  g_assert_cmpint (gtk_widget_get_visible (child (fixture, "message")), ==, *message != '\0');
}

static void
set (Fixture    *fixture,
     const char *present,
     const char *passphrase)
{
  type (fixture, "present", present);
  type (fixture, "new_one", passphrase);
  type (fixture, "repeated", passphrase);
  click (fixture, "apply");
}

static void
test_minutes (Fixture       *fixture,
              gconstpointer  unused)
{
  GtkSpinButton *spin = child (fixture, "minutes_spin");

  g_assert_cmpint (gtk_spin_button_get_value_as_int (spin), ==, 5);
  gtk_spin_button_set_value (spin, 99);
  g_assert_cmpuint (g_settings_get_uint (fixture->settings, "lock-minutes"), ==, 15);
  gtk_spin_button_set_value (spin, 0);
  g_assert_cmpuint (g_settings_get_uint (fixture->settings, "lock-minutes"), ==, 1);
}

static void
test_set_change_remove (Fixture       *fixture,
                        gconstpointer  unused)
{
  assert_state (fixture, FALSE, "");
  set (fixture, "", "4711");
  assert_state (fixture, TRUE, "");
  g_assert_cmpstr (fixture->reports->str, ==, "");

  set (fixture, "0815", "471147");
  assert_state (fixture, TRUE, "not the passphrase");
  g_assert_cmpstr (fixture->reports->str, ==, "unlock-failed lock-passphrase refused;");

  set (fixture, "4711", "471147");
  assert_state (fixture, TRUE, "");
  g_assert_true (g_str_has_suffix (fixture->reports->str,
                                   ";settings-changed lock-passphrase=changed ok;"));

  type (fixture, "present", "4711");
  click (fixture, "remove");
  assert_state (fixture, TRUE, "not the passphrase");

  type (fixture, "present", "471147");
  click (fixture, "remove");
  assert_state (fixture, FALSE, "");
}

static void
test_does_not_do (Fixture       *fixture,
                  gconstpointer  unused)
{
  set (fixture, "", "471");
  assert_state (fixture, FALSE, "At least 4");

  type (fixture, "new_one", "4711");
  type (fixture, "repeated", "4712");
  click (fixture, "apply");
  assert_state (fixture, FALSE, "not the same");
}

static void
test_keyring (Fixture       *fixture,
              gconstpointer  unused)
{
  stage ("refusing");
  set (fixture, "", "4711");
  assert_state (fixture, FALSE, "keyring is locked");

  stage ("open");
  set (fixture, "", "4711");
  assert_state (fixture, TRUE, "");

  stage ("refusing");
  type (fixture, "present", "4711");
  click (fixture, "remove");
  assert_state (fixture, TRUE, "keyring");
  stage ("open");
}

/* Closed while a thread asks the keyring: nothing is touched that is gone. */
static void
test_closed_while_busy (Fixture       *fixture,
                        gconstpointer  unused)
{
  GtkWidget *group = g_object_new (CS_TYPE_LOCK_GROUP, NULL);
  GtkWidget *window;

  cs_lock_group_set_lock (CS_LOCK_GROUP (group), fixture->lock);
  window = desk_show (group);
  g_object_add_weak_pointer (G_OBJECT (group), (gpointer *) &group);
  stage ("silent");
  gtk_editable_set_text (GTK_EDITABLE (desk_child (group, "new_one")), "4711");
  gtk_editable_set_text (GTK_EDITABLE (desk_child (group, "repeated")), "4711");
  g_signal_emit_by_name (desk_child (group, "apply"), "clicked");
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (group);
  stage ("open");

  desk_wait_until (group == NULL);
}

/* Every group stands on a page of the window, where it can be seen. */
static void
test_window (Fixture       *fixture,
             gconstpointer  unused)
{
  static const char *const names[] = { "lock_group", "require_case", "expiry_spin" };
  g_autoptr (GList) windows = NULL;
  GtkWidget *window = NULL;

  cs_preferences_window_present (GTK_WINDOW (fixture->window), fixture->lock, NULL);
  desk_iterate ();
  windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (CS_IS_PREFERENCES_WINDOW (l->data))
      window = l->data;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GtkWidget *widget = GTK_WIDGET (desk_child (window, names[i]));

      g_assert_nonnull (gtk_widget_get_ancestor (widget, ADW_TYPE_PREFERENCES_PAGE));
      g_assert_true (gtk_widget_get_mapped (widget));
    }

  gtk_window_destroy (GTK_WINDOW (window));
}

static gint64 fake_now_us;
static guint n_asked;

static gint64
get_fake_now (void)
{
  n_asked++;

  return fake_now_us;
}

static void
move_pointer (const char *x)
{
  const char *const command[] = { "xdotool", "mousemove", x, "100", NULL };
  g_autoptr (GError) error = NULL;

  g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL,
                &error);
  g_assert_no_error (error);
}

/* Who is busy in a dialog over a dialog is not away. */
static void
test_activity (Fixture       *fixture,
               gconstpointer  unused)
{
  g_autofree char *xdotool = g_find_program_in_path ("xdotool");
  GtkWidget *dialog;
  GtkWidget *above;

  if (xdotool == NULL)
    {
      g_test_skip ("xdotool is not installed");
      return;
    }

  cs_lock_activity_watch (fixture->lock);
  dialog = desk_show (gtk_label_new ("Preferences"));
  above = desk_show (gtk_label_new ("New Connection"));
  gtk_window_set_transient_for (GTK_WINDOW (above), GTK_WINDOW (dialog));
  cs_lock_set_now (fixture->lock, get_fake_now);
  fake_now_us = 4 * 60 * G_USEC_PER_SEC;
  n_asked = 0;
  move_pointer ("100");
  move_pointer ("110");
  desk_wait_until (n_asked > 0);

  fake_now_us = 8 * 60 * G_USEC_PER_SEC;
  g_assert_false (cs_lock_check_idle (fixture->lock));
  fake_now_us = 10 * 60 * G_USEC_PER_SEC;
  g_assert_true (cs_lock_check_idle (fixture->lock));
  desk_close (above, gtk_window_get_child (GTK_WINDOW (above)));
  desk_close (dialog, gtk_window_get_child (GTK_WINDOW (dialog)));
}

int
main (int   argc,
      char *argv[])
{
  desk_init (&argc, &argv);

#define ADD(name, function) \
  g_test_add ("/lock-group/" name, Fixture, NULL, setup, function, teardown)

  ADD ("minutes", test_minutes);
  ADD ("set-change-remove", test_set_change_remove);
  ADD ("does-not-do", test_does_not_do);
  ADD ("keyring", test_keyring);
  ADD ("closed-while-busy", test_closed_while_busy);
  ADD ("window", test_window);
  ADD ("activity", test_activity);

  return desk_run ();
}
