/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <openssl/evp.h>

#include "cs-buffer.h"

G_BEGIN_DECLS

EVP_PKEY *cs_rsa_der_read_private (const guint8 *der,
                                   gsize         length) G_GNUC_WARN_UNUSED_RESULT;
gboolean  cs_rsa_der_write_pkcs8  (EVP_PKEY     *pkey,
                                   CsBuffer     *out_der);

G_END_DECLS
