/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-profile-store.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "cs-bounded-file.h"
#include "cs-client-error.h"
#include "cs-profile-place.h"
#include "cs-profile-private.h"
#include "cs-profile-secrets.h"
#include "cs-profile-settings.h"

#define CA_FILE_MAX (1024 * 1024)
#define CA_SUFFIX   ".ca.pem"

static void
list_directory (GPtrArray  *entries,
                const char *directory,
                gboolean    is_admin)
{
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
  const char *file;

  while (dir != NULL && (file = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (directory, file, NULL);
      g_autofree char *id = cs_profile_place_dup_id (path);
      g_autofree char *first = id != NULL ? cs_profile_place_find (id) : NULL;

      /* What a user's own profile hides cannot be chosen and is not listed. */
      if (first != NULL && g_str_equal (first, path))
        g_ptr_array_add (entries, cs_profile_entry_new (path, is_admin));
    }
}

static int
compare_entries (gconstpointer a,
                 gconstpointer b)
{
  CsProfileEntry *first = *(CsProfileEntry *const *) a;
  CsProfileEntry *second = *(CsProfileEntry *const *) b;
  int order = g_utf8_collate (cs_profile_entry_get_name (first),
                              cs_profile_entry_get_name (second));

  return order != 0 ? order : strcmp (cs_profile_entry_get_id (first),
                                      cs_profile_entry_get_id (second));
}

/**
 * cs_profile_store_list:
 *
 * Lists the profiles of this user and of this computer. Reads files, never secrets.
 *
 * Returns: (transfer full) (element-type CsProfileEntry): the profiles, by name
 */
GPtrArray *
cs_profile_store_list (void)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func (g_object_unref);

  list_directory (entries, cs_profile_place_get_user_directory (), FALSE);
  list_directory (entries, cs_profile_place_get_admin_directory (), TRUE);
  g_ptr_array_sort (entries, compare_entries);

  return entries;
}

static CsProfileEntry *
find_by_id (const char *id)
{
  g_autofree char *path = cs_profile_place_find (id);
  g_autofree char *own = cs_profile_place_dup_file (id, FALSE);

  return path != NULL ? cs_profile_entry_new (path, !g_str_equal (path, own)) : NULL;
}

static CsProfileEntry *
find_by_name (const char *name,
              gboolean   *out_ambiguous)
{
  g_autoptr (GPtrArray) entries = cs_profile_store_list ();
  CsProfileEntry *found = NULL;

  *out_ambiguous = FALSE;

  for (guint i = 0; i < entries->len; i++)
    if (g_str_equal (cs_profile_entry_get_name (g_ptr_array_index (entries, i)), name))
      {
        *out_ambiguous = found != NULL;
        found = g_ptr_array_index (entries, i);
      }

  return found != NULL && !*out_ambiguous ? g_object_ref (found) : NULL;
}

/**
 * cs_profile_store_find:
 * @id_or_name: the ID of a profile, or the name that only one of them has
 * @error: [error@ClientError] `PROFILE` or `NO_PROFILE`
 *
 * Finds a profile, a user's own before the administrator's.
 *
 * Returns: (transfer full): the profile, or `NULL` on error
 */
CsProfileEntry *
cs_profile_store_find (const char  *id_or_name,
                       GError     **error)
{
  gboolean is_ambiguous = FALSE;
  CsProfileEntry *entry;

  g_return_val_if_fail (id_or_name != NULL, NULL);

  if (*id_or_name == '\0' || !g_utf8_validate (id_or_name, -1, NULL))
    {
      g_set_error_literal (error, CS_CLIENT_ERROR, CS_CLIENT_ERROR_PROFILE,
                           _("This cannot be the name of a profile."));
      return NULL;
    }

  entry = cs_profile_place_is_id (id_or_name) ? find_by_id (id_or_name) : NULL;

  if (entry == NULL)
    entry = find_by_name (id_or_name, &is_ambiguous);

  if (is_ambiguous)
    g_set_error (error, CS_CLIENT_ERROR, CS_CLIENT_ERROR_PROFILE,
                 /* Translators: the name of a profile. */
                 _("More than one profile is called “%s”. Use its ID."), id_or_name);
  else if (entry == NULL)
    g_set_error (error, CS_CLIENT_ERROR, CS_CLIENT_ERROR_NO_PROFILE,
                 /* Translators: the name of a profile, then the two folders that were looked
                  * through. */
                 _("There is no profile called “%s”, neither in %s nor in %s."), id_or_name,
                 cs_profile_place_get_user_directory (), cs_profile_place_get_admin_directory ());

  return entry;
}

static gboolean
make_directory (GError **error)
{
  if (g_mkdir_with_parents (cs_profile_place_get_user_directory (), 0700) == 0)
    return TRUE;

  g_set_error (error, CS_CLIENT_ERROR, CS_CLIENT_ERROR_PROFILE,
               /* Translators: a folder, and what the system says of it. */
               _("The folder “%s” cannot be made: %s."), cs_profile_place_get_user_directory (),
               g_strerror (errno));

  return FALSE;
}

/* The certificates are no secret, but they decide whom to trust: the profile has its own
 * copy, so that it does not depend on a folder that somebody may tidy up.
 */
static gboolean
copy_ca_file (CsProfileSettings  *settings,
              CsProfile          *profile,
              const char         *id,
              GError            **error)
{
  const char *from = cs_profile_get_ca_file (profile);
  g_autofree char *file = g_strconcat (id, CA_SUFFIX, NULL);
  g_autofree char *path = g_build_filename (settings->directory, file, NULL);
  g_autoptr (CsBuffer) content = NULL;
  g_autoptr (GError) why = NULL;
  const char *text;
  gsize length;

  if (from == NULL)
    return TRUE;

  content = cs_bounded_file_read (from, CA_FILE_MAX, CS_FILE_SHARED, error);

  if (content == NULL)
    return FALSE;

  text = (const char *) cs_buffer_get_data (content, &length);
  g_key_file_set_string (settings->key_file, CS_PROFILE_GROUP, "ca-file", file);

  /* On disk before the profile that names it, which would be refused without it. */
  if (g_file_set_contents_full (path, text, (gssize) length,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                0600, &why))
    return TRUE;

  g_set_error (error, CS_CLIENT_ERROR, CS_CLIENT_ERROR_PROFILE,
               _("The profile cannot be written: %s."), why->message);

  return FALSE;
}

static void
remove_ca_file (const char *id)
{
  g_autofree char *file = g_strconcat (id, CA_SUFFIX, NULL);
  g_autofree char *path = g_build_filename (cs_profile_place_get_user_directory (), file, NULL);

  (void) g_remove (path);
}

static void
fill_settings (CsProfileSettings *settings,
               CsProfile         *profile,
               const char        *name)
{
  const CsCredentials *credentials = cs_profile_get_credentials (profile);
  const char *const *hosts = cs_profile_get_image_hosts (profile);
  g_autofree char *base_url = g_uri_to_string (cs_profile_get_base_uri (profile));
  g_autofree char *image_hosts = hosts != NULL ? g_strjoinv (";", (char **) hosts) : NULL;
  const struct
  {
    const char *key;
    const char *value;
  } values[] = {
    { "name", name },
    { "environment", cs_environment_to_string (cs_profile_get_environment (profile)) },
    { "base-url", base_url },
    { "asp-id", credentials->asp_id },
    { "access-key", credentials->access_key },
    { "time-zone", credentials->time_zone },
    { "image-hosts", image_hosts },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    if (values[i].value != NULL)
      g_key_file_set_string (settings->key_file, CS_PROFILE_GROUP, values[i].key,
                             values[i].value);

  for (guint i = 0; i < credentials->n_keys; i++)
    {
      g_autofree char *group = g_strdup_printf (CS_CRYPTO_KEY_GROUP "%u", i + 1);

      g_key_file_set_string (settings->key_file, group, "id", credentials->keys[i].id);
      cs_profile_settings_set_public_key (settings, group, credentials->keys[i].server_public);
    }
}

static void
clear_secrets (const char          *id,
               const CsCredentials *credentials)
{
  cs_profile_secrets_clear (id, CS_SECRET_KEY_NAME, NULL);

  for (guint i = 0; i < credentials->n_keys; i++)
    cs_profile_secrets_clear (id, credentials->keys[i].id, NULL);
}

static gboolean
store_secrets (const char           *id,
               const CsCredentials  *credentials,
               GError              **error)
{
  if (!cs_profile_secrets_store (id, CS_SECRET_KEY_NAME, credentials->secret_key, error))
    return FALSE;

  for (guint i = 0; i < credentials->n_keys; i++)
    {
      g_autoptr (CsSecret) pem = cs_rsa_key_to_private_pem (credentials->keys[i].client_private);

      if (!cs_profile_secrets_store (id, credentials->keys[i].id, pem, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * cs_profile_store_add:
 * @profile: a profile with its secrets, of whatever origin
 * @name: (nullable): what to call it, or `NULL` for its own name
 * @error: [error@ClientError] `PROFILE`, or [error@KeyringError]
 *
 * Keeps a profile: its secrets in the keyring, the rest in a file of this user, which is
 * written last. After an error or a crash there is no half profile. Blocks.
 *
 * Returns: (transfer full): its ID, or `NULL` on error
 */
char *
cs_profile_store_add (CsProfile   *profile,
                      const char  *name,
                      GError     **error)
{
  const CsCredentials *credentials = cs_profile_get_credentials (profile);
  g_autoptr (CsProfileSettings) settings = NULL;
  g_autofree char *id = NULL;
  g_autofree char *path = NULL;

  name = name != NULL ? name : cs_profile_get_name (profile);

  if (!cs_profile_check_name (name, error) || !make_directory (error))
    return NULL;

  id = cs_profile_place_make_id (name);
  path = cs_profile_place_dup_file (id, FALSE);
  settings = cs_profile_settings_new (cs_profile_place_get_user_directory ());
  fill_settings (settings, profile, name);

  if (!store_secrets (id, credentials, error) || !copy_ca_file (settings, profile, id, error) ||
      !cs_profile_settings_write (settings, path, error))
    {
      clear_secrets (id, credentials);
      remove_ca_file (id);
      return NULL;
    }

  return g_steal_pointer (&id);
}

/**
 * cs_profile_store_remove:
 * @entry: a profile of this user
 * @error: [error@ClientError] `PROFILE`, or [error@KeyringError]
 *
 * Removes a profile and its secrets; the secrets first, so that none is left behind whose
 * profile is gone. Key files that it names stay. Blocks.
 *
 * Returns: `TRUE` once it is gone
 */
gboolean
cs_profile_store_remove (CsProfileEntry  *entry,
                         GError         **error)
{
  const char *id = cs_profile_entry_get_id (entry);

  if (!cs_profile_entry_check_writable (entry, error))
    return FALSE;

  if (cs_profile_entry_uses_keyring (entry))
    {
      if (!cs_profile_secrets_clear (id, CS_SECRET_KEY_NAME, error))
        return FALSE;

      for (guint i = 0; i < cs_profile_entry_get_n_keys (entry); i++)
        if (!cs_profile_secrets_clear (id, cs_profile_entry_get_key_id (entry, i), error))
          return FALSE;
    }

  if (g_remove (cs_profile_entry_get_path (entry)) != 0)
    {
      g_set_error (error, CS_CLIENT_ERROR, CS_CLIENT_ERROR_PROFILE,
                   /* Translators: what the system says of a file. */
                   _("The profile cannot be removed: %s."), g_strerror (errno));
      return FALSE;
    }

  remove_ca_file (id);

  return TRUE;
}
