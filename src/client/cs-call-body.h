/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-buffer.h"
#include "cs-credentials.h"

G_BEGIN_DECLS

CsBuffer *cs_call_body_list_cards (guint64               member_id,
                                   const char           *par,
                                   GError              **error) G_GNUC_WARN_UNUSED_RESULT;
CsBuffer *cs_call_body_card_info  (const CsCredentials  *credentials,
                                   CsSecret             *card_no,
                                   GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
