/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-card-row.h"

#include <glib/gi18n-lib.h>

#include "cs-card-art.h"
#include "cs-card-words.h"
#include "cs-resources-path.h"
#include "cs-text-scale.h"
#include "cs-tone-style.h"
#include "cs-won.h"

/**
 * CsCardRow:
 *
 * One card in the list: what it is, what it holds, and the worst thing about it.
 */
struct _CsCardRow
{
  AdwBin     parent_instance;

  CsCardArt *art;
  GtkLabel  *balance;
  GtkWidget *heading;
  GtkLabel  *heading_count;
  GtkLabel  *heading_title;
  GtkLabel  *more;
  GtkLabel  *name;
  GtkLabel  *number;
  GtkImage  *shape;
  GtkWidget *state;
  GtkLabel  *word;
};

G_DEFINE_FINAL_TYPE (CsCardRow, cs_card_row, ADW_TYPE_BIN)

static void
cs_card_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_CARD_ROW);

  G_OBJECT_CLASS (cs_card_row_parent_class)->dispose (object);
}

static void
cs_card_row_class_init (CsCardRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CS_TYPE_CARD_ART);
  G_OBJECT_CLASS (klass)->dispose = cs_card_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, CS_UI ("cs-card-row.ui"));
  gtk_widget_class_bind_template_child (widget_class, CsCardRow, art);
  gtk_widget_class_bind_template_child (widget_class, CsCardRow, balance);
  gtk_widget_class_bind_template_child (widget_class, CsCardRow, heading);
  gtk_widget_class_bind_template_child (widget_class, CsCardRow, heading_count);
  gtk_widget_class_bind_template_child (widget_class, CsCardRow, heading_title);
  gtk_widget_class_bind_template_child (widget_class, CsCardRow, more);
  gtk_widget_class_bind_template_child (widget_class, CsCardRow, name);
  gtk_widget_class_bind_template_child (widget_class, CsCardRow, number);
  gtk_widget_class_bind_template_child (widget_class, CsCardRow, shape);
  gtk_widget_class_bind_template_child (widget_class, CsCardRow, state);
  gtk_widget_class_bind_template_child (widget_class, CsCardRow, word);
}

static void
cs_card_row_init (CsCardRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
set_heading (CsCardRow  *self,
             CsCardItem *item)
{
  const char *title = cs_card_group_get_title (cs_card_item_get_group (item));
  guint size = cs_card_item_get_group_size (item);
  g_autofree char *count = g_strdup_printf ("%u", size);

  gtk_widget_set_visible (self->heading, size > 0);
  gtk_label_set_label (self->heading_title, title);
  gtk_label_set_label (self->heading_count, count);
}

static guint
count_further_facts (CsCard *card)
{
  const GArray *facts = cs_card_get_facts (card);
  guint n_facts = 0;

  for (guint i = 0; i < facts->len; i++)
    if (g_array_index (facts, CsFact, i).severity > CS_SEVERITY_NOTE)
      n_facts++;

  return n_facts > 1 ? n_facts - 1 : 0;
}

static void
set_state (CsCardRow  *self,
           CsCardItem *item)
{
  CsCard *card = cs_card_item_get_card (item);
  const CsToneStyle *style = cs_tone_style_for_tone (cs_card_get_tone (card));
  g_autofree char *word = cs_card_words_dup_state (card, cs_card_item_get_as_of (item));
  guint n_more = count_further_facts (card);
  g_autofree char *more = g_strdup_printf ("+%u", n_more);

  cs_tone_style_apply (style, self->state);
  gtk_image_set_from_icon_name (self->shape, style->icon_name);
  gtk_label_set_label (self->word, word);
  gtk_label_set_label (self->more, more);
  gtk_widget_set_visible (GTK_WIDGET (self->more), n_more > 0);
}

static void
set_money (CsCardRow *self,
           CsCard    *card)
{
  const CsCardFields *fields = cs_card_get_fields (card);
  g_autofree char *won = NULL;

  if (cs_card_fields_has (fields, CS_CARD_FIELD_BALANCE))
    won = cs_won_dup (fields->balance);

  gtk_label_set_label (self->balance, won != NULL ? won : _("not supplied"));
}

static void
set_number (CsCardRow *self,
            CsCard    *card)
{
  const CsMaskedPan *number = cs_card_get_number (card);
  g_autofree char *text = cs_pan_dup_short (number != NULL ? number->last4 : "");
  g_autofree char *spoken = cs_card_words_dup_spoken (number != NULL ? number->last4 : "");

  gtk_label_set_label (self->number, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->number),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

/* One sentence for a screen reader, in the order in which an agent needs it. */
static void
set_spoken (CsCardRow *self,
            CsCard    *card)
{
  const CsMaskedPan *number = cs_card_get_number (card);
  g_autofree char *spoken = cs_card_words_dup_spoken (number != NULL ? number->last4 : "");
  g_autofree char *label =
    g_strdup_printf ("%s, %s, %s, %s", gtk_label_get_label (self->name),
                     gtk_label_get_label (self->word), gtk_label_get_label (self->balance), spoken);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/**
 * cs_card_row_set_item:
 * @self: a row
 * @item: a card in its place
 * @images: where its image comes from
 *
 * Shows a card.
 */
void
cs_card_row_set_item (CsCardRow    *self,
                      CsCardItem   *item,
                      CsImageStore *images)
{
  CsCard *card = cs_card_item_get_card (item);
  g_autofree char *name = cs_card_words_dup_name (card);

  gtk_label_set_label (self->name, name);
  set_heading (self, item);
  set_state (self, item);
  set_money (self, card);
  set_number (self, card);
  set_spoken (self, card);
  cs_card_art_set_card (self->art, card, images);
}

/**
 * cs_card_row_clear:
 * @self: a row
 *
 * Leaves nothing of the card in the row, until it gets another one.
 */
void
cs_card_row_clear (CsCardRow *self)
{
  GtkLabel *labels[] = {
    self->balance, self->heading_count, self->heading_title, self->more, self->name, self->number,
    self->word,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    gtk_label_set_label (labels[i], "");

  gtk_accessible_reset_property (GTK_ACCESSIBLE (self->number), GTK_ACCESSIBLE_PROPERTY_LABEL);
  gtk_accessible_reset_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL);
  cs_card_art_clear (self->art);
}

/**
 * cs_card_row_set_compact:
 * @self: a row
 * @is_compact: whether the window is small
 *
 * Gives the name the whole first line in a small window; the balance is in the
 * detail beside. If the text is large, too, the state needs the room of the picture.
 */
void
cs_card_row_set_compact (CsCardRow *self,
                         gboolean   is_compact)
{
  gtk_widget_set_visible (GTK_WIDGET (self->balance), !is_compact);
  gtk_widget_set_visible (GTK_WIDGET (self->art),
                          !(is_compact && cs_text_scale_is_large (GTK_WIDGET (self))));
}
