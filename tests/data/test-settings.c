/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <gio/gio.h>

#include "cs-settings.h"

/* GSettings itself does not look into the folder where the schema is built. */
static void
test_defaults (void)
{
  g_autoptr (GSettings) settings = cs_settings_new ();

  g_assert_cmpint (g_settings_get_int (settings, "window-width"), ==, 1400);
  g_assert_cmpint (g_settings_get_int (settings, "window-height"), ==, 900);
  g_assert_cmpint (g_settings_get_int (settings, "sidebar-width"), ==, 340);
  g_assert_cmpuint (g_settings_get_uint (settings, "expiry-days"), ==, 30);
  g_assert_cmpint (g_settings_get_enum (settings, "appearance"), ==, 0);
}

/* The least and the most days of the design. */
static void
test_range (void)
{
  g_autoptr (GSettings) settings = cs_settings_new ();
  g_autoptr (GSettingsSchema) schema = NULL;
  g_autoptr (GSettingsSchemaKey) key = NULL;

  g_object_get (settings, "settings-schema", &schema, NULL);
  key = g_settings_schema_get_key (schema, "expiry-days");

  for (guint32 days = 0; days < 200; days++)
    {
      g_autoptr (GVariant) value = g_variant_ref_sink (g_variant_new_uint32 (days));

      g_assert_cmpint (g_settings_schema_key_range_check (key, value), ==,
                       days >= 7 && days <= 180);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/settings/defaults", test_defaults);
  g_test_add_func ("/settings/range", test_range);

  return g_test_run ();
}
