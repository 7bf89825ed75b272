/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cs-client-error.h"
#include "cs-service-url.h"

#include <string.h>

static void
assert_accepted (const char *text,
                 const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GUri) uri = cs_service_url_parse (text, &error);
  g_autofree char *back = NULL;

  g_assert_no_error (error);
  back = g_uri_to_string (uri);
  g_assert_cmpstr (back, ==, expected);
}

static void
assert_refused (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GUri) uri = cs_service_url_parse (text, &error);

  if (uri != NULL)
    g_error ("%s was accepted", text);

  g_assert_error (error, CS_CLIENT_ERROR, CS_CLIENT_ERROR_PROFILE);
}

static void
test_accepted (void)
{
  assert_accepted ("https://api.example.com/open-api", "https://api.example.com/open-api");
  assert_accepted ("https://api.example.com/open-api/", "https://api.example.com/open-api");
  assert_accepted ("https://api.example.com", "https://api.example.com/");
  assert_accepted ("https://api.example.com//", "https://api.example.com/");
  assert_accepted ("https://api.example.com:8443/a%20b", "https://api.example.com:8443/a%20b");
  assert_accepted ("https://192.0.2.7/x", "https://192.0.2.7/x");
  assert_accepted ("https://[2001:db8::7]/x", "https://[2001:db8::7]/x");
}

static void
test_plain_http (void)
{
  assert_accepted ("http://127.0.0.1:8080/open-api", "http://127.0.0.1:8080/open-api");
  assert_accepted ("http://127.9.8.7/x", "http://127.9.8.7/x");
  assert_accepted ("http://[::1]:8080/x", "http://[::1]:8080/x");
  assert_accepted ("http://localhost:8080/x", "http://localhost:8080/x");
  assert_accepted ("http://LOCALHOST/x", "http://LOCALHOST/x");

  assert_refused ("http://api.example.com/open-api");
  assert_refused ("http://localhost.example.com/x");
  assert_refused ("http://127.0.0.1.example.com/x");
  assert_refused ("http://0.0.0.0/x");
  assert_refused ("http://10.0.0.1/x");
  assert_refused ("http://[::]/x");
  assert_refused ("http://[::ffff:127.0.0.1]/x");
  assert_refused ("http://127.1/x");
  assert_refused ("http://2130706433/x");
}

static void
test_refused (void)
{
  g_autofree char *filling = g_strnfill (CS_URL_MAX, 'a');
  g_autofree char *too_long = g_strconcat ("https://api.example.com/", filling, NULL);

  assert_refused ("");
  assert_refused ("api.example.com");
  assert_refused ("/open-api");
  assert_refused ("ftp://api.example.com/x");
  assert_refused ("file:///etc/passwd");
  assert_refused ("https://");
  assert_refused ("https:///x");
  assert_refused ("https://user@api.example.com/x");
  assert_refused ("https://user:word@api.example.com/x");
  assert_refused ("https://api.example.com/x?a=b");
  assert_refused ("https://api.example.com/x#a");
  assert_refused ("https://api.example.com/x y");
  assert_refused ("https://api.example.com/x\r\nX-Other: 1");
  assert_refused ("https://api%0d%0aX.example.com/x");
  assert_refused ("https://api.example.com/\"x");
  assert_refused ("https://api.example.com:99999/x");
  assert_refused ("https://카드.example.com/x");
  assert_refused (too_long);
}

static void
test_append (void)
{
  g_autoptr (GUri) base = cs_service_url_parse ("https://api.example.com:8443/open-api/", NULL);
  g_autoptr (GUri) root = cs_service_url_parse ("https://api.example.com/", NULL);
  g_autoptr (GUri) call = cs_service_url_append (base, "/api/v1/user/card/list");
  g_autoptr (GUri) root_call = cs_service_url_append (root, "/api/v1/user/card/list");
  g_autofree char *text = g_uri_to_string (call);
  g_autofree char *root_text = g_uri_to_string (root_call);

  g_assert_cmpstr (text, ==, "https://api.example.com:8443/open-api/api/v1/user/card/list");
  g_assert_cmpstr (root_text, ==, "https://api.example.com/api/v1/user/card/list");
}

static void
test_image (void)
{
  static const char *const refused[] = {
    "", "card.png", "//img.example.com/card.png", "https://", "https:///card.png",
    "https://img%00.example.com/card.png", "https://img%0d%0a.example.com/card.png",
    "data:image/png;base64,AAAA", "file:///etc/passwd",
  };
  g_autoptr (GUri) korean = cs_image_url_parse ("https://img.example.com/카드 1.png?v=1");
  g_autofree char *text = g_uri_to_string (korean);
  g_autofree char *filling = g_strnfill (CS_URL_MAX, 'a');
  g_autofree char *too_long = g_strconcat ("https://img.example.com/", filling, NULL);

  /* What goes out is ASCII, however the service wrote it. */
  g_assert_true (g_str_is_ascii (text));
  g_assert_null (strchr (text, ' '));

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_test_message ("%s", refused[i]);
      g_assert_null (cs_image_url_parse (refused[i]));
    }

  g_assert_null (cs_image_url_parse (too_long));
}

static void
test_public (void)
{
  static const char *const local[] = {
    "https://127.0.0.1/x", "https://10.0.0.1/x", "https://192.168.1.1/x",
    "https://169.254.169.254/x", "https://100.64.0.1/x", "https://192.0.2.7/x",
    "https://[::1]/x", "https://[fe80::1]/x",
    "https://[fd00::1]/x", "https://[::ffff:10.0.0.1]/x", "https://127.1/x",
    "https://2130706433/x", "https://0x7f000001/x", "https://a.0x7f/x", "https://intranet/x",
    "https://localhost/x", "https://a.localhost/x", "https://printer.local/x",
    "https://PRINTER.LOCAL/x", "https://db.internal/x", "https://nas.home.arpa/x",
    "https://example.com./x",
  };
  g_autoptr (GUri) uri = cs_image_url_parse ("https://img.example.com/x");

  g_assert_true (cs_image_url_is_public (uri));

  for (gsize i = 0; i < G_N_ELEMENTS (local); i++)
    {
      g_autoptr (GUri) other = cs_image_url_parse (local[i]);

      g_test_message ("%s", local[i]);
      g_assert_nonnull (other);
      g_assert_false (cs_image_url_is_public (other));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/service-url/accepted", test_accepted);
  g_test_add_func ("/service-url/plain-http", test_plain_http);
  g_test_add_func ("/service-url/refused", test_refused);
  g_test_add_func ("/service-url/append", test_append);
  g_test_add_func ("/image-url/parse", test_image);
  g_test_add_func ("/image-url/public", test_public);

  return g_test_run ();
}
