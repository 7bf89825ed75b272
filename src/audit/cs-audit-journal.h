/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-audit-bits.h"
#include "cs-audit-totals.h"

G_BEGIN_DECLS

/**
 * CsAuditEntry:
 * @row: which row, from 1
 * @line: the line that it begins in
 * @member_id: who was asked for
 * @outcome: what became of it
 * @tally: its part of the totals
 * @findings: its records of `findings.csv`, each ended by a CS_AUDIT_RECORD_END
 * @json: its line of `cards.ndjson`
 *
 * A finished row in the journal. The texts are in the reader's or the writer's memory,
 * and are not terminated.
 */
typedef struct
{
  guint64         row;
  guint64         line;
  guint64         member_id;
  CsAuditOutcome  outcome;
  const char     *tally;
  gsize           tally_length;
  const char     *findings;
  gsize           findings_length;
  const char     *json;
  gsize           json_length;
} CsAuditEntry;

/* Ends a record within the one line of a row: ASCII's own record separator. */
#define CS_AUDIT_RECORD_END '\x1e'

/**
 * CsAuditJournal:
 *
 * What a run has got so far: one line a finished row, appended and never changed.
 */
typedef struct _CsAuditJournal CsAuditJournal;

/**
 * CsAuditEntryFunc:
 * @entry: an entry
 * @offset: where it is
 * @user_data: the caller's
 * @error: return location for an error
 *
 * Takes an entry of a journal.
 *
 * Returns: `FALSE` to stop
 */
typedef gboolean (*CsAuditEntryFunc) (const CsAuditEntry  *entry,
                                      guint64              offset,
                                      gpointer             user_data,
                                      GError             **error);

gboolean        cs_audit_journal_drop_unborn
                                          (const char           *folder,
                                           GError              **error);
CsAuditJournal *cs_audit_journal_create   (const char           *folder,
                                           GError              **error) G_GNUC_WARN_UNUSED_RESULT;
CsAuditJournal *cs_audit_journal_open     (const char           *folder,
                                           GError              **error) G_GNUC_WARN_UNUSED_RESULT;
CsAuditJournal *cs_audit_journal_peek     (const char           *folder,
                                           GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void            cs_audit_journal_close    (CsAuditJournal       *self);

void            cs_audit_journal_add      (CsAuditJournal       *self,
                                           const CsAuditEntry   *entry);
gboolean        cs_audit_journal_flush    (CsAuditJournal       *self,
                                           GError              **error);
gboolean        cs_audit_journal_sync     (CsAuditJournal       *self,
                                           GError              **error);

gboolean        cs_audit_journal_each     (CsAuditJournal       *self,
                                           CsAuditEntryFunc      func,
                                           gpointer              user_data,
                                           GError              **error);
gboolean        cs_audit_journal_read     (CsAuditJournal       *self,
                                           guint64               offset,
                                           GString              *buffer,
                                           CsAuditEntry         *out_entry,
                                           GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsAuditJournal, cs_audit_journal_close)

G_END_DECLS
