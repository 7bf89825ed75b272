/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cs-client-error.h"
#include "cs-client-private.h"
#include "cs-test-project.h"

#include <string.h>

#define SHORT_MS 150
#define TROUBLE  "HTTP/1.1 503 Service Unavailable\r\n"
#define EMPTY    "Content-Length: 0\r\n\r\n"

typedef struct
{
  TestService   service;
  GCancellable *cancellable;
  char         *good;
} Fixture;

static void
setup (Fixture       *fixture,
       gconstpointer  unused)
{
  g_autofree char *cards = test_dup_cards (2);
  g_autofree char *sealed = test_seal (cards, TEST_CLIENT_KEY_1);

  fixture->good = test_dup_answer ("200 OK", "", sealed);
  fixture->cancellable = g_cancellable_new ();
}

static void
teardown (Fixture       *fixture,
          gconstpointer  unused)
{
  test_service_stop (&fixture->service);
  g_assert_cmpuint (G_OBJECT (fixture->cancellable)->ref_count, ==, 1);
  g_object_unref (fixture->cancellable);
  g_free (fixture->good);
}

static void
serve (Fixture    *fixture,
       TestServer *server)
{
  test_service_start (&fixture->service, server, 1);
}

static void
assert_good (Fixture *fixture,
             guint    n_attempts)
{
  g_assert_no_error (fixture->service.call.error);
  g_assert_cmpuint (fixture->service.call.cards->cards->len, ==, 2);
  g_assert_cmpuint (fixture->service.call.report->n_attempts, ==, n_attempts);
  g_assert_cmpuint (fixture->service.call.report->http_status, ==, 200);
  g_assert_cmpuint (fixture->service.call.report->retry_after_s, ==, 0);
}

static void
assert_failed (Fixture       *fixture,
               CsClientError  code,
               guint          n_attempts)
{
  g_assert_error (fixture->service.call.error, CS_CLIENT_ERROR, (int) code);
  g_assert_cmpuint (fixture->service.call.report->n_attempts, ==, n_attempts);
}

static void
test_trouble_passes (Fixture       *fixture,
                     gconstpointer  unused)
{
  static const char *const troubles[] = {
    "HTTP/1.1 500 Internal Server Error\r\nContent-Type: text/html\r\n" EMPTY,
    "HTTP/1.1 502 Bad Gateway\r\n" EMPTY,
    TROUBLE EMPTY,
    "HTTP/1.1 504 Gateway Timeout\r\n" EMPTY,
    "HTTP/1.1 429 Too Many Requests\r\n" EMPTY,
    "HTTP/1.1 599 Whatever\r\n" EMPTY,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (troubles); i++)
    {
      serve (fixture, test_server_new_one ({ troubles[i] }, { troubles[i] }, { fixture->good }));
      test_call_list (&fixture->service.call, fixture->service.client);
      assert_good (fixture, 3);
      g_assert_cmpuint (test_server_get_requests (fixture->service.server), ==, 3);
    }
}

static void
test_trouble_stays (Fixture       *fixture,
                    gconstpointer  unused)
{
  serve (fixture, test_server_new_one ({ TROUBLE EMPTY }));
  test_call_list (&fixture->service.call, fixture->service.client);
  assert_failed (fixture, CS_CLIENT_ERROR_IN_TROUBLE, 3);
  g_assert_cmpuint (fixture->service.call.report->http_status, ==, 503);
  g_assert_null (fixture->service.call.report->code);
  g_assert_cmpuint (test_server_get_requests (fixture->service.server), ==, 3);
}

/* Whoever makes many calls waits for all of them; other trouble is the client's still. */
static void
test_busy_left_to_the_caller (Fixture       *fixture,
                              gconstpointer  unused)
{
  static const char *const busy[] = {
    "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 1\r\n" EMPTY,
    "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\n" EMPTY,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (busy); i++)
    {
      serve (fixture, test_server_new_one ({ busy[i] }, { fixture->good }));
      cs_client_set_leaves_busy (fixture->service.client, TRUE);
      test_call_list (&fixture->service.call, fixture->service.client);
      assert_failed (fixture, CS_CLIENT_ERROR_IN_TROUBLE, 1);
      g_assert_cmpuint (fixture->service.call.report->retry_after_s, ==, 1);
      g_assert_cmpuint (test_server_get_requests (fixture->service.server), ==, 1);
    }

  serve (fixture, test_server_new_one ({ "HTTP/1.1 500 Internal Server Error\r\n" EMPTY },
                                       { fixture->good }));
  cs_client_set_leaves_busy (fixture->service.client, TRUE);
  test_call_list (&fixture->service.call, fixture->service.client);
  assert_good (fixture, 2);
}

/* What the service says of its trouble is worth knowing, and changes nothing. */
static void
test_trouble_with_code (Fixture       *fixture,
                        gconstpointer  unused)
{
  g_autofree char *outcome = test_dup_outcome ("900_001");
  g_autofree char *success = test_dup_cards (1);
  g_autofree char *speaking = test_dup_answer ("503 Service Unavailable", "", outcome);
  g_autofree char *lying = test_dup_answer ("500 Internal Server Error", "", success);
  g_autofree char *mumbling = test_dup_answer ("500 Internal Server Error", "", "canary");

  serve (fixture, test_server_new_one ({ speaking }));
  test_call_list (&fixture->service.call, fixture->service.client);
  assert_failed (fixture, CS_CLIENT_ERROR_IN_TROUBLE, 3);
  g_assert_cmpstr (fixture->service.call.report->code, ==, "900_001");

  serve (fixture, test_server_new_one ({ lying }));
  test_call_list (&fixture->service.call, fixture->service.client);
  assert_failed (fixture, CS_CLIENT_ERROR_IN_TROUBLE, 3);

  serve (fixture, test_server_new_one ({ mumbling }));
  test_call_list (&fixture->service.call, fixture->service.client);
  assert_failed (fixture, CS_CLIENT_ERROR_IN_TROUBLE, 3);
  g_assert_null (fixture->service.call.report->code);
}

static void
test_signed_anew (Fixture       *fixture,
                  gconstpointer  unused)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *first_id = NULL;
  g_autofree char *second_id = NULL;

  serve (fixture, test_server_new_one ({ TROUBLE EMPTY }, { fixture->good }));
  test_call_list (&fixture->service.call, fixture->service.client);
  assert_good (fixture, 2);

  first = test_server_dup_request (fixture->service.server, 0);
  second = test_server_dup_request (fixture->service.server, 1);
  first_id = test_dup_header (first, CS_HEADER_CORRELATION_ID);
  second_id = test_dup_header (second, CS_HEADER_CORRELATION_ID);
  g_assert_cmpstr (first_id, !=, second_id);
  g_assert_cmpstr (second_id, ==, fixture->service.call.report->correlation_id);
  g_assert_cmpstr (test_find_body (first), ==, test_find_body (second));
}

static void
test_retry_after (Fixture       *fixture,
                  gconstpointer  unused)
{
  gint64 begun;

  serve (fixture, test_server_new_one ({ TROUBLE "Retry-After: 1\r\n" EMPTY },
                                       { fixture->good }));
  begun = g_get_monotonic_time ();
  test_call_list (&fixture->service.call, fixture->service.client);
  assert_good (fixture, 2);
  g_assert_cmpint (g_get_monotonic_time () - begun, >=, G_USEC_PER_SEC);

  /* By the service's clock, which is years away from ours. */
  serve (fixture, test_server_new_one (
    { TROUBLE "Date: Tue, 01 Jan 2030 00:00:00 GMT\r\n"
      "Retry-After: Tue, 01 Jan 2030 00:00:01 GMT\r\n" EMPTY },
    { fixture->good }));
  begun = g_get_monotonic_time ();
  test_call_list (&fixture->service.call, fixture->service.client);
  assert_good (fixture, 2);
  g_assert_cmpint (g_get_monotonic_time () - begun, >=, G_USEC_PER_SEC);
}

static void
test_retry_after_too_long (Fixture       *fixture,
                           gconstpointer  unused)
{
  serve (fixture, test_server_new_one ({ TROUBLE "Retry-After: 6\r\n" EMPTY }));
  test_call_list (&fixture->service.call, fixture->service.client);
  assert_failed (fixture, CS_CLIENT_ERROR_IN_TROUBLE, 1);
  g_assert_cmpuint (fixture->service.call.report->retry_after_s, ==, 6);
  g_assert_nonnull (strstr (fixture->service.call.error->message, "6 seconds"));

  serve (fixture, test_server_new_one (
    { "HTTP/1.1 429 Too Many Requests\r\nRetry-After: Mon, 07 Sep 2026 03:02:00 GMT\r\n" EMPTY }));
  test_call_list (&fixture->service.call, fixture->service.client);
  assert_failed (fixture, CS_CLIENT_ERROR_IN_TROUBLE, 1);
  g_assert_cmpuint (fixture->service.call.report->retry_after_s, ==, 120);

  cs_client_set_retry_after_max (fixture->service.client, 0);
  serve (fixture, test_server_new_one ({ TROUBLE "Retry-After: 1\r\n" EMPTY }));
  cs_client_set_retry_after_max (fixture->service.client, 0);
  test_call_list (&fixture->service.call, fixture->service.client);
  assert_failed (fixture, CS_CLIENT_ERROR_IN_TROUBLE, 1);
}

static void
test_retry_after_nonsense (Fixture       *fixture,
                           gconstpointer  unused)
{
  static const char *const values[] = { "-5", "soon", "99999999999", "1.5", "" };

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autofree char *answer = g_strdup_printf (TROUBLE "Retry-After: %s\r\n" EMPTY, values[i]);

      serve (fixture, test_server_new_one ({ answer }, { fixture->good }));
      test_call_list (&fixture->service.call, fixture->service.client);
      assert_good (fixture, 2);
    }
}

static void
test_no_connection (Fixture       *fixture,
                    gconstpointer  unused)
{
  g_autofree char *url = g_strdup_printf ("http://127.0.0.1:%u", test_find_closed_port ());

  fixture->service.client = test_client_new (url, 1);
  test_call_list (&fixture->service.call, fixture->service.client);
  assert_failed (fixture, CS_CLIENT_ERROR_UNREACHABLE, 3);
  g_assert_cmpuint (fixture->service.call.report->http_status, ==, 0);
}

static void
test_lost_connection (Fixture       *fixture,
                      gconstpointer  unused)
{
  serve (fixture, test_server_new_one ({ "", .ending = TEST_RESET },
                                       { "", .ending = TEST_CLOSE }, { fixture->good }));
  test_call_list (&fixture->service.call, fixture->service.client);
  assert_good (fixture, 3);

  serve (fixture, test_server_new_one ({ "", .ending = TEST_CLOSE }));
  test_call_list (&fixture->service.call, fixture->service.client);
  assert_failed (fixture, CS_CLIENT_ERROR_UNREACHABLE, 3);
}

/* As after a suspend: no pause, since nothing says that the service is in trouble. */
static void
test_dead_connection (Fixture       *fixture,
                      gconstpointer  unused)
{
  gint64 begun;

  serve (fixture, test_server_new_one ({ fixture->good }, { "", .ending = TEST_RESET },
                                       { fixture->good }));
  cs_client_set_timing (fixture->service.client, 15000, 15000, 60000);
  test_call_list (&fixture->service.call, fixture->service.client);
  assert_good (fixture, 1);
  begun = g_get_monotonic_time ();
  test_call_list (&fixture->service.call, fixture->service.client);
  assert_good (fixture, 2);
  g_assert_cmpint (g_get_monotonic_time () - begun, <, 10 * G_USEC_PER_SEC);
}

static void
test_time_out (Fixture       *fixture,
               gconstpointer  unused)
{
  serve (fixture, test_server_new_one ({ "", .ending = TEST_STALL },
                                       { "", .ending = TEST_STALL }, { fixture->good }));
  cs_client_set_timing (fixture->service.client, SHORT_MS, SHORT_MS, 1);
  test_call_list (&fixture->service.call, fixture->service.client);
  assert_good (fixture, 3);

  serve (fixture, test_server_new_one ({ "", .ending = TEST_STALL }));
  cs_client_set_timing (fixture->service.client, SHORT_MS, SHORT_MS, 1);
  test_call_list (&fixture->service.call, fixture->service.client);
  assert_failed (fixture, CS_CLIENT_ERROR_TIMED_OUT, 3);
}

/* Once a byte of an answer has come, the service has acted. */
static void
test_half_answers (Fixture       *fixture,
                   gconstpointer  unused)
{
  static const char half[] = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                             "Content-Length: 100\r\n\r\n{";

  serve (fixture, test_server_new_one ({ half, .ending = TEST_RESET }));
  test_call_list (&fixture->service.call, fixture->service.client);
  assert_failed (fixture, CS_CLIENT_ERROR_UNUSABLE, 1);

  serve (fixture, test_server_new_one ({ "HTTP/1.1 20", .ending = TEST_RESET }));
  test_call_list (&fixture->service.call, fixture->service.client);
  assert_failed (fixture, CS_CLIENT_ERROR_UNUSABLE, 1);

  serve (fixture, test_server_new_one ({ half, .ending = TEST_STALL }));
  cs_client_set_timing (fixture->service.client, SHORT_MS, SHORT_MS, 1);
  test_call_list (&fixture->service.call, fixture->service.client);
  assert_failed (fixture, CS_CLIENT_ERROR_TIMED_OUT, 1);
}

static void
assert_cancelled (Fixture *fixture,
                  guint    n_attempts)
{
  test_run_until (&fixture->service.call.done);
  g_assert_error (fixture->service.call.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (fixture->service.call.cards);
  g_assert_cmpuint (fixture->service.call.report->n_attempts, ==, n_attempts);
  g_cancellable_reset (fixture->cancellable);
}

static void
start_and_cancel_soon (Fixture *fixture)
{
  test_call_start_list (&fixture->service.call, fixture->service.client, fixture->cancellable);
  test_cancel_soon (fixture->cancellable);
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  unused)
{
  /* Before. */
  serve (fixture, test_server_new_one ({ fixture->good }));
  g_cancellable_cancel (fixture->cancellable);
  test_call_start_list (&fixture->service.call, fixture->service.client, fixture->cancellable);
  assert_cancelled (fixture, 1);
  test_call_start_list (&fixture->service.call, fixture->service.client, fixture->cancellable);
  g_cancellable_cancel (fixture->cancellable);
  assert_cancelled (fixture, 1);
  g_assert_cmpuint (test_server_get_requests (fixture->service.server), ==, 0);

  /* While nothing comes. */
  serve (fixture, test_server_new_one ({ "", .ending = TEST_STALL }));
  start_and_cancel_soon (fixture);
  assert_cancelled (fixture, 1);

  /* Between two attempts. */
  serve (fixture, test_server_new_one ({ TROUBLE EMPTY }));
  cs_client_set_timing (fixture->service.client, 15000, 15000, 60000);
  start_and_cancel_soon (fixture);
  assert_cancelled (fixture, 1);
  g_assert_cmpuint (test_server_get_requests (fixture->service.server), ==, 1);
}

static void
cancel_when_finished_cb (SoupSession  *session,
                         SoupMessage  *message,
                         GCancellable *cancellable)
{
  g_cancellable_cancel (cancellable);
}

/* The transport is through; what is left is decrypting, and giving the answer. */
static void
test_cancelled_at_the_last_byte (Fixture       *fixture,
                                 gconstpointer  unused)
{
  serve (fixture, test_server_new_one ({ fixture->good }));
  g_signal_connect (cs_client_get_session (fixture->service.client), "request-unqueued",
                    G_CALLBACK (cancel_when_finished_cb), fixture->cancellable);
  test_call_start_list (&fixture->service.call, fixture->service.client, fixture->cancellable);
  assert_cancelled (fixture, 1);
}

/* The call keeps the client alive, and the client ends with it. */
static void
test_owner_is_gone (Fixture       *fixture,
                    gconstpointer  unused)
{
  gpointer client;

  serve (fixture, test_server_new_one ({ TROUBLE EMPTY }, { fixture->good }));
  client = fixture->service.client;
  g_object_add_weak_pointer (client, &client);
  test_call_start_list (&fixture->service.call, fixture->service.client, NULL);
  g_clear_object (&fixture->service.client);
  g_assert_nonnull (client);

  test_run_until (&fixture->service.call.done);
  assert_good (fixture, 2);
  g_assert_null (client);

  serve (fixture, test_server_new_one ({ "", .ending = TEST_STALL }));
  client = fixture->service.client;
  g_object_add_weak_pointer (client, &client);
  start_and_cancel_soon (fixture);
  g_clear_object (&fixture->service.client);
  assert_cancelled (fixture, 1);
  g_assert_null (client);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) \
  g_test_add (path, Fixture, NULL, setup, function, teardown)

  ADD ("/call-retry/trouble-passes", test_trouble_passes);
  ADD ("/call-retry/trouble-stays", test_trouble_stays);
  ADD ("/call-retry/busy-left-to-the-caller", test_busy_left_to_the_caller);
  ADD ("/call-retry/trouble-with-code", test_trouble_with_code);
  ADD ("/call-retry/signed-anew", test_signed_anew);
  ADD ("/call-retry/retry-after", test_retry_after);
  ADD ("/call-retry/retry-after-too-long", test_retry_after_too_long);
  ADD ("/call-retry/retry-after-nonsense", test_retry_after_nonsense);
  ADD ("/call-retry/no-connection", test_no_connection);
  ADD ("/call-retry/lost-connection", test_lost_connection);
  ADD ("/call-retry/dead-connection", test_dead_connection);
  ADD ("/call-retry/time-out", test_time_out);
  ADD ("/call-retry/half-answers", test_half_answers);
  ADD ("/call-retry/cancelled", test_cancelled);
  ADD ("/call-retry/cancelled-at-the-last-byte", test_cancelled_at_the_last_byte);
  ADD ("/call-retry/owner-is-gone", test_owner_is_gone);

  return g_test_run ();
}
