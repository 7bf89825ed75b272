/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-limits-section.h"

#include "cs-card-section.h"
#include "cs-field-words.h"
#include "cs-flow-layout.h"
#include "cs-resources-path.h"
#include "cs-tile.h"

/**
 * CsLimitsSection:
 *
 * What a debit card may pay once, in a day and in a month. Other cards have no limits.
 */
struct _CsLimitsSection
{
  AdwBin    parent_instance;

  CsTile    *day;
  CsTile    *month;
  CsTile    *once;
};

static void section_iface_init (CsCardSectionInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CsLimitsSection, cs_limits_section, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (CS_TYPE_CARD_SECTION, section_iface_init))

static void
cs_limits_section_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_LIMITS_SECTION);

  G_OBJECT_CLASS (cs_limits_section_parent_class)->dispose (object);
}

static void
cs_limits_section_class_init (CsLimitsSectionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CS_TYPE_TILE);
  g_type_ensure (CS_TYPE_FLOW_LAYOUT);
  G_OBJECT_CLASS (klass)->dispose = cs_limits_section_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, CS_UI ("cs-limits-section.ui"));
  gtk_widget_class_bind_template_child (widget_class, CsLimitsSection, day);
  gtk_widget_class_bind_template_child (widget_class, CsLimitsSection, month);
  gtk_widget_class_bind_template_child (widget_class, CsLimitsSection, once);
}

static void
cs_limits_section_init (CsLimitsSection *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
set_limit (CsTile              *tile,
           const CsCardFields  *fields,
           CsCardField          field,
           const CsCardChanges *changes)
{
  const CsCardFields *before = cs_card_changes_get_before (changes, field);
  g_autofree char *value = cs_field_words_dup (fields, field);
  g_autofree char *was = NULL;

  cs_tile_set_value (tile, value, NULL);

  if (before == NULL)
    return;

  was = cs_field_words_dup (before, field);
  cs_tile_set_change (tile, was);
}

static void
cs_limits_section_set_card (CsCardSection       *section,
                            CsMember            *member,
                            CsCard              *card,
                            const CsCardChanges *changes)
{
  CsLimitsSection *self = CS_LIMITS_SECTION (section);
  const CsCardFields *fields = cs_card_get_fields (card);

  gtk_widget_set_visible (GTK_WIDGET (self), cs_card_fields_has (fields, CS_CARD_FIELD_LIMITS));
  set_limit (self->once, fields, CS_CARD_FIELD_LIMIT_ONCE, changes);
  set_limit (self->day, fields, CS_CARD_FIELD_LIMIT_DAY, changes);
  set_limit (self->month, fields, CS_CARD_FIELD_LIMIT_MONTH, changes);
}

static void
section_iface_init (CsCardSectionInterface *iface)
{
  iface->set_card = cs_limits_section_set_card;
}
