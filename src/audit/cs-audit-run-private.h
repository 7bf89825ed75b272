/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-audit-entry.h"
#include "cs-audit-meter.h"
#include "cs-audit-run.h"
#include "cs-audit-state.h"

G_BEGIN_DECLS

/* What the run and its steps share. */
struct _CsAuditRun
{
  GObject              parent_instance;

  CsProfile           *profile;
  CsAccessLog         *access_log;
  CsClock             *clock;
  CsAuditInput        *input;
  CsAuditRules        *rules;
  CsCase              *purpose;
  CsAuditSettings      settings;
  char                *folder;          /* NULL if nothing is kept */

  CsAuditPhase         phase;
  CsAuditState        *state;           /* NULL until it is prepared */
  CsAuditTotals        totals;          /* until then */
  CsAuditRows         *rows;
  CsAuditEntryWriter  *writer;
  CsLookupBatch       *batch;
  GTask               *task;            /* while it runs */
  GError              *error;           /* why it ends early */
  gulong               cancelled_id;

  CsAuditMeter         meter;
  GSource             *tick;
  GSource             *drain;
  guint64              n_to_ask;        /* in this process */
  guint64              n_answered;
  gint64               held_until_us;
  gboolean             is_paused;
  gboolean             is_stopped;
};

/* How the steps tell others of what they did. */
void cs_audit_run_set_phase     (CsAuditRun   *self,
                                 CsAuditPhase  phase);
void cs_audit_run_emit_findings (CsAuditRun   *self,
                                 GPtrArray    *findings);
void cs_audit_run_begin_asking  (CsAuditRun   *self);
void cs_audit_run_end           (CsAuditRun   *self);

/* The steps, from the first to the last. */
void cs_audit_run_prepare       (CsAuditRun   *self);

G_END_DECLS
