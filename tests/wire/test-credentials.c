/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cs-credentials.h"

#include <string.h>

#include "cs-wire-error.h"

#define ASP_ID     "000170000000000"
#define ACCESS_KEY "0a1b2c3-0123456789abcdef0123456789abcdef"
#define KEY_ID     "0123456789abcdef0123456789ABCDE"    /* and one more */

static CsCredentials *
make (const char *asp_id,
      const char *access_key,
      const char *secret_key,
      const char *time_zone)
{
  g_autoptr (CsSecret) secret = cs_secret_new (secret_key, strlen (secret_key));

  return cs_credentials_new (asp_id, access_key, secret, time_zone);
}

static void
assert_valid (const char *asp_id,
              const char *access_key,
              const char *secret_key,
              const char *time_zone)
{
  g_autoptr (CsCredentials) credentials = make (asp_id, access_key, secret_key, time_zone);
  g_autoptr (GError) error = NULL;

  g_assert_true (cs_credentials_validate (credentials, &error));
  g_assert_no_error (error);
}

static void
assert_invalid (const char *asp_id,
                const char *access_key,
                const char *secret_key,
                const char *time_zone,
                const char *message)
{
  g_autoptr (CsCredentials) credentials = make (asp_id, access_key, secret_key, time_zone);
  g_autoptr (GError) error = NULL;

  g_assert_false (cs_credentials_validate (credentials, &error));
  g_assert_error (error, CS_WIRE_ERROR, CS_WIRE_ERROR_CREDENTIALS);
  g_assert_cmpstr (error->message, ==, message);
}

static void
test_valid (void)
{
  g_autofree char *long_secret = g_strnfill (4096, 's');

  assert_valid (ASP_ID, ACCESS_KEY, "secret", "KST");
  assert_valid (ASP_ID, ACCESS_KEY, "s", "UTC");
  assert_valid (ASP_ID, ACCESS_KEY, long_secret, "UTC");
  assert_valid (ASP_ID, "!\"#$%&'()*+,-./0123456789:;<=>?@[\\]^_`{|", "\001\377", "KST");
}

static void
test_asp_id (void)
{
  static const char *const ids[] = {
    "", "00017000000000", "0001700000000000", "00017000000000a", "00017000000000\n",
    " 00170000000000", "+00170000000000",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    assert_invalid (ids[i], ACCESS_KEY, "secret", "KST", "The ASP ID must be 15 digits.");
}

static void
test_access_key (void)
{
  static const char *const keys[] = {
    "",
    "0a1b2c3-0123456789abcdef0123456789abcde",
    "0a1b2c3-0123456789abcdef0123456789abcdef0",
    "0a1b2c3-0123456789abcdef0123456789abcde\n",
    "0a1b2c3-\r\nX-Other: 1\r\n0123456789abcdef01",
    "0a1b2c3 0123456789abcdef0123456789abcdef",
    "0a1b2c3-0123456789abcdef0123456789abcde\177",
    "0a1b2c3-0123456789abcdef0123456789abcd\303\251",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    assert_invalid (ASP_ID, keys[i], "secret", "KST",
                    "The access key must be 40 letters, digits or signs.");
}

static void
test_others (void)
{
  assert_invalid (ASP_ID, ACCESS_KEY, "", "KST", "The secret key is empty.");
  assert_invalid (ASP_ID, ACCESS_KEY, "secret", "", "The time zone must be KST or UTC.");
  assert_invalid (ASP_ID, ACCESS_KEY, "secret", "kst", "The time zone must be KST or UTC.");
  assert_invalid (ASP_ID, ACCESS_KEY, "secret", "KST\n", "The time zone must be KST or UTC.");
}

static void
test_keys (void)
{
  g_autoptr (CsCredentials) credentials = make (ASP_ID, ACCESS_KEY, "secret", "KST");
  g_autoptr (CsCredentials) shared = cs_credentials_ref (credentials);
  g_autoptr (CsRsaKey) private = cs_rsa_key_generate (2048, NULL);
  g_autoptr (CsRsaKey) public = cs_rsa_key_dup_public (private);
  g_autoptr (GError) same = NULL;
  g_autoptr (GError) full = NULL;
  const CsCryptoKey *key;

  g_assert_true (shared == credentials);
  g_assert_null (cs_credentials_find_key (credentials, KEY_ID "1"));
  g_assert_true (cs_credentials_add_key (credentials, KEY_ID "1", public, private, NULL));
  g_assert_false (cs_credentials_add_key (credentials, KEY_ID "1", public, private, &same));
  g_assert_error (same, CS_WIRE_ERROR, CS_WIRE_ERROR_CREDENTIALS);
  g_assert_true (cs_credentials_add_key (credentials, KEY_ID "2", NULL, NULL, NULL));
  g_assert_false (cs_credentials_add_key (credentials, KEY_ID "3", public, private, &full));
  g_assert_error (full, CS_WIRE_ERROR, CS_WIRE_ERROR_CREDENTIALS);
  g_assert_cmpuint (credentials->n_keys, ==, 2);

  key = cs_credentials_find_key (credentials, KEY_ID "1");
  g_assert_true (key == &credentials->keys[0]);
  g_assert_true (key->server_public == public && key->client_private == private);
  g_assert_true (cs_credentials_find_key (credentials, KEY_ID "2") == &credentials->keys[1]);
  g_assert_null (cs_credentials_find_key (credentials, KEY_ID "3"));
  g_assert_null (cs_credentials_find_key (credentials, ""));
}

static void
test_key_id (void)
{
  static const char *const ids[] = {
    "", KEY_ID, KEY_ID "12", KEY_ID " ", KEY_ID "\n", KEY_ID "\r", "\t" KEY_ID, KEY_ID "\200",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (CsCredentials) credentials = make (ASP_ID, ACCESS_KEY, "secret", "KST");
      g_autoptr (GError) error = NULL;

      g_assert_false (cs_credentials_add_key (credentials, ids[i], NULL, NULL, &error));
      g_assert_error (error, CS_WIRE_ERROR, CS_WIRE_ERROR_CREDENTIALS);
      g_assert_cmpuint (credentials->n_keys, ==, 0);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/credentials/valid", test_valid);
  g_test_add_func ("/credentials/asp-id", test_asp_id);
  g_test_add_func ("/credentials/access-key", test_access_key);
  g_test_add_func ("/credentials/others", test_others);
  g_test_add_func ("/credentials/keys", test_keys);
  g_test_add_func ("/credentials/key-id", test_key_id);

  return g_test_run ();
}
