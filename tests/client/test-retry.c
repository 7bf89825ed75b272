/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cs-retry.h"
#include "cs-test-server.h"

/* 2026-09-07 03:00:00 UTC */
#define NOW_US (G_GINT64_CONSTANT (1788750000) * G_USEC_PER_SEC)

static void
test_seconds (void)
{
  g_assert_cmpuint (cs_retry_parse_after ("1", NOW_US), ==, 1);
  g_assert_cmpuint (cs_retry_parse_after ("120", NOW_US), ==, 120);
  g_assert_cmpuint (cs_retry_parse_after ("604800", NOW_US), ==, CS_RETRY_AFTER_SECONDS_MAX);
}

static void
test_date (void)
{
  g_assert_cmpuint (cs_retry_parse_after ("Mon, 07 Sep 2026 03:00:03 GMT", NOW_US), ==, 3);
  g_assert_cmpuint (cs_retry_parse_after ("Mon, 07 Sep 2026 03:00:03 GMT", NOW_US + 1), ==, 3);
  g_assert_cmpuint (cs_retry_parse_after ("Mon, 07 Sep 2026 03:00:03 GMT",
                                          NOW_US + G_USEC_PER_SEC), ==, 2);
  g_assert_cmpuint (cs_retry_parse_after ("Mon, 07 Sep 2026 03:01:00 GMT", NOW_US), ==, 60);
  g_assert_cmpuint (cs_retry_parse_after ("Mon, 07 Sep 2026 03:00:00 GMT", NOW_US), ==, 0);
  g_assert_cmpuint (cs_retry_parse_after ("Sun, 06 Sep 2026 03:00:00 GMT", NOW_US), ==, 0);
  g_assert_cmpuint (cs_retry_parse_after ("Mon, 07 Sep 2099 03:00:00 GMT", NOW_US), ==, 0);
}

static void
test_nonsense (void)
{
  static const char *const values[] = {
    "", "0", "-1", "-99999999999", "1.5", "1s", " 1", "soon", "604801", "4294967297",
    "99999999999999999999", "Mon, 99 Sep 2026 03:00:03 GMT",
    "1111111111111111111111111111111111111111111111111111111111111111111111111111111111",
  };

  g_assert_cmpuint (cs_retry_parse_after (NULL, NOW_US), ==, 0);

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_test_message ("%s", values[i]);
      g_assert_cmpuint (cs_retry_parse_after (values[i], NOW_US), ==, 0);
    }
}

static void
test_pause_length (void)
{
  gboolean differs = FALSE;
  guint first = cs_retry_get_pause_ms (0, 500, 0);

  for (guint i = 0; i < 200; i++)
    {
      guint pause = cs_retry_get_pause_ms (0, 500, 0);

      g_assert_cmpuint (pause, >=, 500);
      g_assert_cmpuint (pause, <, 1000);
      g_assert_cmpuint (cs_retry_get_pause_ms (1, 500, 0), >=, 1000);
      g_assert_cmpuint (cs_retry_get_pause_ms (1, 500, 0), <, 2000);
      differs = differs || pause != first;
    }

  g_assert_true (differs);
  g_assert_cmpuint (cs_retry_get_pause_ms (0, 0, 0), ==, 0);
  g_assert_cmpuint (cs_retry_get_pause_ms (1, 500, 4), ==, 4000);
}

typedef struct
{
  gboolean  done;
  gboolean  went_on;
  GError   *error;
} Pause;

static void
pause_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  Pause *pause = user_data;

  pause->went_on = cs_retry_pause_finish (result, &pause->error);
  pause->done = TRUE;
}

static gboolean
cancel_cb (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);

  return G_SOURCE_REMOVE;
}

static void
test_pause (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  gint64 begun = g_get_monotonic_time ();
  Pause pause = { 0 };

  cs_retry_pause_async (30, cancellable, pause_cb, &pause);
  test_run_until (&pause.done);
  g_assert_true (pause.went_on);
  g_assert_no_error (pause.error);
  g_assert_cmpint (g_get_monotonic_time () - begun, >=, 30 * 1000);

  pause = (Pause) { 0 };
  cs_retry_pause_async (1, NULL, pause_cb, &pause);
  test_run_until (&pause.done);
  g_assert_true (pause.went_on);
}

static void
test_pause_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  gint64 begun = g_get_monotonic_time ();
  Pause pause = { 0 };

  cs_retry_pause_async (60 * 1000, cancellable, pause_cb, &pause);
  g_timeout_add (10, cancel_cb, cancellable);
  test_run_until (&pause.done);
  g_assert_false (pause.went_on);
  g_assert_error (pause.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&pause.error);

  pause = (Pause) { 0 };
  cs_retry_pause_async (60 * 1000, cancellable, pause_cb, &pause);
  test_run_until (&pause.done);
  g_assert_error (pause.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&pause.error);

  g_assert_cmpint (g_get_monotonic_time () - begun, <, 10 * G_USEC_PER_SEC);
  g_assert_cmpuint (G_OBJECT (cancellable)->ref_count, ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/retry/seconds", test_seconds);
  g_test_add_func ("/retry/date", test_date);
  g_test_add_func ("/retry/nonsense", test_nonsense);
  g_test_add_func ("/retry/pause-length", test_pause_length);
  g_test_add_func ("/retry/pause", test_pause);
  g_test_add_func ("/retry/pause-cancelled", test_pause_cancelled);

  return g_test_run ();
}
