/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "cs-buffer.h"
#include "cs-outcome.h"
#include "cs-secret.h"

G_BEGIN_DECLS

#define CS_PATH_CARD_INFO "/api/v1/user/card/info"

/**
 * CsCardInfo:
 * @outcome: what the service says
 * @has_user_id: whether the card is anybody's
 * @user_id: the member whose card it is
 * @balance: whole won, 0 if not supplied
 * @service_id: (nullable): card product ID
 * @service_name: (nullable): card product name
 * @card_status: (nullable): the service's word for its status
 *
 * The answer of /user/card/info: the way from a card number to its member.
 */
typedef struct
{
  CsOutcome  outcome;
  gboolean   has_user_id;
  guint64    user_id;
  guint64    balance;
  char      *service_id;
  char      *service_name;
  char      *card_status;
} CsCardInfo;

gboolean    cs_card_info_request_encode (CsSecret          *card_no,
                                         CsBuffer          *out_body);
CsSecret   *cs_card_info_request_decode (const guint8      *body,
                                         gsize              length,
                                         CsOutcome         *out_refusal) G_GNUC_WARN_UNUSED_RESULT;
CsCardInfo *cs_card_info_decode         (const guint8      *body,
                                         gsize              length,
                                         gsize              maximum,
                                         GError           **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean    cs_card_info_encode         (const CsCardInfo  *self,
                                         CsBuffer          *out_body);
CsCardInfo *cs_card_info_new            (void) G_GNUC_WARN_UNUSED_RESULT;
void        cs_card_info_free           (CsCardInfo        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsCardInfo, cs_card_info_free)

G_END_DECLS
