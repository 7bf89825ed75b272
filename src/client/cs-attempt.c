/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-attempt.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cs-answer-headers.h"
#include "cs-body-read.h"
#include "cs-client-error.h"
#include "cs-tls-watch.h"
#include "cs-transport-error.h"

typedef struct
{
  CsAttemptRules        rules;
  SoupSession          *session;
  SoupMessage          *message;
  GInputStream         *stream;

  GCancellable         *outer;        /* the caller's */
  GCancellable         *inner;        /* what the transport sees */
  gulong                outer_id;
  GSource              *connect_timer;
  GSource              *attempt_timer;

  GError               *error;        /* why we stopped it ourselves */
  GTlsCertificateFlags  tls_flags;
  gboolean              is_new_connection;
  gboolean              is_to_proxy;  /* it is a proxy that is being connected to */
  gboolean              has_headers;
  gboolean              is_skipped;
  CsRepeat              repeat;
} Attempt;

static void
stop_timer (GSource **timer)
{
  if (*timer != NULL)
    g_source_destroy (*timer);

  g_clear_pointer (timer, g_source_unref);
}

static void
attempt_free (gpointer data)
{
  Attempt *self = data;

  g_object_unref (self->session);
  g_object_unref (self->message);
  g_clear_object (&self->stream);
  g_clear_object (&self->outer);
  g_object_unref (self->inner);
  g_clear_error (&self->error);
  g_free (self);
}

/* Every road out leads through here, so that nothing of the attempt can fire later. */
static void
detach (Attempt *self)
{
  stop_timer (&self->connect_timer);
  stop_timer (&self->attempt_timer);
  g_signal_handlers_disconnect_by_data (self->message, self);

  /* Not from inside the callback, where disconnecting would wait for itself. */
  g_cancellable_disconnect (self->outer, self->outer_id);
  self->outer_id = 0;
}

static const char *
get_host (Attempt *self)
{
  return g_uri_get_host (soup_message_get_uri (self->message));
}

static gboolean
has_begun (Attempt *self)
{
  SoupMessageMetrics *metrics = soup_message_get_metrics (self->message);

  return self->has_headers ||
         (metrics != NULL && soup_message_metrics_get_response_header_bytes_received (metrics) > 0);
}

/* Takes @error. The first reason stands: what follows is its consequence. */
static void
stop (Attempt *self,
      GError  *error)
{
  if (self->error == NULL)
    self->error = error;
  else
    g_error_free (error);

  g_cancellable_cancel (self->inner);
}

static gboolean
is_of_name (char character)
{
  return g_ascii_isalnum (character) || character == '-' || character == '.';
}

/* libsoup tells that a name is being resolved, but not whose. Of what GLib says when there
 * is none, in whatever language, the name is a part: another's can only be a proxy's.
 */
static gboolean
is_other_name (const char *message,
               const char *host)
{
  g_autofree char *ascii = g_hostname_to_ascii (host);
  gsize length = ascii != NULL ? strlen (ascii) : 0;
  const char *at = message;

  if (length == 0)
    return FALSE;

  while ((at = strstr (at, ascii)) != NULL)
    {
      if ((at == message || !is_of_name (at[-1])) && !is_of_name (at[length]))
        return FALSE;

      at += length;
    }

  return TRUE;
}

static gboolean
is_about_proxy (Attempt      *self,
                const GError *cause)
{
  return self->is_to_proxy ||
         (cause->domain == G_RESOLVER_ERROR &&
          soup_session_get_proxy_resolver (self->session) != NULL &&
          is_other_name (cause->message, get_host (self)));
}

static GError *
dup_reason (Attempt      *self,
            const GError *cause)
{
  if (self->error != NULL)
    return g_error_copy (self->error);

  if (cause->domain == CS_CLIENT_ERROR)
    return g_error_copy (cause);

  if (is_about_proxy (self, cause))
    return cs_transport_error_new_no_proxy (get_host (self));

  return cs_transport_error_new (cause, get_host (self), self->tls_flags, has_begun (self));
}

static CsRepeat
judge_repeat (Attempt      *self,
              const GError *cause)
{
  if (has_begun (self))
    return CS_REPEAT_NEVER;

  if (g_error_matches (self->error, CS_CLIENT_ERROR, CS_CLIENT_ERROR_TIMED_OUT))
    return CS_REPEAT_LATER;

  if (self->error != NULL || !cs_transport_error_is_transient (cause))
    return CS_REPEAT_NEVER;

  return self->is_new_connection ? CS_REPEAT_LATER : CS_REPEAT_AT_ONCE;
}

/* @cause may be NULL where we stopped it ourselves. */
static void
fail (GTask        *task,
      const GError *cause)
{
  Attempt *self = g_task_get_task_data (task);

  detach (self);

  if (g_task_return_error_if_cancelled (task))
    return;

  self->repeat = judge_repeat (self, cause);
  g_task_return_error (task, dup_reason (self, cause));
}

/* Takes @body. */
static void
succeed (GTask    *task,
         CsBuffer *body)
{
  detach (g_task_get_task_data (task));
  g_task_return_pointer (task, body, (GDestroyNotify) cs_buffer_unref);
}

/* libsoup takes a body for complete when a connection ends that was to be closed. */
static gboolean
is_whole (Attempt  *self,
          CsBuffer *body)
{
  guint64 length;

  return !cs_answer_headers_get_length (self->message, &length) ||
         length == cs_buffer_get_length (body);
}

static void
body_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CsBuffer) body = NULL;
  Attempt *self = g_task_get_task_data (task);

  body = cs_body_read_finish (G_INPUT_STREAM (source), result, &error);

  if (body != NULL && !is_whole (self, body))
    stop (self, g_error_new_literal (CS_CLIENT_ERROR, CS_CLIENT_ERROR_UNUSABLE,
                                     _("The answer was cut short.")));

  if (body != NULL && self->error == NULL)
    succeed (task, g_steal_pointer (&body));
  else
    fail (task, error);
}

static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Attempt *self = g_task_get_task_data (task);

  self->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);

  /* A status without headers is the word of a proxy that made no tunnel. */
  if (self->stream != NULL && !self->has_headers)
    stop (self, cs_transport_error_new_proxy (soup_message_get_status (self->message),
                                              get_host (self)));

  if (self->is_skipped && self->error == NULL)
    succeed (task, cs_buffer_new (0));
  else if (self->stream == NULL || self->error != NULL)
    fail (task, error);
  else
    cs_body_read_async (self->stream, self->rules.body_max, self->inner, body_cb,
                        g_object_ref (task));
}

/* Asked here and not when libsoup hands over the stream: of a 401 or 407 it would
 * first read the whole body into memory, however long.
 */
static void
got_headers_cb (SoupMessage *message,
                Attempt     *self)
{
  GError *error = NULL;

  self->has_headers = TRUE;

  switch (self->rules.judge (message, self->rules.judge_data, &error))
    {
    case CS_BODY_READ:
      if (!cs_answer_headers_check (message, self->rules.body_max, &error))
        stop (self, error);
      break;

    case CS_BODY_SKIP:
      self->is_skipped = TRUE;
      g_cancellable_cancel (self->inner);
      break;

    case CS_BODY_REFUSED:
      stop (self, error);
      break;

    default:
      g_assert_not_reached ();
    }
}

static gboolean
timed_out_cb (gpointer user_data)
{
  Attempt *self = user_data;

  stop (self, g_error_new (CS_CLIENT_ERROR, CS_CLIENT_ERROR_TIMED_OUT,
                           /* Translators: the name of a server. */
                           _("“%s” did not answer in time."), get_host (self)));

  return G_SOURCE_REMOVE;
}

/* Timers run on the monotonic clock: setting the computer's clock changes nothing. */
static GSource *
start_timer (Attempt *self,
             guint    milliseconds)
{
  GSource *timer = g_timeout_source_new (milliseconds);

  g_source_set_callback (timer, timed_out_cb, self, NULL);
  g_source_attach (timer, g_main_context_get_thread_default ());

  return timer;
}

static gboolean
is_proxy (GIOStream *connection)
{
  g_autoptr (GSocketAddress) address = NULL;

  if (G_IS_SOCKET_CONNECTION (connection))
    address = g_socket_connection_get_remote_address (G_SOCKET_CONNECTION (connection), NULL);

  return G_IS_PROXY_ADDRESS (address);
}

static void
network_event_cb (SoupMessage        *message,
                  GSocketClientEvent  event,
                  GIOStream          *connection,
                  Attempt            *self)
{
  GError *error = NULL;

  if (event == G_SOCKET_CLIENT_CONNECTING)
    self->is_to_proxy = is_proxy (connection);
  else if (event == G_SOCKET_CLIENT_CONNECTED)
    self->is_to_proxy = FALSE;

  if (event == G_SOCKET_CLIENT_TLS_HANDSHAKING)
    cs_tls_pin_http1 (G_TLS_CONNECTION (connection));

  if (event == G_SOCKET_CLIENT_TLS_HANDSHAKED &&
      !cs_tls_check_handshake (G_TLS_CONNECTION (connection), &error))
    stop (self, error);

  if (event == G_SOCKET_CLIENT_COMPLETE)
    stop_timer (&self->connect_timer);
  else if (!self->is_new_connection)
    {
      self->is_new_connection = TRUE;
      self->connect_timer = start_timer (self, self->rules.connect_ms);
    }
}

static gboolean
accept_certificate_cb (SoupMessage          *message,
                       GTlsCertificate      *certificate,
                       GTlsCertificateFlags  flags,
                       Attempt              *self)
{
  self->tls_flags = flags;

  return FALSE;
}

static void
outer_cancelled_cb (GCancellable *outer,
                    GCancellable *inner)
{
  g_cancellable_cancel (inner);
}

/**
 * cs_attempt_run_async:
 * @session: a session of cs_session_new()
 * @message: a message of cs_session_new_message(), not sent yet
 * @rules: what it may cost
 * @cancellable: (nullable): a cancellable
 * @callback: (scope async): called when it is over
 * @user_data: data for @callback
 *
 * Sends a message once and reads the answer, within its deadlines and bounds.
 *
 * Get the body with cs_attempt_run_finish(); status and headers are in @message.
 */
void
cs_attempt_run_async (SoupSession          *session,
                      SoupMessage          *message,
                      const CsAttemptRules *rules,
                      GCancellable         *cancellable,
                      GAsyncReadyCallback   callback,
                      gpointer              user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Attempt *self = g_new0 (Attempt, 1);

  g_task_set_source_tag (task, cs_attempt_run_async);
  g_task_set_task_data (task, self, attempt_free);

  self->rules = *rules;
  self->session = g_object_ref (session);
  self->message = g_object_ref (message);
  self->inner = g_cancellable_new ();
  self->attempt_timer = start_timer (self, rules->attempt_ms);
  self->repeat = CS_REPEAT_NEVER;

  if (cancellable != NULL)
    {
      self->outer = g_object_ref (cancellable);
      self->outer_id = g_cancellable_connect (cancellable, G_CALLBACK (outer_cancelled_cb),
                                              g_object_ref (self->inner), g_object_unref);
    }

  g_signal_connect (message, "network-event", G_CALLBACK (network_event_cb), self);
  g_signal_connect (message, "accept-certificate", G_CALLBACK (accept_certificate_cb), self);
  g_signal_connect (message, "got-headers", G_CALLBACK (got_headers_cb), self);

  soup_session_send_async (session, message, G_PRIORITY_DEFAULT, self->inner, sent_cb, task);
}

/**
 * cs_attempt_run_finish:
 * @result: what the callback was given
 * @out_repeat: (out): on failure, whether trying again may help: never once any byte
 *   of an answer has come
 * @error: [error@ClientError], or `G_IO_ERROR_CANCELLED`
 *
 * Finishes cs_attempt_run_async().
 *
 * Returns: (transfer full): the body, empty if it was skipped, or `NULL` on error
 */
CsBuffer *
cs_attempt_run_finish (GAsyncResult  *result,
                       CsRepeat      *out_repeat,
                       GError       **error)
{
  Attempt *self = g_task_get_task_data (G_TASK (result));

  *out_repeat = self->repeat;

  return g_task_propagate_pointer (G_TASK (result), error);
}
