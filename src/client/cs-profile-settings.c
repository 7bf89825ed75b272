/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-profile-settings.h"

#include <glib/gi18n-lib.h>

#include "cs-bounded-file.h"
#include "cs-client-error.h"
#include "cs-profile-place.h"

#define FILE_MAX   (64 * 1024)
#define PUBLIC_KEY "server-public-key"

static const char *const profile_keys[] = {
  "name", "environment", "base-url", "asp-id", "access-key", "time-zone", "secret-key-file",
  "ca-file", "image-hosts", NULL,
};

static const char *const crypto_keys[] = {
  "id", "server-public-key", "server-public-key-file", "client-private-key-file",
  "client-private-key-passphrase-file", NULL,
};

static const struct
{
  const char        *name;
  const char *const *keys;
} known_groups[] = {
  { CS_PROFILE_GROUP, profile_keys },
  { "crypto-key-1", crypto_keys },
  { "crypto-key-2", crypto_keys },
};

static const char *const *
find_known_keys (const char *group)
{
  for (gsize i = 0; i < G_N_ELEMENTS (known_groups); i++)
    if (g_str_equal (known_groups[i].name, group))
      return known_groups[i].keys;

  return NULL;
}

static gboolean
check_group (GKeyFile    *key_file,
             const char  *group,
             GError     **error)
{
  const char *const *known = find_known_keys (group);
  g_auto (GStrv) keys = NULL;

  if (known == NULL)
    {
      g_set_error (error, CS_CLIENT_ERROR, CS_CLIENT_ERROR_PROFILE,
                   /* Translators: the heading of a part of a file, in square brackets. */
                   _("There is no part called [%s] in a profile."), group);
      return FALSE;
    }

  keys = g_key_file_get_keys (key_file, group, NULL, NULL);

  for (gsize i = 0; keys != NULL && keys[i] != NULL; i++)
    if (!g_strv_contains (known, keys[i]))
      {
        g_set_error (error, CS_CLIENT_ERROR, CS_CLIENT_ERROR_PROFILE,
                     /* Translators: the name of a setting, then the heading of the part of
                      * the file that it stands in. */
                     _("There is no setting called “%s” in [%s]."), keys[i], group);
        return FALSE;
      }

  return TRUE;
}

/* A misspelt key must not quietly leave its default in force: without ca-file the
 * whole world's authorities would be trusted.
 */
static gboolean
check_known (GKeyFile  *key_file,
             GError   **error)
{
  g_auto (GStrv) groups = g_key_file_get_groups (key_file, NULL);

  for (gsize i = 0; groups[i] != NULL; i++)
    if (!check_group (key_file, groups[i], error))
      return FALSE;

  return TRUE;
}

static GKeyFile *
parse (CsBuffer  *content,
       GError   **error)
{
  g_autoptr (GKeyFile) key_file = g_key_file_new ();
  g_autoptr (GError) why = NULL;
  gsize length;
  const char *text = (const char *) cs_buffer_get_data (content, &length);

  /* With translations kept, name[ko] is refused in every locale and not in some. */
  if (!g_utf8_validate (text, (gssize) length, NULL) ||
      !g_key_file_load_from_data (key_file, text, length, G_KEY_FILE_KEEP_TRANSLATIONS, &why))
    {
      g_set_error_literal (error, CS_CLIENT_ERROR, CS_CLIENT_ERROR_PROFILE,
                           _("This is not a profile: it must be text, with lines of the form "
                             "key=value under headings in square brackets."));
      return NULL;
    }

  if (!check_known (key_file, error))
    return NULL;

  return g_steal_pointer (&key_file);
}

/**
 * cs_profile_settings_read:
 * @path: a profile file
 * @error: [error@ClientError] `PROFILE`
 *
 * Reads a profile file and refuses what no profile has.
 *
 * Returns: (transfer full): its settings, or `NULL` on error
 */
CsProfileSettings *
cs_profile_settings_read (const char  *path,
                          GError     **error)
{
  g_autoptr (CsBuffer) content = cs_bounded_file_read (path, FILE_MAX, CS_FILE_SHARED, error);
  g_autoptr (GKeyFile) key_file = NULL;
  CsProfileSettings *self;

  if (content == NULL)
    return NULL;

  key_file = parse (content, error);

  if (key_file == NULL)
    return NULL;

  self = g_new0 (CsProfileSettings, 1);
  self->key_file = g_steal_pointer (&key_file);
  self->directory = g_path_get_dirname (path);
  self->id = cs_profile_place_dup_id (path);

  return self;
}

/**
 * cs_profile_settings_new:
 * @directory: where its file is to be
 *
 * Makes settings that have nothing in them yet.
 *
 * Returns: (transfer full): the settings
 */
CsProfileSettings *
cs_profile_settings_new (const char *directory)
{
  CsProfileSettings *self = g_new0 (CsProfileSettings, 1);

  self->key_file = g_key_file_new ();
  self->directory = g_strdup (directory);

  return self;
}

/**
 * cs_profile_settings_write:
 * @self: settings
 * @path: a file
 * @error: [error@ClientError] `PROFILE`
 *
 * Writes settings in one step: after a crash the file is the old one or the new one.
 *
 * Returns: `TRUE` once it is on the disk
 */
gboolean
cs_profile_settings_write (const CsProfileSettings  *self,
                           const char               *path,
                           GError                  **error)
{
  g_autofree char *text = g_key_file_to_data (self->key_file, NULL, NULL);
  g_autoptr (GError) why = NULL;
  gboolean is_written =
    g_file_set_contents_full (path, text, -1,
                              G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
                              &why);

  /* The access key is in it. */
  cs_secret_wipe_free (g_steal_pointer (&text));

  if (!is_written)
    g_set_error (error, CS_CLIENT_ERROR, CS_CLIENT_ERROR_PROFILE,
                 /* Translators: what the system says of a file. */
                 _("The profile cannot be written: %s."), why->message);

  return is_written;
}

/**
 * cs_profile_settings_free:
 * @self: (transfer full) (nullable): settings
 *
 * Frees settings.
 */
void
cs_profile_settings_free (CsProfileSettings *self)
{
  if (self == NULL)
    return;

  g_key_file_unref (self->key_file);
  g_free (self->directory);
  g_free (self->id);
  g_clear_pointer (&self->passphrase, cs_secret_unref);
  g_free (self);
}

gboolean
cs_profile_settings_has_group (const CsProfileSettings *self,
                               const char              *group)
{
  return g_key_file_has_group (self->key_file, group);
}

/**
 * cs_profile_settings_dup_text:
 * @self: settings
 * @group: a part of the file
 * @key: a setting in it
 *
 * Reads a setting, without the spaces around it.
 *
 * Returns: (transfer full) (nullable): its value, or `NULL` if it is absent or empty
 */
char *
cs_profile_settings_dup_text (const CsProfileSettings *self,
                              const char              *group,
                              const char              *key)
{
  g_autofree char *text = g_key_file_get_string (self->key_file, group, key, NULL);

  if (text == NULL || *g_strstrip (text) == '\0')
    return NULL;

  return g_steal_pointer (&text);
}

/**
 * cs_profile_settings_need_text:
 * @self: settings
 * @group: a part of the file
 * @key: a setting in it
 * @error: [error@ClientError] `PROFILE`
 *
 * Reads a setting that no profile can do without.
 *
 * Returns: (transfer full): its value, or `NULL` on error
 */
char *
cs_profile_settings_need_text (const CsProfileSettings  *self,
                               const char               *group,
                               const char               *key,
                               GError                  **error)
{
  char *text = cs_profile_settings_dup_text (self, group, key);

  if (text == NULL)
    g_set_error (error, CS_CLIENT_ERROR, CS_CLIENT_ERROR_PROFILE,
                 /* Translators: the name of a setting, then the heading of the part of the
                  * file that it belongs to. */
                 _("The setting “%s” is missing from [%s]."), key, group);

  return text;
}

/**
 * cs_profile_settings_dup_path:
 * @self: settings
 * @group: a part of the file
 * @key: a setting in it that names a file
 *
 * Reads the name of a file, which is relative to the profile's own folder.
 *
 * Returns: (transfer full) (nullable): where it is, or `NULL` if the setting is absent
 */
char *
cs_profile_settings_dup_path (const CsProfileSettings *self,
                              const char              *group,
                              const char              *key)
{
  g_autofree char *name = cs_profile_settings_dup_text (self, group, key);

  if (name == NULL || g_path_is_absolute (name))
    return g_steal_pointer (&name);

  return g_build_filename (self->directory, name, NULL);
}

/**
 * cs_profile_settings_dup_public_key:
 * @self: settings
 * @group: a crypto key
 * @error: [error@ClientError] `PROFILE`
 *
 * Reads the server's public key where it stands in the profile itself.
 *
 * Returns: (transfer full): its bytes, or `NULL` on error
 */
GBytes *
cs_profile_settings_dup_public_key (const CsProfileSettings  *self,
                                    const char               *group,
                                    GError                  **error)
{
  g_autofree char *text = cs_profile_settings_dup_text (self, group, PUBLIC_KEY);
  guchar *der;
  gsize length;

  if (text == NULL)
    {
      /* Neither is the file, as its error says. */
      g_free (cs_profile_settings_need_text (self, group, "server-public-key-file", error));
      return NULL;
    }

  der = g_base64_decode (text, &length);

  return g_bytes_new_take (der, length);
}

/**
 * cs_profile_settings_set_public_key:
 * @self: settings
 * @group: a crypto key
 * @key: the server's public key
 *
 * Puts a public key into the profile itself: what is in the armour of a PEM file, on one
 * line. A profile is one file then, and changes in one step.
 */
void
cs_profile_settings_set_public_key (CsProfileSettings *self,
                                    const char        *group,
                                    CsRsaKey          *key)
{
  g_autofree char *pem = cs_rsa_key_to_public_pem (key);
  g_auto (GStrv) lines = g_strsplit (pem, "\n", -1);
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; lines[i] != NULL; i++)
    if (lines[i][0] != '-')
      g_string_append (text, lines[i]);

  g_key_file_set_string (self->key_file, group, PUBLIC_KEY, text->str);
}
