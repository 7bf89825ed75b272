/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-call.h"

#include <glib/gi18n-lib.h>

#include "cs-answer-headers.h"
#include "cs-attempt.h"
#include "cs-call-message.h"
#include "cs-client-error.h"
#include "cs-client.h"
#include "cs-redact.h"
#include "cs-retry.h"

#define CORRELATION_ID_SHOWN 64

/* RFC 6585; libsoup 3.2 has no name for it. */
#define STATUS_TOO_MANY_REQUESTS 429

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

static guint
get_status (Call *self)
{
  return soup_message_get_status (self->message);
}

static gboolean
is_in_trouble (guint status)
{
  return status == STATUS_TOO_MANY_REQUESTS || status >= 500;
}

static gboolean
may_repeat (Call *self)
{
  return self->n_retries < CS_RETRIES_MAX &&
         self->report->retry_after_s <= self->settings->retry_after_max_s;
}

static void
note_headers (Call *self)
{
  CsCallReport *report = self->report;
  g_autofree char *date_text = NULL;
  g_autoptr (GDateTime) date = NULL;

  report->http_status = get_status (self);
  report->answered_correlation_id =
    cs_answer_headers_dup_text (self->message, CS_HEADER_CORRELATION_ID, CORRELATION_ID_SHOWN);

  date_text = cs_answer_headers_dup_text (self->message, "Date", CORRELATION_ID_SHOWN);
  date = date_text != NULL ? soup_date_time_new_from_http_string (date_text) : NULL;
  report->server_time_us = date != NULL ? g_date_time_to_unix (date) * G_USEC_PER_SEC : 0;

  if (is_in_trouble (report->http_status))
    report->retry_after_s =
      cs_retry_parse_after (soup_message_headers_get_one (
                              soup_message_get_response_headers (self->message), "Retry-After"),
                            report->server_time_us != 0
                              ? report->server_time_us
                              : cs_clock_get_unix_us (self->settings->clock));
}

/* What the service says of a call may quote what was asked for. */
static void
note_outcome (Call            *self,
              const CsOutcome *outcome)
{
  self->report->code = cs_redact_dup (outcome->code);
  self->report->description = cs_redact_dup (outcome->description);
}

static GError *
new_redirect_error (SoupMessage *message)
{
  const char *location =
    soup_message_headers_get_one (soup_message_get_response_headers (message), "Location");
  g_autoptr (GUri) uri = NULL;

  if (location != NULL)
    uri = g_uri_parse_relative (soup_message_get_uri (message), location, SOUP_HTTP_URI_FLAGS,
                                NULL);

  if (uri == NULL || g_uri_get_host (uri) == NULL || !g_str_is_ascii (g_uri_get_host (uri)))
    return g_error_new_literal (CS_CLIENT_ERROR, CS_CLIENT_ERROR_UNUSABLE,
                                _("The answer points to another address, which is not "
                                  "followed."));

  return g_error_new (CS_CLIENT_ERROR, CS_CLIENT_ERROR_UNUSABLE,
                      /* Translators: the name of a server. */
                      _("The answer points to another address, on “%s”, which is not followed."),
                      g_uri_get_host (uri));
}

static GError *
new_no_code_error (guint status)
{
  return g_error_new (CS_CLIENT_ERROR, CS_CLIENT_ERROR_UNUSABLE,
                      /* Translators: a status of HTTP. */
                      _("The answer has HTTP status %u and no code of the service. Is base-url "
                        "right?"), status);
}

static GError *
new_trouble_error (const CsCallReport *report)
{
  return g_error_new (CS_CLIENT_ERROR, CS_CLIENT_ERROR_IN_TROUBLE,
                        /* Translators: a status of HTTP, and a number of seconds. */
                        g_dngettext (GETTEXT_PACKAGE,
                                     "The service is in trouble (HTTP %u). It asks to wait "
                                     "%u second.",
                                     "The service is in trouble (HTTP %u). It asks to wait "
                                     "%u seconds.", report->retry_after_s),
                        report->http_status, report->retry_after_s);

  return g_error_new (CS_CLIENT_ERROR, CS_CLIENT_ERROR_IN_TROUBLE,
                      /* Translators: a status of HTTP. */
                      _("The service is in trouble (HTTP %u)."), report->http_status);
}

/* Of a 401 or 407 libsoup reads the body by itself, however long, and a 421 it sends
 * again.
 */
static gboolean
is_body_ours_to_read (SoupMessage *message)
{
  guint status = soup_message_get_status (message);
  guint64 length;

  if (status == SOUP_STATUS_UNAUTHORIZED || status == SOUP_STATUS_PROXY_AUTHENTICATION_REQUIRED)
    return cs_answer_headers_get_length (message, &length);

  return status != SOUP_STATUS_MISDIRECTED_REQUEST;
}

/* The status decides first; only what is left is judged by its content type. */
static CsBodyVerdict
judge_body (SoupMessage  *message,
            gpointer      user_data,
            GError      **error)
{
  Call *self = user_data;
  guint status = soup_message_get_status (message);

  note_headers (self);

  if (is_in_trouble (status))
    return may_repeat (self) || !cs_answer_headers_is_json (message) ? CS_BODY_SKIP : CS_BODY_READ;

  if (SOUP_STATUS_IS_REDIRECTION (status))
    *error = new_redirect_error (message);
  else if (!cs_answer_headers_is_json (message))
    *error = SOUP_STATUS_IS_CLIENT_ERROR (status)
               ? new_no_code_error (status)
               : g_error_new_literal (CS_CLIENT_ERROR, CS_CLIENT_ERROR_UNUSABLE,
                                      _("The answer is not JSON. It may be the login page of a "
                                        "network, or a proxy’s."));
  else if (!is_body_ours_to_read (message))
    *error = new_no_code_error (status);
  else
    return CS_BODY_READ;

  return CS_BODY_REFUSED;
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

/* The wire layer's word stands only where a good answer was due. */
static GError *
judge_failure (Call   *self,
               GError *error)
{
  guint status = get_status (self);

  if (!is_in_trouble (status) && !SOUP_STATUS_IS_CLIENT_ERROR (status))
    return error;

  g_error_free (error);

  return is_in_trouble (status) ? new_trouble_error (self->report) : new_no_code_error (status);
}

/* Why a decoded answer is still a failure, or NULL if it is none. */
static GError *
judge_outcome (Call            *self,
               const CsOutcome *outcome)
{
  guint status = get_status (self);

  if (is_in_trouble (status))
    return new_trouble_error (self->report);

  if (!cs_outcome_is_success (outcome))
    return g_error_new (CS_CLIENT_ERROR, CS_CLIENT_ERROR_REFUSED,
                        /* Translators: a code of the service, such as 001_006. */
                        _("The service refused the call with the code %s."), self->report->code);

  return SOUP_STATUS_IS_SUCCESSFUL (status) ? NULL : new_no_code_error (status);
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
      g_task_return_error (task, judge_failure (self, error));
      return;
    }

  note_outcome (self, answer);
  error = judge_outcome (self, answer);

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
  else if (is_in_trouble (self->report->http_status))
    {
      if (may_repeat (self))
        repeat (task, FALSE);
      else if (body != NULL && cs_buffer_get_length (body) > 0)
        open_answer (task, body);
      else
        g_task_return_error (task, new_trouble_error (self->report));
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
    .judge = judge_body,
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
