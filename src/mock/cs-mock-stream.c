/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-mock-stream.h"

/**
 * CsMockStream:
 *
 * What the HTTP library gets of a connection: the bytes of one request, and the
 * socket to answer it on. When the library closes it the connection goes on, or not.
 */
struct _CsMockStream
{
  GIOStream         parent_instance;

  CsMockConnection *connection;
  GInputStream     *input;
  GOutputStream    *output;
};

G_DEFINE_FINAL_TYPE (CsMockStream, cs_mock_stream, G_TYPE_IO_STREAM)

static GInputStream *
cs_mock_stream_get_input_stream (GIOStream *stream)
{
  return CS_MOCK_STREAM (stream)->input;
}

static GOutputStream *
cs_mock_stream_get_output_stream (GIOStream *stream)
{
  return CS_MOCK_STREAM (stream)->output;
}

static gboolean
cs_mock_stream_close (GIOStream     *stream,
                      GCancellable  *cancellable,
                      GError       **error)
{
  cs_mock_connection_stream_closed (CS_MOCK_STREAM (stream)->connection);

  return TRUE;
}

static void
cs_mock_stream_finalize (GObject *object)
{
  CsMockStream *self = CS_MOCK_STREAM (object);

  g_clear_object (&self->input);
  g_clear_object (&self->output);
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
 * @connection: where the request came in
 * @request: all of it
 * @output: where to answer
 *
 * Makes the stream to hand to the HTTP library.
 *
 * Returns: (transfer full): a stream
 */
GIOStream *
cs_mock_stream_new (CsMockConnection *connection,
                    GBytes           *request,
                    GOutputStream    *output)
{
  CsMockStream *self = g_object_new (CS_TYPE_MOCK_STREAM, NULL);

  self->connection = g_object_ref (connection);
  self->input = g_memory_input_stream_new_from_bytes (request);
  self->output = g_object_ref (output);

  return G_IO_STREAM (self);
}
