/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-profile-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cs-bounded-file.h"
#include "cs-client-error.h"
#include "cs-keyring-error.h"
#include "cs-profile-credentials.h"
#include "cs-profile-place.h"
#include "cs-profile-settings.h"
#include "cs-profile-store.h"

#define CA_FILE_MAX       (1024 * 1024)
#define IMAGE_HOSTS_MAX   100

static gboolean
read_environment (const CsProfileSettings  *settings,
                  CsEnvironment            *out_environment,
                  GError                  **error)
{
  g_autofree char *word =
    cs_profile_settings_need_text (settings, CS_PROFILE_GROUP, "environment", error);

  if (word == NULL)
    return FALSE;

  if (cs_environment_from_string (word, out_environment))
    return TRUE;

  g_set_error_literal (error, CS_CLIENT_ERROR, CS_CLIENT_ERROR_PROFILE,
                       /* Translators: do not translate the words in quotation marks. */
                       _("The setting “environment” must be “mock”, “sandbox” or “production”."));

  return FALSE;
}

/**
 * cs_profile_trust_file:
 * @self: a profile that nobody else has yet
 * @ca_file: (nullable): certificates in PEM form, or `NULL` for those of the system
 * @error: [error@ClientError] `PROFILE`
 *
 * Makes the certificates of a file the only ones that are trusted.
 *
 * Returns: `TRUE` if there are any in it
 */
gboolean
cs_profile_trust_file (CsProfile   *self,
                       const char  *ca_file,
                       GError     **error)
{
  g_autofree char *absolute = NULL;
  g_autoptr (CsBuffer) content = NULL;
  g_autoptr (GTlsDatabase) database = NULL;
  GList *certificates;

  if (ca_file == NULL)
    return TRUE;

  content = cs_bounded_file_read (ca_file, CA_FILE_MAX, CS_FILE_SHARED, error);

  if (content == NULL)
    return FALSE;

  /* The file is opened twice; the first time only settles that it is short and that
   * there is a certificate in it, which the database itself would not say.
   */
  absolute = g_canonicalize_filename (ca_file, NULL);
  certificates = g_tls_certificate_list_new_from_file (absolute, NULL);

  if (certificates != NULL)
    database = g_tls_file_database_new (absolute, NULL);

  g_list_free_full (certificates, g_object_unref);

  if (database == NULL)
    {
      g_set_error (error, CS_CLIENT_ERROR, CS_CLIENT_ERROR_PROFILE,
                   /* Translators: a file name. */
                   _("There is no certificate in PEM form in “%s”."), ca_file);
      return FALSE;
    }

  cs_profile_set_tls_database (self, database, absolute);

  return TRUE;
}

static gboolean
read_ca_file (CsProfile                *profile,
              const CsProfileSettings  *settings,
              GError                  **error)
{
  g_autofree char *path = cs_profile_settings_dup_path (settings, CS_PROFILE_GROUP, "ca-file");

  return cs_profile_trust_file (profile, path, error);
}

static gboolean
read_image_hosts (CsProfile                *profile,
                  const CsProfileSettings  *settings,
                  GError                  **error)
{
  g_autofree char *text =
    cs_profile_settings_dup_text (settings, CS_PROFILE_GROUP, "image-hosts");
  g_auto (GStrv) words = NULL;
  g_autoptr (GPtrArray) hosts = NULL;

  if (text == NULL)
    return TRUE;

  words = g_strsplit (text, ";", IMAGE_HOSTS_MAX + 1);
  hosts = g_ptr_array_new ();

  for (gsize i = 0; words[i] != NULL; i++)
    if (*g_strstrip (words[i]) != '\0')
      g_ptr_array_add (hosts, words[i]);

  for (guint i = 0; i < hosts->len; i++)
    if (strpbrk (g_ptr_array_index (hosts, i), "/*@;, \t") != NULL)
      {
        g_set_error (error, CS_CLIENT_ERROR, CS_CLIENT_ERROR_PROFILE,
                     /* Translators: what stands where the name of a host should. */
                     _("“%s” in “image-hosts” is not the name of a host."),
                     (const char *) g_ptr_array_index (hosts, i));
        return FALSE;
      }

  g_ptr_array_add (hosts, NULL);
  cs_profile_set_image_hosts (profile, (const char *const *) hosts->pdata);

  return TRUE;
}

static CsProfile *
build_profile (const CsProfileSettings  *settings,
               GError                  **error)
{
  g_autofree char *name = NULL;
  g_autofree char *base_url = NULL;
  g_autoptr (CsCredentials) credentials = NULL;
  g_autoptr (CsProfile) profile = NULL;
  CsEnvironment environment;

  name = cs_profile_settings_need_text (settings, CS_PROFILE_GROUP, "name", error);

  if (name == NULL || !read_environment (settings, &environment, error))
    return NULL;

  base_url = cs_profile_settings_need_text (settings, CS_PROFILE_GROUP, "base-url", error);

  if (base_url == NULL)
    return NULL;

  credentials = cs_profile_credentials_load (settings, error);

  if (credentials == NULL)
    return NULL;

  profile = cs_profile_new (name, environment, base_url, credentials, error);

  if (profile == NULL || !read_ca_file (profile, settings, error) ||
      !read_image_hosts (profile, settings, error))
    return NULL;

  return g_steal_pointer (&profile);
}

/**
 * cs_profile_load_with:
 * @path: a profile file
 * @passphrase: (nullable): of private keys for which the file names none
 * @error: [error@ClientError] `PROFILE`, or `PASSPHRASE` if there is none or another one is
 *   needed, or [error@KeyringError]
 *
 * Reads a profile file and the secrets that belong to it. Blocks, also while somebody is
 * asked to unlock the keyring.
 *
 * Returns: (transfer full): the profile, or `NULL` on error
 */
CsProfile *
cs_profile_load_with (const char  *path,
                      CsSecret    *passphrase,
                      GError     **error)
{
  g_autoptr (CsProfileSettings) settings = NULL;
  CsProfile *profile;

  g_return_val_if_fail (path != NULL, NULL);

  settings = cs_profile_settings_read (path, error);

  if (settings != NULL && passphrase != NULL)
    settings->passphrase = cs_secret_ref (passphrase);

  profile = settings != NULL ? build_profile (settings, error) : NULL;

  /* What is wrong with the keyring is not wrong with the file. */
  if (profile == NULL && error != NULL && (*error)->domain != CS_KEYRING_ERROR)
    g_prefix_error (error, "%s: ", path);

  return profile;
}

/**
 * cs_profile_load:
 * @path: a profile file
 * @error: as [func@profile_load_with]
 *
 * Does the same where nobody is there to be asked for a passphrase.
 *
 * Returns: (transfer full): the profile, or `NULL` on error
 */
CsProfile *
cs_profile_load (const char  *path,
                 GError     **error)
{
  return cs_profile_load_with (path, NULL, error);
}

static gboolean
is_path (const char *text)
{
  return strchr (text, G_DIR_SEPARATOR) != NULL || g_str_has_suffix (text, CS_PROFILE_SUFFIX);
}

/**
 * cs_profile_find:
 * @name_or_path: the ID of a profile of this user or of this computer, or the name that
 *   only one of them has, or the path of a profile file, which has a slash in it or ends
 *   in `.ini`
 * @error: [error@ClientError] `PROFILE`, or [error@KeyringError]
 *
 * Finds a profile and reads it, and its secrets. A user's own comes before the
 * administrator's. Blocks, also while somebody is asked to unlock the keyring.
 *
 * Returns: (transfer full): the profile, or `NULL` on error
 */
CsProfile *
cs_profile_find (const char  *name_or_path,
                 GError     **error)
{
  g_autoptr (CsProfileEntry) entry = NULL;

  g_return_val_if_fail (name_or_path != NULL, NULL);

  if (is_path (name_or_path))
    return cs_profile_load (name_or_path, error);

  entry = cs_profile_store_find (name_or_path, error);

  return entry != NULL ? cs_profile_load (cs_profile_entry_get_path (entry), error) : NULL;
}
