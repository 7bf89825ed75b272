/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-property-row.h"

#include <glib/gi18n-lib.h>

#include "cs-copy-button.h"
#include "cs-resources-path.h"

/**
 * CsPropertyRow:
 *
 * A label and its value on one line. What is blank says why in words.
 */
struct _CsPropertyRow
{
  AdwBin        parent_instance;

  char         *title;
  gboolean      is_identifier;

  GtkLabel     *change;
  CsCopyButton *copy;
  GtkLabel     *label;
  GtkLabel     *value;
};

G_DEFINE_FINAL_TYPE (CsPropertyRow, cs_property_row, ADW_TYPE_BIN)

typedef enum
{
  PROP_TITLE = 1,
  PROP_IDENTIFIER,
} CsPropertyRowProperty;

static GParamSpec *properties[PROP_IDENTIFIER + 1];

static gboolean
copy_cb (GtkWidget *widget,
         GVariant  *args,
         gpointer   user_data)
{
  cs_copy_shown (widget, cs_copy_button_get_text (CS_PROPERTY_ROW (widget)->copy));

  return TRUE;
}

static void
cs_property_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_PROPERTY_ROW);

  G_OBJECT_CLASS (cs_property_row_parent_class)->dispose (object);
}

static void
cs_property_row_finalize (GObject *object)
{
  g_free (CS_PROPERTY_ROW (object)->title);

  G_OBJECT_CLASS (cs_property_row_parent_class)->finalize (object);
}

static void
cs_property_row_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  CsPropertyRow *self = CS_PROPERTY_ROW (object);
  g_autofree char *tooltip = NULL;

  switch ((CsPropertyRowProperty) prop_id)
    {
    case PROP_TITLE:
      g_free (self->title);
      self->title = g_value_dup_string (value);
      gtk_label_set_label (self->label, self->title);
      /* Translators: tooltip of a copy button; %s is what it copies, as on the label */
      tooltip = g_strdup_printf (_("Copy: %s"), self->title);
      gtk_widget_set_tooltip_text (GTK_WIDGET (self->copy), tooltip);
      break;

    case PROP_IDENTIFIER:
      self->is_identifier = g_value_get_boolean (value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
cs_property_row_class_init (CsPropertyRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CS_TYPE_COPY_BUTTON);
  object_class->dispose = cs_property_row_dispose;
  object_class->finalize = cs_property_row_finalize;
  object_class->set_property = cs_property_row_set_property;

  /**
   * CsPropertyRow:title:
   *
   * What the value is.
   */
  properties[PROP_TITLE] =
    g_param_spec_string ("title", NULL, NULL, NULL, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);

  /**
   * CsPropertyRow:identifier:
   *
   * Whether the value is an identifier, set in a fixed-width face.
   */
  properties[PROP_IDENTIFIER] =
    g_param_spec_boolean ("identifier", NULL, NULL, FALSE,
                          G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class, CS_UI ("cs-property-row.ui"));
  gtk_widget_class_add_binding (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, copy_cb, NULL);
  gtk_widget_class_bind_template_child (widget_class, CsPropertyRow, change);
  gtk_widget_class_bind_template_child (widget_class, CsPropertyRow, copy);
  gtk_widget_class_bind_template_child (widget_class, CsPropertyRow, label);
  gtk_widget_class_bind_template_child (widget_class, CsPropertyRow, value);
}

static void
cs_property_row_init (CsPropertyRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
set_text (CsPropertyRow *self,
          const char    *text,
          gboolean       is_blank)
{
  GtkWidget *value = GTK_WIDGET (self->value);
  g_autofree char *spoken = g_strdup_printf ("%s: %s", self->title, text);

  gtk_label_set_label (self->value, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (value), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken, -1);
  gtk_widget_set_visible (GTK_WIDGET (self->change), FALSE);

  if (is_blank)
    gtk_widget_add_css_class (value, "secondary");
  else
    gtk_widget_remove_css_class (value, "secondary");

  if (self->is_identifier && !is_blank)
    gtk_widget_add_css_class (value, "identifier");
  else
    gtk_widget_remove_css_class (value, "identifier");
}

/**
 * cs_property_row_set_value:
 * @self: a row
 * @value: the value as it is shown
 * @can_copy: whether it can be copied, in that form
 *
 * Shows a value.
 */
void
cs_property_row_set_value (CsPropertyRow *self,
                           const char    *value,
                           gboolean       can_copy)
{
  set_text (self, value, FALSE);
  cs_copy_button_set_text (self->copy, can_copy ? value : NULL);
}

/**
 * cs_property_row_set_blank:
 * @self: a row
 * @words: why there is no value
 *
 * Says that there is no value, in its place and size.
 */
void
cs_property_row_set_blank (CsPropertyRow *self,
                           const char    *words)
{
  set_text (self, words, TRUE);
  cs_copy_button_set_text (self->copy, NULL);
}

/**
 * cs_property_row_set_change:
 * @self: a row
 * @before: the value before the refresh, as it was shown
 *
 * Marks the value as changed.
 */
void
cs_property_row_set_change (CsPropertyRow *self,
                            const char    *before)
{
  g_autofree char *text = g_strdup_printf (_("was %s"), before);

  gtk_label_set_label (self->change, text);
  gtk_widget_set_visible (GTK_WIDGET (self->change), TRUE);
}
