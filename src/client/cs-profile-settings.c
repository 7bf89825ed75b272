/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-profile-settings.h"

#include <glib/gi18n-lib.h>

#include "cs-bounded-file.h"
#include "cs-client-error.h"

#define FILE_MAX (64 * 1024)

static const char *const profile_keys[] = {
  "name", "environment", "base-url", "asp-id", "access-key", "time-zone", "secret-key-file",
  "ca-file", "image-hosts", NULL,
};

static const char *const crypto_keys[] = {
  "id", "server-public-key-file", "client-private-key-file",
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

  return self;
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
