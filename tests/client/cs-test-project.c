/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cs-test-project.h"

#include "cs-client-private.h"
#include "cs-envelope.h"

#include <string.h>

#define MEMBER_ID    G_GUINT64_CONSTANT (50000104652)
#define CARD_NUMBER  "4111111111111111"
#define DEADLINE_MS  15000
#define BACKOFF_MS   1
#define SOON_MS      100

/* Making a key takes long; the same few serve all tests of a program. */
CsRsaKey *
test_get_key (TestKey key)
{
  static CsRsaKey *keys[TEST_STRANGE_KEY + 1];

  if (keys[key] == NULL)
    keys[key] = cs_rsa_key_generate (2048, NULL);

  g_assert_nonnull (keys[key]);

  return keys[key];
}

CsCredentials *
test_credentials_new (guint n_keys)
{
  static const char *const ids[] = { TEST_KEY_ID_1, TEST_KEY_ID_2 };
  g_autoptr (CsSecret) secret = cs_secret_new (TEST_SECRET_KEY, strlen (TEST_SECRET_KEY));
  CsCredentials *credentials = cs_credentials_new (TEST_ASP_ID, TEST_ACCESS_KEY, secret, "KST");

  for (guint i = 0; i < n_keys; i++)
    {
      g_autoptr (CsRsaKey) server_public = cs_rsa_key_dup_public (test_get_key (TEST_SERVER_KEY));

      g_assert_true (cs_credentials_add_key (credentials, ids[i], server_public,
                                             test_get_key (TEST_CLIENT_KEY_1 + i), NULL));
    }

  return credentials;
}

CsClient *
test_client_new (const char *base_url,
                 guint       n_keys)
{
  g_autoptr (CsCredentials) credentials = test_credentials_new (n_keys);
  g_autoptr (CsClock) clock = cs_clock_new_fixed (TEST_NOW_US);
  g_autoptr (GError) error = NULL;
  g_autoptr (CsProfile) profile = cs_profile_new ("Test", CS_ENVIRONMENT_SANDBOX, base_url,
                                                  credentials, &error);
  CsClient *client;

  g_assert_no_error (error);
  client = cs_client_new (profile, clock);
  cs_client_set_timing (client, DEADLINE_MS, DEADLINE_MS, BACKOFF_MS);

  return client;
}

char *
test_dup_cards (guint n_cards)
{
  GString *text = g_string_new ("{\"response\":{\"code\":\"000_000\",\"description\":\"Success.\"},"
                                "\"cardDataInfo\":[");

  for (guint i = 0; i < n_cards; i++)
    g_string_append_printf (text, "%s{\"par\":\"Q1%025X\",\"serviceName\":\"Seoul Love Card\","
                            "\"physicalCardNo\":\"" CARD_NUMBER "\",\"balance\":%u}",
                            i > 0 ? "," : "", i, i * 1000);

  return g_string_free (g_string_append (text, "]}"), FALSE);
}

char *
test_dup_outcome (const char *code)
{
  return g_strdup_printf ("{\"response\":{\"code\":\"%s\",\"description\":\"Words of it.\"}}",
                          code);
}

char *
test_seal (const char *plaintext,
           TestKey     recipient)
{
  g_autoptr (CsBuffer) body = cs_buffer_new (CS_JSON_NETWORK_MAX);
  g_autoptr (GError) error = NULL;
  const guint8 *data;
  gsize length;

  cs_envelope_seal (test_get_key (recipient), CS_JWE_A256GCM, (const guint8 *) plaintext,
                    strlen (plaintext), body, &error);
  g_assert_no_error (error);
  data = cs_buffer_get_data (body, &length);

  return g_strndup ((const char *) data, length);
}

char *
test_dup_answer (const char *status,
                 const char *headers,
                 const char *body)
{
  return g_strdup_printf ("HTTP/1.1 %s\r\nContent-Type: application/json; charset=utf-8\r\n"
                          "%sContent-Length: %" G_GSIZE_FORMAT "\r\n\r\n%s", status, headers,
                          strlen (body), body);
}

char *
test_dup_header (const char *request,
                 const char *name)
{
  g_autofree char *key = g_strdup_printf ("\r\n%s: ", name);
  const char *value = strstr (request, key);

  g_assert_nonnull (value);
  value += strlen (key);

  return g_strndup (value, strcspn (value, "\r"));
}

const char *
test_find_body (const char *request)
{
  return strstr (request, "\r\n\r\n") + 4;
}

void
test_call_clear (TestCall *call)
{
  g_clear_pointer (&call->cards, cs_card_list_free);
  g_clear_pointer (&call->info, cs_card_info_free);
  g_clear_pointer (&call->image, g_bytes_unref);
  g_clear_pointer (&call->report, cs_call_report_free);
  g_clear_error (&call->error);
  call->done = FALSE;
}

static void
list_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  TestCall *call = user_data;

  call->cards = cs_client_list_cards_finish (CS_CLIENT (source), result, &call->report,
                                             &call->error);
  call->done = TRUE;
}

static void
info_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  TestCall *call = user_data;

  call->info = cs_client_get_card_info_finish (CS_CLIENT (source), result, &call->report,
                                               &call->error);
  call->done = TRUE;
}

static void
image_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  TestCall *call = user_data;

  call->image = cs_client_fetch_image_finish (CS_CLIENT (source), result, &call->error);
  call->done = TRUE;
}

void
test_call_start_list (TestCall     *call,
                      CsClient     *client,
                      GCancellable *cancellable)
{
  test_call_clear (call);
  cs_client_list_cards_async (client, MEMBER_ID, NULL, cancellable, list_cb, call);
}

void
test_call_start_info (TestCall     *call,
                      CsClient     *client,
                      GCancellable *cancellable)
{
  g_autoptr (CsSecret) card_no = cs_secret_new (CARD_NUMBER, strlen (CARD_NUMBER));

  test_call_clear (call);
  cs_client_get_card_info_async (client, card_no, cancellable, info_cb, call);
}

void
test_call_start_image (TestCall     *call,
                       CsClient     *client,
                       const char   *url,
                       GCancellable *cancellable)
{
  test_call_clear (call);
  cs_client_fetch_image_async (client, url, cancellable, image_cb, call);
}

void
test_call_list (TestCall *call,
                CsClient *client)
{
  test_call_start_list (call, client, NULL);
  test_run_until (&call->done);
  test_call_assert_clean (call);
}

static void
assert_clean (const char *text)
{
  if (text == NULL)
    return;

  g_assert_null (strstr (text, "canary"));
  g_assert_null (strstr (text, CARD_NUMBER));
}

/* Whatever came of it, nothing secret is in what people and logs are shown. */
void
test_call_assert_clean (TestCall *call)
{
  if (call->error != NULL)
    {
      assert_clean (call->error->message);
      g_assert_true (g_utf8_validate (call->error->message, -1, NULL));
    }

  if (call->report == NULL)
    return;

  assert_clean (call->report->correlation_id);
  assert_clean (call->report->answered_correlation_id);
  assert_clean (call->report->code);
  assert_clean (call->report->description);
}

/* Takes @server; stops what ran before. */
void
test_service_start (TestService *service,
                    TestServer  *server,
                    guint        n_keys)
{
  g_autofree char *url = test_server_dup_url (server, "/open-api");

  test_service_stop (service);
  service->server = server;
  service->client = test_client_new (url, n_keys);
}

/* Nobody else may hold the client by now. */
void
test_service_stop (TestService *service)
{
  test_call_clear (&service->call);

  if (service->client != NULL)
    g_assert_finalize_object (g_steal_pointer (&service->client));

  g_clear_pointer (&service->server, test_server_free);
}

static gboolean
cancel_cb (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);

  return G_SOURCE_REMOVE;
}

/* When whatever was started is well under way. */
void
test_cancel_soon (GCancellable *cancellable)
{
  g_timeout_add (SOON_MS, cancel_cb, cancellable);
}
