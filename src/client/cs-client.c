/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-client-private.h"

#include <glib/gi18n-lib.h>

#include "cs-call-body.h"
#include "cs-call.h"
#include "cs-client-error.h"
#include "cs-digits.h"
#include "cs-image-fetch.h"
#include "cs-service-url.h"
#include "cs-session.h"

#define RETRY_AFTER_MAX_SECONDS 5
#define BACKOFF_MS              500

/**
 * CsClient:
 *
 * Makes signed and encrypted calls to the service of one profile.
 *
 * A client serves any number of calls, also at the same time, over connections that
 * it keeps. All of it belongs to the thread, and the main context, that made it.
 */
struct _CsClient
{
  GObject         parent_instance;

  CsProfile      *profile;
  CsClock        *clock;
  SoupSession    *session;
  SoupSession    *image_session;      /* for hosts other than the service's; NULL until needed */
  CsCallSettings  settings;
};

G_DEFINE_FINAL_TYPE (CsClient, cs_client, G_TYPE_OBJECT)

static void
cs_client_dispose (GObject *object)
{
  CsClient *self = CS_CLIENT (object);

  g_clear_object (&self->session);
  g_clear_object (&self->image_session);
  g_clear_object (&self->profile);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (cs_client_parent_class)->dispose (object);
}

static void
cs_client_class_init (CsClientClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cs_client_dispose;
}

static void
cs_client_init (CsClient *self)
{
}

/**
 * cs_client_new_sized:
 * @profile: whom to ask, and as whom
 * @clock: what calls are signed by
 * @n_connections: how many calls may be under way at the same time, at least 1
 *
 * Makes a client. Calls beyond @n_connections wait for a connection, which counts
 * towards their deadline.
 *
 * A service on this computer is reached without any proxy. Any other is reached over
 * TLS, of which a proxy only sees a tunnel: nothing of a call is ever sent to one in
 * the clear.
 *
 * Returns: (transfer full): a client
 */
CsClient *
cs_client_new_sized (CsProfile *profile,
                     CsClock   *clock,
                     guint      n_connections)
{
  CsClient *self;
  gboolean is_local;

  g_return_val_if_fail (CS_IS_PROFILE (profile), NULL);
  g_return_val_if_fail (CS_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (n_connections >= 1, NULL);

  is_local = cs_service_url_is_loopback (cs_profile_get_base_uri (profile));

  self = g_object_new (CS_TYPE_CLIENT, NULL);
  self->profile = g_object_ref (profile);
  self->clock = g_object_ref (clock);
  self->session = cs_session_new (cs_profile_get_tls_database (profile),
                                  is_local ? NULL : g_proxy_resolver_get_default (),
                                  n_connections);
  self->settings = (CsCallSettings) {
    .session = self->session,
    .profile = self->profile,
    .clock = self->clock,
    .connect_ms = CS_CONNECT_DEADLINE_MS,
    .attempt_ms = CS_ATTEMPT_DEADLINE_MS,
    .backoff_ms = BACKOFF_MS,
    .retry_after_max_s = RETRY_AFTER_MAX_SECONDS,
  };

  return self;
}

/**
 * cs_client_new:
 * @profile: whom to ask, and as whom
 * @clock: what calls are signed by
 *
 * Makes a client for somebody who looks at one member after the other.
 *
 * Returns: (transfer full): a client
 */
CsClient *
cs_client_new (CsProfile *profile,
               CsClock   *clock)
{
  return cs_client_new_sized (profile, clock, CS_CONNECTIONS_MAX);
}

CsProfile *
cs_client_get_profile (CsClient *self)
{
  g_return_val_if_fail (CS_IS_CLIENT (self), NULL);

  return self->profile;
}

/**
 * cs_client_set_retry_after_max:
 * @self: a client
 * @seconds: the longest wait; 5 at first, for somebody who waits
 *
 * Sets how long a Retry-After may be for the client to wait and repeat the call. One
 * that is longer ends the call; its report says when to try again.
 */
void
cs_client_set_retry_after_max (CsClient *self,
                               guint     seconds)
{
  g_return_if_fail (CS_IS_CLIENT (self));

  self->settings.retry_after_max_s = seconds;
}

/**
 * cs_client_set_leaves_busy:
 * @self: a client
 * @leaves_busy: whether 429 and 503 end a call at once
 *
 * Sets who waits when the service says that it is asked too much: the client, call by
 * call, or, with @leaves_busy, whoever makes many calls and can hold all of them.
 */
void
cs_client_set_leaves_busy (CsClient *self,
                           gboolean  leaves_busy)
{
  g_return_if_fail (CS_IS_CLIENT (self));

  self->settings.leaves_busy = leaves_busy;
}

void
cs_client_set_timing (CsClient *self,
                      guint     connect_ms,
                      guint     attempt_ms,
                      guint     backoff_ms)
{
  g_return_if_fail (CS_IS_CLIENT (self));

  self->settings.connect_ms = connect_ms;
  self->settings.attempt_ms = attempt_ms;
  self->settings.backoff_ms = backoff_ms;
}

void
cs_client_set_proxy_resolver (CsClient       *self,
                              GProxyResolver *resolver)
{
  g_return_if_fail (CS_IS_CLIENT (self));

  soup_session_set_proxy_resolver (self->session, resolver);
}

SoupSession *
cs_client_get_session (CsClient *self)
{
  g_return_val_if_fail (CS_IS_CLIENT (self), NULL);

  return self->session;
}

/* Takes @error, which is why there is no @body. */
static void
start_call (CsClient            *self,
            const CsOperation   *operation,
            CsBuffer            *body,
            GError              *error,
            GCancellable        *cancellable,
            GAsyncReadyCallback  callback,
            gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, (gpointer) operation);

  if (body != NULL)
    cs_call_start (task, &self->settings, operation, body);
  else
    cs_call_refuse (task, error);
}

static gpointer
finish_call (CsClient           *self,
             const CsOperation  *operation,
             GAsyncResult       *result,
             CsCallReport      **out_report,
             GError            **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, (gpointer) operation), NULL);

  if (out_report != NULL)
    *out_report = cs_call_dup_report (result);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * cs_client_list_cards_async:
 * @self: a client
 * @member_id: userId, 1 to 9999999999999999999
 * @par: (nullable): only this card
 * @cancellable: (nullable): a cancellable
 * @callback: (scope async): called when the answer is there
 * @user_data: data for @callback
 *
 * Asks for the cards of a member (`/user/card/list`). The request is sent in the
 * clear, as the service's documentation has it.
 */
void
cs_client_list_cards_async (CsClient            *self,
                            guint64              member_id,
                            const char          *par,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr (CsBuffer) body = NULL;
  GError *error = NULL;

  g_return_if_fail (CS_IS_CLIENT (self));
  g_return_if_fail (member_id >= 1 && member_id <= CS_MEMBER_ID_MAX);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  body = cs_call_body_list_cards (member_id, par, &error);
  start_call (self, &cs_operation_list_cards, body, error, cancellable, callback, user_data);
}

/**
 * cs_client_list_cards_finish:
 * @self: a client
 * @result: what the callback was given
 * @out_report: (out) (optional): how the call went; set on failure too
 * @error: [error@ClientError], [error@WireError] or `G_IO_ERROR_CANCELLED`
 *
 * Finishes cs_client_list_cards_async().
 *
 * Returns: (transfer full): the cards, or `NULL` on error
 */
CsCardList *
cs_client_list_cards_finish (CsClient      *self,
                             GAsyncResult  *result,
                             CsCallReport **out_report,
                             GError       **error)
{
  return finish_call (self, &cs_operation_list_cards, result, out_report, error);
}

/**
 * cs_client_get_card_info_async:
 * @self: a client
 * @card_no: a card number, all of it
 * @cancellable: (nullable): a cancellable
 * @callback: (scope async): called when the answer is there
 * @user_data: data for @callback
 *
 * Asks whose a card is (`/user/card/info`). The request is sent encrypted.
 */
void
cs_client_get_card_info_async (CsClient            *self,
                               CsSecret            *card_no,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr (CsBuffer) body = NULL;
  GError *error = NULL;

  g_return_if_fail (CS_IS_CLIENT (self));
  g_return_if_fail (card_no != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  body = cs_call_body_card_info (cs_profile_get_credentials (self->profile), card_no, &error);
  start_call (self, &cs_operation_get_card_info, body, error, cancellable, callback, user_data);
}

/**
 * cs_client_get_card_info_finish:
 * @self: a client
 * @result: what the callback was given
 * @out_report: (out) (optional): how the call went; set on failure too
 * @error: [error@ClientError], [error@WireError] or `G_IO_ERROR_CANCELLED`
 *
 * Finishes cs_client_get_card_info_async().
 *
 * Returns: (transfer full): what is known of the card, or `NULL` on error
 */
CsCardInfo *
cs_client_get_card_info_finish (CsClient      *self,
                                GAsyncResult  *result,
                                CsCallReport **out_report,
                                GError       **error)
{
  return finish_call (self, &cs_operation_get_card_info, result, out_report, error);
}

/* An image on the service's own host is trusted as the service is. Other hosts are
 * strangers to it: the system's authorities vouch for them, also where ca-file does
 * for the service.
 */
static SoupSession *
choose_session (CsClient *self,
                GUri     *uri)
{
  GUri *base = cs_profile_get_base_uri (self->profile);

  if (cs_service_url_is_loopback (uri) ||
      g_ascii_strcasecmp (g_uri_get_host (base), g_uri_get_host (uri)) == 0)
    return self->session;

  if (self->image_session == NULL)
    self->image_session = cs_session_new (NULL, g_proxy_resolver_get_default (),
                                          CS_CONNECTIONS_MAX);

  return self->image_session;
}

/**
 * cs_client_fetch_image_async:
 * @self: a client
 * @url: serviceImageUrl as the service gave it
 * @cancellable: (nullable): a cancellable
 * @callback: (scope async): called when the image is there
 * @user_data: data for @callback
 *
 * Fetches a product image, if the profile allows it to be fetched from there.
 */
void
cs_client_fetch_image_async (CsClient            *self,
                             const char          *url,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GUri) uri = NULL;

  g_return_if_fail (CS_IS_CLIENT (self));
  g_return_if_fail (url != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cs_client_fetch_image_async);

  uri = cs_image_url_parse (url);

  if (uri == NULL || !cs_profile_allows_image (self->profile, uri))
    {
      g_task_return_new_error (task, CS_CLIENT_ERROR, CS_CLIENT_ERROR_UNUSABLE, "%s",
                               _("The image is at an address from which this profile takes "
                                 "none."));
      return;
    }

  cs_image_fetch_start (task, &self->settings, choose_session (self, uri), uri);
}

/**
 * cs_client_fetch_image_finish:
 * @self: a client
 * @result: what the callback was given
 * @error: [error@ClientError], [error@WireError] or `G_IO_ERROR_CANCELLED`
 *
 * Finishes cs_client_fetch_image_async().
 *
 * Returns: (transfer full): a PNG or JPEG file whose header says that it is of a bearable
 *   size, not decoded; or `NULL` on error
 */
GBytes *
cs_client_fetch_image_finish (CsClient      *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
