/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cs-audit-input-step.h"
#include "cs-audit-pace-step.h"
#include "cs-audit-rules-step.h"

G_BEGIN_DECLS

#define CS_TYPE_AUDIT_SETUP (cs_audit_setup_get_type ())

G_DECLARE_FINAL_TYPE (CsAuditSetup, cs_audit_setup, CS, AUDIT_SETUP, AdwBin)

void              cs_audit_setup_set_profile (CsAuditSetup *self,
                                              CsProfile    *profile);
void              cs_audit_setup_restart     (CsAuditSetup *self);
void              cs_audit_setup_tell        (CsAuditSetup *self,
                                              const char   *text);
CsAuditInputStep *cs_audit_setup_get_input   (CsAuditSetup *self);
CsAuditRulesStep *cs_audit_setup_get_rules   (CsAuditSetup *self);
CsAuditPaceStep  *cs_audit_setup_get_pace    (CsAuditSetup *self);

G_END_DECLS
