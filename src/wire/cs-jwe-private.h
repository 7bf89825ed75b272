/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-jwe.h"

G_BEGIN_DECLS

gboolean cs_jwe_header_read         (const char  *encoded,
                                     gsize        length,
                                     CsJweEnc    *out_enc);
char    *cs_jwe_header_dup          (CsJweEnc     enc) G_GNUC_WARN_UNUSED_RESULT;
gsize    cs_jwe_enc_get_key_length  (CsJweEnc     enc);
void     cs_jwe_set_unverified      (GError     **error);

G_END_DECLS
