/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Against the real gnome-keyring, see tests/support/session.py. */

#include "cs-unlock.h"

#include <string.h>

#include "cs-keyring.h"

#define NOON_US (G_GINT64_CONSTANT (1764000000) * G_USEC_PER_SEC)

static CsSecret *
secret (const char *text)
{
  return cs_secret_new (text, strlen (text));
}

static void
set_passphrase (const char *text)
{
  g_autoptr (CsSecret) passphrase = secret (text);
  g_autoptr (GError) error = NULL;

  g_assert_true (cs_unlock_set (passphrase, NULL, &error));
  g_assert_no_error (error);
}

static CsUnlockState
read_state (CsClock *clock)
{
  g_autoptr (GError) error = NULL;
  CsUnlockState state;

  g_assert_true (cs_unlock_read (clock, &state, NULL, &error));
  g_assert_no_error (error);

  return state;
}

static void
assert_try (CsClock        *clock,
            const char     *text,
            CsUnlockResult  expected,
            guint           expected_wait)
{
  g_autoptr (CsSecret) passphrase = secret (text);
  g_autoptr (GError) error = NULL;
  CsUnlockResult result;
  guint wait;

  g_assert_true (cs_unlock_try (passphrase, clock, &result, &wait, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (result, ==, expected);
  g_assert_cmpuint (wait, ==, expected_wait);
}

static void
forget (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (cs_unlock_forget (NULL, &error));
  g_assert_no_error (error);
}

static void
test_set_and_forget (void)
{
  g_autoptr (CsClock) clock = cs_clock_new_fixed (NOON_US);

  forget ();
  g_assert_false (read_state (clock).is_set);

  set_passphrase ("correct horse");
  g_assert_true (read_state (clock).is_set);
  assert_try (clock, "correct horse", CS_UNLOCK_OPEN, 0);
  assert_try (clock, "wrong horse", CS_UNLOCK_WRONG, 0);

  set_passphrase ("another horse");
  assert_try (clock, "correct horse", CS_UNLOCK_WRONG, 0);
  assert_try (clock, "another horse", CS_UNLOCK_OPEN, 0);

  forget ();
  forget ();
  g_assert_false (read_state (clock).is_set);
}

static void
test_too_short (void)
{
  g_autoptr (CsSecret) passphrase = secret ("123");
  g_autoptr (GError) error = NULL;

  g_assert_false (cs_unlock_set (passphrase, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
}

static void
test_back_off (void)
{
  g_autoptr (CsClock) clock = cs_clock_new_fixed (NOON_US);

  set_passphrase ("4711");
  assert_try (clock, "0000", CS_UNLOCK_WRONG, 0);
  assert_try (clock, "0001", CS_UNLOCK_WRONG, 0);
  assert_try (clock, "0002", CS_UNLOCK_WRONG, 5);

  /* Not even the right one is looked at, and the wait does not begin anew. */
  assert_try (clock, "4711", CS_UNLOCK_WAIT, 5);
  g_assert_cmpuint (read_state (clock).wait_seconds, ==, 5);
  cs_clock_set_unix_us (clock, NOON_US + 4 * G_USEC_PER_SEC);
  assert_try (clock, "4711", CS_UNLOCK_WAIT, 1);

  cs_clock_set_unix_us (clock, NOON_US + 5 * G_USEC_PER_SEC);
  assert_try (clock, "0003", CS_UNLOCK_WRONG, 10);

  /* Putting the clock back opens nothing, and shuts it for no longer than before. */
  cs_clock_set_unix_us (clock, NOON_US - 3600 * (gint64) G_USEC_PER_SEC);
  assert_try (clock, "4711", CS_UNLOCK_WAIT, 10);
  cs_clock_set_unix_us (clock, NOON_US - 7200 * (gint64) G_USEC_PER_SEC);
  assert_try (clock, "4711", CS_UNLOCK_WAIT, 10);
  cs_clock_set_unix_us (clock, NOON_US - 7191 * (gint64) G_USEC_PER_SEC);
  assert_try (clock, "4711", CS_UNLOCK_WAIT, 1);
  cs_clock_set_unix_us (clock, NOON_US - 7190 * (gint64) G_USEC_PER_SEC);
  assert_try (clock, "4711", CS_UNLOCK_OPEN, 0);
  assert_try (clock, "0000", CS_UNLOCK_WRONG, 0);
  forget ();
}

static char *
dup_item (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsSecret) item = cs_keyring_lookup ("unlock", "console", NULL, &error);

  g_assert_no_error (error);

  return g_strdup (cs_secret_get_data (item, NULL));
}

/* A try may be under way: what that counts must not be taken back. */
static void
test_reading_writes_nothing (void)
{
  g_autoptr (CsClock) clock = cs_clock_new_fixed (NOON_US);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  set_passphrase ("4711");

  for (guint i = 0; i < 3; i++)
    assert_try (clock, "0000", CS_UNLOCK_WRONG, i < 2 ? 0 : 5);

  before = dup_item ();
  cs_clock_set_unix_us (clock, NOON_US - 3600 * (gint64) G_USEC_PER_SEC);
  g_assert_cmpuint (read_state (clock).wait_seconds, ==, 5);
  after = dup_item ();
  g_assert_cmpstr (after, ==, before);
  forget ();
}

static void
test_damaged (void)
{
  static const char *const items[] = { "x", "\n\n", "scrypt\n0\n0", "a\n1\n2\n3" };
  g_autoptr (CsClock) clock = cs_clock_new_fixed (NOON_US);
  g_autoptr (CsSecret) passphrase = secret ("4711");

  for (gsize i = 0; i < G_N_ELEMENTS (items); i++)
    {
      g_autoptr (CsSecret) item = secret (items[i]);
      g_autoptr (GError) error = NULL;
      CsUnlockState state;
      CsUnlockResult result;
      guint wait;

      g_assert_true (cs_keyring_store ("unlock", "console", item, NULL, &error));
      g_assert_no_error (error);
      g_assert_false (cs_unlock_read (clock, &state, NULL, &error));
      g_assert_error (error, CS_KEYRING_ERROR, CS_KEYRING_ERROR_DAMAGED);
      g_clear_error (&error);
      g_assert_false (cs_unlock_try (passphrase, clock, &result, &wait, NULL, &error));
      g_assert_error (error, CS_KEYRING_ERROR, CS_KEYRING_ERROR_DAMAGED);
    }

  forget ();
}

static gpointer
try_in_thread (gpointer clock)
{
  g_autoptr (CsSecret) passphrase = secret ("0000");
  CsUnlockResult result = CS_UNLOCK_OPEN;
  guint wait;

  g_assert_true (cs_unlock_try (passphrase, clock, &result, &wait, NULL, NULL));

  return GINT_TO_POINTER (result);
}

/* Of several at once one is looked at: the others would not be counted. */
static void
test_at_once (void)
{
  g_autoptr (CsClock) clock = cs_clock_new_fixed (NOON_US);
  GThread *threads[6];
  guint n_wrong = 0, n_refused = 0;

  set_passphrase ("4711");

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("try", try_in_thread, clock);

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      CsUnlockResult result = (CsUnlockResult) GPOINTER_TO_INT (g_thread_join (threads[i]));

      n_wrong += result == CS_UNLOCK_WRONG;
      n_refused += result == CS_UNLOCK_WAIT;
    }

  g_assert_cmpuint (n_wrong, >=, 1);
  g_assert_cmpuint (n_refused, >=, 1);
  g_assert_cmpuint (n_wrong + n_refused, ==, G_N_ELEMENTS (threads));
  g_assert_true ((read_state (clock).wait_seconds > 0) == (n_wrong >= 3));
  forget ();
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/unlock/set-and-forget", test_set_and_forget);
  g_test_add_func ("/unlock/too-short", test_too_short);
  g_test_add_func ("/unlock/back-off", test_back_off);
  g_test_add_func ("/unlock/reading-writes-nothing", test_reading_writes_nothing);
  g_test_add_func ("/unlock/damaged", test_damaged);
  g_test_add_func ("/unlock/at-once", test_at_once);

  return g_test_run ();
}
