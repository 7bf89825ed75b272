/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "log-support.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cs-log-verify.h"

/* The promise is 200; that many run with `-m slow`. */
#define N_KILLS      25
#define N_KILLS_SLOW 200

typedef struct
{
  char *folder;
  char *path;
  char *other;
} Fixture;

/* A second process and what it says. */
typedef struct
{
  GPid  pid;
  int   output;
} Writer;

static void
setup (Fixture       *fixture,
       gconstpointer  unused)
{
  fixture->folder = test_folder_new ();
  fixture->path = g_build_filename (fixture->folder, "access-log.db", NULL);
  fixture->other = g_build_filename (fixture->folder, "other", NULL);
}

static void
teardown (Fixture       *fixture,
          gconstpointer  unused)
{
  g_free (fixture->path);
  g_free (fixture->other);
  test_folder_remove (fixture->folder);
}

static Writer
start_writer (const char *path,
              const char *n_groups,
              const char *n_records)
{
  g_autofree char *program = g_test_build_filename (G_TEST_BUILT, "accesslog", "access-log-writer",
                                                    NULL);
  const char *arguments[] = { program, path, n_groups, n_records, NULL };
  g_autoptr (GError) error = NULL;
  Writer writer = { 0 };

  g_spawn_async_with_pipes (NULL, (char **) arguments, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL,
                            &writer.pid, NULL, &writer.output, NULL, &error);
  g_assert_no_error (error);

  return writer;
}

/* Reads until @n_lines are there or the writer is gone; tells the last sequence
 * that was acknowledged in a whole line.
 */
static guint
read_acknowledged (Writer *writer,
                   guint   n_lines)
{
  g_autoptr (GString) text = g_string_new (NULL);
  char *end, *start;
  char byte;

  while (n_lines > 0 && read (writer->output, &byte, 1) == 1)
    {
      g_string_append_c (text, byte);
      n_lines -= byte == '\n' ? 1 : 0;
    }

  end = strrchr (text->str, '\n');

  if (end == NULL)
    return 0;

  *end = '\0';
  start = strrchr (text->str, '\n');

  return (guint) g_ascii_strtoull (start != NULL ? start + 1 : text->str, NULL, 10);
}

static void
finish_writer (Writer *writer,
               int     signal_number)
{
  int status = 0;

  g_assert_cmpint (waitpid (writer->pid, &status, 0), ==, writer->pid);
  close (writer->output);

  if (signal_number == 0)
    g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
  else
    g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == signal_number);
}

/* Every record is held to the chain, and the end to the anchor. */
static void
assert_intact (const char *path,
               guint       n_records)
{
  g_autoptr (GError) error = NULL;
  CsLogReport report = { 0 };

  cs_log_verify_file (path, CS_LOG_LIVE, NULL, &report, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (cs_log_state_to_string (report.state), ==, "intact");
  g_assert_cmpuint (report.n_verified, ==, n_records);
}

/* Both make the log at the same moment, and both append to it. */
static void
test_two_writers (Fixture       *fixture,
                  gconstpointer  unused)
{
  Writer a = start_writer (fixture->path, "150", "1");
  Writer b = start_writer (fixture->path, "50", "3");
  g_autoptr (CsAccessLog) access_log = NULL;
  g_autoptr (GPtrArray) records = NULL;
  guint n_of_a = 0;

  read_acknowledged (&a, G_MAXUINT);
  read_acknowledged (&b, G_MAXUINT);
  finish_writer (&a, 0);
  finish_writer (&b, 0);
  g_assert_cmpuint (test_log_count (fixture->path), ==, 300);
  assert_intact (fixture->path, 300);

  access_log = test_log_open (fixture->path);
  records = cs_access_log_list (access_log, 0, G_MAXUINT, NULL);

  for (guint i = 0; i < records->len; i++)
    if (((CsAccessRecord *) g_ptr_array_index (records, i))->member_id == (guint64) a.pid)
      n_of_a++;

  g_assert_cmpuint (n_of_a, >=, 150);
}

static void
spin_us (int microseconds)
{
  gint64 until = g_get_monotonic_time () + microseconds;

  while (g_get_monotonic_time () < until)
    continue;
}

/* Kills a writer after some acknowledged groups of four, and at any moment of the
 * next: what was acknowledged is there, a group is there whole or not at all.
 */
static guint
kill_writer (const char *path,
             guint       n_before)
{
  Writer writer = start_writer (path, "1000000", "4");
  guint acknowledged = read_acknowledged (&writer, (guint) g_test_rand_int_range (0, 20));
  guint later, n_records;

  spin_us (g_test_rand_int_range (0, 2000));
  g_assert_no_errno (kill (writer.pid, SIGKILL));
  later = read_acknowledged (&writer, G_MAXUINT);
  acknowledged = MAX (acknowledged, later);
  finish_writer (&writer, SIGKILL);

  n_records = test_log_count (path);
  assert_intact (path, n_records);
  g_assert_cmpuint (n_records % 4, ==, 0);
  g_assert_cmpuint (n_records, >=, MAX (acknowledged, n_before));
  g_assert_cmpuint (n_records, <=, MAX (acknowledged, n_before) + 4);

  return n_records;
}

static void
test_kill (Fixture       *fixture,
           gconstpointer  unused)
{
  guint n_kills = g_test_slow () ? N_KILLS_SLOW : N_KILLS;
  guint n_records = 0;

  for (guint i = 0; i < n_kills; i++)
    n_records = kill_writer (fixture->path, n_records);

  g_assert_cmpuint (n_records, >, n_kills);
}

/* Killed while it makes the log: there is a sound one, or none. */
static void
test_kill_while_making (Fixture       *fixture,
                        gconstpointer  unused)
{
  for (guint i = 0; i < N_KILLS; i++)
    {
      g_autofree char *name = g_strdup_printf ("log-%u", i);
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
      Writer writer = start_writer (path, "1", "4");

      spin_us (g_test_rand_int_range (0, 20000));
      kill (writer.pid, SIGKILL);
      g_assert_cmpint (waitpid (writer.pid, NULL, 0), ==, writer.pid);
      close (writer.output);
      g_assert_cmpuint (test_log_count (path) % 4, ==, 0);
    }
}

static void
append_some (CsAccessLog *access_log,
             guint        n_times)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n_times; i++)
    {
      g_autoptr (GPtrArray) records = test_records_new (1, 1);

      cs_access_log_append (access_log, records, &error);
      g_assert_no_error (error);
    }
}

/* A process that was stopped between its record and the anchor is made up for by the next,
 * before that writes: or the last two records could be cut off unseen.
 */
static void
test_anchor_of_another (Fixture       *fixture,
                        gconstpointer  unused)
{
  g_autofree char *anchor = g_strconcat (fixture->path, ".anchor", NULL);
  g_autofree char *before = NULL;
  CsAccessLog *stopped;
  g_autoptr (CsAccessLog) access_log = NULL;
  g_autoptr (GPtrArray) records = test_records_new (1, 1);
  g_autoptr (GError) error = NULL;

  stopped = test_log_open (fixture->path);
  access_log = test_log_open (fixture->path);
  g_assert_true (g_file_get_contents (anchor, &before, NULL, NULL));
  append_some (stopped, 1);
  g_object_unref (stopped);
  g_assert_true (g_file_set_contents_full (anchor, before, -1, G_FILE_SET_CONTENTS_CONSISTENT,
                                           0600, NULL));

  /* It cannot be brought up: nothing is written. */
  g_assert_no_errno (g_rename (anchor, fixture->other));
  g_assert_no_errno (g_mkdir (anchor, 0700));
  g_assert_false (cs_access_log_append (access_log, records, &error));
  g_assert_error (error, CS_LOG_ERROR, CS_LOG_ERROR_SEAL);
  g_assert_no_errno (g_rmdir (anchor));
  g_assert_no_errno (g_rename (fixture->other, anchor));

  append_some (access_log, 1);
  g_clear_object (&access_log);
  assert_intact (fixture->path, 2);
}

/* A disk that takes its time to say that something is safe. */
#define SLOW_US (150 * G_TIME_SPAN_MILLISECOND)

static sqlite3_vfs *fast_vfs;
static sqlite3_io_methods slow_methods;
static int (*fast_sync) (sqlite3_file *file,
                         int           flags);

static int
sync_slowly (sqlite3_file *file,
             int           flags)
{
  g_usleep (SLOW_US);

  return fast_sync (file, flags);
}

static int
open_slow (sqlite3_vfs  *vfs,
           const char   *name,
           sqlite3_file *file,
           int           flags,
           int          *out_flags)
{
  int status = fast_vfs->xOpen (fast_vfs, name, file, flags, out_flags);

  if (status != SQLITE_OK || (flags & SQLITE_OPEN_WAL) == 0)
    return status;

  slow_methods = *file->pMethods;
  fast_sync = slow_methods.xSync;
  slow_methods.xSync = sync_slowly;
  file->pMethods = &slow_methods;

  return status;
}

typedef struct
{
  CsAccessLog *access_log;
  int          n_appended;
  int          is_over;
} Greedy;

static gpointer
append_without_pause (gpointer data)
{
  Greedy *greedy = data;

  while (!g_atomic_int_get (&greedy->is_over))
    {
      append_some (greedy->access_log, 1);
      g_atomic_int_inc (&greedy->n_appended);
    }

  return NULL;
}

/* One that writes without pause leaves another its turn. */
static void
test_turns (Fixture       *fixture,
            gconstpointer  unused)
{
  g_autoptr (CsAccessLog) access_log = NULL;
  Greedy greedy = { 0 };
  sqlite3_vfs slow_vfs;
  GThread *thread;

  fast_vfs = sqlite3_vfs_find (NULL);
  slow_vfs = *fast_vfs;
  slow_vfs.zName = "slow";
  slow_vfs.xOpen = open_slow;
  sqlite3_vfs_register (&slow_vfs, 1);

  access_log = test_log_open (fixture->path);
  greedy.access_log = test_log_open (fixture->path);
  thread = g_thread_new ("greedy", append_without_pause, &greedy);

  while (g_atomic_int_get (&greedy.n_appended) < 2)
    g_usleep (G_TIME_SPAN_MILLISECOND);

  g_atomic_int_set (&greedy.n_appended, 0);
  append_some (access_log, 4);
  g_assert_cmpint (g_atomic_int_get (&greedy.n_appended), <=, 4 * 4);

  g_atomic_int_set (&greedy.is_over, TRUE);
  g_thread_join (thread);
  g_clear_object (&greedy.access_log);
  g_clear_object (&access_log);
  sqlite3_vfs_unregister (&slow_vfs);
}

#define ADD(name, function) \
  g_test_add ("/log-processes/" name, Fixture, NULL, setup, function, teardown)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("two-writers", test_two_writers);
  ADD ("anchor-of-another", test_anchor_of_another);
  ADD ("turns", test_turns);
  ADD ("kill", test_kill);
  ADD ("kill-while-making", test_kill_while_making);

  return g_test_run ();
}
