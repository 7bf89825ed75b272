/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-input.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "cs-bounded-file.h"
#include "cs-buffer.h"
#include "cs-prompt.h"

#define BLOCK          (64 * 1024)
#define KEY_MAX        (64 * 1024)
#define PASSPHRASE_MAX 1024

static void
set_read_error (GError     **error,
                const char  *name,
                int          code)
{
  g_set_error (error, G_FILE_ERROR, (int) g_file_error_from_errno (code),
               /* Translators: a file name, and what the system says of it. */
               _("“%s” cannot be read: %s."), name, g_strerror (code));
}

static gboolean
read_all (int          fd,
          const char  *name,
          CsBuffer    *content,
          GError     **error)
{
  for (;;)
    {
      gsize before = cs_buffer_get_length (content);
      gsize room = MIN (BLOCK, cs_buffer_get_maximum (content) - before);
      gssize n_read;

      if (room == 0)
        {
          set_read_error (error, name, EFBIG);
          return FALSE;
        }

      n_read = TEMP_FAILURE_RETRY (read (fd, cs_buffer_reserve (content, room), room));
      cs_buffer_truncate (content, before + (gsize) MAX (n_read, 0));

      if (n_read < 0)
        set_read_error (error, name, errno);

      if (n_read <= 0)
        return n_read == 0;
    }
}

static GBytes *
bytes_from_buffer (CsBuffer *content)
{
  gsize length;
  const guint8 *data = cs_buffer_get_data (content, &length);

  return g_bytes_new_with_free_func (data, length, (GDestroyNotify) cs_buffer_unref,
                                     cs_buffer_ref (content));
}

/**
 * cs_input_read:
 * @name: a file, or `-` for standard input
 * @maximum: the most bytes
 * @error: return location for an error, a sentence for the user
 *
 * Reads everything that a file or a pipe holds. It is wiped when it is freed.
 *
 * Returns: (transfer full): the bytes, or `NULL` on error
 */
GBytes *
cs_input_read (const char  *name,
               gsize        maximum,
               GError     **error)
{
  g_autoptr (CsBuffer) content = cs_buffer_new (maximum + 1);
  gboolean is_standard = g_str_equal (name, "-");
  int fd = is_standard ? STDIN_FILENO : g_open (name, O_RDONLY | O_CLOEXEC | O_NOCTTY, 0);
  gboolean is_read = FALSE;

  if (fd < 0)
    set_read_error (error, name, errno);
  else
    is_read = read_all (fd, is_standard ? _("standard input") : name, content, error);

  if (fd >= 0 && !is_standard)
    close (fd);

  return is_read ? bytes_from_buffer (content) : NULL;
}

/* One line, and nothing after it but its end. */
static char *
dup_line (const char  *data,
          gsize        length,
          GError     **error)
{
  while (length > 0 && (data[length - 1] == '\n' || data[length - 1] == '\r'))
    length--;

  if (memchr (data, '\n', length) != NULL || memchr (data, '\0', length) != NULL)
    {
      g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
                           _("Standard input holds more than one line."));
      return NULL;
    }

  return g_strndup (data, length);
}

/**
 * cs_input_read_id:
 * @maximum: the most bytes
 * @error: return location for an error, a sentence for the user
 *
 * Reads what is to be looked up from standard input. On a terminal it is asked for
 * and not shown while it is typed.
 *
 * Returns: (transfer full): the line, to be freed with cs_secret_wipe_free(), or
 *   `NULL` on error
 */
char *
cs_input_read_id (gsize    maximum,
                  GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  const char *data;
  gsize length;

  if (isatty (STDIN_FILENO))
    return cs_prompt_read (_("Member ID, card number or PAR (not shown): "), maximum, error);

  bytes = cs_input_read ("-", maximum, error);

  if (bytes == NULL)
    return NULL;

  data = g_bytes_get_data (bytes, &length);

  return dup_line (data, length, error);
}

static CsSecret *
read_passphrase (const char  *path,
                 GError     **error)
{
  g_autoptr (CsBuffer) content = cs_bounded_file_read (path, PASSPHRASE_MAX, CS_FILE_PRIVATE,
                                                       error);
  const guint8 *data;
  gsize length;

  if (content == NULL)
    return NULL;

  data = cs_buffer_get_data (content, &length);

  while (length > 0 && (data[length - 1] == '\n' || data[length - 1] == '\r'))
    length--;

  return cs_secret_new (data, length);
}

/**
 * cs_input_read_key:
 * @path: a file with a private key that nobody else may read
 * @passphrase_path: (nullable): a file with its passphrase, likewise
 * @error: [error@ClientError] `PROFILE` or [error@WireError] `KEY`
 *
 * Reads a private key: PEM, DER or PKCS#12.
 *
 * Returns: (transfer full): the key, or `NULL` on error
 */
CsRsaKey *
cs_input_read_key (const char  *path,
                   const char  *passphrase_path,
                   GError     **error)
{
  g_autoptr (CsBuffer) content = NULL;
  g_autoptr (CsSecret) passphrase = NULL;
  g_autoptr (GBytes) bytes = NULL;

  content = cs_bounded_file_read (path, KEY_MAX, CS_FILE_PRIVATE, error);

  if (content == NULL)
    return NULL;

  if (passphrase_path != NULL)
    {
      passphrase = read_passphrase (passphrase_path, error);

      if (passphrase == NULL)
        return NULL;
    }

  bytes = bytes_from_buffer (content);

  return cs_rsa_key_new_private (bytes, passphrase, error);
}
