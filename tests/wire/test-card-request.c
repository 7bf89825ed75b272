/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cs-card-info.h"
#include "cs-card-list.h"
#include "cs-digits.h"

#include <string.h>

#define PAR "Q10123456789ABCDEF012345678"
#define PAN "4111111111111111"

static void
assert_body (CsBuffer   *body,
             const char *expected)
{
  gsize length;
  const guint8 *data = cs_buffer_get_data (body, &length);

  g_assert_cmpmem (data, length, expected, strlen (expected));
}

static void
test_encode (void)
{
  g_auto (CsCardListRequest) request = { .user_id = CS_MEMBER_ID_MAX };
  g_autoptr (CsBuffer) first = cs_buffer_new (200);
  g_autoptr (CsBuffer) second = cs_buffer_new (200);
  g_autoptr (CsBuffer) small = cs_buffer_new (40);

  g_assert_true (cs_card_list_request_encode (&request, first));
  assert_body (first, "{\"userId\":9999999999999999999}");

  request.user_id = 50000104652;
  request.par = g_strdup (PAR);
  request.physical_card_no = cs_secret_new (PAN, 16);
  g_assert_true (cs_card_list_request_encode (&request, second));
  assert_body (second, "{\"userId\":50000104652,\"par\":\"" PAR "\","
                       "\"physicalCardNo\":\"" PAN "\"}");
  g_assert_false (cs_card_list_request_encode (&request, small));
}

typedef struct
{
  const char *body;
  const char *code;          /* NULL: accepted */
  const char *parameter;
} Case;

static const Case cases[] = {
  { "{\"userId\":50000104652}", NULL, NULL },
  { "{\"userId\":1,\"par\":null,\"physicalCardNo\":null,\"more\":[1]}", NULL, NULL },
  { "{\"userId\":9999999999999999999}", NULL, NULL },
  { "{\"userId\":\"50000104652\"}", NULL, NULL },
  { "{\"userId\":1,\"par\":\"" PAR "\",\"physicalCardNo\":\"" PAN "\"}", NULL, NULL },
  { "{\"userId\":1,\"physicalCardNo\":\"4111111111111112\"}", NULL, NULL },
  { "{}", CS_CODE_MISSING_PARAMETER, " userId" },
  { "{\"userId\":null}", CS_CODE_MISSING_PARAMETER, " userId" },
  { "{\"userID\":1}", CS_CODE_MISSING_PARAMETER, " userId" },
  { "{\"userId\":0}", CS_CODE_INVALID_PARAMETER, " userId" },
  { "{\"userId\":\"\"}", CS_CODE_INVALID_PARAMETER, " userId" },
  { "{\"userId\":\"abc\"}", CS_CODE_INVALID_PARAMETER, " userId" },
  { "{\"userId\":-1}", CS_CODE_INVALID_PARAMETER, " userId" },
  { "{\"userId\":1.5}", CS_CODE_INVALID_PARAMETER, " userId" },
  { "{\"userId\":10000000000000000000}", CS_CODE_INVALID_PARAMETER, " userId" },
  { "{\"userId\":true}", CS_CODE_INVALID_PARAMETER, " userId" },
  { "{\"userId\":[1]}", CS_CODE_INVALID_PARAMETER, " userId" },
  { "{\"userId\":1,\"par\":\"Q1\"}", CS_CODE_INVALID_PARAMETER, " par" },
  { "{\"userId\":1,\"par\":\"" PAR "0\"}", CS_CODE_INVALID_PARAMETER, " par" },
  { "{\"userId\":1,\"par\":7}", CS_CODE_INVALID_PARAMETER, " par" },
  { "{\"userId\":1,\"physicalCardNo\":4111111111111111}", CS_CODE_INVALID_PARAMETER,
    " physicalCardNo" },
  { "{\"userId\":1,\"physicalCardNo\":\"411111111111111\"}", CS_CODE_INVALID_PARAMETER,
    " physicalCardNo" },
  { "{\"userId\":1,\"physicalCardNo\":\"411111111111111x\"}", CS_CODE_INVALID_PARAMETER,
    " physicalCardNo" },
  { "", CS_CODE_INVALID_PARAMETER, "" },
  { "[]", CS_CODE_INVALID_PARAMETER, "" },
  { "7", CS_CODE_INVALID_PARAMETER, "" },
  { "{\"userId\":1,\"userId\":2}", CS_CODE_INVALID_PARAMETER, "" },
  { "{\"userId\":1}x", CS_CODE_INVALID_PARAMETER, "" },
};

static void
assert_refusal (const CsOutcome *refusal,
                const char      *code,
                const char      *parameter)
{
  gboolean is_missing = g_str_equal (code, CS_CODE_MISSING_PARAMETER);
  g_autofree char *description = g_strconcat (is_missing ? "Missing required values."
                                                         : "Invalid input parameter.",
                                              parameter, NULL);

  g_assert_cmpstr (refusal->code, ==, code);
  g_assert_cmpstr (refusal->description, ==, description);
}

static void
test_decode (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (CsCardListRequest) request = { 0 };
      g_auto (CsOutcome) refusal = { 0 };
      gboolean accepted;

      accepted = cs_card_list_request_decode ((const guint8 *) cases[i].body,
                                              strlen (cases[i].body), &request, &refusal);
      g_assert_cmpint (accepted, ==, cases[i].code == NULL);

      if (accepted)
        {
          g_assert_cmpuint (request.user_id, >, 0);
          g_assert_null (refusal.code);
        }
      else
        {
          assert_refusal (&refusal, cases[i].code, cases[i].parameter);
          g_assert_null (request.par);
          g_assert_null (request.physical_card_no);
        }
    }
}

static void
test_round_trip (void)
{
  g_auto (CsCardListRequest) sent = { .user_id = CS_MEMBER_ID_MAX, .par = g_strdup (PAR) };
  g_auto (CsCardListRequest) heard = { 0 };
  g_auto (CsOutcome) refusal = { 0 };
  g_autoptr (CsBuffer) body = cs_buffer_new (200);
  const guint8 *data;
  gsize length;

  sent.physical_card_no = cs_secret_new (PAN, 16);
  g_assert_true (cs_card_list_request_encode (&sent, body));
  data = cs_buffer_get_data (body, &length);
  g_assert_true (cs_card_list_request_decode (data, length, &heard, &refusal));
  g_assert_cmpuint (heard.user_id, ==, CS_MEMBER_ID_MAX);
  g_assert_cmpstr (heard.par, ==, PAR);
  g_assert_true (cs_secret_equal (heard.physical_card_no, sent.physical_card_no));
}

static void
test_oversized (void)
{
  g_autofree char *padding = g_strnfill (70000, ' ');
  g_autofree char *body = g_strconcat ("{\"userId\":1}", padding, NULL);
  g_auto (CsCardListRequest) request = { 0 };
  g_auto (CsOutcome) refusal = { 0 };

  g_assert_false (cs_card_list_request_decode ((const guint8 *) body, strlen (body), &request,
                                               &refusal));
  assert_refusal (&refusal, CS_CODE_INVALID_PARAMETER, "");
}

static const Case info_cases[] = {
  { "{\"cardNo\":\"" PAN "\"}", NULL, NULL },
  { "{}", CS_CODE_MISSING_PARAMETER, " cardNo" },
  { "{\"cardNo\":null}", CS_CODE_MISSING_PARAMETER, " cardNo" },
  { "{\"cardNo\":\"\"}", CS_CODE_INVALID_PARAMETER, " cardNo" },
  { "{\"cardNo\":4111111111111111}", CS_CODE_INVALID_PARAMETER, " cardNo" },
  { "{\"cardNo\":\"" PAN "1\"}", CS_CODE_INVALID_PARAMETER, " cardNo" },
  { "{\"cardNo\":[\"" PAN "\"]}", CS_CODE_INVALID_PARAMETER, " cardNo" },
  { "x", CS_CODE_INVALID_PARAMETER, "" },
};

static void
test_info_decode (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (info_cases); i++)
    {
      g_auto (CsOutcome) refusal = { 0 };
      g_autoptr (CsSecret) card_no = NULL;

      card_no = cs_card_info_request_decode ((const guint8 *) info_cases[i].body,
                                             strlen (info_cases[i].body), &refusal);
      g_assert_cmpint (card_no != NULL, ==, info_cases[i].code == NULL);

      if (card_no != NULL)
        g_assert_cmpstr (cs_secret_get_data (card_no, NULL), ==, PAN);
      else
        assert_refusal (&refusal, info_cases[i].code, info_cases[i].parameter);
    }
}

static void
test_info_encode (void)
{
  g_autoptr (CsSecret) card_no = cs_secret_new (PAN, 16);
  g_autoptr (CsBuffer) body = cs_buffer_new (200);
  g_autoptr (CsBuffer) small = cs_buffer_new (10);

  g_assert_true (cs_card_info_request_encode (card_no, body));
  assert_body (body, "{\"cardNo\":\"" PAN "\"}");
  g_assert_false (cs_card_info_request_encode (card_no, small));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/card-request/encode", test_encode);
  g_test_add_func ("/card-request/decode", test_decode);
  g_test_add_func ("/card-request/round-trip", test_round_trip);
  g_test_add_func ("/card-request/oversized", test_oversized);
  g_test_add_func ("/card-request/info-decode", test_info_decode);
  g_test_add_func ("/card-request/info-encode", test_info_encode);

  return g_test_run ();
}
