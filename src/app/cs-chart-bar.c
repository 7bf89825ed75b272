/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-chart-bar.h"

#define GAP       3
#define PART_MIN  4      /* what is there at all is seen */
#define SHAPE_MIN 24     /* narrower parts have no room for their shape */

/**
 * CsChartBar:
 *
 * A bar in parts, each as long as its share. Its parts are styled boxes, so that light,
 * dark and high contrast are those of the style sheet. What it says stands beside it in
 * words; to a screen reader it is not there.
 */
struct _CsChartBar
{
  GtkWidget  parent_instance;

  GArray    *counts;        /* of guint64, one a child */
  guint64    total;
  gboolean   is_upright;
};

G_DEFINE_FINAL_TYPE (CsChartBar, cs_chart_bar, GTK_TYPE_WIDGET)

static void
cs_chart_bar_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (cs_chart_bar_parent_class)->dispose (object);
}

static void
cs_chart_bar_finalize (GObject *object)
{
  g_array_unref (CS_CHART_BAR (object)->counts);

  G_OBJECT_CLASS (cs_chart_bar_parent_class)->finalize (object);
}

static void
cs_chart_bar_measure (GtkWidget      *widget,
                      GtkOrientation  orientation,
                      int             for_size,
                      int            *minimum,
                      int            *natural,
                      int            *minimum_baseline,
                      int            *natural_baseline)
{
  *minimum = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int least;

      gtk_widget_measure (child, orientation, -1, &least, NULL, NULL, NULL);
      *minimum = MAX (*minimum, least);
    }

  *natural = *minimum;
}

static int
get_length (CsChartBar *self,
            guint64     count,
            int         room)
{
  if (count == 0 || self->total == 0)
    return 0;

  return MAX ((int) ((double) count / (double) self->total * room), PART_MIN);
}

static void
allocate_part (CsChartBar *self,
               GtkWidget  *child,
               int         start,
               int         length,
               int         width,
               int         height)
{
  GtkAllocation place = { start, 0, length, height };
  GtkWidget *shape = gtk_widget_get_first_child (child);

  if (self->is_upright)
    place = (GtkAllocation) { 0, height - start - length, width, length };

  gtk_widget_set_child_visible (child, length > 0);

  if (shape != NULL)
    gtk_widget_set_child_visible (shape, length >= SHAPE_MIN);

  if (length > 0)
    gtk_widget_size_allocate (child, &place, -1);
}

static void
cs_chart_bar_size_allocate (GtkWidget *widget,
                            int        width,
                            int        height,
                            int        baseline)
{
  CsChartBar *self = CS_CHART_BAR (widget);
  int room = self->is_upright ? height : width;
  int n_shown = 0;
  int start = 0;
  guint i = 0;

  for (i = 0; i < self->counts->len; i++)
    n_shown += g_array_index (self->counts, guint64, i) > 0;

  room -= MAX (n_shown - 1, 0) * GAP;
  i = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int length = get_length (self, g_array_index (self->counts, guint64, i++), room);

      allocate_part (self, child, start, length, width, height);
      start += length > 0 ? length + GAP : 0;
    }
}

static void
cs_chart_bar_class_init (CsChartBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cs_chart_bar_dispose;
  object_class->finalize = cs_chart_bar_finalize;
  widget_class->measure = cs_chart_bar_measure;
  widget_class->size_allocate = cs_chart_bar_size_allocate;

  gtk_widget_class_set_css_name (widget_class, "chartbar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
cs_chart_bar_init (CsChartBar *self)
{
  self->counts = g_array_new (FALSE, TRUE, sizeof (guint64));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/**
 * cs_chart_bar_set_upright:
 * @self: a bar
 *
 * Lets the bar grow from the bottom to the top.
 */
void
cs_chart_bar_set_upright (CsChartBar *self)
{
  self->is_upright = TRUE;
  gtk_widget_add_css_class (GTK_WIDGET (self), "upright");
}

static GtkWidget *
create_part (CsChartBar        *self,
             const CsChartPart *part)
{
  GtkWidget *box = gtk_center_box_new ();

  gtk_widget_add_css_class (box, "chart-part");
  gtk_widget_set_parent (box, GTK_WIDGET (self));

  if (part->shows_shape)
    gtk_center_box_set_center_widget (GTK_CENTER_BOX (box), gtk_image_new ());

  return box;
}

/**
 * cs_chart_bar_set_parts:
 * @self: a bar
 * @parts: (array length=n_parts): from the start to the end; always as many as before
 * @n_parts: how many
 * @total: what the whole length stands for
 *
 * Sets what the bar shows.
 */
void
cs_chart_bar_set_parts (CsChartBar        *self,
                        const CsChartPart *parts,
                        guint              n_parts,
                        guint64            total)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  g_array_set_size (self->counts, n_parts);
  self->total = total;

  for (guint i = 0; i < n_parts; i++)
    {
      GtkWidget *shape;

      if (child == NULL)
        child = create_part (self, &parts[i]);

      shape = gtk_widget_get_first_child (child);
      g_array_index (self->counts, guint64, i) = parts[i].count;
      cs_tone_style_apply (parts[i].style, child);

      if (shape != NULL)
        gtk_image_set_from_icon_name (GTK_IMAGE (shape), parts[i].style->icon_name);

      child = gtk_widget_get_next_sibling (child);
    }

  gtk_widget_queue_allocate (GTK_WIDGET (self));
}
