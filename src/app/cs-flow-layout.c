/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-flow-layout.h"

#define COLUMNS_MAX 8

/**
 * CsFlowLayout:
 *
 * Columns of equal width, as many as have room for what is in them.
 *
 * A flow box would do, but that of GTK 4.8 is a list of items to choose from: Tab ends
 * in it where its children take no focus themselves.
 */
struct _CsFlowLayout
{
  GtkLayoutManager  parent_instance;

  guint             max_columns;
  int               column_spacing;
  int               row_spacing;
  gboolean          is_balanced;
};

G_DEFINE_FINAL_TYPE (CsFlowLayout, cs_flow_layout, GTK_TYPE_LAYOUT_MANAGER)

typedef enum
{
  PROP_MAX_COLUMNS = 1,
  PROP_COLUMN_SPACING,
  PROP_ROW_SPACING,
  PROP_BALANCED,
} CsFlowLayoutProperty;

static GParamSpec *properties[PROP_BALANCED + 1];

static GtkSizeRequestMode
cs_flow_layout_get_request_mode (GtkLayoutManager *layout,
                                 GtkWidget        *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* Width of the widest child, and how many there are. */
static int
measure_widest (GtkWidget *widget,
                int       *out_minimum,
                int       *out_natural)
{
  int n_children = 0;

  *out_minimum = *out_natural = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int minimum, natural;

      if (!gtk_widget_should_layout (child))
        continue;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
      *out_minimum = MAX (*out_minimum, minimum);
      *out_natural = MAX (*out_natural, natural);
      n_children++;
    }

  return n_children;
}

static int
divide_up (int dividend,
           int divisor)
{
  return divisor > 0 ? (dividend + divisor - 1) / divisor : 0;
}

static int
count_columns (CsFlowLayout *self,
               GtkWidget    *widget,
               int           width)
{
  int minimum, natural;
  int n_children = measure_widest (widget, &minimum, &natural);
  int n_columns = MAX (MIN (n_children, (int) self->max_columns), 1);

  while (n_columns > 1 &&
         n_columns * natural + (n_columns - 1) * self->column_spacing > width)
    n_columns--;

  if (self->is_balanced)
    n_columns = divide_up (n_children, divide_up (n_children, n_columns));

  return MAX (n_columns, 1);
}

static int
get_column_width (CsFlowLayout *self,
                  int           n_columns,
                  int           width)
{
  return MAX ((width - (n_columns - 1) * self->column_spacing) / n_columns, 1);
}

/* Goes through the rows at a width; places the children if asked to. */
static int
lay_out (CsFlowLayout *self,
         GtkWidget    *widget,
         int           width,
         gboolean      is_final)
{
  int n_columns = count_columns (self, widget, width);
  int column_width = get_column_width (self, n_columns, width);
  gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GtkWidget *child = gtk_widget_get_first_child (widget);
  int y = 0;

  while (child != NULL)
    {
      GtkWidget *row[COLUMNS_MAX];
      int n_in_row = 0;
      int height = 0;

      for (; child != NULL && n_in_row < n_columns; child = gtk_widget_get_next_sibling (child))
        {
          int natural;

          if (!gtk_widget_should_layout (child))
            continue;

          gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, column_width, NULL, &natural,
                              NULL, NULL);
          height = MAX (height, natural);
          row[n_in_row++] = child;
        }

      for (int i = 0; is_final && i < n_in_row; i++)
        {
          int column = is_rtl ? n_columns - 1 - i : i;

          gtk_widget_size_allocate (row[i],
                                    &(GtkAllocation) {
                                      .x = column * (column_width + self->column_spacing),
                                      .y = y, .width = column_width, .height = height },
                                    -1);
        }

      y += height + (child != NULL ? self->row_spacing : 0);
    }

  return y;
}

static void
cs_flow_layout_measure (GtkLayoutManager *layout,
                        GtkWidget        *widget,
                        GtkOrientation    orientation,
                        int               for_size,
                        int              *minimum,
                        int              *natural,
                        int              *minimum_baseline,
                        int              *natural_baseline)
{
  CsFlowLayout *self = CS_FLOW_LAYOUT (layout);
  int widest_minimum, widest_natural;
  int n_children = measure_widest (widget, &widest_minimum, &widest_natural);
  int n_columns = MAX (MIN (n_children, (int) self->max_columns), 1);
  int width = n_columns * widest_natural + (n_columns - 1) * self->column_spacing;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = widest_minimum;
      *natural = width;
    }
  else
    {
      *minimum = *natural = lay_out (self, widget, for_size >= 0 ? for_size : width, FALSE);
    }
}

static void
cs_flow_layout_allocate (GtkLayoutManager *layout,
                         GtkWidget        *widget,
                         int               width,
                         int               height,
                         int               baseline)
{
  lay_out (CS_FLOW_LAYOUT (layout), widget, width, TRUE);
}

static void
cs_flow_layout_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  CsFlowLayout *self = CS_FLOW_LAYOUT (object);

  switch ((CsFlowLayoutProperty) prop_id)
    {
    case PROP_MAX_COLUMNS:
      self->max_columns = g_value_get_uint (value);
      break;

    case PROP_COLUMN_SPACING:
      self->column_spacing = g_value_get_int (value);
      break;

    case PROP_ROW_SPACING:
      self->row_spacing = g_value_get_int (value);
      break;

    case PROP_BALANCED:
      self->is_balanced = g_value_get_boolean (value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
cs_flow_layout_class_init (CsFlowLayoutClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  object_class->set_property = cs_flow_layout_set_property;
  layout_class->get_request_mode = cs_flow_layout_get_request_mode;
  layout_class->measure = cs_flow_layout_measure;
  layout_class->allocate = cs_flow_layout_allocate;

  /**
   * CsFlowLayout:max-columns:
   *
   * How many columns there are where there is room.
   */
  properties[PROP_MAX_COLUMNS] =
    g_param_spec_uint ("max-columns", NULL, NULL, 1, COLUMNS_MAX, 1,
                       G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);

  /**
   * CsFlowLayout:column-spacing:
   *
   * Pixels between columns.
   */
  properties[PROP_COLUMN_SPACING] =
    g_param_spec_int ("column-spacing", NULL, NULL, 0, G_MAXINT16, 0,
                      G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);

  /**
   * CsFlowLayout:row-spacing:
   *
   * Pixels between rows.
   */
  properties[PROP_ROW_SPACING] =
    g_param_spec_int ("row-spacing", NULL, NULL, 0, G_MAXINT16, 0,
                      G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);

  /**
   * CsFlowLayout:balanced:
   *
   * Whether rows share the children as evenly as they can, with wider columns, where not all
   * of them have room in one.
   */
  properties[PROP_BALANCED] =
    g_param_spec_boolean ("balanced", NULL, NULL, FALSE,
                          G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
cs_flow_layout_init (CsFlowLayout *self)
{
  self->max_columns = 1;
}
