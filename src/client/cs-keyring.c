/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-keyring.h"

#include <string.h>

#include "cs-base64url.h"
#include "cs-buffer.h"
#include "cs-keyring-service.h"

/* Tells what CardSync wrote from what somebody typed into the keyring's own program. */
#define MARK         "cs1."
#define MARK_LENGTH  4
#define CONTENT_TYPE "text/plain"

/* The attributes can be read without unlocking: they are names, never secrets. */
static const SecretSchema schema = {
  .name = "io.github.cardsync.CardSync",
  .flags = SECRET_SCHEMA_NONE,
  .attributes = {
    { "purpose", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "name", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL, 0 },
  },
};

static GHashTable *
attributes_new (const char *purpose,
                const char *name)
{
  GHashTable *attributes = g_hash_table_new (g_str_hash, g_str_equal);

  g_hash_table_insert (attributes, (char *) "purpose", (char *) purpose);
  g_hash_table_insert (attributes, (char *) "name", (char *) name);

  return attributes;
}

/* Text, since not every keyring returns any bytes as it got them. The copy that
 * libsecret makes for the bus is in its own locked memory.
 */
static SecretValue *
wrap (CsSecret *secret)
{
  gsize length;
  const char *data = cs_secret_get_data (secret, &length);
  gsize text_length = MARK_LENGTH + cs_base64url_encoded_length (length);
  char *text = g_malloc0 (text_length + 1);

  (void) g_strlcpy (text, MARK, text_length + 1);
  cs_base64url_encode ((const guint8 *) data, length, text + MARK_LENGTH);

  return secret_value_new_full (text, (gssize) text_length, CONTENT_TYPE,
                                (GDestroyNotify) cs_secret_wipe_free);
}

static CsSecret *
unwrap (SecretValue  *value,
        GError      **error)
{
  gsize text_length;
  const char *text = secret_value_get (value, &text_length);
  g_autoptr (CsBuffer) content = cs_buffer_new (CS_KEYRING_SECRET_MAX);
  guint8 *place = NULL;
  gsize length = 0;

  if (text_length > MARK_LENGTH && memcmp (text, MARK, MARK_LENGTH) == 0)
    {
      length = cs_base64url_decoded_length (text_length - MARK_LENGTH);
      place = length > 0 ? cs_buffer_reserve (content, length) : NULL;
    }

  if (place == NULL ||
      !cs_base64url_decode (text + MARK_LENGTH, text_length - MARK_LENGTH, place))
    {
      cs_keyring_set_error (error, CS_KEYRING_ERROR_DAMAGED);
      return NULL;
    }

  return cs_secret_new (place, length);
}

static gboolean
find_items (CsKeyringService  *service,
            const char        *purpose,
            const char        *name,
            GList            **out_items,
            GCancellable      *cancellable,
            GError           **error)
{
  g_autoptr (GHashTable) attributes = attributes_new (purpose, name);
  GError *why = NULL;
  GList *items = secret_service_search_sync (SECRET_SERVICE (service), &schema, attributes,
                                             SECRET_SEARCH_ALL, cancellable, &why);

  if (why != NULL)
    {
      cs_keyring_take_error (error, why);
      return FALSE;
    }

  *out_items = items;

  return TRUE;
}

/* Of several, which only another program can have made, the one written last. */
static SecretItem *
choose_newest (GList *items)
{
  SecretItem *newest = NULL;

  for (GList *l = items; l != NULL; l = l->next)
    if (newest == NULL || secret_item_get_modified (l->data) > secret_item_get_modified (newest))
      newest = l->data;

  return newest;
}

static SecretValue *
load_value (CsKeyringService  *service,
            SecretItem        *item,
            GCancellable      *cancellable,
            GError           **error)
{
  GError *why = NULL;
  SecretValue *value;

  if (secret_item_get_locked (item) &&
      !cs_keyring_service_unlock (service, G_DBUS_PROXY (item), cancellable, error))
    return NULL;

  if (!secret_item_load_secret_sync (item, cancellable, &why))
    {
      cs_keyring_take_error (error, why);
      return NULL;
    }

  value = secret_item_get_secret (item);

  if (value == NULL)
    cs_keyring_set_error (error, CS_KEYRING_ERROR_DAMAGED);

  return value;
}

static void
free_items (GList *items)
{
  g_list_free_full (items, g_object_unref);
}

/**
 * cs_keyring_is_available:
 *
 * Tells whether a Secret Service answers, locked or not. Starts one where the session
 * knows how to. Blocks.
 *
 * Returns: `TRUE` if it does
 */
gboolean
cs_keyring_is_available (void)
{
  g_autoptr (CsKeyringService) service = cs_keyring_service_open (NULL, NULL);

  return service != NULL;
}

/**
 * cs_keyring_lookup:
 * @purpose: what the secret is for, such as `profile`
 * @name: which one
 * @cancellable: (nullable): a cancellable
 * @error: [error@KeyringError], or cancelled
 *
 * Reads a secret. Blocks, also while somebody is asked to unlock the keyring; from any
 * thread.
 *
 * Returns: (transfer full): the secret in locked memory, or in ordinary memory that is
 *   wiped where locked memory is used up, see [method@Secret.is_locked]; `NULL` on error
 */
CsSecret *
cs_keyring_lookup (const char    *purpose,
                   const char    *name,
                   GCancellable  *cancellable,
                   GError       **error)
{
  g_autoptr (CsKeyringService) service = NULL;
  g_autoptr (SecretValue) value = NULL;
  CsSecret *secret = NULL;
  GList *items = NULL;

  g_return_val_if_fail (purpose != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  service = cs_keyring_service_open (cancellable, error);

  if (service == NULL || !find_items (service, purpose, name, &items, cancellable, error))
    return NULL;

  if (items == NULL)
    {
      cs_keyring_set_error (error, CS_KEYRING_ERROR_MISSING);
      return NULL;
    }

  value = load_value (service, choose_newest (items), cancellable, error);

  if (value != NULL)
    secret = unwrap (value, error);

  free_items (items);

  return secret;
}

/* libsecret makes the default keyring where there is none, but unlocks none that is
 * locked without a word about how it went.
 */
static gboolean
unlock_default (CsKeyringService  *service,
                GCancellable      *cancellable,
                GError           **error)
{
  GError *why = NULL;
  g_autoptr (SecretCollection) collection =
    secret_collection_for_alias_sync (SECRET_SERVICE (service), SECRET_COLLECTION_DEFAULT,
                                      SECRET_COLLECTION_NONE, cancellable, &why);

  if (why != NULL)
    {
      cs_keyring_take_error (error, why);
      return FALSE;
    }

  return collection == NULL || !secret_collection_get_locked (collection) ||
         cs_keyring_service_unlock (service, G_DBUS_PROXY (collection), cancellable, error);
}

/**
 * cs_keyring_store:
 * @purpose: what the secret is for, such as `profile`
 * @name: which one
 * @secret: the secret, 1 to %CS_KEYRING_SECRET_MAX bytes of any kind
 * @cancellable: (nullable): a cancellable
 * @error: [error@KeyringError], or cancelled
 *
 * Keeps a secret in the default keyring. One of the same purpose and name is replaced in
 * one step: a reader sees the old or the new. Blocks, also while somebody is asked to
 * unlock the keyring; from any thread.
 *
 * Returns: `TRUE` once it is stored
 */
gboolean
cs_keyring_store (const char    *purpose,
                  const char    *name,
                  CsSecret      *secret,
                  GCancellable  *cancellable,
                  GError       **error)
{
  g_autoptr (CsKeyringService) service = NULL;
  g_autoptr (GHashTable) attributes = NULL;
  g_autoptr (SecretValue) value = NULL;
  g_autofree char *label = NULL;
  GError *why = NULL;
  gsize length;

  g_return_val_if_fail (purpose != NULL, FALSE);
  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (secret != NULL, FALSE);

  cs_secret_get_data (secret, &length);
  g_return_val_if_fail (length > 0 && length <= CS_KEYRING_SECRET_MAX, FALSE);

  service = cs_keyring_service_open (cancellable, error);

  if (service == NULL || !unlock_default (service, cancellable, error))
    return FALSE;

  attributes = attributes_new (purpose, name);
  label = g_strdup_printf ("CardSync: %s, %s", purpose, name);
  value = wrap (secret);

  if (secret_service_store_sync (SECRET_SERVICE (service), &schema, attributes,
                                 SECRET_COLLECTION_DEFAULT, label, value, cancellable, &why))
    return TRUE;

  /* Asked for the password of a first keyring, somebody may decline as well. */
  if (cs_keyring_service_has_asked (service) &&
      !g_error_matches (why, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_clear_error (&why);
      cs_keyring_set_error (error, CS_KEYRING_ERROR_DISMISSED);
    }
  else
    cs_keyring_take_error (error, why);

  return FALSE;
}

static gboolean
delete_item (CsKeyringService  *service,
             SecretItem        *item,
             GCancellable      *cancellable,
             GError           **error)
{
  GError *why = NULL;

  if (secret_item_get_locked (item) &&
      !cs_keyring_service_unlock (service, G_DBUS_PROXY (item), cancellable, error))
    return FALSE;

  if (secret_item_delete_sync (item, cancellable, &why))
    return TRUE;

  if (why != NULL)
    cs_keyring_take_error (error, why);
  else
    cs_keyring_set_error (error, CS_KEYRING_ERROR_DISMISSED);

  return FALSE;
}

/**
 * cs_keyring_clear:
 * @purpose: what the secret is for, such as `profile`
 * @name: which one
 * @cancellable: (nullable): a cancellable
 * @error: [error@KeyringError], or cancelled
 *
 * Deletes a secret; one that is not there is no error. Blocks, also while somebody is
 * asked to unlock the keyring; from any thread.
 *
 * Returns: `TRUE` once there is none
 */
gboolean
cs_keyring_clear (const char    *purpose,
                  const char    *name,
                  GCancellable  *cancellable,
                  GError       **error)
{
  g_autoptr (CsKeyringService) service = NULL;
  gboolean cleared = TRUE;
  GList *items = NULL;

  g_return_val_if_fail (purpose != NULL, FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  service = cs_keyring_service_open (cancellable, error);

  if (service == NULL || !find_items (service, purpose, name, &items, cancellable, error))
    return FALSE;

  for (GList *l = items; l != NULL && cleared; l = l->next)
    cleared = delete_item (service, l->data, cancellable, error);

  free_items (items);

  return cleared;
}
