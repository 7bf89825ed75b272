/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-mock-stream.h"

#include <sys/socket.h>

/**
 * CsMockStream:
 *
 * A connection that the HTTP library may have: its input is guarded, its output is
 * the socket's. It belongs to the thread of the service.
 */
struct _CsMockStream
{
  GIOStream          parent_instance;

  GSocketConnection *connection;
  CsMockInput       *input;
};

G_DEFINE_FINAL_TYPE (CsMockStream, cs_mock_stream, G_TYPE_IO_STREAM)

static GInputStream *
cs_mock_stream_get_input_stream (GIOStream *stream)
{
  return G_INPUT_STREAM (CS_MOCK_STREAM (stream)->input);
}

static GOutputStream *
cs_mock_stream_get_output_stream (GIOStream *stream)
{
  return g_io_stream_get_output_stream (G_IO_STREAM (CS_MOCK_STREAM (stream)->connection));
}

static gboolean
cs_mock_stream_close (GIOStream     *stream,
                      GCancellable  *cancellable,
                      GError       **error)
{
  return g_io_stream_close (G_IO_STREAM (CS_MOCK_STREAM (stream)->connection), cancellable, error);
}

static void
cs_mock_stream_finalize (GObject *object)
{
  CsMockStream *self = CS_MOCK_STREAM (object);

  g_clear_object (&self->input);
  g_clear_object (&self->connection);

  G_OBJECT_CLASS (cs_mock_stream_parent_class)->finalize (object);
}

static void
cs_mock_stream_class_init (CsMockStreamClass *klass)
{
  GIOStreamClass *stream_class = G_IO_STREAM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cs_mock_stream_finalize;
  stream_class->get_input_stream = cs_mock_stream_get_input_stream;
  stream_class->get_output_stream = cs_mock_stream_get_output_stream;
  stream_class->close_fn = cs_mock_stream_close;
}

static void
cs_mock_stream_init (CsMockStream *self)
{
}

/**
 * cs_mock_stream_new:
 * @socket: an accepted connection
 * @limits: what it may use up; must outlive the stream
 *
 * Makes the stream to hand to the HTTP library.
 *
 * Returns: (transfer full): a stream
 */
CsMockStream *
cs_mock_stream_new (GSocket            *socket,
                    const CsMockLimits *limits)
{
  CsMockStream *self = g_object_new (CS_TYPE_MOCK_STREAM, NULL);

  self->connection = g_socket_connection_factory_create_connection (socket);
  self->input = cs_mock_input_new (self->connection, limits);

  return self;
}

GSocket *
cs_mock_stream_get_socket (CsMockStream *self)
{
  return g_socket_connection_get_socket (self->connection);
}

/**
 * cs_mock_stream_is_late:
 * @self: a stream
 * @now_us: monotonic time, microseconds
 *
 * Tells whether the deadline of its phase has passed.
 *
 * Returns: `TRUE` if it has
 */
gboolean
cs_mock_stream_is_late (CsMockStream *self,
                        gint64        now_us)
{
  return cs_mock_input_is_late (self->input, now_us);
}

/**
 * cs_mock_stream_abort:
 * @self: a stream
 *
 * Ends the connection in both directions, so that whoever reads or writes it wakes
 * up and closes it.
 */
void
cs_mock_stream_abort (CsMockStream *self)
{
  (void) g_socket_shutdown (cs_mock_stream_get_socket (self), TRUE, TRUE, NULL);
}

/**
 * cs_mock_stream_reset:
 * @self: a stream
 *
 * Closes the connection by a reset, which the other side sees as an error.
 */
void
cs_mock_stream_reset (CsMockStream *self)
{
  GSocket *socket = cs_mock_stream_get_socket (self);
  struct linger at_once = { .l_onoff = 1, .l_linger = 0 };

  (void) setsockopt (g_socket_get_fd (socket), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  (void) g_io_stream_close (G_IO_STREAM (self), NULL, NULL);
}
