/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-audit-bits.h"
#include "cs-audit-input.h"
#include "cs-audit-journal.h"
#include "cs-audit-manifest.h"

G_BEGIN_DECLS

/**
 * CsAuditState:
 * @journal: (nullable): `NULL` if nothing is kept
 * @manifest: what is run
 * @totals: what it adds up to so far
 * @done: rows that have an outcome
 * @failed: those of them that failed
 *
 * How far a run has come.
 */
typedef struct
{
  CsAuditJournal  *journal;
  CsAuditManifest *manifest;
  CsAuditTotals    totals;
  CsAuditBits     *done;
  CsAuditBits     *failed;
} CsAuditState;

CsAuditState *cs_audit_state_new   (CsAuditManifest     *manifest) G_GNUC_WARN_UNUSED_RESULT;
void          cs_audit_state_free  (CsAuditState        *self);
gboolean      cs_audit_state_begin (CsAuditState        *self,
                                    const char          *folder,
                                    GError             **error);
gboolean      cs_audit_state_go_on (CsAuditState        *self,
                                    const char          *folder,
                                    GError             **error);
gboolean      cs_audit_state_count (CsAuditState        *self,
                                    const CsAuditEntry  *entry);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsAuditState, cs_audit_state_free)

G_END_DECLS
