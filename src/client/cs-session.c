/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-session.h"

#define IDLE_SECONDS 60
#define USER_AGENT   "CardSync/" CARDSYNC_VERSION

/**
 * cs_session_new:
 * @database: (nullable): whom certificates must come from, `NULL` for the system's
 *   authorities
 * @resolver: (nullable): who names the proxies, `NULL` for none at all
 * @n_connections: how many at the same time to one host
 *
 * Makes a session that does nothing by itself: it neither answers a challenge nor
 * unpacks, remembers, guesses or upgrades anything.
 *
 * Returns: (transfer full): the session, which belongs to the thread that made it
 */
SoupSession *
cs_session_new (GTlsDatabase   *database,
                GProxyResolver *resolver,
                guint           n_connections)
{
  SoupSession *session = g_object_new (SOUP_TYPE_SESSION,
                                       "idle-timeout", IDLE_SECONDS,
                                       "max-conns", n_connections * 2,
                                       "max-conns-per-host", n_connections,
                                       "proxy-resolver", resolver,
                                       "timeout", 0,
                                       "user-agent", USER_AGENT,
                                       NULL);

  if (database != NULL)
    soup_session_set_tls_database (session, database);

  soup_session_remove_feature_by_type (session, SOUP_TYPE_AUTH_MANAGER);
  soup_session_remove_feature_by_type (session, SOUP_TYPE_CONTENT_DECODER);

  return session;
}

/**
 * cs_session_new_message:
 * @method: `GET` or `POST`
 * @uri: where to
 * @accept: the kinds of answer that are understood
 *
 * Makes a message that only reads: it goes out on a connection that is open already,
 * and follows no redirect.
 *
 * Returns: (transfer full): the message
 */
SoupMessage *
cs_session_new_message (const char *method,
                        GUri       *uri,
                        const char *accept)
{
  SoupMessage *message = soup_message_new_from_uri (method, uri);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  /* Without IDEMPOTENT libsoup opens a connection for every POST. The metrics tell
   * whether any byte of an answer came, which decides whether a call may be repeated.
   */
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_IDEMPOTENT |
                                     SOUP_MESSAGE_COLLECT_METRICS);
  soup_message_headers_replace (headers, "Accept", accept);
  soup_message_headers_replace (headers, "Accept-Encoding", "identity");

  return message;
}
