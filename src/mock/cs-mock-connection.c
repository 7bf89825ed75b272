/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-mock-connection.h"

#include <string.h>
#include <sys/socket.h>

#include "cs-mock-head.h"
#include "cs-mock-stream.h"

#define READ_SIZE   (16 * 1024)
#define DISCARD_MAX (256 * 1024)

/* Where a connection stands; each phase has a deadline of its own. */
typedef enum
{
  PHASE_IDLE,       /* nothing of the next request has come */
  PHASE_HEAD,
  PHASE_BODY,
  PHASE_ANSWER,     /* the request is with the HTTP library */
} Phase;

/**
 * CsMockConnection:
 *
 * A client's connection, from the first byte to the last.
 *
 * It reads each request whole, within time and size, and hands on only what
 * [func@mock_head_check] lets through; the rest it answers itself and closes. The
 * HTTP library sees one request at a time and never the socket's input. So neither
 * how the library tells one request from the next, nor what it does with clients
 * that come and go between them, is of any consequence. It belongs to the thread of
 * the service.
 */
struct _CsMockConnection
{
  GObject             parent_instance;

  GSocketConnection  *base;
  const CsMockLimits *limits;       /* borrowed from the port, as is the data */
  CsMockReady         ready;
  gpointer            user_data;

  GByteArray         *held;         /* read, and not handed on yet */
  GSource            *source;       /* waits for more of it */
  CsMockHead          head;         /* of the request in the phase of the body */
  gsize               head_length;

  Phase               phase;
  gint64              deadline;     /* monotonic, microseconds */
  gboolean            is_answered;
};

G_DEFINE_FINAL_TYPE (CsMockConnection, cs_mock_connection, G_TYPE_OBJECT)

/* Looks at what is held, and waits for more if that is not enough. */
static void go_on (CsMockConnection *self);

static void
enter_phase (CsMockConnection *self,
             Phase             phase)
{
  const guint spans[] = {
    [PHASE_IDLE] = self->limits->idle,
    [PHASE_HEAD] = self->limits->head,
    [PHASE_BODY] = self->limits->body,
    [PHASE_ANSWER] = self->limits->answer,
  };

  self->phase = phase;
  self->deadline = g_get_monotonic_time () + (gint64) spans[phase] * 1000;
}

static void
stop_waiting (CsMockConnection *self)
{
  if (self->source != NULL)
    g_source_destroy (self->source);

  g_clear_pointer (&self->source, g_source_unref);
}

static void
close_socket (CsMockConnection *self)
{
  stop_waiting (self);
  (void) g_io_stream_close (G_IO_STREAM (self->base), NULL, NULL);
}

/* What the client is still sending is read away, within bounds: closing a socket
 * with bytes unread would take the answer back.
 */
static void
discard_rest (GSocket *socket)
{
  char buffer[READ_SIZE];

  for (gsize n_discarded = 0; n_discarded < DISCARD_MAX; )
    {
      gssize n = g_socket_receive_with_blocking (socket, buffer, sizeof buffer, FALSE, NULL, NULL);

      if (n <= 0)
        return;

      n_discarded += (gsize) n;
    }
}

static void
refuse (CsMockConnection *self,
        guint             status)
{
  GSocket *socket = cs_mock_connection_get_socket (self);
  g_autofree char *answer = g_strdup_printf ("HTTP/1.1 %u Refused\r\nConnection: close\r\n"
                                             "Content-Length: 0\r\n\r\n", status);

  /* Best effort: a client that does not read has not earned more. */
  (void) g_socket_send_with_blocking (socket, answer, strlen (answer), FALSE, NULL, NULL);
  (void) g_socket_shutdown (socket, FALSE, TRUE, NULL);
  discard_rest (socket);
  close_socket (self);
}

static void
hand_on (CsMockConnection *self)
{
  gsize length = self->head_length + self->head.body_length;
  g_autoptr (GBytes) request = g_bytes_new (self->held->data, length);
  GOutputStream *output = g_io_stream_get_output_stream (G_IO_STREAM (self->base));
  g_autoptr (GIOStream) stream = cs_mock_stream_new (self, request, output);

  g_byte_array_remove_range (self->held, 0, (guint) length);
  self->is_answered = FALSE;
  stop_waiting (self);
  enter_phase (self, PHASE_ANSWER);

  self->ready (self, stream, self->user_data);
}

/* Returns whether there is a head, or why it is refused. */
static gboolean
look_at_head (CsMockConnection *self,
              guint            *status)
{
  const char *held = (const char *) self->held->data;
  gsize length = MIN (self->held->len, CS_MOCK_HEAD_MAX);
  const char *end = length > 0 ? memmem (held, length, "\r\n\r\n", 4) : NULL;

  *status = end == NULL && length == CS_MOCK_HEAD_MAX ? 431 : 0;

  if (end == NULL)
    return FALSE;

  self->head_length = (gsize) (end - held) + 4;
  *status = cs_mock_head_check (held, self->head_length, &self->head);

  return *status == 0;
}

static gboolean
received_cb (GSocket      *socket,
             GIOCondition  condition,
             gpointer      user_data)
{
  g_autoptr (CsMockConnection) self = g_object_ref (user_data);
  guint8 buffer[READ_SIZE];
  g_autoptr (GError) error = NULL;
  gssize n = g_socket_receive_with_blocking (socket, (char *) buffer, sizeof buffer, FALSE, NULL,
                                             &error);

  if (n > 0)
    {
      g_byte_array_append (self->held, buffer, (guint) n);
      go_on (self);
    }
  else if (n == 0 || !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
    {
      close_socket (self);
    }

  return G_SOURCE_CONTINUE;
}

static void
wait_for_more (CsMockConnection *self)
{
  if (self->source != NULL)
    return;

  self->source = g_socket_create_source (cs_mock_connection_get_socket (self), G_IO_IN, NULL);
  g_source_set_callback (self->source, (GSourceFunc) (void (*) (void)) received_cb, self, NULL);
  g_source_attach (self->source, g_main_context_get_thread_default ());
}

static void
go_on (CsMockConnection *self)
{
  guint status = 0;

  if (self->phase == PHASE_IDLE && self->held->len > 0)
    enter_phase (self, PHASE_HEAD);

  if (self->phase == PHASE_HEAD && look_at_head (self, &status))
    enter_phase (self, PHASE_BODY);

  if (status != 0)
    refuse (self, status);
  else if (self->phase == PHASE_BODY &&
           self->held->len >= self->head_length + self->head.body_length)
    hand_on (self);
  else
    wait_for_more (self);
}

static gboolean
next_request_cb (gpointer user_data)
{
  g_autoptr (CsMockConnection) self = g_object_ref (user_data);

  stop_waiting (self);
  go_on (self);

  return G_SOURCE_REMOVE;
}

static void
cs_mock_connection_finalize (GObject *object)
{
  CsMockConnection *self = CS_MOCK_CONNECTION (object);

  stop_waiting (self);
  g_clear_object (&self->base);
  g_byte_array_unref (self->held);

  G_OBJECT_CLASS (cs_mock_connection_parent_class)->finalize (object);
}

static void
cs_mock_connection_class_init (CsMockConnectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cs_mock_connection_finalize;
}

static void
cs_mock_connection_init (CsMockConnection *self)
{
  self->held = g_byte_array_new ();
}

/**
 * cs_mock_connection_new:
 * @socket: an accepted connection
 * @limits: what it may use up; must outlive the connection
 * @ready: called for each request
 * @user_data: data for @ready
 *
 * Takes a connection in. Nothing is read before [method@MockConnection.watch].
 *
 * Returns: (transfer full): a connection
 */
CsMockConnection *
cs_mock_connection_new (GSocket            *socket,
                        const CsMockLimits *limits,
                        CsMockReady         ready,
                        gpointer            user_data)
{
  CsMockConnection *self = g_object_new (CS_TYPE_MOCK_CONNECTION, NULL);

  self->base = g_socket_connection_factory_create_connection (socket);
  self->limits = limits;
  self->ready = ready;
  self->user_data = user_data;
  enter_phase (self, PHASE_IDLE);

  return self;
}

/**
 * cs_mock_connection_watch:
 * @self: a new connection
 *
 * Begins to read requests, on the thread's default context.
 */
void
cs_mock_connection_watch (CsMockConnection *self)
{
  wait_for_more (self);
}

GSocket *
cs_mock_connection_get_socket (CsMockConnection *self)
{
  return g_socket_connection_get_socket (self->base);
}

gboolean
cs_mock_connection_is_closed (CsMockConnection *self)
{
  return g_io_stream_is_closed (G_IO_STREAM (self->base));
}

/**
 * cs_mock_connection_is_late:
 * @self: a connection
 * @now_us: monotonic time, microseconds
 *
 * Tells whether the deadline of its phase has passed.
 *
 * Returns: `TRUE` if it has
 */
gboolean
cs_mock_connection_is_late (CsMockConnection *self,
                            gint64            now_us)
{
  return now_us >= self->deadline;
}

/**
 * cs_mock_connection_set_answered:
 * @self: a connection
 *
 * Notes that the answer has been sent in full, so that another request may follow.
 */
void
cs_mock_connection_set_answered (CsMockConnection *self)
{
  self->is_answered = TRUE;
}

/**
 * cs_mock_connection_stream_closed:
 * @self: a connection
 *
 * Takes the connection back from the HTTP library: for the next request, or to close
 * it if the answer was cut short or the client wants no other.
 */
void
cs_mock_connection_stream_closed (CsMockConnection *self)
{
  if (!self->is_answered || !self->head.keep_alive || cs_mock_connection_is_closed (self))
    {
      close_socket (self);
      return;
    }

  enter_phase (self, PHASE_IDLE);

  if (self->held->len == 0)
    {
      wait_for_more (self);
      return;
    }

  /* Not at once: the library is still in the middle of the last one. */
  self->source = g_timeout_source_new (0);
  g_source_set_callback (self->source, next_request_cb, self, NULL);
  g_source_attach (self->source, g_main_context_get_thread_default ());
}

/**
 * cs_mock_connection_abort:
 * @self: a connection
 *
 * Ends the connection. Whoever is answering on it fails at the next byte.
 */
void
cs_mock_connection_abort (CsMockConnection *self)
{
  if (self->phase == PHASE_ANSWER)
    (void) g_socket_shutdown (cs_mock_connection_get_socket (self), TRUE, TRUE, NULL);
  else
    close_socket (self);
}

/**
 * cs_mock_connection_reset:
 * @self: a connection
 *
 * Closes the connection by a reset, which the other side sees as an error.
 */
void
cs_mock_connection_reset (CsMockConnection *self)
{
  GSocket *socket = cs_mock_connection_get_socket (self);
  struct linger at_once = { .l_onoff = 1, .l_linger = 0 };

  (void) setsockopt (g_socket_get_fd (socket), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  close_socket (self);
}
