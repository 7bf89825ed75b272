/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-audit-run-private.h"

#include <glib/gi18n-lib.h>

#include "cs-service-url.h"

#define TICK_MS  250
#define DRAIN_MS 5000

/**
 * CsAuditRun:
 *
 * Asks for every member of an input, judges the cards, and keeps what it got so that it
 * can be killed at any moment and go on.
 *
 * A run is started once. All of it belongs to the main thread; whoever wants to see it
 * go connects to its properties, which change four times a second, and to
 * [signal@AuditRun::findings].
 */
G_DEFINE_FINAL_TYPE (CsAuditRun, cs_audit_run, G_TYPE_OBJECT)

typedef enum
{
  PROP_PHASE = 1,
  PROP_N_ROWS,
  PROP_N_DONE,
  PROP_N_FINDINGS,
  PROP_RATE,
  PROP_SECONDS_LEFT,
} CsAuditRunProperty;

static GParamSpec *properties[PROP_SECONDS_LEFT + 1];

enum
{
  SIGNAL_FINDINGS,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
notify_progress (CsAuditRun *self)
{
  for (guint i = PROP_N_ROWS; i <= PROP_SECONDS_LEFT; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
}

void
cs_audit_run_set_phase (CsAuditRun   *self,
                        CsAuditPhase  phase)
{
  if (self->phase == phase)
    return;

  self->phase = phase;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PHASE]);
}

/* On the context that the run was started on, which need not be the main one. */
static GSource *
start_timer (guint       milliseconds,
             GSourceFunc callback,
             CsAuditRun *self)
{
  GSource *timer = g_timeout_source_new (milliseconds);

  g_source_set_callback (timer, callback, self, NULL);
  g_source_attach (timer, g_task_get_context (self->task));

  return timer;
}

static void
clear_timer (GSource **timer)
{
  if (*timer != NULL)
    g_source_destroy (*timer);

  g_clear_pointer (timer, g_source_unref);
}

static void
cs_audit_run_dispose (GObject *object)
{
  CsAuditRun *self = CS_AUDIT_RUN (object);

  clear_timer (&self->tick);
  clear_timer (&self->drain);
  g_clear_object (&self->profile);
  g_clear_object (&self->access_log);
  g_clear_object (&self->clock);
  g_clear_object (&self->input);
  g_clear_object (&self->rules);
  g_clear_object (&self->batch);
  g_clear_pointer (&self->purpose, cs_case_free);
  g_clear_pointer (&self->state, cs_audit_state_free);
  g_clear_pointer (&self->rows, cs_audit_rows_free);
  g_clear_pointer (&self->writer, cs_audit_entry_writer_free);
  g_clear_pointer (&self->folder, g_free);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (cs_audit_run_parent_class)->dispose (object);
}

static const CsAuditTotals *
get_totals (const CsAuditRun *self)
{
  return self->state != NULL ? &self->state->totals : &self->totals;
}

static void
cs_audit_run_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  CsAuditRun *self = CS_AUDIT_RUN (object);
  const CsAuditTotals *totals = get_totals (self);

  switch ((CsAuditRunProperty) prop_id)
    {
    case PROP_PHASE:
      g_value_set_uint (value, self->phase);
      break;

    case PROP_N_ROWS:
      g_value_set_uint64 (value, totals->n_rows);
      break;

    case PROP_N_DONE:
      g_value_set_uint64 (value, cs_audit_totals_get_done (totals));
      break;

    case PROP_N_FINDINGS:
      g_value_set_uint64 (value, totals->n_findings);
      break;

    case PROP_RATE:
      g_value_set_double (value, cs_audit_run_get_rate (self));
      break;

    case PROP_SECONDS_LEFT:
      g_value_set_int64 (value, cs_audit_run_get_seconds_left (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
cs_audit_run_class_init (CsAuditRunClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = cs_audit_run_dispose;
  object_class->get_property = cs_audit_run_get_property;

  /**
   * CsAuditRun:phase:
   *
   * What the run does at present, a [enum@AuditPhase].
   */
  properties[PROP_PHASE] =
    g_param_spec_uint ("phase", NULL, NULL, 0, CS_AUDIT_PHASE_ENDED, CS_AUDIT_PHASE_READY, flags);

  /**
   * CsAuditRun:n-rows:
   *
   * Rows that were read.
   */
  properties[PROP_N_ROWS] =
    g_param_spec_uint64 ("n-rows", NULL, NULL, 0, G_MAXUINT64, 0, flags);

  /**
   * CsAuditRun:n-done:
   *
   * Rows that have an outcome.
   */
  properties[PROP_N_DONE] =
    g_param_spec_uint64 ("n-done", NULL, NULL, 0, G_MAXUINT64, 0, flags);

  /**
   * CsAuditRun:n-findings:
   *
   * Findings so far.
   */
  properties[PROP_N_FINDINGS] =
    g_param_spec_uint64 ("n-findings", NULL, NULL, 0, G_MAXUINT64, 0, flags);

  /**
   * CsAuditRun:rate:
   *
   * Members answered a second, over the last five seconds.
   */
  properties[PROP_RATE] =
    g_param_spec_double ("rate", NULL, NULL, 0, G_MAXDOUBLE, 0, flags);

  /**
   * CsAuditRun:seconds-left:
   *
   * How long it still takes at this rate, -1 if that cannot be told.
   */
  properties[PROP_SECONDS_LEFT] =
    g_param_spec_int64 ("seconds-left", NULL, NULL, -1, G_MAXINT64, -1, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * CsAuditRun::findings:
   * @self: the run
   * @findings: (element-type CsAuditFinding): new ones
   *
   * Emitted when findings of some rows are recorded and kept.
   */
  signals[SIGNAL_FINDINGS] =
    g_signal_new ("findings",
                  G_TYPE_FROM_CLASS (klass),
                  G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);
}

static void
cs_audit_run_init (CsAuditRun *self)
{
}

/**
 * cs_audit_settings_init:
 * @settings: (out caller-allocates): the settings
 * @profile: whom will be asked
 *
 * Sets what applies where nobody chooses: eight calls at a time, twenty a second, or any
 * number if the service is on this computer.
 */
void
cs_audit_settings_init (CsAuditSettings *settings,
                        CsProfile       *profile)
{
  *settings = (CsAuditSettings) {
    .stream_fd = -1,
    .concurrency = CS_AUDIT_CONCURRENCY_DEFAULT,
    .per_second = cs_service_url_is_loopback (cs_profile_get_base_uri (profile))
                    ? 0 : CS_AUDIT_PER_SECOND_DEFAULT,
  };
}

/**
 * cs_audit_run_new:
 * @profile: whom to ask, and as whom
 * @access_log: where every member that is read is recorded
 * @clock: tells the time
 * @input: whom to ask for; surveyed when the run starts, if it is not yet
 * @rules: what counts as a finding; not to be changed any more
 * @purpose: (nullable): what it is for
 * @settings: how it is run
 *
 * Makes a run.
 *
 * Returns: (transfer full): the run
 */
CsAuditRun *
cs_audit_run_new (CsProfile             *profile,
                  CsAccessLog           *access_log,
                  CsClock               *clock,
                  CsAuditInput          *input,
                  CsAuditRules          *rules,
                  const CsCase          *purpose,
                  const CsAuditSettings *settings)
{
  CsAuditRun *self;

  g_return_val_if_fail (CS_IS_PROFILE (profile), NULL);
  g_return_val_if_fail (CS_IS_ACCESS_LOG (access_log), NULL);
  g_return_val_if_fail (CS_IS_AUDIT_INPUT (input), NULL);
  g_return_val_if_fail (CS_IS_AUDIT_RULES (rules), NULL);
  g_return_val_if_fail (settings->folder != NULL || settings->stream_fd >= 0, NULL);

  self = g_object_new (CS_TYPE_AUDIT_RUN, NULL);
  self->profile = g_object_ref (profile);
  self->access_log = g_object_ref (access_log);
  self->clock = g_object_ref (clock);
  self->input = g_object_ref (input);
  self->rules = g_object_ref (rules);
  self->purpose = purpose != NULL ? cs_case_copy (purpose) : NULL;
  self->folder = g_strdup (settings->folder);
  self->settings = *settings;
  self->settings.folder = self->folder;

  return self;
}

CsAuditPhase
cs_audit_run_get_phase (CsAuditRun *self)
{
  g_return_val_if_fail (CS_IS_AUDIT_RUN (self), CS_AUDIT_PHASE_READY);

  return self->phase;
}

/**
 * cs_audit_run_get_totals:
 * @self: a run
 *
 * Gets what it adds up to so far.
 *
 * Returns: (transfer none): the totals, as long as the run is there
 */
const CsAuditTotals *
cs_audit_run_get_totals (CsAuditRun *self)
{
  g_return_val_if_fail (CS_IS_AUDIT_RUN (self), NULL);

  return get_totals (self);
}

double
cs_audit_run_get_rate (CsAuditRun *self)
{
  g_return_val_if_fail (CS_IS_AUDIT_RUN (self), 0);

  return cs_audit_meter_get_rate (&self->meter);
}

/**
 * cs_audit_run_get_seconds_left:
 * @self: a run
 *
 * Tells how long it still takes at the rate of the last five seconds.
 *
 * Returns: seconds, or -1 if that cannot be told
 */
gint64
cs_audit_run_get_seconds_left (CsAuditRun *self)
{
  double rate;

  g_return_val_if_fail (CS_IS_AUDIT_RUN (self), -1);

  rate = cs_audit_run_get_rate (self);

  if (self->phase != CS_AUDIT_PHASE_ASKING || rate <= 0)
    return -1;

  return (gint64) ((double) (self->n_to_ask - MIN (self->n_answered, self->n_to_ask)) / rate + 0.5);
}

const char *
cs_audit_run_get_folder (CsAuditRun *self)
{
  g_return_val_if_fail (CS_IS_AUDIT_RUN (self), NULL);

  return self->folder;
}

void
cs_audit_run_end (CsAuditRun *self)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  clear_timer (&self->tick);
  clear_timer (&self->drain);
  g_cancellable_disconnect (g_task_get_cancellable (task), self->cancelled_id);
  self->cancelled_id = 0;
  cs_audit_run_set_phase (self, CS_AUDIT_PHASE_ENDED);
  notify_progress (self);

  if (self->error == NULL && self->is_stopped &&
      !cs_audit_totals_reconcile (cs_audit_run_get_totals (self)))
    g_set_error_literal (&self->error, G_IO_ERROR, G_IO_ERROR_CANCELLED,
                         _("The audit was stopped before its end."));

  if (self->error != NULL)
    g_task_return_error (task, g_steal_pointer (&self->error));
  else
    g_task_return_boolean (task, cs_audit_totals_reconcile (cs_audit_run_get_totals (self)));
}

void
cs_audit_run_emit_findings (CsAuditRun *self,
                            GPtrArray  *findings)
{
  g_signal_emit (self, signals[SIGNAL_FINDINGS], 0, findings);
}

static gboolean
tick_cb (gpointer user_data)
{
  CsAuditRun *self = user_data;
  gint64 now_us = g_get_monotonic_time ();

  if (self->phase == CS_AUDIT_PHASE_WAITING && now_us >= self->held_until_us)
    cs_audit_run_set_phase (self, CS_AUDIT_PHASE_ASKING);

  cs_audit_meter_add (&self->meter, now_us, self->n_answered);
  notify_progress (self);

  return G_SOURCE_CONTINUE;
}

static gboolean
drained_cb (gpointer user_data)
{
  CsAuditRun *self = user_data;

  clear_timer (&self->drain);
  cs_lookup_batch_cancel (self->batch);

  return G_SOURCE_REMOVE;
}

/**
 * cs_audit_run_pause:
 * @self: a run
 *
 * Sends nothing more until cs_audit_run_resume(). What is under way is still answered.
 */
void
cs_audit_run_pause (CsAuditRun *self)
{
  g_return_if_fail (CS_IS_AUDIT_RUN (self));

  self->is_paused = TRUE;

  if (self->phase != CS_AUDIT_PHASE_ASKING && self->phase != CS_AUDIT_PHASE_WAITING)
    return;

  cs_lookup_batch_hold (self->batch);
  cs_audit_run_set_phase (self, CS_AUDIT_PHASE_PAUSED);
}

/**
 * cs_audit_run_resume:
 * @self: a run
 *
 * Undoes cs_audit_run_pause().
 */
void
cs_audit_run_resume (CsAuditRun *self)
{
  g_return_if_fail (CS_IS_AUDIT_RUN (self));

  self->is_paused = FALSE;

  if (self->phase != CS_AUDIT_PHASE_PAUSED)
    return;

  cs_audit_meter_reset (&self->meter);
  cs_audit_run_set_phase (self, CS_AUDIT_PHASE_ASKING);
  cs_lookup_batch_go_on (self->batch);
}

/**
 * cs_audit_run_stop:
 * @self: a run
 *
 * Ends a run early. What is under way has five seconds to be answered; what is there by
 * then is written as incomplete results. The run can go on later.
 */
void
cs_audit_run_stop (CsAuditRun *self)
{
  g_return_if_fail (CS_IS_AUDIT_RUN (self));

  self->is_stopped = TRUE;

  if (self->phase < CS_AUDIT_PHASE_ASKING || self->phase > CS_AUDIT_PHASE_PAUSED)
    return;

  cs_audit_run_set_phase (self, CS_AUDIT_PHASE_STOPPING);
  self->drain = start_timer (DRAIN_MS, drained_cb, self);
  cs_lookup_batch_stop (self->batch);
}

static gboolean
stop_cb (gpointer user_data)
{
  cs_audit_run_stop (user_data);

  return G_SOURCE_REMOVE;
}

/* Not at once: the run may end by it, and a cancellable cannot be let go of while it
 * calls.
 */
static void
cancelled_cb (GCancellable *cancellable,
              CsAuditRun   *self)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, stop_cb, g_object_ref (self), g_object_unref);
  g_source_attach (source, g_task_get_context (self->task));
}

void
cs_audit_run_begin_asking (CsAuditRun *self)
{
  self->tick = start_timer (TICK_MS, tick_cb, self);
  cs_audit_meter_add (&self->meter, g_get_monotonic_time (), 0);
  cs_audit_run_set_phase (self, CS_AUDIT_PHASE_ASKING);
  notify_progress (self);

  if (self->is_paused)
    cs_audit_run_pause (self);

  if (self->is_stopped)
    cs_audit_run_stop (self);
}

/**
 * cs_audit_run_start_async:
 * @self: a run that was not started yet
 * @cancellable: (nullable): stops the run, as cs_audit_run_stop() does
 * @callback: (scope async): called when it has ended
 * @user_data: data for @callback
 *
 * Runs the audit to its end.
 */
void
cs_audit_run_start_async (CsAuditRun          *self,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_return_if_fail (CS_IS_AUDIT_RUN (self));
  g_return_if_fail (self->phase == CS_AUDIT_PHASE_READY);

  self->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (self->task, cs_audit_run_start_async);
  g_task_set_check_cancellable (self->task, FALSE);
  cs_audit_run_prepare (self);

  if (cancellable != NULL)
    self->cancelled_id = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), self, NULL);
}

/**
 * cs_audit_run_start_finish:
 * @self: a run
 * @result: what the callback was given
 * @error: [error@AuditError]; [error@LogError] if members can no longer be recorded;
 *   [error@ClientError] if the service is not there, or asks for more time than a
 *   minute; `G_IO_ERROR_CANCELLED` if the run was stopped
 *
 * Finishes cs_audit_run_start_async(). After an error a run that is kept can go on
 * later; its results are written, marked as incomplete, unless the error is about them.
 *
 * Returns: `TRUE` if every row has an outcome and it all adds up
 */
gboolean
cs_audit_run_start_finish (CsAuditRun    *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (CS_IS_AUDIT_RUN (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
