/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Against a keyring in the states that tests/support/secret_service.py can take. */

#include "cs-client-error.h"
#include "cs-keyring.h"
#include "cs-profile-place.h"
#include "cs-profile-store.h"
#include "cs-test-project.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#define NEW_KEY_ID "33333333333333333333333333333333"

static char *root;

static void
stage (const char *state)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GError) error = NULL;
  G_GNUC_UNUSED g_autoptr (GVariant) answer =
    g_dbus_connection_call_sync (bus, "org.freedesktop.secrets", "/stage",
                                 "io.github.cardsync.Stage", "Set",
                                 g_variant_new ("(s)", state), NULL, G_DBUS_CALL_FLAGS_NONE, -1,
                                 NULL, &error);

  g_assert_no_error (error);
}

static CsProfile *
profile_new (guint n_keys)
{
  g_autoptr (CsCredentials) credentials = test_credentials_new (n_keys);
  g_autoptr (GError) error = NULL;
  CsProfile *profile = cs_profile_new ("Seoul desk", CS_ENVIRONMENT_SANDBOX,
                                       "https://api.example.com/open-api", credentials, &error);

  g_assert_no_error (error);

  return profile;
}

static CsProfileEntry *
find (const char *name)
{
  g_autoptr (GError) error = NULL;
  CsProfileEntry *entry = cs_profile_store_find (name, &error);

  g_assert_no_error (error);

  return entry;
}

static CsProfileEntry *
add (guint n_keys)
{
  g_autoptr (CsProfile) profile = profile_new (n_keys);
  g_autoptr (GError) error = NULL;
  g_autofree char *id = cs_profile_store_add (profile, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (id, ==, "seoul-desk");

  return find (id);
}

static guint
remove_files (void)
{
  g_autoptr (GPtrArray) entries = cs_profile_store_list ();

  for (guint i = 0; i < entries->len; i++)
    g_remove (cs_profile_entry_get_path (g_ptr_array_index (entries, i)));

  return entries->len;
}

/* Again, for what is hidden by another of the same ID. */
static void
forget_all (void)
{
  while (remove_files () > 0)
    ;

  stage ("emptied");
  stage ("open");
}

static guint
count_files (void)
{
  g_autoptr (GDir) dir = g_dir_open (cs_profile_place_get_user_directory (), 0, NULL);
  guint n_files = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n_files++;

  return n_files;
}

static void
assert_keyring (const char *name,
                gboolean    expected)
{
  g_autofree char *item = g_strconcat ("seoul-desk/", name, NULL);
  g_autoptr (CsSecret) secret = cs_keyring_lookup ("profile", item, NULL, NULL);

  g_assert_true ((secret != NULL) == expected);
}

static void
assert_refused (gboolean     success,
                GError     **error,
                const char  *words)
{
  g_assert_false (success);
  g_assert_error (*error, CS_CLIENT_ERROR, CS_CLIENT_ERROR_PROFILE);
  g_assert_nonnull (strstr ((*error)->message, words));
  g_assert_null (strstr ((*error)->message, "canary"));
  g_clear_error (error);
}

/* What was stored is what is found, by ID, by name, and as a file. */
static void
test_add (void)
{
  g_autoptr (CsProfileEntry) entry = add (2);
  const char *const names[] = {
    "seoul-desk", "Seoul desk", cs_profile_entry_get_path (entry),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CsProfile) profile = cs_profile_find (names[i], &error);
      const CsCredentials *credentials;

      g_assert_no_error (error);
      credentials = cs_profile_get_credentials (profile);
      g_assert_cmpstr (cs_profile_get_name (profile), ==, "Seoul desk");
      g_assert_cmpint (cs_profile_get_environment (profile), ==, CS_ENVIRONMENT_SANDBOX);
      g_assert_cmpstr (credentials->access_key, ==, TEST_ACCESS_KEY);
      g_assert_cmpstr (cs_secret_get_data (credentials->secret_key, NULL), ==, TEST_SECRET_KEY);
      g_assert_cmpuint (credentials->n_keys, ==, 2);
      g_assert_cmpstr (credentials->keys[1].id, ==, TEST_KEY_ID_2);
      g_assert_true (cs_rsa_key_is_same_pair (credentials->keys[1].client_private,
                                              test_get_key (TEST_CLIENT_KEY_2)));
      g_assert_true (cs_rsa_key_is_same_pair (credentials->keys[0].server_public,
                                              test_get_key (TEST_SERVER_KEY)));
    }

  g_assert_true (cs_profile_entry_uses_keyring (entry));
  g_assert_false (cs_profile_entry_is_read_only (entry));
  g_assert_null (cs_profile_entry_get_problem (entry));
  g_assert_cmpstr (cs_profile_entry_get_host (entry), ==, "api.example.com");
  forget_all ();
}

/* The file is for nobody else, and has no secret in it. */
static void
test_file (void)
{
  g_autoptr (CsProfileEntry) entry = add (1);
  g_autoptr (CsSecret) pem = cs_rsa_key_to_private_pem (test_get_key (TEST_CLIENT_KEY_1));
  g_auto (GStrv) lines = g_strsplit (cs_secret_get_data (pem, NULL), "\n", -1);
  g_autofree char *content = NULL;
  GStatBuf status;

  g_assert_cmpint (g_stat (cs_profile_entry_get_path (entry), &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_cmpint (g_stat (cs_profile_place_get_user_directory (), &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0700);

  g_assert_true (g_file_get_contents (cs_profile_entry_get_path (entry), &content, NULL, NULL));
  g_assert_null (strstr (content, TEST_SECRET_KEY));
  g_assert_null (strstr (content, lines[3]));
  g_assert_null (strstr (content, "-file"));
  forget_all ();
}

static void
test_names (void)
{
  g_autoptr (CsProfile) profile = profile_new (1);
  const struct
  {
    const char *name;
    const char *id;
  } cases[] = {
    { "Seoul desk", "seoul-desk" }, { "Seoul desk", "seoul-desk-2" },
    { "  Seoul -- DESK!", "seoul-desk-3" }, { "../../etc/passwd", "etc-passwd" },
    { "서울 창구", "서울-창구" }, { "...", "profile" }, { "//", "profile-2" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *id = cs_profile_store_add (profile, cases[i].name, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (id, ==, cases[i].id);
    }

  for (gsize i = 0; i < 2; i++)
    {
      GError *error = NULL;
      g_autofree char *id = cs_profile_store_add (profile, i == 0 ? "" : "a\nb", &error);

      assert_refused (id != NULL, &error, "1 to 100 printable");
    }

  {
    GError *error = NULL;
    g_autoptr (CsProfileEntry) entry = cs_profile_store_find ("Seoul desk", &error);

    assert_refused (entry != NULL, &error, "More than one");
  }

  forget_all ();
}

/* A keyring that does not take the secrets leaves no profile behind. */
static void
test_add_without_keyring (void)
{
  const struct
  {
    const char     *state;
    CsKeyringError  code;
  } cases[] = {
    { "refusing", CS_KEYRING_ERROR_LOCKED }, { "dismissing", CS_KEYRING_ERROR_DISMISSED },
  };
  g_autoptr (CsProfile) profile = profile_new (1);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *id = NULL;

      stage (cases[i].state);
      id = cs_profile_store_add (profile, NULL, &error);
      g_assert_error (error, CS_KEYRING_ERROR, (int) cases[i].code);
      g_assert_null (id);
      g_assert_cmpuint (count_files (), ==, 0);
    }

  stage ("open");
}

static void
test_load_without_keyring (void)
{
  const struct
  {
    const char     *state;
    CsKeyringError  code;
  } cases[] = {
    { "refusing", CS_KEYRING_ERROR_LOCKED }, { "dismissing", CS_KEYRING_ERROR_DISMISSED },
    { "other", CS_KEYRING_ERROR_MISSING }, { "failing", CS_KEYRING_ERROR_REFUSED },
    { "garbled", CS_KEYRING_ERROR_DAMAGED }, { "emptied", CS_KEYRING_ERROR_MISSING },
  };
  G_GNUC_UNUSED g_autoptr (CsProfileEntry) entry = add (1);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CsProfile) profile = NULL;

      stage (cases[i].state);
      profile = cs_profile_find ("seoul-desk", &error);
      g_assert_error (error, CS_KEYRING_ERROR, (int) cases[i].code);
      g_assert_null (profile);
    }

  forget_all ();
}

static void
test_rename (void)
{
  g_autoptr (CsProfileEntry) entry = add (1);
  g_autoptr (CsProfile) profile = NULL;
  g_autoptr (GError) error = NULL;
  GError *refusal = NULL;

  g_assert_true (cs_profile_store_rename (entry, "Busan desk", &error));
  g_assert_no_error (error);
  profile = cs_profile_find ("Busan desk", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (cs_profile_get_name (profile), ==, "Busan desk");

  assert_refused (cs_profile_store_rename (entry, "a\tb", &refusal), &refusal, "printable");
  forget_all ();
}

static void
test_remove (void)
{
  g_autoptr (CsProfileEntry) entry = add (2);
  g_autoptr (GError) error = NULL;

  stage ("dismissing");
  g_assert_false (cs_profile_store_remove (entry, &error));
  g_assert_error (error, CS_KEYRING_ERROR, CS_KEYRING_ERROR_DISMISSED);
  g_clear_error (&error);
  g_assert_cmpuint (count_files (), ==, 1);

  stage ("open");
  g_assert_true (cs_profile_store_remove (entry, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_files (), ==, 0);
  assert_keyring ("secret-key", FALSE);
  assert_keyring (TEST_KEY_ID_1, FALSE);
  assert_keyring (TEST_KEY_ID_2, FALSE);
}

static void
assert_keys (const char *first,
             const char *second)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProfile) profile = cs_profile_find ("seoul-desk", &error);
  const CsCredentials *credentials;

  g_assert_no_error (error);
  credentials = cs_profile_get_credentials (profile);
  g_assert_cmpstr (credentials->keys[0].id, ==, first);
  g_assert_cmpuint (credentials->n_keys, ==, second != NULL ? 2 : 1);

  if (second != NULL)
    g_assert_cmpstr (credentials->keys[1].id, ==, second);
}

static gboolean
add_key (const char  *id,
         TestKey      server,
         GError     **error)
{
  g_autoptr (CsProfileEntry) entry = find ("seoul-desk");
  g_autoptr (CsRsaKey) public = cs_rsa_key_dup_public (test_get_key (server));

  return cs_profile_store_add_key (entry, id, public, test_get_key (TEST_CLIENT_KEY_2), error);
}

/* Add the second, switch, drop the first: a usable profile after each step. */
static void
test_rotation (void)
{
  G_GNUC_UNUSED g_autoptr (CsProfileEntry) entry = add (1);
  g_autoptr (CsProfileEntry) both = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (add_key (NEW_KEY_ID, TEST_SERVER_KEY, &error));
  g_assert_no_error (error);
  assert_keys (TEST_KEY_ID_1, NEW_KEY_ID);

  both = find ("seoul-desk");
  g_assert_true (cs_profile_store_switch_keys (both, &error));
  assert_keys (NEW_KEY_ID, TEST_KEY_ID_1);
  g_assert_true (cs_profile_store_switch_keys (both, &error));
  assert_keys (TEST_KEY_ID_1, NEW_KEY_ID);
  g_assert_true (cs_profile_store_switch_keys (both, &error));

  g_assert_true (cs_profile_store_drop_key (both, &error));
  g_assert_no_error (error);
  assert_keys (NEW_KEY_ID, NULL);
  assert_keyring (TEST_KEY_ID_1, FALSE);
  assert_keyring (NEW_KEY_ID, TRUE);
  forget_all ();
}

static void
test_rotation_refused (void)
{
  g_autoptr (CsProfileEntry) entry = add (1);
  GError *error = NULL;

  assert_refused (cs_profile_store_switch_keys (entry, &error), &error, "one crypto key only");
  assert_refused (cs_profile_store_drop_key (entry, &error), &error, "one crypto key only");
  assert_refused (add_key ("short", TEST_SERVER_KEY, &error), &error, "32 letters");
  assert_refused (add_key (TEST_KEY_ID_1, TEST_SERVER_KEY, &error), &error, "same ID");
  assert_refused (add_key (NEW_KEY_ID, TEST_CLIENT_KEY_2, &error), &error, "wrong one");

  g_assert_true (add_key (NEW_KEY_ID, TEST_SERVER_KEY, NULL));
  assert_refused (add_key (TEST_KEY_ID_2, TEST_SERVER_KEY, &error), &error, "two crypto keys");
  forget_all ();
}

/* The keyring has the key first; without it the file does not change. */
static void
test_rotation_without_keyring (void)
{
  G_GNUC_UNUSED g_autoptr (CsProfileEntry) entry = add (1);
  g_autoptr (GError) error = NULL;

  stage ("dismissing");
  g_assert_false (add_key (NEW_KEY_ID, TEST_SERVER_KEY, &error));
  g_assert_error (error, CS_KEYRING_ERROR, CS_KEYRING_ERROR_DISMISSED);
  stage ("open");
  assert_keys (TEST_KEY_ID_1, NULL);
  assert_keyring (NEW_KEY_ID, FALSE);
  forget_all ();
}

static void
test_new_secrets (void)
{
  g_autoptr (CsProfileEntry) entry = add (1);
  g_autoptr (CsSecret) secret = cs_secret_new ("canary-new", 10);
  g_autoptr (CsProfile) profile = NULL;
  g_autoptr (GError) error = NULL;
  GError *refusal = NULL;
  const CsCredentials *credentials;

  g_assert_true (cs_profile_store_set_secret_key (entry, secret, &error));
  g_assert_true (cs_profile_store_set_private_key (entry, TEST_KEY_ID_1,
                                                   test_get_key (TEST_STRANGE_KEY), &error));
  g_assert_no_error (error);
  assert_refused (cs_profile_store_set_private_key (entry, NEW_KEY_ID,
                                                    test_get_key (TEST_STRANGE_KEY), &refusal),
                  &refusal, "no crypto key with this ID");

  profile = cs_profile_find ("seoul-desk", &error);
  g_assert_no_error (error);
  credentials = cs_profile_get_credentials (profile);
  g_assert_cmpstr (cs_secret_get_data (credentials->secret_key, NULL), ==, "canary-new");
  g_assert_true (cs_rsa_key_is_same_pair (credentials->keys[0].client_private,
                                          test_get_key (TEST_STRANGE_KEY)));
  forget_all ();
}

static char *
write_admin_profile (void)
{
  g_autoptr (CsProfileEntry) entry = add (1);
  g_autofree char *content = NULL;
  g_autofree char *path = g_build_filename (cs_profile_place_get_admin_directory (),
                                            "head-office.ini", NULL);

  g_assert_true (g_file_get_contents (cs_profile_entry_get_path (entry), &content, NULL, NULL));
  g_assert_cmpint (g_mkdir_with_parents (cs_profile_place_get_admin_directory (), 0755), ==, 0);
  forget_all ();
  g_assert_true (g_file_set_contents (path, content, -1, NULL));

  return g_steal_pointer (&path);
}

/* What an administrator hands out is read, not changed; its secrets are each user's own. */
static void
test_admin (void)
{
  G_GNUC_UNUSED g_autofree char *path = write_admin_profile ();
  g_autofree char *hidden_by = cs_profile_place_dup_file ("head-office", FALSE);
  g_autofree char *content = NULL;
  g_autofree char *id = NULL;
  g_autoptr (CsProfileEntry) entry = find ("head-office");
  g_autoptr (CsSecret) secret = cs_secret_new (TEST_SECRET_KEY, strlen (TEST_SECRET_KEY));
  g_autoptr (CsProfile) profile = NULL;
  g_autoptr (CsProfileEntry) own = NULL;
  g_autoptr (CsProfileEntry) found = NULL;
  g_autoptr (GError) error = NULL;
  GError *refusal = NULL;

  g_assert_true (cs_profile_entry_is_read_only (entry));
  assert_refused (cs_profile_store_rename (entry, "Mine", &refusal), &refusal, "administrator");
  assert_refused (cs_profile_store_remove (entry, &refusal), &refusal, "administrator");
  assert_refused (cs_profile_store_switch_keys (entry, &refusal), &refusal, "administrator");

  profile = cs_profile_find ("head-office", &error);
  g_assert_error (error, CS_KEYRING_ERROR, CS_KEYRING_ERROR_MISSING);
  g_clear_error (&error);

  g_assert_true (cs_profile_store_set_secret_key (entry, secret, &error));
  g_assert_true (cs_profile_store_set_private_key (entry, TEST_KEY_ID_1,
                                                   test_get_key (TEST_CLIENT_KEY_1), &error));
  profile = cs_profile_find ("head-office", &error);
  g_assert_no_error (error);

  /* What is a user's own hides it, and an ID that is taken is not given again. */
  own = add (1);
  g_assert_true (g_file_get_contents (cs_profile_entry_get_path (own), &content, NULL, NULL));
  g_assert_true (g_file_set_contents (hidden_by, content, -1, NULL));
  g_assert_false (cs_profile_entry_is_read_only (found = find ("head-office")));
  id = cs_profile_store_add (profile, "Head office", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (id, ==, "head-office-2");
  forget_all ();
}

static void
test_not_a_profile (void)
{
  g_autofree char *path = cs_profile_place_dup_file ("odd", FALSE);
  g_autoptr (GPtrArray) entries = NULL;
  CsProfileEntry *entry;

  g_assert_true (g_file_set_contents (path, "[profile]\nname=Odd\ncolour=red\n", -1, NULL));
  entries = cs_profile_store_list ();
  g_assert_cmpuint (entries->len, ==, 1);
  entry = g_ptr_array_index (entries, 0);
  g_assert_cmpstr (cs_profile_entry_get_id (entry), ==, "odd");
  g_assert_nonnull (strstr (cs_profile_entry_get_problem (entry), "colour"));
  g_assert_cmpint (cs_profile_entry_get_environment (entry), ==, CS_ENVIRONMENT_PRODUCTION);
  forget_all ();
}

static void
hand_over (const char *directory,
           const char *name,
           const char *content,
           int         mode)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);

  g_assert_true (g_file_set_contents (path, content, -1, NULL));
  g_assert_cmpint (g_chmod (path, mode), ==, 0);
}

/* What systemd hands over takes the keyring's place, and needs none. */
static void
test_handed_over (void)
{
  G_GNUC_UNUSED g_autoptr (CsProfileEntry) entry = add (1);
  g_autofree char *directory = g_build_filename (root, "credentials", NULL);
  g_autoptr (CsSecret) pem = cs_rsa_key_to_private_pem (test_get_key (TEST_CLIENT_KEY_1));
  g_autoptr (CsProfile) profile = NULL;
  g_autoptr (GError) error = NULL;

  stage ("emptied");
  g_assert_cmpint (g_mkdir (directory, 0700), ==, 0);
  hand_over (directory, "cardsync.secret-key", "canary-handed\n", 0400);
  hand_over (directory, "cardsync.crypto-key-1", cs_secret_get_data (pem, NULL), 0400);
  g_setenv ("CREDENTIALS_DIRECTORY", directory, TRUE);

  profile = cs_profile_find ("seoul-desk", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (cs_secret_get_data (cs_profile_get_credentials (profile)->secret_key, NULL),
                   ==, "canary-handed");
  g_clear_object (&profile);

  hand_over (directory, "cardsync.secret-key", "canary-handed\n", 0444);
  profile = cs_profile_find ("seoul-desk", &error);
  g_assert_error (error, CS_CLIENT_ERROR, CS_CLIENT_ERROR_PROFILE);
  g_assert_nonnull (strstr (error->message, "chmod 600 "));

  g_unsetenv ("CREDENTIALS_DIRECTORY");
  forget_all ();
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *config = NULL;
  g_autofree char *admin = NULL;
  int result;

  root = g_dir_make_tmp ("cardsync-store-XXXXXX", NULL);
  config = g_build_filename (root, "config", NULL);
  admin = g_build_filename (root, "etc", NULL);
  g_setenv ("XDG_CONFIG_HOME", config, TRUE);
  g_unsetenv ("CREDENTIALS_DIRECTORY");
  cs_profile_place_set_admin_directory (admin);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/profile-store/add", test_add);
  g_test_add_func ("/profile-store/file", test_file);
  g_test_add_func ("/profile-store/names", test_names);
  g_test_add_func ("/profile-store/add-without-keyring", test_add_without_keyring);
  g_test_add_func ("/profile-store/load-without-keyring", test_load_without_keyring);
  g_test_add_func ("/profile-store/rename", test_rename);
  g_test_add_func ("/profile-store/remove", test_remove);
  g_test_add_func ("/profile-store/rotation", test_rotation);
  g_test_add_func ("/profile-store/rotation-refused", test_rotation_refused);
  g_test_add_func ("/profile-store/rotation-without-keyring", test_rotation_without_keyring);
  g_test_add_func ("/profile-store/new-secrets", test_new_secrets);
  g_test_add_func ("/profile-store/admin", test_admin);
  g_test_add_func ("/profile-store/not-a-profile", test_not_a_profile);
  g_test_add_func ("/profile-store/handed-over", test_handed_over);

  result = g_test_run ();
  g_free (root);

  return result;
}
