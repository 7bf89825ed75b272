/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cs-card.h"
#include "cs-image-store.h"

G_BEGIN_DECLS

#define CS_TYPE_CARD_HEAD (cs_card_head_get_type ())

G_DECLARE_FINAL_TYPE (CsCardHead, cs_card_head, CS, CARD_HEAD, AdwBin)

void cs_card_head_set_card      (CsCardHead   *self,
                                 CsCard       *card,
                                 CsImageStore *images);
void cs_card_head_set_compact   (CsCardHead   *self,
                                 gboolean      is_compact);
void cs_card_head_focus_verdict (CsCardHead   *self);

G_END_DECLS
