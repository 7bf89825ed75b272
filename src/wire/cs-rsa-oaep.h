/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-rsa-key.h"

G_BEGIN_DECLS

#define CS_RSA_BYTES_MAX (CS_RSA_BITS_MAX / 8)

gboolean cs_rsa_oaep_encrypt (CsRsaKey     *key,
                              const guint8 *message,
                              gsize         length,
                              guint8        out_ciphertext[CS_RSA_BYTES_MAX],
                              gsize        *out_length);
gboolean cs_rsa_oaep_decrypt (CsRsaKey     *key,
                              const guint8 *ciphertext,
                              gsize         length,
                              guint8        out_message[CS_RSA_BYTES_MAX],
                              gsize        *out_length);

G_END_DECLS
