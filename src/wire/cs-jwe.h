/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-buffer.h"
#include "cs-rsa-key.h"

G_BEGIN_DECLS

typedef enum
{
  CS_JWE_A128GCM,
  CS_JWE_A256GCM,
} CsJweEnc;

gboolean  cs_jwe_encrypt (CsRsaKey      *recipient,
                          CsJweEnc       enc,
                          const guint8  *plaintext,
                          gsize          length,
                          CsBuffer      *out_token,
                          GError       **error);
CsBuffer *cs_jwe_decrypt (CsRsaKey      *recipient,
                          const char    *token,
                          gsize          length,
                          GError       **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
