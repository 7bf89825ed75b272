/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cs-card-fields.h"

/* The R column of the service's table, written down once more by hand. */
static const char *const required_names[] = {
  "accTransferStatus", "balance", "cardBizStatus", "cardLifeStatus",
  "enableVirtualAccountPendingAmount", "expiryDate", "isNamed", "maxNonRealNameRechargeAmount",
  "maxRealNameRechargeAmount", "minRechargeAmount", "mobileCardStatus", "par", "pendingAmount",
  "personalRechargeable", "rechargeable", "rechargeableAmount", "refundable", "remittable",
  "serviceId", "serviceImageUrl", "serviceName", "virtualAccountMaxPendingAmount", NULL,
};

static const CsCardFieldSet all_fields = CS_CARD_FIELD_BIT (CS_N_CARD_FIELDS) - 1;

static void
test_new (void)
{
  g_autoptr (CsCardFields) fields = cs_card_fields_new ();

  g_assert_cmpuint (fields->present, ==, 0);
  g_assert_cmpuint (fields->invalid, ==, 0);
  g_assert_nonnull (fields->points);
  g_assert_cmpuint (fields->points->len, ==, 0);
  g_assert_false (g_date_valid (&fields->expiry_date));

  for (CsCardField field = 0; field < CS_N_CARD_FIELDS; field++)
    g_assert_false (cs_card_fields_has (fields, field));
}

/* Leak checkers watch that everything a card can own goes with it. */
static void
test_free (void)
{
  CsCardFields *fields = cs_card_fields_new ();
  CsCardPoint *point = cs_card_point_new ();
  char **owned[] = {
    &fields->par, &fields->service_id, &fields->service_name, &fields->service_image_url,
    &fields->mobile_card_status, &fields->physical_card_status, &fields->card_life_status,
    &fields->card_biz_status, &fields->acc_transfer_status, &fields->auto_reload_status,
    &fields->bank_name, &fields->account_last4, &fields->card_apply_no,
    &point->policy_id, &point->name,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (owned); i++)
    *owned[i] = g_strdup ("owned");

  g_ptr_array_add (fields->points, point);
  cs_card_fields_free (fields);
  cs_card_fields_free (NULL);
  cs_card_point_free (NULL);
}

static void
test_names (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (CsCardField field = 0; field < CS_N_CARD_FIELDS; field++)
    {
      const char *name = cs_card_field_get_name (field);

      g_assert_nonnull (name);
      g_assert_true (g_hash_table_add (seen, (gpointer) name));
    }

  g_assert_cmpstr (cs_card_field_get_name (CS_CARD_FIELD_PAR), ==, "par");
  g_assert_cmpstr (cs_card_field_get_name (CS_CARD_FIELD_LIMIT_ONCE), ==, "limits.once");
  g_assert_cmpstr (cs_card_field_get_name (CS_CARD_FIELD_ACCOUNT_NO), ==, "bankInfo.accountNo");
  g_assert_cmpstr (cs_card_field_get_name (CS_CARD_FIELD_ENABLE_FIC), ==, "enableFIC");
}

static void
test_has (void)
{
  g_autoptr (CsCardFields) fields = cs_card_fields_new ();

  for (CsCardField field = 0; field < CS_N_CARD_FIELDS; field++)
    {
      fields->present = CS_CARD_FIELD_BIT (field);
      fields->invalid = all_fields & ~fields->present;

      for (CsCardField other = 0; other < CS_N_CARD_FIELDS; other++)
        g_assert_cmpint (cs_card_fields_has (fields, other), ==, other == field);
    }
}

static void
test_required_always (void)
{
  g_autoptr (CsCardFields) fields = cs_card_fields_new ();
  CsCardFieldSet required = cs_card_fields_get_required (fields);

  for (CsCardField field = 0; field < CS_N_CARD_FIELDS; field++)
    g_assert_cmpint (required & CS_CARD_FIELD_BIT (field) ? TRUE : FALSE, ==,
                     g_strv_contains (required_names, cs_card_field_get_name (field)));

  g_assert_cmpuint (cs_card_fields_get_problems (fields), ==, required);
}

static void
test_required_of_debit_cards (void)
{
  g_autoptr (CsCardFields) fields = cs_card_fields_new ();
  CsCardFieldSet always = cs_card_fields_get_required (fields);
  CsCardFieldSet fic = CS_CARD_FIELD_BIT (CS_CARD_FIELD_ENABLE_FIC);
  CsCardFieldSet bank = CS_CARD_FIELD_BIT (CS_CARD_FIELD_BANK_NAME) |
                        CS_CARD_FIELD_BIT (CS_CARD_FIELD_ACCOUNT_NO);

  fields->present = CS_CARD_FIELD_BIT (CS_CARD_FIELD_LIMITS);
  g_assert_cmpuint (cs_card_fields_get_required (fields), ==, always | fic);

  fields->present = CS_CARD_FIELD_BIT (CS_CARD_FIELD_BANK_INFO);
  g_assert_cmpuint (cs_card_fields_get_required (fields), ==, always | fic | bank);

  /* Nothing is asked of an object that could not be read. */
  fields->present = 0;
  fields->invalid = CS_CARD_FIELD_BIT (CS_CARD_FIELD_BANK_INFO) |
                    CS_CARD_FIELD_BIT (CS_CARD_FIELD_LIMITS);
  g_assert_cmpuint (cs_card_fields_get_required (fields), ==, always);
}

static void
test_problems (void)
{
  g_autoptr (CsCardFields) fields = cs_card_fields_new ();
  CsCardFieldSet required = cs_card_fields_get_required (fields);

  fields->present = required;
  g_assert_cmpuint (cs_card_fields_get_problems (fields), ==, 0);

  for (CsCardField field = 0; field < CS_N_CARD_FIELDS; field++)
    {
      CsCardFieldSet bit = CS_CARD_FIELD_BIT (field);

      fields->present = required & ~bit;
      fields->invalid = 0;
      g_assert_cmpuint (cs_card_fields_get_problems (fields), ==, required & bit);

      fields->invalid = bit;
      g_assert_cmpuint (cs_card_fields_get_problems (fields), ==, bit);
    }
}

static void
test_maximum (void)
{
  g_autoptr (CsCardFields) fields = cs_card_fields_new ();
  CsCardFieldSet is_named = CS_CARD_FIELD_BIT (CS_CARD_FIELD_IS_NAMED);
  CsCardFieldSet real = CS_CARD_FIELD_BIT (CS_CARD_FIELD_MAX_REAL_NAME_RECHARGE_AMOUNT);
  CsCardFieldSet non_real = CS_CARD_FIELD_BIT (CS_CARD_FIELD_MAX_NON_REAL_NAME_RECHARGE_AMOUNT);
  guint64 maximum = 42;

  fields->max_real_name_recharge_amount = 2000000;
  fields->max_non_real_name_recharge_amount = 500000;

  fields->present = real | non_real;
  g_assert_false (cs_card_fields_get_maximum (fields, &maximum));

  fields->is_named = TRUE;
  fields->present = is_named | non_real;
  g_assert_false (cs_card_fields_get_maximum (fields, &maximum));

  fields->is_named = FALSE;
  fields->present = is_named | real;
  g_assert_false (cs_card_fields_get_maximum (fields, &maximum));
  g_assert_cmpuint (maximum, ==, 42);

  fields->present = is_named | non_real;
  g_assert_true (cs_card_fields_get_maximum (fields, &maximum));
  g_assert_cmpuint (maximum, ==, 500000);

  fields->is_named = TRUE;
  fields->present = is_named | real;
  g_assert_true (cs_card_fields_get_maximum (fields, &maximum));
  g_assert_cmpuint (maximum, ==, 2000000);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/card-fields/new", test_new);
  g_test_add_func ("/card-fields/free", test_free);
  g_test_add_func ("/card-fields/names", test_names);
  g_test_add_func ("/card-fields/has", test_has);
  g_test_add_func ("/card-fields/required/always", test_required_always);
  g_test_add_func ("/card-fields/required/debit", test_required_of_debit_cards);
  g_test_add_func ("/card-fields/problems", test_problems);
  g_test_add_func ("/card-fields/maximum", test_maximum);

  return g_test_run ();
}
