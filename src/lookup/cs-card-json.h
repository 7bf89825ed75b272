/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-card.h"
#include "cs-json-writer.h"
#include "cs-member.h"

G_BEGIN_DECLS

/* ISO 8601 with seconds and all of the offset: many a reader takes no "+09". */
#define CS_TIME_FORMAT "%Y-%m-%dT%H:%M:%S%:z"

void cs_card_json_write_cards   (CsJsonWriter *writer,
                                 CsMember     *member);
void cs_card_json_write_summary (CsJsonWriter *writer,
                                 CsMember     *member);
void cs_card_json_append        (GString      *text,
                                 const char   *json,
                                 gsize         length);

G_END_DECLS
