/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-art-fan.h"

#define FAN         "/io/github/cardsync/CardSync/fan/"
#define CARD_WIDTH  150
#define CARD_HEIGHT 95
#define RADIUS      9
#define ANGLE       11.0f
#define OFFSET_X    95
#define OFFSET_Y    12
#define FAN_WIDTH   350
#define FAN_HEIGHT  130

/**
 * CsArtFan:
 *
 * Three product cards, fanned out: the picture of the start page.
 */
struct _CsArtFan
{
  GtkWidget   parent_instance;

  GdkTexture *left;
  GdkTexture *middle;
  GdkTexture *right;
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

static void
append_card (GtkSnapshot *snapshot,
             GdkTexture  *texture,
             float        x,
             float        y,
             float        angle)
{
  const graphene_rect_t bounds = GRAPHENE_RECT_INIT (-CARD_WIDTH / 2.0f, -CARD_HEIGHT / 2.0f,
                                                     CARD_WIDTH, CARD_HEIGHT);
  const GdkRGBA edge = { 0, 0, 0, 0.10f };
  const GdkRGBA shade = { 0, 0, 0, 0.18f };
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, &bounds, RADIUS);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));
  gtk_snapshot_rotate (snapshot, angle);
  gtk_snapshot_append_outset_shadow (snapshot, &outline, &shade, 0, 3, 0, 8);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_texture (snapshot, texture, &bounds);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_border (snapshot, &outline, (float[4]) { 1, 1, 1, 1 },
                              (GdkRGBA[4]) { edge, edge, edge, edge });
  gtk_snapshot_restore (snapshot);
}

static void
cs_art_fan_snapshot (GtkWidget   *widget,
                     GtkSnapshot *snapshot)
{
  CsArtFan *self = CS_ART_FAN (widget);
  float x = (float) gtk_widget_get_width (widget) / 2;
  float y = CARD_HEIGHT / 2.0f + 2;

  append_card (snapshot, self->left, x - OFFSET_X, y + OFFSET_Y, -ANGLE);
  append_card (snapshot, self->right, x + OFFSET_X, y + OFFSET_Y, ANGLE);
  append_card (snapshot, self->middle, x, y, 0);
}

static void
cs_art_fan_dispose (GObject *object)
{
  CsArtFan *self = CS_ART_FAN (object);

  g_clear_object (&self->left);
  g_clear_object (&self->middle);
  g_clear_object (&self->right);

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
  self->left = gdk_texture_new_from_resource (FAN "narae-transit.png");
  self->middle = gdk_texture_new_from_resource (FAN "garam-city.png");
  self->right = gdk_texture_new_from_resource (FAN "daon-business.png");
}
