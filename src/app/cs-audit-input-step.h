/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cs-audit-input.h"

G_BEGIN_DECLS

#define CS_TYPE_AUDIT_INPUT_STEP (cs_audit_input_step_get_type ())

G_DECLARE_FINAL_TYPE (CsAuditInputStep, cs_audit_input_step, CS, AUDIT_INPUT_STEP, AdwBin)

void          cs_audit_input_step_open      (CsAuditInputStep *self,
                                             const char       *path);
CsAuditInput *cs_audit_input_step_get_input (CsAuditInputStep *self);
const char   *cs_audit_input_step_get_path  (CsAuditInputStep *self);
gboolean      cs_audit_input_step_is_ready  (CsAuditInputStep *self);
void          cs_audit_input_step_reset     (CsAuditInputStep *self);

G_END_DECLS
