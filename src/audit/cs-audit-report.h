/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-audit-input.h"
#include "cs-audit-manifest.h"

G_BEGIN_DECLS

/* Failed rows that the report names. */
#define CS_AUDIT_FAILED_SHOWN 100

/**
 * CsAuditReport:
 * @manifest: what was run; its totals and files are final
 * @rules: what counted as a finding
 * @survey: what the input holds
 * @failed: (element-type guint64): the first rows that failed
 *
 * What a report is made of.
 */
typedef struct
{
  const CsAuditManifest *manifest;
  CsAuditRules          *rules;
  const CsAuditSurvey   *survey;
  const GArray          *failed;
} CsAuditReport;

char *cs_audit_report_dup_html (const CsAuditReport *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
