/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-dictionary-popover.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "cs-resources-path.h"
#include "cs-printable.h"
#include "cs-text-scale.h"
#include "cs-tone-style.h"
#include "cs-word-wrap.h"

#define TEXT_SHOWN_MAX 64      /* characters */
#define TEXT_WIDTH     360

/**
 * CsDictionaryPopover:
 *
 * What one status means, what the caller experiences and what staff may say.
 */
struct _CsDictionaryPopover
{
  GtkPopover  parent_instance;

  GtkLabel   *advice;
  AdwClamp   *clamp;
  GtkWidget  *column;
  GtkLabel   *experience;
  GtkWidget  *experience_title;
  GtkLabel   *korean;
  GtkLabel   *meaning;
  GtkImage   *shape;
  GtkLabel   *title;
  GtkLabel   *wire_name;
};

G_DEFINE_FINAL_TYPE (CsDictionaryPopover, cs_dictionary_popover, GTK_TYPE_POPOVER)

static void
all_statuses_cb (CsDictionaryPopover *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-dictionary", NULL);
}

static void
cs_dictionary_popover_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_DICTIONARY_POPOVER);

  G_OBJECT_CLASS (cs_dictionary_popover_parent_class)->dispose (object);
}

static void
cs_dictionary_popover_class_init (CsDictionaryPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cs_dictionary_popover_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, CS_UI ("cs-dictionary-popover.ui"));
  gtk_widget_class_bind_template_child (widget_class, CsDictionaryPopover, advice);
  gtk_widget_class_bind_template_child (widget_class, CsDictionaryPopover, clamp);
  gtk_widget_class_bind_template_child (widget_class, CsDictionaryPopover, column);
  gtk_widget_class_bind_template_child (widget_class, CsDictionaryPopover, experience);
  gtk_widget_class_bind_template_child (widget_class, CsDictionaryPopover, experience_title);
  gtk_widget_class_bind_template_child (widget_class, CsDictionaryPopover, korean);
  gtk_widget_class_bind_template_child (widget_class, CsDictionaryPopover, meaning);
  gtk_widget_class_bind_template_child (widget_class, CsDictionaryPopover, shape);
  gtk_widget_class_bind_template_child (widget_class, CsDictionaryPopover, title);
  gtk_widget_class_bind_template_child (widget_class, CsDictionaryPopover, wire_name);
  gtk_widget_class_bind_template_callback (widget_class, all_statuses_cb);
}

static void
cs_dictionary_popover_init (CsDictionaryPopover *self)
{
  int width = cs_text_scale_apply (GTK_WIDGET (self), TEXT_WIDTH);

  gtk_widget_init_template (GTK_WIDGET (self));
  adw_clamp_set_maximum_size (self->clamp, width);
  adw_clamp_set_tightening_threshold (self->clamp, width);
  gtk_widget_set_size_request (self->column, width, -1);
  cs_word_wrap_label (self->meaning);
  cs_word_wrap_label (self->experience);
  cs_word_wrap_label (self->advice);
}

static void
set_entry (CsDictionaryPopover *self,
           const CsStatusEntry *entry)
{
  const CsToneStyle *style = cs_tone_style_for_tone (entry->tone);

  gtk_image_set_from_icon_name (self->shape, style->icon_name);
  cs_tone_style_apply (style, GTK_WIDGET (self->shape));
  gtk_label_set_label (self->korean, entry->korean);
  gtk_label_set_label (self->meaning, cs_status_entry_get_meaning (entry));
  gtk_label_set_label (self->experience, cs_status_entry_get_experience (entry));
  gtk_label_set_label (self->advice, cs_status_entry_get_advice (entry));
}

static void
set_unknown (CsDictionaryPopover *self)
{
  const CsToneStyle *style = cs_tone_style_for_tone (CS_TONE_UNKNOWN);

  gtk_image_set_from_icon_name (self->shape, style->icon_name);
  cs_tone_style_apply (style, GTK_WIDGET (self->shape));
  gtk_label_set_label (self->korean, _("not in the dictionary"));
  gtk_label_set_label (self->meaning,
                       _("The service sent a value that its documentation does not list. It is "
                         "shown as it came; CardSync does not guess."));
  gtk_widget_set_visible (GTK_WIDGET (self->experience), FALSE);
  gtk_widget_set_visible (self->experience_title, FALSE);
  gtk_label_set_label (self->advice,
                       _("“I cannot see from here whether the card may be used. I am passing this "
                         "on and will call back.”"));
}

/**
 * cs_dictionary_popover_new:
 * @dimension: which of the six statuses
 * @code: the service's code
 *
 * Makes a popover that explains a status.
 *
 * Returns: (transfer floating): the popover
 */
GtkWidget *
cs_dictionary_popover_new (CsStatusDimension  dimension,
                           const char        *code)
{
  CsDictionaryPopover *self = g_object_new (CS_TYPE_DICTIONARY_POPOVER, NULL);
  const CsStatusEntry *entry = cs_status_find (dimension, code);
  g_autofree char *shown = cs_printable_dup (code, TEXT_SHOWN_MAX);
  g_autofree char *title =
    g_strdup_printf ("%s %s", cs_status_dimension_get_title (dimension), shown);

  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->wire_name,
                       cs_card_field_get_name (cs_status_dimension_get_field (dimension)));

  if (entry != NULL)
    set_entry (self, entry);
  else
    set_unknown (self);

  return GTK_WIDGET (self);
}
