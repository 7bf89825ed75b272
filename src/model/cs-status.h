/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "cs-card-fields.h"

G_BEGIN_DECLS

/* The six dimensions in which the service reports a status. */
typedef enum
{
  CS_STATUS_LEDGER,          /* cardLifeStatus */
  CS_STATUS_BUSINESS,        /* cardBizStatus */
  CS_STATUS_MOBILE,          /* mobileCardStatus */
  CS_STATUS_PHYSICAL,        /* physicalCardStatus */
  CS_STATUS_TRANSFER,        /* accTransferStatus */
  CS_STATUS_AUTO_RELOAD,     /* autoReloadStatus */
  CS_N_STATUS_DIMENSIONS,
} CsStatusDimension;

/* What a badge looks like; each tone has a shape and a word of its own. */
typedef enum
{
  CS_TONE_FINE,              /* check */
  CS_TONE_CARE,              /* triangle */
  CS_TONE_PAUSED,            /* two bars */
  CS_TONE_FINISHED,          /* dash */
  CS_TONE_MOVING,            /* arrows */
  CS_TONE_UNKNOWN,           /* question mark, dashed outline */
} CsTone;

/**
 * CsStatusEntry:
 * @dimension: where the code occurs
 * @code: the service's code
 * @korean: the vendor's own word, Korean in every language
 * @word: one or two words for a badge
 * @meaning: plain meaning, a sentence
 * @experience: what the caller experiences, a sentence
 * @advice: what staff may say, one or two sentences in their own voice
 * @tone: what the badge looks like
 *
 * One line of the status dictionary. All texts but @code and @korean are message
 * IDs; the getters translate them.
 */
typedef struct
{
  CsStatusDimension  dimension;
  const char        *code;
  const char        *korean;
  const char        *word;
  const char        *meaning;
  const char        *experience;
  const char        *advice;
  CsTone             tone;
} CsStatusEntry;

const CsStatusEntry *cs_status_get_entries          (gsize               *out_n_entries);
const CsStatusEntry *cs_status_find                 (CsStatusDimension    dimension,
                                                     const char          *code);
const char          *cs_status_entry_get_word       (const CsStatusEntry *entry);
const char          *cs_status_entry_get_meaning    (const CsStatusEntry *entry);
const char          *cs_status_entry_get_experience (const CsStatusEntry *entry);
const char          *cs_status_entry_get_advice     (const CsStatusEntry *entry);

CsCardField          cs_status_dimension_get_field  (CsStatusDimension    dimension);
const char          *cs_status_dimension_get_title  (CsStatusDimension    dimension);
const char          *cs_status_get_code             (const CsCardFields  *fields,
                                                     CsStatusDimension    dimension);
char                *cs_status_dup_raw_code         (const char          *code) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
