/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-audit-run.h"
#include "cs-connection.h"

G_BEGIN_DECLS

#define CS_TYPE_AUDIT_DESK (cs_audit_desk_get_type ())

G_DECLARE_FINAL_TYPE (CsAuditDesk, cs_audit_desk, CS, AUDIT_DESK, GObject)

CsAuditDesk   *cs_audit_desk_get            (GObject               *owner,
                                             const char            *profile);
void           cs_audit_desk_start          (CsAuditDesk           *self,
                                             CsConnection          *connection,
                                             CsAuditInput          *input,
                                             CsAuditRules          *rules,
                                             const CsCase          *purpose,
                                             const CsAuditSettings *settings);
gboolean       cs_audit_desk_is_running     (CsAuditDesk           *self);
void           cs_audit_desk_put_away       (CsAuditDesk           *self);

CsAuditRun    *cs_audit_desk_get_run        (CsAuditDesk           *self);
CsAuditRules  *cs_audit_desk_get_rules      (CsAuditDesk           *self);
const char    *cs_audit_desk_get_title      (CsAuditDesk           *self);
GDateTime     *cs_audit_desk_get_started_at (CsAuditDesk           *self);
const GError  *cs_audit_desk_get_error      (CsAuditDesk           *self);
guint          cs_audit_desk_get_concurrency (CsAuditDesk          *self);
guint          cs_audit_desk_get_per_second (CsAuditDesk           *self);

char          *cs_audit_desk_dup_folder     (CsProfile             *profile) G_GNUC_WARN_UNUSED_RESULT;
char          *cs_audit_desk_dup_input      (const char            *sha256) G_GNUC_WARN_UNUSED_RESULT;
void           cs_audit_desk_remember_input (const char            *sha256,
                                             const char            *path);

G_END_DECLS
