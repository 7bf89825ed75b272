/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cs-audit-rules.h"

#include <string.h>

#include "cs-audit-error.h"
#include "cs-audit-finding.h"
#include "cs-audit-totals.h"
#include "cs-digits.h"
#include "log-support.h"

static const GDate today = { .day = 24, .month = 11, .year = 2026, .dmy = 1 };

/* A card that is in order but for its balance. */
static CsCard *
new_card (guint64     balance,
          const char *product)
{
  CsCardFields *fields = cs_card_fields_new ();

  cs_pan_mask ("4111111111111111", 16, &fields->mobile_card_no);
  fields->service_id = g_strdup (product);
  fields->service_name = g_strdup ("=Product, one");
  fields->balance = balance;
  fields->expiry_date = (GDate) { .day = 31, .month = 12, .year = 2030, .dmy = 1 };
  fields->card_biz_status = g_strdup ("31");
  fields->present = CS_CARD_FIELD_BIT (CS_CARD_FIELD_MOBILE_CARD_NO) |
                    CS_CARD_FIELD_BIT (CS_CARD_FIELD_SERVICE_ID) |
                    CS_CARD_FIELD_BIT (CS_CARD_FIELD_SERVICE_NAME) |
                    CS_CARD_FIELD_BIT (CS_CARD_FIELD_BALANCE) |
                    CS_CARD_FIELD_BIT (CS_CARD_FIELD_EXPIRY_DATE) |
                    CS_CARD_FIELD_BIT (CS_CARD_FIELD_CARD_BIZ_STATUS);

  return cs_card_new (fields, &today, CS_EXPIRY_DAYS_DEFAULT);
}

static CsMember *
new_member (void)
{
  GPtrArray *cards = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (cards, new_card (0, "A"));
  g_ptr_array_add (cards, new_card (500, "B"));

  return cs_member_new (CS_MEMBER_ID_MAX, cards);
}

static void
test_select (void)
{
  g_autoptr (CsAuditRules) rules = cs_audit_rules_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (cs_audit_rules_is_selected (rules, CS_FACT_LOST));
  g_assert_false (cs_audit_rules_is_selected (rules, CS_FACT_ANONYMOUS));
  g_assert_false (cs_audit_rules_is_selected (rules, CS_AUDIT_RULE_LOW_BALANCE));

  g_assert_true (cs_audit_rules_select (rules, " lost , low-balance", &error));
  g_assert_true (cs_audit_rules_is_selected (rules, CS_FACT_LOST));
  g_assert_true (cs_audit_rules_is_selected (rules, CS_AUDIT_RULE_LOW_BALANCE));
  g_assert_false (cs_audit_rules_is_selected (rules, CS_FACT_EMPTY));

  g_assert_false (cs_audit_rules_select (rules, "empty,nothing", &error));
  g_assert_error (error, CS_AUDIT_ERROR, CS_AUDIT_ERROR_RULES);
  g_assert_nonnull (strstr (error->message, "nothing"));
  g_assert_false (cs_audit_rules_is_selected (rules, CS_FACT_EMPTY));
  g_clear_error (&error);

  g_assert_false (cs_audit_rules_select (rules, ",", &error));
  g_clear_error (&error);
  g_assert_true (cs_audit_rules_select (rules, "all", &error));

  for (guint rule = 0; rule < CS_AUDIT_N_RULES; rule++)
    g_assert_true (cs_audit_rules_is_selected (rules, rule));
}

/* Each has a name of its own, a version, and words for people. */
static void
test_every_rule (void)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint rule = 0; rule < CS_AUDIT_N_RULES; rule++)
    {
      g_assert_true (g_hash_table_add (names, (gpointer) cs_audit_rule_get_id (rule)));
      g_assert_cmpuint (cs_audit_rule_get_version (rule), >=, 1);
      g_assert_cmpstr (cs_audit_rule_get_title (rule), !=, "");
    }
}

static void
test_file (void)
{
  static const struct { const char *content; gboolean is_good; } samples[] = {
    { "[rules]\n", TRUE },
    { "[rules]\nselect=lost;empty\nexpiry-days=180\nminimum-balance=0\nproducts=A;B\n", TRUE },
    { "[rules]\nexpiry-days=181\n", FALSE },
    { "[rules]\nexpiry-days=ten\n", FALSE },
    { "[rules]\nminimum-balance=10000000000\n", FALSE },
    { "[rules]\nselect=losst\n", FALSE },
    { "[rules]\nminimum-balence=1\n", FALSE },
    { "[rules]\n[more]\n", FALSE },
    { "no key file", FALSE },
  };
  g_autofree char *folder = test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "rules.ini", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autoptr (CsAuditRules) rules = cs_audit_rules_new ();
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_set_contents (path, samples[i].content, -1, NULL));
      g_assert_cmpint (cs_audit_rules_load (rules, path, &error), ==, samples[i].is_good);

      if (!samples[i].is_good)
        g_assert_error (error, CS_AUDIT_ERROR, CS_AUDIT_ERROR_RULES);
    }

  test_folder_remove (g_steal_pointer (&folder));
}

static void
test_equal_rules_are_equal_texts (void)
{
  g_autoptr (CsAuditRules) a = cs_audit_rules_new ();
  g_autoptr (CsAuditRules) b = cs_audit_rules_new ();
  g_autofree char *before = cs_audit_rules_dup_text (a);
  g_autofree char *same = NULL;
  g_autofree char *other = NULL;

  g_assert_true (cs_audit_rules_select (b, "default", NULL));
  same = cs_audit_rules_dup_text (b);
  g_assert_cmpstr (before, ==, same);
  cs_audit_rules_set_minimum_balance (b, 7);
  other = cs_audit_rules_dup_text (b);
  g_assert_cmpstr (before, !=, other);
}

/* What was written down is taken up again; another version is refused. */
static void
test_rules_are_taken_up (void)
{
  static const char *const products[] = { "B", "C", NULL };
  g_autoptr (CsAuditRules) rules = cs_audit_rules_new ();
  g_autoptr (CsAuditRules) again = cs_audit_rules_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *copy = NULL;

  g_assert_true (cs_audit_rules_select (rules, "lost,low-balance", NULL));
  cs_audit_rules_set_expiry_days (rules, 90);
  cs_audit_rules_set_minimum_balance (rules, 7);
  cs_audit_rules_set_products (rules, products);
  text = cs_audit_rules_dup_text (rules);
  g_assert_true (cs_audit_rules_parse (again, text, &error));
  g_assert_no_error (error);
  copy = cs_audit_rules_dup_text (again);
  g_assert_cmpstr (text, ==, copy);

  g_assert_false (cs_audit_rules_parse (again, "lost@99 products=*", &error));
  g_assert_error (error, CS_AUDIT_ERROR, CS_AUDIT_ERROR_RULES);
  g_clear_error (&error);
  g_assert_false (cs_audit_rules_parse (again, "lost@1", &error));
  g_assert_error (error, CS_AUDIT_ERROR, CS_AUDIT_ERROR_RULES);
}

static void
test_products_and_minimum (void)
{
  static const char *const products[] = { "B", NULL };
  g_autoptr (CsAuditRules) rules = cs_audit_rules_new ();
  g_autoptr (CsCard) a = new_card (0, "A");
  g_autoptr (CsCard) b = new_card (500, "B");

  g_assert_true (cs_audit_rules_apply_to (rules, a));
  cs_audit_rules_set_products (rules, products);
  g_assert_false (cs_audit_rules_apply_to (rules, a));
  g_assert_true (cs_audit_rules_apply_to (rules, b));

  /* A card that is lost cannot be used, whatever is on it. */
  g_assert_false (cs_audit_rules_has_low_balance (rules, b));
}

static void
test_findings (void)
{
  g_autoptr (CsAuditRules) rules = cs_audit_rules_new ();
  g_autoptr (CsMember) member = new_member ();
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GString) record = g_string_new (NULL);
  g_autoptr (GString) again = g_string_new (NULL);
  g_autoptr (CsAuditFinding) read = NULL;

  g_assert_true (cs_audit_rules_select (rules, "lost", NULL));
  cs_audit_findings_add (findings, 3, 4, member, rules);
  g_assert_cmpuint (findings->len, ==, 2);
  cs_audit_finding_append_csv (findings->pdata[0], record);
  g_assert_true (g_str_has_prefix (record->str, "3,4,9999999999999999999,4111 11** **** 1111,"
                                                "\"'=Product, one\",A,"));

  read = cs_audit_finding_new_from_csv (record->str, record->len);
  g_assert_nonnull (read);
  g_assert_cmpuint (cs_audit_finding_get_member_id (read), ==, CS_MEMBER_ID_MAX);
  g_assert_cmpuint (cs_audit_finding_get_rule (read), ==, CS_FACT_LOST);
  g_assert_cmpstr (cs_audit_finding_get_expiry (read), ==, "2030-12-31");
  g_assert_null (cs_audit_finding_new_from_csv ("1,2,3", 5));

  g_string_assign (again, "");
  cs_audit_finding_append_csv (findings->pdata[1], again);
  g_assert_cmpstr (record->str, !=, again->str);
}

static void
test_tally (void)
{
  g_autoptr (CsAuditRules) rules = cs_audit_rules_new ();
  g_autoptr (CsMember) member = new_member ();
  g_autoptr (GString) tally = g_string_new (NULL);
  g_autofree CsAuditTotals *totals = g_new0 (CsAuditTotals, 1);

  cs_audit_tally_append (tally, member, rules);
  g_assert_true (cs_audit_totals_add_tally (totals, tally->str, tally->len));
  g_assert_true (cs_audit_totals_add_tally (totals, tally->str, tally->len));
  g_assert_cmpuint (totals->n_cards, ==, 4);
  g_assert_cmpuint (totals->verdicts[CS_VERDICT_BLOCKED], ==, 4);
  g_assert_cmpuint (totals->findings[CS_FACT_LOST], ==, 4);
  g_assert_cmpuint (totals->months[30 * 12 + 11], ==, 4);

  g_assert_false (cs_audit_totals_add_tally (totals, "v9:1 ", 5));
  g_assert_false (cs_audit_totals_add_tally (totals, "v1:1", 4));
  g_assert_false (cs_audit_totals_add_tally (totals, "x1:1 ", 5));
  g_assert_false (cs_audit_totals_add_tally (totals, "v1:-1 ", 6));
  g_assert_false (cs_audit_totals_add_tally (totals, "m1200:1 ", 8));
}

static void
test_reconciliation (void)
{
  g_autofree CsAuditTotals *totals = g_new0 (CsAuditTotals, 1);

  totals->n_rows = CS_AUDIT_N_OUTCOMES;

  for (guint i = 0; i < CS_AUDIT_N_OUTCOMES; i++)
    {
      g_assert_false (cs_audit_totals_reconcile (totals));
      totals->outcomes[i]++;
    }

  g_assert_true (cs_audit_totals_reconcile (totals));
  totals->outcomes[CS_AUDIT_FAILED]++;
  g_assert_false (cs_audit_totals_reconcile (totals));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/audit/rules/select", test_select);
  g_test_add_func ("/audit/rules/every-rule", test_every_rule);
  g_test_add_func ("/audit/rules/file", test_file);
  g_test_add_func ("/audit/rules/equal-rules-are-equal-texts", test_equal_rules_are_equal_texts);
  g_test_add_func ("/audit/rules/products-and-minimum", test_products_and_minimum);
  g_test_add_func ("/audit/rules/taken-up", test_rules_are_taken_up);
  g_test_add_func ("/audit/rules/findings", test_findings);
  g_test_add_func ("/audit/totals/tally", test_tally);
  g_test_add_func ("/audit/totals/reconciliation", test_reconciliation);

  return g_test_run ();
}
