/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-mock-export.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "cs-mock-error.h"

#define DIRECTORY_MODE 0700
#define FILE_MODE      0600

#define PROFILE_FILE   "profile.ini"
#define SECRET_FILE    "secret-key"
#define PUBLIC_FILE    "server-public.pem"
#define PRIVATE_FILE   "client-private.pem"

static gboolean
write_file (const char  *directory,
            const char  *name,
            const char  *data,
            gsize        length,
            GError     **error)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);

  return g_file_set_contents_full (path, data, (gssize) length, G_FILE_SET_CONTENTS_CONSISTENT,
                                   FILE_MODE, error);
}

static gboolean
write_secret (const char  *directory,
              const char  *name,
              CsSecret    *secret,
              GError     **error)
{
  gsize length;
  const char *data;

  if (secret == NULL)
    {
      g_set_error_literal (error, CS_MOCK_ERROR, CS_MOCK_ERROR_FAILED,
                           "A key cannot be written out");
      return FALSE;
    }

  data = cs_secret_get_data (secret, &length);

  return write_file (directory, name, data, length, error);
}

static gboolean
write_public_key (const char  *directory,
                  CsRsaKey    *key,
                  GError     **error)
{
  g_autofree char *pem = cs_rsa_key_to_public_pem (key);

  if (pem != NULL)
    return write_file (directory, PUBLIC_FILE, pem, strlen (pem), error);

  g_set_error_literal (error, CS_MOCK_ERROR, CS_MOCK_ERROR_FAILED, "A key cannot be written out");

  return FALSE;
}

static gboolean
write_profile (const char           *directory,
               const char           *base_url,
               const CsCredentials  *credentials,
               GError              **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *text = NULL;
  gsize length;

  g_key_file_set_string (file, "profile", "name", "Mock service");
  g_key_file_set_string (file, "profile", "environment", "mock");
  g_key_file_set_string (file, "profile", "base-url", base_url);
  g_key_file_set_string (file, "profile", "asp-id", credentials->asp_id);
  g_key_file_set_string (file, "profile", "access-key", credentials->access_key);
  g_key_file_set_string (file, "profile", "time-zone", credentials->time_zone);
  g_key_file_set_string (file, "profile", "secret-key-file", SECRET_FILE);
  g_key_file_set_string (file, "crypto-key-1", "id", credentials->keys[0].id);
  g_key_file_set_string (file, "crypto-key-1", "server-public-key-file", PUBLIC_FILE);
  g_key_file_set_string (file, "crypto-key-1", "client-private-key-file", PRIVATE_FILE);
  text = g_key_file_to_data (file, &length, NULL);

  return write_file (directory, PROFILE_FILE, text, length, error);
}

/**
 * cs_mock_export_profile:
 * @base_url: where the service is
 * @credentials: a client's side of the project
 * @directory: where to write; made if it does not exist
 * @error: return location for an error of `CS_MOCK_ERROR` or `G_FILE_ERROR`
 *
 * Writes a profile file and the keys it names, in the clear and readable by their
 * owner only. The profile comes last: whoever waits for it finds the rest there.
 *
 * Returns: `FALSE` if they cannot be written
 */
gboolean
cs_mock_export_profile (const char           *base_url,
                        const CsCredentials  *credentials,
                        const char           *directory,
                        GError              **error)
{
  const CsCryptoKey *key = &credentials->keys[0];
  g_autoptr (CsSecret) private_pem = cs_rsa_key_to_private_pem (key->client_private);

  if (g_mkdir_with_parents (directory, DIRECTORY_MODE) != 0)
    {
      int saved_errno = errno;

      g_set_error (error, G_FILE_ERROR, (int) g_file_error_from_errno (saved_errno),
                   "The folder %s cannot be made: %s", directory, g_strerror (saved_errno));
      return FALSE;
    }

  return write_secret (directory, SECRET_FILE, credentials->secret_key, error) &&
         write_public_key (directory, key->server_public, error) &&
         write_secret (directory, PRIVATE_FILE, private_pem, error) &&
         write_profile (directory, base_url, credentials, error);
}
