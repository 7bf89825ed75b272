/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cs-client-error.h"
#include "cs-session.h"
#include "cs-test-attempt.h"
#include "cs-test-server.h"

#include <string.h>

#define OK_HEAD   "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
#define BODY_MAX  (64 * 1024)
#define SHORT_MS  150

typedef TestAttempt Fixture;

static void
setup (Fixture       *fixture,
       gconstpointer  unused)
{
  test_attempt_init (fixture, NULL);
}

static void
teardown (Fixture       *fixture,
          gconstpointer  unused)
{
  test_attempt_clear (fixture);
}

static void
start (Fixture    *fixture,
       TestServer *server)
{
  g_autofree char *url = test_server_dup_url (server, "/x");

  test_attempt_start (fixture, url);
}

static void
run (Fixture    *fixture,
     TestServer *server)
{
  start (fixture, server);
  test_run_until (&fixture->done);
}

static void
assert_body (Fixture    *fixture,
             const char *expected)
{
  const guint8 *data;
  gsize length;

  g_assert_no_error (fixture->error);
  data = cs_buffer_get_data (fixture->body, &length);
  g_assert_cmpmem (data, length, expected, strlen (expected));
}

static void
assert_failed (Fixture       *fixture,
               CsClientError  code,
               CsRepeat       repeat)
{
  g_assert_null (fixture->body);
  g_assert_error (fixture->error, CS_CLIENT_ERROR, (int) code);
  g_assert_cmpint (fixture->repeat, ==, repeat);
}

static void
assert_refused (Fixture          *fixture,
                const TestAnswer *answer)
{
  g_autoptr (TestServer) server = test_server_new (answer, 1);

  run (fixture, server);
  assert_failed (fixture, CS_CLIENT_ERROR_UNUSABLE, CS_REPEAT_NEVER);
}

static void
test_success (Fixture       *fixture,
              gconstpointer  unused)
{
  g_autoptr (TestServer) server = test_server_new_one (
    { OK_HEAD "Content-Length: 5\r\n\r\nfirst" },
    { OK_HEAD "Transfer-Encoding: chunked\r\n\r\n3\r\nsec\r\n3\r\nond\r\n0\r\n\r\n" },
    { OK_HEAD "Content-Length: 0\r\n\r\n" },
    { OK_HEAD "Connection: close\r\n\r\nno length", .ending = TEST_CLOSE });
  g_autofree char *request = NULL;

  run (fixture, server);
  assert_body (fixture, "first");
  run (fixture, server);
  assert_body (fixture, "second");
  run (fixture, server);
  assert_body (fixture, "");
  run (fixture, server);
  assert_body (fixture, "no length");

  g_assert_cmpuint (fixture->n_judged, ==, 4);
  g_assert_cmpuint (test_server_get_requests (server), ==, 4);
  g_assert_cmpuint (test_server_get_connections (server), ==, 1);

  request = test_server_dup_request (server, 0);
  g_assert_true (g_str_has_prefix (request, "POST /x HTTP/1.1\r\n"));
  g_assert_true (g_str_has_suffix (request, "\r\n\r\n{\"userId\":1}"));
  g_assert_nonnull (strstr (request, "\r\nAccept-Encoding: identity\r\n"));
  g_assert_null (strstr (request, "Cookie"));
  g_assert_null (strstr (request, "Accept-Language"));
}

static void
test_one_connection (Fixture       *fixture,
                     gconstpointer  unused)
{
  g_autoptr (TestServer) server =
    test_server_new_one ({ OK_HEAD "Content-Length: 2\r\n\r\n{}" });

  for (guint i = 0; i < 100; i++)
    {
      run (fixture, server);
      assert_body (fixture, "{}");
    }

  g_assert_cmpuint (test_server_get_requests (server), ==, 100);
  g_assert_cmpuint (test_server_get_connections (server), ==, 1);
}

static void
test_session_does_nothing (Fixture       *fixture,
                           gconstpointer  unused)
{
  const GType absent[] = {
    SOUP_TYPE_AUTH_MANAGER, SOUP_TYPE_CONTENT_DECODER, SOUP_TYPE_COOKIE_JAR, SOUP_TYPE_CACHE,
    SOUP_TYPE_CONTENT_SNIFFER, SOUP_TYPE_HSTS_ENFORCER, SOUP_TYPE_LOGGER, SOUP_TYPE_AUTH_NTLM,
    SOUP_TYPE_AUTH_NEGOTIATE,
  };
  g_autoptr (GUri) uri = g_uri_parse ("https://a.example/", SOUP_HTTP_URI_FLAGS, NULL);
  g_autoptr (SoupMessage) message = cs_session_new_message (SOUP_METHOD_GET, uri, "*/*");

  for (gsize i = 0; i < G_N_ELEMENTS (absent); i++)
    {
      g_test_message ("%s", g_type_name (absent[i]));
      g_assert_false (soup_session_has_feature (fixture->session, absent[i]));
    }

  g_assert_null (soup_session_get_proxy_resolver (fixture->session));
  g_assert_cmpint (soup_message_get_flags (message) &
                     (SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_IDEMPOTENT), ==,
                   SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_IDEMPOTENT);
}

static void
test_caps (Fixture       *fixture,
           gconstpointer  unused)
{
  g_autofree char *most = g_strnfill (BODY_MAX, 'x');
  g_autofree char *exact =
    g_strdup_printf (OK_HEAD "Content-Length: %d\r\n\r\n%s", BODY_MAX, most);
  g_autofree char *declared =
    g_strdup_printf (OK_HEAD "Content-Length: %d\r\n\r\n%sx", BODY_MAX + 1, most);
  g_autofree char *undeclared = g_strdup_printf (OK_HEAD "Connection: close\r\n\r\n%sx", most);
  g_autoptr (TestServer) server = test_server_new_one ({ exact });

  run (fixture, server);
  assert_body (fixture, most);

  assert_refused (fixture, &(TestAnswer) { declared });
  assert_refused (fixture, &(TestAnswer) { undeclared, .ending = TEST_CLOSE });
}

static void
assert_abandoned_early (Fixture          *fixture,
                        const TestAnswer *answer)
{
  g_autoptr (TestServer) server = test_server_new (answer, 1);

  run (fixture, server);
  assert_failed (fixture, CS_CLIENT_ERROR_UNUSABLE, CS_REPEAT_NEVER);

  /* The kernel's buffers on both sides may hold some megabytes more. */
  g_assert_cmpuint (test_server_get_sent (server), <, 16 * 1024 * 1024);
}

static void
test_endless (Fixture       *fixture,
              gconstpointer  unused)
{
  g_autofree char *block = g_strnfill (4096, 'x');
  g_autofree char *chunk = g_strdup_printf ("1000\r\n%s\r\n", block);

  assert_abandoned_early (fixture, &(TestAnswer) {
    OK_HEAD "\r\n", .ending = TEST_ENDLESS, .filler = block });
  assert_abandoned_early (fixture, &(TestAnswer) {
    OK_HEAD "Transfer-Encoding: chunked\r\n\r\n", .ending = TEST_ENDLESS, .filler = chunk });
  assert_abandoned_early (fixture, &(TestAnswer) {
    OK_HEAD "Content-Length: 104857600\r\n\r\n", .ending = TEST_ENDLESS, .filler = block });
}

static void
test_truncated (Fixture       *fixture,
                gconstpointer  unused)
{
  /* libsoup alone takes the first for complete. */
  assert_refused (fixture, &(TestAnswer) {
    OK_HEAD "Content-Length: 1000\r\nConnection: close\r\n\r\n{}", .ending = TEST_CLOSE });
  assert_refused (fixture, &(TestAnswer) {
    OK_HEAD "Content-Length: 1000\r\n\r\n{}", .ending = TEST_CLOSE });
  assert_refused (fixture, &(TestAnswer) {
    OK_HEAD "Content-Length: 1000\r\n\r\n{}", .ending = TEST_RESET });
  assert_refused (fixture, &(TestAnswer) {
    OK_HEAD "Transfer-Encoding: chunked\r\n\r\n10\r\n{}", .ending = TEST_CLOSE });
  assert_refused (fixture, &(TestAnswer) {
    "HTTP/1.1 200 OK\r\nContent-Ty", .ending = TEST_RESET });
}

/* libsoup takes a chunked body for complete when it ends between two chunks, or where
 * the size of one is no number, and shows no trace of it. Such a body is no JSON: the
 * gate refuses it. This test is to notice when that changes.
 */
static void
test_cut_between_chunks (Fixture       *fixture,
                         gconstpointer  unused)
{
  g_autoptr (TestServer) cut = test_server_new_one (
    { OK_HEAD "Transfer-Encoding: chunked\r\n\r\n2\r\n{\"\r\n", .ending = TEST_CLOSE });
  g_autoptr (TestServer) nonsense = test_server_new_one (
    { OK_HEAD "Transfer-Encoding: chunked\r\n\r\n2\r\n{\"\r\nzz\r\n\r\n" });

  run (fixture, cut);
  assert_body (fixture, "{\"");
  run (fixture, nonsense);
  assert_body (fixture, "{\"");
}

static void
test_encodings (Fixture       *fixture,
                gconstpointer  unused)
{
  g_autoptr (TestServer) server = test_server_new_one (
    { OK_HEAD "Content-Encoding: identity\r\nContent-Length: 2\r\n\r\n{}" });

  run (fixture, server);
  assert_body (fixture, "{}");

  assert_refused (fixture, &(TestAnswer) {
    OK_HEAD "Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n\x1f\x8b" });
  assert_refused (fixture, &(TestAnswer) {
    OK_HEAD "Content-Encoding: br\r\nContent-Length: 2\r\n\r\n{}" });
  assert_refused (fixture, &(TestAnswer) {
    OK_HEAD "Content-Encoding: identity, gzip\r\nContent-Length: 2\r\n\r\n{}" });
  assert_refused (fixture, &(TestAnswer) {
    OK_HEAD "Transfer-Encoding: gzip\r\n\r\n{}", .ending = TEST_CLOSE });
}

static void
test_lengths (Fixture       *fixture,
              gconstpointer  unused)
{
  assert_refused (fixture, &(TestAnswer) {
    OK_HEAD "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}" });
  assert_refused (fixture, &(TestAnswer) {
    OK_HEAD "Content-Length: 200\r\ncontent-length: 2\r\n\r\n{}" });
  assert_refused (fixture, &(TestAnswer) { OK_HEAD "Content-Length: 2, 2\r\n\r\n{}" });
  g_test_expect_message ("GLib-GObject", G_LOG_LEVEL_WARNING, "*out of range*content-length*");
  assert_refused (fixture, &(TestAnswer) { OK_HEAD "Content-Length: -2\r\n\r\n{}" });
  g_test_assert_expected_messages ();
  assert_refused (fixture, &(TestAnswer) { OK_HEAD "Content-Length: 0x2\r\n\r\n{}" });
  assert_refused (fixture, &(TestAnswer) {
    OK_HEAD "Content-Length: 99999999999999999999\r\n\r\n{}" });
  assert_refused (fixture, &(TestAnswer) {
    OK_HEAD "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n" });
}

static void
test_not_http (Fixture       *fixture,
               gconstpointer  unused)
{
  g_autofree char *filler = g_strnfill (400 * 1024, 'x');
  g_autofree char *large_head = g_strdup_printf (OK_HEAD "X-Other: %s\r\n\r\n{}", filler);

  assert_refused (fixture, &(TestAnswer) { "SSH-2.0-OpenSSH_9.2\r\n\r\n", .ending = TEST_CLOSE });
  assert_refused (fixture, &(TestAnswer) { large_head, .ending = TEST_CLOSE });
}

static void
test_judge (Fixture       *fixture,
            gconstpointer  unused)
{
  g_autofree char *block = g_strnfill (4096, 'x');
  const TestAnswer answer = { OK_HEAD "\r\n", .ending = TEST_ENDLESS, .filler = block };
  g_autoptr (TestServer) server = test_server_new (&answer, 1);

  fixture->verdict = CS_BODY_SKIP;
  run (fixture, server);
  assert_body (fixture, "");
  g_assert_cmpuint (soup_message_get_status (fixture->message), ==, 200);

  fixture->verdict = CS_BODY_REFUSED;
  run (fixture, server);
  assert_failed (fixture, CS_CLIENT_ERROR_UNUSABLE, CS_REPEAT_NEVER);
  g_assert_cmpstr (fixture->error->message, ==, "Refused by the test");
}

/* What libsoup would gather in memory by itself. */
static void
test_challenge (Fixture       *fixture,
                gconstpointer  unused)
{
  static const char *const heads[] = {
    "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"x\"\r\n\r\n",
    "HTTP/1.1 407 Proxy Authentication Required\r\n\r\n",
    "HTTP/1.1 421 Misdirected Request\r\n\r\n",
  };
  g_autofree char *block = g_strnfill (4096, 'x');

  fixture->verdict = CS_BODY_REFUSED;

  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      const TestAnswer answer = { heads[i], .ending = TEST_ENDLESS, .filler = block };
      g_autoptr (TestServer) server = test_server_new (&answer, 1);

      run (fixture, server);
      assert_failed (fixture, CS_CLIENT_ERROR_UNUSABLE, CS_REPEAT_NEVER);
      g_assert_cmpuint (test_server_get_sent (server), <, 16 * 1024 * 1024);
      g_assert_cmpuint (test_server_get_requests (server), ==, 1);
    }
}

static void
test_challenge_with_body (Fixture       *fixture,
                          gconstpointer  unused)
{
  g_autoptr (TestServer) server = test_server_new_one (
    { "HTTP/1.1 401 Unauthorized\r\nContent-Length: 2\r\n\r\n{}" });

  run (fixture, server);
  assert_body (fixture, "{}");
  g_assert_cmpuint (soup_message_get_status (fixture->message), ==, 401);
}

static void
test_connection_refused (Fixture       *fixture,
                         gconstpointer  unused)
{
  g_autofree char *url = g_strdup_printf ("http://127.0.0.1:%u/x", test_find_closed_port ());

  test_attempt_run (fixture, url);
  assert_failed (fixture, CS_CLIENT_ERROR_UNREACHABLE, CS_REPEAT_LATER);
}

static void
test_no_answer (Fixture       *fixture,
                gconstpointer  unused)
{
  g_autoptr (TestServer) closing = test_server_new_one ({ "", .ending = TEST_CLOSE });
  g_autoptr (TestServer) resetting = test_server_new_one ({ "", .ending = TEST_RESET });

  run (fixture, closing);
  assert_failed (fixture, CS_CLIENT_ERROR_UNREACHABLE, CS_REPEAT_LATER);
  run (fixture, resetting);
  assert_failed (fixture, CS_CLIENT_ERROR_UNREACHABLE, CS_REPEAT_LATER);
}

/* As after a suspend: the connection was kept, and is gone when it is used. */
static void
test_stale_connection (Fixture       *fixture,
                       gconstpointer  unused)
{
  g_autoptr (TestServer) server = test_server_new_one (
    { OK_HEAD "Content-Length: 2\r\n\r\n{}" }, { "", .ending = TEST_RESET });

  run (fixture, server);
  assert_body (fixture, "{}");
  run (fixture, server);
  assert_failed (fixture, CS_CLIENT_ERROR_UNREACHABLE, CS_REPEAT_AT_ONCE);
  g_assert_cmpuint (test_server_get_connections (server), ==, 1);
}

/* An answer that nobody asked for must not become that of the next call: it would be
 * another member's.
 */
static void
test_surplus_answer (Fixture       *fixture,
                     gconstpointer  unused)
{
  g_autoptr (TestServer) server = test_server_new_one (
    { OK_HEAD "Content-Length: 5\r\n\r\nfirst" OK_HEAD "Content-Length: 5\r\n\r\nwrong" },
    { OK_HEAD "Content-Length: 6\r\n\r\nsecond" });

  run (fixture, server);
  assert_body (fixture, "first");
  run (fixture, server);
  assert_body (fixture, "second");
  g_assert_cmpuint (test_server_get_connections (server), ==, 2);
}

static void
test_deadline (Fixture       *fixture,
               gconstpointer  unused)
{
  g_autoptr (TestServer) stalling = test_server_new_one ({ "", .ending = TEST_STALL });
  g_autoptr (TestServer) half_headers = test_server_new_one (
    { "HTTP/1.1 200 OK\r\nContent-", .ending = TEST_STALL });
  g_autoptr (TestServer) half_body = test_server_new_one (
    { OK_HEAD "Content-Length: 100\r\n\r\n{", .ending = TEST_STALL });
  g_autoptr (TestServer) dripping = test_server_new_one (
    { OK_HEAD "Content-Length: 5000\r\n\r\n{                                                  ",
      .drip_ms = 20, .ending = TEST_STALL });
  gint64 begun = g_get_monotonic_time ();

  fixture->rules.attempt_ms = SHORT_MS;

  run (fixture, stalling);
  assert_failed (fixture, CS_CLIENT_ERROR_TIMED_OUT, CS_REPEAT_LATER);
  run (fixture, half_headers);
  assert_failed (fixture, CS_CLIENT_ERROR_TIMED_OUT, CS_REPEAT_NEVER);
  run (fixture, half_body);
  assert_failed (fixture, CS_CLIENT_ERROR_TIMED_OUT, CS_REPEAT_NEVER);
  run (fixture, dripping);
  assert_failed (fixture, CS_CLIENT_ERROR_TIMED_OUT, CS_REPEAT_NEVER);

  g_assert_cmpint (g_get_monotonic_time () - begun, <, 10 * G_USEC_PER_SEC);
}

static void
test_connect_deadline (Fixture       *fixture,
                       gconstpointer  unused)
{
  g_autoptr (TestServer) server = test_server_new_one ({ "", .ending = TEST_STALL });
  g_autofree char *url = g_strdup_printf ("https://127.0.0.1:%u/x", test_server_get_port (server));

  /* It takes the connection, and says nothing when TLS begins. */
  test_server_set_silent (server);
  fixture->rules.connect_ms = SHORT_MS;
  test_attempt_run (fixture, url);
  assert_failed (fixture, CS_CLIENT_ERROR_TIMED_OUT, CS_REPEAT_LATER);
}

/* The shorter deadline is of the connection alone. */
static void
test_connect_deadline_ends (Fixture       *fixture,
                            gconstpointer  unused)
{
  g_autoptr (TestServer) server = test_server_new_one (
    { OK_HEAD "Content-Length: 20\r\n\r\n{                  }", .drip_ms = 5 });

  fixture->rules.connect_ms = SHORT_MS;
  run (fixture, server);
  assert_body (fixture, "{                  }");
}

static void
assert_cancelled (Fixture *fixture)
{
  test_run_until (&fixture->done);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (fixture->body);
  g_assert_cmpint (fixture->repeat, ==, CS_REPEAT_NEVER);
  g_cancellable_reset (fixture->cancellable);
}

static gboolean
cancel_cb (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);

  return G_SOURCE_REMOVE;
}

static void
cancel_event_cb (SoupMessage        *message,
                 GSocketClientEvent  event,
                 GIOStream          *connection,
                 GCancellable       *cancellable)
{
  if (event == G_SOCKET_CLIENT_CONNECTED)
    g_cancellable_cancel (cancellable);
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  unused)
{
  g_autoptr (TestServer) server = test_server_new_one ({ "", .ending = TEST_STALL });
  g_autoptr (TestServer) half = test_server_new_one (
    { OK_HEAD "Content-Length: 100\r\n\r\n{", .ending = TEST_STALL });

  g_cancellable_cancel (fixture->cancellable);
  start (fixture, server);
  assert_cancelled (fixture);
  g_assert_cmpuint (test_server_get_received (server), ==, 0);

  start (fixture, server);
  g_cancellable_cancel (fixture->cancellable);
  assert_cancelled (fixture);
  g_assert_cmpuint (test_server_get_received (server), ==, 0);

  start (fixture, server);
  g_signal_connect (fixture->message, "network-event", G_CALLBACK (cancel_event_cb),
                    fixture->cancellable);
  assert_cancelled (fixture);
  g_assert_cmpuint (test_server_get_received (server), ==, 0);

  start (fixture, server);
  g_signal_connect_swapped (fixture->message, "wrote-body", G_CALLBACK (cancel_cb),
                            fixture->cancellable);
  assert_cancelled (fixture);

  start (fixture, half);
  g_signal_connect_swapped (fixture->message, "got-headers", G_CALLBACK (cancel_cb),
                            fixture->cancellable);
  assert_cancelled (fixture);

  start (fixture, half);
  g_timeout_add (SHORT_MS, cancel_cb, fixture->cancellable);
  assert_cancelled (fixture);
}

/* A name that cannot be resolved, without asking anybody. */
#define TEST_TYPE_RESOLVER (test_resolver_get_type ())
G_DECLARE_FINAL_TYPE (TestResolver, test_resolver, TEST, RESOLVER, GResolver)

struct _TestResolver
{
  GResolver parent_instance;
  int       code;
};

G_DEFINE_FINAL_TYPE (TestResolver, test_resolver, G_TYPE_RESOLVER)

static void
lookup_async (GResolver                *resolver,
              const char               *name,
              GResolverNameLookupFlags  flags,
              GCancellable             *cancellable,
              GAsyncReadyCallback       callback,
              gpointer                  user_data)
{
  g_autoptr (GTask) task = g_task_new (resolver, cancellable, callback, user_data);

  g_task_return_new_error (task, G_RESOLVER_ERROR, TEST_RESOLVER (resolver)->code, "%s", name);
}

static GList *
lookup_finish (GResolver     *resolver,
               GAsyncResult  *result,
               GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
test_resolver_class_init (TestResolverClass *klass)
{
  GResolverClass *resolver_class = G_RESOLVER_CLASS (klass);

  resolver_class->lookup_by_name_with_flags_async = lookup_async;
  resolver_class->lookup_by_name_with_flags_finish = lookup_finish;
}

static void
test_resolver_init (TestResolver *self)
{
}

static void
test_names (Fixture       *fixture,
            gconstpointer  unused)
{
  g_autoptr (GResolver) before = g_resolver_get_default ();
  g_autoptr (TestResolver) resolver = g_object_new (TEST_TYPE_RESOLVER, NULL);

  g_resolver_set_default (G_RESOLVER (resolver));

  resolver->code = G_RESOLVER_ERROR_NOT_FOUND;
  test_attempt_run (fixture, "https://cards.invalid/x");
  assert_failed (fixture, CS_CLIENT_ERROR_UNREACHABLE, CS_REPEAT_NEVER);
  g_assert_nonnull (strstr (fixture->error->message, "cards.invalid"));

  resolver->code = G_RESOLVER_ERROR_TEMPORARY_FAILURE;
  test_attempt_run (fixture, "https://cards.invalid/x");
  assert_failed (fixture, CS_CLIENT_ERROR_UNREACHABLE, CS_REPEAT_LATER);

  g_resolver_set_default (before);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) \
  g_test_add (path, Fixture, NULL, setup, function, teardown)

  ADD ("/attempt/success", test_success);
  ADD ("/attempt/one-connection", test_one_connection);
  ADD ("/attempt/session-does-nothing", test_session_does_nothing);
  ADD ("/attempt/caps", test_caps);
  ADD ("/attempt/endless", test_endless);
  ADD ("/attempt/truncated", test_truncated);
  ADD ("/attempt/cut-between-chunks", test_cut_between_chunks);
  ADD ("/attempt/encodings", test_encodings);
  ADD ("/attempt/lengths", test_lengths);
  ADD ("/attempt/not-http", test_not_http);
  ADD ("/attempt/judge", test_judge);
  ADD ("/attempt/challenge", test_challenge);
  ADD ("/attempt/challenge-with-body", test_challenge_with_body);
  ADD ("/attempt/connection-refused", test_connection_refused);
  ADD ("/attempt/no-answer", test_no_answer);
  ADD ("/attempt/stale-connection", test_stale_connection);
  ADD ("/attempt/surplus-answer", test_surplus_answer);
  ADD ("/attempt/deadline", test_deadline);
  ADD ("/attempt/connect-deadline", test_connect_deadline);
  ADD ("/attempt/connect-deadline-ends", test_connect_deadline_ends);
  ADD ("/attempt/cancelled", test_cancelled);
  ADD ("/attempt/names", test_names);

  return g_test_run ();
}
