/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-call.h"

#include "cs-attempt.h"
#include "cs-call-judge.h"
#include "cs-call-message.h"
#include "cs-client.h"
#include "cs-retry.h"

/* The data of the caller's task: one call, with all of its attempts. */
typedef struct
{
  const CsCallSettings *settings;
  const CsOperation    *operation;
  CsBuffer             *body;
  SoupMessage          *message;      /* of the attempt under way */
  CsCallReport         *report;
  guint                 n_retries;
} Call;

static void
call_free (gpointer data)
{
  Call *self = data;

  g_clear_pointer (&self->body, cs_buffer_unref);
  g_clear_object (&self->message);
  cs_call_report_free (self->report);
  g_free (self);
}

static gboolean
may_repeat (Call *self)
{
  if (self->settings->leaves_busy && cs_call_is_busy (self->report))
    return FALSE;

  return self->n_retries < CS_RETRIES_MAX &&
         self->report->retry_after_s <= self->settings->retry_after_max_s;
}

static CsBodyVerdict
judge_headers_cb (SoupMessage  *message,
                  gpointer      user_data,
                  GError      **error)
{
  Call *self = user_data;

  cs_call_note_headers (self->report, message, self->settings->clock);

  return cs_call_judge_headers (self->report, message, may_repeat (self), error);
}

static void send_attempt (GTask *task);

static void
pause_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (cs_retry_pause_finish (result, &error))
    send_attempt (task);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
repeat (GTask    *task,
        gboolean  at_once)
{
  Call *self = g_task_get_task_data (task);
  guint pause_ms = 0;

  if (!at_once)
    pause_ms = cs_retry_get_pause_ms (self->n_retries, self->settings->backoff_ms,
                                      self->report->retry_after_s);

  self->n_retries++;
  cs_retry_pause_async (pause_ms, g_task_get_cancellable (task), pause_cb, g_object_ref (task));
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  Call *self = g_task_get_task_data (task);
  gpointer answer = cs_answer_open_finish (result, &error);

  if (answer == NULL)
    {
      g_task_return_error (task, cs_call_judge_failure (self->report, error));
      return;
    }

  cs_call_note_outcome (self->report, answer);
  error = cs_call_judge_outcome (self->report, answer);

  if (error == NULL)
    {
      g_task_return_pointer (task, answer, self->operation->free);
      return;
    }

  self->operation->free (answer);
  g_task_return_error (task, error);
}

static void
open_answer (GTask    *task,
             CsBuffer *body)
{
  Call *self = g_task_get_task_data (task);
  SoupMessageHeaders *headers = soup_message_get_response_headers (self->message);
  const CsSealedAnswer sealed = {
    .operation = self->operation,
    .body = body,
    .credentials = cs_profile_get_credentials (self->settings->profile),
    .key_id = (char *) soup_message_headers_get_one (headers, CS_HEADER_CRYPTO_KEY_ID),
  };

  cs_answer_open_async (&sealed, opened_cb, g_object_ref (task));
}

static void
attempt_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CsBuffer) body = NULL;
  Call *self = g_task_get_task_data (task);
  CsRepeat how;

  body = cs_attempt_run_finish (result, &how, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, g_steal_pointer (&error));
  else if (cs_call_is_in_trouble (self->report))
    {
      if (may_repeat (self))
        repeat (task, FALSE);
      else if (body != NULL && cs_buffer_get_length (body) > 0)
        open_answer (task, body);
      else
        g_task_return_error (task, cs_call_trouble_error (self->report));
    }
  else if (error != NULL && how != CS_REPEAT_NEVER && may_repeat (self))
    repeat (task, how == CS_REPEAT_AT_ONCE);
  else if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    open_answer (task, body);
}

/* What a former attempt left in the report must not be taken for this one's. */
static void
reset_report (CsCallReport *report)
{
  g_clear_pointer (&report->answered_correlation_id, g_free);
  report->http_status = 0;
  report->retry_after_s = 0;
  report->server_time_us = 0;
  report->n_attempts++;
}

/* Each attempt is signed anew: the service may refuse a time or an ID of before. */
static void
send_attempt (GTask *task)
{
  Call *self = g_task_get_task_data (task);
  const CsAttemptRules rules = {
    .connect_ms = self->settings->connect_ms,
    .attempt_ms = self->settings->attempt_ms,
    .body_max = CS_JSON_NETWORK_MAX,
    .judge = judge_headers_cb,
    .judge_data = self,
  };
  g_autoptr (GError) error = NULL;

  g_clear_object (&self->message);
  reset_report (self->report);
  self->message = cs_call_message_new (self->settings, self->operation->path, self->body,
                                       self->report, &error);

  if (self->message == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  cs_attempt_run_async (self->settings->session, self->message, &rules,
                        g_task_get_cancellable (task), attempt_cb, g_object_ref (task));
}

static Call *
take_task (GTask *task)
{
  Call *self = g_new0 (Call, 1);

  self->report = cs_call_report_new ();
  g_task_set_task_data (task, self, call_free);

  return self;
}

/**
 * cs_call_start:
 * @task: what the answer is returned through; its source keeps @settings alive
 * @settings: the client's
 * @operation: what is called
 * @body: the exact bytes to send
 *
 * Makes a call: signs it, sends it, again where that may help, opens the answer.
 *
 * @task gets what @operation decodes, or an error.
 */
void
cs_call_start (GTask                *task,
               const CsCallSettings *settings,
               const CsOperation    *operation,
               CsBuffer             *body)
{
  Call *self = take_task (task);

  self->settings = settings;
  self->operation = operation;
  self->body = cs_buffer_ref (body);

  send_attempt (task);
}

/**
 * cs_call_refuse:
 * @task: what the error is returned through
 * @error: (transfer full): why
 *
 * Ends a call that cannot be made; its report is empty.
 */
void
cs_call_refuse (GTask  *task,
                GError *error)
{
  take_task (task);
  g_task_return_error (task, error);
}

/**
 * cs_call_dup_report:
 * @result: the task of cs_call_start() or cs_call_refuse()
 *
 * Tells how a call went, whatever came of it.
 *
 * Returns: (transfer full): the report
 */
CsCallReport *
cs_call_dup_report (GAsyncResult *result)
{
  Call *self = g_task_get_task_data (G_TASK (result));

  return cs_call_report_copy (self->report);
}
