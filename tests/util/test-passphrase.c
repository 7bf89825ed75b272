/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cs-passphrase.h"

#include <string.h>

/* As hashlib.scrypt of Python makes it of "open sesame". */
#define SEALED_ELSEWHERE \
  "scrypt-32768-8-1:AAECAwQFBgcICQoLDA0ODw==:uFDby5L21KPdiJ2LzPh8JWD7mRrTUMVzk1hGEkkYclc="

static CsSecret *
secret (const char *text)
{
  return cs_secret_new (text, strlen (text));
}

static void
test_seal (void)
{
  g_autoptr (CsSecret) right = secret ("4711");
  g_autoptr (CsSecret) wrong = secret ("4712");
  g_autofree char *sealed = cs_passphrase_seal (right);
  g_autofree char *again = cs_passphrase_seal (right);

  g_assert_true (cs_passphrase_is_sealed (sealed));
  g_assert_null (strstr (sealed, "4711"));
  g_assert_cmpstr (sealed, !=, again);
  g_assert_true (cs_passphrase_matches (sealed, right));
  g_assert_true (cs_passphrase_matches (again, right));
  g_assert_false (cs_passphrase_matches (sealed, wrong));
}

static void
test_sealed_elsewhere (void)
{
  g_autoptr (CsSecret) right = secret ("open sesame");
  g_autoptr (CsSecret) wrong = secret ("open sesame ");

  g_assert_true (cs_passphrase_matches (SEALED_ELSEWHERE, right));
  g_assert_false (cs_passphrase_matches (SEALED_ELSEWHERE, wrong));
}

static void
test_bounds (void)
{
  g_autofree char *long_text = g_strnfill (CS_PASSPHRASE_MAX + 1, 'x');
  g_autoptr (CsSecret) short_one = secret ("123");
  g_autoptr (CsSecret) long_one = secret (long_text);
  g_autoptr (CsSecret) longest = cs_secret_new (long_text, CS_PASSPHRASE_MAX);
  g_autofree char *sealed = NULL;

  g_assert_null (cs_passphrase_seal (short_one));
  g_assert_null (cs_passphrase_seal (long_one));
  sealed = cs_passphrase_seal (longest);
  g_assert_true (cs_passphrase_matches (sealed, longest));
  g_assert_false (cs_passphrase_matches (sealed, long_one));
}

static void
test_no_record (void)
{
  static const char *const bad[] = {
    "", ":", "::", "scrypt-32768-8-1::", "scrypt-1-1-1:AAECAwQFBgcICQoLDA0ODw==:AAAA",
    "scrypt-32768-8-1:AAECAwQFBgcICQoLDA0ODw==:AAAA", SEALED_ELSEWHERE ":x",
  };
  g_autoptr (CsSecret) right = secret ("open sesame");

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_assert_false (cs_passphrase_is_sealed (bad[i]));
      g_assert_false (cs_passphrase_matches (bad[i], right));
    }
}

static void
test_wait (void)
{
  static const guint expected[] = { 0, 0, 0, 5, 10, 20, 40, 80, 160, 300, 300 };

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpuint (cs_passphrase_wait_seconds (i), ==, expected[i]);

  g_assert_cmpuint (cs_passphrase_wait_seconds (G_MAXUINT), ==, 300);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/passphrase/seal", test_seal);
  g_test_add_func ("/passphrase/sealed-elsewhere", test_sealed_elsewhere);
  g_test_add_func ("/passphrase/bounds", test_bounds);
  g_test_add_func ("/passphrase/no-record", test_no_record);
  g_test_add_func ("/passphrase/wait", test_wait);

  return g_test_run ();
}
