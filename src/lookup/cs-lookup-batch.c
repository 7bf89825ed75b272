/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-lookup-batch.h"

#include "cs-client.h"
#include "cs-client-error.h"
#include "cs-failure.h"
#include "cs-lookup-run.h"
#include "cs-lookup-pace.h"

/* A group is committed when it is full, or when its first record has waited so long:
 * a transaction costs as much for one record as for many.
 */
#define GROUP_SIZE       32
#define GROUP_MS         20
#define UNCOMMITTED_MAX  (4 * GROUP_SIZE)

/* How often one member is asked for again because the service asked for time. */
#define BUSY_MAX         8

/* So many in a row that are not reached, and the service is not there. */
#define UNREACHABLE_MAX  32

/**
 * CsLookupBatch:
 *
 * Asks for many members, several at the same time, and is a road to decoded answers
 * like [class@Lookup]: what was found is handed on only in groups whose records are
 * committed to the access log, one record a member.
 *
 * When the service says 429 or 503, nothing goes out for as long as it asks, and who
 * was refused is asked for again. All methods belong to the thread that made it.
 */
struct _CsLookupBatch
{
  GObject          parent_instance;

  CsClient        *client;
  CsAccessLog     *access_log;
  CsClock         *clock;
  CsCase          *purpose;
  CsBatchSettings  settings;
  CsBatchFuncs     funcs;
  gpointer         user_data;

  CsLookupPace     pace;
  GSource         *pace_timer;
  GSource         *group_timer;
  GCancellable    *cancellable;

  GQueue           again;         /* (element-type Ask): refused for now */
  GPtrArray       *ready;         /* (element-type Ask): to be committed next */
  GPtrArray       *committing;    /* (element-type Ask) (nullable) */
  guint            n_asking;
  guint            n_unreachable;

  gboolean         is_running;
  gboolean         is_held;
  gboolean         is_exhausted;
  gboolean         is_stopping;
  GError          *error;
};

G_DEFINE_FINAL_TYPE (CsLookupBatch, cs_lookup_batch, G_TYPE_OBJECT)

typedef struct
{
  CsLookupBatch *batch;         /* borrowed: a batch that runs keeps itself */
  guint64        tag;
  CsLookupRun   *run;
  guint          n_busy;
} Ask;

static Ask *
ask_new (CsLookupBatch *batch,
         guint64        tag,
         guint64        member_id)
{
  g_autoptr (CsIdentity) identity = cs_identity_new_member (member_id);
  Ask *self = g_new0 (Ask, 1);

  self->batch = batch;
  self->tag = tag;
  self->run = cs_lookup_run_new (identity, NULL, batch->purpose);

  return self;
}

static void
ask_free (gpointer data)
{
  Ask *self = data;

  cs_lookup_run_free (self->run);
  g_free (self);
}

static void
clear_timer (GSource **timer)
{
  if (*timer != NULL)
    g_source_destroy (*timer);

  g_clear_pointer (timer, g_source_unref);
}

static void
cs_lookup_batch_dispose (GObject *object)
{
  CsLookupBatch *self = CS_LOOKUP_BATCH (object);

  clear_timer (&self->pace_timer);
  clear_timer (&self->group_timer);
  g_clear_object (&self->client);
  g_clear_object (&self->access_log);
  g_clear_object (&self->clock);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->purpose, cs_case_free);
  g_clear_pointer (&self->ready, g_ptr_array_unref);
  g_clear_error (&self->error);
  g_queue_clear_full (&self->again, ask_free);

  G_OBJECT_CLASS (cs_lookup_batch_parent_class)->dispose (object);
}

static void
cs_lookup_batch_class_init (CsLookupBatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cs_lookup_batch_dispose;
}

static void
cs_lookup_batch_init (CsLookupBatch *self)
{
  g_queue_init (&self->again);
  self->ready = g_ptr_array_new_with_free_func (ask_free);
  self->cancellable = g_cancellable_new ();
}

/**
 * cs_lookup_batch_new:
 * @profile: whom to ask, and as whom
 * @access_log: where it is recorded
 * @clock: tells the time
 * @purpose: (nullable): what it is for
 * @settings: how many at a time
 * @funcs: what to call
 * @user_data: data for @funcs
 *
 * Makes a batch that has asked nobody yet.
 *
 * Returns: (transfer full): a batch
 */
CsLookupBatch *
cs_lookup_batch_new (CsProfile             *profile,
                     CsAccessLog           *access_log,
                     CsClock               *clock,
                     const CsCase          *purpose,
                     const CsBatchSettings *settings,
                     const CsBatchFuncs    *funcs,
                     gpointer               user_data)
{
  CsLookupBatch *self;

  g_return_val_if_fail (CS_IS_PROFILE (profile), NULL);
  g_return_val_if_fail (CS_IS_ACCESS_LOG (access_log), NULL);
  g_return_val_if_fail (settings->concurrency >= 1, NULL);
  g_return_val_if_fail (settings->concurrency <= CS_BATCH_CONCURRENCY_MAX, NULL);

  self = g_object_new (CS_TYPE_LOOKUP_BATCH, NULL);
  self->client = cs_client_new_sized (profile, clock, settings->concurrency);
  self->access_log = g_object_ref (access_log);
  self->clock = g_object_ref (clock);
  self->purpose = purpose != NULL ? cs_case_copy (purpose) : NULL;
  self->settings = *settings;
  self->funcs = *funcs;
  self->user_data = user_data;
  cs_lookup_pace_init (&self->pace, settings->per_second);
  cs_client_set_leaves_busy (self->client, TRUE);

  return self;
}

static void pump (CsLookupBatch *self);

/* The first reason stands. Takes @error. */
static void
give_up (CsLookupBatch *self,
         GError        *error)
{
  if (self->error == NULL)
    self->error = error;
  else
    g_error_free (error);

  self->is_stopping = TRUE;
}

static CsAccessRecord *
new_record (Ask *ask)
{
  CsLookupBatch *self = ask->batch;
  CsEnvironment environment =
    cs_profile_get_environment (cs_client_get_profile (self->client));
  CsAccessRecord *record =
    cs_lookup_run_new_record (ask->run, cs_environment_to_string (environment),
                              cs_clock_get_unix_us (self->clock));

  record->action = CS_ACTION_AUDIT_ROW;

  return record;
}

/* The one place where members leave: their records are committed. What was stopped
 * on its way is nobody's answer.
 */
static void
hand_on (CsLookupBatch *self,
         GPtrArray     *asks)
{
  g_autoptr (GArray) answers = g_array_sized_new (FALSE, FALSE, sizeof (CsBatchAnswer),
                                                  asks->len);
  g_autoptr (GPtrArray) pointers = g_ptr_array_sized_new (asks->len);

  for (guint i = 0; i < asks->len; i++)
    {
      Ask *ask = g_ptr_array_index (asks, i);
      const CsBatchAnswer answer = {
        .tag = ask->tag,
        .member_id = ask->run->member_id,
        .member = ask->run->member,
        .report = ask->run->report,
        .error = ask->run->error,
      };

      if (!g_error_matches (ask->run->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_array_append_val (answers, answer);
    }

  for (guint i = 0; i < answers->len; i++)
    g_ptr_array_add (pointers, &g_array_index (answers, CsBatchAnswer, i));

  if (pointers->len > 0)
    self->funcs.answered (pointers, self->user_data);
}

static void
committed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (CsLookupBatch) self = user_data;
  g_autoptr (GPtrArray) asks = g_steal_pointer (&self->committing);
  GError *error = NULL;

  /* No log, no answers; and nobody else is asked for either. */
  if (cs_access_log_append_finish (CS_ACCESS_LOG (source), result, &error))
    hand_on (self, asks);
  else
    {
      give_up (self, error);
      g_cancellable_cancel (self->cancellable);
    }

  pump (self);
}

static void
commit (CsLookupBatch *self)
{
  g_autoptr (GPtrArray) records =
    g_ptr_array_new_with_free_func ((GDestroyNotify) cs_access_record_free);

  clear_timer (&self->group_timer);
  self->committing = g_steal_pointer (&self->ready);
  self->ready = g_ptr_array_new_with_free_func (ask_free);

  for (guint i = 0; i < self->committing->len; i++)
    g_ptr_array_add (records, new_record (g_ptr_array_index (self->committing, i)));

  cs_access_log_append_async (self->access_log, records, NULL, committed_cb,
                              g_object_ref (self));
}

static gboolean
group_timer_cb (gpointer user_data)
{
  CsLookupBatch *self = user_data;

  clear_timer (&self->group_timer);

  if (self->ready->len > 0 && self->committing == NULL)
    commit (self);

  return G_SOURCE_REMOVE;
}

static gboolean
pace_timer_cb (gpointer user_data)
{
  CsLookupBatch *self = user_data;

  clear_timer (&self->pace_timer);
  pump (self);

  return G_SOURCE_REMOVE;
}

static void
set_timer (GSource     **timer,
           guint         milliseconds,
           GSourceFunc   callback,
           gpointer      data)
{
  *timer = g_timeout_source_new (milliseconds);
  g_source_set_callback (*timer, callback, data, NULL);
  g_source_attach (*timer, g_main_context_get_thread_default ());
}

/* The service asks for time, and this one member can be asked for once more: by this
 * batch, or, if that is stopping, by whoever goes on with it. Nothing was read.
 */
static gboolean
is_to_be_asked_again (Ask *ask)
{
  const CsCallReport *report = ask->run->report;

  return g_error_matches (ask->run->error, CS_CLIENT_ERROR, CS_CLIENT_ERROR_IN_TROUBLE) &&
         report != NULL && (report->http_status == 429 || report->http_status == 503) &&
         ask->n_busy < BUSY_MAX;
}

static void
ask_again (Ask *ask)
{
  CsLookupBatch *self = ask->batch;
  guint retry_after_s = ask->run->report->retry_after_s;

  g_queue_push_tail (&self->again, ask);
  ask->n_busy++;

  /* Nobody waits that long: whoever began it may go on when the service says. */
  if (retry_after_s > CS_BATCH_RETRY_AFTER_MAX_S)
    {
      give_up (self, g_steal_pointer (&ask->run->error));
      return;
    }

  g_clear_error (&ask->run->error);
  self->funcs.held (cs_lookup_pace_hold (&self->pace, g_get_monotonic_time (), retry_after_s),
                    self->user_data);
}

static void
note_reached (Ask *ask)
{
  CsLookupBatch *self = ask->batch;
  const GError *error = ask->run->error;

  if (error == NULL || cs_failure_classify (error, ask->run->report) != CS_FAMILY_UNREACHABLE)
    {
      self->n_unreachable = 0;
      cs_lookup_pace_answered (&self->pace);
    }
  else if (++self->n_unreachable == MAX (UNREACHABLE_MAX, 2 * self->settings.concurrency))
    give_up (self, g_error_copy (error));
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  Ask *ask = user_data;
  g_autoptr (CsLookupBatch) self = g_object_ref (ask->batch);
  g_autoptr (CsCardList) list = NULL;
  CsCallReport *report = NULL;

  list = cs_client_list_cards_finish (CS_CLIENT (source), result, &report, &ask->run->error);
  cs_lookup_run_take_report (ask->run, report);
  self->n_asking--;

  if (list != NULL)
    cs_lookup_run_take_cards (ask->run, list->cards, self->clock, self->settings.expiry_days);

  if (is_to_be_asked_again (ask))
    ask_again (ask);
  else if (cs_lookup_run_is_to_log (ask->run))
    {
      note_reached (ask);
      g_ptr_array_add (self->ready, ask);
    }
  else
    ask_free (ask);

  pump (self);
}

/* Who was refused for now comes before anybody new. */
static Ask *
take_next (CsLookupBatch *self)
{
  guint64 tag, member_id;

  if (!g_queue_is_empty (&self->again))
    return g_queue_pop_head (&self->again);

  if (!self->is_exhausted && self->funcs.next (&tag, &member_id, self->user_data))
    return ask_new (self, tag, member_id);

  self->is_exhausted = TRUE;

  return NULL;
}

static gboolean
may_ask (CsLookupBatch *self)
{
  guint n_uncommitted = self->ready->len +
                        (self->committing != NULL ? self->committing->len : 0);

  return !self->is_held && !self->is_stopping && self->pace_timer == NULL &&
         self->n_asking < self->settings.concurrency && n_uncommitted < UNCOMMITTED_MAX &&
         (!self->is_exhausted || !g_queue_is_empty (&self->again));
}

static void
ask_more (CsLookupBatch *self)
{
  while (may_ask (self))
    {
      gint64 now_us = g_get_monotonic_time ();
      gint64 wait_us = cs_lookup_pace_get_wait (&self->pace, now_us);
      Ask *ask;

      if (wait_us > 0)
        {
          set_timer (&self->pace_timer, (guint) ((wait_us + 999) / 1000), pace_timer_cb, self);
          return;
        }

      ask = take_next (self);

      if (ask == NULL)
        return;

      cs_lookup_pace_take (&self->pace, now_us);
      self->n_asking++;
      cs_client_list_cards_async (self->client, ask->run->member_id, NULL, self->cancellable,
                                  answered_cb, ask);
    }
}

static gboolean
has_nothing_to_ask (CsLookupBatch *self)
{
  return self->n_asking == 0 &&
         (self->is_stopping || (self->is_exhausted && g_queue_is_empty (&self->again)));
}

static void
commit_if_due (CsLookupBatch *self)
{
  if (self->ready->len == 0 || self->committing != NULL)
    return;

  if (self->ready->len >= GROUP_SIZE || has_nothing_to_ask (self))
    commit (self);
  else if (self->group_timer == NULL)
    set_timer (&self->group_timer, GROUP_MS, group_timer_cb, self);
}

/* Does what can be done now; called whenever anything has changed. */
static void
pump (CsLookupBatch *self)
{
  if (!self->is_running)
    return;

  ask_more (self);
  commit_if_due (self);

  if (!has_nothing_to_ask (self) || self->ready->len > 0 || self->committing != NULL)
    return;

  self->is_running = FALSE;
  clear_timer (&self->pace_timer);
  clear_timer (&self->group_timer);
  self->funcs.finished (self->error, self->user_data);
  g_object_unref (self);
}

/**
 * cs_lookup_batch_start:
 * @self: a batch that was not started yet
 *
 * Begins. The batch keeps itself until it is finished.
 */
void
cs_lookup_batch_start (CsLookupBatch *self)
{
  g_return_if_fail (CS_IS_LOOKUP_BATCH (self));
  g_return_if_fail (!self->is_running);

  self->is_running = TRUE;
  g_object_ref (self);
  pump (self);
}

/**
 * cs_lookup_batch_hold:
 * @self: a batch
 *
 * Sends nothing more for now; what is under way is still answered and recorded.
 */
void
cs_lookup_batch_hold (CsLookupBatch *self)
{
  g_return_if_fail (CS_IS_LOOKUP_BATCH (self));

  self->is_held = TRUE;
}

/**
 * cs_lookup_batch_go_on:
 * @self: a batch
 *
 * Undoes cs_lookup_batch_hold().
 */
void
cs_lookup_batch_go_on (CsLookupBatch *self)
{
  g_return_if_fail (CS_IS_LOOKUP_BATCH (self));

  self->is_held = FALSE;
  pump (self);
}

/**
 * cs_lookup_batch_stop:
 * @self: a batch
 *
 * Sends nothing more; it is finished when what is under way is answered and recorded.
 */
void
cs_lookup_batch_stop (CsLookupBatch *self)
{
  g_return_if_fail (CS_IS_LOOKUP_BATCH (self));

  self->is_stopping = TRUE;
  pump (self);
}

/**
 * cs_lookup_batch_cancel:
 * @self: a batch
 *
 * Stops, and does not wait for what is under way. That is recorded as cancelled and
 * handed to nobody.
 */
void
cs_lookup_batch_cancel (CsLookupBatch *self)
{
  g_return_if_fail (CS_IS_LOOKUP_BATCH (self));

  self->is_stopping = TRUE;
  g_cancellable_cancel (self->cancellable);
  pump (self);
}

/**
 * cs_lookup_batch_get_n_under_way:
 * @self: a batch
 *
 * Tells how many calls are not answered yet.
 *
 * Returns: how many
 */
guint
cs_lookup_batch_get_n_under_way (CsLookupBatch *self)
{
  g_return_val_if_fail (CS_IS_LOOKUP_BATCH (self), 0);

  return self->n_asking;
}
