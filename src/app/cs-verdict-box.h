/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cs-card.h"

G_BEGIN_DECLS

#define CS_TYPE_VERDICT_BOX (cs_verdict_box_get_type ())

G_DECLARE_FINAL_TYPE (CsVerdictBox, cs_verdict_box, CS, VERDICT_BOX, AdwBin)

void cs_verdict_box_set_card (CsVerdictBox *self,
                              CsCard       *card);

G_END_DECLS
