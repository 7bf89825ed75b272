/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-audit-desk.h"
#include "cs-audit-manifest.h"

G_BEGIN_DECLS

char *cs_audit_words_dup_left          (CsAuditRun            *run) G_GNUC_WARN_UNUSED_RESULT;
char *cs_audit_words_dup_end           (CsAuditRun            *run,
                                        CsClock               *clock) G_GNUC_WARN_UNUSED_RESULT;
char *cs_audit_words_dup_sum           (const CsAuditTotals   *totals) G_GNUC_WARN_UNUSED_RESULT;
char *cs_audit_words_dup_phase         (CsAuditPhase           phase,
                                        const CsAuditTotals   *totals,
                                        const GError          *error) G_GNUC_WARN_UNUSED_RESULT;
char *cs_audit_words_dup_subtitle      (CsAuditDesk           *desk) G_GNUC_WARN_UNUSED_RESULT;
char *cs_audit_words_dup_past          (const CsAuditManifest *manifest) G_GNUC_WARN_UNUSED_RESULT;
char *cs_audit_words_dup_past_subtitle (const CsAuditManifest *manifest) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
