/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-audit-rules.h"
#include "cs-member.h"

G_BEGIN_DECLS

#define CS_TYPE_AUDIT_FINDING (cs_audit_finding_get_type ())

G_DECLARE_FINAL_TYPE (CsAuditFinding, cs_audit_finding, CS, AUDIT_FINDING, GObject)

guint64      cs_audit_finding_get_row         (CsAuditFinding *self);
guint64      cs_audit_finding_get_line        (CsAuditFinding *self);
guint64      cs_audit_finding_get_member_id   (CsAuditFinding *self);
const char  *cs_audit_finding_get_number      (CsAuditFinding *self);
const char  *cs_audit_finding_get_par         (CsAuditFinding *self);
const char  *cs_audit_finding_get_product     (CsAuditFinding *self);
const char  *cs_audit_finding_get_product_id  (CsAuditFinding *self);
CsVerdict    cs_audit_finding_get_verdict     (CsAuditFinding *self);
guint        cs_audit_finding_get_rule        (CsAuditFinding *self);
CsSeverity   cs_audit_finding_get_severity    (CsAuditFinding *self);
const char  *cs_audit_finding_get_expiry      (CsAuditFinding *self);
gboolean     cs_audit_finding_get_balance     (CsAuditFinding *self,
                                               guint64        *out_balance);
const char  *cs_audit_finding_get_sentence    (CsAuditFinding *self);

void         cs_audit_findings_add            (GPtrArray      *findings,
                                               guint64         row,
                                               guint64         line,
                                               CsMember       *member,
                                               CsAuditRules   *rules);
const char  *cs_audit_finding_get_csv_heading (void);
void         cs_audit_finding_append_csv      (CsAuditFinding *self,
                                               GString        *record);
CsAuditFinding *cs_audit_finding_new_from_csv (const char     *record,
                                               gsize           length) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
