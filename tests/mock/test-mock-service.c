/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "mock-client.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "cs-base64url.h"
#include "cs-mock-cast.h"
#include "cs-mock-error.h"

#define LIST_FIRST "{\"userId\":50000104652}"

static void
test_life (void)
{
  g_autoptr (CsClock) clock = cs_clock_new_system ();
  CsMockService *service = cs_mock_service_new (clock);
  g_autoptr (GError) error = NULL;

  g_assert_null (cs_mock_service_get_base_url (service));
  g_assert_cmpuint (cs_mock_service_get_n_requests (service), ==, 0);
  g_assert_false (cs_mock_service_export_profile (service, "/nonexistent", &error));
  g_assert_error (error, CS_MOCK_ERROR, CS_MOCK_ERROR_FAILED);
  g_clear_error (&error);

  for (guint i = 0; i < 3; i++)
    {
      g_assert_true (cs_mock_service_start (service, 0, &error));
      g_assert_no_error (error);
      g_assert_true (g_str_has_prefix (cs_mock_service_get_base_url (service),
                                       "http://127.0.0.1:"));
      g_assert_true (g_str_has_suffix (cs_mock_service_get_base_url (service), "/open-api"));
      cs_mock_service_stop (service);
      g_assert_null (cs_mock_service_get_base_url (service));
    }

  cs_mock_service_stop (service);
  g_assert_finalize_object (service);
}

static void
test_port_taken (Desk          *desk,
                 gconstpointer  unused)
{
  g_autoptr (GUri) uri = g_uri_parse (cs_mock_service_get_base_url (desk->service),
                                      G_URI_FLAGS_NONE, NULL);
  g_autoptr (CsMockService) second = cs_mock_service_new (desk->clock);
  g_autoptr (GError) error = NULL;

  g_assert_false (cs_mock_service_start (second, (guint16) g_uri_get_port (uri), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE);
}

static void
test_list (Desk          *desk,
           gconstpointer  unused)
{
  g_auto (Call) call = { 0 };
  g_autoptr (CsCardList) list = NULL;
  const CsCardFields *lost;

  desk_call (desk, LIST_FIRST, &call);
  g_assert_no_error (call.error);
  g_assert_cmpuint (call.status, ==, 200);
  g_assert_cmpstr (soup_message_headers_get_content_type (call.headers, NULL), ==,
                   "application/json");
  g_assert_cmpstr (soup_message_headers_get_one (call.headers, CS_HEADER_CORRELATION_ID), ==,
                   call.correlation_id);
  g_assert_cmpstr (soup_message_headers_get_one (call.headers, CS_HEADER_CRYPTO_KEY_ID), ==,
                   cs_mock_service_get_credentials (desk->service)->keys[0].id);
  g_assert_nonnull (call.plain);

  list = call_decode (&call, NULL);
  g_assert_cmpuint (list->cards->len, ==, 4);
  lost = list->cards->pdata[0];
  g_assert_cmpstr (lost->service_name, ==, "Garam City Card");
  g_assert_cmpstr (lost->physical_card_no.masked, ==, "9491 33** **** 0765");
  g_assert_cmpstr (lost->card_biz_status, ==, "31");
  g_assert_cmpuint (lost->rechargeable_amount, ==, 1700000);
  g_assert_cmpuint (cs_mock_service_get_n_requests (desk->service), ==, 1);
}

/* One connection serves many calls. */
static void
test_keep_alive (Desk          *desk,
                 gconstpointer  unused)
{
  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (CsCardList) list = desk_list (desk, cs_mock_generated_id (i));

      g_assert_cmpuint (list->cards->len, ==, 5);
    }

  g_assert_cmpuint (cs_mock_service_get_n_requests (desk->service), ==, 20);
  g_assert_cmpuint (cs_mock_service_get_n_connections (desk->service), ==, 1);
  g_assert_cmpuint (cs_mock_service_count_open (desk->service), ==, 1);
}

static void
test_info (Desk          *desk,
           gconstpointer  unused)
{
  g_auto (Call) call = { .path = CS_PATH_CARD_INFO, .is_sealed = TRUE };
  g_autofree char *body = NULL;
  g_autoptr (CsCardInfo) info = NULL;
  g_autoptr (GError) error = NULL;
  CsMockCardNo card_no;
  gsize n_parts, length;
  const CsMockPart *parts = cs_mock_cast_get_parts (&n_parts);
  const guint8 *data;

  g_assert_true (cs_mock_part_get_card_no (&parts[6], card_no));
  body = g_strdup_printf ("{\"cardNo\":\"%s\"}", card_no);
  desk_call (desk, body, &call);
  g_assert_no_error (call.error);
  g_assert_cmpuint (call.status, ==, 200);
  data = cs_buffer_get_data (call.plain, &length);
  info = cs_card_info_decode (data, length, CS_JSON_NETWORK_MAX, &error);
  g_assert_no_error (error);
  g_assert_true (info->has_user_id);
  g_assert_cmpuint (info->user_id, ==, parts[6].member_id);
  g_assert_cmpstr (info->service_name, ==, "Saebom Youth Check");
}

/* The card list may be asked for under encryption as well. */
static void
test_sealed_list (Desk          *desk,
                  gconstpointer  unused)
{
  g_auto (Call) call = { .is_sealed = TRUE };
  g_autoptr (CsCardList) list = NULL;

  desk_call (desk, LIST_FIRST, &call);
  g_assert_cmpuint (call.status, ==, 200);
  list = call_decode (&call, NULL);
  g_assert_cmpuint (list->cards->len, ==, 4);
}

/* One member's answer is encrypted by the shorter key that the protocol allows. */
static void
test_short_key (Desk          *desk,
                gconstpointer  unused)
{
  static const struct { const char *body; const char *enc; } asked[] = {
    { LIST_FIRST, "A256GCM" }, { "{\"userId\":50000600128}", "A128GCM" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (asked); i++)
    {
      g_auto (Call) call = { 0 };
      guint8 header[256] = "";
      const char *token, *end;

      desk_call (desk, asked[i].body, &call);
      g_assert_nonnull (call.plain);
      token = strstr (g_bytes_get_data (call.body, NULL), "\":\"") + 3;
      end = strchr (token, '.');
      g_assert_true (cs_base64url_decode (token, (gsize) (end - token), header));
      g_assert_nonnull (strstr ((const char *) header, asked[i].enc));
    }
}

static GBytes *
fetch (Desk       *desk,
       const char *name,
       guint       expected_status)
{
  g_autofree char *base = g_strdup (cs_mock_service_get_base_url (desk->service));
  g_autofree char *url = NULL;
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (GError) error = NULL;
  GBytes *body;

  *strstr (base, "/open-api") = '\0';
  url = g_strconcat (base, "/images/", name, NULL);
  message = soup_message_new ("GET", url);
  body = soup_session_send_and_read (desk->session, message, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (soup_message_get_status (message), ==, expected_status);

  return body;
}

static void
assert_fetched (Desk       *desk,
                const char *name,
                guint       expected_status)
{
  g_bytes_unref (fetch (desk, name, expected_status));
}

static void
test_images (Desk          *desk,
             gconstpointer  unused)
{
  g_autoptr (CsCardList) list = desk_list (desk, 50000104652);

  assert_fetched (desk, "missing.png", 404);
  assert_fetched (desk, "page.png", 200);
  assert_fetched (desk, "vast.png", 200);
  assert_fetched (desk, "cut.png", 200);
  assert_fetched (desk, "", 404);

  for (guint i = 0; i < list->cards->len; i++)
    {
      const CsCardFields *fields = list->cards->pdata[i];
      g_autoptr (GBytes) image = fetch (desk, strrchr (fields->service_image_url, '/') + 1, 200);

      g_assert_cmpuint (g_bytes_get_size (image), >, 10000);
      g_assert_cmpmem (g_bytes_get_data (image, NULL), 8, "\x89PNG\r\n\x1a\n", 8);
    }

  g_assert_cmpuint (cs_mock_service_get_n_requests (desk->service), ==, 1);
}

static void
assert_private (const char *directory,
                const char *name,
                guint       mode)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);
  GStatBuf info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 07777, ==, mode);
  g_assert_cmpint (g_remove (path), ==, 0);
}

static void
test_export (Desk          *desk,
             gconstpointer  unused)
{
  g_autofree char *parent = g_dir_make_tmp ("mock-XXXXXX", NULL);
  g_autofree char *directory = g_build_filename (parent, "profile", NULL);
  g_autofree char *path = g_build_filename (directory, "profile.ini", NULL);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *base_url = NULL, *environment = NULL;
  g_autoptr (GError) error = NULL;

  /* Twice: a profile replaces the one of an earlier run. */
  for (guint i = 0; i < 2; i++)
    {
      cs_mock_service_export_profile (desk->service, directory, &error);
      g_assert_no_error (error);
    }

  g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, &error);
  g_assert_no_error (error);
  base_url = g_key_file_get_string (file, "profile", "base-url", NULL);
  environment = g_key_file_get_string (file, "profile", "environment", NULL);
  g_assert_cmpstr (base_url, ==, cs_mock_service_get_base_url (desk->service));
  g_assert_cmpstr (environment, ==, "mock");

  assert_private (directory, "secret-key", 0600);
  assert_private (directory, "server-public.pem", 0600);
  assert_private (directory, "client-private.pem", 0600);
  assert_private (directory, "profile.ini", 0600);
  assert_private (parent, "profile", 0700);
  g_assert_cmpint (g_rmdir (parent), ==, 0);

  g_assert_false (cs_mock_service_export_profile (desk->service, "/proc/none/such", &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

/* The content of an answer, with the address of the service, which differs, blanked. */
static char *
dup_content (Desk    *desk,
             guint64  member_id)
{
  g_autofree char *body = g_strdup_printf ("{\"userId\":%" G_GUINT64_FORMAT "}", member_id);
  g_autofree char *origin = g_strdup (cs_mock_service_get_base_url (desk->service));
  g_auto (Call) call = { 0 };
  GString *content;
  gsize length;
  const guint8 *data;

  *strstr (origin, "/open-api") = '\0';
  desk_call (desk, body, &call);
  g_assert_no_error (call.error);
  data = cs_buffer_get_data (call.plain, &length);
  content = g_string_new_len ((const char *) data, (gssize) length);
  g_string_replace (content, origin, "ORIGIN", 0);
  g_string_append_printf (content, "\n%u", call.status);

  return g_string_free (content, FALSE);
}

/* One service asked twice, and another one, give the same answer. */
static void
test_same_answer (Desk          *desk,
                  gconstpointer  unused)
{
  Desk other = { 0 };
  gsize n_parts;
  const CsMockPart *parts = cs_mock_cast_get_parts (&n_parts);

  desk_setup (&other, NULL);

  for (gsize i = 0; i < n_parts + 20; i++)
    {
      guint64 id = i < n_parts ? parts[i].member_id : cs_mock_generated_id ((guint) (i - n_parts));
      g_autofree char *first = dup_content (desk, id);
      g_autofree char *second = dup_content (desk, id);
      g_autofree char *elsewhere = dup_content (&other, id);

      g_assert_cmpstr (first, ==, second);
      g_assert_cmpstr (first, ==, elsewhere);
    }

  desk_teardown (&other, NULL);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/mock-service/life", test_life);
  g_test_add ("/mock-service/port-taken", Desk, NULL, desk_setup, test_port_taken, desk_teardown);
  g_test_add ("/mock-service/list", Desk, NULL, desk_setup, test_list, desk_teardown);
  g_test_add ("/mock-service/keep-alive", Desk, NULL, desk_setup, test_keep_alive, desk_teardown);
  g_test_add ("/mock-service/info", Desk, NULL, desk_setup, test_info, desk_teardown);
  g_test_add ("/mock-service/sealed-list", Desk, NULL, desk_setup, test_sealed_list, desk_teardown);
  g_test_add ("/mock-service/short-key", Desk, NULL, desk_setup, test_short_key, desk_teardown);
  g_test_add ("/mock-service/images", Desk, NULL, desk_setup, test_images, desk_teardown);
  g_test_add ("/mock-service/export", Desk, NULL, desk_setup, test_export, desk_teardown);
  g_test_add ("/mock-service/same-answer", Desk, NULL, desk_setup, test_same_answer,
              desk_teardown);

  return g_test_run ();
}
