/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cs-secret.h"

#include <string.h>

static void
test_holds (void)
{
  g_autoptr (CsSecret) secret = cs_secret_new ("k\0y", 3);
  gsize length = 0;

  g_assert_cmpmem (cs_secret_get_data (secret, &length), 3, "k\0y", 3);
  g_assert_cmpuint (length, ==, 3);
  g_assert_cmpint (cs_secret_get_data (secret, NULL)[3], ==, '\0');
  g_assert_true (cs_secret_is_locked (secret));
}

static void
test_equal (void)
{
  g_autoptr (CsSecret) a = cs_secret_new ("abcdef", 6);
  g_autoptr (CsSecret) b = cs_secret_new ("abcdef", 6);
  g_autoptr (CsSecret) c = cs_secret_new ("abcdeg", 6);
  g_autoptr (CsSecret) d = cs_secret_new ("abcde", 5);

  g_assert_true (cs_secret_equal (a, b));
  g_assert_false (cs_secret_equal (a, c));
  g_assert_false (cs_secret_equal (a, d));
}

static void
test_full_arena (void)
{
  /* More than the arena holds: the secret is kept, and says that it is not locked. */
  g_autofree char *large = g_strnfill (128 * 1024, 'x');
  g_autoptr (CsSecret) secret = cs_secret_new (large, strlen (large));

  g_assert_false (cs_secret_is_locked (secret));
  g_assert_cmpstr (cs_secret_get_data (secret, NULL), ==, large);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/secret/holds", test_holds);
  g_test_add_func ("/secret/equal", test_equal);
  g_test_add_func ("/secret/full-arena", test_full_arena);

  return g_test_run ();
}
