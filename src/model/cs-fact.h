/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "cs-card-fields.h"
#include "cs-status.h"

G_BEGIN_DECLS

#define CS_EXPIRY_DAYS_DEFAULT 30
#define CS_EXPIRY_DAYS_MIN     7
#define CS_EXPIRY_DAYS_MAX     180

/* From harmless to worst; the verdict follows the worst. */
typedef enum
{
  CS_SEVERITY_NOTE,
  CS_SEVERITY_CARE,
  CS_SEVERITY_LIMITED,
  CS_SEVERITY_UNKNOWN,
  CS_SEVERITY_BLOCKED,
  CS_SEVERITY_FINISHED,
} CsSeverity;

/* From best to worst as well. */
typedef enum
{
  CS_VERDICT_USABLE,
  CS_VERDICT_LIMITED,
  CS_VERDICT_UNKNOWN,
  CS_VERDICT_BLOCKED,
  CS_VERDICT_FINISHED,
  CS_N_VERDICTS,
} CsVerdict;

/* In the order in which facts of one severity are listed. */
typedef enum
{
  CS_FACT_DELETED,
  CS_FACT_EXPIRED,
  CS_FACT_LOST,
  CS_FACT_AWAITING_RECEIPT,
  CS_FACT_REISSUED,
  CS_FACT_SUSPENDED,
  CS_FACT_MOBILE_SUSPENDED,
  CS_FACT_PHYSICAL_SUSPENDED,
  CS_FACT_UNKNOWN_STATUS,
  CS_FACT_INCOMPLETE,
  CS_FACT_CONTRADICTION,
  CS_FACT_EMPTY,
  CS_FACT_TRANSFER_IN_PROGRESS,
  CS_FACT_EXPIRES_SOON,
  CS_FACT_RECHARGEABLE_MISMATCH,
  CS_FACT_OVER_MAXIMUM,
  CS_FACT_OVER_PENDING_CAP,
  CS_FACT_NUMBER_INVALID,
  CS_FACT_PAR_MALFORMED,
  CS_FACT_LIMITS_ORDER,
  CS_FACT_PENDING_CHARGE,
  CS_FACT_ANONYMOUS,
  CS_FACT_FULL,
  CS_FACT_NOT_RECHARGEABLE,
  CS_FACT_NOT_REFUNDABLE,
  CS_FACT_NOT_REMITTABLE,
  CS_FACT_AUTO_RELOAD_ON_BLOCKED,
  CS_FACT_LOSS_WITHDRAWN,
  CS_N_FACTS,
} CsFactId;

/**
 * CsFact:
 * @id: what was found
 * @severity: how bad it is; a few facts occur in two severities, as two facts
 * @fields: the fields it comes from
 *
 * Something that the fields of a card say together.
 */
typedef struct
{
  CsFactId        id;
  CsSeverity      severity;
  CsCardFieldSet  fields;
} CsFact;

GArray              *cs_facts_derive        (const CsCardFields *fields,
                                             const GDate        *today,
                                             guint               expiry_days) G_GNUC_WARN_UNUSED_RESULT;
CsVerdict            cs_facts_get_verdict   (const GArray       *facts);
CsTone               cs_facts_get_tone      (const GArray       *facts);

const char          *cs_fact_id_to_string   (CsFactId            id);
gboolean             cs_fact_id_from_string (const char         *text,
                                             CsFactId           *out_id);
const char          *cs_severity_to_string  (CsSeverity          severity);
const char          *cs_verdict_to_string   (CsVerdict           verdict);
const char          *cs_verdict_get_word    (CsVerdict           verdict);
CsTone               cs_verdict_get_tone    (CsVerdict           verdict);

const char          *cs_fact_get_title      (const CsFact       *self);
const char          *cs_fact_get_cause      (const CsFact       *self);
const CsStatusEntry *cs_fact_find_entry     (const CsFact       *self,
                                             const CsCardFields *fields);
char                *cs_fact_dup_text       (const CsFact       *self,
                                             const CsCardFields *fields) G_GNUC_WARN_UNUSED_RESULT;
char                *cs_fact_dup_advice     (const CsFact       *self,
                                             const CsCardFields *fields) G_GNUC_WARN_UNUSED_RESULT;

gboolean             cs_facts_get_rule      (gsize                 index,
                                             CsFact               *out_fact,
                                             const CsStatusEntry **out_entry);

G_END_DECLS
