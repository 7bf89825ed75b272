/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-credentials.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cs-clock.h"
#include "cs-digits.h"
#include "cs-wire-error.h"

G_DEFINE_BOXED_TYPE (CsCredentials, cs_credentials, cs_credentials_ref, cs_credentials_unref)

/**
 * cs_credentials_new:
 * @asp_id: X-KM-User-AspId
 * @access_key: X-KM-Access-Key
 * @secret_key: what signs, as raw bytes
 * @time_zone: X-KM-Time-Zone
 *
 * Makes credentials without a crypto key. They are not judged before
 * [method@Credentials.validate].
 *
 * Returns: (transfer full): credentials
 */
CsCredentials *
cs_credentials_new (const char *asp_id,
                    const char *access_key,
                    CsSecret   *secret_key,
                    const char *time_zone)
{
  CsCredentials *self;

  g_return_val_if_fail (asp_id != NULL && access_key != NULL, NULL);
  g_return_val_if_fail (secret_key != NULL && time_zone != NULL, NULL);

  self = g_new0 (CsCredentials, 1);
  g_atomic_ref_count_init (&self->n_refs);
  self->asp_id = g_strdup (asp_id);
  self->access_key = g_strdup (access_key);
  self->secret_key = cs_secret_ref (secret_key);
  self->time_zone = g_strdup (time_zone);

  return self;
}

/**
 * cs_credentials_ref:
 * @self: credentials
 *
 * Takes a reference. Safe from any thread.
 *
 * Returns: (transfer full): @self
 */
CsCredentials *
cs_credentials_ref (CsCredentials *self)
{
  g_atomic_ref_count_inc (&self->n_refs);

  return self;
}

/**
 * cs_credentials_unref:
 * @self: (transfer full): credentials
 *
 * Drops a reference; the last one wipes what is secret.
 */
void
cs_credentials_unref (CsCredentials *self)
{
  if (!g_atomic_ref_count_dec (&self->n_refs))
    return;

  for (guint i = 0; i < self->n_keys; i++)
    {
      g_clear_pointer (&self->keys[i].id, g_free);
      g_clear_pointer (&self->keys[i].server_public, cs_rsa_key_unref);
      g_clear_pointer (&self->keys[i].client_private, cs_rsa_key_unref);
    }

  g_clear_pointer (&self->asp_id, g_free);
  g_clear_pointer (&self->access_key, cs_secret_wipe_free);
  g_clear_pointer (&self->secret_key, cs_secret_unref);
  g_clear_pointer (&self->time_zone, g_free);
  g_free (self);
}

static gboolean
refuse (GError     **error,
        const char  *message)
{
  g_set_error_literal (error, CS_WIRE_ERROR, CS_WIRE_ERROR_CREDENTIALS, message);

  return FALSE;
}

/* What may stand in a header: nothing that could end the line or begin another. */
static gboolean
is_visible_ascii (const char *text,
                  gsize       length)
{
  if (strlen (text) != length)
    return FALSE;

  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isgraph (text[i]))
      return FALSE;

  return TRUE;
}

/**
 * cs_credentials_add_key:
 * @self: credentials that nobody else has yet
 * @id: X-KM-Crypto-Key-Id
 * @server_public: (nullable): encrypts what goes to the service
 * @client_private: (nullable): decrypts what comes from it
 * @error: return location for an error
 *
 * Adds an encryption key pair. A project has up to two, while it changes from the
 * one to the other; the first is the one that calls use.
 *
 * Returns: `FALSE` with `CS_WIRE_ERROR_CREDENTIALS` if the ID is not 32 visible
 *   characters, is there already, or there is no room
 */
gboolean
cs_credentials_add_key (CsCredentials  *self,
                        const char     *id,
                        CsRsaKey       *server_public,
                        CsRsaKey       *client_private,
                        GError        **error)
{
  CsCryptoKey *key;

  g_return_val_if_fail (id != NULL, FALSE);
  g_return_val_if_fail (client_private == NULL || cs_rsa_key_is_private (client_private), FALSE);

  if (self->n_keys == CS_CRYPTO_KEYS_MAX)
    return refuse (error, _("There are two crypto keys already."));

  if (!is_visible_ascii (id, CS_CRYPTO_KEY_ID_LENGTH))
    return refuse (error, _("The ID of a crypto key must be 32 letters, digits or signs."));

  if (cs_credentials_find_key (self, id) != NULL)
    return refuse (error, _("Both crypto keys have the same ID."));

  key = &self->keys[self->n_keys++];
  key->id = g_strdup (id);
  key->server_public = server_public != NULL ? cs_rsa_key_ref (server_public) : NULL;
  key->client_private = client_private != NULL ? cs_rsa_key_ref (client_private) : NULL;

  return TRUE;
}

/**
 * cs_credentials_find_key:
 * @self: credentials
 * @id: X-KM-Crypto-Key-Id
 *
 * Looks a crypto key up.
 *
 * Returns: (transfer none) (nullable): the key, or `NULL` if none has that ID
 */
const CsCryptoKey *
cs_credentials_find_key (const CsCredentials *self,
                         const char          *id)
{
  for (guint i = 0; i < self->n_keys; i++)
    if (g_str_equal (self->keys[i].id, id))
      return &self->keys[i];

  return NULL;
}

/**
 * cs_credentials_validate:
 * @self: credentials
 * @error: return location for an error
 *
 * Tells whether every value is one that a call may carry. The vendor fixes the
 * lengths of the IDs; of the secret key only that it is not empty.
 *
 * Returns: `FALSE` with `CS_WIRE_ERROR_CREDENTIALS` otherwise; the message names
 *   the value but does not show it
 */
gboolean
cs_credentials_validate (const CsCredentials  *self,
                         GError              **error)
{
  g_autoptr (GTimeZone) zone = cs_clock_dup_zone (self->time_zone);
  gsize secret_length;

  (void) cs_secret_get_data (self->secret_key, &secret_length);

  if (strlen (self->asp_id) != CS_ASP_ID_LENGTH ||
      !cs_digits_only (self->asp_id, CS_ASP_ID_LENGTH))
    return refuse (error, _("The ASP ID must be 15 digits."));

  if (!is_visible_ascii (self->access_key, CS_ACCESS_KEY_LENGTH))
    return refuse (error, _("The access key must be 40 letters, digits or signs."));

  if (secret_length == 0)
    return refuse (error, _("The secret key is empty."));

  if (zone == NULL)
    return refuse (error, _("The time zone must be KST or UTC."));

  return TRUE;
}
