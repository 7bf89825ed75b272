/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-credentials.h"
#include "cs-mock-directory.h"
#include "cs-mock-fault.h"

G_BEGIN_DECLS

void     cs_mock_spoil_content (CsMockFaultId       fault,
                                CsMockContent      *content);
gboolean cs_mock_spoil_seal    (CsMockFaultId       fault,
                                const CsCryptoKey  *key,
                                const guint8       *plaintext,
                                gsize               length,
                                CsBuffer           *out_body) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
