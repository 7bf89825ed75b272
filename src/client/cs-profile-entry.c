/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-profile-entry.h"

#include <glib/gi18n-lib.h>

#include "cs-client-error.h"
#include "cs-profile-place.h"
#include "cs-profile-settings.h"
#include "cs-service-url.h"

/**
 * CsProfileEntry:
 *
 * A profile as a list shows it: what stands in its file, and none of its secrets.
 */
struct _CsProfileEntry
{
  GObject        parent_instance;

  char          *path;
  char          *id;
  char          *name;
  char          *problem;       /* why the file is no profile */
  char          *host;
  CsEnvironment  environment;
  char          *key_ids[CS_CRYPTO_KEYS_MAX];
  guint          n_keys;
  gboolean       is_read_only;
  gboolean       uses_keyring;
};

G_DEFINE_FINAL_TYPE (CsProfileEntry, cs_profile_entry, G_TYPE_OBJECT)

static void
cs_profile_entry_finalize (GObject *object)
{
  CsProfileEntry *self = CS_PROFILE_ENTRY (object);

  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->problem, g_free);
  g_clear_pointer (&self->host, g_free);

  for (guint i = 0; i < self->n_keys; i++)
    g_clear_pointer (&self->key_ids[i], g_free);

  G_OBJECT_CLASS (cs_profile_entry_parent_class)->finalize (object);
}

static void
cs_profile_entry_class_init (CsProfileEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cs_profile_entry_finalize;
}

static void
cs_profile_entry_init (CsProfileEntry *self)
{
}

static void
read_keys (CsProfileEntry          *self,
           const CsProfileSettings *settings)
{
  for (guint i = 1; i <= CS_CRYPTO_KEYS_MAX; i++)
    {
      g_autofree char *group = g_strdup_printf (CS_CRYPTO_KEY_GROUP "%u", i);
      char *id = cs_profile_settings_dup_text (settings, group, "id");

      if (id != NULL)
        self->key_ids[self->n_keys++] = id;
    }
}

static gboolean
read_settings (CsProfileEntry  *self,
               GError         **error)
{
  g_autoptr (CsProfileSettings) settings = cs_profile_settings_read (self->path, error);
  g_autofree char *environment = NULL;
  g_autofree char *base_url = NULL;
  g_autofree char *secret_file = NULL;
  g_autoptr (GUri) uri = NULL;

  if (settings == NULL)
    return FALSE;

  g_free (self->name);
  self->name = cs_profile_settings_dup_text (settings, CS_PROFILE_GROUP, "name");
  environment = cs_profile_settings_dup_text (settings, CS_PROFILE_GROUP, "environment");
  base_url = cs_profile_settings_dup_text (settings, CS_PROFILE_GROUP, "base-url");
  secret_file = cs_profile_settings_dup_text (settings, CS_PROFILE_GROUP, "secret-key-file");

  if (self->name == NULL)
    self->name = g_strdup (self->id);

  if (environment == NULL || !cs_environment_from_string (environment, &self->environment))
    self->environment = CS_ENVIRONMENT_PRODUCTION;

  uri = base_url != NULL ? cs_service_url_parse (base_url, NULL) : NULL;
  self->host = g_strdup (uri != NULL ? g_uri_get_host (uri) : NULL);
  self->uses_keyring = secret_file == NULL;
  read_keys (self, settings);

  return TRUE;
}

/**
 * cs_profile_entry_new:
 * @path: a profile file
 * @is_read_only: whether it is the administrator's
 *
 * Reads what a list shows of a profile. A file that is no profile is an entry too, with
 * the reason as [method@ProfileEntry.get_problem].
 *
 * Returns: (transfer full): the entry
 */
CsProfileEntry *
cs_profile_entry_new (const char *path,
                      gboolean    is_read_only)
{
  CsProfileEntry *self = g_object_new (CS_TYPE_PROFILE_ENTRY, NULL);
  g_autoptr (GError) error = NULL;

  self->path = g_strdup (path);
  self->id = cs_profile_place_dup_id (path);
  self->name = g_strdup (self->id);
  self->is_read_only = is_read_only;
  self->environment = CS_ENVIRONMENT_PRODUCTION;

  if (!read_settings (self, &error))
    self->problem = g_strdup (error->message);

  return self;
}

const char *
cs_profile_entry_get_path (CsProfileEntry *self)
{
  g_return_val_if_fail (CS_IS_PROFILE_ENTRY (self), NULL);

  return self->path;
}

const char *
cs_profile_entry_get_id (CsProfileEntry *self)
{
  g_return_val_if_fail (CS_IS_PROFILE_ENTRY (self), NULL);

  return self->id;
}

const char *
cs_profile_entry_get_name (CsProfileEntry *self)
{
  g_return_val_if_fail (CS_IS_PROFILE_ENTRY (self), NULL);

  return self->name;
}

/**
 * cs_profile_entry_get_problem:
 * @self: an entry
 *
 * Tells why the file is no profile.
 *
 * Returns: (nullable): a sentence, or `NULL` if it is one
 */
const char *
cs_profile_entry_get_problem (CsProfileEntry *self)
{
  g_return_val_if_fail (CS_IS_PROFILE_ENTRY (self), NULL);

  return self->problem;
}

/**
 * cs_profile_entry_get_host:
 * @self: an entry
 *
 * Tells which server it names.
 *
 * Returns: (nullable): a host, or `NULL` if its address is none
 */
const char *
cs_profile_entry_get_host (CsProfileEntry *self)
{
  g_return_val_if_fail (CS_IS_PROFILE_ENTRY (self), NULL);

  return self->host;
}

/**
 * cs_profile_entry_get_environment:
 * @self: an entry
 *
 * Tells which environment it names; one that cannot be read counts as the most serious.
 *
 * Returns: the environment
 */
CsEnvironment
cs_profile_entry_get_environment (CsProfileEntry *self)
{
  g_return_val_if_fail (CS_IS_PROFILE_ENTRY (self), CS_ENVIRONMENT_PRODUCTION);

  return self->environment;
}

guint
cs_profile_entry_get_n_keys (CsProfileEntry *self)
{
  g_return_val_if_fail (CS_IS_PROFILE_ENTRY (self), 0);

  return self->n_keys;
}

const char *
cs_profile_entry_get_key_id (CsProfileEntry *self,
                             guint           index)
{
  g_return_val_if_fail (CS_IS_PROFILE_ENTRY (self), NULL);
  g_return_val_if_fail (index < self->n_keys, NULL);

  return self->key_ids[index];
}

/**
 * cs_profile_entry_is_read_only:
 * @self: an entry
 *
 * Tells whose it is.
 *
 * Returns: `TRUE` if it is the administrator's
 */
gboolean
cs_profile_entry_is_read_only (CsProfileEntry *self)
{
  g_return_val_if_fail (CS_IS_PROFILE_ENTRY (self), FALSE);

  return self->is_read_only;
}

/**
 * cs_profile_entry_uses_keyring:
 * @self: an entry
 *
 * Tells where its secrets are.
 *
 * Returns: `TRUE` for the keyring, `FALSE` for files that it names
 */
gboolean
cs_profile_entry_uses_keyring (CsProfileEntry *self)
{
  g_return_val_if_fail (CS_IS_PROFILE_ENTRY (self), FALSE);

  return self->uses_keyring;
}

/**
 * cs_profile_entry_check_writable:
 * @self: an entry
 * @error: [error@ClientError] `PROFILE`
 *
 * Refuses to change what is the administrator's.
 *
 * Returns: `TRUE` if it is this user's own
 */
gboolean
cs_profile_entry_check_writable (CsProfileEntry  *self,
                                 GError         **error)
{
  g_return_val_if_fail (CS_IS_PROFILE_ENTRY (self), FALSE);

  if (!self->is_read_only)
    return TRUE;

  g_set_error (error, CS_CLIENT_ERROR, CS_CLIENT_ERROR_PROFILE,
               /* Translators: the name of a profile. */
               _("“%s” is handed out by the administrator of this computer and cannot be changed "
                 "here."), self->name);

  return FALSE;
}
