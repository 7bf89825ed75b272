/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cs-audit-run.h"

G_BEGIN_DECLS

#define CS_TYPE_AUDIT_PACE_STEP (cs_audit_pace_step_get_type ())

G_DECLARE_FINAL_TYPE (CsAuditPaceStep, cs_audit_pace_step, CS, AUDIT_PACE_STEP, AdwBin)

void  cs_audit_pace_step_set_profile   (CsAuditPaceStep *self,
                                        CsProfile       *profile);
void  cs_audit_pace_step_fill_settings (CsAuditPaceStep *self,
                                        CsAuditSettings *settings);
char *cs_audit_pace_step_create_folder (CsAuditPaceStep *self,
                                        const char      *input_path,
                                        CsClock         *clock,
                                        GError         **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
