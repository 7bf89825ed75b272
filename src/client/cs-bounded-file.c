/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-bounded-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cs-client-error.h"

#define BLOCK 4096

static void
set_errno_error (GError     **error,
                 const char  *path,
                 int          code)
{
  g_set_error (error, CS_CLIENT_ERROR, CS_CLIENT_ERROR_PROFILE,
               /* Translators: a file name, and what the system says of it. */
               _("The file “%s” cannot be read: %s."), path, g_strerror (code));
}

/* A command is to be copied into a shell: quoted only where it has to be, since
 * quotes around an ordinary name invite the question whether they belong to it.
 */
static char *
dup_shell_word (const char *path)
{
  for (const char *p = path; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && strchr ("/._-+,:@%", *p) == NULL)
      return g_shell_quote (path);

  return g_strdup (path);
}

/* To let a service's user read a credential, systemd may leave it to root and add an
 * access control entry, whose mask then stands in the place of the group's bits.
 */
static gboolean
is_open_to_others (const struct stat *status,
                   CsFileAccess       access)
{
  mode_t refused = S_IRWXG | S_IRWXO;

  if (access == CS_FILE_SHARED)
    return FALSE;

  if (access == CS_FILE_HANDED && status->st_uid == 0 && status->st_gid == 0)
    refused &= ~(mode_t) S_IRGRP;

  return (status->st_mode & refused) != 0;
}

static gboolean
check_status (int            fd,
              const char    *path,
              gsize          maximum,
              CsFileAccess   access,
              GError       **error)
{
  g_autofree char *word = dup_shell_word (path);
  struct stat status;

  if (fstat (fd, &status) != 0)
    {
      set_errno_error (error, path, errno);
      return FALSE;
    }

  if (!S_ISREG (status.st_mode))
    g_set_error (error, CS_CLIENT_ERROR, CS_CLIENT_ERROR_PROFILE,
                 /* Translators: a file name. */
                 _("“%s” is not a regular file."), path);
  else if (is_open_to_others (&status, access))
    g_set_error (error, CS_CLIENT_ERROR, CS_CLIENT_ERROR_PROFILE,
                 /* Translators: a file name, then the same as a word of the shell; do
                  * not translate "chmod 600". */
                 _("Others may read the secret file “%s”. Run: chmod 600 %s"), path, word);
  else if ((guint64) status.st_size > maximum)
    g_set_error (error, CS_CLIENT_ERROR, CS_CLIENT_ERROR_PROFILE,
                 /* Translators: a file name, and a number of bytes. */
                 _("The file “%s” is longer than %u bytes."), path, (guint) maximum);
  else
    return TRUE;

  return FALSE;
}

/* The size is checked again while reading: the file may grow meanwhile. */
static CsBuffer *
read_all (int          fd,
          const char  *path,
          gsize        maximum,
          GError     **error)
{
  g_autoptr (CsBuffer) content = cs_buffer_new (maximum + BLOCK);

  while (cs_buffer_get_length (content) <= maximum)
    {
      gsize before = cs_buffer_get_length (content);
      guint8 *place = cs_buffer_reserve (content, MIN (BLOCK, maximum + BLOCK - before));
      gssize n_read = TEMP_FAILURE_RETRY (read (fd, place, MIN (BLOCK, maximum + BLOCK - before)));

      if (n_read < 0)
        {
          set_errno_error (error, path, errno);
          return NULL;
        }

      cs_buffer_truncate (content, before + (gsize) n_read);

      if (n_read == 0)
        return g_steal_pointer (&content);
    }

  set_errno_error (error, path, EFBIG);

  return NULL;
}

/**
 * cs_bounded_file_read:
 * @path: a file
 * @maximum: the most bytes that it may have
 * @access: whether others may be able to read it
 * @error: [error@ClientError] `PROFILE`
 *
 * Reads a small file whole.
 *
 * What is checked is the file that was opened, not the one that the name stood for
 * a moment before. Symbolic links are followed: administrators hand out secrets
 * through them, and the check holds for what they lead to.
 *
 * Returns: (transfer full): its bytes, or `NULL` on error
 */
CsBuffer *
cs_bounded_file_read (const char    *path,
                      gsize          maximum,
                      CsFileAccess   access,
                      GError       **error)
{
  CsBuffer *content = NULL;
  int fd;

  g_return_val_if_fail (path != NULL, NULL);

  /* Not blocking, so that a FIFO is refused and not waited for. */
  fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK, 0);

  if (fd < 0)
    {
      set_errno_error (error, path, errno);
      return NULL;
    }

  if (check_status (fd, path, maximum, access, error))
    content = read_all (fd, path, maximum, error);

  close (fd);

  return content;
}
