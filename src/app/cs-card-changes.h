/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-member.h"

G_BEGIN_DECLS

/**
 * CsCardChanges:
 * @fields: what differs
 * @before: (nullable): the card as it was, or `NULL` if it is new
 *
 * What a refresh changed in one card.
 */
typedef struct
{
  CsCardFieldSet  fields;
  CsCard         *before;
} CsCardChanges;

CsCardChanges      *cs_card_changes_new        (CsCard              *before,
                                                CsCard              *after) G_GNUC_WARN_UNUSED_RESULT;
void                cs_card_changes_free       (CsCardChanges       *self);
const CsCardFields *cs_card_changes_get_before (const CsCardChanges *self,
                                                CsCardField          field);

GPtrArray          *cs_card_changes_list       (CsMember            *before,
                                                CsMember            *after) G_GNUC_WARN_UNUSED_RESULT;
CsCard             *cs_card_find_same          (CsMember            *member,
                                                CsCard              *card);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsCardChanges, cs_card_changes_free)

G_END_DECLS
