/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-chart-row.h"

#include <glib/gi18n-lib.h>

#include "cs-chart-bar.h"
#include "cs-resources-path.h"
#include "cs-won.h"

/**
 * CsChartRow:
 *
 * A line of a chart: shape, words, count, and a bar or a share.
 */
struct _CsChartRow
{
  GtkListBoxRow      parent_instance;

  guint              id;
  guint64            counted;
  const CsToneStyle *style;

  CsChartBar        *bar;
  GtkLabel          *count;
  GtkLabel          *share;
  GtkImage          *shape;
  GtkLabel          *title;
};

G_DEFINE_FINAL_TYPE (CsChartRow, cs_chart_row, GTK_TYPE_LIST_BOX_ROW)

static void
cs_chart_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_CHART_ROW);

  G_OBJECT_CLASS (cs_chart_row_parent_class)->dispose (object);
}

static void
cs_chart_row_class_init (CsChartRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CS_TYPE_CHART_BAR);
  G_OBJECT_CLASS (klass)->dispose = cs_chart_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, CS_UI ("cs-chart-row.ui"));
  gtk_widget_class_bind_template_child (widget_class, CsChartRow, bar);
  gtk_widget_class_bind_template_child (widget_class, CsChartRow, count);
  gtk_widget_class_bind_template_child (widget_class, CsChartRow, shape);
  gtk_widget_class_bind_template_child (widget_class, CsChartRow, share);
  gtk_widget_class_bind_template_child (widget_class, CsChartRow, title);
}

static void
cs_chart_row_init (CsChartRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * cs_chart_row_new:
 * @id: what is counted: a verdict, a rule
 * @style: what it looks like
 * @title: its name
 *
 * Makes a line that counts nothing yet.
 *
 * Returns: (transfer floating): the line
 */
GtkWidget *
cs_chart_row_new (guint              id,
                  const CsToneStyle *style,
                  const char        *title)
{
  CsChartRow *self = g_object_new (CS_TYPE_CHART_ROW, NULL);

  self->id = id;
  self->style = style;
  gtk_image_set_from_icon_name (self->shape, style->icon_name);
  cs_tone_style_apply (style, GTK_WIDGET (self->shape));
  gtk_label_set_label (self->title, title);

  return GTK_WIDGET (self);
}

guint
cs_chart_row_get_id (CsChartRow *self)
{
  return self->id;
}

guint64
cs_chart_row_get_count (CsChartRow *self)
{
  return self->counted;
}

static void
set_count (CsChartRow *self,
           guint64     count)
{
  g_autofree char *words = cs_points_dup (count);
  g_autofree char *spoken = g_strdup_printf ("%s: %s", gtk_label_get_label (self->title), words);

  self->counted = count;
  gtk_label_set_label (self->count, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
}

/**
 * cs_chart_row_set_bar:
 * @self: a line
 * @count: how many
 * @most: what the longest bar stands for
 *
 * Shows a count as a bar among others.
 */
void
cs_chart_row_set_bar (CsChartRow *self,
                      guint64     count,
                      guint64     most)
{
  const CsChartPart part = { self->style, count, FALSE };

  set_count (self, count);
  gtk_widget_set_visible (GTK_WIDGET (self->bar), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->share), FALSE);
  cs_chart_bar_set_parts (self->bar, &part, 1, most);
}

/**
 * cs_chart_row_set_share:
 * @self: a line
 * @count: how many
 * @total: of how many
 *
 * Shows a count and its share.
 */
void
cs_chart_row_set_share (CsChartRow *self,
                        guint64     count,
                        guint64     total)
{
  /* Translators: a share in percent */
  g_autofree char *share =
    g_strdup_printf (_("%.1f %%"), total > 0 ? 100.0 * (double) count / (double) total : 0.0);

  set_count (self, count);
  gtk_label_set_label (self->share, share);
}
