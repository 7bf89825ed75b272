/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-status-section.h"

#include "cs-card-section.h"
#include "cs-flow-layout.h"
#include "cs-resources-path.h"
#include "cs-status-badge.h"

/**
 * CsStatusSection:
 *
 * The six statuses that the service reports, each with its dimension.
 */
struct _CsStatusSection
{
  AdwBin        parent_instance;

  CsStatusBadge *auto_reload;
  CsStatusBadge *business;
  CsStatusBadge *ledger;
  CsStatusBadge *mobile;
  CsStatusBadge *physical;
  CsStatusBadge *transfer;
};

static void section_iface_init (CsCardSectionInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CsStatusSection, cs_status_section, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (CS_TYPE_CARD_SECTION, section_iface_init))

static void
cs_status_section_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_STATUS_SECTION);

  G_OBJECT_CLASS (cs_status_section_parent_class)->dispose (object);
}

static void
cs_status_section_class_init (CsStatusSectionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CS_TYPE_STATUS_BADGE);
  g_type_ensure (CS_TYPE_FLOW_LAYOUT);
  G_OBJECT_CLASS (klass)->dispose = cs_status_section_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, CS_UI ("cs-status-section.ui"));
  gtk_widget_class_bind_template_child (widget_class, CsStatusSection, auto_reload);
  gtk_widget_class_bind_template_child (widget_class, CsStatusSection, business);
  gtk_widget_class_bind_template_child (widget_class, CsStatusSection, ledger);
  gtk_widget_class_bind_template_child (widget_class, CsStatusSection, mobile);
  gtk_widget_class_bind_template_child (widget_class, CsStatusSection, physical);
  gtk_widget_class_bind_template_child (widget_class, CsStatusSection, transfer);
}

static void
cs_status_section_init (CsStatusSection *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
set_status (CsStatusBadge       *badge,
            const CsCardFields  *fields,
            CsStatusDimension    dimension,
            const CsCardChanges *changes)
{
  cs_status_badge_set_fields (badge, fields,
                              cs_card_changes_get_before (
                                changes, cs_status_dimension_get_field (dimension)));
}

static void
cs_status_section_set_card (CsCardSection       *section,
                            CsMember            *member,
                            CsCard              *card,
                            const CsCardChanges *changes)
{
  CsStatusSection *self = CS_STATUS_SECTION (section);
  const CsCardFields *fields = cs_card_get_fields (card);

  set_status (self->business, fields, CS_STATUS_BUSINESS, changes);
  set_status (self->mobile, fields, CS_STATUS_MOBILE, changes);
  set_status (self->physical, fields, CS_STATUS_PHYSICAL, changes);
  set_status (self->ledger, fields, CS_STATUS_LEDGER, changes);
  set_status (self->transfer, fields, CS_STATUS_TRANSFER, changes);
  set_status (self->auto_reload, fields, CS_STATUS_AUTO_RELOAD, changes);
}

static void
section_iface_init (CsCardSectionInterface *iface)
{
  iface->set_card = cs_status_section_set_card;
}
