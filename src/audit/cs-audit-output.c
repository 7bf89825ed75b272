/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-audit-output.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "cs-audit-error.h"
#include "cs-hash.h"

#define BUFFERED (64 * 1024)

struct _CsAuditOutput
{
  int      fd;
  char    *folder;
  char    *name;
  char    *path;
  char    *unfinished;      /* path until then; NULL once it has its name */
  GString *buffer;
  CsHash  *hash;
  char    *sha256;
  guint64  length;
};

/**
 * cs_audit_output_new:
 * @folder: where
 * @name: what it is called when it is complete
 * @error: [error@AuditError] `WRITE`
 *
 * Begins a file, which only its owner may read. One of this name stays until the new
 * one takes its place.
 *
 * Returns: (transfer full): the file, or `NULL` on error
 */
CsAuditOutput *
cs_audit_output_new (const char  *folder,
                     const char  *name,
                     GError     **error)
{
  g_autoptr (CsAuditOutput) self = g_new0 (CsAuditOutput, 1);

  self->folder = g_strdup (folder);
  self->name = g_strdup (name);
  self->path = g_build_filename (folder, name, NULL);
  self->unfinished = g_strconcat (self->path, ".part", NULL);
  self->buffer = g_string_sized_new (BUFFERED);
  self->hash = cs_hash_new ();

  /* One that was left by a run that was killed is written anew. */
  self->fd = open (self->unfinished, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);

  if (self->fd >= 0)
    return g_steal_pointer (&self);

  cs_audit_error_set_errno (error, CS_AUDIT_ERROR_WRITE, self->unfinished, errno);
  /* NOLINTNEXTLINE(clang-analyzer-unix.Malloc): g_autoptr() frees it. */
  g_clear_pointer (&self->unfinished, g_free);

  return NULL;
}

/**
 * cs_audit_output_free:
 * @self: (transfer full): a file
 *
 * Closes a file. One that was not finished is gone.
 */
void
cs_audit_output_free (CsAuditOutput *self)
{
  if (self->fd >= 0)
    (void) close (self->fd);

  if (self->unfinished != NULL)
    (void) g_unlink (self->unfinished);

  if (self->buffer != NULL)
    g_string_free (self->buffer, TRUE);

  g_clear_pointer (&self->hash, cs_hash_free);
  g_free (self->unfinished);
  g_free (self->folder);
  g_free (self->name);
  g_free (self->path);
  g_free (self->sha256);
  g_free (self);
}

static gboolean
flush (CsAuditOutput  *self,
       GError        **error)
{
  const char *data = self->buffer->str;
  gsize n_left = self->buffer->len;

  cs_hash_update (self->hash, data, n_left);
  self->length += n_left;

  while (n_left > 0)
    {
      gssize n = TEMP_FAILURE_RETRY (write (self->fd, data, n_left));

      if (n < 0)
        return cs_audit_error_set_errno (error, CS_AUDIT_ERROR_WRITE, self->path, errno);

      data += n;
      n_left -= (gsize) n;
    }

  g_string_truncate (self->buffer, 0);

  return TRUE;
}

/**
 * cs_audit_output_write:
 * @self: a file
 * @data: bytes
 * @length: how many
 * @error: [error@AuditError] `WRITE`
 *
 * Appends to a file.
 *
 * Returns: `FALSE` if it could not
 */
gboolean
cs_audit_output_write (CsAuditOutput  *self,
                       const char     *data,
                       gsize           length,
                       GError        **error)
{
  g_string_append_len (self->buffer, data, (gssize) length);

  return self->buffer->len < BUFFERED || flush (self, error);
}

/* The new name itself is on disk only when the folder is. */
static void
sync_folder (const char *folder)
{
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd < 0)
    return;

  (void) fsync (fd);
  (void) close (fd);
}

/**
 * cs_audit_output_finish:
 * @self: a file
 * @error: [error@AuditError] `WRITE`
 *
 * Puts a file on disk and gives it its name, in one step.
 *
 * Returns: `FALSE` if it could not
 */
gboolean
cs_audit_output_finish (CsAuditOutput  *self,
                        GError        **error)
{
  if (!flush (self, error))
    return FALSE;

  if (fsync (self->fd) != 0 || g_rename (self->unfinished, self->path) != 0)
    return cs_audit_error_set_errno (error, CS_AUDIT_ERROR_WRITE, self->path, errno);

  g_clear_pointer (&self->unfinished, g_free);
  self->sha256 = cs_hash_dup_text (self->hash);
  sync_folder (self->folder);

  return TRUE;
}

const char *
cs_audit_output_get_name (CsAuditOutput *self)
{
  return self->name;
}

const char *
cs_audit_output_get_sha256 (CsAuditOutput *self)
{
  return self->sha256;
}

guint64
cs_audit_output_get_length (CsAuditOutput *self)
{
  return self->length;
}
