/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cs-client-error.h"
#include "cs-session.h"
#include "cs-test-attempt.h"
#include "cs-test-server.h"
#include "cs-test-tls.h"

#include <string.h>

#define DAY      (24L * 60 * 60)
#define OK       "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"
#define LOOPBACK "IP:127.0.0.1"

static const TestCertificate good = {
  .names = LOOPBACK, .valid_from = -DAY, .valid_until = DAY,
};

typedef struct
{
  TestAttempt    attempt;
  TestAuthority *authority;
} Fixture;

static void
setup (Fixture       *fixture,
       gconstpointer  unused)
{
  g_autoptr (GTlsDatabase) database = NULL;

  fixture->authority = test_authority_new ();
  database = test_authority_new_database (fixture->authority);
  test_attempt_init (&fixture->attempt, database);
}

static void
teardown (Fixture       *fixture,
          gconstpointer  unused)
{
  test_attempt_clear (&fixture->attempt);
  test_authority_free (fixture->authority);
}

static void
run (Fixture    *fixture,
     TestServer *server)
{
  g_autofree char *url = test_server_dup_url (server, "/x");

  test_attempt_run (&fixture->attempt, url);
}

static void
assert_refused (Fixture    *fixture,
                SSL_CTX    *context,
                const char *words)
{
  g_autoptr (TestServer) server = test_server_new_one ({ OK });

  test_server_set_tls (server, context);
  run (fixture, server);

  g_assert_null (fixture->attempt.body);
  g_assert_error (fixture->attempt.error, CS_CLIENT_ERROR, CS_CLIENT_ERROR_TLS);
  g_test_message ("%s", fixture->attempt.error->message);
  g_assert_nonnull (strstr (fixture->attempt.error->message, words));
  g_assert_cmpint (fixture->attempt.repeat, ==, CS_REPEAT_NEVER);

  /* Not one byte of the request has left. */
  g_assert_cmpuint (test_server_get_received (server), ==, 0);
  g_assert_cmpuint (test_server_get_requests (server), ==, 0);
}

static void
assert_certificate_refused (Fixture               *fixture,
                            const TestCertificate *certificate,
                            const char            *words)
{
  g_autoptr (SSL_CTX) context = test_authority_new_context (fixture->authority, certificate);

  assert_refused (fixture, context, words);
}

static void
test_good (Fixture       *fixture,
           gconstpointer  unused)
{
  g_autoptr (TestServer) server = test_server_new_one ({ OK });
  g_autoptr (SSL_CTX) context = test_authority_new_context (fixture->authority, &good);

  test_server_set_tls (server, context);

  for (guint i = 0; i < 5; i++)
    {
      run (fixture, server);
      g_assert_no_error (fixture->attempt.error);
      g_assert_cmpuint (cs_buffer_get_length (fixture->attempt.body), ==, 2);
    }

  g_assert_cmpuint (test_server_get_connections (server), ==, 1);
}

/* A session that is taken up again must be no way around the checks. */
static void
test_resumed (Fixture       *fixture,
              gconstpointer  unused)
{
  g_autoptr (TestServer) server = test_server_new_one (
    { OK, .ending = TEST_CLOSE }, { OK, .ending = TEST_CLOSE }, { OK, .ending = TEST_CLOSE });
  g_autoptr (SSL_CTX) context = test_authority_new_context (fixture->authority, &good);

  test_server_set_tls (server, context);

  for (guint i = 0; i < 3; i++)
    {
      run (fixture, server);
      g_assert_no_error (fixture->attempt.error);
      g_assert_true (G_IS_TLS_CERTIFICATE (
        soup_message_get_tls_peer_certificate (fixture->attempt.message)));
    }

  g_assert_cmpuint (test_server_get_connections (server), ==, 3);
}

static void
test_version_1_2 (Fixture       *fixture,
                  gconstpointer  unused)
{
  g_autoptr (TestServer) server = test_server_new_one ({ OK });
  g_autoptr (SSL_CTX) context = test_authority_new_context (fixture->authority, &good);

  SSL_CTX_set_max_proto_version (context, TLS1_2_VERSION);
  test_server_set_tls (server, context);
  run (fixture, server);
  g_assert_no_error (fixture->attempt.error);
}

static void
test_bad_certificates (Fixture       *fixture,
                       gconstpointer  unused)
{
  assert_certificate_refused (fixture, &(TestCertificate) {
    .names = LOOPBACK, .valid_from = -2 * DAY, .valid_until = -DAY }, "has expired");
  assert_certificate_refused (fixture, &(TestCertificate) {
    .names = LOOPBACK, .valid_from = DAY, .valid_until = 2 * DAY }, "not valid yet");
  assert_certificate_refused (fixture, &(TestCertificate) {
    .names = "DNS:other.example,IP:127.0.0.2", .valid_from = -DAY, .valid_until = DAY },
    "another server");
  assert_certificate_refused (fixture, &(TestCertificate) {
    .names = LOOPBACK, .valid_from = -DAY, .valid_until = DAY, .is_self_signed = TRUE },
    "nobody whom");
}

static void
test_unknown_authority (Fixture       *fixture,
                        gconstpointer  unused)
{
  g_autoptr (TestAuthority) other = test_authority_new ();
  g_autoptr (SSL_CTX) context = test_authority_new_context (other, &good);

  assert_refused (fixture, context, "nobody whom");
}

/* With ca-file the system's authorities count no more, and without it only they do. */
static void
test_system_authorities (Fixture       *fixture,
                         gconstpointer  unused)
{
  g_autoptr (SSL_CTX) context = test_authority_new_context (fixture->authority, &good);

  g_clear_object (&fixture->attempt.session);
  fixture->attempt.session = cs_session_new (NULL, NULL, CS_CONNECTIONS_MAX);
  assert_refused (fixture, context, "nobody whom");
}

/* glib-networking would take part in all of this. */
static void
test_outdated_versions (Fixture       *fixture,
                        gconstpointer  unused)
{
  static const int versions[] = { TLS1_VERSION, TLS1_1_VERSION };

  for (gsize i = 0; i < G_N_ELEMENTS (versions); i++)
    {
      g_autoptr (SSL_CTX) context = test_authority_new_context (fixture->authority, &good);

      SSL_CTX_set_max_proto_version (context, versions[i]);
      assert_refused (fixture, context, "outdated version of TLS");
    }
}

static void
test_weak_key (Fixture       *fixture,
               gconstpointer  unused)
{
  assert_certificate_refused (fixture, &(TestCertificate) {
    .names = LOOPBACK, .valid_from = -DAY, .valid_until = DAY, .key_bits = 1024 }, "too weak");
  assert_certificate_refused (fixture, &(TestCertificate) {
    .names = LOOPBACK, .valid_from = -DAY, .valid_until = DAY, .key_bits = 2040 }, "too weak");
}

static int
prefer_h2_cb (SSL                  *ssl,
              const unsigned char **out,
              unsigned char        *out_length,
              const unsigned char  *offered,
              unsigned int          length,
              void                 *unused)
{
  static const unsigned char wanted[] = "\x02h2\x08http/1.1\x08http/1.0";

  if (SSL_select_next_proto ((unsigned char **) out, out_length, wanted, sizeof wanted - 1,
                             offered, length) != OPENSSL_NPN_NEGOTIATED)
    return SSL_TLSEXT_ERR_NOACK;

  return SSL_TLSEXT_ERR_OK;
}

static void
test_http1_is_pinned (Fixture       *fixture,
                      gconstpointer  unused)
{
  g_autoptr (TestServer) server = test_server_new_one ({ OK });
  g_autoptr (SSL_CTX) context = test_authority_new_context (fixture->authority, &good);
  g_autofree char *alpn = NULL;

  SSL_CTX_set_alpn_select_cb (context, prefer_h2_cb, NULL);
  test_server_set_tls (server, context);
  run (fixture, server);
  g_assert_no_error (fixture->attempt.error);

  alpn = test_server_dup_alpn (server);
  g_assert_cmpstr (alpn, ==, "http/1.1");
}

static void
use_proxy (Fixture    *fixture,
           TestServer *proxy)
{
  g_autofree char *url =
    g_strdup_printf ("http://127.0.0.1:%u", test_server_get_port (proxy));
  g_autoptr (GProxyResolver) resolver = g_simple_proxy_resolver_new (url, NULL);

  soup_session_set_proxy_resolver (fixture->attempt.session, resolver);
}

/* The proxy is told where to, and nothing else; the rest is TLS to the server behind
 * it, which is held to the same rules.
 */
static void
test_proxy (Fixture       *fixture,
            gconstpointer  unused)
{
  g_autoptr (TestServer) proxy = test_server_new_one (
    { "HTTP/1.1 200 Connection established\r\n\r\n", .ending = TEST_TUNNEL }, { OK });
  g_autoptr (SSL_CTX) context = test_authority_new_context (fixture->authority,
    &(TestCertificate) { .names = "DNS:cards.example", .valid_from = -DAY, .valid_until = DAY });
  g_autofree char *connect = NULL;
  g_autofree char *request = NULL;
  g_autofree char *alpn = NULL;

  SSL_CTX_set_alpn_select_cb (context, prefer_h2_cb, NULL);
  test_server_set_tls (proxy, context);
  use_proxy (fixture, proxy);
  test_attempt_run (&fixture->attempt, "https://cards.example/x");
  g_assert_no_error (fixture->attempt.error);

  connect = test_server_dup_request (proxy, 0);
  request = test_server_dup_request (proxy, 1);
  alpn = test_server_dup_alpn (proxy);
  g_assert_true (g_str_has_prefix (connect, "CONNECT cards.example:443 HTTP/1.1\r\n"));
  g_assert_null (strstr (connect, TEST_ATTEMPT_SECRET));
  g_assert_null (strstr (connect, "userId"));
  g_assert_true (g_str_has_prefix (request, "POST /x HTTP/1.1\r\n"));
  g_assert_cmpstr (alpn, ==, "http/1.1");
}

static void
test_proxy_with_outdated_server (Fixture       *fixture,
                                 gconstpointer  unused)
{
  g_autoptr (TestServer) proxy = test_server_new_one (
    { "HTTP/1.1 200 Connection established\r\n\r\n", .ending = TEST_TUNNEL }, { OK });
  g_autoptr (SSL_CTX) context = test_authority_new_context (fixture->authority,
    &(TestCertificate) { .names = "DNS:cards.example", .valid_from = -DAY, .valid_until = DAY });

  SSL_CTX_set_max_proto_version (context, TLS1_1_VERSION);
  test_server_set_tls (proxy, context);
  use_proxy (fixture, proxy);
  test_attempt_run (&fixture->attempt, "https://cards.example/x");
  g_assert_error (fixture->attempt.error, CS_CLIENT_ERROR, CS_CLIENT_ERROR_TLS);
  g_assert_cmpuint (test_server_get_requests (proxy), ==, 1);
}

static void
test_proxy_says_no (Fixture       *fixture,
                    gconstpointer  unused)
{
  g_autoptr (TestServer) asking = test_server_new_one (
    { "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"\r\n"
      "Content-Length: 5\r\n\r\nlogin" });
  g_autoptr (TestServer) refusing = test_server_new_one (
    { "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n" });
  g_autofree char *request = NULL;

  use_proxy (fixture, asking);
  test_attempt_run (&fixture->attempt, "https://cards.example/x");
  g_assert_error (fixture->attempt.error, CS_CLIENT_ERROR, CS_CLIENT_ERROR_UNREACHABLE);
  g_assert_nonnull (strstr (fixture->attempt.error->message, "proxy asks for a user name"));
  g_assert_cmpint (fixture->attempt.repeat, ==, CS_REPEAT_NEVER);
  g_assert_cmpuint (test_server_get_requests (asking), ==, 1);
  request = test_server_dup_request (asking, 0);
  g_assert_null (strstr (request, TEST_ATTEMPT_SECRET));

  use_proxy (fixture, refusing);
  test_attempt_run (&fixture->attempt, "https://cards.example/x");
  g_assert_error (fixture->attempt.error, CS_CLIENT_ERROR, CS_CLIENT_ERROR_UNREACHABLE);
  g_assert_nonnull (strstr (fixture->attempt.error->message, "403"));
  g_assert_cmpint (fixture->attempt.repeat, ==, CS_REPEAT_NEVER);
}

static void
test_proxy_is_dead (Fixture       *fixture,
                    gconstpointer  unused)
{
  g_autofree char *url = g_strdup_printf ("http://127.0.0.1:%u", test_find_closed_port ());
  g_autoptr (GProxyResolver) resolver = g_simple_proxy_resolver_new (url, NULL);

  soup_session_set_proxy_resolver (fixture->attempt.session, resolver);
  test_attempt_run (&fixture->attempt, "https://cards.example/x");
  g_assert_error (fixture->attempt.error, CS_CLIENT_ERROR, CS_CLIENT_ERROR_UNREACHABLE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) \
  g_test_add (path, Fixture, NULL, setup, function, teardown)

  ADD ("/tls/good", test_good);
  ADD ("/tls/resumed", test_resumed);
  ADD ("/tls/version-1.2", test_version_1_2);
  ADD ("/tls/bad-certificates", test_bad_certificates);
  ADD ("/tls/unknown-authority", test_unknown_authority);
  ADD ("/tls/system-authorities", test_system_authorities);
  ADD ("/tls/outdated-versions", test_outdated_versions);
  ADD ("/tls/weak-key", test_weak_key);
  ADD ("/tls/http1-is-pinned", test_http1_is_pinned);
  ADD ("/tls/proxy", test_proxy);
  ADD ("/tls/proxy-with-outdated-server", test_proxy_with_outdated_server);
  ADD ("/tls/proxy-says-no", test_proxy_says_no);
  ADD ("/tls/proxy-is-dead", test_proxy_is_dead);

  return g_test_run ();
}
