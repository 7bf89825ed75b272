/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cs-audit-charts.h"
#include "cs-chart-row.h"
#include "cs-findings-table.h"
#include "desk-window.h"
#include "sample-findings.h"

#define N_FINDINGS 5000

typedef struct
{
  CsFindingsTable *table;
  CsFindingList   *list;
  GtkWidget       *window;
} Fixture;

static void
setup (Fixture       *fixture,
       gconstpointer  unused)
{
  g_autoptr (GPtrArray) findings = sample_findings_new (N_FINDINGS);

  fixture->table = g_object_new (CS_TYPE_FINDINGS_TABLE, NULL);
  fixture->list = cs_finding_list_new ();
  fixture->window = desk_show (GTK_WIDGET (fixture->table));
  cs_findings_table_set_list (fixture->table, fixture->list);
  cs_finding_list_append (fixture->list, findings);
}

static void
teardown (Fixture       *fixture,
          gconstpointer  unused)
{
  desk_close (fixture->window, GTK_WIDGET (fixture->table));
  g_clear_object (&fixture->list);
}

static guint
count (Fixture *fixture)
{
  desk_iterate ();

  return g_list_model_get_n_items (cs_findings_table_get_shown (fixture->table));
}

static void
test_filters (Fixture       *fixture,
              gconstpointer  unused)
{
  GtkDropDown *severities = GTK_DROP_DOWN (desk_child (fixture->table, "severities"));

  g_assert_cmpuint (count (fixture), ==, N_FINDINGS);
  g_assert_cmpstr (desk_label (desk_child (fixture->table, "count")), ==, "5,000 shown");

  cs_findings_table_choose_rule (fixture->table, CS_FACT_LOST);
  g_assert_cmpuint (count (fixture), ==, N_FINDINGS / 5);

  /* Lost cards are blocked, so nothing is lost and finished. */
  gtk_drop_down_set_selected (severities, 1);
  g_assert_cmpuint (count (fixture), ==, 0);
  gtk_drop_down_set_selected (severities, 2);
  g_assert_cmpuint (count (fixture), ==, N_FINDINGS / 5);

  gtk_drop_down_set_selected (GTK_DROP_DOWN (desk_child (fixture->table, "facts")), 0);
  gtk_drop_down_set_selected (severities, 0);
  g_assert_cmpuint (count (fixture), ==, N_FINDINGS);
}

static void
search (Fixture    *fixture,
        const char *text)
{
  GtkWidget *entry = GTK_WIDGET (desk_child (fixture->table, "search"));

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (entry, "search-changed");
}

static void
test_search (Fixture       *fixture,
             gconstpointer  unused)
{
  search (fixture, "narae");
  g_assert_cmpuint (count (fixture), ==, N_FINDINGS / 5);
  search (fixture, " 50000000042 ");
  g_assert_cmpuint (count (fixture), ==, 1);
  search (fixture, "SENTENCE 499 ");
  g_assert_cmpuint (count (fixture), ==, N_FINDINGS / 500);
  search (fixture, "nothing of the kind");
  g_assert_cmpuint (count (fixture), ==, 0);
  search (fixture, "");
  g_assert_cmpuint (count (fixture), ==, N_FINDINGS);
}

static CsAuditFinding *
get_shown (Fixture *fixture,
           guint    position)
{
  return g_list_model_get_item (cs_findings_table_get_shown (fixture->table), position);
}

static void
test_order (Fixture       *fixture,
            gconstpointer  unused)
{
  g_autoptr (CsAuditFinding) first = NULL;
  g_autoptr (CsAuditFinding) last = NULL;
  g_autoptr (CsAuditFinding) worst = NULL;
  g_autoptr (CsAuditFinding) product = NULL;
  g_autoptr (GPtrArray) shown = NULL;

  cs_findings_table_sort (fixture->table, CS_FINDING_COLUMN_MEMBER, GTK_SORT_DESCENDING);
  (void) count (fixture);
  first = get_shown (fixture, 0);
  last = get_shown (fixture, N_FINDINGS - 1);
  g_assert_cmpuint (cs_audit_finding_get_member_id (first), ==, 50000005000);
  g_assert_cmpuint (cs_audit_finding_get_member_id (last), ==, 50000000001);

  cs_findings_table_sort (fixture->table, CS_FINDING_COLUMN_SEVERITY, GTK_SORT_ASCENDING);
  (void) count (fixture);
  worst = get_shown (fixture, 0);
  g_assert_cmpint (cs_audit_finding_get_severity (worst), ==, CS_SEVERITY_FINISHED);

  cs_findings_table_sort (fixture->table, CS_FINDING_COLUMN_CARD, GTK_SORT_ASCENDING);
  (void) count (fixture);
  product = get_shown (fixture, 0);
  g_assert_cmpstr (cs_audit_finding_get_product (product), ==, "Daon Business");

  shown = cs_findings_table_copy_shown (fixture->table);
  g_assert_cmpuint (shown->len, ==, N_FINDINGS);
  g_assert_true (g_ptr_array_index (shown, 0) == product);
}

/* More come while somebody looks. */
static void
test_growing (Fixture       *fixture,
              gconstpointer  unused)
{
  g_autoptr (GPtrArray) more = sample_findings_new (100);

  cs_findings_table_choose_rule (fixture->table, CS_FACT_LOST);
  g_assert_cmpuint (count (fixture), ==, N_FINDINGS / 5);
  cs_finding_list_append (fixture->list, more);
  g_assert_cmpuint (count (fixture), ==, N_FINDINGS / 5 + 20);
}

static void
rule_cb (guint *out_rule,
         guint  rule)
{
  *out_rule = rule;
}

static void
test_charts (void)
{
  GtkWidget *charts = g_object_new (CS_TYPE_AUDIT_CHARTS, NULL);
  GtkWidget *window = desk_show (charts);
  GtkListBox *facts = GTK_LIST_BOX (desk_child (charts, "facts"));
  g_autoptr (GDateTime) now = g_date_time_new_from_iso8601 ("2026-03-18T14:03:22+09", NULL);
  g_autofree CsAuditTotals *totals = g_new0 (CsAuditTotals, 1);
  guint chosen = G_MAXUINT;

  g_signal_connect_swapped (charts, "rule-chosen", G_CALLBACK (rule_cb), &chosen);
  totals->n_cards = 10;
  totals->verdicts[CS_VERDICT_USABLE] = 9;
  totals->verdicts[CS_VERDICT_UNKNOWN] = 1;
  totals->findings[CS_FACT_EMPTY] = 3;
  totals->findings[CS_FACT_LOST] = 7;
  totals->n_findings = 10;
  totals->outcomes[CS_AUDIT_ANSWERED] = 4;
  totals->months[12 * 26 + 2] = 5;
  cs_audit_charts_set_totals (CS_AUDIT_CHARTS (charts), totals, now);
  desk_iterate ();

  g_assert_cmpstr (desk_label (desk_child (charts, "verdicts_note")), ==, "10 cards of 4 members");
  g_assert_cmpuint (cs_chart_row_get_id (CS_CHART_ROW (gtk_list_box_get_row_at_index (facts, 0))),
                    ==, CS_FACT_LOST);
  g_assert_true (gtk_widget_get_child_visible (
                   GTK_WIDGET (gtk_list_box_get_row_at_index (facts, 1))));
  g_assert_false (gtk_widget_get_child_visible (
                    GTK_WIDGET (gtk_list_box_get_row_at_index (facts, 2))));

  g_signal_emit_by_name (facts, "row-activated", gtk_list_box_get_row_at_index (facts, 1));
  g_assert_cmpuint (chosen, ==, CS_FACT_EMPTY);

  desk_close (window, charts);
}

int
main (int   argc,
      char *argv[])
{
  desk_init (&argc, &argv);

  g_test_add ("/findings/filters", Fixture, NULL, setup, test_filters, teardown);
  g_test_add ("/findings/search", Fixture, NULL, setup, test_search, teardown);
  g_test_add ("/findings/order", Fixture, NULL, setup, test_order, teardown);
  g_test_add ("/findings/growing", Fixture, NULL, setup, test_growing, teardown);
  g_test_add_func ("/findings/charts", test_charts);

  return desk_run ();
}
