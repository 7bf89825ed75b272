/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-log-aside.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

#include "cs-access-log.h"
#include "cs-log-error.h"
#include "cs-log-file.h"

/* What belongs to a log. The log is the last to go: whatever stops this in between, it is
 * begun again.
 */
static const char *const suffixes[] = { ".key", ".anchor", "-shm", "-wal", "" };

static gboolean
is_free (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *one = g_strconcat (name, suffixes[i], NULL);

      if (g_file_test (one, G_FILE_TEST_EXISTS) || g_file_test (one, G_FILE_TEST_IS_SYMLINK))
        return FALSE;
    }

  return TRUE;
}

static char *
choose_name (const char *path)
{
  for (guint i = 1;; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s.old-%u", path, i);

      if (is_free (name))
        return g_steal_pointer (&name);
    }
}

static gboolean
move_all (const char  *path,
          const char  *name,
          GError     **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *from = g_strconcat (path, suffixes[i], NULL);
      g_autofree char *to = g_strconcat (name, suffixes[i], NULL);

      if (g_rename (from, to) != 0 && errno != ENOENT)
        return cs_log_error_set_errno (error, errno, from);
    }

  return TRUE;
}

/* Another process may have done it meanwhile. */
static gboolean
is_older (const char *path)
{
  g_autoptr (GError) error = NULL;
  sqlite3 *sqlite = cs_log_file_connect (path, &error);

  sqlite3_close (sqlite);

  return g_error_matches (error, CS_LOG_ERROR, CS_LOG_ERROR_OLDER);
}

/**
 * cs_log_aside_move:
 * @path: a log that an older version wrote
 * @out_name: (out) (optional): where it is now; untouched if somebody else was faster
 * @error: return location for an error
 *
 * Gives a log of an older version, with all that belongs to it, another name. Nothing is
 * deleted, and nothing that is there is replaced.
 *
 * Returns: `FALSE` with `CS_LOG_ERROR_OPEN` if it cannot be moved
 */
gboolean
cs_log_aside_move (const char  *path,
                   char       **out_name,
                   GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = NULL;
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean is_done = TRUE;

  /* The lock that whoever makes a log holds. */
  if (fd < 0 || TEMP_FAILURE_RETRY (flock (fd, LOCK_EX)) != 0)
    {
      is_done = cs_log_error_set_errno (error, errno, folder);
    }
  else if (is_older (path))
    {
      name = choose_name (path);
      is_done = move_all (path, name, error);

      if (is_done)
        *out_name = g_steal_pointer (&name);
    }

  if (fd >= 0)
    close (fd);

  return is_done;
}
