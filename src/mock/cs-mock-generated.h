/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-mock-card.h"

G_BEGIN_DECLS

#define CS_MOCK_GENERATED_MAX    10000000
#define CS_MOCK_GENERATED_CARDS  5

gboolean cs_mock_generated_index   (guint64         member_id,
                                    guint          *out_index);
void     cs_mock_generated_card    (guint64         seed,
                                    CsMockCard     *out_card);
void     cs_mock_generated_numbers (guint           index,
                                    guint           card,
                                    CsMockNumbers  *out_numbers);

G_END_DECLS
