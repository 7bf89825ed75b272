/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cs-image-store.h"
#include "cs-member.h"

G_BEGIN_DECLS

#define CS_TYPE_CARD_SIDEBAR (cs_card_sidebar_get_type ())

G_DECLARE_FINAL_TYPE (CsCardSidebar, cs_card_sidebar, CS, CARD_SIDEBAR, AdwBin)

void    cs_card_sidebar_prepare      (CsCardSidebar *self);
void    cs_card_sidebar_set_member   (CsCardSidebar *self,
                                      CsMember      *member,
                                      CsCard        *selected,
                                      CsImageStore  *images);
void    cs_card_sidebar_set_compact  (CsCardSidebar *self,
                                      gboolean       is_compact);
CsCard *cs_card_sidebar_get_selected (CsCardSidebar *self);

G_END_DECLS
