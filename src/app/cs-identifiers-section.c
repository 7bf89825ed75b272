/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-identifiers-section.h"

#include <glib/gi18n-lib.h>

#include "cs-card-section.h"
#include "cs-field-words.h"
#include "cs-pan.h"
#include "cs-property-row.h"
#include "cs-resources-path.h"

/**
 * CsIdentifiersSection:
 *
 * What to quote to somebody else, each with a button that copies it as shown.
 */
struct _CsIdentifiersSection
{
  AdwBin        parent_instance;

  CsPropertyRow *answered_correlation;
  CsPropertyRow *application;
  CsPropertyRow *correlation;
  CsPropertyRow *mobile;
  CsPropertyRow *par;
  CsPropertyRow *physical;
  CsPropertyRow *product;
};

static void section_iface_init (CsCardSectionInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CsIdentifiersSection, cs_identifiers_section, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (CS_TYPE_CARD_SECTION, section_iface_init))

static void
cs_identifiers_section_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_IDENTIFIERS_SECTION);

  G_OBJECT_CLASS (cs_identifiers_section_parent_class)->dispose (object);
}

static void
cs_identifiers_section_class_init (CsIdentifiersSectionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CS_TYPE_PROPERTY_ROW);
  G_OBJECT_CLASS (klass)->dispose = cs_identifiers_section_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, CS_UI ("cs-identifiers-section.ui"));
  gtk_widget_class_bind_template_child (widget_class, CsIdentifiersSection, answered_correlation);
  gtk_widget_class_bind_template_child (widget_class, CsIdentifiersSection, application);
  gtk_widget_class_bind_template_child (widget_class, CsIdentifiersSection, correlation);
  gtk_widget_class_bind_template_child (widget_class, CsIdentifiersSection, mobile);
  gtk_widget_class_bind_template_child (widget_class, CsIdentifiersSection, par);
  gtk_widget_class_bind_template_child (widget_class, CsIdentifiersSection, physical);
  gtk_widget_class_bind_template_child (widget_class, CsIdentifiersSection, product);
}

static void
cs_identifiers_section_init (CsIdentifiersSection *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
set_identifier (CsPropertyRow      *row,
                const CsCardFields *fields,
                CsCardField         field)
{
  const char *blank = cs_field_words_get_blank (fields, field);
  g_autofree char *value = cs_field_words_dup (fields, field);

  if (blank != NULL)
    cs_property_row_set_blank (row, blank);
  else
    cs_property_row_set_value (row, value, TRUE);
}

/* A list answer carries no member ID, so a foreign correlation ID is all there is to
 * show that it answers another call.
 */
static void
set_correlation (CsIdentifiersSection *self,
                 CsMember             *member)
{
  const char *sent = cs_member_get_correlation_id (member);
  const char *answered = cs_member_get_answered_correlation_id (member);
  gboolean differs = g_strcmp0 (sent, answered) != 0;

  if (sent != NULL)
    cs_property_row_set_value (self->correlation, sent, TRUE);
  else
    cs_property_row_set_blank (self->correlation, _("none"));

  gtk_widget_set_visible (GTK_WIDGET (self->answered_correlation), differs);

  if (answered != NULL)
    cs_property_row_set_value (self->answered_correlation, answered, TRUE);
  else
    cs_property_row_set_blank (self->answered_correlation, _("not supplied"));
}

static void
cs_identifiers_section_set_card (CsCardSection       *section,
                                 CsMember            *member,
                                 CsCard              *card,
                                 const CsCardChanges *changes)
{
  CsIdentifiersSection *self = CS_IDENTIFIERS_SECTION (section);
  const CsCardFields *fields = cs_card_get_fields (card);

  set_identifier (self->par, fields, CS_CARD_FIELD_PAR);
  set_identifier (self->mobile, fields, CS_CARD_FIELD_MOBILE_CARD_NO);
  set_identifier (self->physical, fields, CS_CARD_FIELD_PHYSICAL_CARD_NO);
  set_identifier (self->product, fields, CS_CARD_FIELD_SERVICE_ID);
  set_identifier (self->application, fields, CS_CARD_FIELD_CARD_APPLY_NO);
  set_correlation (self, member);
}

static void
section_iface_init (CsCardSectionInterface *iface)
{
  iface->set_card = cs_identifiers_section_set_card;
}
