/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "log-support.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

typedef struct
{
  char *folder;
  char *path;
  char *bytes;
  gsize length;
} Fixture;

static void
read_file (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&fixture->bytes, g_free);
  g_file_get_contents (fixture->path, &fixture->bytes, &fixture->length, &error);
  g_assert_no_error (error);
}

static void
write_file (const char *path,
            const char *bytes,
            gsize       length)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents_full (path, bytes, (gssize) length, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                            &error);
  g_assert_no_error (error);
}

/* A log of 40 records. */
static void
setup (Fixture       *fixture,
       gconstpointer  unused)
{
  g_autoptr (CsAccessLog) access_log = NULL;
  g_autoptr (GPtrArray) records = test_records_new (40, 50000104652);

  fixture->folder = test_folder_new ();
  fixture->path = g_build_filename (fixture->folder, "access-log.db", NULL);
  access_log = test_log_open (fixture->path);
  g_assert_true (cs_access_log_append (access_log, records, NULL));
  g_clear_object (&access_log);
  read_file (fixture);
}

static void
teardown (Fixture       *fixture,
          gconstpointer  unused)
{
  g_free (fixture->bytes);
  g_free (fixture->path);
  test_folder_remove (fixture->folder);
}

static void
execute (Fixture    *fixture,
         const char *sql)
{
  test_log_execute (fixture->path, sql);
  read_file (fixture);
}

/* Refused for what it is, and not a byte of it touched. */
static void
assert_refused (Fixture    *fixture,
                CsLogError  code)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = g_memdup2 (fixture->bytes, fixture->length);
  gsize length = fixture->length;

  g_assert_null (cs_access_log_open (fixture->path, &error));
  g_assert_error (error, CS_LOG_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, "access-log.db"));

  read_file (fixture);
  g_assert_cmpmem (fixture->bytes, fixture->length, bytes, length);
}

static void
assert_damaged (Fixture *fixture)
{
  assert_refused (fixture, CS_LOG_ERROR_DAMAGED);
}

static void
test_empty_file (Fixture       *fixture,
                 gconstpointer  unused)
{
  write_file (fixture->path, "", 0);
  read_file (fixture);
  assert_damaged (fixture);
}

static void
test_no_database (Fixture       *fixture,
                  gconstpointer  unused)
{
  static const char text[] = "Sequence,Time,Operator\n1,2026-11-24,kim\n";
  g_autofree char *long_text = g_strnfill (100000, 'x');

  write_file (fixture->path, text, strlen (text));
  read_file (fixture);
  assert_damaged (fixture);

  write_file (fixture->path, long_text, strlen (long_text));
  read_file (fixture);
  assert_damaged (fixture);
}

static void
test_truncated (Fixture       *fixture,
                gconstpointer  unused)
{
  g_autofree char *whole = g_memdup2 (fixture->bytes, fixture->length);
  gsize whole_length = fixture->length;

  for (gsize length = 0; length < whole_length; length += 509)
    {
      write_file (fixture->path, whole, length);
      read_file (fixture);
      assert_damaged (fixture);
    }
}

/* A flipped byte is found, or it is inside a value, which the chain will watch
 * over; a crash or an endless loop it never is.
 */
static void
test_flipped (Fixture       *fixture,
              gconstpointer  unused)
{
  g_autofree char *whole = g_memdup2 (fixture->bytes, fixture->length);
  gsize whole_length = fixture->length;
  guint n_found = 0, n_tried = 0;

  for (gsize i = 0; i < whole_length; i += 37)
    {
      g_autoptr (CsAccessLog) access_log = NULL;
      g_autoptr (GPtrArray) records = NULL;
      g_autoptr (GError) error = NULL;

      whole[i] = (char) (whole[i] ^ 0x55);
      write_file (fixture->path, whole, whole_length);
      whole[i] = (char) (whole[i] ^ 0x55);
      access_log = cs_access_log_open (fixture->path, &error);

      if (access_log != NULL)
        records = cs_access_log_list (access_log, 0, G_MAXUINT, &error);

      n_tried++;
      n_found += error != NULL ? 1 : 0;
    }

  g_test_message ("%u of %u flips found without the chain", n_found, n_tried);
  g_assert_cmpuint (n_found, >, 0);
}

static void
test_newer_schema (Fixture       *fixture,
                   gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;

  execute (fixture, "PRAGMA user_version = 3");
  assert_damaged (fixture);
  g_assert_null (cs_access_log_open (fixture->path, &error));
  g_assert_nonnull (strstr (error->message, "newer version"));
}

static void
test_other_application (Fixture       *fixture,
                        gconstpointer  unused)
{
  execute (fixture, "PRAGMA application_id = 1");
  assert_damaged (fixture);

  execute (fixture, "PRAGMA application_id = 0x43534c47; PRAGMA user_version = 0");
  assert_damaged (fixture);
}

static void
test_table_gone (Fixture       *fixture,
                 gconstpointer  unused)
{
  execute (fixture, "DROP TABLE record");
  assert_damaged (fixture);
}

static void
test_column_gone (Fixture       *fixture,
                  gconstpointer  unused)
{
  execute (fixture, "ALTER TABLE record RENAME COLUMN reason TO raison");
  assert_damaged (fixture);
}

static void
test_record_missing (Fixture       *fixture,
                     gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;

  execute (fixture, "DELETE FROM record WHERE sequence = 17");
  assert_damaged (fixture);
  g_assert_null (cs_access_log_open (fixture->path, &error));
  g_assert_nonnull (strstr (error->message, "missing"));
}

static void
test_value_out_of_bounds (Fixture       *fixture,
                          gconstpointer  unused)
{
  execute (fixture,
           "PRAGMA ignore_check_constraints = ON;"
           "UPDATE record SET operator = '' WHERE sequence = 3");
  assert_damaged (fixture);
}

/* A word that no version has written makes the list an error, not a guess. */
static void
test_unknown_action (Fixture       *fixture,
                     gconstpointer  unused)
{
  g_autoptr (CsAccessLog) access_log = NULL;
  g_autoptr (GError) error = NULL;

  execute (fixture, "UPDATE record SET action = 'borrow' WHERE sequence = 3");
  access_log = test_log_open (fixture->path);
  g_assert_null (cs_access_log_list (access_log, 0, 10, &error));
  g_assert_error (error, CS_LOG_ERROR, CS_LOG_ERROR_DAMAGED);
}

/* A trigger that somebody planted swallows nothing. */
static void
test_trigger (Fixture       *fixture,
              gconstpointer  unused)
{
  g_autoptr (CsAccessLog) access_log = NULL;
  g_autoptr (GPtrArray) records = test_records_new (1, 1);

  execute (fixture,
           "CREATE TRIGGER hush BEFORE INSERT ON record BEGIN SELECT RAISE (IGNORE); END");
  access_log = test_log_open (fixture->path);
  g_assert_true (cs_access_log_append (access_log, records, NULL));
  g_clear_object (&access_log);
  g_assert_cmpuint (test_log_count (fixture->path), ==, 41);
}

/* The log is gone and its journal is not: SQLite would play it into a new log. */
static void
test_journal_alone (Fixture       *fixture,
                    gconstpointer  unused)
{
  g_autofree char *journal = g_strconcat (fixture->path, "-wal", NULL);
  g_autoptr (GError) error = NULL;

  write_file (journal, "x", 1);
  g_assert_no_errno (g_unlink (fixture->path));
  g_assert_null (cs_access_log_open (fixture->path, &error));
  g_assert_error (error, CS_LOG_ERROR, CS_LOG_ERROR_DAMAGED);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

static void
test_no_file (Fixture       *fixture,
              gconstpointer  unused)
{
  g_autofree char *pipe = g_build_filename (fixture->folder, "pipe", NULL);
  g_autofree char *below_file = g_build_filename (fixture->path, "access-log.db", NULL);
  const char *const paths[] = { fixture->folder, pipe, below_file };

  g_assert_no_errno (mkfifo (pipe, 0600));

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (cs_access_log_open (paths[i], &error));
      g_assert_error (error, CS_LOG_ERROR, CS_LOG_ERROR_OPEN);
    }
}

#define ADD(name, function) \
  g_test_add ("/log-damage/" name, Fixture, NULL, setup, function, teardown)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("empty-file", test_empty_file);
  ADD ("no-database", test_no_database);
  ADD ("truncated", test_truncated);
  ADD ("flipped", test_flipped);
  ADD ("newer-schema", test_newer_schema);
  ADD ("other-application", test_other_application);
  ADD ("table-gone", test_table_gone);
  ADD ("column-gone", test_column_gone);
  ADD ("record-missing", test_record_missing);
  ADD ("value-out-of-bounds", test_value_out_of_bounds);
  ADD ("unknown-action", test_unknown_action);
  ADD ("trigger", test_trigger);
  ADD ("journal-alone", test_journal_alone);
  ADD ("no-file", test_no_file);

  return g_test_run ();
}
