/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "mock-client.h"

#include <string.h>

#include "cs-mock-call.h"

#define LIST   "{\"userId\":50000104652}"
#define MINUTE (60 * G_USEC_PER_SEC)

static const struct
{
  const char *name;
  Call        call;
  const char *body;
  guint       status;
  const char *code;
  const char *word;       /* that the description has */
} refusals[] = {
  { "no-asp-id", { .header = CS_HEADER_ASP_ID }, LIST, 401, "009_001", CS_HEADER_ASP_ID },
  { "no-access-key", { .header = CS_HEADER_ACCESS_KEY }, LIST, 401, "009_001", "Access-Key" },
  { "no-correlation-id", { .header = CS_HEADER_CORRELATION_ID }, LIST, 401, "009_001",
    "Correlation-Id" },
  { "no-token", { .header = CS_HEADER_TRAN_TOKEN }, LIST, 401, "009_001", "Tran-Token" },
  { "no-time", { .header = CS_HEADER_TRAN_TIME }, LIST, 401, "009_001", "Tran-Time" },
  { "no-zone", { .header = CS_HEADER_TIME_ZONE }, LIST, 401, "009_001", "Time-Zone" },
  { "empty-token", { .header = CS_HEADER_TRAN_TOKEN, .value = "" }, LIST, 401, "009_001", "" },

  { "other-asp-id", { .header = CS_HEADER_ASP_ID, .value = "000170000000000" }, LIST, 401,
    "009_002", "" },
  { "short-asp-id", { .header = CS_HEADER_ASP_ID, .value = "1" }, LIST, 401, "009_002", "" },
  { "other-access-key", { .header = CS_HEADER_ACCESS_KEY, .value = "abc" }, LIST, 401,
    "009_003", "" },
  { "other-crypto-key", { .header = CS_HEADER_CRYPTO_KEY_ID, .value = "abc" }, LIST, 400,
    "009_006", "" },

  { "correlation-id-of-21", { .header = CS_HEADER_CORRELATION_ID,
                              .value = "260318140322-4f0c9a12" }, LIST, 500, "999_999", "" },
  { "correlation-id-of-19", { .header = CS_HEADER_CORRELATION_ID,
                              .value = "260318140322-4f0c9a" }, LIST, 500, "999_999", "" },
  { "correlation-id-not-hex", { .header = CS_HEADER_CORRELATION_ID,
                                .value = "260318140322-4f0c9ag" }, LIST, 500, "999_999", "" },

  { "zone-of-nowhere", { .header = CS_HEADER_TIME_ZONE, .value = "CET" }, LIST, 401, "009_005",
    "" },
  { "zone-of-elsewhere", { .header = CS_HEADER_TIME_ZONE, .value = "UTC" }, LIST, 401, "009_005",
    "" },
  { "time-without-form", { .header = CS_HEADER_TRAN_TIME, .value = "now" }, LIST, 401, "009_005",
    "" },
  { "too-late", { .skew_us = -6 * MINUTE }, LIST, 401, "009_005", "time" },
  { "too-early", { .skew_us = 6 * MINUTE }, LIST, 401, "009_005", "time" },

  { "token-of-nothing", { .header = CS_HEADER_TRAN_TOKEN, .value = "KMV1" }, LIST, 401,
    "009_004", "token" },

  { "text", { .header = "Content-Type", .value = "text/plain" }, LIST, 415, "009_007", "" },
  { "no-content-type", { .header = "Content-Type" }, LIST, 415, "009_007", "" },
  { "plain-info", { .path = CS_PATH_CARD_INFO }, "{\"cardNo\":\"4111111111111111\"}", 400,
    "009_008", "encrypted" },
  { "other-path", { .path = "/api/v1/user/card" }, LIST, 404, "009_009", "" },
  { "longer-path", { .path = CS_PATH_CARD_LIST "/" }, LIST, 404, "009_009", "" },
  { "get", { .method = "GET" }, "", 405, "009_010", "" },

  { "empty", { .path = NULL }, "", 400, "000_002", "Invalid" },
  { "not-json", { .path = NULL }, "userId=5", 400, "000_002", "" },
  { "array", { .path = NULL }, "[]", 400, "000_002", "" },
  { "no-user-id", { .path = NULL }, "{}", 400, "000_003", "userId" },
  { "null-user-id", { .path = NULL }, "{\"userId\":null}", 400, "000_003", "userId" },
  { "zero", { .path = NULL }, "{\"userId\":0}", 400, "000_002", "userId" },
  { "negative", { .path = NULL }, "{\"userId\":-1}", 400, "000_002", "userId" },
  { "fraction", { .path = NULL }, "{\"userId\":1.5}", 400, "000_002", "userId" },
  { "too-large", { .path = NULL }, "{\"userId\":10000000000000000000}", 400, "000_002",
    "userId" },
  { "short-par", { .path = NULL }, "{\"userId\":1,\"par\":\"Q1\"}", 400, "000_002", "par" },
  { "short-card-no", { .path = NULL }, "{\"userId\":1,\"physicalCardNo\":\"4111\"}", 400,
    "000_002", "physicalCardNo" },
  { "sealed-no-card-no", { .path = CS_PATH_CARD_INFO, .is_sealed = TRUE }, "{}", 400, "000_003",
    "cardNo" },
  { "sealed-short-card-no", { .path = CS_PATH_CARD_INFO, .is_sealed = TRUE },
    "{\"cardNo\":\"12\"}", 400, "000_002", "cardNo" },
  { "sealed-by-nobody", { .path = CS_PATH_CARD_INFO }, "{\"encData\":\"a.b.c.d.e\"}", 400,
    "000_002", "encData" },
  { "no-member", { .path = NULL }, "{\"userId\":4711}", 400, "001_006", "" },
};

/* Who is known is answered under encryption, refused or not; but not who sent what
 * cannot be opened.
 */
static gboolean
is_answered_sealed (const char *name,
                    const char *code)
{
  gboolean is_documented = strncmp (code, "009", 3) < 0;

  return (is_documented || g_str_equal (code, CS_MOCK_CODE_NOT_ENCRYPTED)) &&
         !g_str_equal (name, "sealed-by-nobody");
}

static void
test_refusals (Desk          *desk,
               gconstpointer  unused)
{
  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_auto (Call) call = refusals[i].call;
      g_autoptr (CsCardList) list = NULL;
      g_autoptr (GError) error = NULL;
      const char *echoed;

      g_test_message ("%s", refusals[i].name);
      desk_call (desk, refusals[i].body, &call);
      g_assert_no_error (call.error);
      g_assert_cmpuint (call.status, ==, refusals[i].status);
      list = call_decode (&call, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (list->outcome.code, ==, refusals[i].code);
      g_assert_nonnull (strstr (list->outcome.description, refusals[i].word));

      /* Whoever sends an ID that is one gets it back. */
      echoed = soup_message_headers_get_one (call.headers, CS_HEADER_CORRELATION_ID);
      g_assert_cmpstr (echoed, ==, g_strcmp0 (call.header, CS_HEADER_CORRELATION_ID) == 0
                                   ? NULL : call.correlation_id);

      g_assert_true ((call.plain != NULL) ==
                     is_answered_sealed (refusals[i].name, refusals[i].code));
    }

  g_assert_cmpuint (cs_mock_service_get_n_requests (desk->service), ==, G_N_ELEMENTS (refusals));
}

static void
test_accepted (Desk          *desk,
               gconstpointer  unused)
{
  const Call accepted[] = {
    { .skew_us = 4 * MINUTE },
    { .skew_us = -4 * MINUTE },
    { .header = CS_HEADER_CRYPTO_KEY_ID },
    { .header = "Content-Type", .value = "application/json; charset=UTF-8" },
    { .header = "Accept", .value = "*/*" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (accepted); i++)
    {
      g_auto (Call) call = accepted[i];

      desk_call (desk, LIST, &call);
      g_assert_cmpuint (call.status, ==, 200);
      g_assert_nonnull (call.plain);
    }
}

/* A signature is of one body, one time and one secret. */
static void
test_signature (Desk          *desk,
                gconstpointer  unused)
{
  CsCredentials *credentials = cs_mock_service_get_credentials (desk->service);
  g_autoptr (CsSecret) wrong = cs_secret_new ("wrong!", 6);
  g_autoptr (CsCredentials) stranger = cs_credentials_new (credentials->asp_id,
                                                           credentials->access_key, wrong, "KST");
  gint64 now = cs_clock_get_unix_us (desk->clock);
  CsCallHeaders other_body, other_time, other_secret;

  g_assert_true (cs_call_headers_sign (&other_body, credentials, now, (const guint8 *) "{}", 2,
                                       NULL));
  g_assert_true (cs_call_headers_sign (&other_time, credentials, now + MINUTE,
                                       (const guint8 *) LIST, strlen (LIST), NULL));
  g_assert_true (cs_call_headers_sign (&other_secret, stranger, now, (const guint8 *) LIST,
                                       strlen (LIST), NULL));

  {
    const char *tokens[] = { other_body.tran_token, other_time.tran_token,
                             other_secret.tran_token };

    for (gsize i = 0; i < G_N_ELEMENTS (tokens); i++)
      {
        g_auto (Call) call = { .header = CS_HEADER_TRAN_TOKEN, .value = tokens[i] };
        g_autofree char *code = NULL;

        desk_call (desk, LIST, &call);
        code = call_dup_code (&call);
        g_assert_cmpuint (call.status, ==, 401);
        g_assert_cmpstr (code, ==, CS_MOCK_CODE_TRAN_TOKEN);
      }
  }
}

/* Five minutes to the second, on either side. */
static void
test_skew (Desk          *desk,
           gconstpointer  unused)
{
  const struct { gint64 skew_us; guint status; } edges[] = {
    { 5 * MINUTE, 200 }, { -5 * MINUTE, 200 },
    { 5 * MINUTE + G_USEC_PER_SEC, 401 }, { -5 * MINUTE - G_USEC_PER_SEC, 401 },
  };

  /* The clock must stand still for this; the service reads the same one. */
  cs_clock_set_unix_us (desk->clock, G_GINT64_CONSTANT (1795534200000000));

  for (gsize i = 0; i < G_N_ELEMENTS (edges); i++)
    {
      g_auto (Call) call = { .skew_us = edges[i].skew_us };

      desk_call (desk, LIST, &call);
      g_assert_cmpuint (call.status, ==, edges[i].status);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/mock-refusals/all", Desk, NULL, desk_setup, test_refusals, desk_teardown);
  g_test_add ("/mock-refusals/accepted", Desk, NULL, desk_setup, test_accepted, desk_teardown);
  g_test_add ("/mock-refusals/signature", Desk, NULL, desk_setup, test_signature, desk_teardown);
  g_test_add ("/mock-refusals/skew", Desk, NULL, desk_setup_own, test_skew, desk_teardown);

  return g_test_run ();
}
