/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "log-support.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
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
}

static void
teardown (Fixture       *fixture,
          gconstpointer  unused)
{
  g_free (fixture->path);
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

#define ADD(name, function) \
  g_test_add ("/log-processes/" name, Fixture, NULL, setup, function, teardown)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("two-writers", test_two_writers);
  ADD ("kill", test_kill);
  ADD ("kill-while-making", test_kill_while_making);

  return g_test_run ();
}
