/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cs-card-info.h"
#include "cs-digits.h"
#include "cs-json.h"
#include "cs-wire-error.h"

#include <string.h>

static CsCardInfo *
decode (const char  *text,
        GError     **error)
{
  return cs_card_info_decode ((const guint8 *) text, strlen (text), CS_JSON_NETWORK_MAX, error);
}

static CsCardInfo *
decode_good (const char *text)
{
  g_autoptr (GError) error = NULL;
  CsCardInfo *info = decode (text, &error);

  g_assert_no_error (error);
  g_assert_nonnull (info);

  return info;
}

static void
test_success (void)
{
  g_autoptr (CsCardInfo) info = decode_good (
    "{\"response\":{\"code\":\"000_000\",\"description\":\"Success\"},"
    "\"userId\":9999999999999999999,\"balance\":300000,\"serviceId\":\"000017000000001\","
    "\"serviceName\":\"Seoul Love Card\",\"cardStatus\":\"ACTIVE\",\"more\":{}}");

  g_assert_true (cs_outcome_is_success (&info->outcome));
  g_assert_true (info->has_user_id);
  g_assert_cmpuint (info->user_id, ==, CS_MEMBER_ID_MAX);
  g_assert_cmpuint (info->balance, ==, 300000);
  g_assert_cmpstr (info->service_id, ==, "000017000000001");
  g_assert_cmpstr (info->service_name, ==, "Seoul Love Card");
  g_assert_cmpstr (info->card_status, ==, "ACTIVE");
}

static void
test_nobodys_card (void)
{
  static const char *members[] = { "", ",\"userId\":null", ",\"userId\":\"\"" };

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"response\":{\"code\":\"000_000\"}%s}",
                                               members[i]);
      g_autoptr (CsCardInfo) info = decode_good (text);

      g_assert_false (info->has_user_id);
      g_assert_null (info->service_id);
      g_assert_null (info->service_name);
      g_assert_null (info->card_status);
      g_assert_cmpuint (info->balance, ==, 0);
    }
}

/* To take it for nobody's, or for somebody else's, would show the wrong member. */
static void
test_unreadable_member (void)
{
  static const char *ids[] = {
    "0", "-1", "1.5", "true", "\"abc\"", "[]", "{}", "10000000000000000000", "1e30",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"response\":{\"code\":\"000_000\"},"
                                               "\"userId\":%s}", ids[i]);
      g_autoptr (GError) error = NULL;

      g_assert_null (decode (text, &error));
      g_assert_error (error, CS_WIRE_ERROR, CS_WIRE_ERROR_ENVELOPE);
    }
}

static void
test_mistyped_rest_is_left_out (void)
{
  g_autoptr (CsCardInfo) info = decode_good (
    "{\"response\":{\"code\":\"000_000\"},\"userId\":\"7\",\"balance\":-5,\"serviceId\":1,"
    "\"serviceName\":[],\"cardStatus\":null}");

  g_assert_true (info->has_user_id);
  g_assert_cmpuint (info->user_id, ==, 7);
  g_assert_cmpuint (info->balance, ==, 0);
  g_assert_null (info->service_id);
  g_assert_null (info->service_name);
  g_assert_null (info->card_status);
}

static void
test_refusal (void)
{
  g_autoptr (CsCardInfo) info = decode_good ("{\"response\":{\"code\":\"003_001\","
                                             "\"description\":\"Invalid card\"},\"userId\":7}");

  g_assert_false (cs_outcome_is_success (&info->outcome));
  g_assert_cmpstr (info->outcome.code, ==, "003_001");
  g_assert_false (info->has_user_id);
}

static void
test_unusable (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (decode ("{}", &error));
  g_assert_error (error, CS_WIRE_ERROR, CS_WIRE_ERROR_ENVELOPE);
  g_clear_error (&error);

  g_assert_null (decode ("{", &error));
  g_assert_error (error, CS_WIRE_ERROR, CS_WIRE_ERROR_MALFORMED);
  g_clear_error (&error);

  g_assert_null (cs_card_info_decode ((const guint8 *) "{}", 2, 1, &error));
  g_assert_error (error, CS_WIRE_ERROR, CS_WIRE_ERROR_TOO_LARGE);
}

static void
test_round_trip (void)
{
  g_autoptr (CsCardInfo) said = cs_card_info_new ();
  g_autoptr (CsCardInfo) heard = NULL;
  g_autoptr (CsBuffer) body = cs_buffer_new (1000);
  g_autoptr (CsBuffer) small = cs_buffer_new (100);
  const guint8 *data;
  gsize length;

  cs_outcome_set (&said->outcome, CS_CODE_SUCCESS, "Success");
  said->has_user_id = TRUE;
  said->user_id = CS_MEMBER_ID_MAX;
  said->balance = 9999999999;
  said->service_name = g_strdup ("\xea\xb0\x80");
  g_assert_true (cs_card_info_encode (said, body));
  g_assert_false (cs_card_info_encode (said, small));

  data = cs_buffer_get_data (body, &length);
  heard = cs_card_info_decode (data, length, length, NULL);
  g_assert_true (heard->has_user_id);
  g_assert_cmpuint (heard->user_id, ==, CS_MEMBER_ID_MAX);
  g_assert_cmpuint (heard->balance, ==, 9999999999);
  g_assert_cmpstr (heard->service_name, ==, "\xea\xb0\x80");
  g_assert_null (heard->service_id);
}

static void
test_encode_refusal (void)
{
  static const char expected[] = "{\"response\":{\"code\":\"001_006\",\"description\":\"No\"}}";
  g_autoptr (CsCardInfo) said = cs_card_info_new ();
  g_autoptr (CsBuffer) body = cs_buffer_new (1000);
  const guint8 *data;
  gsize length;

  cs_outcome_set (&said->outcome, CS_CODE_NO_SUCH_MEMBER, "No");
  said->has_user_id = TRUE;
  said->user_id = 7;
  g_assert_true (cs_card_info_encode (said, body));
  data = cs_buffer_get_data (body, &length);
  g_assert_cmpmem (data, length, expected, strlen (expected));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/card-info/success", test_success);
  g_test_add_func ("/card-info/nobodys-card", test_nobodys_card);
  g_test_add_func ("/card-info/unreadable-member", test_unreadable_member);
  g_test_add_func ("/card-info/mistyped-rest-is-left-out", test_mistyped_rest_is_left_out);
  g_test_add_func ("/card-info/refusal", test_refusal);
  g_test_add_func ("/card-info/unusable", test_unusable);
  g_test_add_func ("/card-info/round-trip", test_round_trip);
  g_test_add_func ("/card-info/encode-refusal", test_encode_refusal);

  return g_test_run ();
}
