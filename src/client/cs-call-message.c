/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-call-message.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cs-client-error.h"
#include "cs-service-url.h"
#include "cs-session.h"

#define JSON             "application/json"
#define HEADER_MAX       256

/* A line feed in a profile must not become a header of its own. */
static gboolean
is_header_value (const char *value)
{
  gsize length = strlen (value);

  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isgraph (value[i]))
      return FALSE;

  return length > 0 && length <= HEADER_MAX;
}

static gboolean
append_headers (SoupMessage          *message,
                const CsCredentials  *credentials,
                const CsCallHeaders  *signature,
                GError              **error)
{
  const char *key_id = credentials->n_keys > 0 ? credentials->keys[0].id : NULL;
  const struct
  {
    const char *name;
    const char *value;
  } headers[] = {
    { CS_HEADER_ASP_ID, credentials->asp_id },
    { CS_HEADER_CORRELATION_ID, signature->correlation_id },
    { CS_HEADER_ACCESS_KEY, credentials->access_key },
    { CS_HEADER_TRAN_TOKEN, signature->tran_token },
    { CS_HEADER_TRAN_TIME, signature->tran_time },
    { CS_HEADER_TIME_ZONE, credentials->time_zone },
    { CS_HEADER_CRYPTO_KEY_ID, key_id },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      if (headers[i].value == NULL)
        continue;

      if (!is_header_value (headers[i].value))
        {
          g_set_error (error, CS_CLIENT_ERROR, CS_CLIENT_ERROR_PROFILE,
                       /* Translators: the name of a header of HTTP. */
                       _("What the profile gives for %s cannot be sent."), headers[i].name);
          return FALSE;
        }

      soup_message_headers_append (soup_message_get_request_headers (message), headers[i].name,
                                   headers[i].value);
    }

  return TRUE;
}

/* The bytes that are sent are the bytes that were signed: no copy is made of them. */
static void
set_body (SoupMessage *message,
          CsBuffer    *body)
{
  g_autoptr (GBytes) bytes = NULL;
  gsize length;
  const guint8 *data = cs_buffer_get_data (body, &length);

  bytes = g_bytes_new_with_free_func (data, length, (GDestroyNotify) cs_buffer_unref,
                                      cs_buffer_ref (body));
  soup_message_set_request_body_from_bytes (message, JSON, bytes);
}

static void
note_sending (CsCallReport        *report,
              const CsCallHeaders *signature,
              gint64               now_us)
{
  report->started_us = now_us;
  g_strlcpy (report->correlation_id, signature->correlation_id, sizeof report->correlation_id);
}

/**
 * cs_call_message_new:
 * @settings: the client's
 * @path: what is called
 * @body: the exact bytes to send
 * @report: takes the time and the correlation ID
 * @error: [error@ClientError] `PROFILE`
 *
 * Makes a signed message from one reading of the clock.
 *
 * Returns: (transfer full): the message, or `NULL` on error
 */
SoupMessage *
cs_call_message_new (const CsCallSettings  *settings,
                     const char            *path,
                     CsBuffer              *body,
                     CsCallReport          *report,
                     GError               **error)
{
  const CsCredentials *credentials = cs_profile_get_credentials (settings->profile);
  g_autoptr (GUri) uri = cs_service_url_append (cs_profile_get_base_uri (settings->profile), path);
  g_autoptr (SoupMessage) message = cs_session_new_message (SOUP_METHOD_POST, uri, JSON);
  g_autoptr (GError) why = NULL;
  gint64 now_us = cs_clock_get_unix_us (settings->clock);
  CsCallHeaders signature;
  gsize length;
  const guint8 *data = cs_buffer_get_data (body, &length);

  if (!cs_call_headers_sign (&signature, credentials, now_us, data, length, &why))
    {
      g_set_error_literal (error, CS_CLIENT_ERROR, CS_CLIENT_ERROR_PROFILE, why->message);
      return NULL;
    }

  note_sending (report, &signature, now_us);

  if (!append_headers (message, credentials, &signature, error))
    return NULL;

  set_body (message, body);

  return g_steal_pointer (&message);
}
