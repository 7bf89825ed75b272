/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cs-card-list.h"

#include <string.h>

#include "sample.h"

#define N_LISTS     400
#define BODY_MAX    (4 * 1024 * 1024)

/* Characters of one to four bytes, those that JSON escapes and those that it may not. */
static char *
random_text (GRand *rand,
             guint  max_characters)
{
  static const gunichar characters[] = {
    'a', 'Z', '0', ' ', '"', '\\', '/', '\n', 0x1f, 0x7f, 0xe9, 0xac00, 0x202e, 0x1f600,
  };
  GString *text = g_string_new (NULL);
  gint32 n_characters = g_rand_int_range (rand, 1, (gint32) max_characters + 1);

  if (g_rand_int_range (rand, 0, 8) == 0)
    n_characters = (gint32) max_characters;

  for (gint32 i = 0; i < n_characters; i++)
    g_string_append_unichar (text,
                             characters[g_rand_int_range (rand, 0, G_N_ELEMENTS (characters))]);

  return g_string_free (text, FALSE);
}

static char *
random_digits (GRand *rand,
               guint  n_digits)
{
  char *digits = g_strnfill (n_digits, '0');

  for (guint i = 0; i < n_digits; i++)
    digits[i] = (char) ('0' + g_rand_int_range (rand, 0, 10));

  return digits;
}

static guint64
random_amount (GRand *rand)
{
  static const guint64 edges[] = { 0, 1, 999, 2147483648, 4294967296, 9999999999 };

  if (g_rand_boolean (rand))
    return edges[g_rand_int_range (rand, 0, G_N_ELEMENTS (edges))];

  return ((guint64) g_rand_int (rand) << 32 | g_rand_int (rand)) % 10000000000;
}

static void
add_random_points (GRand     *rand,
                   GPtrArray *points)
{
  while (g_rand_int_range (rand, 0, 3) > 0)
    {
      CsCardPoint *point = cs_card_point_new ();

      point->policy_id = random_text (rand, 15);
      point->name = random_text (rand, 255);
      point->auto_use = g_rand_boolean (rand);
      point->has_remaining = g_rand_boolean (rand);
      point->remaining = point->has_remaining ? random_amount (rand) : 0;
      g_ptr_array_add (points, point);
    }
}

static gboolean
is_present (const CsCardFields *fields,
            CsCardField         field)
{
  return cs_card_fields_has (fields, field);
}

/* Each field is present, missing or mistyped, and a group's members only with it. */
static void
choose_sets (GRand        *rand,
             CsCardFields *fields)
{
  for (CsCardField field = 0; field < CS_N_CARD_FIELDS; field++)
    {
      gint32 choice = g_rand_int_range (rand, 0, 6);

      if (choice > 1)
        fields->present |= CS_CARD_FIELD_BIT (field);
      else if (choice == 1)
        fields->invalid |= CS_CARD_FIELD_BIT (field);
    }

  for (CsCardField field = 0; field < CS_N_CARD_FIELDS; field++)
    {
      const char *name = cs_card_field_get_name (field);
      CsCardField group = g_str_has_prefix (name, "limits.") ? CS_CARD_FIELD_LIMITS
                                                             : CS_CARD_FIELD_BANK_INFO;

      if (strchr (name, '.') == NULL || is_present (fields, group))
        continue;

      fields->present &= ~CS_CARD_FIELD_BIT (field);
      fields->invalid &= ~CS_CARD_FIELD_BIT (field);
    }
}

#define SET_TEXT(field, member, max) \
  if (is_present (fields, CS_CARD_FIELD_##field)) \
    fields->member = random_text (rand, max)
#define SET_AMOUNT(field, member) \
  if (is_present (fields, CS_CARD_FIELD_##field)) \
    fields->member = random_amount (rand)
#define SET_FLAG(field, member) \
  if (is_present (fields, CS_CARD_FIELD_##field)) \
    fields->member = g_rand_boolean (rand)

static void
fill_texts (GRand        *rand,
            CsCardFields *fields)
{
  SET_TEXT (PAR, par, 64);
  SET_TEXT (SERVICE_ID, service_id, 15);
  SET_TEXT (SERVICE_NAME, service_name, 255);
  SET_TEXT (SERVICE_IMAGE_URL, service_image_url, 255);
  SET_TEXT (MOBILE_CARD_STATUS, mobile_card_status, 64);
  SET_TEXT (PHYSICAL_CARD_STATUS, physical_card_status, 64);
  SET_TEXT (CARD_LIFE_STATUS, card_life_status, 64);
  SET_TEXT (CARD_BIZ_STATUS, card_biz_status, 64);
  SET_TEXT (ACC_TRANSFER_STATUS, acc_transfer_status, 64);
  SET_TEXT (AUTO_RELOAD_STATUS, auto_reload_status, 64);
  SET_TEXT (CARD_APPLY_NO, card_apply_no, 22);
  SET_TEXT (BANK_NAME, bank_name, 10);
}

static void
fill_numbers (GRand        *rand,
              CsCardFields *fields)
{
  SET_AMOUNT (BALANCE, balance);
  SET_AMOUNT (PENDING_AMOUNT, pending_amount);
  SET_AMOUNT (MAX_REAL_NAME_RECHARGE_AMOUNT, max_real_name_recharge_amount);
  SET_AMOUNT (MAX_NON_REAL_NAME_RECHARGE_AMOUNT, max_non_real_name_recharge_amount);
  SET_AMOUNT (RECHARGEABLE_AMOUNT, rechargeable_amount);
  SET_AMOUNT (MIN_RECHARGE_AMOUNT, min_recharge_amount);
  SET_AMOUNT (RECHARGE_UNIT_AMT, recharge_unit_amt);
  SET_AMOUNT (LIMIT_ONCE, limit_once);
  SET_AMOUNT (LIMIT_DAY, limit_day);
  SET_AMOUNT (LIMIT_MONTH, limit_month);
  SET_AMOUNT (VIRTUAL_ACCOUNT_MAX_PENDING_AMOUNT, virtual_account_max_pending_amount);
  SET_FLAG (IS_NAMED, is_named);
  SET_FLAG (RECHARGEABLE, rechargeable);
  SET_FLAG (PERSONAL_RECHARGEABLE, personal_rechargeable);
  SET_FLAG (REFUNDABLE, refundable);
  SET_FLAG (REMITTABLE, remittable);
  SET_FLAG (ENABLE_FIC, enable_fic);
  SET_FLAG (ENABLE_VIRTUAL_ACCOUNT_PENDING_AMOUNT, enable_virtual_account_pending_amount);
}

static void
fill_expiry (GRand        *rand,
             CsCardRecord *record)
{
  GDate *date = &record->fields->expiry_date;

  if (!is_present (record->fields, CS_CARD_FIELD_EXPIRY_DATE))
    return;

  if (g_rand_boolean (rand))
    {
      g_date_set_julian (date, (guint32) g_rand_int_range (rand, 1, 3652059));
      return;
    }

  /* On the wire as yyMM. */
  g_date_set_dmy (date, 31, G_DATE_AUGUST, 2031);
  record->expiry_text = g_strdup ("3108");
}

static CsCardRecord *
random_record (GRand *rand)
{
  CsCardRecord *record = cs_card_record_new ();
  CsCardFields *fields = record->fields;

  choose_sets (rand, fields);
  fill_texts (rand, fields);
  fill_numbers (rand, fields);
  fill_expiry (rand, record);

  if (is_present (fields, CS_CARD_FIELD_MOBILE_CARD_NO))
    record->mobile_card_no = random_digits (rand, 16);

  if (is_present (fields, CS_CARD_FIELD_PHYSICAL_CARD_NO))
    record->physical_card_no = random_text (rand, 64);

  if (is_present (fields, CS_CARD_FIELD_ACCOUNT_NO))
    record->account_no = random_digits (rand, (guint) g_rand_int_range (rand, 1, 21));

  if (is_present (fields, CS_CARD_FIELD_CARD_POINT_INFO))
    add_random_points (rand, fields->points);

  /* Both: the policies, and something among them that is none. */
  if (is_present (fields, CS_CARD_FIELD_CARD_POINT_INFO) && g_rand_boolean (rand))
    fields->invalid |= CS_CARD_FIELD_BIT (CS_CARD_FIELD_CARD_POINT_INFO);

  return record;
}

static void
assert_list_equal (GPtrArray    *records,
                   const guint8 *data,
                   gsize         length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsCardList) list = cs_card_list_decode (data, length, length, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (list->cards->len, ==, records->len);

  for (guint i = 0; i < records->len; i++)
    {
      g_autoptr (CsCardFields) expected = cs_card_record_seal (g_ptr_array_index (records, i));

      assert_fields_equal (g_ptr_array_index (list->cards, i), expected);
    }
}

/* A parser that is not ours reads the same document. */
static void
assert_same_document (const guint8 *data,
                      gsize         length)
{
  g_autofree char *text = g_strndup ((const char *) data, length);
  g_autoptr (GError) error = NULL;
  g_autoptr (CsJson) json = NULL;
  g_autoptr (JsonNode) root = json_from_string (text, &error);

  g_assert_no_error (error);
  json = cs_json_parse (data, length, length, &error);
  g_assert_no_error (error);
  assert_json_equal (cs_json_get_root (json), root);
}

static void
test_random_records (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20231114);
  CsOutcome outcome = { (char *) CS_CODE_SUCCESS, (char *) "Success" };

  for (guint i = 0; i < N_LISTS; i++)
    {
      g_autoptr (GPtrArray) records =
        g_ptr_array_new_with_free_func ((GDestroyNotify) cs_card_record_free);
      g_autoptr (CsBuffer) body = cs_buffer_new (BODY_MAX);
      const guint8 *data;
      gsize length;

      while (g_rand_int_range (rand, 0, 6) > 0)
        g_ptr_array_add (records, random_record (rand));

      g_assert_true (cs_card_list_encode (&outcome, records, body));
      data = cs_buffer_get_data (body, &length);
      assert_same_document (data, length);
      assert_list_equal (records, data, length);
    }
}

static void
assert_expiry_written (const char *expiry_text,
                       gboolean    is_valid,
                       const char *expected)
{
  g_autoptr (CsCardRecord) record = cs_card_record_new ();
  g_autoptr (CsBuffer) buffer = cs_buffer_new (100);
  CsJsonWriter writer;
  const guint8 *data;
  gsize length;

  if (is_valid)
    record->fields->present = CS_CARD_FIELD_BIT (CS_CARD_FIELD_EXPIRY_DATE);
  else
    record->fields->invalid = CS_CARD_FIELD_BIT (CS_CARD_FIELD_EXPIRY_DATE);

  record->expiry_text = g_strdup (expiry_text);
  g_date_set_dmy (&record->fields->expiry_date, 1, G_DATE_FEBRUARY, 2031);
  cs_json_writer_init (&writer, buffer);
  cs_card_record_encode (record, &writer);
  g_assert_true (cs_json_writer_finish (&writer));
  data = cs_buffer_get_data (buffer, &length);
  g_assert_cmpmem (data, length, expected, strlen (expected));
}

static void
test_expiry_spellings (void)
{
  assert_expiry_written (NULL, TRUE, "{\"expiryDate\":\"20310201\"}");
  assert_expiry_written ("3102", TRUE, "{\"expiryDate\":\"3102\"}");
  assert_expiry_written ("20310230", FALSE, "{\"expiryDate\":\"20310230\"}");
  assert_expiry_written (NULL, FALSE, "{\"expiryDate\":0}");
}

static void
test_decode_keeps_spelling (void)
{
  static const char text[] = "{\"expiryDate\":\"3102\",\"mobileCardNo\":\"4111111111111111\"}";
  g_autoptr (CsJson) json = cs_json_parse (text, strlen (text), 100, NULL);
  g_autoptr (CsCardRecord) record = cs_card_record_decode (cs_json_get_root (json));
  g_autoptr (CsCardFields) fields = NULL;

  g_assert_cmpstr (record->expiry_text, ==, "3102");
  g_assert_cmpstr (record->mobile_card_no, ==, "4111111111111111");

  fields = cs_card_record_seal (record);
  g_assert_null (record->fields);
  g_assert_null (record->mobile_card_no);
  g_assert_cmpstr (fields->mobile_card_no.last4, ==, "1111");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/card-round-trip/random-records", test_random_records);
  g_test_add_func ("/card-round-trip/expiry-spellings", test_expiry_spellings);
  g_test_add_func ("/card-round-trip/decode-keeps-spelling", test_decode_keeps_spelling);

  return g_test_run ();
}
