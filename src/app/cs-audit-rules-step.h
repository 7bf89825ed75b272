/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cs-audit-rules.h"

G_BEGIN_DECLS

#define CS_TYPE_AUDIT_RULES_STEP (cs_audit_rules_step_get_type ())

G_DECLARE_FINAL_TYPE (CsAuditRulesStep, cs_audit_rules_step, CS, AUDIT_RULES_STEP, AdwBin)

CsAuditRules *cs_audit_rules_step_create_rules (CsAuditRulesStep *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean      cs_audit_rules_step_is_ready     (CsAuditRulesStep *self);

G_END_DECLS
