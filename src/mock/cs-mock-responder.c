/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-mock-responder.h"

#include <string.h>

#include "cs-card-info.h"
#include "cs-card-list.h"
#include "cs-mock-answer.h"
#include "cs-mock-art.h"
#include "cs-mock-call.h"
#include "cs-mock-raw.h"

#define CONNECTION "cs-mock-connection"

/* A call that waits for its delay to pass. */
typedef struct
{
  CsMockResponder   *responder;
  SoupServerMessage *message;
  CsMockStroke       stroke;
} Waiting;

static void
set_header (SoupMessageHeaders *headers,
            const char         *name,
            const char         *value)
{
  if (value != NULL)
    soup_message_headers_replace (headers, name, value);
}

static CsMockConnection *
get_connection (SoupServerMessage *message)
{
  GSocketAddress *address = soup_server_message_get_remote_address (message);

  return g_object_get_data (G_OBJECT (address), CONNECTION);
}

static void
wrote_body_cb (SoupServerMessage *message)
{
  cs_mock_connection_set_answered (get_connection (message));
}

static void
send_reply (SoupServerMessage *message,
            const CsMockReply *reply)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  g_signal_connect (message, "wrote-body", G_CALLBACK (wrote_body_cb), NULL);

  soup_server_message_set_status (message, reply->status, NULL);
  set_header (headers, "Content-Type", reply->content_type);
  set_header (headers, CS_HEADER_CORRELATION_ID, reply->correlation_id);
  set_header (headers, CS_HEADER_CRYPTO_KEY_ID, reply->key_id);
  set_header (headers, "Retry-After", reply->retry_after);
  set_header (headers, "Location", reply->location);
  set_header (headers, "Content-Encoding", reply->content_encoding);

  if (reply->body != NULL && g_bytes_get_size (reply->body) > 0)
    soup_message_body_append_bytes (soup_server_message_get_response_body (message), reply->body);
}

static const char *
get_path (SoupServerMessage *message)
{
  return g_uri_get_path (soup_server_message_get_uri (message));
}

static void
make_request (SoupServerMessage *message,
              CsMockRequest     *request)
{
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autoptr (GBytes) whole = soup_message_body_flatten (body);

  /* The body keeps what it has flattened. */
  *request = (CsMockRequest) {
    get_path (message), soup_server_message_get_request_headers (message),
    g_bytes_get_data (whole, NULL), g_bytes_get_size (whole),
  };
}

static void
make_reply (CsMockResponder    *self,
            SoupServerMessage  *message,
            const CsMockStroke *stroke,
            CsMockReply        *reply)
{
  CsMockFaultId fault = stroke->kind != NULL ? stroke->kind->id : CS_MOCK_FAULT_NONE;
  CsMockRequest request;

  if (stroke->kind != NULL && stroke->kind->stage == CS_MOCK_STAGE_HTTP)
    {
      cs_mock_reply_fail (reply, stroke, self->origin,
                          cs_clock_get_unix_us (self->directory->clock));
      return;
    }

  make_request (message, &request);

  if (soup_server_message_get_method (message) != SOUP_METHOD_POST)
    cs_mock_answer_refuse (&request, 405, CS_MOCK_CODE_METHOD, "Method not allowed.", reply);
  else if (!g_str_equal (request.path, CS_MOCK_API_PATH CS_PATH_CARD_LIST) &&
           !g_str_equal (request.path, CS_MOCK_API_PATH CS_PATH_CARD_INFO))
    cs_mock_answer_refuse (&request, 404, CS_MOCK_CODE_NO_SUCH_PATH, "No such path.", reply);
  else
    cs_mock_answer_call (self->directory, self->keys, &request, fault, reply);
}

static void
answer_message (CsMockResponder    *self,
                SoupServerMessage  *message,
                const CsMockStroke *stroke)
{
  g_auto (CsMockReply) reply = CS_MOCK_REPLY_NONE;

  make_reply (self, message, stroke, &reply);

  if (stroke->kind != NULL && stroke->kind->stage == CS_MOCK_STAGE_SOCKET)
    {
      g_autoptr (CsMockConnection) connection = g_object_ref (get_connection (message));

      /* The message is most likely gone after this. */
      cs_mock_raw_answer (soup_server_message_steal_connection (message), connection, &reply,
                          stroke->kind->id, self->limits);
      return;
    }

  send_reply (message, &reply);
}

static void
waiting_free (gpointer data)
{
  Waiting *waiting = data;

  cs_mock_stroke_clear (&waiting->stroke);
  g_object_unref (waiting->message);
  g_free (waiting);
}

static gboolean
delay_over_cb (gpointer user_data)
{
  Waiting *waiting = user_data;

  /* The order matters: a fault may take the connection away. */
  soup_server_message_unpause (waiting->message);
  answer_message (waiting->responder, waiting->message, &waiting->stroke);

  return G_SOURCE_REMOVE;
}

static void
wait_and_answer (CsMockResponder   *self,
                 SoupServerMessage *message,
                 CsMockStroke      *stroke)
{
  g_autoptr (GSource) source = g_timeout_source_new (stroke->delay);
  Waiting *waiting = g_new0 (Waiting, 1);

  waiting->responder = self;
  waiting->message = g_object_ref (message);
  waiting->stroke = *stroke;
  *stroke = (CsMockStroke) { NULL, NULL, 0 };

  soup_server_message_pause (message);
  g_source_set_callback (source, delay_over_cb, waiting, waiting_free);
  g_source_attach (source, g_main_context_get_thread_default ());
}

static void
call_cb (SoupServer        *soup,
         SoupServerMessage *message,
         const char        *path,
         GHashTable        *query,
         gpointer           user_data)
{
  CsMockResponder *self = user_data;
  g_auto (CsMockStroke) stroke = { NULL, NULL, 0 };

  (void) g_atomic_pointer_add (&self->n_requests, 1);
  cs_mock_faults_draw (self->faults, &stroke);

  if (stroke.delay > 0)
    wait_and_answer (self, message, &stroke);
  else
    answer_message (self, message, &stroke);
}

static void
image_cb (SoupServer        *soup,
          SoupServerMessage *message,
          const char        *path,
          GHashTable        *query,
          gpointer           user_data)
{
  g_auto (CsMockReply) reply = CS_MOCK_REPLY_NONE;

  if (g_str_has_prefix (get_path (message), CS_MOCK_IMAGE_PATH))
    reply.body = cs_mock_art_find (get_path (message) + strlen (CS_MOCK_IMAGE_PATH),
                                   &reply.content_type);

  reply.status = reply.body != NULL ? 200 : 404;

  if (reply.body == NULL)
    reply.content_type = NULL;

  if (soup_server_message_get_method (message) == SOUP_METHOD_POST)
    reply.status = 405;

  send_reply (message, &reply);
}

/**
 * cs_mock_responder_attach:
 * @self: a responder; must outlive @soup
 * @soup: the HTTP library's server
 *
 * Has the messages of @soup answered.
 */
void
cs_mock_responder_attach (CsMockResponder *self,
                          SoupServer      *soup)
{
  soup_server_add_handler (soup, NULL, call_cb, self, NULL);
  soup_server_add_handler (soup, "/images", image_cb, self, NULL);
}

/**
 * cs_mock_responder_take:
 * @connection: where a request came in
 * @stream: the request
 * @soup: the HTTP library's server
 *
 * Hands a request to the HTTP library. That closes a connection after its answer
 * unless it listens itself, and so it sees as many connections as there are
 * requests.
 */
void
cs_mock_responder_take (CsMockConnection *connection,
                        GIOStream        *stream,
                        SoupServer       *soup)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GError) error = NULL;

  /* The way back from a message to its connection. */
  g_object_set_data_full (G_OBJECT (address), CONNECTION, g_object_ref (connection),
                          g_object_unref);

  if (!soup_server_accept_iostream (soup, stream, address, address, &error))
    g_debug ("A request was not taken in: %s", error->message);
}
