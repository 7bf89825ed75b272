/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cs-card-changes.h"
#include "cs-card-words.h"
#include "cs-field-words.h"

#include "sample-member.h"

static void
test_initials (void)
{
  static const char *const cases[][2] = {
    { "Haneul Mileage", "HM" }, { "haneul mileage card", "HM" }, { "Moa", "MO" },
    { "가람시 지역사랑카드", "가지" }, { "나래교통카드", "나래" }, { "", "?" }, { "  ··· ", "?" },
    { "X", "X" }, { "(Gift) 2", "2" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *initials = cs_card_words_dup_initials (cases[i][0]);

      g_assert_cmpstr (initials, ==, cases[i][1]);
    }
}

static void
test_spoken (void)
{
  g_autofree char *known = cs_card_words_dup_spoken ("0765");
  g_autofree char *unknown = cs_card_words_dup_spoken ("");

  g_assert_cmpstr (known, ==, "card number ending 0 7 6 5");
  g_assert_cmpstr (unknown, ==, "card number not readable");
}

static void
test_blank (void)
{
  g_autoptr (CsCardFields) fields = sample_fields_new ("Q1", "Card", "4111111111111111");
  g_autofree char *balance = cs_field_words_dup (fields, CS_CARD_FIELD_BALANCE);
  g_autofree char *unit = cs_field_words_dup (fields, CS_CARD_FIELD_RECHARGE_UNIT_AMT);
  g_autofree char *number = cs_field_words_dup (fields, CS_CARD_FIELD_MOBILE_CARD_NO);

  g_assert_cmpstr (balance, ==, "₩300,000");
  g_assert_cmpstr (unit, ==, "not supplied");
  g_assert_cmpstr (number, ==, "4111 11** **** 1111");

  fields->present &= ~CS_CARD_FIELD_BIT (CS_CARD_FIELD_BALANCE);
  fields->invalid |= CS_CARD_FIELD_BIT (CS_CARD_FIELD_BALANCE);
  g_assert_cmpstr (cs_field_words_get_blank (fields, CS_CARD_FIELD_BALANCE), ==, "not readable");
}

static void
test_changes (void)
{
  CsCardFields *fields = sample_fields_new ("Q1", "Card", "4111111111111111");
  g_autoptr (CsCard) before =
    sample_card_new (sample_fields_new ("Q1", "Card", "4111111111111111"));
  g_autoptr (CsCard) after = NULL;
  g_autoptr (CsCardChanges) changes = NULL;
  g_autoptr (CsCardChanges) none = NULL;

  fields->balance = 310000;
  g_free (fields->card_biz_status);
  fields->card_biz_status = g_strdup ("31");
  after = sample_card_new (fields);
  changes = cs_card_changes_new (before, after);

  g_assert_cmpuint (changes->fields, ==, CS_CARD_FIELD_BIT (CS_CARD_FIELD_BALANCE) |
                                         CS_CARD_FIELD_BIT (CS_CARD_FIELD_CARD_BIZ_STATUS));
  g_assert_true (cs_card_changes_get_before (changes, CS_CARD_FIELD_BALANCE) ==
                 cs_card_get_fields (before));
  g_assert_null (cs_card_changes_get_before (changes, CS_CARD_FIELD_PENDING_AMOUNT));
  g_assert_null (cs_card_changes_get_before (NULL, CS_CARD_FIELD_BALANCE));

  none = cs_card_changes_new (NULL, after);
  g_assert_cmpuint (none->fields, ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/words/initials", test_initials);
  g_test_add_func ("/words/spoken", test_spoken);
  g_test_add_func ("/words/blank", test_blank);
  g_test_add_func ("/words/changes", test_changes);

  return g_test_run ();
}
