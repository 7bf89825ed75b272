/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "mock-client.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define LIST   "{\"userId\":50000104652}"
#define SECOND 1000

static void
call_once (Desk *desk,
           Call *call)
{
  desk_call (desk, LIST, call);
}

static void
talk_once (Desk *desk,
           Talk *talk)
{
  g_autofree char *request = raw_request (desk, LIST);

  raw_talk (desk, request, strlen (request), 2 * SECOND, talk);
}

static const char *
get_retry_after (const Call *call)
{
  return soup_message_headers_get_one (call->headers, "Retry-After");
}

static void
test_retry_after (Desk          *desk,
                  gconstpointer  unused)
{
  static const struct { const char *argument; const char *start; } forms[] = {
    { "2", "2" }, { "0", "0" }, { "86400", "86400" }, { "negative", "-" }, { "huge", "999999999" },
    { "garbage", "when" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autofree char *text = g_strdup_printf ("retry-after-429:%s:once", forms[i].argument);
      g_auto (Call) call = { 0 };

      desk_arm (desk, text);
      call_once (desk, &call);
      g_assert_cmpuint (call.status, ==, 429);
      g_assert_true (g_str_has_prefix (get_retry_after (&call), forms[i].start));
    }

  for (guint i = 0; i < 2; i++)
    {
      g_auto (Call) call = { 0 };
      g_autoptr (GDateTime) then = NULL;
      gint64 seconds;

      desk_arm (desk, i == 0 ? "retry-after-503:date:once" : "retry-after-503:past:once");
      call_once (desk, &call);
      then = soup_date_time_new_from_http_string (get_retry_after (&call));
      g_assert_nonnull (then);
      seconds = g_date_time_to_unix (then) - cs_clock_get_unix_us (desk->clock) / G_USEC_PER_SEC;
      g_assert_true (i == 0 ? seconds > -30 && seconds <= 2 : seconds < -3000);
    }
}

/* Counted: so many times, and then no more. */
static void
test_counted (Desk          *desk,
              gconstpointer  unused)
{
  static const guint expected[] = { 503, 503, 503, 500, 200, 200 };

  desk_arm (desk, "http-503:next=3");
  desk_arm (desk, "http-500:once");

  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_auto (Call) call = { 0 };

      call_once (desk, &call);
      g_assert_cmpuint (call.status, ==, expected[i]);
    }
}

/* One connection is turned away, the next one is not. */
static void
test_refuse_once (Desk          *desk,
                  gconstpointer  unused)
{
  g_auto (Talk) first = { 0 }, second = { 0 };

  desk_arm (desk, "refuse:once");
  talk_once (desk, &first);
  g_assert_cmpuint (first.n_bytes, ==, 0);
  g_assert_cmpint (first.end, ==, ECONNRESET);

  {
    g_autofree char *request = raw_request (desk, LIST);

    raw_talk (desk, request, strlen (request), 200, &second);
    g_assert_cmpuint (second.n_bytes, >, 1000);
    g_assert_cmpint (second.end, ==, TALK_TIMED_OUT);
  }
}

static char *
draw_series (Desk *desk)
{
  GString *series = g_string_new (NULL);

  for (guint i = 0; i < 30; i++)
    {
      g_auto (Call) call = { 0 };

      call_once (desk, &call);
      g_string_append_c (series, call.status == 200 ? '-' : 'x');
    }

  return g_string_free (series, FALSE);
}

/* A percentage is chance, but the same chance again under the same seed. */
static void
test_seed (Desk          *desk,
           gconstpointer  unused)
{
  g_autofree char *first = NULL, *again = NULL, *other = NULL;
  Desk elsewhere = { 0 };

  desk_arm (desk, "http-500-empty:40%");
  cs_mock_service_set_seed (desk->service, 5);
  first = draw_series (desk);

  desk_setup (&elsewhere, NULL);
  desk_arm (&elsewhere, "http-500-empty:40%");
  cs_mock_service_set_seed (elsewhere.service, 5);
  again = draw_series (&elsewhere);
  cs_mock_service_set_seed (elsewhere.service, 6);
  other = draw_series (&elsewhere);
  desk_teardown (&elsewhere, NULL);

  g_assert_cmpstr (first, ==, again);
  g_assert_cmpstr (first, !=, other);
  g_assert_nonnull (strchr (first, 'x'));
  g_assert_nonnull (strchr (first, '-'));
}

/* A client that does not wait for a late answer leaves nothing behind. */
static void
test_leave_early (Desk          *desk,
                  gconstpointer  unused)
{
  g_autofree char *request = raw_request (desk, LIST);
  g_auto (Call) last = { 0 };

  desk_arm (desk, "latency:300");

  for (guint i = 0; i < 5; i++)
    {
      g_auto (Talk) talk = { 0 };

      raw_talk (desk, request, strlen (request), 20, &talk);
      g_assert_cmpint (talk.end, ==, TALK_TIMED_OUT);
    }

  call_once (desk, &last);
  g_assert_cmpuint (last.status, ==, 200);
}

/* Stopping does not wait for answers that are still to come. */
static void
test_stop_at_work (Desk          *desk,
                   gconstpointer  unused)
{
  static const char *const faults[] = { "latency:60000", "stall", "slow-drip", "endless" };

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *request = raw_request (desk, LIST);
      gint64 start = g_get_monotonic_time ();
      int fd = raw_connect (desk);

      desk_arm (desk, faults[i]);
      g_assert_cmpint (send (fd, request, strlen (request), 0), ==, (gssize) strlen (request));

      while (cs_mock_service_get_n_requests (desk->service) == 0)
        g_assert_cmpint (g_get_monotonic_time () - start, <, 10 * G_USEC_PER_SEC);

      cs_mock_service_stop (desk->service);
      close (fd);
      cs_mock_service_clear_faults (desk->service);
      desk_start (desk);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/mock-chances/retry-after", Desk, NULL, desk_setup, test_retry_after,
              desk_teardown);
  g_test_add ("/mock-chances/counted", Desk, NULL, desk_setup, test_counted,
              desk_teardown);
  g_test_add ("/mock-chances/refuse-once", Desk, NULL, desk_setup, test_refuse_once,
              desk_teardown);
  g_test_add ("/mock-chances/seed", Desk, NULL, desk_setup, test_seed,
              desk_teardown);
  g_test_add ("/mock-chances/leave-early", Desk, NULL, desk_setup, test_leave_early,
              desk_teardown);
  g_test_add ("/mock-chances/stop-at-work", Desk, NULL, desk_setup, test_stop_at_work,
              desk_teardown);

  return g_test_run ();
}
