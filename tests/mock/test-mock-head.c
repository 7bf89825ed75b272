/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "cs-mock-head.h"

#define POST "POST /open-api/api/v1/user/card/list HTTP/1.1\r\n"
#define GET  "GET /images/garam-city.png HTTP/1.1\r\n"
#define HOST "Host: 127.0.0.1:8080\r\n"
#define END  "\r\n"

static const struct
{
  const char *head;
  guint       status;
  gsize       body_length;
} cases[] = {
  { POST HOST "Content-Length: 22\r\n" END, 0, 22 },
  { POST HOST "content-length:22 \r\nX-KM-Any: a b\tc\r\n" END, 0, 22 },
  { POST "HOST: localhost\r\nContent-Length: 0\r\n" END, 0, 0 },
  { POST HOST "Content-Length: 65536\r\n" END, 0, 65536 },
  { GET HOST END, 0, 0 },
  { GET HOST "Content-Length: 0\r\n" END, 0, 0 },
  { "HEAD / HTTP/1.1\r\n" HOST END, 0, 0 },
  { "GET / HTTP/1.0\r\n" END, 0, 0 },

  /* length */
  { POST HOST END, 411, 0 },
  { POST HOST "Content-Length: 65537\r\n" END, 413, 0 },
  { POST HOST "Content-Length: 314572800\r\n" END, 413, 0 },
  { POST HOST "Content-Length: 99999999999999999999\r\n" END, 400, 0 },
  { POST HOST "Content-Length: -1\r\n" END, 400, 0 },
  { POST HOST "Content-Length: +5\r\n" END, 400, 0 },
  { POST HOST "Content-Length: 5, 5\r\n" END, 400, 0 },
  { POST HOST "Content-Length: 05\r\n" END, 400, 0 },
  { POST HOST "Content-Length: 0x5\r\n" END, 400, 0 },
  { POST HOST "Content-Length: \r\n" END, 400, 0 },
  { POST HOST "Content-Length: 5\r\nContent-Length: 5\r\n" END, 400, 0 },
  { POST HOST "Content-Length: 5\r\ncontent-length: 6\r\n" END, 400, 0 },
  { POST HOST "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n" END, 411, 0 },
  { POST HOST "Transfer-Encoding: chunked\r\n" END, 411, 0 },
  { POST HOST "Transfer-Encoding : chunked\r\nContent-Length: 5\r\n" END, 400, 0 },
  { POST HOST "Transfer-Encoding: identity\r\nContent-Length: 5\r\n" END, 411, 0 },
  { GET HOST "Content-Length: 5\r\n" END, 400, 0 },

  /* host */
  { POST "Content-Length: 5\r\n" END, 400, 0 },
  { POST HOST HOST "Content-Length: 5\r\n" END, 400, 0 },
  { POST HOST "host: 127.0.0.1\r\nContent-Length: 5\r\n" END, 400, 0 },
  { POST "Host: evil.example.com\r\nContent-Length: 5\r\n" END, 421, 0 },
  { POST "Host: 127.0.0.1.evil.example.com\r\nContent-Length: 5\r\n" END, 421, 0 },
  { POST "Host: \r\nContent-Length: 5\r\n" END, 421, 0 },
  { POST "Host: 127.0.0.1@evil\r\nContent-Length: 5\r\n" END, 421, 0 },

  /* target */
  { "GET /../etc/passwd HTTP/1.1\r\n" HOST END, 400, 0 },
  { "GET /images/../../etc/passwd HTTP/1.1\r\n" HOST END, 400, 0 },
  { "GET /images/./a HTTP/1.1\r\n" HOST END, 400, 0 },
  { "GET /images//a HTTP/1.1\r\n" HOST END, 400, 0 },
  { "GET //evil.example.com/ HTTP/1.1\r\n" HOST END, 400, 0 },
  { "GET /images/%2e%2e/%2e%2e/etc HTTP/1.1\r\n" HOST END, 400, 0 },
  { "GET /images/..%2f..%2fetc HTTP/1.1\r\n" HOST END, 400, 0 },
  { "GET /images\\..\\etc HTTP/1.1\r\n" HOST END, 400, 0 },
  { "GET /images/a?b=c HTTP/1.1\r\n" HOST END, 400, 0 },
  { "GET images/a HTTP/1.1\r\n" HOST END, 400, 0 },
  { "GET http://127.0.0.1/images/a HTTP/1.1\r\n" HOST END, 400, 0 },
  { "GET * HTTP/1.1\r\n" HOST END, 400, 0 },
  { "GET  / HTTP/1.1\r\n" HOST END, 400, 0 },
  { "GET / x HTTP/1.1\r\n" HOST END, 400, 0 },

  /* request line */
  { "\r\n", 400, 0 },
  { "GET\r\n" HOST END, 400, 0 },
  { "GET /\r\n" HOST END, 400, 0 },
  { "GET / HTTP/2.0\r\n" HOST END, 505, 0 },
  { "GET / HTTP/1.1 \r\n" HOST END, 400, 0 },
  { "GET / http/3\r\n" HOST END, 505, 0 },
  { "CONNECT /a HTTP/1.1\r\n" HOST END, 501, 0 },
  { "DELETE /a HTTP/1.1\r\n" HOST END, 501, 0 },
  { "G\xc3\x89T /a HTTP/1.1\r\n" HOST END, 400, 0 },

  /* headers */
  { GET HOST "No colon\r\n" END, 400, 0 },
  { GET HOST ": empty\r\n" END, 400, 0 },
  { GET HOST "A b: c\r\n" END, 400, 0 },
  { GET HOST " folded: c\r\n" END, 400, 0 },
  { GET HOST "A: b\n c\r\n" END, 400, 0 },
  { GET HOST "A: b\rc\r\n" END, 400, 0 },
  { GET HOST "A: b\x7f\r\n" END, 400, 0 },
  { GET HOST "A: \xc3\xa9\r\n" END, 400, 0 },
  { GET HOST "Range: bytes=0-5\r\n" END, 400, 0 },
  { GET HOST "Upgrade: websocket\r\n" END, 400, 0 },
  { POST HOST "Expect: 100-continue\r\nContent-Length: 5\r\n" END, 417, 0 },
};

static void
test_cases (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      CsMockHead head = { 0, FALSE };
      guint status = cs_mock_head_check (cases[i].head, strlen (cases[i].head), &head);

      g_test_message ("%s", cases[i].head);
      g_assert_cmpuint (status, ==, cases[i].status);

      if (status == 0)
        g_assert_cmpuint (head.body_length, ==, cases[i].body_length);
    }
}

static void
test_nul (void)
{
  static const char in_value[] = GET HOST "A: b\0c\r\n" END;
  static const char in_target[] = "GET /images/a\0.png HTTP/1.1\r\n" HOST END;
  CsMockHead what;

  g_assert_cmpuint (cs_mock_head_check (in_value, sizeof in_value - 1, &what), ==, 400);
  g_assert_cmpuint (cs_mock_head_check (in_target, sizeof in_target - 1, &what), ==, 400);
}

static void
test_many_headers (void)
{
  g_autoptr (GString) head = g_string_new (GET HOST);
  CsMockHead what;

  for (guint i = 1; i < CS_MOCK_HEADERS_MAX; i++)
    g_string_append_printf (head, "X-%u: y\r\n", i);

  g_string_append (head, END);
  g_assert_cmpuint (cs_mock_head_check (head->str, head->len, &what), ==, 0);

  g_string_insert (head, (gssize) strlen (GET), "X-One-Too-Many: y\r\n");
  g_assert_cmpuint (cs_mock_head_check (head->str, head->len, &what), ==, 431);
}

/* No prefix of a good head is a good head, and none makes it read beyond the end. */
static void
test_cut (void)
{
  static const char whole[] = POST HOST "Content-Length: 22\r\n" END;

  for (gsize n = 0; n + 2 < sizeof whole - 1; n++)
    {
      g_autofree char *head = g_memdup2 (whole, MAX (n, 1));
      CsMockHead what;

      g_assert_cmpuint (cs_mock_head_check (head, n, &what), !=, 0);
    }
}

static void
test_keep_alive (void)
{
  static const struct { const char *head; gboolean keep_alive; } kept[] = {
    { GET HOST END, TRUE },
    { GET HOST "Connection: Keep-Alive\r\n" END, TRUE },
    { GET HOST "Connection: close\r\n" END, FALSE },
    { GET HOST "Connection: keep-alive, TE\r\n" END, FALSE },
    { GET HOST "Connection: close\r\nConnection: keep-alive\r\n" END, FALSE },
    { "GET / HTTP/1.0\r\nConnection: keep-alive\r\n" END, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      CsMockHead head = { 0, FALSE };

      g_assert_cmpuint (cs_mock_head_check (kept[i].head, strlen (kept[i].head), &head), ==, 0);
      g_assert_true (head.keep_alive == kept[i].keep_alive);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/mock-head/cases", test_cases);
  g_test_add_func ("/mock-head/nul", test_nul);
  g_test_add_func ("/mock-head/many-headers", test_many_headers);
  g_test_add_func ("/mock-head/cut", test_cut);
  g_test_add_func ("/mock-head/keep-alive", test_keep_alive);

  return g_test_run ();
}
