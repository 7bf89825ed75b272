/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "cs-card-changes.h"
#include "cs-member.h"

G_BEGIN_DECLS

#define CS_TYPE_CARD_SECTION (cs_card_section_get_type ())

G_DECLARE_INTERFACE (CsCardSection, cs_card_section, CS, CARD_SECTION, GtkWidget)

/**
 * CsCardSectionInterface:
 * @set_card: shows a card; hides the section where it has nothing to say
 * @set_compact: (nullable): arranges the section for a small window
 *
 * A part of the detail below the head.
 */
struct _CsCardSectionInterface
{
  GTypeInterface parent_iface;

  void (*set_card) (CsCardSection       *self,
                    CsMember            *member,
                    CsCard              *card,
                    const CsCardChanges *changes);
  void (*set_compact) (CsCardSection    *self,
                       gboolean          is_compact);
};

void cs_card_section_set_card    (CsCardSection       *self,
                                  CsMember            *member,
                                  CsCard              *card,
                                  const CsCardChanges *changes);
void cs_card_section_set_compact (CsCardSection       *self,
                                  gboolean             is_compact);

void cs_card_section_add_row     (GtkListBox          *list,
                                  GtkWidget           *child,
                                  const char          *spoken);
void cs_card_section_clear_rows  (GtkListBox          *list);

G_END_DECLS
