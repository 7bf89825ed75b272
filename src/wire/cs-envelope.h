/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-buffer.h"
#include "cs-credentials.h"
#include "cs-jwe.h"

G_BEGIN_DECLS

gboolean  cs_envelope_seal        (CsRsaKey             *recipient,
                                   CsJweEnc              enc,
                                   const guint8         *plaintext,
                                   gsize                 length,
                                   CsBuffer             *out_body,
                                   GError              **error);
gboolean  cs_envelope_is_sealed   (const guint8         *body,
                                   gsize                 length,
                                   gsize                 maximum,
                                   gboolean             *out_is_sealed,
                                   GError              **error);
CsBuffer *cs_envelope_open        (const guint8         *body,
                                   gsize                 length,
                                   gsize                 maximum,
                                   const CsCredentials  *credentials,
                                   const char           *key_id,
                                   GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
