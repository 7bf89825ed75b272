/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-point-row.h"

#include <glib/gi18n-lib.h>

#include "cs-printable.h"
#include "cs-resources-path.h"
#include "cs-won.h"

#define NAME_SHOWN_MAX 255     /* characters */

/**
 * CsPointRow:
 *
 * One point policy: its name, how it is used, and what the member holds under it.
 */
struct _CsPointRow
{
  AdwBin     parent_instance;

  GtkLabel  *name;
  GtkLabel  *remaining;
  GtkLabel  *use;
};

G_DEFINE_FINAL_TYPE (CsPointRow, cs_point_row, ADW_TYPE_BIN)

static void
cs_point_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_POINT_ROW);

  G_OBJECT_CLASS (cs_point_row_parent_class)->dispose (object);
}

static void
cs_point_row_class_init (CsPointRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cs_point_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, CS_UI ("cs-point-row.ui"));
  gtk_widget_class_bind_template_child (widget_class, CsPointRow, name);
  gtk_widget_class_bind_template_child (widget_class, CsPointRow, remaining);
  gtk_widget_class_bind_template_child (widget_class, CsPointRow, use);
}

static void
cs_point_row_init (CsPointRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * cs_point_row_new:
 * @point: a point policy of a card
 *
 * Makes a row.
 *
 * Returns: (transfer floating): the row
 */
GtkWidget *
cs_point_row_new (const CsCardPoint *point)
{
  CsPointRow *self = g_object_new (CS_TYPE_POINT_ROW, NULL);
  g_autofree char *name = cs_printable_dup (point->name, NAME_SHOWN_MAX);
  g_autofree char *remaining = NULL;

  remaining = point->has_remaining ? cs_points_dup (point->remaining)
                                   : g_strdup (_("not supplied"));

  gtk_label_set_label (self->name, name);
  gtk_label_set_label (self->use, point->auto_use ? _("used automatically") : _("used when asked"));
  gtk_label_set_label (self->remaining, remaining);

  return GTK_WIDGET (self);
}

/**
 * cs_point_row_dup_spoken:
 * @self: a row
 *
 * Says the row in one sentence, for a screen reader.
 *
 * Returns: (transfer full): policy, points, and how they are used
 */
char *
cs_point_row_dup_spoken (CsPointRow *self)
{
  return g_strdup_printf ("%s: %s, %s", gtk_label_get_label (self->name),
                          gtk_label_get_label (self->remaining), gtk_label_get_label (self->use));
}
