/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-audit-input.h"
#include "cs-audit-manifest.h"
#include "cs-case.h"
#include "cs-clock.h"
#include "cs-profile.h"

G_BEGIN_DECLS

CsAuditManifest *cs_audit_origin_new     (CsProfile     *profile,
                                          CsClock       *clock,
                                          CsAuditInput  *input,
                                          CsAuditRules  *rules,
                                          const CsCase  *purpose) G_GNUC_WARN_UNUSED_RESULT;
char            *cs_audit_origin_dup_now (CsClock       *clock) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
