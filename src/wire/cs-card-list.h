/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "cs-buffer.h"
#include "cs-card-record.h"
#include "cs-outcome.h"
#include "cs-secret.h"

G_BEGIN_DECLS

#define CS_PATH_CARD_LIST "/api/v1/user/card/list"

/* More cards than this in one answer make it unusable; the largest seen is 500. Four
 * megabytes of empty objects must not become hundreds of megabytes of cards.
 */
#define CS_CARD_LIST_MAX 20000U

/**
 * CsCardListRequest:
 * @user_id: userId; 0 stands for "not supplied" when decoding
 * @par: (nullable): only this card
 * @physical_card_no: (nullable): only this card
 *
 * The body of /user/card/list.
 */
typedef struct
{
  guint64   user_id;
  char     *par;
  CsSecret *physical_card_no;
} CsCardListRequest;

/**
 * CsCardList:
 * @outcome: what the service says
 * @cards: (element-type CsCardFields): the cards in the service's order, empty
 *   unless @outcome is success
 *
 * The answer of /user/card/list, its card numbers already masked.
 */
typedef struct
{
  CsOutcome  outcome;
  GPtrArray *cards;
} CsCardList;

void        cs_card_list_request_clear  (CsCardListRequest        *self);
gboolean    cs_card_list_request_encode (const CsCardListRequest  *self,
                                         CsBuffer                 *out_body);
gboolean    cs_card_list_request_decode (const guint8             *body,
                                         gsize                     length,
                                         CsCardListRequest        *out_request,
                                         CsOutcome                *out_refusal);

CsCardList *cs_card_list_decode         (const guint8             *body,
                                         gsize                     length,
                                         gsize                     maximum,
                                         GError                  **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean    cs_card_list_encode         (const CsOutcome          *outcome,
                                         const GPtrArray          *records,
                                         CsBuffer                 *out_body);
void        cs_card_list_free           (CsCardList               *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CsCardListRequest, cs_card_list_request_clear)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsCardList, cs_card_list_free)

G_END_DECLS
