/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-image-fetch.h"

#include <glib/gi18n-lib.h>

#include "cs-attempt.h"
#include "cs-client-error.h"
#include "cs-client.h"
#include "cs-image-header.h"
#include "cs-service-url.h"
#include "cs-session.h"

#define REDIRECTS_MAX 3
#define ACCEPT        "image/png, image/jpeg"

/* The data of the caller's task. */
typedef struct
{
  const CsCallSettings *settings;
  SoupSession          *session;      /* borrowed from the client */
  SoupMessage          *message;
  guint                 n_redirects;
} Fetch;

static void
fetch_free (gpointer data)
{
  Fetch *self = data;

  g_clear_object (&self->message);
  g_free (self);
}

static CsBodyVerdict
judge_body (SoupMessage  *message,
            gpointer      unused,
            GError      **error)
{
  guint status = soup_message_get_status (message);

  if (status == SOUP_STATUS_OK)
    return CS_BODY_READ;

  if (SOUP_STATUS_IS_REDIRECTION (status))
    return CS_BODY_SKIP;

  g_set_error (error, CS_CLIENT_ERROR, CS_CLIENT_ERROR_UNUSABLE,
               /* Translators: a status of HTTP. */
               _("There is no image: the answer has HTTP status %u."), status);

  return CS_BODY_REFUSED;
}

static gboolean
is_same_origin (GUri *a,
                GUri *b)
{
  return g_str_equal (g_uri_get_scheme (a), g_uri_get_scheme (b)) &&
         g_ascii_strcasecmp (g_uri_get_host (a), g_uri_get_host (b)) == 0 &&
         g_uri_get_port (a) == g_uri_get_port (b);
}

/* Where the answer points to, if that is to be followed: the same https server. */
static GUri *
find_next (Fetch *self)
{
  GUri *here = soup_message_get_uri (self->message);
  const char *location =
    soup_message_headers_get_one (soup_message_get_response_headers (self->message), "Location");
  g_autofree char *base = g_uri_to_string (here);
  g_autofree char *text = NULL;
  g_autoptr (GUri) there = NULL;

  if (location == NULL || *location == '\0' || self->n_redirects == REDIRECTS_MAX)
    return NULL;

  text = g_uri_resolve_relative (base, location, SOUP_HTTP_URI_FLAGS, NULL);
  there = text != NULL ? cs_image_url_parse (text) : NULL;

  if (there == NULL || !g_str_equal (g_uri_get_scheme (there), "https") ||
      !is_same_origin (here, there) || !cs_profile_allows_image (self->settings->profile, there))
    return NULL;

  return g_steal_pointer (&there);
}

/* The magic bytes decide, whatever the content type says. */
static void
return_image (GTask    *task,
              CsBuffer *body)
{
  CsImageHeader header;
  GError *error = NULL;
  gsize length;
  const guint8 *data = cs_buffer_get_data (body, &length);

  if (!cs_image_header_read (data, length, &header, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  g_task_return_pointer (task,
                         g_bytes_new_with_free_func (data, length,
                                                     (GDestroyNotify) cs_buffer_unref,
                                                     cs_buffer_ref (body)),
                         (GDestroyNotify) g_bytes_unref);
}

static void send_request (GTask *task,
                          GUri  *uri);

static void
follow (GTask *task)
{
  Fetch *self = g_task_get_task_data (task);
  g_autoptr (GUri) next = find_next (self);

  if (next == NULL)
    {
      g_task_return_new_error (task, CS_CLIENT_ERROR, CS_CLIENT_ERROR_UNUSABLE, "%s",
                               _("There is no image: the answer points to an address that is "
                                 "not followed."));
      return;
    }

  self->n_redirects++;
  send_request (task, next);
}

static void
attempt_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (CsBuffer) body = NULL;
  GError *error = NULL;
  Fetch *self = g_task_get_task_data (task);
  CsRepeat how;

  body = cs_attempt_run_finish (result, &how, &error);

  if (body == NULL)
    g_task_return_error (task, error);
  else if (SOUP_STATUS_IS_REDIRECTION (soup_message_get_status (self->message)))
    follow (task);
  else
    return_image (task, body);
}

/* Nothing is added that tells who asks: no key, no ID, no cookie. */
static void
send_request (GTask *task,
              GUri  *uri)
{
  Fetch *self = g_task_get_task_data (task);
  const CsAttemptRules rules = {
    .connect_ms = self->settings->connect_ms,
    .attempt_ms = self->settings->attempt_ms,
    .body_max = CS_IMAGE_BYTES_MAX,
    .judge = judge_body,
  };

  g_clear_object (&self->message);
  self->message = cs_session_new_message (SOUP_METHOD_GET, uri, ACCEPT);

  cs_attempt_run_async (self->session, self->message, &rules, g_task_get_cancellable (task),
                        attempt_cb, g_object_ref (task));
}

/**
 * cs_image_fetch_start:
 * @task: what the image is returned through; its source keeps @settings alive
 * @settings: the client's
 * @session: what it goes through
 * @uri: where it is; cs_profile_allows_image() has been asked
 *
 * Fetches a product image, without credentials and without a second try: its place
 * is filled by something else if it does not come.
 *
 * @task gets a `GBytes` that begins as a PNG or JPEG does, or an error.
 */
void
cs_image_fetch_start (GTask                *task,
                      const CsCallSettings *settings,
                      SoupSession          *session,
                      GUri                 *uri)
{
  Fetch *self = g_new0 (Fetch, 1);

  self->settings = settings;
  self->session = session;
  g_task_set_task_data (task, self, fetch_free);

  send_request (task, uri);
}
