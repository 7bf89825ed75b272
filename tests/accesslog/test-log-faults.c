/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "log-support.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sched.h>
#include <signal.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define NOBODY 65534

typedef struct
{
  char *folder;
  char *path;
} Fixture;

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

static gboolean
append_one (CsAccessLog  *access_log,
            GError      **error)
{
  g_autoptr (GPtrArray) records = test_records_new (1, 50000104652);

  return cs_access_log_append (access_log, records, error);
}

static sqlite3 *
lock (Fixture *fixture)
{
  sqlite3 *sqlite = NULL;

  g_assert_cmpint (sqlite3_open (fixture->path, &sqlite), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (sqlite, "BEGIN EXCLUSIVE", NULL, NULL, NULL), ==, SQLITE_OK);

  return sqlite;
}

/* F35: waits two to five seconds, refuses, and works once the lock is gone. */
static void
test_locked (Fixture       *fixture,
             gconstpointer  unused)
{
  g_autoptr (CsAccessLog) access_log = test_log_open (fixture->path);
  g_autoptr (GError) error = NULL;
  sqlite3 *holder = lock (fixture);
  gint64 started = g_get_monotonic_time ();

  g_assert_false (append_one (access_log, &error));
  g_assert_error (error, CS_LOG_ERROR, CS_LOG_ERROR_BUSY);
  g_assert_cmpint (g_get_monotonic_time () - started, >=, 2 * G_USEC_PER_SEC);
  g_assert_cmpint (g_get_monotonic_time () - started, <, 5 * G_USEC_PER_SEC);

  sqlite3_close (holder);
  g_clear_error (&error);
  g_assert_true (append_one (access_log, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (test_log_count (fixture->path), ==, 1);
}

static gpointer
unlock_in_thread (gpointer data)
{
  sqlite3_exec (data, "COMMIT", NULL, NULL, NULL);

  return NULL;
}

/* A lock that goes within the time is only a delay. */
static void
test_locked_briefly (Fixture       *fixture,
                     gconstpointer  unused)
{
  g_autoptr (CsAccessLog) access_log = test_log_open (fixture->path);
  g_autoptr (GError) error = NULL;
  sqlite3 *holder = lock (fixture);
  GThread *thread = g_thread_new ("unlocker", unlock_in_thread, holder);

  g_assert_true (append_one (access_log, &error));
  g_assert_no_error (error);
  g_thread_join (thread);
  sqlite3_close (holder);
}

typedef struct
{
  CsAccessLog *access_log;
  gboolean     is_done;
  gint64       called_us;
} LetGo;

static void
let_go_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  LetGo *data = user_data;
  g_autoptr (GError) error = NULL;

  g_assert_false (cs_access_log_append_finish (CS_ACCESS_LOG (source), result, &error));
  g_assert_error (error, CS_LOG_ERROR, CS_LOG_ERROR_BUSY);
  data->called_us = g_get_monotonic_time ();
  data->is_done = TRUE;
  g_clear_object (&data->access_log);
}

/* The thread still waits for the file, to bring up the anchor, when the last reference goes
 * in a main loop: that is not held up, and the program waits at its end.
 */
static void
test_let_go_while_locked (Fixture       *fixture,
                          gconstpointer  unused)
{
  g_autoptr (GPtrArray) records = test_records_new (1, 50000104652);
  g_autofree char *anchor = g_strconcat (fixture->path, ".anchor", NULL);
  LetGo data = { .access_log = test_log_open (fixture->path) };
  sqlite3 *holder;

  /* It lags, as the place it is kept in does not take it. */
  g_assert_no_errno (g_unlink (anchor));
  g_assert_no_errno (g_mkdir (anchor, 0700));
  g_assert_true (append_one (data.access_log, NULL));
  holder = lock (fixture);

  cs_access_log_append_async (data.access_log, records, NULL, let_go_cb, &data);

  test_wait (&data.is_done);
  g_assert_cmpint (g_get_monotonic_time () - data.called_us, <, G_USEC_PER_SEC);
  sqlite3_close (holder);
  cs_access_log_wait_closed ();
  g_assert_no_errno (g_rmdir (anchor));
}

/* Somebody who keeps even readers out makes opening wait, and then fail. */
static void
test_open_locked (Fixture       *fixture,
                  gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;
  sqlite3 *holder = NULL;

  g_object_unref (test_log_open (fixture->path));
  g_assert_cmpint (sqlite3_open (fixture->path, &holder), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (holder,
                                 "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE;"
                                 "CREATE TABLE other (n)", NULL, NULL, NULL), ==, SQLITE_OK);

  g_assert_null (cs_access_log_open (fixture->path, &error));
  g_assert_error (error, CS_LOG_ERROR, CS_LOG_ERROR_BUSY);
  sqlite3_close (holder);
}

/* Permissions do not bind root, who becomes somebody else for the occasion. */
static void
drop_privileges (Fixture *fixture)
{
  if (geteuid () != 0)
    return;

  g_assert_no_errno (chown (fixture->folder, NOBODY, NOBODY));

  if (g_file_test (fixture->path, G_FILE_TEST_EXISTS))
    g_assert_no_errno (chown (fixture->path, NOBODY, NOBODY));

  g_assert_no_errno (setresgid (NOBODY, NOBODY, NOBODY));
  g_assert_no_errno (setresuid (NOBODY, NOBODY, NOBODY));

  /* A change of user bars the leak checker, and us, from looking into ourselves. */
  prctl (PR_SET_DUMPABLE, 1, 0, 0, 0);
}

static void
in_subprocess (Fixture *fixture,
               void   (*function) (Fixture *))
{
  if (g_test_subprocess ())
    {
      drop_privileges (fixture);
      function (fixture);
      return;
    }

  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}

static void
try_read_only_folder (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *below = g_build_filename (fixture->folder, "state", "access-log.db", NULL);

  g_assert_no_errno (g_chmod (fixture->folder, 0500));
  g_assert_null (cs_access_log_open (fixture->path, &error));
  g_assert_error (error, CS_LOG_ERROR, CS_LOG_ERROR_OPEN);
  g_clear_error (&error);

  g_assert_null (cs_access_log_open (below, &error));
  g_assert_error (error, CS_LOG_ERROR, CS_LOG_ERROR_OPEN);
  g_assert_no_errno (g_chmod (fixture->folder, 0700));
}

static void
test_read_only_folder (Fixture       *fixture,
                       gconstpointer  unused)
{
  in_subprocess (fixture, try_read_only_folder);
}

static void
try_read_only_file (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_object_unref (test_log_open (fixture->path));
  g_assert_no_errno (g_chmod (fixture->path, 0400));
  g_assert_null (cs_access_log_open (fixture->path, &error));
  g_assert_error (error, CS_LOG_ERROR, CS_LOG_ERROR_WRITE);
}

static void
test_read_only_file (Fixture       *fixture,
                     gconstpointer  unused)
{
  in_subprocess (fixture, try_read_only_file);
}

static void
limit_file_size (rlim_t size)
{
  struct rlimit limit;

  g_assert_no_errno (getrlimit (RLIMIT_FSIZE, &limit));
  limit.rlim_cur = MIN (size, limit.rlim_max);
  g_assert_no_errno (setrlimit (RLIMIT_FSIZE, &limit));
}

/* Appends until it fails; tells how many succeeded. */
static guint
append_until_full (CsAccessLog *access_log)
{
  g_autoptr (GError) error = NULL;
  guint n_appended = 0;

  while (append_one (access_log, &error))
    {
      g_assert_cmpuint (n_appended, <, 100000);
      n_appended++;
    }

  g_assert_error (error, CS_LOG_ERROR, CS_LOG_ERROR_WRITE);

  return n_appended;
}

/* F34: no write succeeds beyond a size; then it does again. */
static void
try_quota (Fixture *fixture)
{
  g_autoptr (CsAccessLog) access_log = test_log_open (fixture->path);
  g_autoptr (GError) error = NULL;
  guint n_appended;

  signal (SIGXFSZ, SIG_IGN);
  limit_file_size (200 * 1024);
  n_appended = append_until_full (access_log);
  g_assert_cmpuint (n_appended, >, 0);
  g_assert_false (append_one (access_log, NULL));

  limit_file_size (RLIM_INFINITY);
  g_assert_true (append_one (access_log, &error));
  g_assert_no_error (error);
  g_clear_object (&access_log);
  g_assert_cmpuint (test_log_count (fixture->path), ==, n_appended + 1);
}

static void
test_quota (Fixture       *fixture,
            gconstpointer  unused)
{
  in_subprocess (fixture, try_quota);
}

static void
fill_up (const char *path)
{
  static const char block[4096];
  int fd = open (path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);

  g_assert_cmpint (fd, >=, 0);

  while (write (fd, block, sizeof block) > 0)
    continue;

  close (fd);
}

/* In a namespace of our own: the file system goes when this process does. */
static gboolean
mount_small_disk (const char *path)
{
  return unshare (CLONE_NEWNS) == 0 &&
         mount ("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0 &&
         mount ("tmpfs", path, "tmpfs", 0, "size=1m") == 0;
}

/* F34 on a file system that is really full. */
static void
test_disk_full (Fixture       *fixture,
                gconstpointer  unused)
{
  g_autofree char *disk = g_build_filename (fixture->folder, "disk", NULL);
  g_autofree char *path = g_build_filename (disk, "access-log.db", NULL);
  g_autofree char *filler = g_build_filename (disk, "filler", NULL);
  g_autoptr (CsAccessLog) access_log = NULL;
  g_autoptr (GError) error = NULL;
  guint n_appended;

  g_assert_no_errno (g_mkdir (disk, 0700));

  if (!mount_small_disk (disk))
    {
      g_test_skip ("No file system may be mounted here");
      return;
    }

  access_log = test_log_open (path);
  fill_up (filler);
  n_appended = append_until_full (access_log);
  g_assert_no_errno (g_unlink (filler));

  g_assert_true (append_one (access_log, &error));
  g_assert_no_error (error);
  g_clear_object (&access_log);
  g_assert_cmpuint (test_log_count (path), ==, n_appended + 1);
  g_assert_no_errno (umount (disk));
}

/* A full disk makes no new log either, and leaves nothing half made. */
static void
try_make_on_full_disk (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  signal (SIGXFSZ, SIG_IGN);
  limit_file_size (4096);
  g_assert_null (cs_access_log_open (fixture->path, &error));
  g_assert_cmpint ((int) error->domain, ==, (int) CS_LOG_ERROR);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));

  limit_file_size (RLIM_INFINITY);
  g_object_unref (test_log_open (fixture->path));
}

static void
test_make_on_full_disk (Fixture       *fixture,
                        gconstpointer  unused)
{
  in_subprocess (fixture, try_make_on_full_disk);
}

#define ADD(name, function) \
  g_test_add ("/log-faults/" name, Fixture, NULL, setup, function, teardown)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("locked", test_locked);
  ADD ("locked-briefly", test_locked_briefly);
  ADD ("let-go-while-locked", test_let_go_while_locked);
  ADD ("open-locked", test_open_locked);
  ADD ("read-only-folder", test_read_only_folder);
  ADD ("read-only-file", test_read_only_file);
  ADD ("quota", test_quota);
  ADD ("disk-full", test_disk_full);
  ADD ("make-on-full-disk", test_make_on_full_disk);

  return g_test_run ();
}
