/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-card-section.h"

G_DEFINE_INTERFACE (CsCardSection, cs_card_section, GTK_TYPE_WIDGET)

static void
cs_card_section_default_init (CsCardSectionInterface *iface)
{
}

/**
 * cs_card_section_set_card:
 * @self: a section
 * @member: the member
 * @card: one of the member's cards
 * @changes: (nullable): what a refresh changed in it
 *
 * Shows a card.
 */
void
cs_card_section_set_card (CsCardSection       *self,
                          CsMember            *member,
                          CsCard              *card,
                          const CsCardChanges *changes)
{
  g_return_if_fail (CS_IS_CARD_SECTION (self));

  CS_CARD_SECTION_GET_IFACE (self)->set_card (self, member, card, changes);
}

/**
 * cs_card_section_set_compact:
 * @self: a section
 * @is_compact: whether the window is small
 *
 * Arranges the section for a small window, or for a large one.
 */
void
cs_card_section_set_compact (CsCardSection *self,
                             gboolean       is_compact)
{
  g_return_if_fail (CS_IS_CARD_SECTION (self));

  if (CS_CARD_SECTION_GET_IFACE (self)->set_compact != NULL)
    CS_CARD_SECTION_GET_IFACE (self)->set_compact (self, is_compact);
}

/**
 * cs_card_section_add_row:
 * @list: the list of a section
 * @child: what the row shows
 * @spoken: what it says, in one sentence
 *
 * Adds a row to a list. The row takes the focus, so it needs a name of its own.
 */
void
cs_card_section_add_row (GtkListBox *list,
                         GtkWidget  *child,
                         const char *spoken)
{
  gtk_list_box_append (list, child);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (child)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

/**
 * cs_card_section_clear_rows:
 * @list: the list of a section
 *
 * Takes all rows out of a list.
 */
void
cs_card_section_clear_rows (GtkListBox *list)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, row);
}
