/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The settings of connections, against a keyring in the states of tests/support. */

#include "cs-access-log.h"
#include "cs-connection-form.h"
#include "cs-connection-row.h"
#include "cs-connections-page.h"
#include "cs-crypto-key-form.h"
#include "cs-profile-store.h"
#include "cs-settings.h"
#include "cs-test-project.h"
#include "desk-window.h"

#include <glib/gstdio.h>
#include <openssl/pkcs12.h>
#include <string.h>

#define PASSPHRASE "canary-passphrase"

static char *root;

static void
stage (const char *state)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer =
    g_dbus_connection_call_sync (bus, "org.freedesktop.secrets", "/stage",
                                 "io.github.cardsync.Stage", "Set",
                                 g_variant_new ("(s)", state), NULL, G_DBUS_CALL_FLAGS_NONE, -1,
                                 NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (answer);
}

static void
write_file (const char *name,
            const char *text)
{
  g_autofree char *path = g_build_filename (root, name, NULL);

  g_assert_true (g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

static char *
write_profile (void)
{
  g_autoptr (CsSecret) pem = cs_rsa_key_to_private_pem (test_get_key (TEST_CLIENT_KEY_1));
  g_autofree char *public_pem = cs_rsa_key_to_public_pem (test_get_key (TEST_SERVER_KEY));

  write_file ("private.pem", cs_secret_get_data (pem, NULL));
  write_file ("public.pem", public_pem);
  write_file ("secret-key", TEST_SECRET_KEY);
  write_file ("seoul.ini",
              "[profile]\nname=Seoul desk\nenvironment=sandbox\n"
              "base-url=http://127.0.0.1:1/open-api\nasp-id=" TEST_ASP_ID "\n"
              "access-key=" TEST_ACCESS_KEY "\ntime-zone=KST\n"
              "secret-key-file=secret-key\n[crypto-key-1]\nid=" TEST_KEY_ID_1 "\n"
              "server-public-key-file=public.pem\nclient-private-key-file=private.pem\n");

  return g_build_filename (root, "seoul.ini", NULL);
}

static void
write_key_file (const char *name,
                TestKey     key)
{
  g_autoptr (CsSecret) pem = cs_rsa_key_to_private_pem (test_get_key (key));

  write_file (name, cs_secret_get_data (pem, NULL));
}

/* The private key as PKCS#12, under a passphrase. */
static void
lock_private_key (void)
{
  g_autofree char *path = g_build_filename (root, "private.pem", NULL);
  EVP_PKEY *key = cs_rsa_key_get_pkey (test_get_key (TEST_CLIENT_KEY_1));
  PKCS12 *locked = PKCS12_create (PASSPHRASE, NULL, key, NULL, NULL, 0, 0, 0, 0, 0);
  BIO *file = BIO_new_file (path, "wb");

  g_assert_nonnull (locked);
  g_assert_cmpint (i2d_PKCS12_bio (file, locked), ==, 1);
  BIO_free (file);
  PKCS12_free (locked);
}

typedef struct
{
  GSettings *settings;
  GtkWidget *page;
  GtkWidget *window;
  char      *connected;
} Fixture;

static void
connect_cb (Fixture    *fixture,
            const char *id)
{
  fixture->connected = g_strdup (id);
}

static void
setup (Fixture       *fixture,
       gconstpointer  unused)
{
  stage ("profile:emptied");
  stage ("open");
  fixture->settings = cs_settings_new ();
  g_settings_reset (fixture->settings, "profile");
  fixture->page = g_object_new (CS_TYPE_CONNECTIONS_PAGE, NULL);
  cs_connections_page_set_settings (CS_CONNECTIONS_PAGE (fixture->page), fixture->settings);
  g_signal_connect_swapped (fixture->page, "connect", G_CALLBACK (connect_cb), fixture);
  fixture->window = desk_show (fixture->page);
}

static void
teardown (Fixture       *fixture,
          gconstpointer  unused)
{
  g_autoptr (GPtrArray) entries = cs_profile_store_list ();

  for (guint i = 0; i < entries->len; i++)
    g_remove (cs_profile_entry_get_path (g_ptr_array_index (entries, i)));

  desk_close (fixture->window, fixture->page);
  g_object_unref (fixture->settings);
  g_free (fixture->connected);
}

static gpointer
child (Fixture    *fixture,
       const char *name)
{
  return desk_child (fixture->page, name);
}

static void
wait_while_busy (Fixture *fixture)
{
  while (gtk_widget_get_visible (child (fixture, "spinner")))
    g_main_context_iteration (NULL, TRUE);

  desk_iterate ();
}

static const char *
get_message (Fixture *fixture)
{
  if (!gtk_widget_get_visible (child (fixture, "message_group")))
    return "";

  return gtk_label_get_label (child (fixture, "message"));
}

static CsConnectionRow *
get_row (Fixture *fixture)
{
  return CS_CONNECTION_ROW (gtk_widget_get_first_child (child (fixture, "list")));
}

static GtkEditable *
field (gpointer    widget,
       const char *name)
{
  return GTK_EDITABLE (desk_child (widget, name));
}

static void
click (CsConnectionRow *row,
       const char      *name)
{
  g_signal_emit_by_name (desk_child (GTK_WIDGET (row), name), "clicked");
}

static void
import (Fixture *fixture)
{
  g_autofree char *path = write_profile ();

  cs_connections_page_import_file (CS_CONNECTIONS_PAGE (fixture->page), path);
  wait_while_busy (fixture);
}

static void
test_empty (Fixture       *fixture,
            gconstpointer  unused)
{
  g_assert_true (gtk_widget_get_visible (child (fixture, "empty")));
  g_assert_false (gtk_widget_get_visible (child (fixture, "list")));
  g_assert_cmpstr (get_message (fixture), ==, "");
}

/* The first connection is the one to start with. */
static void
test_import (Fixture       *fixture,
             gconstpointer  unused)
{
  g_autofree char *chosen = NULL;

  import (fixture);
  g_assert_cmpstr (get_message (fixture), ==, "");
  g_assert_cmpstr (cs_connection_row_get_name (get_row (fixture)), ==, "Seoul desk");
  chosen = g_settings_get_string (fixture->settings, "profile");
  g_assert_cmpstr (chosen, ==, "seoul-desk");
  g_assert_true (gtk_widget_get_visible (
    GTK_WIDGET (desk_child (GTK_WIDGET (get_row (fixture)), "default_mark"))));

  click (get_row (fixture), "connect");
  g_assert_cmpstr (fixture->connected, ==, "seoul-desk");
}

/* Locked, dismissed, missing: each in its own words; another try goes on where it was. */
static void
test_keyring_states (Fixture       *fixture,
                     gconstpointer  unused)
{
  const struct
  {
    const char *state;
    const char *words;
  } cases[] = {
    { "refusing", "Keyring locked" }, { "dismissing", "was dismissed" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      stage (cases[i].state);
      import (fixture);
      g_assert_nonnull (strstr (get_message (fixture), cases[i].words));
      g_assert_null (strstr (get_message (fixture), "canary"));
      g_assert_true (gtk_widget_get_visible (child (fixture, "retry")));
      g_assert_false (gtk_widget_get_visible (child (fixture, "list")));
    }

  stage ("open");
  g_signal_emit_by_name (child (fixture, "retry"), "clicked");
  wait_while_busy (fixture);
  g_assert_cmpstr (get_message (fixture), ==, "");
  g_assert_nonnull (get_row (fixture));

  stage ("profile:other");
  click (get_row (fixture), "check");
  wait_while_busy (fixture);
  g_assert_nonnull (strstr (get_message (fixture), "not in the keyring"));
}

/* A profile whose private key has a passphrase. */
static void
import_locked (Fixture *fixture)
{
  g_autofree char *path = write_profile ();

  lock_private_key ();
  cs_connections_page_import_file (CS_CONNECTIONS_PAGE (fixture->page), path);
  wait_while_busy (fixture);
}

/* A passphrase is asked for in the window, again if it was another one, and kept nowhere. */
static void
test_passphrase (Fixture       *fixture,
                 gconstpointer  unused)
{
  GtkEditable *entry = GTK_EDITABLE (child (fixture, "passphrase"));

  import_locked (fixture);
  g_assert_nonnull (strstr (get_message (fixture), "has a passphrase"));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (entry)));

  gtk_editable_set_text (entry, "another");
  g_signal_emit_by_name (entry, "entry-activated");
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, "");
  wait_while_busy (fixture);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (entry)));
  g_assert_nonnull (strstr (get_message (fixture), "does not open"));

  gtk_editable_set_text (entry, PASSPHRASE);
  g_signal_emit_by_name (child (fixture, "retry"), "clicked");
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, "");
  wait_while_busy (fixture);
  g_assert_cmpstr (get_message (fixture), ==, "");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (entry)));
  g_assert_cmpstr (cs_connection_row_get_name (get_row (fixture)), ==, "Seoul desk");
}

/* Where the profile says which it is, nobody is asked: it would be in vain. */
static void
test_passphrase_of_a_file (Fixture       *fixture,
                           gconstpointer  unused)
{
  g_autofree char *path = write_profile ();
  g_autofree char *text = NULL;
  g_autofree char *longer = NULL;

  lock_private_key ();
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  longer = g_strconcat (text, "client-private-key-passphrase-file=passphrase\n", NULL);
  write_file ("seoul.ini", longer);
  write_file ("passphrase", "another\n");
  cs_connections_page_import_file (CS_CONNECTIONS_PAGE (fixture->page), path);
  wait_while_busy (fixture);
  g_assert_nonnull (strstr (get_message (fixture), "does not open the key"));
  g_assert_false (gtk_widget_get_visible (child (fixture, "passphrase")));
}

/* What was typed and not sent goes with the question. */
static void
test_passphrase_not_sent (Fixture       *fixture,
                          gconstpointer  unused)
{
  GtkEditable *entry = GTK_EDITABLE (child (fixture, "passphrase"));

  import_locked (fixture);
  gtk_editable_set_text (entry, PASSPHRASE);
  import (fixture);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (entry)));
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, "");
}

static GtkWidget *
find_window (GType type)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (g_type_is_a (G_OBJECT_TYPE (l->data), type))
      return l->data;

  return NULL;
}

static const char *
get_used_key (Fixture *fixture)
{
  return adw_action_row_get_subtitle (ADW_ACTION_ROW (
                                        desk_child (GTK_WIDGET (get_row (fixture)), "keys")));
}

static gboolean
shows (Fixture    *fixture,
       const char *name)
{
  return gtk_widget_get_visible (GTK_WIDGET (desk_child (GTK_WIDGET (get_row (fixture)), name)));
}

static void
enter_second_key (Fixture    *fixture,
                  const char *key_id,
                  const char *private_name)
{
  g_autofree char *public_path = g_build_filename (root, "public.pem", NULL);
  g_autofree char *private_path = g_build_filename (root, private_name, NULL);
  GtkWidget *form = find_window (CS_TYPE_CRYPTO_KEY_FORM);
  CsCryptoKeyGroup *group = CS_CRYPTO_KEY_GROUP (desk_child (form, "crypto_key"));

  gtk_editable_set_text (field (group, "key_id"), key_id);
  cs_crypto_key_group_set_files (group, public_path, private_path);
  g_signal_emit_by_name (desk_child (form, "add"), "clicked");
}

static GPtrArray *
read_log (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsAccessLog) access_log = cs_access_log_open_default (FALSE, &error);
  GPtrArray *records;

  g_assert_no_error (error);
  records = cs_access_log_list (access_log, 0, G_MAXUINT, &error);
  g_assert_no_error (error);

  return records;
}

/* How many records of the log say that @change was made to a profile, with @outcome. */
static guint
count_changes (const char *change,
               const char *outcome)
{
  g_autoptr (GPtrArray) records = read_log ();
  guint n = 0;

  for (guint i = 0; i < records->len; i++)
    {
      const CsAccessRecord *record = g_ptr_array_index (records, i);

      if (record->action == CS_ACTION_PROFILE_CHANGED &&
          g_strcmp0 (record->subject, change) == 0 && g_str_has_prefix (record->outcome, outcome))
        n++;
    }

  return n;
}

/* Add the second, let calls use it, drop the first: each step is recorded. */
static void
test_rotation (Fixture       *fixture,
               gconstpointer  unused)
{
  GtkWidget *form;

  import (fixture);
  write_key_file ("private-2.pem", TEST_CLIENT_KEY_2);
  g_assert_cmpstr (get_used_key (fixture), ==, TEST_KEY_ID_1);
  g_assert_false (shows (fixture, "switch_keys"));

  click (get_row (fixture), "add_key");
  form = find_window (CS_TYPE_CRYPTO_KEY_FORM);
  enter_second_key (fixture, TEST_KEY_ID_2, "no-such-file");
  desk_wait_until (gtk_widget_get_visible (GTK_WIDGET (desk_child (form, "problem"))));
  enter_second_key (fixture, TEST_KEY_ID_2, "private-2.pem");
  desk_wait_until (find_window (CS_TYPE_CRYPTO_KEY_FORM) == NULL);
  wait_while_busy (fixture);
  g_assert_cmpstr (get_message (fixture), ==, "");
  g_assert_cmpstr (get_used_key (fixture), ==, TEST_KEY_ID_1);
  g_assert_false (shows (fixture, "add_key"));

  click (get_row (fixture), "switch_keys");
  wait_while_busy (fixture);
  g_assert_cmpstr (get_used_key (fixture), ==, TEST_KEY_ID_2);

  click (get_row (fixture), "drop_key");
  g_assert_false (gtk_widget_get_visible (child (fixture, "spinner")));
  click (get_row (fixture), "drop_key");
  wait_while_busy (fixture);
  g_assert_cmpstr (get_used_key (fixture), ==, TEST_KEY_ID_2);
  g_assert_true (shows (fixture, "add_key"));

  g_assert_cmpuint (count_changes ("rotate --add seoul-desk", "ok"), ==, 1);
  g_assert_cmpuint (count_changes ("rotate --switch seoul-desk", "ok"), ==, 1);
  g_assert_cmpuint (count_changes ("rotate --drop seoul-desk", "ok"), ==, 1);
}

/* What was entered is there to be mended. */
static void
test_key_refused (Fixture       *fixture,
                  gconstpointer  unused)
{
  GtkWidget *form;
  CsCryptoKeyGroup *group;

  import (fixture);
  write_key_file ("private-2.pem", TEST_CLIENT_KEY_2);
  click (get_row (fixture), "add_key");
  form = find_window (CS_TYPE_CRYPTO_KEY_FORM);
  group = CS_CRYPTO_KEY_GROUP (desk_child (form, "crypto_key"));
  enter_second_key (fixture, TEST_KEY_ID_1, "private-2.pem");
  desk_wait_until (gtk_widget_get_visible (GTK_WIDGET (desk_child (form, "problem"))));
  g_assert_cmpstr (gtk_editable_get_text (field (group, "key_id")), ==, TEST_KEY_ID_1);
  g_assert_null (cs_crypto_key_form_get_key (CS_CRYPTO_KEY_FORM (form)));
  g_assert_false (gtk_widget_get_visible (child (fixture, "spinner")));

  gtk_editable_set_text (field (group, "key_id"), TEST_KEY_ID_2);
  g_signal_emit_by_name (desk_child (form, "add"), "clicked");
  g_assert_false (gtk_widget_get_sensitive (GTK_WIDGET (desk_child (form, "add"))));
  desk_wait_until (find_window (CS_TYPE_CRYPTO_KEY_FORM) == NULL);
  g_assert_cmpstr (get_message (fixture), ==, "");
  g_assert_true (shows (fixture, "switch_keys"));
}

/* Two that are asked twice: asking the one takes the other's question back. */
static void
test_one_question_at_a_time (Fixture       *fixture,
                             gconstpointer  unused)
{
  GtkWidget *row;
  GtkButton *drop;
  g_autofree char *before = NULL;

  import (fixture);
  row = GTK_WIDGET (get_row (fixture));
  drop = GTK_BUTTON (desk_child (row, "drop_key"));
  before = g_strdup (gtk_button_get_label (drop));
  click (get_row (fixture), "drop_key");
  g_assert_cmpstr (gtk_button_get_label (drop), !=, before);
  click (get_row (fixture), "remove");
  g_assert_cmpstr (gtk_button_get_label (drop), ==, before);
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (drop), "destructive-action"));
  click (get_row (fixture), "drop_key");
  g_assert_false (gtk_widget_get_visible (child (fixture, "spinner")));
}

static void
test_check (Fixture       *fixture,
            gconstpointer  unused)
{
  import (fixture);
  click (get_row (fixture), "check");
  wait_while_busy (fixture);
  g_assert_nonnull (strstr (get_message (fixture), "Fine: Crypto key 1"));
  g_assert_nonnull (strstr (get_message (fixture), "Failed: "));
}

static void
test_records (Fixture       *fixture,
              gconstpointer  unused)
{
  const guint n_imports = count_changes ("import seoul-desk", "ok");
  const guint n_checks = count_changes ("check seoul-desk", "unreachable");
  const guint n_renames = count_changes ("rename seoul-desk", "ok");
  const guint n_removals = count_changes ("remove seoul-desk", "ok");

  import (fixture);
  g_assert_cmpuint (count_changes ("import seoul-desk", "ok"), ==, n_imports + 1);

  click (get_row (fixture), "check");
  wait_while_busy (fixture);
  desk_wait_until (count_changes ("check seoul-desk", "unreachable") == n_checks + 1);

  gtk_editable_set_text (field (GTK_WIDGET (get_row (fixture)), "name"), "Busan desk");
  g_signal_emit_by_name (desk_child (GTK_WIDGET (get_row (fixture)), "name"), "apply");
  wait_while_busy (fixture);
  g_assert_cmpuint (count_changes ("rename seoul-desk", "ok"), ==, n_renames + 1);

  click (get_row (fixture), "remove");
  click (get_row (fixture), "remove");
  wait_while_busy (fixture);
  g_assert_cmpuint (count_changes ("remove seoul-desk", "ok"), ==, n_removals + 1);
}

static void
test_rename_and_remove (Fixture       *fixture,
                        gconstpointer  unused)
{
  g_autofree char *chosen = NULL;

  import (fixture);
  gtk_editable_set_text (field (GTK_WIDGET (get_row (fixture)), "name"), "Busan desk");
  g_signal_emit_by_name (desk_child (GTK_WIDGET (get_row (fixture)), "name"), "apply");
  wait_while_busy (fixture);
  g_assert_cmpstr (cs_connection_row_get_name (get_row (fixture)), ==, "Busan desk");

  click (get_row (fixture), "remove");
  g_assert_false (gtk_widget_get_visible (child (fixture, "spinner")));
  click (get_row (fixture), "remove");
  wait_while_busy (fixture);
  g_assert_true (gtk_widget_get_visible (child (fixture, "empty")));
  chosen = g_settings_get_string (fixture->settings, "profile");
  g_assert_cmpstr (chosen, ==, "");
}

/* What is the administrator's is marked by a word, and can be checked but not changed. */
static void
test_read_only (void)
{
  g_autofree char *path = write_profile ();
  g_autoptr (CsProfileEntry) entry = cs_profile_entry_new (path, TRUE);
  GtkWidget *row = cs_connection_row_new (entry);
  GtkWidget *window = desk_show (row);

  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (desk_child (row, "lock"))));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (desk_child (row, "name"))));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (desk_child (row, "remove"))));
  g_assert_true (gtk_widget_get_sensitive (GTK_WIDGET (desk_child (row, "check"))));
  desk_close (window, row);
}

static void
filled_in_cb (GtkWidget  *form,
              CsProfile  *profile,
              CsProfile **out_profile)
{
  /* Whatever is done with it, the fields are empty by now. */
  g_assert_cmpstr (gtk_editable_get_text (field (form, "secret_key")), ==, "");
  g_assert_cmpstr (gtk_editable_get_text (field (form, "access_key")), ==, "");
  g_assert_cmpstr (gtk_editable_get_text (field (desk_child (form, "crypto_key"), "passphrase")),
                   ==, "");
  *out_profile = g_object_ref (profile);
}

static void
test_form (void)
{
  GtkWidget *form = cs_connection_form_new (NULL);
  g_autoptr (CsProfile) profile = NULL;

  g_signal_connect (form, "filled-in", G_CALLBACK (filled_in_cb), &profile);
  g_assert_cmpstr (gtk_editable_get_text (field (form, "secret_key")), ==, "");
  g_signal_emit_by_name (desk_child (form, "create"), "clicked");
  g_assert_null (profile);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (desk_child (form, "problem"))));

  gtk_editable_set_text (field (form, "name"), "Seoul desk");
  gtk_editable_set_text (field (form, "base_url"), "https://api.example.com/open-api");
  gtk_editable_set_text (field (form, "asp_id"), TEST_ASP_ID);
  gtk_editable_set_text (field (form, "access_key"), TEST_ACCESS_KEY);
  gtk_editable_set_text (field (form, "secret_key"), TEST_SECRET_KEY);
  g_signal_emit_by_name (desk_child (form, "create"), "clicked");
  g_assert_nonnull (profile);
  g_assert_cmpstr (cs_profile_get_name (profile), ==, "Seoul desk");
  g_assert_cmpint (cs_profile_get_environment (profile), ==, CS_ENVIRONMENT_SANDBOX);
  desk_iterate ();
}

static void
watch_cb (GtkWidget *form,
          CsProfile *profile,
          gpointer   place)
{
  g_object_add_weak_pointer (G_OBJECT (profile), place);
  *(gpointer *) place = profile;
}

/* Once it is kept, nothing of it stays in the window's memory. */
static void
test_done_forgets (Fixture       *fixture,
                   gconstpointer  unused)
{
  GtkWidget *form;
  gpointer profile = NULL;

  cs_connections_page_create (CS_CONNECTIONS_PAGE (fixture->page));
  form = find_window (CS_TYPE_CONNECTION_FORM);
  g_signal_connect (form, "filled-in", G_CALLBACK (watch_cb), &profile);
  gtk_editable_set_text (field (form, "name"), "Busan desk");
  gtk_editable_set_text (field (form, "base_url"), "https://api.example.com/open-api");
  gtk_editable_set_text (field (form, "asp_id"), TEST_ASP_ID);
  gtk_editable_set_text (field (form, "access_key"), TEST_ACCESS_KEY);
  gtk_editable_set_text (field (form, "secret_key"), TEST_SECRET_KEY);
  g_signal_emit_by_name (desk_child (form, "create"), "clicked");
  g_assert_nonnull (profile);
  wait_while_busy (fixture);
  g_assert_cmpstr (get_message (fixture), ==, "");
  desk_wait_until (profile == NULL);
}

/* The files of the keys are read while the form goes on. */
static void
test_form_with_keys (void)
{
  g_autofree char *public_path = g_build_filename (root, "public.pem", NULL);
  g_autofree char *private_path = g_build_filename (root, "private.pem", NULL);
  GtkWidget *form = cs_connection_form_new (NULL);
  CsCryptoKeyGroup *group = CS_CRYPTO_KEY_GROUP (desk_child (form, "crypto_key"));
  g_autoptr (CsProfile) profile = NULL;

  g_free (write_profile ());
  lock_private_key ();
  g_signal_connect (form, "filled-in", G_CALLBACK (filled_in_cb), &profile);
  gtk_editable_set_text (field (form, "name"), "Seoul desk");
  gtk_editable_set_text (field (form, "base_url"), "https://api.example.com/open-api");
  gtk_editable_set_text (field (form, "asp_id"), TEST_ASP_ID);
  gtk_editable_set_text (field (form, "access_key"), TEST_ACCESS_KEY);
  gtk_editable_set_text (field (form, "secret_key"), TEST_SECRET_KEY);
  gtk_editable_set_text (field (group, "key_id"), TEST_KEY_ID_1);
  cs_crypto_key_group_set_files (group, public_path, private_path);

  /* Without its passphrase the form stays, and says why. */
  g_signal_emit_by_name (desk_child (form, "create"), "clicked");
  g_assert_false (gtk_widget_get_sensitive (GTK_WIDGET (desk_child (form, "create"))));
  desk_wait_until (gtk_widget_get_visible (GTK_WIDGET (desk_child (form, "problem"))));
  g_assert_null (profile);

  gtk_editable_set_text (field (group, "passphrase"), PASSPHRASE);
  g_signal_emit_by_name (desk_child (form, "create"), "clicked");
  desk_wait_until (profile != NULL);
  g_assert_cmpuint (cs_profile_get_credentials (profile)->n_keys, ==, 1);
  desk_iterate ();
}

/* Closed while a thread is at work: nothing is touched that is gone. */
static void
test_closed_while_busy (void)
{
  g_autoptr (GSettings) settings = cs_settings_new ();
  g_autofree char *path = write_profile ();
  GtkWidget *page = g_object_new (CS_TYPE_CONNECTIONS_PAGE, NULL);
  GtkWidget *window;

  cs_connections_page_set_settings (CS_CONNECTIONS_PAGE (page), settings);
  window = desk_show (page);
  g_object_add_weak_pointer (G_OBJECT (page), (gpointer *) &page);
  stage ("silent");
  cs_connections_page_import_file (CS_CONNECTIONS_PAGE (page), path);
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (page);
  stage ("open");

  desk_wait_until (page == NULL);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *config = NULL;
  g_autofree char *state = NULL;

  root = g_dir_make_tmp ("cardsync-connections-XXXXXX", NULL);
  config = g_build_filename (root, "config", NULL);
  state = g_build_filename (root, "state", NULL);
  g_setenv ("XDG_CONFIG_HOME", config, TRUE);
  g_setenv ("XDG_STATE_HOME", state, TRUE);
  desk_init (&argc, &argv);

#define ADD(name, function) \
  g_test_add ("/connections/" name, Fixture, NULL, setup, function, teardown)

  ADD ("empty", test_empty);
  ADD ("import", test_import);
  ADD ("keyring-states", test_keyring_states);
  ADD ("passphrase", test_passphrase);
  ADD ("passphrase-of-a-file", test_passphrase_of_a_file);
  ADD ("passphrase-not-sent", test_passphrase_not_sent);
  ADD ("done-forgets", test_done_forgets);
  ADD ("rotation", test_rotation);
  ADD ("key-refused", test_key_refused);
  ADD ("one-question-at-a-time", test_one_question_at_a_time);
  ADD ("check", test_check);
  ADD ("rename-and-remove", test_rename_and_remove);
  ADD ("records", test_records);
  g_test_add_func ("/connections/read-only", test_read_only);
  g_test_add_func ("/connections/form", test_form);
  g_test_add_func ("/connections/form-with-keys", test_form_with_keys);
  g_test_add_func ("/connections/closed-while-busy", test_closed_while_busy);

  return desk_run ();
}
