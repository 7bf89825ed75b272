/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "cs-member.h"

G_BEGIN_DECLS

/* The groups of the list, worst first. */
typedef enum
{
  CS_CARD_GROUP_ATTENTION,
  CS_CARD_GROUP_USABLE,
  CS_CARD_GROUP_FINISHED,
  CS_N_CARD_GROUPS,
} CsCardGroup;

#define CS_TYPE_CARD_ITEM (cs_card_item_get_type ())

G_DECLARE_FINAL_TYPE (CsCardItem, cs_card_item, CS, CARD_ITEM, GObject)

CsCard      *cs_card_item_get_card        (CsCardItem  *self);
CsCardGroup  cs_card_item_get_group       (CsCardItem  *self);
guint        cs_card_item_get_group_size  (CsCardItem  *self);
const GDate *cs_card_item_get_as_of       (CsCardItem  *self);

CsCardGroup  cs_card_group_of             (CsCard      *card);
const char  *cs_card_group_get_title      (CsCardGroup  group);
GPtrArray   *cs_card_items_list           (CsMember    *member) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
