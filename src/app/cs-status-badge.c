/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-status-badge.h"

#include <glib/gi18n-lib.h>

#include "cs-copy-button.h"
#include "cs-dictionary-popover.h"
#include "cs-printable.h"
#include "cs-resources-path.h"
#include "cs-tone-style.h"

#define TEXT_SHOWN_MAX 64      /* characters */

/**
 * CsStatusBadge:
 *
 * One of the six statuses: its dimension, and a badge with shape, word and tone
 * that opens the dictionary.
 *
 * A badge stands only for a state that was returned. "Not supplied", "not set up"
 * and "none in progress" are plain words in the same place.
 */
struct _CsStatusBadge
{
  AdwBin             parent_instance;

  CsStatusDimension  dimension;
  char              *code;

  GtkLabel          *blank;
  GtkMenuButton     *button;
  GtkLabel          *change;
  GtkImage          *shape;
  GtkLabel          *title;
  GtkLabel          *word;
};

G_DEFINE_FINAL_TYPE (CsStatusBadge, cs_status_badge, ADW_TYPE_BIN)

typedef enum
{
  PROP_DIMENSION = 1,
} CsStatusBadgeProperty;

static GParamSpec *properties[PROP_DIMENSION + 1];

/* Made when it is opened: most badges are never asked. */
static void
create_popover (GtkMenuButton *button,
                gpointer       user_data)
{
  CsStatusBadge *self = user_data;
  GtkWidget *popover = cs_dictionary_popover_new (self->dimension, self->code);

  gtk_menu_button_set_popover (button, popover);
}

static gboolean
help_cb (GtkWidget *widget,
         GVariant  *args,
         gpointer   user_data)
{
  CsStatusBadge *self = CS_STATUS_BADGE (widget);

  if (self->code != NULL)
    gtk_menu_button_popup (self->button);

  return self->code != NULL;
}

static gboolean
copy_cb (GtkWidget *widget,
         GVariant  *args,
         gpointer   user_data)
{
  CsStatusBadge *self = CS_STATUS_BADGE (widget);

  if (self->code == NULL)
    return FALSE;

  cs_copy_shown (widget, gtk_label_get_label (self->word));

  return TRUE;
}

static void
cs_status_badge_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_STATUS_BADGE);

  G_OBJECT_CLASS (cs_status_badge_parent_class)->dispose (object);
}

static void
cs_status_badge_finalize (GObject *object)
{
  g_free (CS_STATUS_BADGE (object)->code);

  G_OBJECT_CLASS (cs_status_badge_parent_class)->finalize (object);
}

static void
cs_status_badge_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  CsStatusBadge *self = CS_STATUS_BADGE (object);

  switch ((CsStatusBadgeProperty) prop_id)
    {
    case PROP_DIMENSION:
      self->dimension = (CsStatusDimension) g_value_get_uint (value);
      gtk_label_set_label (self->title, cs_status_dimension_get_title (self->dimension));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
cs_status_badge_class_init (CsStatusBadgeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cs_status_badge_dispose;
  object_class->finalize = cs_status_badge_finalize;
  object_class->set_property = cs_status_badge_set_property;

  /**
   * CsStatusBadge:dimension:
   *
   * Which of the six statuses it shows, a [enum@StatusDimension].
   */
  properties[PROP_DIMENSION] =
    g_param_spec_uint ("dimension", NULL, NULL, 0, CS_N_STATUS_DIMENSIONS - 1, 0,
                       G_PARAM_WRITABLE | G_PARAM_CONSTRUCT | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class, CS_UI ("cs-status-badge.ui"));
  gtk_widget_class_add_binding (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, copy_cb, NULL);
  gtk_widget_class_bind_template_child (widget_class, CsStatusBadge, blank);
  gtk_widget_class_bind_template_child (widget_class, CsStatusBadge, button);
  gtk_widget_class_bind_template_child (widget_class, CsStatusBadge, change);
  gtk_widget_class_bind_template_child (widget_class, CsStatusBadge, shape);
  gtk_widget_class_bind_template_child (widget_class, CsStatusBadge, title);
  gtk_widget_class_bind_template_child (widget_class, CsStatusBadge, word);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F1, 0, help_cb, NULL);
}

static void
cs_status_badge_init (CsStatusBadge *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->button, create_popover, self, NULL);
}

/* Words where there is no state to speak of; NULL where there is one. */
static const char *
get_blank (const CsCardFields *fields,
           CsStatusDimension   dimension)
{
  const char *code = cs_status_get_code (fields, dimension);
  CsCardField field = cs_status_dimension_get_field (dimension);

  if (code == NULL)
    return (fields->invalid & CS_CARD_FIELD_BIT (field)) != 0 ? _("not readable")
                                                              : _("not supplied");

  if (dimension == CS_STATUS_TRANSFER && g_str_equal (code, "0"))
    return _("none in progress");

  if (dimension == CS_STATUS_AUTO_RELOAD && g_str_equal (code, "NONE"))
    return _("not set up");

  return NULL;
}

/* Staff quote the two-digit codes; the words ACTIVE and SUSPENDED nobody does. */
static char *
dup_word (CsStatusDimension  dimension,
          const char        *code)
{
  const CsStatusEntry *entry = cs_status_find (dimension, code);
  g_autofree char *shown = NULL;

  if (entry == NULL)
    {
      shown = cs_printable_dup (code, TEXT_SHOWN_MAX);
      /* Translators: %s is a code that the service sent and nobody knows */
      return g_strdup_printf (_("%s · not in the dictionary"), shown);
    }

  if (dimension == CS_STATUS_BUSINESS || dimension == CS_STATUS_LEDGER)
    return g_strdup_printf ("%s · %s", code, cs_status_entry_get_word (entry));

  return g_strdup (cs_status_entry_get_word (entry));
}

static void
set_badge (CsStatusBadge *self)
{
  const CsStatusEntry *entry = cs_status_find (self->dimension, self->code);
  const CsToneStyle *style = cs_tone_style_for_tone (entry != NULL ? entry->tone : CS_TONE_UNKNOWN);
  g_autofree char *word = dup_word (self->dimension, self->code);
  g_autofree char *spoken =
    g_strdup_printf ("%s: %s", cs_status_dimension_get_title (self->dimension), word);

  gtk_image_set_from_icon_name (self->shape, style->icon_name);
  gtk_label_set_label (self->word, word);
  cs_tone_style_apply (style, GTK_WIDGET (self->button));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
set_change (CsStatusBadge      *self,
            const CsCardFields *before)
{
  const char *old = before != NULL ? cs_status_get_code (before, self->dimension) : NULL;
  g_autofree char *word = NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->change), before != NULL);

  if (before == NULL)
    return;

  word = old != NULL ? dup_word (self->dimension, old) : g_strdup (_("not supplied"));
  text = g_strdup_printf (_("was %s"), word);
  gtk_label_set_label (self->change, text);
}

/**
 * cs_status_badge_set_fields:
 * @self: a badge
 * @fields: the card's fields
 * @before: (nullable): the fields before a refresh, if this status has changed
 *
 * Shows the status.
 */
void
cs_status_badge_set_fields (CsStatusBadge      *self,
                            const CsCardFields *fields,
                            const CsCardFields *before)
{
  const char *blank = get_blank (fields, self->dimension);

  g_free (self->code);
  self->code = g_strdup (blank == NULL ? cs_status_get_code (fields, self->dimension) : NULL);

  gtk_label_set_label (self->blank, blank != NULL ? blank : "");
  gtk_widget_set_visible (GTK_WIDGET (self->blank), blank != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->button), blank == NULL);
  set_change (self, before);

  if (blank == NULL)
    set_badge (self);
}
