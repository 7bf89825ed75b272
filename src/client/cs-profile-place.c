/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-profile-place.h"

#include <string.h>

#define ADMIN_DIRECTORY "/etc/cardsync/profiles"
#define ID_MAX_LENGTH   64
#define DEFAULT_ID      "profile"

static const char *admin_directory = ADMIN_DIRECTORY;

/**
 * cs_profile_place_get_user_directory:
 *
 * Tells where this user's own profiles are.
 *
 * Returns: a path, which need not exist
 */
const char *
cs_profile_place_get_user_directory (void)
{
  g_autofree char *directory = g_build_filename (g_get_user_config_dir (), "cardsync", "profiles",
                                                 NULL);

  return g_intern_string (directory);
}

/**
 * cs_profile_place_get_admin_directory:
 *
 * Tells where the profiles are that an administrator hands to every desk.
 *
 * Returns: a path, which need not exist
 */
const char *
cs_profile_place_get_admin_directory (void)
{
  return admin_directory;
}

/* For tests, which may not write to /etc. */
void
cs_profile_place_set_admin_directory (const char *path)
{
  admin_directory = path;
}

/**
 * cs_profile_place_is_id:
 * @text: what may be the ID of a profile: its file's name without the suffix
 *
 * Tells whether a text can be one. It never leads out of the folder.
 *
 * Returns: `TRUE` if it can
 */
gboolean
cs_profile_place_is_id (const char *text)
{
  return *text != '\0' && *text != '.' && strlen (text) <= ID_MAX_LENGTH &&
         strchr (text, G_DIR_SEPARATOR) == NULL && g_utf8_validate (text, -1, NULL);
}

/**
 * cs_profile_place_dup_file:
 * @id: the ID of a profile
 * @is_admin: whether the administrator's folder is meant
 *
 * Tells where the file of a profile is or would be.
 *
 * Returns: (transfer full): a path
 */
char *
cs_profile_place_dup_file (const char *id,
                           gboolean    is_admin)
{
  g_autofree char *file = g_strconcat (id, CS_PROFILE_SUFFIX, NULL);

  return g_build_filename (is_admin ? cs_profile_place_get_admin_directory ()
                                    : cs_profile_place_get_user_directory (), file, NULL);
}

/**
 * cs_profile_place_find:
 * @id: the ID of a profile
 *
 * Finds the file of a profile. A user's own comes before the administrator's.
 *
 * Returns: (transfer full) (nullable): its path, or `NULL` if there is none
 */
char *
cs_profile_place_find (const char *id)
{
  g_autofree char *own = cs_profile_place_dup_file (id, FALSE);
  g_autofree char *shared = cs_profile_place_dup_file (id, TRUE);

  if (g_file_test (own, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&own);

  if (g_file_test (shared, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&shared);

  return NULL;
}

/**
 * cs_profile_place_dup_id:
 * @path: a profile file
 *
 * Tells under which ID the secrets of a profile are kept.
 *
 * Returns: (transfer full) (nullable): the ID, or `NULL` if the file is in neither of the
 *   folders of profiles
 */
char *
cs_profile_place_dup_id (const char *path)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *directory = g_path_get_dirname (absolute);
  g_autofree char *file = g_path_get_basename (absolute);

  if ((!g_str_equal (directory, cs_profile_place_get_user_directory ()) &&
       !g_str_equal (directory, cs_profile_place_get_admin_directory ())) ||
      !g_str_has_suffix (file, CS_PROFILE_SUFFIX))
    return NULL;

  file[strlen (file) - strlen (CS_PROFILE_SUFFIX)] = '\0';

  return cs_profile_place_is_id (file) ? g_steal_pointer (&file) : NULL;
}

/* Letters and digits of any script, small; what stands between them becomes one hyphen. */
static char *
dup_stem (const char *name)
{
  g_autofree char *small = g_utf8_strdown (name, -1);
  GString *stem = g_string_new (NULL);

  for (const char *p = small; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (stem->len > ID_MAX_LENGTH / 2)
        break;

      if (g_unichar_isalnum (c))
        g_string_append_unichar (stem, c);
      else if (stem->len > 0 && stem->str[stem->len - 1] != '-')
        g_string_append_c (stem, '-');
    }

  while (stem->len > 0 && stem->str[stem->len - 1] == '-')
    g_string_truncate (stem, stem->len - 1);

  if (stem->len == 0)
    g_string_assign (stem, DEFAULT_ID);

  return g_string_free (stem, FALSE);
}

/**
 * cs_profile_place_make_id:
 * @name: what people call a profile
 *
 * Makes an ID that neither this user nor the administrator has: `seoul-desk`,
 * `seoul-desk-2`.
 *
 * Returns: (transfer full): the ID
 */
char *
cs_profile_place_make_id (const char *name)
{
  g_autofree char *stem = dup_stem (name);
  char *id = g_strdup (stem);

  for (guint n = 2; ; n++)
    {
      g_autofree char *taken = cs_profile_place_find (id);

      if (taken == NULL)
        return id;

      g_free (id);
      id = g_strdup_printf ("%s-%u", stem, n);
    }
}
