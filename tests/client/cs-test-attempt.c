/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cs-test-attempt.h"

#include "cs-client-error.h"
#include "cs-session.h"
#include "cs-test-server.h"

#define BODY_MAX (64 * 1024)
#define LONG_MS  15000

static CsBodyVerdict
judge_cb (SoupMessage  *message,
          gpointer      user_data,
          GError      **error)
{
  TestAttempt *self = user_data;

  self->n_judged++;

  if (self->verdict == CS_BODY_REFUSED)
    g_set_error (error, CS_CLIENT_ERROR, CS_CLIENT_ERROR_UNUSABLE, "Refused by the test");

  return self->verdict;
}

void
test_attempt_init (TestAttempt  *self,
                   GTlsDatabase *database)
{
  self->session = cs_session_new (database, NULL, CS_CONNECTIONS_MAX);
  self->cancellable = g_cancellable_new ();
  self->verdict = CS_BODY_READ;
  self->rules = (CsAttemptRules) {
    .connect_ms = LONG_MS,
    .attempt_ms = LONG_MS,
    .body_max = BODY_MAX,
    .judge = judge_cb,
    .judge_data = self,
  };
}

static void
forget_result (TestAttempt *self)
{
  g_clear_object (&self->message);
  g_clear_pointer (&self->body, cs_buffer_unref);
  g_clear_error (&self->error);
  self->done = FALSE;
}

/* Nothing of an attempt may hold the session or the cancellable by now. */
void
test_attempt_clear (TestAttempt *self)
{
  forget_result (self);
  g_assert_finalize_object (self->cancellable);
  g_assert_finalize_object (self->session);
}

static void
attempt_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  TestAttempt *self = user_data;

  self->body = cs_attempt_run_finish (result, &self->repeat, &self->error);
  self->done = TRUE;
}

void
test_attempt_start (TestAttempt *self,
                    const char  *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, SOUP_HTTP_URI_FLAGS, NULL);
  g_autoptr (GBytes) request = g_bytes_new_static ("{\"userId\":1}", 12);

  forget_result (self);
  self->message = cs_session_new_message (SOUP_METHOD_POST, uri, "application/json");
  soup_message_headers_append (soup_message_get_request_headers (self->message),
                               "X-KM-Access-Key", TEST_ATTEMPT_SECRET);
  soup_message_set_request_body_from_bytes (self->message, "application/json", request);
  cs_attempt_run_async (self->session, self->message, &self->rules, self->cancellable,
                        attempt_cb, self);
}

void
test_attempt_run (TestAttempt *self,
                  const char  *url)
{
  test_attempt_start (self, url);
  test_run_until (&self->done);
}
