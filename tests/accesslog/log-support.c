/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "log-support.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

#define DEADLINE_S 60

/* An empty folder, mode 0700. */
char *
test_folder_new (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("cardsync-log-XXXXXX", &error);

  g_assert_no_error (error);

  return folder;
}

/* Removes a folder with all that is in it, and frees its name. */
void
test_folder_remove (char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        {
          test_folder_remove (path);
          continue;
        }

      g_assert_no_errno (g_unlink (path));
      g_free (path);
    }

  g_assert_no_errno (g_rmdir (folder));
  g_free (folder);
}

static gboolean
too_late_cb (gpointer unused)
{
  g_error ("Still not done after %d seconds", DEADLINE_S);

  return G_SOURCE_REMOVE;
}

void
test_wait (const gboolean *is_done)
{
  guint deadline = g_timeout_add_seconds (DEADLINE_S, too_late_cb, NULL);

  while (!*is_done)
    g_main_context_iteration (NULL, TRUE);

  g_source_remove (deadline);
}

CsAccessRecord *
test_record_new (guint64 member_id)
{
  CsAccessRecord *record = cs_access_record_new (CS_ACTION_LOOKUP, "sandbox", TEST_UNIX_US);

  record->member_id = member_id;
  record->outcome = g_strdup ("ok");

  return record;
}

GPtrArray *
test_records_new (guint   n_records,
                  guint64 first_member_id)
{
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_access_record_free);

  for (guint i = 0; i < n_records; i++)
    g_ptr_array_add (records, test_record_new (first_member_id + i));

  return records;
}

CsAccessLog *
test_log_open (const char *path)
{
  g_autoptr (GError) error = NULL;
  CsAccessLog *access_log = cs_access_log_open (path, &error);

  g_assert_no_error (error);
  g_assert_nonnull (access_log);

  return access_log;
}

/* Opens the log once more and counts the records of members, each held to be whole. */
guint
test_log_count (const char *path)
{
  g_autoptr (CsAccessLog) access_log = test_log_open (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = cs_access_log_list (access_log, 0, G_MAXUINT, &error);
  guint n_members = 0;

  g_assert_no_error (error);

  for (guint i = 0; i < records->len; i++)
    {
      const CsAccessRecord *record = g_ptr_array_index (records, i);
      gboolean is_of_run = record->action == CS_ACTION_AUDIT_STARTED ||
                           record->action == CS_ACTION_AUDIT_FINISHED;

      g_assert_cmpuint (record->sequence, ==, i + 1);
      g_assert_nonnull (record->operator_name);
      g_assert_nonnull (record->host);
      g_assert_nonnull (record->environment);
      g_assert_nonnull (record->outcome);
      g_assert_true (is_of_run == (record->member_id == 0));
      n_members += !is_of_run;
    }

  return n_members;
}

/* Does to a log what no code of ours would. */
void
test_log_execute (const char *path,
                  const char *sql)
{
  sqlite3 *sqlite = NULL;

  g_assert_cmpint (sqlite3_open (path, &sqlite), ==, SQLITE_OK);

  /* The log's thread may be about to write its anchor, and holds the file meanwhile. */
  sqlite3_busy_timeout (sqlite, DEADLINE_S * 1000);
  g_assert_cmpint (sqlite3_exec (sqlite, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (sqlite);
}
