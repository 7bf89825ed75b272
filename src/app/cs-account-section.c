/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-account-section.h"

#include <glib/gi18n-lib.h>

#include "cs-card-section.h"
#include "cs-field-words.h"
#include "cs-pan.h"
#include "cs-resources-path.h"

/**
 * CsAccountSection:
 *
 * The bank account that a debit card draws on. Names are the bank's as returned.
 */
struct _CsAccountSection
{
  AdwBin    parent_instance;

  GtkLabel  *account;
  GtkLabel  *bank;
  GtkLabel  *note;
};

static void section_iface_init (CsCardSectionInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CsAccountSection, cs_account_section, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (CS_TYPE_CARD_SECTION, section_iface_init))

static void
cs_account_section_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_ACCOUNT_SECTION);

  G_OBJECT_CLASS (cs_account_section_parent_class)->dispose (object);
}

static void
cs_account_section_class_init (CsAccountSectionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cs_account_section_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, CS_UI ("cs-account-section.ui"));
  gtk_widget_class_bind_template_child (widget_class, CsAccountSection, account);
  gtk_widget_class_bind_template_child (widget_class, CsAccountSection, bank);
  gtk_widget_class_bind_template_child (widget_class, CsAccountSection, note);
}

static void
cs_account_section_init (CsAccountSection *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static const char *
get_note (const CsCardFields *fields)
{
  if (!cs_card_fields_has (fields, CS_CARD_FIELD_ENABLE_FIC))
    return _("debit payments · cash IC not supplied");

  return fields->enable_fic ? _("debit payments · cash IC") : _("debit payments · no cash IC");
}

static void
cs_account_section_set_card (CsCardSection       *section,
                             CsMember            *member,
                             CsCard              *card,
                             const CsCardChanges *changes)
{
  CsAccountSection *self = CS_ACCOUNT_SECTION (section);
  const CsCardFields *fields = cs_card_get_fields (card);
  g_autofree char *bank = cs_field_words_dup (fields, CS_CARD_FIELD_BANK_NAME);
  g_autofree char *account = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), cs_card_fields_has (fields, CS_CARD_FIELD_BANK_INFO));

  account = cs_card_fields_has (fields, CS_CARD_FIELD_ACCOUNT_NO)
              ? cs_pan_dup_short (fields->account_last4)
              : g_strdup (cs_field_words_get_blank (fields, CS_CARD_FIELD_ACCOUNT_NO));

  gtk_label_set_label (self->bank, bank);
  gtk_label_set_label (self->note, get_note (fields));
  gtk_label_set_label (self->account, account);
}

static void
section_iface_init (CsCardSectionInterface *iface)
{
  iface->set_card = cs_account_section_set_card;
}
