/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cs-lock.h"

#include "cs-settings.h"

#define MINUTE_US (60 * (gint64) G_USEC_PER_SEC)

static gint64 now_us;

static gint64
get_now (void)
{
  return now_us;
}

static CsLock *
create_lock (GSettings *settings)
{
  g_autoptr (CsClock) clock = cs_clock_new_fixed (G_GINT64_CONSTANT (1764000000000000));
  CsLock *lock = cs_lock_new (settings, clock);

  cs_lock_set_now (lock, get_now);

  return lock;
}

static void
count_cb (CsLock     *lock,
          GParamSpec *pspec,
          guint      *n_changes)
{
  (*n_changes)++;
}

static void
test_idle (void)
{
  g_autoptr (GSettings) settings = cs_settings_new ();
  g_autoptr (CsLock) lock = NULL;

  g_settings_set_uint (settings, "lock-minutes", 15);
  now_us = 0;
  lock = create_lock (settings);

  now_us = 15 * MINUTE_US - 1;
  g_assert_false (cs_lock_check_idle (lock));

  now_us = 15 * MINUTE_US;
  g_assert_true (cs_lock_check_idle (lock));
  g_assert_true (cs_lock_is_locked (lock));
  g_assert_cmpint (cs_lock_get_reason (lock), ==, CS_LOCK_IDLE);
}

static void
test_touch (void)
{
  g_autoptr (GSettings) settings = cs_settings_new ();
  g_autoptr (CsLock) lock = NULL;

  g_settings_set_uint (settings, "lock-minutes", 1);
  now_us = 0;
  lock = create_lock (settings);

  now_us = MINUTE_US - 1;
  cs_lock_touch (lock);
  now_us += MINUTE_US - 1;
  g_assert_false (cs_lock_check_idle (lock));
  now_us += 1;
  g_assert_true (cs_lock_check_idle (lock));

  /* Unlocking is a touch. */
  cs_lock_release (lock);
  g_assert_false (cs_lock_check_idle (lock));
}

static void
test_bounds_of_the_setting (void)
{
  g_autoptr (GSettings) settings = cs_settings_new ();
  g_autoptr (GSettingsSchema) schema = NULL;
  g_autoptr (GSettingsSchemaKey) key = NULL;

  g_object_get (settings, "settings-schema", &schema, NULL);
  key = g_settings_schema_get_key (schema, "lock-minutes");
  g_settings_reset (settings, "lock-minutes");
  g_assert_cmpuint (g_settings_get_uint (settings, "lock-minutes"), ==, 5);

  for (guint minutes = 0; minutes <= 20; minutes++)
    {
      g_autoptr (GVariant) value = g_variant_ref_sink (g_variant_new_uint32 (minutes));

      g_assert_cmpint (g_settings_schema_key_range_check (key, value), ==,
                       minutes >= 1 && minutes <= 15);
    }
}

static void
test_says_so_once (void)
{
  g_autoptr (GSettings) settings = cs_settings_new ();
  g_autoptr (CsLock) lock = create_lock (settings);
  g_autofree char *since = NULL;
  guint n_changes = 0;

  g_signal_connect (lock, "notify::is-locked", G_CALLBACK (count_cb), &n_changes);
  cs_lock_engage (lock, CS_LOCK_SCREEN);
  cs_lock_engage (lock, CS_LOCK_SUSPEND);
  g_assert_cmpuint (n_changes, ==, 1);
  g_assert_cmpint (cs_lock_get_reason (lock), ==, CS_LOCK_SCREEN);
  since = g_date_time_format_iso8601 (cs_lock_get_since (lock));
  g_assert_cmpstr (since, ==, "2025-11-25T01:00:00+09");

  cs_lock_release (lock);
  cs_lock_release (lock);
  g_assert_cmpuint (n_changes, ==, 2);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/lock/idle", test_idle);
  g_test_add_func ("/lock/touch", test_touch);
  g_test_add_func ("/lock/bounds-of-the-setting", test_bounds_of_the_setting);
  g_test_add_func ("/lock/says-so-once", test_says_so_once);

  return g_test_run ();
}
