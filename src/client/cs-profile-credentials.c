/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-profile-credentials.h"

#include <glib/gi18n-lib.h>

#include "cs-bounded-file.h"
#include "cs-client-error.h"
#include "cs-profile-secrets.h"
#include "cs-wire-error.h"

#define SECRET_KEY_FILE  "secret-key-file"
#define PUBLIC_KEY_FILE  "server-public-key-file"
#define PRIVATE_KEY_FILE "client-private-key-file"
#define PASSPHRASE_FILE  "client-private-key-passphrase-file"

/* Whoever looks at an error of a key wants to know in which file; the wire layer,
 * which only sees bytes, cannot tell.
 */
static void
take_wire_error (GError     **error,
                 GError      *why,
                 const char  *place)
{
  if (g_error_matches (why, CS_WIRE_ERROR, CS_WIRE_ERROR_PASSPHRASE))
    g_set_error (error, CS_CLIENT_ERROR, CS_CLIENT_ERROR_PASSPHRASE,
                 /* Translators: a file name; do not translate what stands in the second pair
                  * of quotation marks. */
                 _("The key in “%s” needs a passphrase, or another one: name the file that it is "
                   "in as “client-private-key-passphrase-file”."), place);
  else
    g_set_error (error, CS_CLIENT_ERROR, CS_CLIENT_ERROR_PROFILE, "%s: %s", place, why->message);

  g_error_free (why);
}

/* Whom the profile tells where the passphrase is, is not asked for it: an answer would not
 * be looked at.
 */
static void
take_private_error (GError     **error,
                    GError      *why,
                    const char  *place,
                    const char  *passphrase_path)
{
  if (passphrase_path == NULL || !g_error_matches (why, CS_WIRE_ERROR, CS_WIRE_ERROR_PASSPHRASE))
    {
      take_wire_error (error, why, place);
      return;
    }

  g_set_error (error, CS_CLIENT_ERROR, CS_CLIENT_ERROR_PROFILE,
               /* Translators: two file names */
               _("The passphrase in “%s” does not open the key in “%s”."), passphrase_path, place);
  g_error_free (why);
}

static CsRsaKey *
read_public_key (const CsProfileSettings  *settings,
                 const char               *group,
                 GError                  **error)
{
  g_autofree char *path = cs_profile_settings_dup_path (settings, group, PUBLIC_KEY_FILE);
  g_autoptr (GBytes) bytes = NULL;
  GError *why = NULL;
  CsRsaKey *key;

  bytes = path != NULL ? cs_profile_secrets_read_bytes (path, CS_FILE_SHARED, error)
                       : cs_profile_settings_dup_public_key (settings, group, error);

  if (bytes == NULL)
    return NULL;

  key = cs_rsa_key_new_public (bytes, &why);

  if (key == NULL)
    take_wire_error (error, why, path != NULL ? path : group);

  return key;
}

static CsRsaKey *
read_private_file (const CsProfileSettings  *settings,
                   const char               *path,
                   const char               *passphrase_path,
                   CsFileAccess              access,
                   GError                  **error)
{
  g_autoptr (CsSecret) passphrase = NULL;
  g_autoptr (GBytes) bytes = NULL;
  GError *why = NULL;
  CsRsaKey *key;

  if (passphrase_path == NULL && settings->passphrase != NULL)
    passphrase = cs_secret_ref (settings->passphrase);

  if (passphrase_path != NULL)
    {
      passphrase = cs_profile_secrets_read_line (passphrase_path, access, error);

      if (passphrase == NULL)
        return NULL;
    }

  bytes = cs_profile_secrets_read_bytes (path, access, error);

  if (bytes == NULL)
    return NULL;

  key = cs_rsa_key_new_private (bytes, passphrase, &why);

  if (key == NULL)
    take_private_error (error, why, path, passphrase_path);

  return key;
}

static CsRsaKey *
read_private_item (const CsProfileSettings  *settings,
                   const char               *key_id,
                   GError                  **error)
{
  g_autoptr (CsSecret) pem = cs_profile_secrets_lookup (settings->id, key_id, error);
  g_autoptr (GBytes) bytes = NULL;
  GError *why = NULL;
  const char *text;
  CsRsaKey *key;
  gsize length;

  if (pem == NULL)
    return NULL;

  text = cs_secret_get_data (pem, &length);
  bytes = g_bytes_new_static (text, length);
  key = cs_rsa_key_new_private (bytes, NULL, &why);

  /* It was a key when it was stored. */
  if (key == NULL)
    cs_keyring_set_error (error, CS_KEYRING_ERROR_DAMAGED);

  g_clear_error (&why);

  return key;
}

static CsRsaKey *
read_private_key (const CsProfileSettings  *settings,
                  const char               *group,
                  const char               *key_id,
                  GError                  **error)
{
  g_autofree char *path = cs_profile_settings_dup_path (settings, group, PRIVATE_KEY_FILE);
  g_autofree char *passphrase_path = cs_profile_settings_dup_path (settings, group,
                                                                   PASSPHRASE_FILE);
  g_autofree char *handed = NULL;
  g_autofree char *handed_passphrase = NULL;

  if (path != NULL)
    return read_private_file (settings, path, passphrase_path, CS_FILE_PRIVATE, error);

  handed = cs_profile_secrets_find_handed (group, NULL);
  handed_passphrase = cs_profile_secrets_find_handed (group, ".passphrase");

  if (handed != NULL)
    return read_private_file (settings, handed, handed_passphrase, CS_FILE_HANDED, error);

  if (settings->id != NULL)
    return read_private_item (settings, key_id, error);

  /* It is not there, as its error says. */
  g_free (cs_profile_settings_need_text (settings, group, PRIVATE_KEY_FILE, error));

  return NULL;
}

static CsSecret *
read_secret_key (const CsProfileSettings  *settings,
                 GError                  **error)
{
  g_autofree char *path = cs_profile_settings_dup_path (settings, CS_PROFILE_GROUP,
                                                        SECRET_KEY_FILE);
  g_autofree char *handed = NULL;

  if (path != NULL)
    return cs_profile_secrets_read_line (path, CS_FILE_PRIVATE, error);

  handed = cs_profile_secrets_find_handed (CS_SECRET_KEY_NAME, NULL);

  if (handed != NULL)
    return cs_profile_secrets_read_line (handed, CS_FILE_HANDED, error);

  if (settings->id != NULL)
    return cs_profile_secrets_lookup (settings->id, CS_SECRET_KEY_NAME, error);

  g_set_error_literal (error, CS_CLIENT_ERROR, CS_CLIENT_ERROR_PROFILE,
                       _("The profile names no secret key: “secret-key-file” is missing from "
                         "[profile]. Name the file, or import the profile."));

  return NULL;
}

static gboolean
add_crypto_key (CsCredentials            *credentials,
                const CsProfileSettings  *settings,
                const char               *group,
                GError                  **error)
{
  g_autofree char *id = cs_profile_settings_need_text (settings, group, "id", error);
  g_autoptr (CsRsaKey) server_public = NULL;
  g_autoptr (CsRsaKey) client_private = NULL;
  GError *why = NULL;

  if (id == NULL)
    return FALSE;

  server_public = read_public_key (settings, group, error);

  if (server_public == NULL)
    return FALSE;

  client_private = read_private_key (settings, group, id, error);

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
 * cs_profile_credentials_load:
 * @settings: a profile file
 * @error: [error@ClientError] `PROFILE`, or [error@KeyringError]
 *
 * Gathers what a profile signs and encrypts with. Each secret is in the file that the
 * profile names; where it names none, it was handed over by systemd
 * (`$CREDENTIALS_DIRECTORY`) or is in the keyring of this user. Blocks, also while
 * somebody is asked to unlock the keyring.
 *
 * Returns: (transfer full): what signs and encrypts, or `NULL` on error
 */
CsCredentials *
cs_profile_credentials_load (const CsProfileSettings  *settings,
                             GError                  **error)
{
  g_autoptr (CsCredentials) credentials = NULL;
  g_autoptr (CsSecret) secret_key = NULL;
  g_autofree char *asp_id = NULL;
  g_autofree char *access_key = NULL;
  g_autofree char *time_zone = NULL;

  asp_id = cs_profile_settings_need_text (settings, CS_PROFILE_GROUP, "asp-id", error);

  if (asp_id == NULL)
    return NULL;

  access_key = cs_profile_settings_need_text (settings, CS_PROFILE_GROUP, "access-key", error);

  if (access_key == NULL)
    return NULL;

  time_zone = cs_profile_settings_need_text (settings, CS_PROFILE_GROUP, "time-zone", error);

  if (time_zone == NULL)
    return NULL;

  secret_key = read_secret_key (settings, error);

  if (secret_key == NULL)
    return NULL;

  credentials = cs_credentials_new (asp_id, access_key, secret_key, time_zone);

  if (!add_crypto_keys (credentials, settings, error))
    return NULL;

  return g_steal_pointer (&credentials);
}
