/* SPDX-License-Identifier: GPL-3.0-or-later */

/* With a keyring in every state, see tests/support/secret_service.py. */

#include "log-support.h"

#include <glib/gstdio.h>

#include "cs-keyring.h"
#include "cs-log-verify.h"

typedef struct
{
  char *folder;
  char *path;
} Fixture;

/* Puts the keyring into a state; by its own name, so that it is found when it is away. */
static void
stage (const char *state)
{
  static char *owner = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_autoptr (GVariant) answer = NULL;

  g_assert_no_error (error);

  if (owner == NULL)
    {
      g_autoptr (GVariant) named =
        g_dbus_connection_call_sync (bus, "org.freedesktop.DBus", "/", "org.freedesktop.DBus",
                                     "GetNameOwner",
                                     g_variant_new ("(s)", "org.freedesktop.secrets"),
                                     NULL, 0, -1, NULL, &error);

      g_assert_no_error (error);
      g_variant_get (named, "(s)", &owner);
    }

  answer = g_dbus_connection_call_sync (bus, owner, "/stage", "io.github.cardsync.Stage", "Set",
                                        g_variant_new ("(s)", state), NULL, 0, -1, NULL, &error);
  g_assert_no_error (error);
}

static void
setup (Fixture       *fixture,
       gconstpointer  unused)
{
  stage ("open");
  fixture->folder = test_folder_new ();
  fixture->path = g_build_filename (fixture->folder, "access-log.db", NULL);
}

static void
teardown (Fixture       *fixture,
          gconstpointer  unused)
{
  g_free (fixture->path);
  test_folder_remove (fixture->folder);
}

static gboolean
append (CsAccessLog  *access_log,
        GError      **error)
{
  g_autoptr (GPtrArray) records = test_records_new (1, 1);

  return cs_access_log_append (access_log, records, error);
}

static void
append_to_file (Fixture *fixture)
{
  g_autoptr (CsAccessLog) access_log = test_log_open (fixture->path);

  g_assert_true (append (access_log, NULL));
}

static gboolean
has_files (Fixture *fixture)
{
  g_autofree char *key = g_strconcat (fixture->path, ".key", NULL);
  g_autofree char *anchor = g_strconcat (fixture->path, ".anchor", NULL);

  g_assert_cmpint (g_file_test (key, G_FILE_TEST_EXISTS), ==,
                   g_file_test (anchor, G_FILE_TEST_EXISTS));

  return g_file_test (key, G_FILE_TEST_EXISTS);
}

static void
assert_refused (Fixture *fixture,
                GQuark   domain,
                int      code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (cs_access_log_open (fixture->path, &error));
  g_assert_error (error, domain, code);
}

static void
test_in_keyring (Fixture       *fixture,
                 gconstpointer  unused)
{
  append_to_file (fixture);
  append_to_file (fixture);
  g_assert_false (has_files (fixture));
  g_assert_cmpuint (test_log_count (fixture->path), ==, 2);
}

/* The log remembers where its key is: it takes no other. */
static void
test_silent_later (Fixture       *fixture,
                   gconstpointer  unused)
{
  append_to_file (fixture);

  stage ("away");
  assert_refused (fixture, CS_LOG_ERROR, CS_LOG_ERROR_SEAL);
  stage ("dismissing");
  assert_refused (fixture, CS_KEYRING_ERROR, CS_KEYRING_ERROR_DISMISSED);
  stage ("other");
  assert_refused (fixture, CS_LOG_ERROR, CS_LOG_ERROR_SEAL);
  g_assert_false (has_files (fixture));

  stage ("open");
  append_to_file (fixture);
  g_assert_cmpuint (test_log_count (fixture->path), ==, 2);
}

static void
test_garbled (Fixture       *fixture,
              gconstpointer  unused)
{
  append_to_file (fixture);
  stage ("garbled");
  assert_refused (fixture, CS_KEYRING_ERROR, CS_KEYRING_ERROR_DAMAGED);
}

static void
test_emptied (Fixture       *fixture,
              gconstpointer  unused)
{
  append_to_file (fixture);
  stage ("emptied");
  assert_refused (fixture, CS_LOG_ERROR, CS_LOG_ERROR_SEAL);
  stage ("open");
}

/* One record may be ahead of the anchor, never two: nothing more is shown then. */
static void
test_goes_away_while_open (Fixture       *fixture,
                           gconstpointer  unused)
{
  g_autoptr (CsAccessLog) access_log = test_log_open (fixture->path);
  g_autoptr (GError) error = NULL;

  g_assert_true (append (access_log, NULL));
  g_clear_pointer (&access_log, g_object_unref);
  access_log = test_log_open (fixture->path);

  stage ("away");
  g_assert_true (append (access_log, NULL));
  g_assert_false (append (access_log, &error));
  g_assert_error (error, CS_LOG_ERROR, CS_LOG_ERROR_SEAL);

  stage ("open");
  g_assert_true (append (access_log, NULL));
  g_clear_object (&access_log);
  g_assert_cmpuint (test_log_count (fixture->path), ==, 3);
}

static void
test_no_service_when_made (Fixture       *fixture,
                           gconstpointer  unused)
{
  stage ("away");
  append_to_file (fixture);
  g_assert_true (has_files (fixture));

  stage ("open");
  append_to_file (fixture);
  stage ("away");
  append_to_file (fixture);
  stage ("open");
  g_assert_cmpuint (test_log_count (fixture->path), ==, 3);
}

/* A keyring that answers and says no is not passed over. */
static void
test_locked_when_made (Fixture       *fixture,
                       gconstpointer  unused)
{
  stage ("open");
  append_to_file (fixture);
  g_assert_no_errno (g_unlink (fixture->path));
  stage ("dismissing");
  assert_refused (fixture, CS_KEYRING_ERROR, CS_KEYRING_ERROR_DISMISSED);
  g_assert_false (has_files (fixture));
  stage ("open");
}

/* The log is gone; the keyring knows that there was one. */
static void
test_lost (Fixture       *fixture,
           gconstpointer  unused)
{
  CsLogReport report = { 0 };

  append_to_file (fixture);
  g_assert_no_errno (g_unlink (fixture->path));
  assert_refused (fixture, CS_LOG_ERROR, CS_LOG_ERROR_DAMAGED);
  g_assert_true (cs_log_verify_file (fixture->path, CS_LOG_LIVE, NULL, &report, NULL));
  g_assert_cmpuint (report.state, ==, CS_LOG_UNREADABLE);
}

/* Somebody lets the program make a log without the keyring, and puts that in its place. */
static void
test_planted (Fixture       *fixture,
              gconstpointer  unused)
{
  CsLogReport report = { 0 };

  append_to_file (fixture);
  stage ("away");
  g_assert_no_errno (g_unlink (fixture->path));
  append_to_file (fixture);
  stage ("open");
  assert_refused (fixture, CS_LOG_ERROR, CS_LOG_ERROR_DAMAGED);
  g_assert_true (cs_log_verify_file (fixture->path, CS_LOG_LIVE, NULL, &report, NULL));
  g_assert_cmpuint (report.state, ==, CS_LOG_BEGINNING_CHANGED);
  g_assert_cmpuint (report.bad_sequence, ==, 1);
}

#define ADD(name, function) \
  g_test_add ("/log-keyring/" name, Fixture, NULL, setup, function, teardown)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("in-keyring", test_in_keyring);
  ADD ("silent-later", test_silent_later);
  ADD ("goes-away-while-open", test_goes_away_while_open);
  ADD ("no-service-when-made", test_no_service_when_made);
  ADD ("locked-when-made", test_locked_when_made);
  ADD ("lost", test_lost);
  ADD ("planted", test_planted);
  ADD ("garbled", test_garbled);
  ADD ("emptied", test_emptied);

  return g_test_run ();
}
