/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-profile-secrets.h"

#include <glib/gi18n-lib.h>

#include "cs-client-error.h"

#define KEY_FILE_MAX       (64 * 1024)
#define PURPOSE            "profile"
#define CREDENTIALS        "CREDENTIALS_DIRECTORY"
#define CREDENTIALS_PREFIX "cardsync."

/**
 * cs_profile_secrets_read_line:
 * @path: a file with one secret in it
 * @access: whether others may be able to read it
 * @error: [error@ClientError] `PROFILE`
 *
 * Reads a secret from a file. Editors end a file with a line feed, which is no part of it.
 *
 * Returns: (transfer full): the secret, or `NULL` on error
 */
CsSecret *
cs_profile_secrets_read_line (const char    *path,
                              CsFileAccess   access,
                              GError       **error)
{
  g_autoptr (CsBuffer) content = cs_bounded_file_read (path, CS_SECRET_KEY_MAX, access, error);
  const char *text;
  gsize length;

  if (content == NULL)
    return NULL;

  text = (const char *) cs_buffer_get_data (content, &length);

  if (length > 0 && text[length - 1] == '\n')
    length--;

  if (length > 0 && text[length - 1] == '\r')
    length--;

  if (length == 0)
    {
      g_set_error (error, CS_CLIENT_ERROR, CS_CLIENT_ERROR_PROFILE,
                   /* Translators: a file name. */
                   _("The file “%s” is empty."), path);
      return NULL;
    }

  return cs_secret_new (text, length);
}

/**
 * cs_profile_secrets_read_bytes:
 * @path: a key file
 * @access: whether others may be able to read it
 * @error: [error@ClientError] `PROFILE`
 *
 * Reads a key file. The bytes stay in the buffer, which wipes them when the last reader
 * lets go.
 *
 * Returns: (transfer full): its bytes, or `NULL` on error
 */
GBytes *
cs_profile_secrets_read_bytes (const char    *path,
                               CsFileAccess   access,
                               GError       **error)
{
  CsBuffer *content = cs_bounded_file_read (path, KEY_FILE_MAX, access, error);
  gconstpointer data;
  gsize length;

  if (content == NULL)
    return NULL;

  data = cs_buffer_get_data (content, &length);

  return g_bytes_new_with_free_func (data, length, (GDestroyNotify) cs_buffer_unref, content);
}

/**
 * cs_profile_secrets_find_handed:
 * @name: `secret-key`, `crypto-key-1` or `crypto-key-2`
 * @suffix: (nullable): what follows it
 *
 * Looks for a secret that systemd handed over (`LoadCredential=cardsync.secret-key:…`).
 *
 * Returns: (transfer full) (nullable): the path of its file, or `NULL` if there is none
 */
char *
cs_profile_secrets_find_handed (const char *name,
                                const char *suffix)
{
  const char *directory = g_getenv (CREDENTIALS);
  g_autofree char *file = g_strconcat (CREDENTIALS_PREFIX, name, suffix, NULL);
  g_autofree char *path = NULL;

  if (directory == NULL || !g_path_is_absolute (directory))
    return NULL;

  path = g_build_filename (directory, file, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS) ? g_steal_pointer (&path) : NULL;
}

static char *
dup_item_name (const char *profile_id,
               const char *name)
{
  return g_strconcat (profile_id, "/", name, NULL);
}

/**
 * cs_profile_secrets_lookup:
 * @profile_id: the ID of a profile
 * @name: %CS_SECRET_KEY_NAME, or the ID of a crypto key
 * @error: [error@KeyringError]
 *
 * Looks a profile's secret up in the keyring. Blocks.
 *
 * Returns: (transfer full): the secret, or `NULL` on error
 */
CsSecret *
cs_profile_secrets_lookup (const char  *profile_id,
                           const char  *name,
                           GError     **error)
{
  g_autofree char *item = dup_item_name (profile_id, name);

  return cs_keyring_lookup (PURPOSE, item, NULL, error);
}

/**
 * cs_profile_secrets_store:
 * @profile_id: the ID of a profile
 * @name: %CS_SECRET_KEY_NAME, or the ID of a crypto key
 * @secret: what to keep
 * @error: [error@KeyringError]
 *
 * Keeps a profile's secret in the keyring, in the place of an older one. Blocks.
 *
 * Returns: `TRUE` once it is there
 */
gboolean
cs_profile_secrets_store (const char  *profile_id,
                          const char  *name,
                          CsSecret    *secret,
                          GError     **error)
{
  g_autofree char *item = dup_item_name (profile_id, name);

  return cs_keyring_store (PURPOSE, item, secret, NULL, error);
}

/**
 * cs_profile_secrets_clear:
 * @profile_id: the ID of a profile
 * @name: %CS_SECRET_KEY_NAME, or the ID of a crypto key
 * @error: [error@KeyringError]
 *
 * Deletes a profile's secret from the keyring. Blocks.
 *
 * Returns: `TRUE` once there is none
 */
gboolean
cs_profile_secrets_clear (const char  *profile_id,
                          const char  *name,
                          GError     **error)
{
  g_autofree char *item = dup_item_name (profile_id, name);

  return cs_keyring_clear (PURPOSE, item, NULL, error);
}
