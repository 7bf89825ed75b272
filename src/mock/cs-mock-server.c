/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-mock-server.h"

#include <libsoup/soup.h>
#include <string.h>

#include "cs-card-info.h"
#include "cs-card-list.h"
#include "cs-mock-answer.h"
#include "cs-mock-art.h"
#include "cs-mock-call.h"
#include "cs-mock-port.h"
#include "cs-mock-raw.h"

#define CONNECTION "cs-mock-connection"

struct _CsMockServer
{
  /* set before the thread starts */
  CsMockLimits     limits;
  CsMockDirectory  directory;
  CsMockKeys      *keys;             /* borrowed, as is the clock */
  CsMockFaults    *faults;           /* borrowed */
  char            *origin;
  GThread         *thread;
  GMainContext    *context;
  GMainLoop       *loop;

  /* the thread's own */
  CsMockPort      *port;
  SoupServer      *soup;

  /* shared */
  GMutex           lock;
  GCond            done;
  guint64          n_requests;
  guint64          n_connections;
};

/* A call that waits for its delay to pass. */
typedef struct
{
  CsMockServer      *server;
  SoupServerMessage *message;
  CsMockStroke       stroke;
} Waiting;

/* A question from another thread. */
typedef struct
{
  CsMockServer *server;
  void        (*answer) (CsMockServer *server,
                         gpointer      data);
  gpointer      data;
  gboolean      is_done;
} Question;

static void
count (CsMockServer *self,
       guint64      *counter)
{
  g_mutex_lock (&self->lock);
  (*counter)++;
  g_mutex_unlock (&self->lock);
}

static guint64
get_count (CsMockServer  *self,
           const guint64 *counter)
{
  guint64 value;

  g_mutex_lock (&self->lock);
  value = *counter;
  g_mutex_unlock (&self->lock);

  return value;
}

static void
set_header (SoupMessageHeaders *headers,
            const char         *name,
            const char         *value)
{
  if (value != NULL)
    soup_message_headers_replace (headers, name, value);
}

/* The stream that the message is read from holds it. */
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
make_reply (CsMockServer       *self,
            SoupServerMessage  *message,
            const CsMockStroke *stroke,
            CsMockReply        *reply)
{
  CsMockFaultId fault = stroke->kind != NULL ? stroke->kind->id : CS_MOCK_FAULT_NONE;
  CsMockRequest request;

  if (stroke->kind != NULL && stroke->kind->stage == CS_MOCK_STAGE_HTTP)
    {
      cs_mock_reply_fail (reply, stroke, self->origin,
                          cs_clock_get_unix_us (self->directory.clock));
      return;
    }

  make_request (message, &request);

  if (soup_server_message_get_method (message) != SOUP_METHOD_POST)
    cs_mock_answer_refuse (&request, 405, CS_MOCK_CODE_METHOD, "Method not allowed.", reply);
  else if (!g_str_equal (request.path, CS_MOCK_API_PATH CS_PATH_CARD_LIST) &&
           !g_str_equal (request.path, CS_MOCK_API_PATH CS_PATH_CARD_INFO))
    cs_mock_answer_refuse (&request, 404, CS_MOCK_CODE_NO_SUCH_PATH, "No such path.", reply);
  else
    cs_mock_answer_call (&self->directory, self->keys, &request, fault, reply);
}

static void
answer_message (CsMockServer       *self,
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
                          stroke->kind->id, &self->limits);
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
  answer_message (waiting->server, waiting->message, &waiting->stroke);

  return G_SOURCE_REMOVE;
}

static void
wait_and_answer (CsMockServer      *self,
                 SoupServerMessage *message,
                 CsMockStroke      *stroke)
{
  g_autoptr (GSource) source = g_timeout_source_new (stroke->delay);
  Waiting *waiting = g_new0 (Waiting, 1);

  waiting->server = self;
  waiting->message = g_object_ref (message);
  waiting->stroke = *stroke;
  *stroke = (CsMockStroke) { NULL, NULL, 0 };

  soup_server_message_pause (message);
  g_source_set_callback (source, delay_over_cb, waiting, waiting_free);
  g_source_attach (source, self->context);
}

static void
call_cb (SoupServer        *soup,
         SoupServerMessage *message,
         const char        *path,
         GHashTable        *query,
         gpointer           user_data)
{
  CsMockServer *self = user_data;
  g_auto (CsMockStroke) stroke = { NULL, NULL, 0 };

  count (self, &self->n_requests);
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

  if (soup_server_message_get_method (message) == SOUP_METHOD_POST)
    reply.status = 405;

  send_reply (message, &reply);
}

static gboolean
refuse_cb (gpointer user_data)
{
  CsMockServer *self = user_data;

  count (self, &self->n_connections);

  return cs_mock_faults_refuse (self->faults);
}

/* One request at a time: the library closes a connection after its answer unless it
 * listens itself, and so it sees as many connections as there are requests.
 */
static void
ready_cb (CsMockConnection *connection,
          GIOStream        *stream,
          gpointer          user_data)
{
  CsMockServer *self = user_data;
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GError) error = NULL;

  /* The way back from a message to its connection. */
  g_object_set_data (G_OBJECT (address), CONNECTION, connection);

  if (!soup_server_accept_iostream (self->soup, stream, address, address, &error))
    g_debug ("A request was not taken in: %s", error->message);
}

static gpointer
serve_in_thread (gpointer data)
{
  CsMockServer *self = data;

  g_main_context_push_thread_default (self->context);

  self->soup = soup_server_new ("raw-paths", TRUE, NULL);
  soup_server_add_handler (self->soup, NULL, call_cb, self, NULL);
  soup_server_add_handler (self->soup, "/images", image_cb, self, NULL);
  cs_mock_port_attach (self->port, self->context, ready_cb, refuse_cb, self);

  g_main_loop_run (self->loop);

  g_clear_pointer (&self->port, cs_mock_port_free);
  soup_server_disconnect (self->soup);
  g_clear_object (&self->soup);

  g_main_context_pop_thread_default (self->context);

  return NULL;
}

static gboolean
answer_question_cb (gpointer user_data)
{
  Question *question = user_data;
  CsMockServer *self = question->server;

  question->answer (self, question->data);

  g_mutex_lock (&self->lock);
  question->is_done = TRUE;
  g_cond_broadcast (&self->done);
  g_mutex_unlock (&self->lock);

  return G_SOURCE_REMOVE;
}

/* Has something done in the thread of the service, and waits for it. */
static void
ask (CsMockServer *self,
     void        (*answer) (CsMockServer *server,
                            gpointer      data),
     gpointer      data)
{
  Question question = { self, answer, data, FALSE };

  g_main_context_invoke_full (self->context, G_PRIORITY_HIGH, answer_question_cb, &question, NULL);

  g_mutex_lock (&self->lock);

  while (!question.is_done)
    g_cond_wait (&self->done, &self->lock);

  g_mutex_unlock (&self->lock);
}

static void
server_free (CsMockServer *self)
{
  g_clear_pointer (&self->port, cs_mock_port_free);
  g_clear_pointer (&self->loop, g_main_loop_unref);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_free (self->directory.image_base);
  g_free (self->origin);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->done);
  g_free (self);
}

/**
 * cs_mock_server_start:
 * @port: a number, or 0 for any that is free
 * @limits: what clients may use up
 * @clock: the service's time
 * @keys: the service's keys
 * @faults: what goes wrong
 * @n_members: how many generated members there are
 * @error: return location for an error of `G_IO_ERROR`
 *
 * Starts a service. It listens when this returns. Clock, keys and faults must
 * outlive it.
 *
 * Returns: (transfer full) (nullable): a service
 */
CsMockServer *
cs_mock_server_start (guint16              port,
                      const CsMockLimits  *limits,
                      CsClock             *clock,
                      CsMockKeys          *keys,
                      CsMockFaults        *faults,
                      guint                n_members,
                      GError             **error)
{
  CsMockServer *self = g_new0 (CsMockServer, 1);

  g_mutex_init (&self->lock);
  g_cond_init (&self->done);
  self->limits = *limits;
  self->keys = keys;
  self->faults = faults;
  self->port = cs_mock_port_open (port, &self->limits, error);

  if (self->port == NULL)
    {
      server_free (self);
      return NULL;
    }

  self->origin = g_strdup_printf ("http://127.0.0.1:%u", cs_mock_port_get_number (self->port));
  self->directory = (CsMockDirectory) { clock, n_members,
                                        g_strconcat (self->origin, CS_MOCK_IMAGE_PATH, NULL) };
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->thread = g_thread_new ("mock-service", serve_in_thread, self);
  cs_mock_server_faults_changed (self);

  return self;
}

static void
quit (CsMockServer *self,
      gpointer      unused)
{
  g_main_loop_quit (self->loop);
}

/**
 * cs_mock_server_stop:
 * @self: (transfer full): a service
 *
 * Stops the service, whatever it is doing, and frees it.
 */
void
cs_mock_server_stop (CsMockServer *self)
{
  ask (self, quit, NULL);
  g_thread_join (self->thread);
  server_free (self);
}

const char *
cs_mock_server_get_origin (CsMockServer *self)
{
  return self->origin;
}

/**
 * cs_mock_server_get_n_requests:
 * @self: a service
 *
 * Counts the calls that came in so far, in order or not; requests for pictures are
 * no calls.
 *
 * Returns: how many
 */
guint64
cs_mock_server_get_n_requests (CsMockServer *self)
{
  return get_count (self, &self->n_requests);
}

/**
 * cs_mock_server_get_n_connections:
 * @self: a service
 *
 * Counts the connections that were made so far.
 *
 * Returns: how many
 */
guint64
cs_mock_server_get_n_connections (CsMockServer *self)
{
  return get_count (self, &self->n_connections);
}

static void
count_open (CsMockServer *self,
            gpointer      data)
{
  guint *n_open = data;

  *n_open = cs_mock_port_count (self->port);
}

/**
 * cs_mock_server_count_open:
 * @self: a service
 *
 * Counts the connections that are there now.
 *
 * Returns: how many
 */
guint
cs_mock_server_count_open (CsMockServer *self)
{
  guint n_open = 0;

  ask (self, count_open, &n_open);

  return n_open;
}

static void
update_port (CsMockServer *self,
             gpointer      unused)
{
  g_autoptr (GError) error = NULL;

  if (!cs_mock_port_set_listening (self->port, !cs_mock_faults_close_port (self->faults), &error))
    g_warning ("The port cannot be opened again: %s", error->message);
}

/**
 * cs_mock_server_faults_changed:
 * @self: a service
 *
 * Closes or opens the port, as the faults demand.
 */
void
cs_mock_server_faults_changed (CsMockServer *self)
{
  ask (self, update_port, NULL);
}
