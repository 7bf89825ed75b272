/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-art-fan.h"

#define FAN        "/io/github/cardsync/CardSync/fan/"
#define FAN_WIDTH  350
#define FAN_HEIGHT 130

/* The picture has room for the shadow around the cards. */
#define MARGIN_X 20
#define MARGIN_Y 10

/**
 * CsArtFan:
 *
 * Three product cards, fanned out: the picture of the start page.
 *
 * Turned, shaded and scaled when the program is built, in two sizes: doing that for the
 * first frame of a window took an eighth of the time until it.
 */
struct _CsArtFan
{
  GtkWidget   parent_instance;

  GdkTexture *texture;
  int         scale;            /* what @texture was drawn for */
  guint       load_id;
};

G_DEFINE_FINAL_TYPE (CsArtFan, cs_art_fan, GTK_TYPE_WIDGET)

static void
cs_art_fan_measure (GtkWidget      *widget,
                    GtkOrientation  orientation,
                    int             for_size,
                    int            *minimum,
                    int            *natural,
                    int            *minimum_baseline,
                    int            *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? FAN_WIDTH : FAN_HEIGHT;
}

static int
get_scale (CsArtFan *self)
{
  return gtk_widget_get_scale_factor (GTK_WIDGET (self)) > 1 ? 2 : 1;
}

static gboolean
load_cb (gpointer user_data)
{
  CsArtFan *self = user_data;

  self->load_id = 0;
  self->scale = get_scale (self);
  g_clear_object (&self->texture);
  self->texture = gdk_texture_new_from_resource (self->scale > 1 ? FAN "fan-2x.png"
                                                                 : FAN "fan.png");
  gtk_widget_queue_draw (GTK_WIDGET (self));

  return G_SOURCE_REMOVE;
}

/* The first frame of a window does not wait for a picture. */
static void
cs_art_fan_snapshot (GtkWidget   *widget,
                     GtkSnapshot *snapshot)
{
  CsArtFan *self = CS_ART_FAN (widget);
  int x = (gtk_widget_get_width (widget) - FAN_WIDTH) / 2 - MARGIN_X;

  if ((self->texture == NULL || self->scale != get_scale (self)) && self->load_id == 0)
    self->load_id = g_idle_add_full (G_PRIORITY_LOW, load_cb, self, NULL);

  if (self->texture != NULL)
    gtk_snapshot_append_texture (snapshot, self->texture,
                                 &GRAPHENE_RECT_INIT ((float) x, -MARGIN_Y,
                                                      FAN_WIDTH + 2 * MARGIN_X,
                                                      FAN_HEIGHT + 2 * MARGIN_Y));
}

static void
cs_art_fan_dispose (GObject *object)
{
  CsArtFan *self = CS_ART_FAN (object);

  g_clear_handle_id (&self->load_id, g_source_remove);
  g_clear_object (&self->texture);

  G_OBJECT_CLASS (cs_art_fan_parent_class)->dispose (object);
}

static void
cs_art_fan_class_init (CsArtFanClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cs_art_fan_dispose;
  widget_class->measure = cs_art_fan_measure;
  widget_class->snapshot = cs_art_fan_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
cs_art_fan_init (CsArtFan *self)
{
}
