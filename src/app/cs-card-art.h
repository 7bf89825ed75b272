/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "cs-card.h"
#include "cs-image-store.h"

G_BEGIN_DECLS

#define CS_TYPE_CARD_ART (cs_card_art_get_type ())

G_DECLARE_FINAL_TYPE (CsCardArt, cs_card_art, CS, CARD_ART, GtkWidget)

void     cs_card_art_set_card   (CsCardArt    *self,
                                CsCard       *card,
                                CsImageStore *images);
void     cs_card_art_clear      (CsCardArt    *self);
gboolean cs_card_art_is_stopped (CsCardArt    *self);

G_END_DECLS
