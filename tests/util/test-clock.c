/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cs-clock.h"

static void
test_kst (void)
{
  /* 2026-11-24T15:30:00.123Z is already the 25th in Korea. */
  g_autoptr (CsClock) clock = cs_clock_new_fixed (G_GINT64_CONSTANT (1795534200123000));
  g_autoptr (GDateTime) now = cs_clock_dup_kst (clock);
  g_autofree char *text = g_date_time_format_iso8601 (now);
  GDate today;

  g_assert_cmpstr (text, ==, "2026-11-25T00:30:00.123000+09");
  cs_clock_get_today (clock, &today);
  g_assert_cmpint (g_date_get_day (&today), ==, 25);
  g_assert_cmpint (g_date_get_month (&today), ==, 11);
  g_assert_cmpint (g_date_get_year (&today), ==, 2026);
}

static void
test_system (void)
{
  g_autoptr (CsClock) clock = cs_clock_new_system ();
  gint64 before = g_get_real_time ();
  gint64 now = cs_clock_get_unix_us (clock);

  g_assert_cmpint (now, >=, before);
  g_assert_cmpint (now, <=, g_get_real_time ());

  cs_clock_set_unix_us (clock, 5);
  g_assert_cmpint (cs_clock_get_unix_us (clock), ==, 5);
  g_assert_finalize_object (g_steal_pointer (&clock));
}

static void
test_zone (void)
{
  g_autoptr (GTimeZone) kst = cs_clock_dup_zone ("KST");
  g_autoptr (GTimeZone) utc = cs_clock_dup_zone ("UTC");

  g_assert_nonnull (kst);
  g_assert_nonnull (utc);
  g_assert_null (cs_clock_dup_zone ("CET"));
  g_assert_null (cs_clock_dup_zone (""));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/clock/kst", test_kst);
  g_test_add_func ("/clock/system", test_system);
  g_test_add_func ("/clock/zone", test_zone);

  return g_test_run ();
}
