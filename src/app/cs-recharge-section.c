/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-recharge-section.h"

#include "cs-card-section.h"
#include "cs-field-words.h"
#include "cs-flow-layout.h"
#include "cs-property-row.h"
#include "cs-resources-path.h"

/**
 * CsRechargeSection:
 *
 * By which rules the card takes money in and gives it back.
 */
struct _CsRechargeSection
{
  AdwBin        parent_instance;

  CsPropertyRow *anonymous_maximum;
  CsPropertyRow *cash_ic;
  CsPropertyRow *minimum;
  CsPropertyRow *named;
  CsPropertyRow *named_maximum;
  CsPropertyRow *own_account;
  CsPropertyRow *pending_cap;
  CsPropertyRow *refund;
  CsPropertyRow *remittance;
  CsPropertyRow *terminals;
  CsPropertyRow *unit;
  CsPropertyRow *virtual_pending;
};

static void section_iface_init (CsCardSectionInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CsRechargeSection, cs_recharge_section, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (CS_TYPE_CARD_SECTION, section_iface_init))

static void
cs_recharge_section_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_RECHARGE_SECTION);

  G_OBJECT_CLASS (cs_recharge_section_parent_class)->dispose (object);
}

static void
cs_recharge_section_class_init (CsRechargeSectionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CS_TYPE_PROPERTY_ROW);
  g_type_ensure (CS_TYPE_FLOW_LAYOUT);
  G_OBJECT_CLASS (klass)->dispose = cs_recharge_section_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, CS_UI ("cs-recharge-section.ui"));
  gtk_widget_class_bind_template_child (widget_class, CsRechargeSection, anonymous_maximum);
  gtk_widget_class_bind_template_child (widget_class, CsRechargeSection, cash_ic);
  gtk_widget_class_bind_template_child (widget_class, CsRechargeSection, minimum);
  gtk_widget_class_bind_template_child (widget_class, CsRechargeSection, named);
  gtk_widget_class_bind_template_child (widget_class, CsRechargeSection, named_maximum);
  gtk_widget_class_bind_template_child (widget_class, CsRechargeSection, own_account);
  gtk_widget_class_bind_template_child (widget_class, CsRechargeSection, pending_cap);
  gtk_widget_class_bind_template_child (widget_class, CsRechargeSection, refund);
  gtk_widget_class_bind_template_child (widget_class, CsRechargeSection, remittance);
  gtk_widget_class_bind_template_child (widget_class, CsRechargeSection, terminals);
  gtk_widget_class_bind_template_child (widget_class, CsRechargeSection, unit);
  gtk_widget_class_bind_template_child (widget_class, CsRechargeSection, virtual_pending);
}

static void
cs_recharge_section_init (CsRechargeSection *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
set_rule (CsPropertyRow       *row,
          const CsCardFields  *fields,
          CsCardField          field,
          const CsCardChanges *changes)
{
  const char *blank = cs_field_words_get_blank (fields, field);
  const CsCardFields *before = cs_card_changes_get_before (changes, field);
  g_autofree char *value = cs_field_words_dup (fields, field);
  g_autofree char *was = NULL;

  if (blank != NULL)
    cs_property_row_set_blank (row, blank);
  else
    cs_property_row_set_value (row, value, FALSE);

  if (before == NULL)
    return;

  was = cs_field_words_dup (before, field);
  cs_property_row_set_change (row, was);
}

static void
cs_recharge_section_set_card (CsCardSection       *section,
                              CsMember            *member,
                              CsCard              *card,
                              const CsCardChanges *changes)
{
  CsRechargeSection *self = CS_RECHARGE_SECTION (section);
  const CsCardFields *fields = cs_card_get_fields (card);

  set_rule (self->minimum, fields, CS_CARD_FIELD_MIN_RECHARGE_AMOUNT, changes);
  set_rule (self->unit, fields, CS_CARD_FIELD_RECHARGE_UNIT_AMT, changes);
  set_rule (self->named_maximum, fields, CS_CARD_FIELD_MAX_REAL_NAME_RECHARGE_AMOUNT, changes);
  set_rule (self->anonymous_maximum, fields,
            CS_CARD_FIELD_MAX_NON_REAL_NAME_RECHARGE_AMOUNT, changes);
  set_rule (self->named, fields, CS_CARD_FIELD_IS_NAMED, changes);
  set_rule (self->terminals, fields, CS_CARD_FIELD_RECHARGEABLE, changes);
  set_rule (self->own_account, fields, CS_CARD_FIELD_PERSONAL_RECHARGEABLE, changes);
  set_rule (self->virtual_pending, fields,
            CS_CARD_FIELD_ENABLE_VIRTUAL_ACCOUNT_PENDING_AMOUNT, changes);
  set_rule (self->pending_cap, fields, CS_CARD_FIELD_VIRTUAL_ACCOUNT_MAX_PENDING_AMOUNT, changes);
  set_rule (self->refund, fields, CS_CARD_FIELD_REFUNDABLE, changes);
  set_rule (self->remittance, fields, CS_CARD_FIELD_REMITTABLE, changes);
  set_rule (self->cash_ic, fields, CS_CARD_FIELD_ENABLE_FIC, changes);
}

static void
section_iface_init (CsCardSectionInterface *iface)
{
  iface->set_card = cs_recharge_section_set_card;
}
