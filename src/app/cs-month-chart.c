/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-month-chart.h"

#include <glib/gi18n-lib.h>

#include "cs-chart-bar.h"
#include "cs-resources-path.h"
#include "cs-won.h"

#define N_SHOWN 24      /* months, this one the first */

/**
 * CsMonthChart:
 *
 * How many cards expire in each of the next months, as columns and in words.
 */
struct _CsMonthChart
{
  AdwBin    parent_instance;

  GtkBox   *columns;
  GtkLabel *first;
  GtkLabel *last;
  GtkLabel *note;
};

G_DEFINE_FINAL_TYPE (CsMonthChart, cs_month_chart, ADW_TYPE_BIN)

static void
cs_month_chart_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_MONTH_CHART);

  G_OBJECT_CLASS (cs_month_chart_parent_class)->dispose (object);
}

static void
cs_month_chart_class_init (CsMonthChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cs_month_chart_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, CS_UI ("cs-month-chart.ui"));
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_bind_template_child (widget_class, CsMonthChart, columns);
  gtk_widget_class_bind_template_child (widget_class, CsMonthChart, first);
  gtk_widget_class_bind_template_child (widget_class, CsMonthChart, last);
  gtk_widget_class_bind_template_child (widget_class, CsMonthChart, note);
}

static void
cs_month_chart_init (CsMonthChart *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  for (guint i = 0; i < N_SHOWN; i++)
    {
      GtkWidget *bar = g_object_new (CS_TYPE_CHART_BAR, "hexpand", TRUE, NULL);

      cs_chart_bar_set_upright (CS_CHART_BAR (bar));
      gtk_box_append (self->columns, bar);
    }
}

static char *
dup_month (guint month)
{
  return g_strdup_printf ("%04u-%02u", CS_AUDIT_FIRST_YEAR + month / 12, month % 12 + 1);
}

static guint64
sum (const CsAuditTotals *totals,
     guint                first,
     guint                end)
{
  guint64 total = 0;

  for (guint month = first; month < end; month++)
    total += totals->months[month];

  return total;
}

static void
set_note (CsMonthChart        *self,
          const CsAuditTotals *totals,
          guint                first)
{
  g_autofree char *before = cs_points_dup (sum (totals, 0, first));
  g_autofree char *after = cs_points_dup (sum (totals, first + N_SHOWN, CS_AUDIT_N_MONTHS));
  g_autofree char *unknown = cs_points_dup (totals->n_without_expiry);
  /* Translators: numbers of cards that expire in other months than those shown */
  g_autofree char *note = g_strdup_printf (_("earlier: %s · later: %s · not known: %s"), before,
                                           after, unknown);

  gtk_label_set_label (self->note, note);
}

static void
describe (CsMonthChart        *self,
          const CsAuditTotals *totals,
          guint                first)
{
  g_autoptr (GString) spoken = g_string_new (_("Cards by month of expiry"));

  for (guint i = 0; i < N_SHOWN; i++)
    if (totals->months[first + i] > 0)
      {
        g_autofree char *month = dup_month (first + i);
        g_autofree char *count = cs_points_dup (totals->months[first + i]);

        g_string_append_printf (spoken, "; %s: %s", month, count);
      }

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken->str, -1);
}

static void
set_column (CsChartBar *bar,
            guint       month,
            guint64     count,
            guint64     most)
{
  const CsChartPart part = { cs_tone_style_for_tone (CS_TONE_MOVING), count, FALSE };
  g_autofree char *name = dup_month (month);
  g_autofree char *number = cs_points_dup (count);
  g_autofree char *tooltip = g_strdup_printf ("%s: %s", name, number);

  cs_chart_bar_set_parts (bar, &part, 1, most);
  gtk_widget_set_tooltip_text (GTK_WIDGET (bar), tooltip);
}

/**
 * cs_month_chart_set_totals:
 * @self: a chart
 * @totals: what was counted
 * @now: the time, whose month is the first
 *
 * Sets what the chart shows.
 */
void
cs_month_chart_set_totals (CsMonthChart        *self,
                           const CsAuditTotals *totals,
                           GDateTime           *now)
{
  guint first = ((guint) g_date_time_get_year (now) - CS_AUDIT_FIRST_YEAR) * 12 +
                (guint) g_date_time_get_month (now) - 1;
  GtkWidget *bar = gtk_widget_get_first_child (GTK_WIDGET (self->columns));
  g_autofree char *first_name = NULL;
  g_autofree char *last_name = NULL;
  guint64 most = 1;

  first = MIN (first, CS_AUDIT_N_MONTHS - N_SHOWN);
  first_name = dup_month (first);
  last_name = dup_month (first + N_SHOWN - 1);

  for (guint i = 0; i < N_SHOWN; i++)
    most = MAX (most, totals->months[first + i]);

  for (guint i = 0; i < N_SHOWN; i++, bar = gtk_widget_get_next_sibling (bar))
    set_column (CS_CHART_BAR (bar), first + i, totals->months[first + i], most);

  gtk_label_set_label (self->first, first_name);
  gtk_label_set_label (self->last, last_name);
  set_note (self, totals, first);
  describe (self, totals, first);
}
