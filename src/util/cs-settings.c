/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-settings.h"

#include "cs-place.h"

/**
 * cs_settings_find:
 *
 * Opens the settings of the program. The schema is the one that came with it, wherever
 * it was installed, moved or built; GSettings alone would look into the folders of the
 * desktop only, and might find that of another version there.
 *
 * Returns: (transfer full) (nullable): the settings, or `NULL` if there is no schema
 */
GSettings *
cs_settings_find (void)
{
  GSettingsSchemaSource *desktop = g_settings_schema_source_get_default ();
  g_autofree char *directory = cs_place_find (SCHEMA_PLACE, "../../data", SCHEMADIR);
  g_autoptr (GSettingsSchemaSource) own =
    g_settings_schema_source_new_from_directory (directory, desktop, TRUE, NULL);
  g_autoptr (GSettingsSchema) schema = NULL;

  if (own != NULL)
    schema = g_settings_schema_source_lookup (own, APP_ID, TRUE);
  else if (desktop != NULL)
    schema = g_settings_schema_source_lookup (desktop, APP_ID, TRUE);

  return schema != NULL ? g_settings_new_full (schema, NULL, NULL) : NULL;
}

/**
 * cs_settings_new:
 *
 * Opens the settings of the program, which does not start without a schema.
 *
 * Returns: (transfer full): the settings
 */
GSettings *
cs_settings_new (void)
{
  GSettings *settings = cs_settings_find ();

  if (settings == NULL)
    g_error ("There is no schema %s, neither in %s nor with those of the desktop", APP_ID,
             SCHEMADIR);

  return settings;
}
