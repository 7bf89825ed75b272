/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-audit-finding.h"
#include "cs-audit-journal.h"
#include "cs-audit-rows.h"
#include "cs-lookup-batch.h"

G_BEGIN_DECLS

/**
 * CsAuditEntryWriter:
 *
 * Makes entries of the journal, one after the other, in memory that is used again.
 */
typedef struct _CsAuditEntryWriter CsAuditEntryWriter;

CsAuditEntryWriter *cs_audit_entry_writer_new    (CsAuditRules         *rules,
                                                  const char           *environment)
                                                  G_GNUC_WARN_UNUSED_RESULT;
void                cs_audit_entry_writer_free   (CsAuditEntryWriter   *self);
void                cs_audit_entry_writer_answer (CsAuditEntryWriter   *self,
                                                  guint64               row,
                                                  guint64               line,
                                                  const CsBatchAnswer  *answer,
                                                  GPtrArray            *findings,
                                                  CsAuditEntry         *out_entry);
void                cs_audit_entry_writer_row    (CsAuditEntryWriter   *self,
                                                  const CsAuditRow     *row,
                                                  CsAuditEntry         *out_entry);

const char         *cs_audit_refusal_get_word    (CsRefusal             refusal);
char               *cs_audit_refusal_dup_sentence (CsRefusal            refusal) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsAuditEntryWriter, cs_audit_entry_writer_free)

G_END_DECLS
