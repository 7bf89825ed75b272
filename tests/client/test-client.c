/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cs-client-private.h"
#include "cs-client-error.h"
#include "cs-envelope.h"
#include "cs-test-project.h"
#include "cs-wire-error.h"

#include <string.h>

#define KEY_1 CS_HEADER_CRYPTO_KEY_ID ": " TEST_KEY_ID_1 "\r\n"
#define KEY_2 CS_HEADER_CRYPTO_KEY_ID ": " TEST_KEY_ID_2 "\r\n"

typedef TestService Fixture;

static void
setup (Fixture       *fixture,
       gconstpointer  unused)
{
}

static void
teardown (Fixture       *fixture,
          gconstpointer  unused)
{
  test_service_stop (fixture);
}

static void
serve (Fixture    *fixture,
       const char *text,
       guint       n_keys)
{
  test_service_start (fixture, test_server_new_one ({ text }), n_keys);
}

static void
call_answer (Fixture    *fixture,
             const char *status,
             const char *headers,
             const char *body,
             guint       n_keys)
{
  g_autofree char *answer = test_dup_answer (status, headers, body);

  serve (fixture, answer, n_keys);
  test_call_list (&fixture->call, fixture->client);
}

static void
call_sealed (Fixture    *fixture,
             const char *status,
             const char *headers,
             const char *plaintext,
             TestKey     key,
             guint       n_keys)
{
  g_autofree char *sealed = test_seal (plaintext, key);

  call_answer (fixture, status, headers, sealed, n_keys);
}

static void
assert_cards (Fixture *fixture,
              guint    n_cards)
{
  g_assert_no_error (fixture->call.error);
  g_assert_nonnull (fixture->call.cards);
  g_assert_cmpuint (fixture->call.cards->cards->len, ==, n_cards);
  g_assert_cmpuint (fixture->call.report->http_status, ==, 200);
  g_assert_cmpuint (fixture->call.report->n_attempts, ==, 1);
  g_assert_cmpstr (fixture->call.report->code, ==, "000_000");
}

static void
assert_failed (Fixture *fixture,
               GQuark   domain,
               int      code,
               guint    http_status)
{
  g_assert_null (fixture->call.cards);
  g_assert_error (fixture->call.error, domain, code);
  g_assert_nonnull (fixture->call.report);
  g_assert_cmpuint (fixture->call.report->http_status, ==, http_status);
  g_assert_cmpuint (fixture->call.report->n_attempts, ==, 1);
  g_assert_true (cs_correlation_id_is_valid (fixture->call.report->correlation_id));
  g_assert_cmpint (fixture->call.report->started_us, ==, TEST_NOW_US);

  /* None of these is worth another try. */
  g_assert_cmpuint (test_server_get_requests (fixture->server), ==, 1);
}

static void
test_success (Fixture       *fixture,
              gconstpointer  unused)
{
  g_autofree char *cards = test_dup_cards (3);

  call_sealed (fixture, "200 OK", KEY_1, cards, TEST_CLIENT_KEY_1, 1);
  assert_cards (fixture, 3);

  call_sealed (fixture, "200 OK", "", cards, TEST_CLIENT_KEY_1, 1);
  assert_cards (fixture, 3);
}

static void
test_no_cards (Fixture       *fixture,
               gconstpointer  unused)
{
  g_autofree char *none = test_dup_cards (0);

  call_sealed (fixture, "200 OK", KEY_1, none, TEST_CLIENT_KEY_1, 1);
  assert_cards (fixture, 0);
}

static void
test_many_cards (Fixture       *fixture,
                 gconstpointer  unused)
{
  g_autofree char *cards = test_dup_cards (500);

  call_sealed (fixture, "200 OK", KEY_1, cards, TEST_CLIENT_KEY_1, 1);
  assert_cards (fixture, 500);
}

static void
test_second_key (Fixture       *fixture,
                 gconstpointer  unused)
{
  g_autofree char *cards = test_dup_cards (1);

  call_sealed (fixture, "200 OK", KEY_2, cards, TEST_CLIENT_KEY_2, 2);
  assert_cards (fixture, 1);

  /* Without a word on it each is tried. */
  call_sealed (fixture, "200 OK", "", cards, TEST_CLIENT_KEY_2, 2);
  assert_cards (fixture, 1);

  /* The header's word counts. */
  call_sealed (fixture, "200 OK", KEY_1, cards, TEST_CLIENT_KEY_2, 2);
  assert_failed (fixture, CS_WIRE_ERROR, CS_WIRE_ERROR_UNVERIFIED, 200);
}

static void
test_request (Fixture       *fixture,
              gconstpointer  unused)
{
  g_autofree char *cards = test_dup_cards (1);
  g_autoptr (CsSecret) secret = cs_secret_new (TEST_SECRET_KEY, strlen (TEST_SECRET_KEY));
  g_autofree char *request = NULL;
  g_autofree char *asp_id = NULL;
  g_autofree char *access_key = NULL;
  g_autofree char *correlation_id = NULL;
  g_autofree char *token = NULL;
  g_autofree char *tran_time = NULL;
  g_autofree char *zone = NULL;
  g_autofree char *key_id = NULL;
  g_autofree char *type = NULL;
  g_autofree char *accept = NULL;
  const char *body;

  call_sealed (fixture, "200 OK", KEY_1, cards, TEST_CLIENT_KEY_1, 2);
  assert_cards (fixture, 1);

  request = test_server_dup_request (fixture->server, 0);
  asp_id = test_dup_header (request, CS_HEADER_ASP_ID);
  access_key = test_dup_header (request, CS_HEADER_ACCESS_KEY);
  correlation_id = test_dup_header (request, CS_HEADER_CORRELATION_ID);
  token = test_dup_header (request, CS_HEADER_TRAN_TOKEN);
  tran_time = test_dup_header (request, CS_HEADER_TRAN_TIME);
  zone = test_dup_header (request, CS_HEADER_TIME_ZONE);
  key_id = test_dup_header (request, CS_HEADER_CRYPTO_KEY_ID);
  type = test_dup_header (request, "Content-Type");
  accept = test_dup_header (request, "Accept");
  body = test_find_body (request);

  g_assert_true (g_str_has_prefix (request, "POST /open-api/api/v1/user/card/list HTTP/1.1\r\n"));
  g_assert_cmpstr (body, ==, "{\"userId\":50000104652}");
  g_assert_cmpstr (asp_id, ==, TEST_ASP_ID);
  g_assert_cmpstr (access_key, ==, TEST_ACCESS_KEY);
  g_assert_cmpstr (correlation_id, ==, fixture->call.report->correlation_id);
  g_assert_cmpuint (strlen (correlation_id), ==, CS_CORRELATION_ID_LENGTH);
  g_assert_cmpstr (tran_time, ==, "20260907120000");
  g_assert_cmpstr (zone, ==, "KST");
  g_assert_cmpstr (key_id, ==, TEST_KEY_ID_1);
  g_assert_cmpstr (type, ==, "application/json");
  g_assert_cmpstr (accept, ==, "application/json");
  g_assert_true (cs_tran_token_verify (token, secret, (const guint8 *) body, strlen (body)));
}

static void
largest_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  TestCall *call = user_data;

  call->cards = cs_client_list_cards_finish (CS_CLIENT (source), result, NULL, &call->error);
  call->done = TRUE;
}

static void
test_largest_member_id (Fixture       *fixture,
                        gconstpointer  unused)
{
  g_autofree char *cards = test_dup_cards (1);
  g_autofree char *sealed = test_seal (cards, TEST_CLIENT_KEY_1);
  g_autofree char *answer = test_dup_answer ("200 OK", "", sealed);
  g_autofree char *request = NULL;

  serve (fixture, answer, 1);
  cs_client_list_cards_async (fixture->client, G_GUINT64_CONSTANT (9999999999999999999),
                              "Q10000000000000000000000000", NULL, largest_cb, &fixture->call);
  test_run_until (&fixture->call.done);
  g_assert_no_error (fixture->call.error);

  request = test_server_dup_request (fixture->server, 0);
  g_assert_cmpstr (test_find_body (request), ==,
                   "{\"userId\":9999999999999999999,\"par\":\"Q10000000000000000000000000\"}");
}

static void
test_plain_success (Fixture       *fixture,
                    gconstpointer  unused)
{
  g_autofree char *cards = test_dup_cards (2);

  call_answer (fixture, "200 OK", "", cards, 1);
  assert_failed (fixture, CS_WIRE_ERROR, CS_WIRE_ERROR_NOT_ENCRYPTED, 200);

  call_answer (fixture, "200 OK", "", cards, 0);
  assert_cards (fixture, 2);
}

static void
test_business_errors (Fixture       *fixture,
                      gconstpointer  unused)
{
  static const char *const statuses[] = {
    "400 Bad Request", "200 OK", "401 Unauthorized", "403 Forbidden", "404 Not Found",
    "407 Proxy Authentication Required", "422 Unprocessable Content",
  };
  g_autofree char *outcome = test_dup_outcome ("001_006");

  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      guint status = (guint) g_ascii_strtoull (statuses[i], NULL, 10);

      g_test_message ("%s", statuses[i]);

      call_answer (fixture, statuses[i], "", outcome, 1);
      assert_failed (fixture, CS_CLIENT_ERROR, CS_CLIENT_ERROR_REFUSED, status);
      g_assert_cmpstr (fixture->call.report->code, ==, "001_006");
      g_assert_cmpstr (fixture->call.report->description, ==, "Words of it.");

      call_sealed (fixture, statuses[i], KEY_1, outcome, TEST_CLIENT_KEY_1, 1);
      assert_failed (fixture, CS_CLIENT_ERROR, CS_CLIENT_ERROR_REFUSED, status);
      g_assert_cmpstr (fixture->call.report->code, ==, "001_006");
    }
}

/* What the service says of it may quote the request. */
static void
test_description_is_redacted (Fixture       *fixture,
                              gconstpointer  unused)
{
  call_answer (fixture, "400 Bad Request", "",
               "{\"response\":{\"code\":\"000_002\",\"description\":"
               "\"Invalid input parameter. 4111111111111111\"}}", 1);
  assert_failed (fixture, CS_CLIENT_ERROR, CS_CLIENT_ERROR_REFUSED, 400);
  g_assert_nonnull (strstr (fixture->call.report->description, "411111******1111"));
}

static void
test_client_errors_without_code (Fixture       *fixture,
                                 gconstpointer  unused)
{
  g_autofree char *success = test_dup_outcome ("000_000");
  g_autofree char *cards = test_dup_cards (1);

  call_answer (fixture, "400 Bad Request", "", "{\"error\":\"canary\"}", 1);
  assert_failed (fixture, CS_CLIENT_ERROR, CS_CLIENT_ERROR_UNUSABLE, 400);
  call_answer (fixture, "400 Bad Request", "", "canary", 1);
  assert_failed (fixture, CS_CLIENT_ERROR, CS_CLIENT_ERROR_UNUSABLE, 400);
  call_answer (fixture, "404 Not Found", "", success, 0);
  assert_failed (fixture, CS_CLIENT_ERROR, CS_CLIENT_ERROR_UNUSABLE, 404);
  call_sealed (fixture, "404 Not Found", "", cards, TEST_CLIENT_KEY_1, 1);
  assert_failed (fixture, CS_CLIENT_ERROR, CS_CLIENT_ERROR_UNUSABLE, 404);

  serve (fixture, "HTTP/1.1 403 Forbidden\r\nContent-Type: text/html\r\n"
                  "Content-Length: 6\r\n\r\ncanary", 1);
  test_call_list (&fixture->call, fixture->client);
  assert_failed (fixture, CS_CLIENT_ERROR, CS_CLIENT_ERROR_UNUSABLE, 403);
  g_assert_nonnull (strstr (fixture->call.error->message, "403"));
}

/* libsoup would gather the body of the first two by itself, and send the last again. */
static void
test_challenge (Fixture       *fixture,
                gconstpointer  unused)
{
  static const char *const statuses[] = {
    "401 Unauthorized", "407 Proxy Authentication Required", "421 Misdirected Request",
  };
  g_autofree char *block = g_strnfill (4096, ' ');

  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autofree char *head =
        g_strdup_printf ("HTTP/1.1 %s\r\nContent-Type: application/json\r\n\r\n", statuses[i]);

      test_service_start (fixture, test_server_new_one (
        { head, .ending = TEST_ENDLESS, .filler = block }), 1);
      test_call_list (&fixture->call, fixture->client);
      assert_failed (fixture, CS_CLIENT_ERROR, CS_CLIENT_ERROR_UNUSABLE,
                     (guint) g_ascii_strtoull (statuses[i], NULL, 10));
      g_assert_cmpuint (test_server_get_sent (fixture->server), <, 16 * 1024 * 1024);
      g_assert_nonnull (strstr (fixture->call.error->message, "no code"));
    }
}

static void
test_content_types (Fixture       *fixture,
                    gconstpointer  unused)
{
  static const char *const others[] = {
    "Content-Type: text/html\r\n", "Content-Type: text/plain\r\n", "",
    "Content-Type: application/jsonp\r\n", "Content-Type: text/html, application/json\r\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autofree char *answer = g_strdup_printf ("HTTP/1.1 200 OK\r\n%sContent-Length: 26\r\n\r\n"
                                                 "<html>canary, log in</html>", others[i]);

      g_test_message ("%s", others[i]);
      serve (fixture, answer, 1);
      test_call_list (&fixture->call, fixture->client);
      assert_failed (fixture, CS_CLIENT_ERROR, CS_CLIENT_ERROR_UNUSABLE, 200);
      g_assert_nonnull (strstr (fixture->call.error->message, "login page"));
    }
}

static void
test_redirect (Fixture       *fixture,
               gconstpointer  unused)
{
  static const char *const statuses[] = {
    "301 Moved Permanently", "302 Found", "303 See Other", "307 Temporary Redirect",
    "308 Permanent Redirect",
  };
  g_autoptr (TestServer) target = test_server_new_one ({ "" });

  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autofree char *location = g_strdup_printf ("Location: http://127.0.0.1:%u/canary?a=b\r\n",
                                                   test_server_get_port (target));

      call_answer (fixture, statuses[i], location, "{}", 1);
      assert_failed (fixture, CS_CLIENT_ERROR, CS_CLIENT_ERROR_UNUSABLE, 301 + (guint) i +
                                                                          (i > 2 ? 3 : 0));
      g_assert_nonnull (strstr (fixture->call.error->message, "“127.0.0.1”"));
    }

  call_answer (fixture, "302 Found", "", "{}", 1);
  assert_failed (fixture, CS_CLIENT_ERROR, CS_CLIENT_ERROR_UNUSABLE, 302);
  call_answer (fixture, "302 Found", "Location: https://a%0d%0ab/canary\r\n", "{}", 1);
  assert_failed (fixture, CS_CLIENT_ERROR, CS_CLIENT_ERROR_UNUSABLE, 302);
  call_answer (fixture, "304 Not Modified", "", "", 1);
  assert_failed (fixture, CS_CLIENT_ERROR, CS_CLIENT_ERROR_UNUSABLE, 304);

  g_assert_cmpuint (test_server_get_connections (target), ==, 0);
}

static void
test_unusable_bodies (Fixture       *fixture,
                      gconstpointer  unused)
{
  g_autofree char *cards = test_dup_cards (1);
  g_autofree char *sealed = test_seal (cards, TEST_CLIENT_KEY_1);
  g_autofree char *cut = g_strndup (sealed, strlen (sealed) - 20);
  g_autofree char *flipped = g_strdup (sealed);

  call_answer (fixture, "200 OK", "", "", 1);
  assert_failed (fixture, CS_WIRE_ERROR, CS_WIRE_ERROR_MALFORMED, 200);
  call_answer (fixture, "200 OK", "", cut, 1);
  assert_failed (fixture, CS_WIRE_ERROR, CS_WIRE_ERROR_MALFORMED, 200);
  call_answer (fixture, "200 OK", "", "{\"canary\":1}", 1);
  assert_failed (fixture, CS_WIRE_ERROR, CS_WIRE_ERROR_ENVELOPE, 200);

  call_sealed (fixture, "200 OK", "", cards, TEST_STRANGE_KEY, 2);
  assert_failed (fixture, CS_WIRE_ERROR, CS_WIRE_ERROR_UNVERIFIED, 200);
  call_sealed (fixture, "200 OK", CS_HEADER_CRYPTO_KEY_ID ": unknown\r\n", cards,
               TEST_CLIENT_KEY_1, 1);
  assert_failed (fixture, CS_WIRE_ERROR, CS_WIRE_ERROR_UNVERIFIED, 200);
  call_sealed (fixture, "200 OK", "", "{\"canary\":", TEST_CLIENT_KEY_1, 1);
  assert_failed (fixture, CS_WIRE_ERROR, CS_WIRE_ERROR_MALFORMED, 200);

  flipped[strlen (flipped) - 5] = flipped[strlen (flipped) - 5] == 'A' ? 'B' : 'A';
  call_answer (fixture, "200 OK", "", flipped, 1);
  assert_failed (fixture, CS_WIRE_ERROR, CS_WIRE_ERROR_UNVERIFIED, 200);
}

/* libsoup takes this for a complete answer. */
static void
test_cut_between_chunks (Fixture       *fixture,
                         gconstpointer  unused)
{
  g_autofree char *cards = test_dup_cards (1);
  g_autofree char *sealed = test_seal (cards, TEST_CLIENT_KEY_1);
  g_autofree char *answer =
    g_strdup_printf ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                     "Transfer-Encoding: chunked\r\n\r\n40\r\n%.64s\r\nzz\r\n\r\n", sealed);

  serve (fixture, answer, 1);
  test_call_list (&fixture->call, fixture->client);
  assert_failed (fixture, CS_WIRE_ERROR, CS_WIRE_ERROR_MALFORMED, 200);
}

static void
test_report_headers (Fixture       *fixture,
                     gconstpointer  unused)
{
  g_autofree char *outcome = test_dup_outcome ("000_002");
  g_autofree char *long_value = g_strnfill (1000, 'x');
  g_autofree char *long_header = g_strconcat (CS_HEADER_CORRELATION_ID ": ", long_value, "\r\n",
                                              NULL);

  call_answer (fixture, "400 Bad Request",
               CS_HEADER_CORRELATION_ID ": 260907120000-0a1b2c3\r\n"
               "Date: Mon, 07 Sep 2026 03:10:00 GMT\r\n", outcome, 1);
  g_assert_cmpstr (fixture->call.report->answered_correlation_id, ==, "260907120000-0a1b2c3");
  g_assert_cmpint (fixture->call.report->server_time_us, ==,
                   TEST_NOW_US + 600 * G_USEC_PER_SEC);

  call_answer (fixture, "400 Bad Request", long_header, outcome, 1);
  g_assert_cmpint (g_utf8_strlen (fixture->call.report->answered_correlation_id, -1), <=, 64);

  call_answer (fixture, "400 Bad Request",
               CS_HEADER_CORRELATION_ID ": a\x01\xff\tb\r\nDate: yesterday\r\n", outcome, 1);
  g_assert_true (g_utf8_validate (fixture->call.report->answered_correlation_id, -1, NULL));
  g_assert_null (strpbrk (fixture->call.report->answered_correlation_id, "\x01\t"));
  g_assert_cmpint (fixture->call.report->server_time_us, ==, 0);

  call_answer (fixture, "400 Bad Request", "", outcome, 1);
  g_assert_null (fixture->call.report->answered_correlation_id);
}

static void
test_card_info (Fixture       *fixture,
                gconstpointer  unused)
{
  static const char plain[] =
    "{\"response\":{\"code\":\"000_000\",\"description\":\"\"},\"userId\":50000104652}";
  static const char nobody[] = "{\"response\":{\"code\":\"000_000\",\"description\":\"\"}}";
  g_autofree char *sealed = test_seal (plain, TEST_CLIENT_KEY_1);
  g_autofree char *sealed_nobody = test_seal (nobody, TEST_CLIENT_KEY_1);
  g_autofree char *answer = test_dup_answer ("200 OK", KEY_1, sealed);
  g_autofree char *answer_nobody = test_dup_answer ("200 OK", KEY_1, sealed_nobody);
  g_autofree char *request = NULL;
  g_autoptr (CsCredentials) service = NULL;
  g_autoptr (CsSecret) secret = cs_secret_new ("x", 1);
  g_autoptr (CsBuffer) opened = NULL;
  g_autoptr (GError) error = NULL;
  const char *body;
  const guint8 *data;
  gsize length;

  serve (fixture, answer, 2);
  test_call_start_info (&fixture->call, fixture->client, NULL);
  test_run_until (&fixture->call.done);
  g_assert_no_error (fixture->call.error);
  g_assert_true (fixture->call.info->has_user_id);
  g_assert_cmpuint (fixture->call.info->user_id, ==, G_GUINT64_CONSTANT (50000104652));
  g_assert_cmpuint (fixture->call.report->http_status, ==, 200);

  /* The number went out encrypted for the service, with the first key. */
  request = test_server_dup_request (fixture->server, 0);
  body = test_find_body (request);
  g_assert_true (g_str_has_prefix (request, "POST /open-api/api/v1/user/card/info HTTP/1.1\r\n"));
  g_assert_null (strstr (request, "411111"));

  service = cs_credentials_new (TEST_ASP_ID, TEST_ACCESS_KEY, secret, "KST");
  g_assert_true (cs_credentials_add_key (service, TEST_KEY_ID_1, NULL,
                                         test_get_key (TEST_SERVER_KEY), NULL));
  opened = cs_envelope_open ((const guint8 *) body, strlen (body), 4096, service, TEST_KEY_ID_1,
                             &error);
  g_assert_no_error (error);
  data = cs_buffer_get_data (opened, &length);
  g_assert_cmpmem (data, length, "{\"cardNo\":\"4111111111111111\"}", 29);

  serve (fixture, answer_nobody, 1);
  test_call_start_info (&fixture->call, fixture->client, NULL);
  test_run_until (&fixture->call.done);
  g_assert_no_error (fixture->call.error);
  g_assert_false (fixture->call.info->has_user_id);
}

static void
test_card_info_needs_a_key (Fixture       *fixture,
                            gconstpointer  unused)
{
  serve (fixture, "HTTP/1.1 200 OK\r\n\r\n", 0);
  test_call_start_info (&fixture->call, fixture->client, NULL);
  test_run_until (&fixture->call.done);
  g_assert_error (fixture->call.error, CS_CLIENT_ERROR, CS_CLIENT_ERROR_PROFILE);
  g_assert_null (fixture->call.info);
  g_assert_cmpuint (fixture->call.report->n_attempts, ==, 0);
  g_assert_cmpuint (test_server_get_connections (fixture->server), ==, 0);
}

static void
test_one_connection (Fixture       *fixture,
                     gconstpointer  unused)
{
  g_autofree char *outcome = test_dup_outcome ("001_006");
  g_autofree char *answer = test_dup_answer ("400 Bad Request", "", outcome);

  serve (fixture, answer, 1);

  for (guint i = 0; i < 100; i++)
    test_call_list (&fixture->call, fixture->client);

  g_assert_cmpuint (test_server_get_requests (fixture->server), ==, 100);
  g_assert_cmpuint (test_server_get_connections (fixture->server), ==, 1);
}

static void
test_many_at_once (Fixture       *fixture,
                   gconstpointer  unused)
{
  g_autofree char *cards = test_dup_cards (5);
  g_autofree char *sealed = test_seal (cards, TEST_CLIENT_KEY_1);
  g_autofree char *answer = test_dup_answer ("200 OK", KEY_1, sealed);
  TestCall calls[40] = { 0 };

  serve (fixture, answer, 1);

  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    test_call_start_list (&calls[i], fixture->client, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      test_run_until (&calls[i].done);
      g_assert_no_error (calls[i].error);
      g_assert_cmpuint (calls[i].cards->cards->len, ==, 5);
      test_call_clear (&calls[i]);
    }

  g_assert_cmpuint (test_server_get_connections (fixture->server), <=, 8);
}

static void
test_proxies (Fixture       *fixture,
              gconstpointer  unused)
{
  g_autoptr (CsClient) remote = test_client_new ("https://cards.example/open-api", 1);
  g_autoptr (CsClient) local = test_client_new ("https://localhost/open-api", 1);

  g_assert_true (soup_session_get_proxy_resolver (cs_client_get_session (remote)) ==
                 g_proxy_resolver_get_default ());
  g_assert_null (soup_session_get_proxy_resolver (cs_client_get_session (local)));
}

/* A setting that slipped past every other check must not become a header of its own. */
static void
test_header_injection (Fixture       *fixture,
                       gconstpointer  unused)
{
  CsCredentials *credentials;

  serve (fixture, "HTTP/1.1 200 OK\r\n\r\n", 1);
  credentials = cs_profile_get_credentials (cs_client_get_profile (fixture->client));
  g_free (credentials->access_key);
  credentials->access_key = g_strdup ("canary\r\nX-Other: 1");
  test_call_list (&fixture->call, fixture->client);
  g_assert_error (fixture->call.error, CS_CLIENT_ERROR, CS_CLIENT_ERROR_PROFILE);
  g_assert_cmpuint (test_server_get_connections (fixture->server), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) \
  g_test_add (path, Fixture, NULL, setup, function, teardown)

  ADD ("/client/success", test_success);
  ADD ("/client/no-cards", test_no_cards);
  ADD ("/client/many-cards", test_many_cards);
  ADD ("/client/second-key", test_second_key);
  ADD ("/client/request", test_request);
  ADD ("/client/largest-member-id", test_largest_member_id);
  ADD ("/client/plain-success", test_plain_success);
  ADD ("/client/business-errors", test_business_errors);
  ADD ("/client/description-is-redacted", test_description_is_redacted);
  ADD ("/client/client-errors-without-code", test_client_errors_without_code);
  ADD ("/client/challenge", test_challenge);
  ADD ("/client/content-types", test_content_types);
  ADD ("/client/redirect", test_redirect);
  ADD ("/client/unusable-bodies", test_unusable_bodies);
  ADD ("/client/cut-between-chunks", test_cut_between_chunks);
  ADD ("/client/report-headers", test_report_headers);
  ADD ("/client/card-info", test_card_info);
  ADD ("/client/card-info-needs-a-key", test_card_info_needs_a_key);
  ADD ("/client/one-connection", test_one_connection);
  ADD ("/client/many-at-once", test_many_at_once);
  ADD ("/client/proxies", test_proxies);
  ADD ("/client/header-injection", test_header_injection);

  return g_test_run ();
}
