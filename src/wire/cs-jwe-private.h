/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-jwe.h"

G_BEGIN_DECLS

/* RFC 7516, section 7.1: the parts of the compact serialization. */
typedef enum
{
  CS_JWE_PART_HEADER,
  CS_JWE_PART_WRAPPED_KEY,
  CS_JWE_PART_IV,
  CS_JWE_PART_CIPHERTEXT,
  CS_JWE_PART_TAG,
  CS_JWE_N_PARTS,
} CsJwePart;

gboolean cs_jwe_header_read         (const char  *encoded,
                                     gsize        length,
                                     CsJweEnc    *out_enc);
char    *cs_jwe_header_dup          (CsJweEnc     enc) G_GNUC_WARN_UNUSED_RESULT;
gsize    cs_jwe_enc_get_key_length  (CsJweEnc     enc);
void     cs_jwe_set_unverified      (GError     **error);

G_END_DECLS
