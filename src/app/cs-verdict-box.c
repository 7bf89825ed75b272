/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-verdict-box.h"

#include <glib/gi18n-lib.h>

#include "cs-copy-button.h"
#include "cs-resources-path.h"
#include "cs-tone-style.h"
#include "cs-word-wrap.h"

/**
 * CsVerdictBox:
 *
 * The one loud thing in the window: whether the card can be used, why not, and what
 * to tell the caller.
 *
 * It takes the focus when a look-up is done, so that a screen reader speaks it
 * first: GTK 4.8 cannot announce.
 */
struct _CsVerdictBox
{
  AdwBin     parent_instance;

  GtkLabel  *advice;
  GtkLabel  *reason;
  GtkImage  *shape;
  GtkLabel  *word;
};

G_DEFINE_FINAL_TYPE (CsVerdictBox, cs_verdict_box, ADW_TYPE_BIN)

static gboolean
copy_cb (GtkWidget *widget,
         GVariant  *args,
         gpointer   user_data)
{
  CsVerdictBox *self = CS_VERDICT_BOX (widget);
  g_autofree char *text = g_strdup_printf ("%s. %s", gtk_label_get_label (self->word),
                                           gtk_label_get_label (self->reason));

  cs_copy_shown (widget, text);

  return TRUE;
}

static void
cs_verdict_box_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_VERDICT_BOX);

  G_OBJECT_CLASS (cs_verdict_box_parent_class)->dispose (object);
}

static void
cs_verdict_box_class_init (CsVerdictBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cs_verdict_box_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, CS_UI ("cs-verdict-box.ui"));

  /* On the bus a group is a panel, which is spoken with its name; a status would be a status bar
   * there, and a plain widget a filler, which is passed over.
   */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, copy_cb, NULL);
  gtk_widget_class_bind_template_child (widget_class, CsVerdictBox, advice);
  gtk_widget_class_bind_template_child (widget_class, CsVerdictBox, reason);
  gtk_widget_class_bind_template_child (widget_class, CsVerdictBox, shape);
  gtk_widget_class_bind_template_child (widget_class, CsVerdictBox, word);
}

static void
cs_verdict_box_init (CsVerdictBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cs_word_wrap_label (self->reason);
  cs_word_wrap_label (self->advice);
}

static void
set_advice (CsVerdictBox *self,
            const char   *advice)
{
  g_autofree char *markup = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->advice), advice != NULL);

  if (advice == NULL)
    return;

  /* Translators: bold words before what staff may tell the caller */
  markup = g_markup_printf_escaped ("<b>%s</b> %s", _("Tell the caller:"), advice);
  gtk_label_set_markup (self->advice, markup);
}

/**
 * cs_verdict_box_set_card:
 * @self: a verdict box
 * @card: a card
 *
 * Shows the verdict on a card. A usable card needs no advice.
 */
void
cs_verdict_box_set_card (CsVerdictBox *self,
                         CsCard       *card)
{
  const CsFact *worst = cs_card_get_worst_fact (card);
  gboolean with_care = worst != NULL && worst->severity == CS_SEVERITY_CARE;
  CsVerdict verdict = cs_card_get_verdict (card);
  const CsToneStyle *style = cs_tone_style_for_tone (cs_card_get_tone (card));
  g_autofree char *reason = cs_card_dup_reason (card);
  g_autofree char *advice = cs_card_dup_advice (card);
  g_autofree char *spoken = NULL;

  gtk_image_set_from_icon_name (self->shape, style->icon_name);
  gtk_label_set_label (self->word, cs_verdict_get_word (verdict));
  gtk_label_set_label (self->reason, reason);
  set_advice (self, verdict == CS_VERDICT_USABLE && !with_care ? NULL : advice);
  cs_tone_style_apply (style, GTK_WIDGET (self));

  spoken = g_strdup_printf ("%s. %s %s", cs_verdict_get_word (verdict), reason,
                            advice != NULL ? advice : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken, -1);
}
