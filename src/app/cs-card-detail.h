/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cs-card-changes.h"
#include "cs-image-store.h"
#include "cs-member.h"

G_BEGIN_DECLS

#define CS_TYPE_CARD_DETAIL (cs_card_detail_get_type ())

G_DECLARE_FINAL_TYPE (CsCardDetail, cs_card_detail, CS, CARD_DETAIL, AdwBin)

void   cs_card_detail_set_card      (CsCardDetail        *self,
                                     CsMember            *member,
                                     CsCard              *card,
                                     const CsCardChanges *changes,
                                     CsImageStore        *images);
double cs_card_detail_get_scroll    (CsCardDetail        *self);
void   cs_card_detail_set_scroll    (CsCardDetail        *self,
                                     double               scroll);
void   cs_card_detail_set_compact   (CsCardDetail        *self,
                                     gboolean             is_compact);
void   cs_card_detail_focus_verdict (CsCardDetail        *self);

G_END_DECLS
