/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "cs-card-fields.h"
#include "cs-fact.h"

G_BEGIN_DECLS

#define CS_TYPE_CARD (cs_card_get_type ())

G_DECLARE_FINAL_TYPE (CsCard, cs_card, CS, CARD, GObject)

CsCard             *cs_card_new              (CsCardFields       *fields,
                                              const GDate        *today,
                                              guint               expiry_days) G_GNUC_WARN_UNUSED_RESULT;
const CsCardFields *cs_card_get_fields       (CsCard             *self);
const GArray       *cs_card_get_facts        (CsCard             *self);
CsVerdict           cs_card_get_verdict      (CsCard             *self);
CsTone              cs_card_get_tone         (CsCard             *self);
const CsFact       *cs_card_get_worst_fact   (CsCard             *self);
char               *cs_card_dup_reason       (CsCard             *self) G_GNUC_WARN_UNUSED_RESULT;
char               *cs_card_dup_advice       (CsCard             *self) G_GNUC_WARN_UNUSED_RESULT;
const CsMaskedPan  *cs_card_get_number       (CsCard             *self);
gboolean            cs_card_has_number       (CsCard             *self,
                                              const CsMaskedPan  *number);

G_END_DECLS
