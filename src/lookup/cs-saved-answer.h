/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-access-log.h"
#include "cs-buffer.h"
#include "cs-case.h"
#include "cs-clock.h"
#include "cs-member.h"
#include "cs-rsa-key.h"

G_BEGIN_DECLS

CsMember *cs_saved_answer_show    (GBytes         *bytes,
                                   CsRsaKey       *private_key,
                                   guint           expiry_days,
                                   const CsCase   *purpose,
                                   CsAccessLog    *access_log,
                                   CsClock        *clock,
                                   GError        **error) G_GNUC_WARN_UNUSED_RESULT;
CsBuffer *cs_saved_answer_decrypt (GBytes         *bytes,
                                   CsRsaKey       *private_key,
                                   const CsCase   *purpose,
                                   CsAccessLog    *access_log,
                                   CsClock        *clock,
                                   GError        **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
