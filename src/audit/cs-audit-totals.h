/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-audit-rules.h"
#include "cs-member.h"

G_BEGIN_DECLS

/* What became of a row. */
typedef enum
{
  CS_AUDIT_ANSWERED,       /* also if the member holds no card */
  CS_AUDIT_NOT_FOUND,      /* no such member */
  CS_AUDIT_REFUSED,        /* any other code of the service */
  CS_AUDIT_FAILED,         /* not reached, in trouble, an answer that is none */
  CS_AUDIT_DUPLICATE,      /* asked for in an earlier row */
  CS_AUDIT_BAD_ROW,        /* holds no member ID; nobody was asked */
  CS_AUDIT_N_OUTCOMES,
} CsAuditOutcome;

/* Months in which cards may expire: 2000 to 2099. */
#define CS_AUDIT_FIRST_YEAR 2000
#define CS_AUDIT_N_MONTHS   1200

/**
 * CsAuditTotals:
 * @n_rows: rows that were read, headings and blank lines aside
 * @outcomes: rows by outcome
 * @n_cards: cards that were read
 * @verdicts: cards by verdict
 * @findings: findings by rule
 * @n_findings: all of them
 * @n_without_cards: members that hold no card
 * @months: cards by the month of their expiry, from January 2000
 * @n_without_expiry: cards whose expiry is not known, or is beyond @months
 *
 * What an audit adds up to.
 */
typedef struct
{
  guint64 n_rows;
  guint64 outcomes[CS_AUDIT_N_OUTCOMES];
  guint64 n_cards;
  guint64 verdicts[CS_N_VERDICTS];
  guint64 findings[CS_AUDIT_N_RULES];
  guint64 n_findings;
  guint64 n_without_cards;
  guint64 months[CS_AUDIT_N_MONTHS];
  guint64 n_without_expiry;
} CsAuditTotals;

const char *cs_audit_outcome_to_string   (CsAuditOutcome       outcome);
gboolean    cs_audit_outcome_from_string (const char          *text,
                                          gsize                length,
                                          CsAuditOutcome      *out_outcome);
const char *cs_audit_outcome_get_word    (CsAuditOutcome       outcome);

guint64     cs_audit_totals_get_done     (const CsAuditTotals *self);
gboolean    cs_audit_totals_reconcile    (const CsAuditTotals *self);

/* A row's part of the totals, as text that the journal keeps. */
void        cs_audit_tally_append        (GString             *tally,
                                          CsMember            *member,
                                          CsAuditRules        *rules);
gboolean    cs_audit_totals_add_tally    (CsAuditTotals       *self,
                                          const char          *tally,
                                          gsize                length);

G_END_DECLS
