/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-mock-input.h"

#include <string.h>

#include "cs-mock-head.h"

#define READ_SIZE   4096
#define DISCARD_MAX (256 * 1024)

/* Where a connection stands; each phase has a deadline of its own. */
typedef enum
{
  PHASE_IDLE,       /* nothing of the next request has come */
  PHASE_HEAD,
  PHASE_BODY,
  PHASE_ANSWER,     /* the request is complete, the answer is not */
} Phase;

/**
 * CsMockInput:
 *
 * What comes from a client, on its way to the HTTP library.
 *
 * It reads each request's head itself and passes on only what
 * [func@mock_head_check] lets through; the rest is answered here and the
 * connection closed. It knows by the bytes which phase a request is in, and so
 * when it is late. It belongs to the thread of the service.
 */
struct _CsMockInput
{
  GInputStream        parent_instance;

  GSocketConnection  *connection;
  const CsMockLimits *limits;      /* borrowed from the port */

  GByteArray         *held;        /* read, not passed on yet */
  gsize               n_passable;  /* as many of them may be passed on */
  gsize               n_body_left; /* as many may be passed on beyond them */
  gboolean            is_short;    /* what is held has been looked at and is no whole head */

  Phase               phase;
  gint64              deadline;    /* monotonic, microseconds */
};

static void cs_mock_input_pollable_init (GPollableInputStreamInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CsMockInput, cs_mock_input, G_TYPE_INPUT_STREAM,
                               G_IMPLEMENT_INTERFACE (G_TYPE_POLLABLE_INPUT_STREAM,
                                                      cs_mock_input_pollable_init))

static void
enter_phase (CsMockInput *self,
             Phase        phase)
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

static GPollableInputStream *
get_base (CsMockInput *self)
{
  GIOStream *connection = G_IO_STREAM (self->connection);

  return G_POLLABLE_INPUT_STREAM (g_io_stream_get_input_stream (connection));
}

/* What the client is still sending is read away, within bounds: closing a socket
 * with bytes unread would take the answer back.
 */
static void
discard_rest (CsMockInput *self)
{
  char buffer[READ_SIZE];
  gsize n_discarded = 0;

  while (n_discarded < DISCARD_MAX)
    {
      gssize n = g_pollable_input_stream_read_nonblocking (get_base (self), buffer, sizeof buffer,
                                                           NULL, NULL);

      if (n <= 0)
        return;

      n_discarded += (gsize) n;
    }
}

static gssize
refuse (CsMockInput  *self,
        guint         status,
        GError      **error)
{
  GSocket *socket = g_socket_connection_get_socket (self->connection);
  g_autofree char *answer = g_strdup_printf ("HTTP/1.1 %u Refused\r\nConnection: close\r\n"
                                             "Content-Length: 0\r\n\r\n", status);

  /* Best effort: a client that does not read has not earned more. */
  (void) g_socket_send_with_blocking (socket, answer, strlen (answer), FALSE, NULL, NULL);
  (void) g_socket_shutdown (socket, FALSE, TRUE, NULL);
  discard_rest (self);

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "Refused with %u", status);

  return -1;
}

static gssize
pass_held (CsMockInput *self,
           void        *buffer,
           gsize        count)
{
  gsize n = MIN (count, self->n_passable);

  memcpy (buffer, self->held->data, n);
  g_byte_array_remove_range (self->held, 0, (guint) n);
  self->n_passable -= n;

  if (self->n_passable == 0 && self->n_body_left == 0)
    enter_phase (self, PHASE_ANSWER);

  return (gssize) n;
}

static gssize
pass_body (CsMockInput   *self,
           void          *buffer,
           gsize          count,
           GError       **error)
{
  gssize n = g_pollable_input_stream_read_nonblocking (get_base (self), buffer,
                                                       MIN (count, self->n_body_left), NULL, error);

  if (n > 0)
    self->n_body_left -= (gsize) n;

  if (n > 0 && self->n_body_left == 0)
    enter_phase (self, PHASE_ANSWER);

  return n;
}

static gssize
read_more (CsMockInput  *self,
           GError      **error)
{
  guint8 buffer[READ_SIZE];
  gssize n = g_pollable_input_stream_read_nonblocking (get_base (self), buffer, sizeof buffer,
                                                       NULL, error);

  if (n <= 0)
    return n;

  if (self->held->len == 0)
    enter_phase (self, PHASE_HEAD);

  g_byte_array_append (self->held, buffer, (guint) n);
  self->is_short = FALSE;

  return n;
}

/* Looks for a whole head in what is held. */
static guint
look_at_head (CsMockInput *self)
{
  const char *held = (const char *) self->held->data;
  gsize length = self->held->len;
  const char *end = length == 0 ? NULL :
                    memmem (held, MIN (length, CS_MOCK_HEAD_MAX), "\r\n\r\n", 4);
  gsize head_length, body_length;
  guint status;

  self->is_short = end == NULL;

  if (end == NULL)
    return length >= CS_MOCK_HEAD_MAX ? 431 : 0;

  head_length = (gsize) (end - held) + 4;
  status = cs_mock_head_check (held, head_length, &body_length);

  if (status != 0)
    return status;

  self->n_passable = MIN (length, head_length + body_length);
  self->n_body_left = head_length + body_length - self->n_passable;
  enter_phase (self, PHASE_BODY);

  return 0;
}

static gssize
cs_mock_input_read_nonblocking (GPollableInputStream  *pollable,
                                void                  *buffer,
                                gsize                  count,
                                GError               **error)
{
  CsMockInput *self = CS_MOCK_INPUT (pollable);
  gssize n = 1;

  if (self->n_passable == 0 && self->n_body_left > 0)
    return pass_body (self, buffer, count, error);

  while (self->n_passable == 0 && n > 0)
    {
      guint status = look_at_head (self);

      if (status != 0)
        return refuse (self, status, error);

      if (self->is_short)
        n = read_more (self, error);
    }

  return n > 0 ? pass_held (self, buffer, count) : n;
}

static gboolean
has_bytes_at_hand (CsMockInput *self)
{
  return self->n_passable > 0 ||
         (self->n_body_left == 0 && self->held->len > 0 && !self->is_short);
}

static gboolean
cs_mock_input_is_readable (GPollableInputStream *pollable)
{
  CsMockInput *self = CS_MOCK_INPUT (pollable);

  return has_bytes_at_hand (self) || g_pollable_input_stream_is_readable (get_base (self));
}

static GSource *
cs_mock_input_create_source (GPollableInputStream *pollable,
                             GCancellable         *cancellable)
{
  CsMockInput *self = CS_MOCK_INPUT (pollable);
  g_autoptr (GSource) source = NULL;

  /* The library waits for input only when it is done with the request before. */
  if (self->phase == PHASE_ANSWER)
    enter_phase (self, self->held->len > 0 ? PHASE_HEAD : PHASE_IDLE);

  source = has_bytes_at_hand (self)
           ? g_timeout_source_new (0)
           : g_pollable_input_stream_create_source (get_base (self), NULL);

  return g_pollable_source_new_full (self, source, cancellable);
}

static void
cs_mock_input_pollable_init (GPollableInputStreamInterface *iface)
{
  iface->is_readable = cs_mock_input_is_readable;
  iface->create_source = cs_mock_input_create_source;
  iface->read_nonblocking = cs_mock_input_read_nonblocking;
}

/* The library only ever reads without blocking. */
static gssize
cs_mock_input_read (GInputStream  *stream,
                    void          *buffer,
                    gsize          count,
                    GCancellable  *cancellable,
                    GError       **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "Only without blocking");

  return -1;
}

static void
cs_mock_input_finalize (GObject *object)
{
  CsMockInput *self = CS_MOCK_INPUT (object);

  g_clear_object (&self->connection);
  g_byte_array_unref (self->held);

  G_OBJECT_CLASS (cs_mock_input_parent_class)->finalize (object);
}

static void
cs_mock_input_class_init (CsMockInputClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cs_mock_input_finalize;
  G_INPUT_STREAM_CLASS (klass)->read_fn = cs_mock_input_read;
}

static void
cs_mock_input_init (CsMockInput *self)
{
  self->held = g_byte_array_new ();
  self->is_short = TRUE;
}

/**
 * cs_mock_input_new:
 * @connection: an accepted connection
 * @limits: what it may use up; must outlive the stream
 *
 * Makes the stream to hand to the HTTP library.
 *
 * Returns: (transfer full): a stream
 */
CsMockInput *
cs_mock_input_new (GSocketConnection  *connection,
                   const CsMockLimits *limits)
{
  CsMockInput *self = g_object_new (CS_TYPE_MOCK_INPUT, NULL);

  self->connection = g_object_ref (connection);
  self->limits = limits;
  enter_phase (self, PHASE_IDLE);

  return self;
}

/**
 * cs_mock_input_is_late:
 * @self: a stream
 * @now_us: monotonic time, microseconds
 *
 * Tells whether the deadline of the present phase has passed.
 *
 * Returns: `TRUE` if it has
 */
gboolean
cs_mock_input_is_late (CsMockInput *self,
                       gint64       now_us)
{
  return now_us >= self->deadline;
}
