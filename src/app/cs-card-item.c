/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-card-item.h"

#include <glib/gi18n-lib.h>

/**
 * CsCardItem:
 *
 * A card in its place in the list.
 *
 * The first card of a group carries the group's heading: GTK 4.8 has no section
 * headings in list views, and headings as rows of their own would take the focus.
 */
struct _CsCardItem
{
  GObject      parent_instance;

  CsCard      *card;
  GDate        as_of;
  guint        position;
  guint        group_size;      /* 0 unless first of its group */
};

G_DEFINE_FINAL_TYPE (CsCardItem, cs_card_item, G_TYPE_OBJECT)

static void
cs_card_item_dispose (GObject *object)
{
  g_clear_object (&CS_CARD_ITEM (object)->card);

  G_OBJECT_CLASS (cs_card_item_parent_class)->dispose (object);
}

static void
cs_card_item_class_init (CsCardItemClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cs_card_item_dispose;
}

static void
cs_card_item_init (CsCardItem *self)
{
}

CsCard *
cs_card_item_get_card (CsCardItem *self)
{
  return self->card;
}

CsCardGroup
cs_card_item_get_group (CsCardItem *self)
{
  return cs_card_group_of (self->card);
}

/**
 * cs_card_item_get_group_size:
 * @self: an item
 *
 * Tells how many cards the group has that begins with this one.
 *
 * Returns: the number, or 0 if another card begins the group
 */
guint
cs_card_item_get_group_size (CsCardItem *self)
{
  return self->group_size;
}

/**
 * cs_card_item_get_as_of:
 * @self: an item
 *
 * Tells on which day, in KST, the answer was given.
 *
 * Returns: the date
 */
const GDate *
cs_card_item_get_as_of (CsCardItem *self)
{
  return &self->as_of;
}

static CsSeverity
get_worst_severity (CsCard *card)
{
  const CsFact *worst = cs_card_get_worst_fact (card);

  return worst != NULL ? worst->severity : CS_SEVERITY_NOTE;
}

/**
 * cs_card_group_of:
 * @card: a card
 *
 * Tells where in the list a card belongs: blocked, unknown, limited and usable with
 * care need attention.
 *
 * Returns: the group
 */
CsCardGroup
cs_card_group_of (CsCard *card)
{
  switch (get_worst_severity (card))
    {
    case CS_SEVERITY_FINISHED:
      return CS_CARD_GROUP_FINISHED;
    case CS_SEVERITY_NOTE:
      return CS_CARD_GROUP_USABLE;
    case CS_SEVERITY_CARE:
    case CS_SEVERITY_LIMITED:
    case CS_SEVERITY_UNKNOWN:
    case CS_SEVERITY_BLOCKED:
    default:
      return CS_CARD_GROUP_ATTENTION;
    }
}

const char *
cs_card_group_get_title (CsCardGroup group)
{
  switch (group)
    {
    case CS_CARD_GROUP_ATTENTION:
      return _("Needs attention");
    case CS_CARD_GROUP_USABLE:
      return _("Usable");
    case CS_CARD_GROUP_FINISHED:
      return _("Finished");
    case CS_N_CARD_GROUPS:
    default:
      g_return_val_if_reached ("");
    }
}

static int
compare_items (gconstpointer a,
               gconstpointer b)
{
  CsCardItem *left = *(CsCardItem *const *) a;
  CsCardItem *right = *(CsCardItem *const *) b;
  CsCardGroup left_group = cs_card_group_of (left->card);
  CsCardGroup right_group = cs_card_group_of (right->card);

  if (left_group != right_group)
    return (int) left_group - (int) right_group;

  if (get_worst_severity (left->card) != get_worst_severity (right->card))
    return (int) get_worst_severity (right->card) - (int) get_worst_severity (left->card);

  return left->position < right->position ? -1 : 1;
}

static void
count_groups (GPtrArray *items)
{
  CsCardItem *first = NULL;

  for (guint i = 0; i < items->len; i++)
    {
      CsCardItem *item = g_ptr_array_index (items, i);

      if (first == NULL || cs_card_item_get_group (first) != cs_card_item_get_group (item))
        first = item;

      first->group_size++;
    }
}

/**
 * cs_card_items_list:
 * @member: a member
 *
 * Orders the member's cards: group by group, worst first, otherwise as the service
 * gave them.
 *
 * Returns: (transfer full) (element-type CsCardItem): the items
 */
GPtrArray *
cs_card_items_list (CsMember *member)
{
  guint n_cards = cs_member_get_n_cards (member);
  GDateTime *as_of = cs_member_get_as_of (member);
  GPtrArray *items = g_ptr_array_new_full (n_cards, g_object_unref);

  for (guint i = 0; i < n_cards; i++)
    {
      CsCardItem *item = g_object_new (CS_TYPE_CARD_ITEM, NULL);

      item->card = g_object_ref (cs_member_get_card (member, i));
      item->position = i;
      g_date_clear (&item->as_of, 1);
      g_date_set_dmy (&item->as_of, (GDateDay) g_date_time_get_day_of_month (as_of),
                      (GDateMonth) g_date_time_get_month (as_of),
                      (GDateYear) g_date_time_get_year (as_of));
      g_ptr_array_add (items, item);
    }

  g_ptr_array_sort (items, compare_items);
  count_groups (items);

  return items;
}
