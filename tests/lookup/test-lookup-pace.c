/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cs-lookup-pace.h"

#define SECOND G_USEC_PER_SEC

static void
test_no_limit (void)
{
  CsLookupPace pace;

  cs_lookup_pace_init (&pace, 0);
  cs_lookup_pace_take (&pace, 5 * SECOND);
  g_assert_cmpint (cs_lookup_pace_get_wait (&pace, 5 * SECOND), ==, 0);
}

static void
test_distance (void)
{
  CsLookupPace pace;

  cs_lookup_pace_init (&pace, 20);
  g_assert_cmpint (cs_lookup_pace_get_wait (&pace, SECOND), ==, 0);
  cs_lookup_pace_take (&pace, SECOND);
  g_assert_cmpint (cs_lookup_pace_get_wait (&pace, SECOND), ==, SECOND / 20);
  g_assert_cmpint (cs_lookup_pace_get_wait (&pace, SECOND + SECOND / 20), ==, 0);
}

/* What a pause left unused is not made up for. */
static void
test_no_burst (void)
{
  CsLookupPace pace;

  cs_lookup_pace_init (&pace, 10);
  cs_lookup_pace_take (&pace, SECOND);
  cs_lookup_pace_take (&pace, 60 * SECOND);
  g_assert_cmpint (cs_lookup_pace_get_wait (&pace, 60 * SECOND), ==, SECOND / 10);
}

static void
test_hold_as_asked (void)
{
  CsLookupPace pace;

  cs_lookup_pace_init (&pace, 0);
  g_assert_cmpuint (cs_lookup_pace_hold (&pace, SECOND, 7), ==, 7000);
  g_assert_cmpint (cs_lookup_pace_get_wait (&pace, SECOND), ==, 7 * SECOND);

  /* A shorter time does not shorten it. */
  cs_lookup_pace_hold (&pace, SECOND, 2);
  g_assert_cmpint (cs_lookup_pace_get_wait (&pace, SECOND), ==, 7 * SECOND);
}

static void
test_hold_doubles (void)
{
  CsLookupPace pace;
  gint64 now = SECOND;

  cs_lookup_pace_init (&pace, 0);

  for (guint shortest = 500; shortest <= 8000; shortest *= 2)
    {
      guint pause_ms = cs_lookup_pace_hold (&pace, now, 0);

      g_assert_cmpuint (pause_ms, >=, shortest);
      g_assert_cmpuint (pause_ms, <, 2 * shortest);
      now += (gint64) pause_ms * 1000;
    }

  cs_lookup_pace_answered (&pace);
  g_assert_cmpuint (cs_lookup_pace_hold (&pace, now, 0), <, 1000);
}

/* Eight calls under way that are all refused are one refusal. */
static void
test_hold_once_for_many (void)
{
  CsLookupPace pace;
  guint first;

  cs_lookup_pace_init (&pace, 0);
  first = cs_lookup_pace_hold (&pace, SECOND, 0);

  for (guint i = 0; i < 7; i++)
    g_assert_cmpuint (cs_lookup_pace_hold (&pace, SECOND, 0), ==, first);

  g_assert_cmpuint (pace.n_holds, ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/lookup/pace/no-limit", test_no_limit);
  g_test_add_func ("/lookup/pace/distance", test_distance);
  g_test_add_func ("/lookup/pace/no-burst", test_no_burst);
  g_test_add_func ("/lookup/pace/hold-as-asked", test_hold_as_asked);
  g_test_add_func ("/lookup/pace/hold-doubles", test_hold_doubles);
  g_test_add_func ("/lookup/pace/hold-once-for-many", test_hold_once_for_many);

  return g_test_run ();
}
