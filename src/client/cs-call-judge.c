/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-call-judge.h"

#include <glib/gi18n-lib.h>

#include "cs-answer-headers.h"
#include "cs-client-error.h"
#include "cs-redact.h"
#include "cs-retry.h"

#define HEADER_SHOWN 64

/* RFC 6585; libsoup 3.2 has no name for it. */
#define STATUS_TOO_MANY_REQUESTS 429

/**
 * cs_call_is_in_trouble:
 * @report: a report whose status is noted
 *
 * Tells whether the service is not up to any call at present: 429 or 5xx.
 *
 * Returns: `TRUE` if it is
 */
gboolean
cs_call_is_in_trouble (const CsCallReport *report)
{
  return report->http_status == STATUS_TOO_MANY_REQUESTS || report->http_status >= 500;
}

/**
 * cs_call_is_busy:
 * @report: a report whose status is noted
 *
 * Tells whether the service asks for fewer calls or for time: 429 or 503.
 *
 * Returns: `TRUE` if it does
 */
gboolean
cs_call_is_busy (const CsCallReport *report)
{
  return report->http_status == STATUS_TOO_MANY_REQUESTS ||
         report->http_status == SOUP_STATUS_SERVICE_UNAVAILABLE;
}

static gint64
read_date (SoupMessage *message)
{
  g_autofree char *text = cs_answer_headers_dup_text (message, "Date", HEADER_SHOWN);
  g_autoptr (GDateTime) date = NULL;

  if (text != NULL)
    date = soup_date_time_new_from_http_string (text);

  return date != NULL ? g_date_time_to_unix (date) * G_USEC_PER_SEC : 0;
}

/* An ID of the form that IDs have is kept to the letter; anything else is text from
 * outside, which ends up in the access log.
 */
static char *
dup_correlation_id (SoupMessage *message)
{
  g_autofree char *text =
    cs_answer_headers_dup_text (message, CS_HEADER_CORRELATION_ID, HEADER_SHOWN);

  if (text == NULL || cs_correlation_id_is_valid (text))
    return g_steal_pointer (&text);

  return cs_redact_dup (text);
}

/**
 * cs_call_note_headers:
 * @report: the report of the call
 * @message: a message whose headers have come
 * @clock: measures a Retry-After where the answer has no Date
 *
 * Notes what the headers of an answer say.
 */
void
cs_call_note_headers (CsCallReport *report,
                      SoupMessage  *message,
                      CsClock      *clock)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);

  g_free (report->answered_correlation_id);
  report->answered_correlation_id = dup_correlation_id (message);
  report->http_status = soup_message_get_status (message);
  report->server_time_us = read_date (message);

  if (cs_call_is_in_trouble (report))
    report->retry_after_s =
      cs_retry_parse_after (soup_message_headers_get_one (headers, "Retry-After"),
                            report->server_time_us != 0 ? report->server_time_us
                                                        : cs_clock_get_unix_us (clock));
}

/**
 * cs_call_note_outcome:
 * @report: the report of the call
 * @outcome: what the service says
 *
 * Notes what the service says of the call, with card numbers masked: it may quote
 * what was asked for.
 */
void
cs_call_note_outcome (CsCallReport    *report,
                      const CsOutcome *outcome)
{
  g_free (report->code);
  report->code = cs_redact_dup (outcome->code);
  g_free (report->description);
  report->description = cs_redact_dup (outcome->description);
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

/**
 * cs_call_judge_headers:
 * @report: with the headers noted
 * @message: a message whose headers have come
 * @may_repeat: whether the call can still be repeated
 * @error: [error@ClientError] `UNUSABLE`
 *
 * Decides by its headers what becomes of an answer's body. The status decides first;
 * only what is left is judged by its content type.
 *
 * Returns: what becomes of it
 */
CsBodyVerdict
cs_call_judge_headers (const CsCallReport  *report,
                       SoupMessage         *message,
                       gboolean             may_repeat,
                       GError             **error)
{
  guint status = report->http_status;
  gboolean is_json = cs_answer_headers_is_json (message);

  if (cs_call_is_in_trouble (report))
    return may_repeat || !is_json ? CS_BODY_SKIP : CS_BODY_READ;

  if (is_json && !SOUP_STATUS_IS_REDIRECTION (status) && is_body_ours_to_read (message))
    return CS_BODY_READ;

  if (SOUP_STATUS_IS_REDIRECTION (status))
    *error = new_redirect_error (message);
  else if (SOUP_STATUS_IS_CLIENT_ERROR (status))
    *error = new_no_code_error (status);
  else
    *error = g_error_new_literal (CS_CLIENT_ERROR, CS_CLIENT_ERROR_UNUSABLE,
                                  _("The answer is not JSON. It may be the login page of a "
                                    "network, or a proxy’s."));

  return CS_BODY_REFUSED;
}

/**
 * cs_call_judge_failure:
 * @report: the report of the call
 * @error: (transfer full): why the body could not be read
 *
 * Decides what an answer is whose body could not be read. The wire layer's word
 * stands only where a good answer was due.
 *
 * Returns: (transfer full): why the call failed
 */
GError *
cs_call_judge_failure (const CsCallReport *report,
                       GError             *error)
{
  if (cs_call_is_in_trouble (report))
    {
      g_error_free (error);
      return cs_call_trouble_error (report);
    }

  if (SOUP_STATUS_IS_CLIENT_ERROR (report->http_status))
    {
      g_error_free (error);
      return new_no_code_error (report->http_status);
    }

  return error;
}

/**
 * cs_call_judge_outcome:
 * @report: the report of the call, with the outcome noted
 * @outcome: what the service says
 *
 * Decides whether an answer that could be read is a success.
 *
 * Returns: (transfer full) (nullable): why the call failed, or `NULL` if it did not
 */
GError *
cs_call_judge_outcome (const CsCallReport *report,
                       const CsOutcome    *outcome)
{
  if (cs_call_is_in_trouble (report))
    return cs_call_trouble_error (report);

  if (!cs_outcome_is_success (outcome))
    return g_error_new (CS_CLIENT_ERROR, CS_CLIENT_ERROR_REFUSED,
                        /* Translators: a code of the service, such as 001_006. */
                        _("The service refused the call with the code %s."), report->code);

  return SOUP_STATUS_IS_SUCCESSFUL (report->http_status) ? NULL
                                                         : new_no_code_error (report->http_status);
}

/**
 * cs_call_trouble_error:
 * @report: the report of the call
 *
 * Says that the service is in trouble, and when to try again if it says so.
 *
 * Returns: (transfer full): [error@ClientError] `IN_TROUBLE`
 */
GError *
cs_call_trouble_error (const CsCallReport *report)
{
  if (report->retry_after_s > 0)
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
