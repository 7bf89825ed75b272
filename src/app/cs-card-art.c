/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-card-art.h"

#include "cs-art-image.h"
#include "cs-card-words.h"
#include "cs-resources-path.h"

#define HUE_SATURATION 0.25
#define HUE_LIGHTNESS  0.45

/* A card that is blocked or finished is pale, too, not only without colours. */
#define STOPPED_OPACITY 0.8

/**
 * CsCardArt:
 *
 * The product image of a card, at 1.586:1, with the reason written over its lower
 * edge when the card is blocked or finished.
 *
 * While the image is loading, or when it cannot be had, the product's initials
 * stand on its own hue at the same size. The size comes from the style sheet, so
 * that a compact window needs no code.
 */
struct _CsCardArt
{
  GtkWidget     parent_instance;

  GCancellable *cancellable;
  GdkRGBA       hue;
  GdkTexture   *texture;        /* or NULL for the placeholder */
  gboolean      is_stopped;

  GtkLabel     *band;
  GtkLabel     *initials;
};

G_DEFINE_FINAL_TYPE (CsCardArt, cs_card_art, GTK_TYPE_WIDGET)

static void
cs_card_art_measure (GtkWidget      *widget,
                     GtkOrientation  orientation,
                     int             for_size,
                     int            *minimum,
                     int            *natural,
                     int            *minimum_baseline,
                     int            *natural_baseline)
{
  *minimum = *natural = 0;
}

static void
cs_card_art_size_allocate (GtkWidget *widget,
                           int        width,
                           int        height,
                           int        baseline)
{
  CsCardArt *self = CS_CARD_ART (widget);
  const GtkAllocation whole = { 0, 0, width, height };
  GtkRequisition band;

  gtk_widget_size_allocate (GTK_WIDGET (self->initials), &whole, -1);

  if (!gtk_widget_get_visible (GTK_WIDGET (self->band)))
    return;

  gtk_widget_get_preferred_size (GTK_WIDGET (self->band), &band, NULL);
  gtk_widget_size_allocate (GTK_WIDGET (self->band),
                            &(GtkAllocation) { 0, height - band.height, width, band.height }, -1);
}

static void
draw_placeholder (CsCardArt   *self,
                  GtkSnapshot *snapshot,
                  float        width,
                  float        height)
{
  GdkRGBA light = { MIN (1, self->hue.red * 1.2f), MIN (1, self->hue.green * 1.2f),
                    MIN (1, self->hue.blue * 1.2f), 1 };
  const GskColorStop stops[] = { { 0, light }, { 1, self->hue } };

  gtk_snapshot_append_linear_gradient (snapshot,
                                       &GRAPHENE_RECT_INIT (0, 0, width, height),
                                       &GRAPHENE_POINT_INIT (0, 0),
                                       &GRAPHENE_POINT_INIT (width, height),
                                       stops, G_N_ELEMENTS (stops));
}

/* So large that it covers all of the art; what is too much of it is cut. */
static void
draw_image (CsCardArt   *self,
            GtkSnapshot *snapshot,
            float        width,
            float        height)
{
  float aspect = (float) gdk_texture_get_width (self->texture) /
                 (float) gdk_texture_get_height (self->texture);
  float drawn_width = roundf (MAX (width, height * aspect));
  float drawn_height = MAX (height, roundf (drawn_width / aspect));
  int n_pixels = (int) drawn_width * gtk_widget_get_scale_factor (GTK_WIDGET (self));
  GdkTexture *drawn = cs_art_image_get (self->texture, MAX (1, n_pixels), self->is_stopped);

  gtk_snapshot_push_opacity (snapshot, self->is_stopped ? STOPPED_OPACITY : 1);
  gtk_snapshot_append_texture (snapshot, drawn,
                               &GRAPHENE_RECT_INIT (roundf ((width - drawn_width) / 2),
                                                    roundf ((height - drawn_height) / 2),
                                                    drawn_width, drawn_height));
  gtk_snapshot_pop (snapshot);
}

static void
cs_card_art_snapshot (GtkWidget   *widget,
                      GtkSnapshot *snapshot)
{
  CsCardArt *self = CS_CARD_ART (widget);
  float width = (float) gtk_widget_get_width (widget);
  float height = (float) gtk_widget_get_height (widget);

  /* Squeezed to nothing, as while a window is made very small. */
  if (width < 1 || height < 1)
    return;

  if (self->texture != NULL)
    draw_image (self, snapshot, width, height);
  else
    draw_placeholder (self, snapshot, width, height);

  GTK_WIDGET_CLASS (cs_card_art_parent_class)->snapshot (widget, snapshot);
}

static void
stop_loading (CsCardArt *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
cs_card_art_dispose (GObject *object)
{
  CsCardArt *self = CS_CARD_ART (object);

  stop_loading (self);
  g_clear_object (&self->texture);
  gtk_widget_dispose_template (GTK_WIDGET (self), CS_TYPE_CARD_ART);

  G_OBJECT_CLASS (cs_card_art_parent_class)->dispose (object);
}

static void
cs_card_art_class_init (CsCardArtClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cs_card_art_dispose;
  widget_class->measure = cs_card_art_measure;
  widget_class->size_allocate = cs_card_art_size_allocate;
  widget_class->snapshot = cs_card_art_snapshot;

  gtk_widget_class_set_template_from_resource (widget_class, CS_UI ("cs-card-art.ui"));
  gtk_widget_class_bind_template_child (widget_class, CsCardArt, band);
  gtk_widget_class_bind_template_child (widget_class, CsCardArt, initials);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
cs_card_art_init (CsCardArt *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
set_texture (CsCardArt  *self,
             GdkTexture *texture)
{
  g_set_object (&self->texture, texture);
  gtk_widget_set_visible (GTK_WIDGET (self->initials), texture == NULL);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (CsCardArt) self = user_data;
  g_autoptr (GdkTexture) texture = NULL;
  gboolean is_current = self->cancellable != NULL &&
                        g_task_get_cancellable (G_TASK (result)) == self->cancellable;

  texture = cs_image_store_load_finish (CS_IMAGE_STORE (source), result, NULL);

  if (self->initials != NULL && is_current && texture != NULL)
    set_texture (self, texture);
}

static void
set_placeholder (CsCardArt  *self,
                 const char *product_id,
                 const char *product_name)
{
  g_autofree char *initials = cs_card_words_dup_initials (product_name);
  float hue = (float) (g_str_hash (product_id) % 360) / 360.0f;

  gtk_hsv_to_rgb (hue, (float) HUE_SATURATION * 1.4f, (float) HUE_LIGHTNESS * 1.2f,
                  &self->hue.red, &self->hue.green, &self->hue.blue);
  self->hue.alpha = 1;
  gtk_label_set_label (self->initials, initials);
}

static void
set_band (CsCardArt *self,
          CsCard    *card)
{
  const CsFact *worst = cs_card_get_worst_fact (card);
  gboolean is_stopped = cs_card_get_verdict (card) == CS_VERDICT_BLOCKED ||
                        cs_card_get_verdict (card) == CS_VERDICT_FINISHED;
  g_autofree char *word = NULL;

  if (is_stopped)
    {
      g_autofree char *plain = cs_card_words_dup_fact (worst, cs_card_get_fields (card), NULL);

      word = g_utf8_strup (plain, -1);
    }

  /* A thumbnail has no room for a word; its row says it beside. */
  gtk_label_set_label (self->band, word != NULL ? word : "");
  gtk_widget_set_visible (GTK_WIDGET (self->band),
                          is_stopped && !gtk_widget_has_css_class (GTK_WIDGET (self), "thumbnail"));

  self->is_stopped = is_stopped;
}

/**
 * cs_card_art_is_stopped:
 * @self: card art
 *
 * Tells if the card is blocked or finished, and is drawn pale.
 *
 * Returns: whether it is
 */
gboolean
cs_card_art_is_stopped (CsCardArt *self)
{
  return self->is_stopped;
}

/**
 * cs_card_art_clear:
 * @self: card art
 *
 * Lets go of the image, and waits for none.
 */
void
cs_card_art_clear (CsCardArt *self)
{
  stop_loading (self);
  g_clear_object (&self->texture);
  gtk_label_set_label (self->initials, "");
  gtk_label_set_label (self->band, "");
}

/**
 * cs_card_art_set_card:
 * @self: card art
 * @card: a card
 * @images: (nullable): where its image comes from
 *
 * Shows the card's product.
 */
void
cs_card_art_set_card (CsCardArt    *self,
                      CsCard       *card,
                      CsImageStore *images)
{
  const CsCardFields *fields = cs_card_get_fields (card);
  const char *url = images != NULL ? fields->service_image_url : NULL;
  GdkTexture *texture = NULL;

  stop_loading (self);

  set_placeholder (self, fields->service_id != NULL ? fields->service_id : "",
                   fields->service_name != NULL ? fields->service_name : "");
  set_band (self, card);

  if (url != NULL)
    texture = cs_image_store_peek (images, url);

  set_texture (self, texture);

  if (url == NULL || texture != NULL)
    return;

  self->cancellable = g_cancellable_new ();
  cs_image_store_load_async (images, url, self->cancellable, loaded_cb, g_object_ref (self));
}
