/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cs-client-error.h"
#include "cs-profile.h"
#include "cs-test-project.h"
#include "cs-test-tls.h"

#include <glib/gstdio.h>
#include <openssl/pem.h>
#include <string.h>
#include <sys/stat.h>

#define PASSPHRASE "canary-passphrase"

#define PROFILE \
  "[profile]\n" \
  "name=Seoul desk\n" \
  "environment=production\n" \
  "base-url=https://api.example.com/open-api\n" \
  "asp-id=" TEST_ASP_ID "\n" \
  "access-key=" TEST_ACCESS_KEY "\n" \
  "time-zone=KST\n" \
  "secret-key-file=secret-key\n"

#define KEY_1 \
  "[crypto-key-1]\n" \
  "id=" TEST_KEY_ID_1 "\n" \
  "server-public-key-file=server-public.pem\n" \
  "client-private-key-file=client-private.pem\n"

#define KEY_2 \
  "[crypto-key-2]\n" \
  "id=" TEST_KEY_ID_2 "\n" \
  "server-public-key-file=server-public.pem\n" \
  "client-private-key-file=keys/second.pem\n"

typedef struct
{
  char *directory;
  char *path;
} Fixture;

static void
write_file (Fixture    *fixture,
            const char *name,
            const char *text,
            int         mode)
{
  g_autofree char *path = g_build_filename (fixture->directory, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_chmod (path, mode), ==, 0);
}

static void
write_key (Fixture    *fixture,
           const char *name,
           TestKey     key)
{
  g_autoptr (CsSecret) pem = cs_rsa_key_to_private_pem (test_get_key (key));

  write_file (fixture, name, cs_secret_get_data (pem, NULL), 0600);
}

static void
write_public_key (Fixture *fixture)
{
  g_autofree char *pem = cs_rsa_key_to_public_pem (test_get_key (TEST_SERVER_KEY));

  write_file (fixture, "server-public.pem", pem, 0644);
}

static void
setup (Fixture       *fixture,
       gconstpointer  unused)
{
  fixture->directory = g_dir_make_tmp ("cardsync-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->directory, "profile.ini", NULL);
  write_file (fixture, "secret-key", TEST_SECRET_KEY "\n", 0600);
  write_public_key (fixture);
  write_key (fixture, "client-private.pem", TEST_CLIENT_KEY_1);
  write_key (fixture, "keys/second.pem", TEST_CLIENT_KEY_2);
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }

  g_remove (path);
}

static void
teardown (Fixture       *fixture,
          gconstpointer  unused)
{
  remove_tree (fixture->directory);
  g_free (fixture->directory);
  g_free (fixture->path);
}

static CsProfile *
load (Fixture    *fixture,
      const char *text)
{
  g_autoptr (GError) error = NULL;
  CsProfile *profile;

  write_file (fixture, "profile.ini", text, 0644);
  profile = cs_profile_load (fixture->path, &error);
  g_assert_no_error (error);

  return profile;
}

/* @words must be in the message, and nothing secret may be. */
static void
refuse_with (Fixture       *fixture,
             const char    *text,
             CsClientError  code,
             const char    *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProfile) profile = NULL;

  write_file (fixture, "profile.ini", text, 0644);
  profile = cs_profile_load (fixture->path, &error);
  g_assert_null (profile);
  g_assert_error (error, CS_CLIENT_ERROR, (int) code);
  g_test_message ("%s", error->message);
  g_assert_true (g_str_has_prefix (error->message, fixture->path));
  g_assert_nonnull (strstr (error->message, words));
  g_assert_null (strstr (error->message, "canary"));
}

static void
refuse (Fixture    *fixture,
        const char *text,
        const char *words)
{
  refuse_with (fixture, text, CS_CLIENT_ERROR_PROFILE, words);
}

static void
test_complete (Fixture       *fixture,
               gconstpointer  unused)
{
  g_autoptr (CsProfile) profile = load (fixture, PROFILE KEY_1 KEY_2);
  CsCredentials *credentials = cs_profile_get_credentials (profile);
  g_autofree char *url = g_uri_to_string (cs_profile_get_base_uri (profile));

  g_assert_cmpstr (cs_profile_get_name (profile), ==, "Seoul desk");
  g_assert_cmpint (cs_profile_get_environment (profile), ==, CS_ENVIRONMENT_PRODUCTION);
  g_assert_cmpstr (url, ==, "https://api.example.com/open-api");
  g_assert_null (cs_profile_get_tls_database (profile));

  g_assert_cmpstr (credentials->asp_id, ==, TEST_ASP_ID);
  g_assert_cmpstr (credentials->access_key, ==, TEST_ACCESS_KEY);
  g_assert_cmpstr (credentials->time_zone, ==, "KST");
  g_assert_cmpstr (cs_secret_get_data (credentials->secret_key, NULL), ==, TEST_SECRET_KEY);

  g_assert_cmpuint (credentials->n_keys, ==, 2);
  g_assert_cmpstr (credentials->keys[0].id, ==, TEST_KEY_ID_1);
  g_assert_cmpstr (credentials->keys[1].id, ==, TEST_KEY_ID_2);
  g_assert_true (cs_rsa_key_is_same_pair (credentials->keys[0].server_public,
                                          test_get_key (TEST_SERVER_KEY)));
  g_assert_true (cs_rsa_key_is_same_pair (credentials->keys[0].client_private,
                                          test_get_key (TEST_CLIENT_KEY_1)));
  g_assert_true (cs_rsa_key_is_same_pair (credentials->keys[1].client_private,
                                          test_get_key (TEST_CLIENT_KEY_2)));
}

static void
test_without_keys (Fixture       *fixture,
                   gconstpointer  unused)
{
  g_autoptr (CsProfile) profile = load (fixture, PROFILE);

  g_assert_cmpuint (cs_profile_get_credentials (profile)->n_keys, ==, 0);
}

static void
assert_secret (Fixture    *fixture,
               const char *written,
               const char *expected)
{
  g_autoptr (CsProfile) profile = NULL;
  CsSecret *secret;

  write_file (fixture, "secret-key", written, 0600);
  profile = load (fixture, PROFILE);
  secret = cs_profile_get_credentials (profile)->secret_key;
  g_assert_cmpstr (cs_secret_get_data (secret, NULL), ==, expected);
}

static void
test_secret (Fixture       *fixture,
             gconstpointer  unused)
{
  g_autofree char *large = g_strnfill (5000, 'x');

  assert_secret (fixture, "secret", "secret");
  assert_secret (fixture, "secret\n", "secret");
  assert_secret (fixture, "secret\r\n", "secret");
  assert_secret (fixture, " se cret \n", " se cret ");
  assert_secret (fixture, "s\n\n", "s\n");

  write_file (fixture, "secret-key", "\n", 0600);
  refuse (fixture, PROFILE, "is empty");
  write_file (fixture, "secret-key", "", 0600);
  refuse (fixture, PROFILE, "is empty");
  write_file (fixture, "secret-key", large, 0600);
  refuse (fixture, PROFILE, "longer than 4096 bytes");
}

static void
test_modes (Fixture       *fixture,
            gconstpointer  unused)
{
  static const int modes[] = { 0640, 0604, 0610, 0601, 0620, 0602, 0644 };

  for (gsize i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      write_file (fixture, "secret-key", TEST_SECRET_KEY, modes[i]);
      refuse (fixture, PROFILE KEY_1, "/secret-key");
      refuse (fixture, PROFILE KEY_1, "chmod 600 ");
    }

  write_file (fixture, "secret-key", TEST_SECRET_KEY, 0400);
  write_file (fixture, "client-private.pem", "canary", 0640);
  refuse (fixture, PROFILE KEY_1, "/client-private.pem");
  refuse (fixture, PROFILE KEY_1, "chmod 600 ");
}

static void
test_missing_files (Fixture       *fixture,
                    gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProfile) profile = cs_profile_load ("/nonexistent/profile.ini", &error);

  g_assert_null (profile);
  g_assert_error (error, CS_CLIENT_ERROR, CS_CLIENT_ERROR_PROFILE);

  refuse (fixture, PROFILE "[crypto-key-1]\nid=" TEST_KEY_ID_1 "\n"
                   "server-public-key-file=none.pem\nclient-private-key-file=none.pem\n",
          "/none.pem");
  g_remove (fixture->path);
  write_file (fixture, "secret-key", TEST_SECRET_KEY, 0600);
  refuse (fixture, PROFILE KEY_1 "client-private-key-passphrase-file=no-such-file\n",
          "/no-such-file");
}

/* Each line of the profile in turn is left out, left empty, or replaced. */
static char *
replace_line (const char *key,
              const char *with)
{
  g_auto (GStrv) lines = g_strsplit (PROFILE KEY_1, "\n", -1);
  g_autofree char *prefix = g_strconcat (key, "=", NULL);

  for (gsize i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], prefix))
      {
        g_free (lines[i]);
        lines[i] = g_strdup (with);
      }

  return g_strjoinv ("\n", lines);
}

static void
test_missing_settings (Fixture       *fixture,
                       gconstpointer  unused)
{
  static const char *const keys[] = {
    "name", "environment", "base-url", "asp-id", "access-key", "time-zone", "secret-key-file",
    "id", "server-public-key-file", "client-private-key-file",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *quoted = g_strdup_printf ("“%s”", keys[i]);
      g_autofree char *empty_line = g_strconcat (keys[i], "=  ", NULL);
      g_autofree char *without = replace_line (keys[i], "");
      g_autofree char *empty = replace_line (keys[i], empty_line);

      refuse (fixture, without, quoted);
      refuse (fixture, empty, quoted);
    }
}

static void
refuse_line (Fixture    *fixture,
             const char *key,
             const char *with,
             const char *words)
{
  g_autofree char *text = replace_line (key, with);

  refuse (fixture, text, words);
}

static void
test_bad_settings (Fixture       *fixture,
                   gconstpointer  unused)
{
  g_autofree char *filling = g_strnfill (200, 'x');
  g_autofree char *long_name = g_strconcat ("name=", filling, NULL);

  refuse_line (fixture, "name", long_name, "1 to 100");
  refuse_line (fixture, "name", "name=a\\tb", "printable");
  refuse_line (fixture, "environment", "environment=Production", "“sandbox”");
  refuse_line (fixture, "environment", "environment=mock", "only for a service on this computer");
  refuse_line (fixture, "base-url", "base-url=http://api.example.com/x", "https://");
  refuse_line (fixture, "base-url", "base-url=api.example.com", "https://");
  refuse_line (fixture, "base-url", "base-url=https://canary@api.example.com/", "user name");
  refuse_line (fixture, "asp-id", "asp-id=123", "ASP ID");
  refuse_line (fixture, "access-key", "access-key=canary", "access key");
  refuse_line (fixture, "time-zone", "time-zone=PST", "time zone");
  refuse_line (fixture, "id", "id=canary", "crypto-key-1");
  refuse (fixture, PROFILE KEY_1 "[crypto-key-2]\nid=" TEST_KEY_ID_1 "\n"
                   "server-public-key-file=server-public.pem\n"
                   "client-private-key-file=client-private.pem\n", "crypto-key-2");
}

/* A typing mistake must not quietly weaken anything. */
static void
test_unknown (Fixture       *fixture,
              gconstpointer  unused)
{
  refuse (fixture, PROFILE "ca-flie=own-ca.pem\n", "“ca-flie” in [profile]");
  refuse (fixture, PROFILE "Image-Hosts=img.example.com\n", "“Image-Hosts” in [profile]");
  refuse (fixture, PROFILE KEY_1 "ID=x\n", "“ID” in [crypto-key-1]");
  refuse (fixture, PROFILE "[crypto-key-3]\nid=x\n", "[crypto-key-3]");
  refuse (fixture, PROFILE "[Crypto-Key-1]\n", "[Crypto-Key-1]");
  refuse (fixture, PROFILE "name[ko]=x\n", "“name[ko]” in [profile]");
}

static void
test_not_a_profile (Fixture       *fixture,
                    gconstpointer  unused)
{
  g_autofree char *filling = g_strnfill (70000, '#');

  refuse (fixture, "canary", "not a profile");
  refuse (fixture, "\xff\xfe[profile]\n", "not a profile");
  refuse (fixture, "", "“name” is missing");
  refuse (fixture, "name=x\n", "not a profile");
  refuse (fixture, filling, "longer than");
}

static void
test_bad_keys (Fixture       *fixture,
               gconstpointer  unused)
{
  EVP_PKEY *weak = EVP_RSA_gen (1024);
  BIO *memory = BIO_new (BIO_s_mem ());
  g_autofree char *large = g_strnfill (70000, 'x');
  char *data;

  g_assert_cmpint (PEM_write_bio_PUBKEY (memory, weak), ==, 1);
  BIO_write (memory, "", 1);
  BIO_get_mem_data (memory, &data);
  write_file (fixture, "server-public.pem", data, 0644);
  refuse (fixture, PROFILE KEY_1, "/server-public.pem");
  BIO_free (memory);
  EVP_PKEY_free (weak);

  write_file (fixture, "server-public.pem", "canary", 0644);
  refuse (fixture, PROFILE KEY_1, "/server-public.pem");
  write_file (fixture, "server-public.pem", large, 0644);
  refuse (fixture, PROFILE KEY_1, "longer than");

  write_public_key (fixture);
  write_file (fixture, "client-private.pem", "canary", 0600);
  refuse (fixture, PROFILE KEY_1, "/client-private.pem");
}

static void
write_locked_key (Fixture *fixture)
{
  BIO *memory = BIO_new (BIO_s_mem ());
  EVP_PKEY *key = cs_rsa_key_get_pkey (test_get_key (TEST_CLIENT_KEY_1));
  char *data;

  g_assert_cmpint (PEM_write_bio_PKCS8PrivateKey (memory, key, EVP_aes_128_cbc (), PASSPHRASE,
                                                  strlen (PASSPHRASE), NULL, NULL), ==, 1);
  BIO_write (memory, "", 1);
  BIO_get_mem_data (memory, &data);
  write_file (fixture, "client-private.pem", data, 0600);
  BIO_free (memory);
}

static void
test_passphrase (Fixture       *fixture,
                 gconstpointer  unused)
{
  static const char text[] = PROFILE KEY_1 "client-private-key-passphrase-file=passphrase\n";
  g_autoptr (CsProfile) profile = NULL;
  g_autoptr (CsProfile) asked = NULL;
  g_autoptr (CsSecret) answer = cs_secret_new (PASSPHRASE, strlen (PASSPHRASE));

  write_locked_key (fixture);
  refuse_with (fixture, PROFILE KEY_1, CS_CLIENT_ERROR_PASSPHRASE,
               "client-private-key-passphrase-file");
  asked = cs_profile_load_with (fixture->path, answer, NULL);
  g_assert_nonnull (asked);

  write_file (fixture, "passphrase", "canary-another\n", 0600);
  refuse_with (fixture, text, CS_CLIENT_ERROR_PROFILE, "does not open the key");

  write_file (fixture, "passphrase", PASSPHRASE "\n", 0644);
  refuse (fixture, text, "chmod 600 ");

  write_file (fixture, "passphrase", PASSPHRASE "\n", 0600);
  profile = load (fixture, text);
  g_assert_true (cs_rsa_key_is_same_pair (
    cs_profile_get_credentials (profile)->keys[0].client_private,
    test_get_key (TEST_CLIENT_KEY_1)));
}

static void
test_paths (Fixture       *fixture,
            gconstpointer  unused)
{
  g_autofree char *here = g_get_current_dir ();
  g_autofree char *absolute =
    g_strdup_printf (PROFILE "[crypto-key-1]\nid=" TEST_KEY_ID_1 "\n"
                     "server-public-key-file=%s/server-public.pem\n"
                     "client-private-key-file=%s/keys/../client-private.pem\n",
                     fixture->directory, fixture->directory);
  g_autoptr (CsProfile) by_absolute = load (fixture, absolute);
  g_autoptr (CsProfile) by_name = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (cs_profile_get_credentials (by_absolute)->n_keys, ==, 1);

  /* Relative to the profile, also where the profile's own path is relative. */
  g_assert_cmpint (g_chdir (fixture->directory), ==, 0);
  by_name = cs_profile_find ("profile.ini", &error);
  g_assert_no_error (error);
  g_assert_nonnull (by_name);
  g_assert_cmpint (g_chdir (here), ==, 0);
}

static void
test_ca_file (Fixture       *fixture,
              gconstpointer  unused)
{
  g_autoptr (TestAuthority) authority = test_authority_new ();
  g_autofree char *pem = NULL;
  g_autoptr (CsProfile) profile = NULL;

  g_assert_true (g_file_get_contents (test_authority_get_path (authority), &pem, NULL, NULL));
  write_file (fixture, "own-ca.pem", pem, 0644);
  profile = load (fixture, PROFILE "ca-file=own-ca.pem\n");
  g_assert_true (G_IS_TLS_FILE_DATABASE (cs_profile_get_tls_database (profile)));

  write_file (fixture, "own-ca.pem", "canary", 0644);
  refuse (fixture, PROFILE "ca-file=own-ca.pem\n", "/own-ca.pem");
  write_file (fixture, "own-ca.pem", "", 0644);
  refuse (fixture, PROFILE "ca-file=own-ca.pem\n", "/own-ca.pem");
  refuse (fixture, PROFILE "ca-file=none.pem\n", "/none.pem");
}

static void
assert_image (CsProfile  *profile,
              const char *url,
              gboolean    expected)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);

  g_test_message ("%.60s", url);
  g_assert_nonnull (uri);
  g_assert_cmpint (cs_profile_allows_image (profile, uri), ==, expected);
}

static void
test_images (Fixture       *fixture,
             gconstpointer  unused)
{
  g_autoptr (CsProfile) any = load (fixture, PROFILE);
  g_autoptr (CsProfile) listed =
    load (fixture, PROFILE "image-hosts=img.example.com; cdn.example.com;10.0.0.7;\n");
  g_autofree char *filling = g_strnfill (2048, 'x');
  g_autofree char *too_long = g_strconcat ("https://img.example.com/", filling, NULL);

  assert_image (any, "https://img.example.com/x.png", TRUE);
  assert_image (any, "https://img.example.com:8443/x.png", TRUE);
  assert_image (any, "http://img.example.com/x.png", FALSE);
  assert_image (any, "https://a:b@img.example.com/x.png", FALSE);
  assert_image (any, "https://10.0.0.7/x.png", FALSE);
  assert_image (any, "https://[fe80::1]/x.png", FALSE);
  assert_image (any, "https://127.0.0.1/x.png", FALSE);
  assert_image (any, "http://127.0.0.1/x.png", FALSE);
  assert_image (any, "https://localhost/x.png", FALSE);
  assert_image (any, "file:///etc/passwd", FALSE);
  assert_image (any, "file://img.example.com/x.png", FALSE);
  assert_image (any, "data:image/png,AAAA", FALSE);
  assert_image (any, too_long, FALSE);

  assert_image (listed, "https://img.example.com/x.png", TRUE);
  assert_image (listed, "https://IMG.example.com/x.png", TRUE);
  assert_image (listed, "https://cdn.example.com/x.png", TRUE);
  assert_image (listed, "https://10.0.0.7/x.png", TRUE);
  assert_image (listed, "http://img.example.com/x.png", FALSE);
  assert_image (listed, "https://example.com/x.png", FALSE);
  assert_image (listed, "https://a.img.example.com/x.png", FALSE);
  assert_image (listed, "https://other.example.com/x.png", FALSE);
  assert_image (listed, "https://a:b@img.example.com/x.png", FALSE);

  refuse (fixture, PROFILE "image-hosts=https://img.example.com\n", "“image-hosts”");
  refuse (fixture, PROFILE "image-hosts=*.example.com\n", "“image-hosts”");
  refuse (fixture, PROFILE "image-hosts=a.example.com, b.example.com\n", "“image-hosts”");
}

static void
test_local_images (Fixture       *fixture,
                   gconstpointer  unused)
{
  g_autoptr (CsCredentials) credentials = test_credentials_new (0);
  g_autoptr (CsProfile) mock = cs_profile_new ("Demo", CS_ENVIRONMENT_MOCK,
                                               "http://127.0.0.1:8080/open-api", credentials,
                                               NULL);
  g_autoptr (CsProfile) tunnel = cs_profile_new ("Tunnel", CS_ENVIRONMENT_PRODUCTION,
                                                 "https://localhost:8443/open-api", credentials,
                                                 NULL);

  assert_image (mock, "http://127.0.0.1:8080/x.png", TRUE);
  assert_image (mock, "http://localhost:8080/x.png", TRUE);
  assert_image (mock, "https://[::1]/x.png", TRUE);

  /* Nothing leaves this computer. */
  assert_image (mock, "https://img.example.com/x.png", FALSE);
  assert_image (mock, "https://10.0.0.7/x.png", FALSE);

  assert_image (tunnel, "http://127.0.0.1:8080/x.png", TRUE);
  assert_image (tunnel, "https://img.example.com/x.png", TRUE);
}

static void
assert_not_found (const char    *name,
                  CsClientError  code,
                  const char    *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProfile) profile = cs_profile_find (name, &error);

  g_assert_null (profile);
  g_assert_error (error, CS_CLIENT_ERROR, (gint) code);
  g_assert_nonnull (strstr (error->message, words));
}

static void
test_find (Fixture       *fixture,
           gconstpointer  unused)
{
  g_autofree char *own = g_build_filename (g_get_user_config_dir (), "cardsync", "profiles", NULL);
  g_autofree char *file = g_build_filename (own, "seoul.ini", NULL);
  g_autofree char *text = g_strdup_printf (
    "[profile]\nname=Found\nenvironment=sandbox\nbase-url=https://api.example.com\n"
    "asp-id=" TEST_ASP_ID "\naccess-key=" TEST_ACCESS_KEY "\ntime-zone=UTC\n"
    "secret-key-file=%s/secret-key\n", fixture->directory);
  g_autoptr (CsProfile) profile = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (own, 0700), ==, 0);
  g_assert_true (g_file_set_contents (file, text, -1, NULL));
  profile = cs_profile_find ("seoul", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (cs_profile_get_name (profile), ==, "Found");

  g_clear_object (&profile);
  profile = cs_profile_find (file, &error);
  g_assert_no_error (error);

  assert_not_found ("busan", CS_CLIENT_ERROR_NO_PROFILE, "/etc/cardsync/profiles");
  assert_not_found ("busan", CS_CLIENT_ERROR_NO_PROFILE, own);
  assert_not_found ("", CS_CLIENT_ERROR_PROFILE, "cannot be the name");
  assert_not_found ("\xff", CS_CLIENT_ERROR_PROFILE, "cannot be the name");
  assert_not_found ("..", CS_CLIENT_ERROR_NO_PROFILE, "no profile called");
  assert_not_found (".hidden", CS_CLIENT_ERROR_NO_PROFILE, "no profile called");
  assert_not_found ("../seoul", CS_CLIENT_ERROR_PROFILE, "../seoul");
  assert_not_found ("seoul.ini", CS_CLIENT_ERROR_PROFILE, "seoul.ini");
}

static void
test_environments (Fixture       *fixture,
                   gconstpointer  unused)
{
  CsEnvironment environment;

  for (int i = CS_ENVIRONMENT_MOCK; i <= CS_ENVIRONMENT_PRODUCTION; i++)
    {
      g_assert_true (cs_environment_from_string (cs_environment_to_string ((CsEnvironment) i),
                                                 &environment));
      g_assert_cmpint ((int) environment, ==, i);
    }

  g_assert_false (cs_environment_from_string ("", &environment));
  g_assert_false (cs_environment_from_string ("MOCK", &environment));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, function) \
  g_test_add (path, Fixture, NULL, setup, function, teardown)

  ADD ("/profile/complete", test_complete);
  ADD ("/profile/without-keys", test_without_keys);
  ADD ("/profile/secret", test_secret);
  ADD ("/profile/modes", test_modes);
  ADD ("/profile/missing-files", test_missing_files);
  ADD ("/profile/missing-settings", test_missing_settings);
  ADD ("/profile/bad-settings", test_bad_settings);
  ADD ("/profile/unknown", test_unknown);
  ADD ("/profile/not-a-profile", test_not_a_profile);
  ADD ("/profile/bad-keys", test_bad_keys);
  ADD ("/profile/passphrase", test_passphrase);
  ADD ("/profile/paths", test_paths);
  ADD ("/profile/ca-file", test_ca_file);
  ADD ("/profile/images", test_images);
  ADD ("/profile/local-images", test_local_images);
  ADD ("/profile/find", test_find);
  ADD ("/profile/environments", test_environments);

  return g_test_run ();
}
