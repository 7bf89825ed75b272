/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-audit-finding.h"
#include "cs-tone-style.h"

G_BEGIN_DECLS

#define CS_N_SEVERITIES (CS_SEVERITY_FINISHED + 1)

const char        *cs_severity_get_word       (CsSeverity      severity);
const CsToneStyle *cs_finding_get_style       (CsAuditFinding *finding);
const CsToneStyle *cs_rule_get_style          (guint           rule);
char              *cs_finding_words_dup_card  (CsAuditFinding *finding) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
