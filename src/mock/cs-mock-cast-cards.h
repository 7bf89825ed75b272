/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-mock-card.h"
#include "cs-mock-cast.h"

G_BEGIN_DECLS

void cs_mock_part_get_card (const CsMockPart *part,
                            guint             index,
                            CsMockCard       *out_card,
                            CsMockNumbers    *out_numbers);

G_END_DECLS
