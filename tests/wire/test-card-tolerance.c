/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cs-card-list.h"

#include <string.h>

#include "sample.h"

/* The debit card: it has every member. Its neighbours must not notice what befalls it. */
#define VICTIM 1

static JsonObject *
get_card (JsonNode *root,
          guint     index)
{
  JsonArray *cards = json_object_get_array_member (json_node_get_object (root), "cardDataInfo");

  return json_array_get_object_element (cards, index);
}

/* The object that holds a field, and its name there: `limits.once` is in `limits`. */
static JsonObject *
find_holder (JsonNode    *root,
             CsCardField  field,
             const char **out_name)
{
  JsonObject *card = get_card (root, VICTIM);
  const char *path = cs_card_field_get_name (field);
  const char *dot = strchr (path, '.');
  g_autofree char *group = NULL;

  *out_name = dot != NULL ? dot + 1 : path;

  if (dot == NULL)
    return card;

  group = g_strndup (path, (gsize) (dot - path));

  return json_object_get_object_member (card, group);
}

static CsCardFieldSet
get_problems (const CsCardList *list,
              guint             index)
{
  return cs_card_fields_get_problems (g_ptr_array_index (list->cards, index));
}

static void
assert_neighbours_whole (const CsCardList *list)
{
  g_autoptr (JsonNode) root = sample_load_node ("card-list/success.json");
  g_autoptr (CsCardList) whole = sample_decode_node (root);

  g_assert_cmpuint (list->cards->len, ==, 3);

  for (guint i = 0; i < 3; i++)
    if (i != VICTIM)
      assert_fields_equal (g_ptr_array_index (list->cards, i),
                           g_ptr_array_index (whole->cards, i));
}

/* Which fields go when one does: a group takes its members along. */
static CsCardFieldSet
get_group (CsCardField field)
{
  const char *group = cs_card_field_get_name (field);
  CsCardFieldSet set = CS_CARD_FIELD_BIT (field);

  for (CsCardField member = 0; member < CS_N_CARD_FIELDS; member++)
    {
      const char *path = cs_card_field_get_name (member);

      if (g_str_has_prefix (path, group) && path[strlen (group)] == '.')
        set |= CS_CARD_FIELD_BIT (member);
    }

  return set;
}

static void
test_sample_has_all (void)
{
  g_autoptr (JsonNode) root = sample_load_node ("card-list/success.json");
  g_autoptr (CsCardList) list = sample_decode_node (root);
  const CsCardFields *fields = g_ptr_array_index (list->cards, VICTIM);

  g_assert_cmphex (fields->present, ==, CS_CARD_FIELD_BIT (CS_N_CARD_FIELDS) - 1);
  g_assert_cmphex (fields->invalid, ==, 0);
}

static void
assert_missing (JsonNode    *root,
                CsCardField  field)
{
  g_autoptr (CsCardList) list = sample_decode_node (root);
  const CsCardFields *fields = g_ptr_array_index (list->cards, VICTIM);
  CsCardFieldSet all = CS_CARD_FIELD_BIT (CS_N_CARD_FIELDS) - 1;

  g_assert_cmphex (fields->present, ==, all & ~get_group (field));
  g_assert_cmphex (fields->invalid, ==, 0);
  g_assert_cmphex (get_problems (list, VICTIM), ==,
                   cs_card_fields_get_required (fields) & CS_CARD_FIELD_BIT (field));
  assert_neighbours_whole (list);
}

/* Left out, null and the empty string are one and the same. */
static void
test_each_field_missing (void)
{
  for (CsCardField field = 0; field < CS_N_CARD_FIELDS; field++)
    for (guint way = 0; way < 3; way++)
      {
        g_autoptr (JsonNode) root = sample_load_node ("card-list/success.json");
        const char *name;
        JsonObject *holder = find_holder (root, field, &name);

        g_test_message ("%s", cs_card_field_get_name (field));

        if (way == 0)
          json_object_remove_member (holder, name);
        else if (way == 1)
          json_object_set_null_member (holder, name);
        else
          json_object_set_string_member (holder, name, "");

        assert_missing (root, field);
      }
}

/* One value of each type, and those that only the type of an amount or a text rules out. */
static const char *values[] = {
  "0", "-1", "1.5", "10000000000", "1e300", "true", "[]", "{}", "[[]]", "{\"a\":0}",
  "\"-5\"", "\"1,000\"",
};

/* Of all that could stand there, what is the field's own type? */
static gboolean
suits (JsonNode   *original,
       const char *value)
{
  switch (json_node_get_node_type (original))
    {
    case JSON_NODE_OBJECT:
      return value[0] == '{';

    case JSON_NODE_ARRAY:
      return g_str_equal (value, "[]");

    case JSON_NODE_VALUE:
      if (json_node_get_value_type (original) == G_TYPE_BOOLEAN)
        return g_str_equal (value, "true");

      return json_node_get_value_type (original) == G_TYPE_STRING ? value[0] == '"'
                                                                  : g_str_equal (value, "0");

    case JSON_NODE_NULL:
    default:
      g_assert_not_reached ();
    }
}

static void
assert_mistyped (JsonNode    *root,
                 CsCardField  field,
                 gboolean     is_partly)
{
  g_autoptr (CsCardList) list = sample_decode_node (root);
  const CsCardFields *fields = g_ptr_array_index (list->cards, VICTIM);
  CsCardFieldSet all = CS_CARD_FIELD_BIT (CS_N_CARD_FIELDS) - 1;

  g_assert_cmphex (fields->present, ==, is_partly ? all : all & ~get_group (field));
  g_assert_cmphex (fields->invalid, ==, CS_CARD_FIELD_BIT (field));
  g_assert_cmphex (get_problems (list, VICTIM), ==, CS_CARD_FIELD_BIT (field));
  assert_neighbours_whole (list);
}

static void
test_each_field_mistyped (void)
{
  guint n_cases = 0;

  for (CsCardField field = 0; field < CS_N_CARD_FIELDS; field++)
    for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
      {
        g_autoptr (JsonNode) root = sample_load_node ("card-list/success.json");
        const char *name;
        JsonObject *holder = find_holder (root, field, &name);
        gboolean is_array = JSON_NODE_HOLDS_ARRAY (json_object_get_member (holder, name));

        if (suits (json_object_get_member (holder, name), values[i]))
          continue;

        g_test_message ("%s = %s", cs_card_field_get_name (field), values[i]);
        json_object_set_member (holder, name, json_from_string (values[i], NULL));
        assert_mistyped (root, field, is_array && values[i][0] == '[');
        n_cases++;
      }

  g_assert_cmpuint (n_cases, >, CS_N_CARD_FIELDS * (G_N_ELEMENTS (values) - 3));
}

static JsonObject *
reverse (JsonObject *object)
{
  g_autoptr (GList) names = json_object_get_members (object);
  JsonObject *reversed = json_object_new ();

  for (GList *name = g_list_last (names); name != NULL; name = name->prev)
    json_object_set_member (reversed, name->data,
                            json_node_copy (json_object_get_member (object, name->data)));

  return reversed;
}

/* The order of members says nothing. */
static void
test_members_in_reverse (void)
{
  g_autoptr (JsonNode) root = sample_load_node ("card-list/success.json");
  g_autoptr (CsCardList) forward = sample_decode_node (root);
  g_autoptr (CsCardList) backward = NULL;
  JsonArray *cards = json_array_new ();

  for (guint i = 0; i < forward->cards->len; i++)
    json_array_add_object_element (cards, reverse (get_card (root, i)));

  json_object_set_array_member (json_node_get_object (root), "cardDataInfo", cards);
  backward = sample_decode_node (root);

  for (guint i = 0; i < forward->cards->len; i++)
    assert_fields_equal (g_ptr_array_index (backward->cards, i),
                         g_ptr_array_index (forward->cards, i));
}

static CsCardFields *
decode_member (const char *member)
{
  g_autofree char *text = g_strdup_printf ("{%s}", member);
  g_autoptr (GError) error = NULL;
  g_autoptr (CsJson) json = cs_json_parse (text, strlen (text), CS_JSON_NETWORK_MAX, &error);
  g_autoptr (CsCardRecord) record = NULL;

  g_assert_no_error (error);
  record = cs_card_record_decode (cs_json_get_root (json));

  return cs_card_record_seal (record);
}

typedef struct
{
  const char  *name;
  CsCardField  field;
  guint        longest;
} Length;

static const Length lengths[] = {
  { "par", CS_CARD_FIELD_PAR, 64 },
  { "serviceId", CS_CARD_FIELD_SERVICE_ID, 15 },
  { "serviceName", CS_CARD_FIELD_SERVICE_NAME, 255 },
  { "serviceImageUrl", CS_CARD_FIELD_SERVICE_IMAGE_URL, 255 },
  { "mobileCardNo", CS_CARD_FIELD_MOBILE_CARD_NO, 64 },
  { "physicalCardNo", CS_CARD_FIELD_PHYSICAL_CARD_NO, 64 },
  { "mobileCardStatus", CS_CARD_FIELD_MOBILE_CARD_STATUS, 64 },
  { "physicalCardStatus", CS_CARD_FIELD_PHYSICAL_CARD_STATUS, 64 },
  { "cardLifeStatus", CS_CARD_FIELD_CARD_LIFE_STATUS, 64 },
  { "cardBizStatus", CS_CARD_FIELD_CARD_BIZ_STATUS, 64 },
  { "accTransferStatus", CS_CARD_FIELD_ACC_TRANSFER_STATUS, 64 },
  { "autoReloadStatus", CS_CARD_FIELD_AUTO_RELOAD_STATUS, 64 },
  { "cardApplyNo", CS_CARD_FIELD_CARD_APPLY_NO, 22 },
  { "bankInfo\":{\"bankName", CS_CARD_FIELD_BANK_NAME, 10 },
  { "bankInfo\":{\"accountNo", CS_CARD_FIELD_ACCOUNT_NO, 20 },
};

static gboolean
takes_text (const Length *length,
            guint         n_characters)
{
  g_autoptr (CsCardFields) fields = NULL;
  g_autoptr (GString) member = g_string_new (NULL);
  CsCardFieldSet bit = CS_CARD_FIELD_BIT (length->field);

  g_string_append_printf (member, "\"%s\":\"", length->name);

  /* Characters, not bytes. */
  for (guint i = 0; i < n_characters; i++)
    g_string_append (member, "\xea\xb0\x80");

  g_string_append (member, strchr (length->name, '{') != NULL ? "\"}" : "\"");
  fields = decode_member (member->str);
  g_assert_cmpint ((fields->present & bit) == 0, ==, (fields->invalid & bit) != 0);

  return (fields->present & bit) != 0;
}

static void
test_lengths (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_test_message ("%s", lengths[i].name);
      g_assert_true (takes_text (&lengths[i], 1));
      g_assert_true (takes_text (&lengths[i], lengths[i].longest));
      g_assert_false (takes_text (&lengths[i], lengths[i].longest + 1));
    }
}

typedef struct
{
  const char *text;
  guint       year, month, day;        /* 0: no date */
} Expiry;

static const Expiry expiries[] = {
  { "20310831", 2031, 8, 31 },
  { "20240229", 2024, 2, 29 },
  { "00010101", 1, 1, 1 },
  { "99991231", 9999, 12, 31 },
  { "2902", 2029, 2, 28 },
  { "2802", 2028, 2, 29 },
  { "3112", 2031, 12, 31 },
  { "0001", 2000, 1, 31 },
  { "9904", 2099, 4, 30 },
  { "20230229", 0, 0, 0 },
  { "20310431", 0, 0, 0 },
  { "20311301", 0, 0, 0 },
  { "20310001", 0, 0, 0 },
  { "20310100", 0, 0, 0 },
  { "00000101", 0, 0, 0 },
  { "3113", 0, 0, 0 },
  { "3100", 0, 0, 0 },
  { "0831", 0, 0, 0 },
  { "203108", 0, 0, 0 },
  { "2031083", 0, 0, 0 },
  { "2031-08-31", 0, 0, 0 },
  { "202310831", 0, 0, 0 },
  { " 2031083", 0, 0, 0 },
  { "+2031083", 0, 0, 0 },
  { "2031083\xef\xbc\x91", 0, 0, 0 },
  { "31/8", 0, 0, 0 },
  { "never", 0, 0, 0 },
};

static void
test_expiry (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (expiries); i++)
    {
      g_autofree char *member = g_strdup_printf ("\"expiryDate\":\"%s\"", expiries[i].text);
      g_autoptr (CsCardFields) fields = decode_member (member);
      gboolean is_date = expiries[i].year != 0;

      g_test_message ("%s", expiries[i].text);
      g_assert_cmpint (cs_card_fields_has (fields, CS_CARD_FIELD_EXPIRY_DATE), ==, is_date);
      g_assert_cmpint (fields->invalid != 0, ==, !is_date);

      if (is_date)
        {
          g_assert_cmpuint (g_date_get_year (&fields->expiry_date), ==, expiries[i].year);
          g_assert_cmpuint (g_date_get_month (&fields->expiry_date), ==, expiries[i].month);
          g_assert_cmpuint (g_date_get_day (&fields->expiry_date), ==, expiries[i].day);
        }
    }
}

static void
test_amount_bounds (void)
{
  static const char *good[] = { "0", "9999999999", "9999999999.0", "\"9999999999\"", "1e9" };
  static const char *bad[] = { "10000000000", "-1", "-0", "0.5", "1e10", "\"\\u0031\"" };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autofree char *member = g_strdup_printf ("\"balance\":%s", good[i]);
      g_autoptr (CsCardFields) fields = decode_member (member);

      g_assert_cmphex (fields->present, ==, CS_CARD_FIELD_BIT (CS_CARD_FIELD_BALANCE));
    }

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *member = g_strdup_printf ("\"balance\":%s", bad[i]);
      g_autoptr (CsCardFields) fields = decode_member (member);

      g_assert_cmphex (fields->invalid, ==, CS_CARD_FIELD_BIT (CS_CARD_FIELD_BALANCE));
    }
}

/* Kept as they came, so that what is wrong with them can be shown. */
static void
test_odd_values_are_kept (void)
{
  g_autoptr (CsCardFields) fields = decode_member (
    "\"par\":\"q1 short\",\"cardLifeStatus\":\"61\",\"mobileCardStatus\":\"Frozen\\u001b[2J\","
    "\"serviceName\":\"\\u202ecart\",\"mobileCardNo\":\"4111-1111-1111-1112\"");

  g_assert_cmphex (fields->invalid, ==, 0);
  g_assert_cmpstr (fields->par, ==, "q1 short");
  g_assert_cmpstr (fields->card_life_status, ==, "61");
  g_assert_cmpstr (fields->mobile_card_status, ==, "Frozen\x1b[2J");
  g_assert_cmpstr (fields->service_name, ==, "\xe2\x80\xae" "cart");
  g_assert_false (fields->mobile_card_no.valid);
  g_assert_null (strstr (fields->mobile_card_no.masked, "1111-1111"));
}

static void
test_not_an_object (void)
{
  static const char *elements[] = { "null", "7", "\"card\"", "[]", "[[{}]]", "true", "{}" };

  for (gsize i = 0; i < G_N_ELEMENTS (elements); i++)
    {
      g_autoptr (JsonNode) root = sample_load_node ("card-list/success.json");
      g_autoptr (JsonArray) cards = json_array_new ();
      g_autoptr (CsCardList) list = NULL;
      const CsCardFields *fields;

      json_array_add_object_element (cards, json_object_ref (get_card (root, 0)));
      json_array_add_element (cards, json_from_string (elements[i], NULL));
      json_array_add_object_element (cards, json_object_ref (get_card (root, 2)));
      json_object_set_array_member (json_node_get_object (root), "cardDataInfo",
                                    json_array_ref (cards));

      list = sample_decode_node (root);
      fields = g_ptr_array_index (list->cards, VICTIM);
      g_assert_cmphex (fields->present | fields->invalid, ==, 0);
      g_assert_cmphex (get_problems (list, VICTIM), ==, cs_card_fields_get_required (fields));
      assert_neighbours_whole (list);
    }
}

typedef struct
{
  const char *json;
  guint       n_points;
  gboolean    present;
  gboolean    invalid;
} Points;

#define POINT "{\"pointPolicyId\":\"1\",\"pointName\":\"n\",\"autoUse\":true"

static const Points points[] = {
  { "[]", 0, TRUE, FALSE },
  { "[" POINT "}]", 1, TRUE, FALSE },
  { "[" POINT ",\"remainingPoint\":9999999999},{\"x\":0}," POINT "}]", 2, TRUE, TRUE },
  { "[" POINT ",\"remainingPoint\":null}]", 1, TRUE, FALSE },
  { "[" POINT ",\"remainingPoint\":-1}]", 1, TRUE, TRUE },
  { "[7]", 0, TRUE, TRUE },
  { "[null]", 0, TRUE, TRUE },
  { "[{\"pointPolicyId\":\"1\",\"pointName\":\"n\"}]", 0, TRUE, TRUE },
  { "[{\"pointPolicyId\":\"1\",\"autoUse\":true}]", 0, TRUE, TRUE },
  { "[{\"pointName\":\"n\",\"autoUse\":true}]", 0, TRUE, TRUE },
  { "[{\"pointPolicyId\":\"1234567890123456\",\"pointName\":\"n\",\"autoUse\":true}]", 0, TRUE,
    TRUE },
  { "{}", 0, FALSE, TRUE },
};

static void
test_points (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (points); i++)
    {
      g_autofree char *member = g_strdup_printf ("\"cardPointInfo\":%s", points[i].json);
      g_autoptr (CsCardFields) fields = decode_member (member);
      CsCardFieldSet bit = CS_CARD_FIELD_BIT (CS_CARD_FIELD_CARD_POINT_INFO);

      g_test_message ("%s", points[i].json);
      g_assert_cmpuint (fields->points->len, ==, points[i].n_points);
      g_assert_cmphex (fields->present, ==, points[i].present ? bit : 0);
      g_assert_cmphex (fields->invalid, ==, points[i].invalid ? bit : 0);
    }
}

static void
test_too_many_points (void)
{
  g_autoptr (GString) member = g_string_new ("\"cardPointInfo\":[" POINT "}");
  g_autoptr (CsCardFields) fields = NULL;

  for (guint i = 0; i < 100; i++)
    g_string_append (member, "," POINT "}");

  g_string_append (member, "]");
  fields = decode_member (member->str);
  g_assert_cmpuint (fields->points->len, ==, 100);
  g_assert_cmphex (fields->invalid, ==, CS_CARD_FIELD_BIT (CS_CARD_FIELD_CARD_POINT_INFO));
}

/* Verification values, tracks and PINs have no place to go to: PCI DSS 3.3.1. */
static void
test_authentication_data_is_dropped (void)
{
  static const char *names[] = { "cvv", "cvc", "CVC2", "cardVerificationValue", "track2", "pin" };
  g_autoptr (JsonNode) root = sample_load_node ("card-list/success.json");
  g_autoptr (CsCardList) without = sample_decode_node (root);
  g_autoptr (CsCardList) with = NULL;
  JsonObject *card = get_card (root, VICTIM);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      json_object_set_string_member (card, names[i], "canary");
      json_object_set_string_member (json_object_get_object_member (card, "bankInfo"), names[i],
                                     "canary");
    }

  with = sample_decode_node (root);
  assert_fields_equal (g_ptr_array_index (with->cards, VICTIM),
                       g_ptr_array_index (without->cards, VICTIM));
}

typedef struct
{
  const char *name;
  gsize       offset;
  const char *sent;
  const char *kept;
} Text;

#define TEXT(name, member, sent, kept) { name, G_STRUCT_OFFSET (CsCardFields, member), sent, kept }

static const Text texts[] = {
  TEXT ("par", par, "4111111111111111", "411111******1111"),
  TEXT ("par", par, "Q14111111111111111000000000", "Q14111111111111111000000000"),
  TEXT ("serviceName", service_name, "Card 4111 1111 1111 1111", "Card 4111 11** **** 1111"),
  TEXT ("serviceName", service_name, "Seoul Love Card 2031", "Seoul Love Card 2031"),
  TEXT ("cardBizStatus", card_biz_status, "4111111111111111", "411111******1111"),
  TEXT ("cardApplyNo", card_apply_no, "4111111111111111", "411111******1111"),
  TEXT ("serviceId", service_id, "000000000000000", "000000000000000"),
};

/* A card number is masked wherever the service puts it; what only looks like one stays. */
static void
test_numbers_in_texts (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (JsonNode) root = sample_load_node ("card-list/success.json");
      g_autoptr (CsCardList) list = NULL;

      json_object_set_string_member (get_card (root, VICTIM), texts[i].name, texts[i].sent);
      list = sample_decode_node (root);
      g_assert_cmpstr (G_STRUCT_MEMBER (char *, g_ptr_array_index (list->cards, VICTIM),
                                        texts[i].offset), ==, texts[i].kept);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/card-tolerance/sample-has-all", test_sample_has_all);
  g_test_add_func ("/card-tolerance/each-field-missing", test_each_field_missing);
  g_test_add_func ("/card-tolerance/each-field-mistyped", test_each_field_mistyped);
  g_test_add_func ("/card-tolerance/members-in-reverse", test_members_in_reverse);
  g_test_add_func ("/card-tolerance/lengths", test_lengths);
  g_test_add_func ("/card-tolerance/expiry", test_expiry);
  g_test_add_func ("/card-tolerance/amount-bounds", test_amount_bounds);
  g_test_add_func ("/card-tolerance/odd-values-are-kept", test_odd_values_are_kept);
  g_test_add_func ("/card-tolerance/numbers-in-texts", test_numbers_in_texts);
  g_test_add_func ("/card-tolerance/not-an-object", test_not_an_object);
  g_test_add_func ("/card-tolerance/points", test_points);
  g_test_add_func ("/card-tolerance/too-many-points", test_too_many_points);
  g_test_add_func ("/card-tolerance/authentication-data-is-dropped",
                   test_authentication_data_is_dropped);

  return g_test_run ();
}
