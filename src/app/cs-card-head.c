/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-card-head.h"

#include <glib/gi18n-lib.h>

#include "cs-card-art.h"
#include "cs-card-words.h"
#include "cs-copy-button.h"
#include "cs-date.h"
#include "cs-resources-path.h"
#include "cs-verdict-box.h"

/**
 * CsCardHead:
 *
 * What does not scroll away: art, product, number, expiry and the verdict.
 *
 * In a compact window the number stands beside the art and the verdict below it at full
 * width, because beside the art its sentences would break into a narrow column.
 */
struct _CsCardHead
{
  AdwBin        parent_instance;

  gboolean      is_compact;

  CsCardArt    *art;
  CsCopyButton *copy;
  GtkLabel     *expiry;
  GtkLabel     *name;
  GtkLabel     *number;
  GtkWidget    *number_box;
  GtkBox       *outer;
  GtkBox       *picture;
  GtkBox       *texts;
  CsVerdictBox *verdict;
};

G_DEFINE_FINAL_TYPE (CsCardHead, cs_card_head, ADW_TYPE_BIN)

static void
cs_card_head_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_CARD_HEAD);

  G_OBJECT_CLASS (cs_card_head_parent_class)->dispose (object);
}

static void
cs_card_head_class_init (CsCardHeadClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CS_TYPE_CARD_ART);
  g_type_ensure (CS_TYPE_COPY_BUTTON);
  g_type_ensure (CS_TYPE_VERDICT_BOX);
  G_OBJECT_CLASS (klass)->dispose = cs_card_head_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, CS_UI ("cs-card-head.ui"));
  gtk_widget_class_bind_template_child (widget_class, CsCardHead, art);
  gtk_widget_class_bind_template_child (widget_class, CsCardHead, copy);
  gtk_widget_class_bind_template_child (widget_class, CsCardHead, expiry);
  gtk_widget_class_bind_template_child (widget_class, CsCardHead, name);
  gtk_widget_class_bind_template_child (widget_class, CsCardHead, number);
  gtk_widget_class_bind_template_child (widget_class, CsCardHead, number_box);
  gtk_widget_class_bind_template_child (widget_class, CsCardHead, outer);
  gtk_widget_class_bind_template_child (widget_class, CsCardHead, picture);
  gtk_widget_class_bind_template_child (widget_class, CsCardHead, texts);
  gtk_widget_class_bind_template_child (widget_class, CsCardHead, verdict);
}

static void
cs_card_head_init (CsCardHead *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
set_number (CsCardHead *self,
            CsCard     *card)
{
  const CsMaskedPan *number = cs_card_get_number (card);
  const char *text = number != NULL ? number->masked : _("no card number supplied");
  g_autofree char *spoken = cs_card_words_dup_spoken (number != NULL ? number->last4 : "");

  gtk_label_set_label (self->number, text);
  cs_copy_button_set_text (self->copy, number != NULL ? text : NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->number), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken, -1);
}

static void
set_expiry (CsCardHead *self,
            CsCard     *card)
{
  const CsCardFields *fields = cs_card_get_fields (card);
  g_autofree char *date = NULL;
  g_autofree char *text = NULL;
  gboolean has_expired = FALSE;
  const GArray *facts = cs_card_get_facts (card);

  if (!cs_card_fields_has (fields, CS_CARD_FIELD_EXPIRY_DATE))
    {
      gtk_label_set_label (self->expiry, _("expiry date not supplied"));
      return;
    }

  for (guint i = 0; i < facts->len; i++)
    has_expired |= g_array_index (facts, CsFact, i).id == CS_FACT_EXPIRED;

  date = cs_date_dup_text (&fields->expiry_date);
  /* Translators: %s is a date */
  text = g_strdup_printf (has_expired ? _("expired %s") : _("expires %s"), date);
  gtk_label_set_label (self->expiry, text);
}

/**
 * cs_card_head_set_card:
 * @self: a head
 * @card: a card
 * @images: where its image comes from
 *
 * Shows a card.
 */
void
cs_card_head_set_card (CsCardHead   *self,
                       CsCard       *card,
                       CsImageStore *images)
{
  g_autofree char *name = cs_card_words_dup_name (card);

  gtk_label_set_label (self->name, name);
  set_number (self, card);
  set_expiry (self, card);
  cs_verdict_box_set_card (self->verdict, card);
  cs_card_art_set_card (self->art, card, images);
}

static void
move_to (GtkWidget *widget,
         GtkBox    *box,
         GtkWidget *sibling)
{
  g_object_ref (widget);
  gtk_box_remove (GTK_BOX (gtk_widget_get_parent (widget)), widget);
  gtk_box_insert_child_after (box, widget, sibling);
  g_object_unref (widget);
}

/**
 * cs_card_head_set_compact:
 * @self: a head
 * @is_compact: whether the window is small
 *
 * Moves the number beside the art and the verdict below it, or back.
 */
void
cs_card_head_set_compact (CsCardHead *self,
                          gboolean    is_compact)
{
  GtkWidget *verdict = GTK_WIDGET (self->verdict);

  if (self->is_compact == is_compact)
    return;

  self->is_compact = is_compact;

  if (is_compact)
    {
      move_to (self->number_box, self->texts, GTK_WIDGET (self->name));
      move_to (verdict, self->outer, gtk_widget_get_last_child (GTK_WIDGET (self->outer)));
    }
  else
    {
      move_to (self->number_box, self->picture, GTK_WIDGET (self->art));
      move_to (verdict, self->texts, GTK_WIDGET (self->expiry));
    }

  gtk_widget_set_hexpand (GTK_WIDGET (self->number), !is_compact);
}

void
cs_card_head_focus_verdict (CsCardHead *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->verdict));
}
