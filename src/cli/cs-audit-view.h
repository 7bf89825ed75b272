/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-audit-run.h"

G_BEGIN_DECLS

/**
 * CsAuditView:
 *
 * What a terminal shows of an audit: what was read, how it goes, what came of it.
 */
typedef struct _CsAuditView CsAuditView;

CsAuditView *cs_audit_view_new           (CsAuditRun   *run,
                                          CsAuditInput *input) G_GNUC_WARN_UNUSED_RESULT;
void         cs_audit_view_free          (CsAuditView  *self);
void         cs_audit_view_print_preview (CsAuditView  *self);
void         cs_audit_view_clear_line    (CsAuditView  *self);
int          cs_audit_view_print_totals  (CsAuditView  *self);
void         cs_audit_view_tell_report   (const char   *folder);
void         cs_audit_view_tell_resume   (CsAuditView  *self,
                                          const char   *command);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsAuditView, cs_audit_view_free)

G_END_DECLS
