/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-card-fields.h"
#include "cs-json-writer.h"

G_BEGIN_DECLS

void cs_card_masked_encode (const CsCardFields *fields,
                            CsJsonWriter       *writer);

G_END_DECLS
