/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cs-client-error.h"
#include "cs-client-private.h"
#include "cs-profile-private.h"
#include "cs-test-project.h"
#include "cs-test-tls.h"
#include "cs-wire-error.h"

#include <string.h>

#define DAY   (24L * 60 * 60)
#define HEAD  "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n"
#define FOUND "HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: "

/* One pixel. */
static const char png[] =
  "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\6\0\0\0\x1f\x15\xc4\x89"
  "\0\0\0\rIDATx\xda\x63\xfc\xcf\xc0P\x0f\0\4\x85\1\x80\x84\xa9\x8c!\0\0\0\0IEND\xae\x42\x60\x82";

#define PNG_LENGTH (sizeof png - 1)

typedef struct
{
  TestService   service;
  GCancellable *cancellable;
  GString      *answer;
} Fixture;

static void
setup (Fixture       *fixture,
       gconstpointer  unused)
{
  fixture->answer = g_string_new (NULL);
  g_string_printf (fixture->answer, HEAD "Content-Length: %" G_GSIZE_FORMAT "\r\n\r\n",
                   PNG_LENGTH);
  g_string_append_len (fixture->answer, png, PNG_LENGTH);
  fixture->cancellable = g_cancellable_new ();
}

static void
teardown (Fixture       *fixture,
          gconstpointer  unused)
{
  test_service_stop (&fixture->service);
  g_string_free (fixture->answer, TRUE);
  g_object_unref (fixture->cancellable);
}

static TestAnswer
get_image (Fixture *fixture)
{
  return (TestAnswer) { fixture->answer->str, fixture->answer->len };
}

static void
serve (Fixture    *fixture,
       TestServer *server)
{
  test_service_start (&fixture->service, server, 1);
}

static void
fetch (Fixture    *fixture,
       const char *path)
{
  g_autofree char *url = test_server_dup_url (fixture->service.server, path);

  test_call_start_image (&fixture->service.call, fixture->service.client, url, NULL);
  test_run_until (&fixture->service.call.done);
  test_call_assert_clean (&fixture->service.call);
}

static void
assert_image (Fixture *fixture)
{
  gsize length;
  gconstpointer data;

  g_assert_no_error (fixture->service.call.error);
  data = g_bytes_get_data (fixture->service.call.image, &length);
  g_assert_cmpmem (data, length, png, PNG_LENGTH);
}

static void
assert_failed (Fixture *fixture,
               GQuark   domain,
               int      code)
{
  g_assert_null (fixture->service.call.image);
  g_assert_error (fixture->service.call.error, domain, code);
}

static void
test_fetched (Fixture       *fixture,
              gconstpointer  unused)
{
  g_autofree char *request = NULL;

  serve (fixture, test_server_new_one (get_image (fixture)));
  fetch (fixture, "/art/card%201.png?v=2");
  assert_image (fixture);

  /* Nothing in it tells who asks. */
  request = test_server_dup_request (fixture->service.server, 0);
  g_assert_true (g_str_has_prefix (request, "GET /art/card%201.png?v=2 HTTP/1.1\r\n"));
  g_assert_null (strstr (request, "X-KM-"));
  g_assert_null (strstr (request, TEST_ACCESS_KEY));
  g_assert_null (strstr (request, TEST_ASP_ID));
  g_assert_null (strstr (request, "Cookie"));
  g_assert_null (strstr (request, "Authorization"));
  g_assert_null (strstr (request, "Referer"));

  /* On the connection of the calls. */
  fetch (fixture, "/art/2.png");
  assert_image (fixture);
  g_assert_cmpuint (test_server_get_connections (fixture->service.server), ==, 1);
}

static void
test_not_allowed (Fixture       *fixture,
                  gconstpointer  unused)
{
  static const char *const refused[] = {
    "", "card.png", "file:///etc/passwd", "data:image/png;base64,AAAA", "ftp://img.example/x",
    "http://img.example.com/x.png", "https://user:canary@img.example.com/x.png",
    "https://169.254.169.254/x.png", "http://169.254.169.254/x.png", "https://10.0.0.1/x.png",
  };

  serve (fixture, test_server_new_one (get_image (fixture)));

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_test_message ("%s", refused[i]);
      test_call_start_image (&fixture->service.call, fixture->service.client, refused[i], NULL);
      test_run_until (&fixture->service.call.done);
      assert_failed (fixture, CS_CLIENT_ERROR, CS_CLIENT_ERROR_UNUSABLE);
      test_call_assert_clean (&fixture->service.call);
    }

  g_assert_cmpuint (test_server_get_connections (fixture->service.server), ==, 0);
}

/* A service elsewhere must not make this computer call itself. */
static void
test_no_loopback_for_others (Fixture       *fixture,
                             gconstpointer  unused)
{
  serve (fixture, test_server_new_one (get_image (fixture)));
  g_clear_object (&fixture->service.client);
  fixture->service.client = test_client_new ("https://cards.example.com/open-api", 1);
  fetch (fixture, "/x.png");
  assert_failed (fixture, CS_CLIENT_ERROR, CS_CLIENT_ERROR_UNUSABLE);
  g_assert_cmpuint (test_server_get_connections (fixture->service.server), ==, 0);
}

static void
test_not_an_image (Fixture       *fixture,
                   gconstpointer  unused)
{
  serve (fixture, test_server_new_one ({ HEAD "Content-Length: 13\r\n\r\n<html></html>" }));
  fetch (fixture, "/x.png");
  assert_failed (fixture, CS_WIRE_ERROR, CS_WIRE_ERROR_MALFORMED);

  serve (fixture, test_server_new_one ({ HEAD "Content-Length: 0\r\n\r\n" }));
  fetch (fixture, "/x.png");
  assert_failed (fixture, CS_WIRE_ERROR, CS_WIRE_ERROR_MALFORMED);

  serve (fixture, test_server_new_one ({ HEAD "Content-Length: 6\r\n\r\nGIF89a" }));
  fetch (fixture, "/x.png");
  assert_failed (fixture, CS_WIRE_ERROR, CS_WIRE_ERROR_MALFORMED);
}

static void
test_statuses (Fixture       *fixture,
               gconstpointer  unused)
{
  static const char *const answers[] = {
    "HTTP/1.1 404 Not Found\r\nContent-Length: 6\r\n\r\ncanary",
    "HTTP/1.1 401 Unauthorized\r\nContent-Length: 6\r\n\r\ncanary",
    "HTTP/1.1 500 Internal Server Error\r\nContent-Length: 6\r\n\r\ncanary",
    "HTTP/1.1 204 No Content\r\n\r\n",
    "HTTP/1.1 206 Partial Content\r\nContent-Length: 6\r\n\r\ncanary",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      serve (fixture, test_server_new_one ({ answers[i] }));
      fetch (fixture, "/x.png");
      assert_failed (fixture, CS_CLIENT_ERROR, CS_CLIENT_ERROR_UNUSABLE);
      g_assert_cmpuint (test_server_get_requests (fixture->service.server), ==, 1);
    }
}

static void
test_cap (Fixture       *fixture,
          gconstpointer  unused)
{
  g_autofree char *block = g_strnfill (4096, 'x');

  serve (fixture, test_server_new_one (
    { HEAD "Content-Length: 5242881\r\n\r\n", .ending = TEST_ENDLESS, .filler = block }));
  fetch (fixture, "/x.png");
  assert_failed (fixture, CS_CLIENT_ERROR, CS_CLIENT_ERROR_UNUSABLE);

  serve (fixture, test_server_new_one (
    { HEAD "\r\n", .ending = TEST_ENDLESS, .filler = block }));
  fetch (fixture, "/x.png");
  assert_failed (fixture, CS_CLIENT_ERROR, CS_CLIENT_ERROR_UNUSABLE);
  g_assert_cmpuint (test_server_get_sent (fixture->service.server), <, 16 * 1024 * 1024);

  serve (fixture, test_server_new_one (
    { HEAD "Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n\x1f\x8b" }));
  fetch (fixture, "/x.png");
  assert_failed (fixture, CS_CLIENT_ERROR, CS_CLIENT_ERROR_UNUSABLE);
}

static void
test_plain_redirect (Fixture       *fixture,
                     gconstpointer  unused)
{
  serve (fixture, test_server_new_one ({ FOUND "/other.png\r\n\r\n" }, get_image (fixture)));
  fetch (fixture, "/x.png");
  assert_failed (fixture, CS_CLIENT_ERROR, CS_CLIENT_ERROR_UNUSABLE);
  g_assert_cmpuint (test_server_get_requests (fixture->service.server), ==, 1);
}

/* The server is one of the profile's own authority, on this computer. */
static void
serve_tls (Fixture       *fixture,
           TestAuthority *authority,
           TestServer    *server)
{
  g_autoptr (SSL_CTX) context = test_authority_new_context (authority, &(TestCertificate) {
    .names = "IP:127.0.0.1", .valid_from = -DAY, .valid_until = DAY });
  g_autoptr (GTlsDatabase) database = test_authority_new_database (authority);
  g_autoptr (CsClock) clock = cs_clock_new_fixed (TEST_NOW_US);
  g_autoptr (CsCredentials) credentials = test_credentials_new (1);
  g_autoptr (CsProfile) profile = NULL;
  g_autofree char *url = NULL;

  test_service_stop (&fixture->service);
  test_server_set_tls (server, context);
  fixture->service.server = server;
  url = test_server_dup_url (server, "/open-api");
  profile = cs_profile_new ("Test", CS_ENVIRONMENT_SANDBOX, url, credentials, NULL);
  cs_profile_set_tls_database (profile, database, NULL);
  fixture->service.client = cs_client_new (profile, clock);
}

static void
test_redirect (Fixture       *fixture,
               gconstpointer  unused)
{
  g_autoptr (TestAuthority) authority = test_authority_new ();
  g_autoptr (TestServer) target = test_server_new_one (get_image (fixture));
  g_autofree char *downgrade = g_strdup_printf (FOUND "http://127.0.0.1:%u/x.png\r\n\r\n",
                                                test_server_get_port (target));
  g_autofree char *elsewhere = g_strdup_printf (FOUND "https://127.0.0.1:%u/x.png\r\n\r\n",
                                                test_server_get_port (target));
  const TestAnswer hop = { FOUND "/next.png\r\n\r\n" };
  const char *const refused[] = {
    downgrade, elsewhere, FOUND "https://img.example.com/x.png\r\n\r\n",
    FOUND "file:///etc/passwd\r\n\r\n", FOUND "\r\n\r\n",
    "HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n",
  };

  serve_tls (fixture, authority,
             test_server_new_one (hop, hop, hop, get_image (fixture)));
  fetch (fixture, "/x.png");
  assert_image (fixture);
  g_assert_cmpuint (test_server_get_requests (fixture->service.server), ==, 4);

  serve_tls (fixture, authority,
             test_server_new_one (hop, hop, hop, hop, get_image (fixture)));
  fetch (fixture, "/x.png");
  assert_failed (fixture, CS_CLIENT_ERROR, CS_CLIENT_ERROR_UNUSABLE);
  g_assert_cmpuint (test_server_get_requests (fixture->service.server), ==, 4);

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_test_message ("%s", refused[i]);
      serve_tls (fixture, authority, test_server_new_one ({ refused[i] }));
      fetch (fixture, "/x.png");
      assert_failed (fixture, CS_CLIENT_ERROR, CS_CLIENT_ERROR_UNUSABLE);
      g_assert_cmpuint (test_server_get_requests (fixture->service.server), ==, 1);
    }

  g_assert_cmpuint (test_server_get_connections (target), ==, 0);
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  unused)
{
  TestCall *call = &fixture->service.call;
  g_autofree char *url = NULL;
  gpointer client;

  serve (fixture, test_server_new_one ({ HEAD "\r\n", .ending = TEST_STALL }));
  url = test_server_dup_url (fixture->service.server, "/x.png");

  g_cancellable_cancel (fixture->cancellable);
  test_call_start_image (call, fixture->service.client, url, fixture->cancellable);
  test_run_until (&fixture->service.call.done);
  assert_failed (fixture, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_cancellable_reset (fixture->cancellable);

  client = fixture->service.client;
  g_object_add_weak_pointer (client, &client);
  test_call_start_image (call, fixture->service.client, url, fixture->cancellable);
  test_cancel_soon (fixture->cancellable);
  g_clear_object (&fixture->service.client);
  test_run_until (&fixture->service.call.done);
  assert_failed (fixture, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (client);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) \
  g_test_add (path, Fixture, NULL, setup, function, teardown)

  ADD ("/image/fetched", test_fetched);
  ADD ("/image/not-allowed", test_not_allowed);
  ADD ("/image/no-loopback-for-others", test_no_loopback_for_others);
  ADD ("/image/not-an-image", test_not_an_image);
  ADD ("/image/statuses", test_statuses);
  ADD ("/image/cap", test_cap);
  ADD ("/image/plain-redirect", test_plain_redirect);
  ADD ("/image/redirect", test_redirect);
  ADD ("/image/cancelled", test_cancelled);

  return g_test_run ();
}
