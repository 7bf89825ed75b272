/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-json.h"
#include "cs-outcome.h"
#include "cs-secret.h"

G_BEGIN_DECLS

CsJson   *cs_request_parse       (const guint8  *body,
                                  gsize          length,
                                  CsOutcome     *out_refusal) G_GNUC_WARN_UNUSED_RESULT;
gboolean  cs_request_get_member  (const CsJson  *json,
                                  const char    *name,
                                  CsJsonValue   *out_value);
gboolean  cs_request_get_card_no (CsJsonValue    value,
                                  const char    *name,
                                  CsSecret     **out_card_no,
                                  CsOutcome     *out_refusal);

G_END_DECLS
