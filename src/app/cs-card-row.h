/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cs-card-item.h"
#include "cs-image-store.h"

G_BEGIN_DECLS

#define CS_TYPE_CARD_ROW (cs_card_row_get_type ())

G_DECLARE_FINAL_TYPE (CsCardRow, cs_card_row, CS, CARD_ROW, AdwBin)

void cs_card_row_set_item    (CsCardRow    *self,
                              CsCardItem   *item,
                              CsImageStore *images);
void cs_card_row_clear       (CsCardRow    *self);
void cs_card_row_set_compact (CsCardRow    *self,
                              gboolean      is_compact);

G_END_DECLS
