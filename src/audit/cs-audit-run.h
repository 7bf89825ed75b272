/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "cs-access-log.h"
#include "cs-audit-error.h"
#include "cs-audit-finding.h"
#include "cs-audit-input.h"
#include "cs-audit-rules.h"
#include "cs-audit-totals.h"
#include "cs-case.h"
#include "cs-clock.h"
#include "cs-lookup-batch.h"
#include "cs-profile.h"

G_BEGIN_DECLS

#define CS_AUDIT_CONCURRENCY_DEFAULT 8
#define CS_AUDIT_PER_SECOND_DEFAULT  20      /* for services that are not on this computer */
#define CS_AUDIT_PER_SECOND_MAX      10000

typedef enum
{
  CS_AUDIT_PHASE_READY,
  CS_AUDIT_PHASE_PREPARING,       /* reads the input and the journal */
  CS_AUDIT_PHASE_ASKING,
  CS_AUDIT_PHASE_WAITING,         /* the service asked for time */
  CS_AUDIT_PHASE_PAUSED,
  CS_AUDIT_PHASE_STOPPING,        /* waits for what is under way */
  CS_AUDIT_PHASE_WRITING,         /* makes the results */
  CS_AUDIT_PHASE_ENDED,
} CsAuditPhase;

/**
 * CsAuditSettings:
 * @folder: (nullable): where the run is kept, or `NULL` to keep nothing
 * @stream_fd: where lines of `cards.ndjson` go as they come, if there is no @folder
 * @stream_context: (nullable): what is iterated while nobody reads from @stream_fd: the way
 *   out for whoever ends a run that waits there
 * @is_resumed: whether @folder holds a run that is to go on
 * @retries_failed: whether rows that failed in it are asked again
 * @with_bom: whether `findings.csv` begins with a byte order mark
 * @concurrency: how many calls at a time, 1 to %CS_BATCH_CONCURRENCY_MAX
 * @per_second: how many calls a second at most, 0 for any number
 *
 * How an audit is run.
 */
typedef struct
{
  const char   *folder;
  int           stream_fd;
  GMainContext *stream_context;
  gboolean      is_resumed;
  gboolean      retries_failed;
  gboolean      with_bom;
  guint         concurrency;
  guint         per_second;
} CsAuditSettings;

#define CS_TYPE_AUDIT_RUN (cs_audit_run_get_type ())

G_DECLARE_FINAL_TYPE (CsAuditRun, cs_audit_run, CS, AUDIT_RUN, GObject)

void                 cs_audit_settings_init        (CsAuditSettings       *settings,
                                                    CsProfile             *profile);

CsAuditRun          *cs_audit_run_new              (CsProfile             *profile,
                                                    CsAccessLog           *access_log,
                                                    CsClock               *clock,
                                                    CsAuditInput          *input,
                                                    CsAuditRules          *rules,
                                                    const CsCase          *purpose,
                                                    const CsAuditSettings *settings)
                                                    G_GNUC_WARN_UNUSED_RESULT;
CsAuditPhase         cs_audit_run_get_phase        (CsAuditRun            *self);
const CsAuditTotals *cs_audit_run_get_totals       (CsAuditRun            *self);
double               cs_audit_run_get_rate         (CsAuditRun            *self);
gint64               cs_audit_run_get_seconds_left (CsAuditRun            *self);
const char          *cs_audit_run_get_folder       (CsAuditRun            *self);

void                 cs_audit_run_pause            (CsAuditRun            *self);
void                 cs_audit_run_resume           (CsAuditRun            *self);
void                 cs_audit_run_stop             (CsAuditRun            *self);

void                 cs_audit_run_start_async      (CsAuditRun            *self,
                                                    GCancellable          *cancellable,
                                                    GAsyncReadyCallback    callback,
                                                    gpointer               user_data);
gboolean             cs_audit_run_start_finish     (CsAuditRun            *self,
                                                    GAsyncResult          *result,
                                                    GError               **error);

G_END_DECLS
