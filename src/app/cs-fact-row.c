/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-fact-row.h"

#include "cs-printable.h"
#include "cs-resources-path.h"
#include "cs-status.h"
#include "cs-tone-style.h"

#define CODE_SHOWN_MAX   16      /* characters */
#define FIELDS_SHOWN_MAX 3

/**
 * CsFactRow:
 *
 * One reason why a card is as it is: shape, title, sentence, and the fields that
 * say so by the names that the service gives them.
 */
struct _CsFactRow
{
  AdwBin     parent_instance;

  GtkLabel  *sentence;
  GtkImage  *shape;
  GtkLabel  *title;
  GtkLabel  *wire;
};

G_DEFINE_FINAL_TYPE (CsFactRow, cs_fact_row, ADW_TYPE_BIN)

static void
cs_fact_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_FACT_ROW);

  G_OBJECT_CLASS (cs_fact_row_parent_class)->dispose (object);
}

static void
cs_fact_row_class_init (CsFactRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cs_fact_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, CS_UI ("cs-fact-row.ui"));
  gtk_widget_class_bind_template_child (widget_class, CsFactRow, sentence);
  gtk_widget_class_bind_template_child (widget_class, CsFactRow, shape);
  gtk_widget_class_bind_template_child (widget_class, CsFactRow, title);
  gtk_widget_class_bind_template_child (widget_class, CsFactRow, wire);
}

static void
cs_fact_row_init (CsFactRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* A status is quoted with its code; other fields by name alone. */
static char *
dup_wire_name (CsCardField         field,
               const CsCardFields *fields)
{
  for (guint i = 0; i < CS_N_STATUS_DIMENSIONS; i++)
    {
      const char *code = cs_status_get_code (fields, (CsStatusDimension) i);
      g_autofree char *shown = NULL;

      if (cs_status_dimension_get_field ((CsStatusDimension) i) != field || code == NULL)
        continue;

      shown = cs_printable_dup (code, CODE_SHOWN_MAX);

      return g_strdup_printf ("%s %s", cs_card_field_get_name (field), shown);
    }

  return g_strdup (cs_card_field_get_name (field));
}

static char *
dup_wire_names (const CsFact       *fact,
                const CsCardFields *fields)
{
  g_autoptr (GString) names = g_string_new (NULL);
  guint n_shown = 0;

  for (guint field = 0; field < CS_N_CARD_FIELDS; field++)
    {
      g_autofree char *name = NULL;

      if ((fact->fields & CS_CARD_FIELD_BIT (field)) == 0)
        continue;

      if (n_shown++ == FIELDS_SHOWN_MAX)
        {
          g_string_append (names, "\n…");
          break;
        }

      name = dup_wire_name ((CsCardField) field, fields);
      g_string_append_printf (names, names->len > 0 ? "\n%s" : "%s", name);
    }

  return g_string_free (g_steal_pointer (&names), FALSE);
}

/**
 * cs_fact_row_new:
 * @fact: a fact
 * @fields: the card that it is about
 *
 * Makes a row.
 *
 * Returns: (transfer floating): the row
 */
GtkWidget *
cs_fact_row_new (const CsFact       *fact,
                 const CsCardFields *fields)
{
  CsFactRow *self = g_object_new (CS_TYPE_FACT_ROW, NULL);
  const CsToneStyle *style = cs_tone_style_for_fact (fact);
  g_autofree char *sentence = cs_fact_dup_text (fact, fields);
  g_autofree char *wire = dup_wire_names (fact, fields);

  gtk_image_set_from_icon_name (self->shape, style->icon_name);
  cs_tone_style_apply (style, GTK_WIDGET (self->shape));
  gtk_label_set_label (self->title, cs_fact_get_title (fact));
  gtk_label_set_label (self->sentence, sentence);
  gtk_label_set_label (self->wire, wire);

  return GTK_WIDGET (self);
}
