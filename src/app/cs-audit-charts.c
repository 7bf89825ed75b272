/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-audit-charts.h"

#include <glib/gi18n-lib.h>

#include "cs-chart-bar.h"
#include "cs-chart-row.h"
#include "cs-finding-words.h"
#include "cs-month-chart.h"
#include "cs-resources-path.h"
#include "cs-text-scale.h"
#include "cs-won.h"

#define RULES_SHOWN 8

/**
 * CsAuditCharts:
 *
 * What an audit has counted so far: verdicts, facts, and when cards expire.
 */
struct _CsAuditCharts
{
  AdwBin         parent_instance;

  GtkBox        *box;
  GtkBox        *pair;
  GtkLabel      *facts_note;
  GtkListBox    *facts;
  CsMonthChart  *months;
  CsChartBar    *verdict_bar;
  GtkLabel      *verdicts_note;
  GtkListBox    *verdicts;
};

G_DEFINE_FINAL_TYPE (CsAuditCharts, cs_audit_charts, ADW_TYPE_BIN)

enum
{
  SIGNAL_RULE_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* As people ask for them, not from best to worst. */
static const CsVerdict verdicts[] = {
  CS_VERDICT_USABLE, CS_VERDICT_LIMITED, CS_VERDICT_BLOCKED, CS_VERDICT_FINISHED,
  CS_VERDICT_UNKNOWN,
};

/* In a chart each verdict needs a look of its own. */
static const CsToneStyle *
get_style (CsVerdict verdict)
{
  return cs_tone_style_for_tone (verdict == CS_VERDICT_LIMITED ? CS_TONE_CARE
                                                               : cs_verdict_get_tone (verdict));
}

static void
chosen_cb (CsAuditCharts *self,
           GtkListBoxRow *row)
{
  g_signal_emit (self, signals[SIGNAL_RULE_CHOSEN], 0, cs_chart_row_get_id (CS_CHART_ROW (row)));
}

static int
compare_rows (GtkListBoxRow *a,
              GtkListBoxRow *b,
              gpointer       user_data)
{
  guint64 first = cs_chart_row_get_count (CS_CHART_ROW (a));
  guint64 second = cs_chart_row_get_count (CS_CHART_ROW (b));

  return (first < second) - (first > second);
}

/* What was not found is not shown, and of the rest what was found most. */
static gboolean
is_shown (GtkListBoxRow *row,
          gpointer       user_data)
{
  return cs_chart_row_get_count (CS_CHART_ROW (row)) > 0 &&
         gtk_list_box_row_get_index (row) < RULES_SHOWN;
}

static void
cs_audit_charts_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_AUDIT_CHARTS);

  G_OBJECT_CLASS (cs_audit_charts_parent_class)->dispose (object);
}

static void
cs_audit_charts_class_init (CsAuditChartsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CS_TYPE_CHART_BAR);
  g_type_ensure (CS_TYPE_MONTH_CHART);
  G_OBJECT_CLASS (klass)->dispose = cs_audit_charts_dispose;

  /**
   * CsAuditCharts::rule-chosen:
   * @self: the charts
   * @rule: a rule
   *
   * Emitted when somebody wants to see the findings of one bar.
   */
  signals[SIGNAL_RULE_CHOSEN] =
    g_signal_new ("rule-chosen", CS_TYPE_AUDIT_CHARTS, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);

  gtk_widget_class_set_template_from_resource (widget_class, CS_UI ("cs-audit-charts.ui"));
  gtk_widget_class_bind_template_child (widget_class, CsAuditCharts, box);
  gtk_widget_class_bind_template_child (widget_class, CsAuditCharts, facts);
  gtk_widget_class_bind_template_child (widget_class, CsAuditCharts, facts_note);
  gtk_widget_class_bind_template_child (widget_class, CsAuditCharts, months);
  gtk_widget_class_bind_template_child (widget_class, CsAuditCharts, pair);
  gtk_widget_class_bind_template_child (widget_class, CsAuditCharts, verdict_bar);
  gtk_widget_class_bind_template_child (widget_class, CsAuditCharts, verdicts);
  gtk_widget_class_bind_template_child (widget_class, CsAuditCharts, verdicts_note);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
}

static void
cs_audit_charts_init (CsAuditCharts *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  for (gsize i = 0; i < G_N_ELEMENTS (verdicts); i++)
    {
      GtkWidget *row = cs_chart_row_new (verdicts[i], get_style (verdicts[i]),
                                         cs_verdict_get_word (verdicts[i]));

      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
      gtk_list_box_append (self->verdicts, row);
    }

  for (guint rule = 0; rule < CS_AUDIT_N_RULES; rule++)
    gtk_list_box_append (self->facts, cs_chart_row_new (rule, cs_rule_get_style (rule),
                                                        cs_audit_rule_get_title (rule)));

  gtk_list_box_set_sort_func (self->facts, compare_rows, NULL, NULL);
  gtk_list_box_set_filter_func (self->facts, is_shown, NULL, NULL);
}

static void
set_verdicts (CsAuditCharts       *self,
              const CsAuditTotals *totals)
{
  CsChartPart parts[G_N_ELEMENTS (verdicts)];
  g_autofree char *cards = cs_points_dup (totals->n_cards);
  g_autofree char *members = cs_points_dup (totals->outcomes[CS_AUDIT_ANSWERED]);
  /* Translators: numbers of cards and of members */
  g_autofree char *note = g_strdup_printf (_("%s cards of %s members"), cards, members);

  for (guint i = 0; i < G_N_ELEMENTS (verdicts); i++)
    {
      guint64 count = totals->verdicts[verdicts[i]];
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->verdicts, (int) i);

      parts[i] = (CsChartPart) { get_style (verdicts[i]), count, TRUE };
      cs_chart_row_set_share (CS_CHART_ROW (row), count, totals->n_cards);
    }

  gtk_label_set_label (self->verdicts_note, note);
  cs_chart_bar_set_parts (self->verdict_bar, parts, G_N_ELEMENTS (parts), totals->n_cards);
}

static void
set_facts (CsAuditCharts       *self,
           const CsAuditTotals *totals)
{
  g_autofree char *findings = cs_points_dup (totals->n_findings);
  /* Translators: a number of findings */
  g_autofree char *note = g_strdup_printf (_("%s findings; choose a bar to filter the table"),
                                           findings);
  guint64 most = 0;

  for (guint rule = 0; rule < CS_AUDIT_N_RULES; rule++)
    most = MAX (most, totals->findings[rule]);

  for (int i = 0; i < CS_AUDIT_N_RULES; i++)
    {
      CsChartRow *row = CS_CHART_ROW (gtk_list_box_get_row_at_index (self->facts, i));

      cs_chart_row_set_bar (row, totals->findings[cs_chart_row_get_id (row)], most);
    }

  gtk_label_set_label (self->facts_note, note);
  gtk_list_box_invalidate_sort (self->facts);
  gtk_list_box_invalidate_filter (self->facts);
}

/**
 * cs_audit_charts_set_totals:
 * @self: the charts
 * @totals: what was counted so far
 * @now: the time, which the months begin with
 *
 * Sets what the charts show.
 */
void
cs_audit_charts_set_totals (CsAuditCharts       *self,
                            const CsAuditTotals *totals,
                            GDateTime           *now)
{
  set_verdicts (self, totals);
  set_facts (self, totals);
  cs_month_chart_set_totals (self->months, totals, now);
}

/**
 * cs_audit_charts_set_compact:
 * @self: the charts
 * @is_compact: whether the window is small
 *
 * Puts the months below the others in a small window; all of them if its text is large.
 */
void
cs_audit_charts_set_compact (CsAuditCharts *self,
                             gboolean       is_compact)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->box),
                                  is_compact ? GTK_ORIENTATION_VERTICAL
                                             : GTK_ORIENTATION_HORIZONTAL);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->pair),
                                  is_compact && cs_text_scale_is_large (GTK_WIDGET (self))
                                    ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
}
