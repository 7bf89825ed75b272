/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-buffer.h"
#include "cs-mock-fault.h"
#include "cs-rsa-key.h"

G_BEGIN_DECLS

gboolean cs_mock_odd_jwe_is_needed (CsMockFaultId  fault);
gboolean cs_mock_odd_jwe_encrypt   (CsMockFaultId  fault,
                                    CsRsaKey      *recipient,
                                    const guint8  *plaintext,
                                    gsize          length,
                                    CsBuffer      *out_token) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
