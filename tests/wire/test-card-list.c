/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cs-card-list.h"
#include "cs-wire-error.h"

#include <string.h>

#include "sample.h"

static CsCardList *
decode (const char *text)
{
  g_autoptr (GError) error = NULL;
  CsCardList *list = cs_card_list_decode ((const guint8 *) text, strlen (text),
                                          CS_JSON_NETWORK_MAX, &error);

  g_assert_no_error (error);
  g_assert_nonnull (list);

  return list;
}

static void
assert_refused (const char  *text,
                CsWireError  code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (cs_card_list_decode ((const guint8 *) text, strlen (text),
                                      CS_JSON_NETWORK_MAX, &error));
  g_assert_error (error, CS_WIRE_ERROR, (int) code);
}

static void
assert_plain_card (const CsCardFields *fields)
{
  g_assert_cmphex (cs_card_fields_get_problems (fields), ==, 0);
  g_assert_cmpstr (fields->par, ==, "Q10123456789ABCDEF012345678");
  g_assert_cmpstr (fields->service_id, ==, "000017000000001");
  g_assert_cmpstr (fields->service_name, ==, "Seoul Love Card");
  g_assert_cmpstr (fields->service_image_url, ==, "https://img.example.com/card/seoul.png");
  g_assert_cmpstr (fields->mobile_card_no.masked, ==, "9491 33** **** 0768");
  g_assert_cmpstr (fields->physical_card_no.masked, ==, "9491 33** **** 0909");
  g_assert_true (fields->mobile_card_no.valid && fields->physical_card_no.valid);
  g_assert_cmpstr (fields->mobile_card_status, ==, "ACTIVE");
  g_assert_cmpstr (fields->physical_card_status, ==, "ACTIVE");
  g_assert_cmpstr (fields->card_life_status, ==, "60");
  g_assert_cmpstr (fields->card_biz_status, ==, "60");
  g_assert_cmpstr (fields->acc_transfer_status, ==, "0");
  g_assert_cmpstr (fields->auto_reload_status, ==, "NONE");
  g_assert_cmpint (g_date_get_year (&fields->expiry_date), ==, 2031);
  g_assert_cmpint (g_date_get_month (&fields->expiry_date), ==, G_DATE_AUGUST);
  g_assert_cmpint (g_date_get_day (&fields->expiry_date), ==, 31);
  g_assert_cmpuint (fields->balance, ==, 300000);
  g_assert_cmpuint (fields->pending_amount, ==, 0);
  g_assert_cmpuint (fields->max_real_name_recharge_amount, ==, 2000000);
  g_assert_cmpuint (fields->max_non_real_name_recharge_amount, ==, 500000);
  g_assert_cmpuint (fields->rechargeable_amount, ==, 1700000);
  g_assert_cmpuint (fields->min_recharge_amount, ==, 10000);
  g_assert_cmpuint (fields->recharge_unit_amt, ==, 1000);
  g_assert_cmpuint (fields->virtual_account_max_pending_amount, ==, 5000000);
  g_assert_true (fields->is_named && fields->rechargeable && fields->personal_rechargeable);
  g_assert_true (fields->refundable && fields->enable_virtual_account_pending_amount);
  g_assert_false (fields->remittable);
  g_assert_cmpstr (fields->card_apply_no, ==, "2023111400000000000012");
  g_assert_false (cs_card_fields_has (fields, CS_CARD_FIELD_LIMITS));
  g_assert_false (cs_card_fields_has (fields, CS_CARD_FIELD_BANK_INFO));
  g_assert_false (cs_card_fields_has (fields, CS_CARD_FIELD_ENABLE_FIC));
  g_assert_false (cs_card_fields_has (fields, CS_CARD_FIELD_CARD_POINT_INFO));
  g_assert_cmpuint (fields->points->len, ==, 0);
}

static void
assert_debit_card (const CsCardFields *fields)
{
  const CsCardPoint *point;

  g_assert_cmphex (cs_card_fields_get_problems (fields), ==, 0);
  g_assert_cmpstr (fields->physical_card_no.masked, ==, "4111 11** **** 1111");
  g_assert_true (cs_card_fields_has (fields, CS_CARD_FIELD_ENABLE_FIC));
  g_assert_false (fields->enable_fic);
  g_assert_cmpuint (fields->limit_once, ==, 500000);
  g_assert_cmpuint (fields->limit_day, ==, 2000000);
  g_assert_cmpuint (fields->limit_month, ==, 5000000);
  g_assert_cmpstr (fields->bank_name, ==, "IBK기업은행");
  g_assert_cmpstr (fields->account_last4, ==, "5557");
  g_assert_cmpuint (fields->points->len, ==, 2);

  point = g_ptr_array_index (fields->points, 0);
  g_assert_cmpstr (point->policy_id, ==, "000000000000001");
  g_assert_cmpstr (point->name, ==, "서울사랑 포인트");
  g_assert_true (point->auto_use && point->has_remaining);
  g_assert_cmpuint (point->remaining, ==, 1200);

  point = g_ptr_array_index (fields->points, 1);
  g_assert_false (point->auto_use || point->has_remaining);
}

static void
assert_anonymous_card (const CsCardFields *fields)
{
  g_assert_cmphex (cs_card_fields_get_problems (fields), ==, 0);
  g_assert_false (fields->is_named);
  g_assert_false (cs_card_fields_has (fields, CS_CARD_FIELD_PHYSICAL_CARD_NO));
  g_assert_false (cs_card_fields_has (fields, CS_CARD_FIELD_PHYSICAL_CARD_STATUS));
  g_assert_cmpint (g_date_get_year (&fields->expiry_date), ==, 2031);
  g_assert_cmpint (g_date_get_day (&fields->expiry_date), ==, 31);
}

static void
test_success (void)
{
  g_autofree char *text = sample_load ("card-list/success.json", NULL);
  g_autoptr (CsCardList) list = decode (text);

  g_assert_true (cs_outcome_is_success (&list->outcome));
  g_assert_cmpstr (list->outcome.description, ==, "Success.");
  g_assert_cmpuint (list->cards->len, ==, 3);
  assert_plain_card (g_ptr_array_index (list->cards, 0));
  assert_debit_card (g_ptr_array_index (list->cards, 1));
  assert_anonymous_card (g_ptr_array_index (list->cards, 2));
}

static void
test_no_cards (void)
{
  g_autofree char *text = sample_load ("card-list/no-cards.json", NULL);
  g_autoptr (CsCardList) list = decode (text);

  g_assert_true (cs_outcome_is_success (&list->outcome));
  g_assert_cmpuint (list->cards->len, ==, 0);
}

/* A refusal is read, not an error; cards that stand beside it are not believed. */
static void
test_refusals (void)
{
  static const char *texts[] = {
    "{\"response\":{\"code\":\"001_006\",\"description\":\"Wallet user not found\"}}",
    "{\"response\":{\"code\":\"001_006\"},\"cardDataInfo\":[{}]}",
    "{\"response\":{\"code\":\"001_006\",\"description\":7},\"cardDataInfo\":7}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (CsCardList) list = decode (texts[i]);

      g_assert_cmpstr (list->outcome.code, ==, CS_CODE_NO_SUCH_MEMBER);
      g_assert_cmpstr (list->outcome.description, ==, i == 0 ? "Wallet user not found" : "");
      g_assert_cmpuint (list->cards->len, ==, 0);
    }
}

static void
test_unusable (void)
{
  static const char *envelopes[] = {
    "{}", "[]", "null", "7", "\"\"", "{\"response\":null}", "{\"response\":[]}",
    "{\"response\":{}}", "{\"response\":{\"code\":0}}", "{\"response\":{\"code\":\"\"}}",
    "{\"response\":{\"code\":\"000 000\"}}", "{\"response\":{\"code\":\"000\\n000\"}}",
    "{\"response\":{\"code\":\"\xea\xb0\x80\"}}",
    "{\"response\":{\"code\":\"123456789012345678901234567890123\"}}",
    "{\"response\":{\"code\":\"000_000\"}}",
    "{\"response\":{\"code\":\"000_000\"},\"cardDataInfo\":null}",
    "{\"response\":{\"code\":\"000_000\"},\"cardDataInfo\":{}}",
    "{\"cardDataInfo\":[]}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (envelopes); i++)
    assert_refused (envelopes[i], CS_WIRE_ERROR_ENVELOPE);

  assert_refused ("", CS_WIRE_ERROR_MALFORMED);
  assert_refused ("<html>", CS_WIRE_ERROR_MALFORMED);
}

static void
test_too_large (void)
{
  static const char text[] = "{\"response\":{\"code\":\"001_006\"}}";
  g_autoptr (GError) error = NULL;
  g_autoptr (CsCardList) list = NULL;

  g_assert_null (cs_card_list_decode ((const guint8 *) text, strlen (text), strlen (text) - 1,
                                      &error));
  g_assert_error (error, CS_WIRE_ERROR, CS_WIRE_ERROR_TOO_LARGE);
  g_clear_error (&error);

  list = cs_card_list_decode ((const guint8 *) text, strlen (text), strlen (text), &error);
  g_assert_no_error (error);
  g_assert_nonnull (list);
}

static char *
repeat_card (const char *card,
             guint       n_cards)
{
  GString *text = g_string_new ("{\"response\":{\"code\":\"000_000\"},\"cardDataInfo\":[");

  for (guint i = 0; i < n_cards; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "," : "", card);

  g_string_append (text, "]}");

  return g_string_free (text, FALSE);
}

static void
test_too_many (void)
{
  g_autofree char *most = repeat_card ("{}", CS_CARD_LIST_MAX);
  g_autofree char *more = repeat_card ("{}", CS_CARD_LIST_MAX + 1);
  g_autoptr (CsCardList) list = decode (most);

  g_assert_cmpuint (list->cards->len, ==, CS_CARD_LIST_MAX);
  assert_refused (more, CS_WIRE_ERROR_TOO_LARGE);
}

/* A cut answer must never pass for a shorter one. */
static void
test_truncated_anywhere (void)
{
  gsize length;
  g_autofree char *text = sample_load ("card-list/success.json", &length);

  g_assert_cmpint (text[length - 1], ==, '\n');

  for (gsize cut = 0; cut < length - 1; cut++)
    {
      g_autofree guint8 *copy = g_memdup2 (text, cut);
      g_autoptr (GError) error = NULL;

      g_assert_null (cs_card_list_decode (copy, cut, CS_JSON_NETWORK_MAX, &error));
      g_assert_error (error, CS_WIRE_ERROR, CS_WIRE_ERROR_MALFORMED);
    }
}

/* Whatever comes of it, it is an error or an answer. */
static void
test_bits_flipped (void)
{
  gsize length;
  g_autofree char *text = sample_load ("card-list/success.json", &length);
  guint n_answers = 0;

  for (gsize bit = 0; bit < length * 8; bit++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CsCardList) list = NULL;

      text[bit / 8] ^= (char) (1 << bit % 8);
      list = cs_card_list_decode ((const guint8 *) text, length, CS_JSON_NETWORK_MAX, &error);
      text[bit / 8] ^= (char) (1 << bit % 8);

      g_assert_true ((list == NULL) == (error != NULL));
      n_answers += list != NULL ? 1 : 0;
    }

  /* A flipped digit or letter is still an answer; a flipped bracket is not. */
  g_assert_cmpuint (n_answers, >, 0);
  g_assert_cmpuint (n_answers, <, length * 8);
}

static void
test_encode (void)
{
  CsOutcome outcome = { (char *) CS_CODE_SUCCESS, (char *) "Success" };
  g_autoptr (GPtrArray) records = g_ptr_array_new ();
  g_autoptr (CsBuffer) body = cs_buffer_new (1000);
  g_autoptr (CsBuffer) bare = cs_buffer_new (1000);
  g_autoptr (CsBuffer) small = cs_buffer_new (20);
  const guint8 *data;
  gsize length;
  static const char empty[] =
    "{\"response\":{\"code\":\"000_000\",\"description\":\"Success\"},\"cardDataInfo\":[]}";
  static const char refusal[] = "{\"response\":{\"code\":\"001_006\",\"description\":\"\"}}";

  g_assert_true (cs_card_list_encode (&outcome, records, body));
  data = cs_buffer_get_data (body, &length);
  g_assert_cmpmem (data, length, empty, strlen (empty));

  outcome = (CsOutcome) { (char *) CS_CODE_NO_SUCH_MEMBER, NULL };
  g_assert_true (cs_card_list_encode (&outcome, NULL, bare));
  data = cs_buffer_get_data (bare, &length);
  g_assert_cmpmem (data, length, refusal, strlen (refusal));

  g_assert_false (cs_card_list_encode (&outcome, NULL, small));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/card-list/success", test_success);
  g_test_add_func ("/card-list/no-cards", test_no_cards);
  g_test_add_func ("/card-list/refusals", test_refusals);
  g_test_add_func ("/card-list/unusable", test_unusable);
  g_test_add_func ("/card-list/too-large", test_too_large);
  g_test_add_func ("/card-list/too-many", test_too_many);
  g_test_add_func ("/card-list/truncated-anywhere", test_truncated_anywhere);
  g_test_add_func ("/card-list/bits-flipped", test_bits_flipped);
  g_test_add_func ("/card-list/encode", test_encode);

  return g_test_run ();
}
