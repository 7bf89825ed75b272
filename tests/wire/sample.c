/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sample.h"

#include <string.h>

#include "cs-json.h"

char *
sample_load (const char *name,
             gsize      *out_length)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fuzz", "corpus", name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, out_length, &error);
  g_assert_no_error (error);

  return text;
}

JsonNode *
sample_load_node (const char *name)
{
  g_autofree char *text = sample_load (name, NULL);
  g_autoptr (GError) error = NULL;
  JsonNode *root = json_from_string (text, &error);

  g_assert_no_error (error);

  return root;
}

CsCardList *
sample_decode_node (JsonNode *root)
{
  g_autofree char *text = json_to_string (root, FALSE);
  g_autoptr (GError) error = NULL;
  CsCardList *list;

  list = cs_card_list_decode ((const guint8 *) text, strlen (text), CS_JSON_NETWORK_MAX, &error);
  g_assert_no_error (error);

  return list;
}

static void
assert_array_equal (CsJsonValue  value,
                    JsonArray   *array)
{
  CsJsonIter iter = cs_json_iter (value);
  CsJsonValue element;
  guint n = 0;

  g_assert_cmpuint (cs_json_value_get_size (value), ==, json_array_get_length (array));

  while (cs_json_iter_next (&iter, NULL, &element))
    assert_json_equal (element, json_array_get_element (array, n++));
}

static void
assert_object_equal (CsJsonValue  value,
                     JsonObject  *object)
{
  CsJsonIter iter = cs_json_iter (value);
  CsJsonValue name, member;

  g_assert_cmpuint (cs_json_value_get_size (value), ==, json_object_get_size (object));

  while (cs_json_iter_next (&iter, &name, &member))
    {
      g_autofree char *text = NULL;

      g_assert_true (cs_json_value_copy_string (name, G_MAXUINT16, &text));
      g_assert_true (json_object_has_member (object, text));
      assert_json_equal (member, json_object_get_member (object, text));
    }
}

static void
assert_scalar_equal (CsJsonValue  value,
                     JsonNode    *node)
{
  g_autofree char *text = NULL;
  guint64 number;

  switch (json_node_get_value_type (node))
    {
    case G_TYPE_STRING:
      g_assert_true (cs_json_value_copy_string (value, G_MAXUINT16, &text));
      g_assert_cmpstr (text, ==, json_node_get_string (node));
      break;

    case G_TYPE_INT64:
      g_assert_cmpint (cs_json_value_get_type (value), ==, CS_JSON_NUMBER);
      g_assert_true (cs_json_value_get_uint64 (value, G_MAXUINT64, &number));
      g_assert_cmpint ((gint64) number, ==, json_node_get_int (node));
      break;

    case G_TYPE_BOOLEAN:
      g_assert_cmpint (cs_json_value_get_type (value), ==,
                       json_node_get_boolean (node) ? CS_JSON_TRUE : CS_JSON_FALSE);
      break;

    default:
      g_assert_not_reached ();
    }
}

void
assert_json_equal (CsJsonValue  value,
                   JsonNode    *node)
{
  switch (json_node_get_node_type (node))
    {
    case JSON_NODE_OBJECT:
      g_assert_cmpint (cs_json_value_get_type (value), ==, CS_JSON_OBJECT);
      assert_object_equal (value, json_node_get_object (node));
      break;

    case JSON_NODE_ARRAY:
      g_assert_cmpint (cs_json_value_get_type (value), ==, CS_JSON_ARRAY);
      assert_array_equal (value, json_node_get_array (node));
      break;

    case JSON_NODE_VALUE:
      assert_scalar_equal (value, node);
      break;

    case JSON_NODE_NULL:
    default:
      g_assert_cmpint (cs_json_value_get_type (value), ==, CS_JSON_NULL);
    }
}

static void
assert_points_equal (const GPtrArray *a,
                     const GPtrArray *b)
{
  g_assert_cmpuint (a->len, ==, b->len);

  for (guint i = 0; i < a->len; i++)
    {
      const CsCardPoint *a_point = g_ptr_array_index (a, i);
      const CsCardPoint *b_point = g_ptr_array_index (b, i);

      g_assert_cmpstr (a_point->policy_id, ==, b_point->policy_id);
      g_assert_cmpstr (a_point->name, ==, b_point->name);
      g_assert_cmpint (a_point->auto_use, ==, b_point->auto_use);
      g_assert_cmpint (a_point->has_remaining, ==, b_point->has_remaining);
      g_assert_cmpuint (a_point->remaining, ==, b_point->remaining);
    }
}

static void
assert_masked_equal (const CsMaskedPan *a,
                     const CsMaskedPan *b)
{
  g_assert_cmpstr (a->masked, ==, b->masked);
  g_assert_cmpstr (a->last4, ==, b->last4);
  g_assert_cmpint (a->valid, ==, b->valid);
  g_assert_true (cs_masked_pan_equal (a, b));
}

/* Every value, also those whose bits say that they may not be read. */
void
assert_fields_equal (const CsCardFields *a,
                     const CsCardFields *b)
{
  g_assert_cmphex (a->present, ==, b->present);
  g_assert_cmphex (a->invalid, ==, b->invalid);
  g_assert_cmpstr (a->par, ==, b->par);
  g_assert_cmpstr (a->service_id, ==, b->service_id);
  g_assert_cmpstr (a->service_name, ==, b->service_name);
  g_assert_cmpstr (a->service_image_url, ==, b->service_image_url);
  assert_masked_equal (&a->mobile_card_no, &b->mobile_card_no);
  assert_masked_equal (&a->physical_card_no, &b->physical_card_no);
  g_assert_cmpstr (a->mobile_card_status, ==, b->mobile_card_status);
  g_assert_cmpstr (a->physical_card_status, ==, b->physical_card_status);
  g_assert_cmpstr (a->card_life_status, ==, b->card_life_status);
  g_assert_cmpstr (a->card_biz_status, ==, b->card_biz_status);
  g_assert_cmpstr (a->acc_transfer_status, ==, b->acc_transfer_status);
  g_assert_cmpstr (a->auto_reload_status, ==, b->auto_reload_status);
  g_assert_cmpint (g_date_valid (&a->expiry_date), ==, g_date_valid (&b->expiry_date));
  g_assert_true (!g_date_valid (&a->expiry_date) ||
                 g_date_compare (&a->expiry_date, &b->expiry_date) == 0);
  g_assert_cmpuint (a->balance, ==, b->balance);
  g_assert_cmpuint (a->pending_amount, ==, b->pending_amount);
  g_assert_cmpuint (a->max_real_name_recharge_amount, ==, b->max_real_name_recharge_amount);
  g_assert_cmpuint (a->max_non_real_name_recharge_amount, ==,
                    b->max_non_real_name_recharge_amount);
  g_assert_cmpuint (a->rechargeable_amount, ==, b->rechargeable_amount);
  g_assert_cmpuint (a->min_recharge_amount, ==, b->min_recharge_amount);
  g_assert_cmpuint (a->recharge_unit_amt, ==, b->recharge_unit_amt);
  g_assert_cmpuint (a->limit_once, ==, b->limit_once);
  g_assert_cmpuint (a->limit_day, ==, b->limit_day);
  g_assert_cmpuint (a->limit_month, ==, b->limit_month);
  g_assert_cmpuint (a->virtual_account_max_pending_amount, ==,
                    b->virtual_account_max_pending_amount);
  g_assert_cmpint (a->is_named, ==, b->is_named);
  g_assert_cmpint (a->rechargeable, ==, b->rechargeable);
  g_assert_cmpint (a->personal_rechargeable, ==, b->personal_rechargeable);
  g_assert_cmpint (a->refundable, ==, b->refundable);
  g_assert_cmpint (a->remittable, ==, b->remittable);
  g_assert_cmpint (a->enable_fic, ==, b->enable_fic);
  g_assert_cmpint (a->enable_virtual_account_pending_amount, ==,
                   b->enable_virtual_account_pending_amount);
  g_assert_cmpstr (a->bank_name, ==, b->bank_name);
  g_assert_cmpstr (a->account_last4, ==, b->account_last4);
  g_assert_cmpstr (a->card_apply_no, ==, b->card_apply_no);
  assert_points_equal (a->points, b->points);
}
