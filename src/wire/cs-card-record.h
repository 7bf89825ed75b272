/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-card-fields.h"
#include "cs-json-writer.h"
#include "cs-json.h"

G_BEGIN_DECLS

/* The largest amount, in whole won. */
#define CS_AMOUNT_MAX G_GUINT64_CONSTANT (9999999999)

/**
 * CsCardRecord:
 * @fields: what may be kept of the card
 * @mobile_card_no: (nullable): full card number
 * @physical_card_no: (nullable): full card number
 * @account_no: (nullable): full account number
 * @expiry_text: (nullable): expiryDate as it is on the wire
 *
 * One card as it travels, with its full numbers, which are wiped when it is freed.
 *
 * Decoding fills it; sealing turns it into fields without the numbers. The mock
 * service fills one itself and encodes it: there is one codec for both directions.
 */
typedef struct
{
  CsCardFields *fields;
  char         *mobile_card_no;
  char         *physical_card_no;
  char         *account_no;
  char         *expiry_text;
} CsCardRecord;

CsCardRecord *cs_card_record_new    (void) G_GNUC_WARN_UNUSED_RESULT;
void          cs_card_record_free   (CsCardRecord       *self);
CsCardFields *cs_card_record_seal   (CsCardRecord       *self) G_GNUC_WARN_UNUSED_RESULT;

CsCardRecord *cs_card_record_decode (CsJsonValue         object) G_GNUC_WARN_UNUSED_RESULT;
void          cs_card_record_encode (const CsCardRecord *self,
                                     CsJsonWriter       *writer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsCardRecord, cs_card_record_free)

G_END_DECLS
