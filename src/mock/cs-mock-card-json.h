/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-buffer.h"
#include "cs-mock-card.h"

G_BEGIN_DECLS

gboolean cs_mock_card_write (const CsMockCard    *self,
                             const CsMockNumbers *numbers,
                             const GDate         *today,
                             const char          *image_base,
                             CsBuffer            *out_body) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
