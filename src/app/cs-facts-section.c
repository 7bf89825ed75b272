/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-facts-section.h"

#include "cs-card-section.h"
#include "cs-fact-row.h"
#include "cs-resources-path.h"

/**
 * CsFactsSection:
 *
 * Everything that the answer says about whether the card can be used, worst first.
 */
struct _CsFactsSection
{
  AdwBin     parent_instance;

  GtkListBox *list;
};

static void section_iface_init (CsCardSectionInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CsFactsSection, cs_facts_section, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (CS_TYPE_CARD_SECTION, section_iface_init))

static void
cs_facts_section_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_FACTS_SECTION);

  G_OBJECT_CLASS (cs_facts_section_parent_class)->dispose (object);
}

static void
cs_facts_section_class_init (CsFactsSectionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cs_facts_section_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, CS_UI ("cs-facts-section.ui"));
  gtk_widget_class_bind_template_child (widget_class, CsFactsSection, list);
}

static void
cs_facts_section_init (CsFactsSection *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
cs_facts_section_set_card (CsCardSection       *section,
                           CsMember            *member,
                           CsCard              *card,
                           const CsCardChanges *changes)
{
  CsFactsSection *self = CS_FACTS_SECTION (section);
  const CsCardFields *fields = cs_card_get_fields (card);
  const GArray *facts = cs_card_get_facts (card);

  cs_card_section_clear_rows (self->list);

  for (guint i = 0; i < facts->len; i++)
    {
      const CsFact *fact = &g_array_index (facts, CsFact, i);
      g_autofree char *sentence = cs_fact_dup_text (fact, fields);
      g_autofree char *spoken = g_strdup_printf ("%s. %s", cs_fact_get_title (fact), sentence);

      cs_card_section_add_row (self->list, cs_fact_row_new (fact, fields), spoken);
    }

  gtk_widget_set_visible (GTK_WIDGET (self), facts->len > 0);
}

static void
section_iface_init (CsCardSectionInterface *iface)
{
  iface->set_card = cs_facts_section_set_card;
}
