/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Against a keyring in every state that one can be in, see tests/support. */

#include "cs-keyring.h"

#include <string.h>

#define PURPOSE "test"
#define NAME    "desk"
#define SOON_MS 100

typedef struct
{
  GDBusConnection *bus;
  char            *stage;
} Fixture;

static void
stage (Fixture    *fixture,
       const char *state)
{
  g_autoptr (GError) error = NULL;
  G_GNUC_UNUSED g_autoptr (GVariant) answer =
    g_dbus_connection_call_sync (fixture->bus, fixture->stage, "/stage",
                                 "io.github.cardsync.Stage", "Set",
                                 g_variant_new ("(s)", state), NULL, G_DBUS_CALL_FLAGS_NONE, -1,
                                 NULL, &error);

  g_assert_no_error (error);
}

static gboolean
has_owner (Fixture *fixture)
{
  g_autoptr (GVariant) answer =
    g_dbus_connection_call_sync (fixture->bus, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                 "org.freedesktop.DBus", "NameHasOwner",
                                 g_variant_new ("(s)", "org.freedesktop.secrets"), NULL,
                                 G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL);
  gboolean owned;

  g_variant_get (answer, "(b)", &owned);

  return owned;
}

static gboolean
store (GError **error)
{
  g_autoptr (CsSecret) secret = cs_secret_new ("canary-hunter2", 14);

  return cs_keyring_store (PURPOSE, NAME, secret, NULL, error);
}

/* The service is told by its own name: the one it is known by comes and goes. */
static void
setup (Fixture       *fixture,
       gconstpointer  unused)
{
  g_autoptr (GVariant) answer = NULL;
  g_autoptr (GError) error = NULL;

  fixture->bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_assert_no_error (error);
  answer = g_dbus_connection_call_sync (fixture->bus, "org.freedesktop.DBus",
                                        "/org/freedesktop/DBus", "org.freedesktop.DBus",
                                        "GetNameOwner",
                                        g_variant_new ("(s)", "org.freedesktop.secrets"), NULL,
                                        G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
  g_variant_get (answer, "(s)", &fixture->stage);

  stage (fixture, "open");
  g_assert_true (store (&error));
  g_assert_no_error (error);
}

static void
teardown (Fixture       *fixture,
          gconstpointer  unused)
{
  stage (fixture, "open");

  while (!has_owner (fixture))
    g_thread_yield ();

  g_free (fixture->stage);
  g_object_unref (fixture->bus);
}

static void
assert_error (const GError   *error,
              CsKeyringError  code)
{
  g_assert_error (error, CS_KEYRING_ERROR, (int) code);
  g_assert_null (strstr (error->message, "canary"));
}

static void
assert_lookup (CsKeyringError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsSecret) secret = cs_keyring_lookup (PURPOSE, NAME, NULL, &error);

  assert_error (error, code);
  g_assert_null (secret);
}

static void
assert_store (CsKeyringError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (store (&error));
  assert_error (error, code);
}

static void
assert_clear (CsKeyringError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (cs_keyring_clear (PURPOSE, NAME, NULL, &error));
  assert_error (error, code);
}

static void
assert_all (CsKeyringError code)
{
  assert_lookup (code);
  assert_store (code);
  assert_clear (code);
}

/* Once the fault is gone, the next try works without a restart. */
static void
assert_recovers (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsSecret) secret = NULL;

  stage (fixture, "open");

  while (!has_owner (fixture))
    g_thread_yield ();

  secret = cs_keyring_lookup (PURPOSE, NAME, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (cs_secret_get_data (secret, NULL), ==, "canary-hunter2");
}

static void
test_refusing (Fixture       *fixture,
               gconstpointer  unused)
{
  stage (fixture, "refusing");
  g_assert_true (cs_keyring_is_available ());
  assert_all (CS_KEYRING_ERROR_LOCKED);
  assert_recovers (fixture);
}

static void
test_dismissing (Fixture       *fixture,
                 gconstpointer  unused)
{
  stage (fixture, "dismissing");
  g_assert_true (cs_keyring_is_available ());
  assert_all (CS_KEYRING_ERROR_DISMISSED);
  g_assert_false (cs_keyring_is_asking ());
  assert_recovers (fixture);
}

static void
test_answering (Fixture       *fixture,
                gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsSecret) secret = NULL;

  stage (fixture, "answering");
  secret = cs_keyring_lookup (PURPOSE, NAME, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (cs_secret_get_data (secret, NULL), ==, "canary-hunter2");

  stage (fixture, "answering");
  g_assert_true (store (&error));
  g_assert_no_error (error);

  stage (fixture, "answering");
  g_assert_true (cs_keyring_clear (PURPOSE, NAME, NULL, &error));
  g_assert_no_error (error);
  assert_lookup (CS_KEYRING_ERROR_MISSING);
  g_assert_false (cs_keyring_is_asking ());
}

static void
test_emptied (Fixture       *fixture,
              gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;

  stage (fixture, "emptied");
  assert_lookup (CS_KEYRING_ERROR_MISSING);
  g_assert_true (store (&error));
  assert_recovers (fixture);
}

static void
test_other (Fixture       *fixture,
            gconstpointer  unused)
{
  stage (fixture, "other");
  assert_lookup (CS_KEYRING_ERROR_MISSING);
  assert_recovers (fixture);
}

static void
test_garbled (Fixture       *fixture,
              gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;

  stage (fixture, "garbled");
  assert_lookup (CS_KEYRING_ERROR_DAMAGED);
  g_assert_true (store (&error));
  assert_recovers (fixture);
}

/* What the service says is not repeated: it may be anything. */
static void
test_failing (Fixture       *fixture,
              gconstpointer  unused)
{
  stage (fixture, "failing");
  assert_lookup (CS_KEYRING_ERROR_REFUSED);
  assert_clear (CS_KEYRING_ERROR_REFUSED);
  assert_recovers (fixture);
}

static void
test_away (Fixture       *fixture,
           gconstpointer  unused)
{
  stage (fixture, "away");

  while (has_owner (fixture))
    g_thread_yield ();

  g_assert_false (cs_keyring_is_available ());
  assert_all (CS_KEYRING_ERROR_NO_SERVICE);
  assert_recovers (fixture);
}

static gboolean
cancel_cb (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);

  return G_SOURCE_REMOVE;
}

static void
lookup_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GError **error = user_data;
  CsSecret *secret = cs_keyring_lookup_finish (result, error);

  g_assert_null (secret);
}

static void
test_silent (Fixture       *fixture,
             gconstpointer  unused)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  stage (fixture, "silent");
  cs_keyring_lookup_async (PURPOSE, NAME, cancellable, lookup_cb, &error);
  g_timeout_add (SOON_MS, cancel_cb, cancellable);

  while (error == NULL)
    g_main_context_iteration (NULL, TRUE);

  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_recovers (fixture);
}

static void
test_no_bus (void)
{
  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
      g_test_trap_assert_passed ();
      return;
    }

  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE);
  g_assert_false (cs_keyring_is_available ());
  assert_all (CS_KEYRING_ERROR_NO_SERVICE);
}

static void
add (const char *path,
     void      (*function) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, setup, function, teardown);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("/keyring-faults/refusing", test_refusing);
  add ("/keyring-faults/dismissing", test_dismissing);
  add ("/keyring-faults/answering", test_answering);
  add ("/keyring-faults/emptied", test_emptied);
  add ("/keyring-faults/other", test_other);
  add ("/keyring-faults/garbled", test_garbled);
  add ("/keyring-faults/failing", test_failing);
  add ("/keyring-faults/away", test_away);
  add ("/keyring-faults/silent", test_silent);
  g_test_add_func ("/keyring-faults/no-bus", test_no_bus);

  return g_test_run ();
}
