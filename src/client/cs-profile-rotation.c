/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-profile-store.h"

#include <glib/gi18n-lib.h>

#include "cs-client-error.h"
#include "cs-profile-private.h"
#include "cs-profile-secrets.h"
#include "cs-profile-settings.h"

#define FIRST_KEY  CS_CRYPTO_KEY_GROUP "1"
#define SECOND_KEY CS_CRYPTO_KEY_GROUP "2"

/* What is changed here: one file, in one step. A private key is in the keyring before a
 * profile names it, and leaves it when no profile does any more, so that there is no
 * moment at which a profile lacks what it names.
 */

static CsProfileSettings *
open_for_change (CsProfileEntry  *entry,
                 GError         **error)
{
  if (!cs_profile_entry_check_writable (entry, error))
    return NULL;

  return cs_profile_settings_read (cs_profile_entry_get_path (entry), error);
}

/* For what is named in files the files are to be replaced, by whoever put them there. */
static gboolean
check_keyring (CsProfileEntry  *entry,
               GError         **error)
{
  if (cs_profile_entry_uses_keyring (entry))
    return TRUE;

  g_set_error_literal (error, CS_CLIENT_ERROR, CS_CLIENT_ERROR_PROFILE,
                       _("The secrets of this profile are in files that it names. Change those, "
                         "or import the profile first."));

  return FALSE;
}

static gboolean
check_second (const CsProfileSettings  *settings,
              GError                  **error)
{
  if (cs_profile_settings_has_group (settings, SECOND_KEY))
    return TRUE;

  g_set_error_literal (error, CS_CLIENT_ERROR, CS_CLIENT_ERROR_PROFILE,
                       _("The profile has one crypto key only. Add the second one first."));

  return FALSE;
}

/* The rules for IDs are those of the calls that carry them. */
static gboolean
check_new_key (CsProfileEntry  *entry,
               const char      *key_id,
               CsRsaKey        *server_public,
               CsRsaKey        *client_private,
               GError         **error)
{
  g_autoptr (CsSecret) nothing = cs_secret_new ("-", 1);
  g_autoptr (CsCredentials) credentials = cs_credentials_new ("", "", nothing, "KST");
  g_autoptr (GError) why = NULL;

  for (guint i = 0; i < cs_profile_entry_get_n_keys (entry); i++)
    if (!cs_credentials_add_key (credentials, cs_profile_entry_get_key_id (entry, i), NULL, NULL,
                                 &why))
      break;

  if (why == NULL && cs_credentials_add_key (credentials, key_id, NULL, NULL, &why) &&
      !cs_rsa_key_is_same_pair (server_public, client_private))
    return TRUE;

  g_set_error_literal (error, CS_CLIENT_ERROR, CS_CLIENT_ERROR_PROFILE,
                       why != NULL ? why->message
                                   : _("The server’s public key belongs to the private key: one "
                                       "of the two files is the wrong one."));

  return FALSE;
}

/**
 * cs_profile_store_add_key:
 * @entry: a profile of this user with one crypto key
 * @key_id: the ID of the new key
 * @server_public: encrypts what goes to the service
 * @client_private: decrypts what comes from it
 * @error: [error@ClientError] `PROFILE`, or [error@KeyringError]
 *
 * Begins a rotation: adds a second crypto key, which answers may be encrypted for from
 * now on. Calls go on using the first. Blocks.
 *
 * Returns: `TRUE` once it is there
 */
gboolean
cs_profile_store_add_key (CsProfileEntry  *entry,
                          const char      *key_id,
                          CsRsaKey        *server_public,
                          CsRsaKey        *client_private,
                          GError         **error)
{
  g_autoptr (CsProfileSettings) settings = open_for_change (entry, error);
  g_autoptr (CsSecret) pem = NULL;
  const char *id = cs_profile_entry_get_id (entry);
  const char *group;

  if (settings == NULL || !check_keyring (entry, error) ||
      !check_new_key (entry, key_id, server_public, client_private, error))
    return FALSE;

  group = cs_profile_settings_has_group (settings, FIRST_KEY) ? SECOND_KEY : FIRST_KEY;
  g_key_file_set_string (settings->key_file, group, "id", key_id);
  cs_profile_settings_set_public_key (settings, group, server_public);
  pem = cs_rsa_key_to_private_pem (client_private);

  if (!cs_profile_secrets_store (id, key_id, pem, error))
    return FALSE;

  if (cs_profile_settings_write (settings, cs_profile_entry_get_path (entry), error))
    return TRUE;

  cs_profile_secrets_clear (id, key_id, NULL);

  return FALSE;
}

static void
copy_group (GKeyFile   *from,
            const char *from_group,
            GKeyFile   *to,
            const char *to_group)
{
  g_auto (GStrv) keys = g_key_file_get_keys (from, from_group, NULL, NULL);

  for (gsize i = 0; keys != NULL && keys[i] != NULL; i++)
    {
      g_autofree char *value = g_key_file_get_value (from, from_group, keys[i], NULL);

      g_key_file_set_value (to, to_group, keys[i], value);
    }
}

/**
 * cs_profile_store_switch_keys:
 * @entry: a profile of this user with two crypto keys
 * @error: [error@ClientError] `PROFILE`
 *
 * Makes calls use the other crypto key; answers may still be encrypted for either. The
 * same again takes it back.
 *
 * Returns: `TRUE` once they do
 */
gboolean
cs_profile_store_switch_keys (CsProfileEntry  *entry,
                              GError         **error)
{
  g_autoptr (CsProfileSettings) settings = open_for_change (entry, error);
  g_autoptr (GKeyFile) before = NULL;

  if (settings == NULL || !check_second (settings, error))
    return FALSE;

  before = g_steal_pointer (&settings->key_file);
  settings->key_file = g_key_file_new ();
  copy_group (before, CS_PROFILE_GROUP, settings->key_file, CS_PROFILE_GROUP);
  copy_group (before, SECOND_KEY, settings->key_file, FIRST_KEY);
  copy_group (before, FIRST_KEY, settings->key_file, SECOND_KEY);

  return cs_profile_settings_write (settings, cs_profile_entry_get_path (entry), error);
}

/**
 * cs_profile_store_drop_key:
 * @entry: a profile of this user with two crypto keys
 * @error: [error@ClientError] `PROFILE`, or [error@KeyringError]
 *
 * Ends a rotation: drops the second crypto key, the one that calls do not use. Blocks.
 *
 * Returns: `TRUE` once it is gone
 */
gboolean
cs_profile_store_drop_key (CsProfileEntry  *entry,
                           GError         **error)
{
  g_autoptr (CsProfileSettings) settings = open_for_change (entry, error);
  g_autofree char *key_id = NULL;

  if (settings == NULL || !check_second (settings, error))
    return FALSE;

  key_id = cs_profile_settings_need_text (settings, SECOND_KEY, "id", error);

  if (key_id == NULL)
    return FALSE;

  g_key_file_remove_group (settings->key_file, SECOND_KEY, NULL);

  return cs_profile_settings_write (settings, cs_profile_entry_get_path (entry), error) &&
         (!cs_profile_entry_uses_keyring (entry) ||
          cs_profile_secrets_clear (cs_profile_entry_get_id (entry), key_id, error));
}

/**
 * cs_profile_store_set_secret_key:
 * @entry: a profile, also one of the administrator
 * @secret_key: what signs calls from now on
 * @error: [error@ClientError] `PROFILE`, or [error@KeyringError]
 *
 * Puts a secret key into this user's keyring, in the place of an older one. Blocks.
 *
 * Returns: `TRUE` once it is there
 */
gboolean
cs_profile_store_set_secret_key (CsProfileEntry  *entry,
                                 CsSecret        *secret_key,
                                 GError         **error)
{
  return check_keyring (entry, error) &&
         cs_profile_secrets_store (cs_profile_entry_get_id (entry), CS_SECRET_KEY_NAME,
                                   secret_key, error);
}

static gboolean
check_known_key (CsProfileEntry  *entry,
                 const char      *key_id,
                 GError         **error)
{
  for (guint i = 0; i < cs_profile_entry_get_n_keys (entry); i++)
    if (g_str_equal (cs_profile_entry_get_key_id (entry, i), key_id))
      return TRUE;

  g_set_error_literal (error, CS_CLIENT_ERROR, CS_CLIENT_ERROR_PROFILE,
                       _("The profile has no crypto key with this ID."));

  return FALSE;
}

/**
 * cs_profile_store_set_private_key:
 * @entry: a profile, also one of the administrator
 * @key_id: one of its crypto keys
 * @client_private: decrypts what comes from the service
 * @error: [error@ClientError] `PROFILE`, or [error@KeyringError]
 *
 * Puts a private key into this user's keyring, in the place of an older one. Blocks.
 *
 * Returns: `TRUE` once it is there
 */
gboolean
cs_profile_store_set_private_key (CsProfileEntry  *entry,
                                  const char      *key_id,
                                  CsRsaKey        *client_private,
                                  GError         **error)
{
  g_autoptr (CsSecret) pem = cs_rsa_key_to_private_pem (client_private);

  return check_keyring (entry, error) && check_known_key (entry, key_id, error) &&
         cs_profile_secrets_store (cs_profile_entry_get_id (entry), key_id, pem, error);
}

/**
 * cs_profile_store_rename:
 * @entry: a profile of this user
 * @name: what to call it, 1 to 100 printable characters
 * @error: [error@ClientError] `PROFILE`
 *
 * Gives a profile another name. Its ID, and with it its secrets, stay where they are.
 *
 * Returns: `TRUE` once it is called that
 */
gboolean
cs_profile_store_rename (CsProfileEntry  *entry,
                         const char      *name,
                         GError         **error)
{
  g_autoptr (CsProfileSettings) settings = open_for_change (entry, error);

  if (settings == NULL || !cs_profile_check_name (name, error))
    return FALSE;

  g_key_file_set_string (settings->key_file, CS_PROFILE_GROUP, "name", name);

  return cs_profile_settings_write (settings, cs_profile_entry_get_path (entry), error);
}
