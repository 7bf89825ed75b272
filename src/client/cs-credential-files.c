/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-credential-files.h"

#include <glib/gi18n-lib.h>

#include "cs-bounded-file.h"
#include "cs-client-error.h"
#include "cs-wire-error.h"

#define SECRET_MAX    4096
#define KEY_FILE_MAX  (64 * 1024)

/* Whoever looks at an error of a key wants to know in which file; the wire layer,
 * which only sees bytes, cannot tell.
 */
static void
take_wire_error (GError     **error,
                 GError      *why,
                 const char  *place)
{
  if (g_error_matches (why, CS_WIRE_ERROR, CS_WIRE_ERROR_PASSPHRASE))
    g_set_error (error, CS_CLIENT_ERROR, CS_CLIENT_ERROR_PROFILE,
                 /* Translators: a file name; do not translate what stands in the second pair
                  * of quotation marks. */
                 _("The key in “%s” needs a passphrase, or another one: name the file that it is "
                   "in as “client-private-key-passphrase-file”."), place);
  else
    g_set_error (error, CS_CLIENT_ERROR, CS_CLIENT_ERROR_PROFILE, "%s: %s", place, why->message);

  g_error_free (why);
}

/* Editors end a file with a line feed, which is no part of the secret. */
static CsSecret *
read_secret (const char  *path,
             GError     **error)
{
  g_autoptr (CsBuffer) content = cs_bounded_file_read (path, SECRET_MAX, CS_FILE_PRIVATE, error);
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

/* The bytes stay in the buffer, which wipes them when the last reader lets go. */
static GBytes *
read_key_bytes (const char    *path,
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

static CsRsaKey *
read_public_key (const CsProfileSettings  *settings,
                 const char               *group,
                 GError                  **error)
{
  g_autofree char *path = cs_profile_settings_dup_path (settings, group, "server-public-key-file");
  g_autoptr (GBytes) bytes = NULL;
  GError *why = NULL;
  CsRsaKey *key;

  bytes = read_key_bytes (path, CS_FILE_SHARED, error);

  if (bytes == NULL)
    return NULL;

  key = cs_rsa_key_new_public (bytes, &why);

  if (key == NULL)
    take_wire_error (error, why, path);

  return key;
}

static CsRsaKey *
read_private_key (const CsProfileSettings  *settings,
                  const char               *group,
                  GError                  **error)
{
  g_autofree char *path = cs_profile_settings_dup_path (settings, group, "client-private-key-file");
  g_autofree char *passphrase_path =
    cs_profile_settings_dup_path (settings, group, "client-private-key-passphrase-file");
  g_autoptr (CsSecret) passphrase = NULL;
  g_autoptr (GBytes) bytes = NULL;
  GError *why = NULL;
  CsRsaKey *key;

  if (passphrase_path != NULL)
    {
      passphrase = read_secret (passphrase_path, error);

      if (passphrase == NULL)
        return NULL;
    }

  bytes = read_key_bytes (path, CS_FILE_PRIVATE, error);

  if (bytes == NULL)
    return NULL;

  key = cs_rsa_key_new_private (bytes, passphrase, &why);

  if (key == NULL)
    take_wire_error (error, why, path);

  return key;
}

static gboolean
check_complete (const CsProfileSettings  *settings,
                const char               *group,
                GError                  **error)
{
  static const char *const needed[] = { "id", "server-public-key-file", "client-private-key-file" };

  for (gsize i = 0; i < G_N_ELEMENTS (needed); i++)
    {
      g_autofree char *text = cs_profile_settings_need_text (settings, group, needed[i], error);

      if (text == NULL)
        return FALSE;
    }

  return TRUE;
}

static gboolean
add_crypto_key (CsCredentials            *credentials,
                const CsProfileSettings  *settings,
                const char               *group,
                GError                  **error)
{
  g_autofree char *id = cs_profile_settings_dup_text (settings, group, "id");
  g_autoptr (CsRsaKey) server_public = NULL;
  g_autoptr (CsRsaKey) client_private = NULL;
  GError *why = NULL;

  if (!check_complete (settings, group, error))
    return FALSE;

  server_public = read_public_key (settings, group, error);

  if (server_public == NULL)
    return FALSE;

  client_private = read_private_key (settings, group, error);

  if (client_private == NULL)
    return FALSE;

  if (!cs_credentials_add_key (credentials, id, server_public, client_private, &why))
    {
      take_wire_error (error, why, group);
      return FALSE;
    }

  return TRUE;
}

static gboolean
add_crypto_keys (CsCredentials            *credentials,
                 const CsProfileSettings  *settings,
                 GError                  **error)
{
  static const char *const groups[CS_CRYPTO_KEYS_MAX] = { "crypto-key-1", "crypto-key-2" };

  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++)
    if (cs_profile_settings_has_group (settings, groups[i]) &&
        !add_crypto_key (credentials, settings, groups[i], error))
      return FALSE;

  return TRUE;
}

/**
 * cs_credential_files_load:
 * @settings: a profile file
 * @error: [error@ClientError] `PROFILE`
 *
 * Reads the keys that a profile names as files.
 *
 * Returns: (transfer full): what signs and encrypts, or `NULL` on error
 */
CsCredentials *
cs_credential_files_load (const CsProfileSettings  *settings,
                          GError                  **error)
{
  g_autoptr (CsCredentials) credentials = NULL;
  g_autoptr (CsSecret) secret_key = NULL;
  g_autofree char *asp_id = NULL;
  g_autofree char *access_key = NULL;
  g_autofree char *time_zone = NULL;
  g_autofree char *path = NULL;

  asp_id = cs_profile_settings_need_text (settings, CS_PROFILE_GROUP, "asp-id", error);

  if (asp_id == NULL)
    return NULL;

  access_key = cs_profile_settings_need_text (settings, CS_PROFILE_GROUP, "access-key", error);

  if (access_key == NULL)
    return NULL;

  time_zone = cs_profile_settings_need_text (settings, CS_PROFILE_GROUP, "time-zone", error);

  if (time_zone == NULL)
    return NULL;

  path = cs_profile_settings_dup_path (settings, CS_PROFILE_GROUP, "secret-key-file");

  if (path == NULL)
    {
      g_set_error_literal (error, CS_CLIENT_ERROR, CS_CLIENT_ERROR_PROFILE,
                           _("The profile names no secret key: “secret-key-file” is missing from "
                             "[profile]."));
      return NULL;
    }

  secret_key = read_secret (path, error);

  if (secret_key == NULL)
    return NULL;

  credentials = cs_credentials_new (asp_id, access_key, secret_key, time_zone);

  if (!add_crypto_keys (credentials, settings, error))
    return NULL;

  return g_steal_pointer (&credentials);
}
