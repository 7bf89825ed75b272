/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-mock-port.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>

#define BACKLOG     128
#define SWEEPS      4       /* looks at the connections within the shortest deadline */
#define SWEEP_MIN   10      /* ms */
#define SWEEP_MAX   250     /* ms */

struct _CsMockPort
{
  const CsMockLimits *limits;   /* borrowed */
  guint16             number;

  GSocket            *listener;         /* NULL while the port is closed */
  GSource            *listener_source;
  GMainContext       *context;
  GSource            *sweep_source;     /* there only while there are connections */
  GPtrArray          *connections;      /* (element-type CsMockConnection) */

  CsMockReady         ready;
  CsMockRefuse        refuse;
  gpointer            user_data;
};

static const char full_answer[] = "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\n"
                                  "Connection: close\r\nContent-Length: 0\r\n\r\n";

static GSocket *
listen_on (guint16   port,
           GError  **error)
{
  g_autoptr (GSocket) socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM,
                                             G_SOCKET_PROTOCOL_TCP, error);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, port);

  if (socket == NULL)
    return NULL;

  g_socket_set_listen_backlog (socket, BACKLOG);
  g_socket_set_blocking (socket, FALSE);

  if (!g_socket_bind (socket, address, TRUE, error) || !g_socket_listen (socket, error))
    return NULL;

  return g_steal_pointer (&socket);
}

static gboolean
read_number (CsMockPort  *self,
             GError     **error)
{
  g_autoptr (GSocketAddress) address = g_socket_get_local_address (self->listener, error);

  if (address == NULL)
    return FALSE;

  self->number = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address));

  return TRUE;
}

static void
stop_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);

  g_clear_pointer (source, g_source_unref);
}

static void
forget_closed (CsMockPort *self)
{
  for (guint i = self->connections->len; i > 0; i--)
    if (cs_mock_connection_is_closed (self->connections->pdata[i - 1]))
      g_ptr_array_remove_index_fast (self->connections, i - 1);
}

static gboolean
sweep_cb (gpointer user_data)
{
  CsMockPort *self = user_data;
  gint64 now = g_get_monotonic_time ();

  for (guint i = 0; i < self->connections->len; i++)
    if (cs_mock_connection_is_late (self->connections->pdata[i], now))
      cs_mock_connection_abort (self->connections->pdata[i]);

  forget_closed (self);

  if (self->connections->len > 0)
    return G_SOURCE_CONTINUE;

  g_clear_pointer (&self->sweep_source, g_source_unref);

  return G_SOURCE_REMOVE;
}

static void
begin_sweeping (CsMockPort *self)
{
  guint shortest = MIN (MIN (self->limits->idle, self->limits->head),
                        MIN (self->limits->body, self->limits->answer));

  if (self->sweep_source != NULL)
    return;

  self->sweep_source = g_timeout_source_new (CLAMP (shortest / SWEEPS, SWEEP_MIN, SWEEP_MAX));
  g_source_set_callback (self->sweep_source, sweep_cb, self, NULL);
  g_source_attach (self->sweep_source, self->context);
}

static gboolean
is_full (CsMockPort *self)
{
  if (self->connections->len >= self->limits->n_connections)
    forget_closed (self);

  return self->connections->len >= self->limits->n_connections;
}

static void
take_in (CsMockPort *self,
         GSocket    *socket)
{
  g_autoptr (CsMockConnection) connection =
    cs_mock_connection_new (socket, self->limits, self->ready, self->user_data);

  if (self->refuse (self->user_data))
    {
      cs_mock_connection_reset (connection);
      return;
    }

  /* The library writes head and body apart; without this the second would wait. */
  g_socket_set_option (socket, IPPROTO_TCP, TCP_NODELAY, TRUE, NULL);

  cs_mock_connection_watch (connection);
  g_ptr_array_add (self->connections, g_steal_pointer (&connection));
  begin_sweeping (self);
}

static gboolean
accept_cb (GSocket      *listener,
           GIOCondition  condition,
           gpointer      user_data)
{
  CsMockPort *self = user_data;
  g_autoptr (GSocket) socket = g_socket_accept (listener, NULL, NULL);

  if (socket == NULL)
    return G_SOURCE_CONTINUE;

  if (is_full (self))
    (void) g_socket_send_with_blocking (socket, full_answer, strlen (full_answer), FALSE,
                                        NULL, NULL);
  else
    take_in (self, socket);

  return G_SOURCE_CONTINUE;
}

static void
watch_listener (CsMockPort *self)
{
  self->listener_source = g_socket_create_source (self->listener, G_IO_IN, NULL);
  g_source_set_callback (self->listener_source, (GSourceFunc) (void (*) (void)) accept_cb,
                         self, NULL);
  g_source_attach (self->listener_source, self->context);
}

/**
 * cs_mock_port_open:
 * @port: a number, or 0 for any that is free
 * @limits: what clients may use up; must outlive the connections
 * @error: return location for an error of `G_IO_ERROR`
 *
 * Opens a port of the loopback interface and of no other.
 *
 * Returns: (transfer full) (nullable): the port
 */
CsMockPort *
cs_mock_port_open (guint16              port,
                   const CsMockLimits  *limits,
                   GError             **error)
{
  g_autoptr (CsMockPort) self = g_new0 (CsMockPort, 1);

  self->limits = limits;
  self->connections = g_ptr_array_new_with_free_func (g_object_unref);
  self->listener = listen_on (port, error);

  if (self->listener == NULL || !read_number (self, error))
    /* NOLINTNEXTLINE(clang-analyzer-unix.Malloc): g_autoptr() frees it. */
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * cs_mock_port_free:
 * @self: (transfer full): a port
 *
 * Closes the port and what came by it.
 */
void
cs_mock_port_free (CsMockPort *self)
{
  cs_mock_port_drop_all (self);
  stop_source (&self->sweep_source);
  stop_source (&self->listener_source);
  g_clear_object (&self->listener);
  g_ptr_array_unref (self->connections);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_free (self);
}

guint16
cs_mock_port_get_number (CsMockPort *self)
{
  return self->number;
}

/**
 * cs_mock_port_attach:
 * @self: a port
 * @context: where connections are taken in
 * @ready: called for each request
 * @refuse: asked for each connection
 * @user_data: data for both
 *
 * Begins to take connections in.
 */
void
cs_mock_port_attach (CsMockPort   *self,
                     GMainContext *context,
                     CsMockReady   ready,
                     CsMockRefuse  refuse,
                     gpointer      user_data)
{
  self->context = g_main_context_ref (context);
  self->ready = ready;
  self->refuse = refuse;
  self->user_data = user_data;

  if (self->listener != NULL)
    watch_listener (self);
}

/**
 * cs_mock_port_set_listening:
 * @self: an attached port
 * @listening: whether connections are possible
 * @error: return location for an error of `G_IO_ERROR`
 *
 * Closes the port, or opens it again under its number. Connections that are there
 * stay.
 *
 * Returns: `FALSE` if the number has been taken by somebody else
 */
gboolean
cs_mock_port_set_listening (CsMockPort  *self,
                            gboolean     listening,
                            GError     **error)
{
  if (listening == (self->listener != NULL))
    return TRUE;

  if (!listening)
    {
      stop_source (&self->listener_source);
      g_clear_object (&self->listener);
      return TRUE;
    }

  self->listener = listen_on (self->number, error);

  if (self->listener == NULL)
    return FALSE;

  watch_listener (self);

  return TRUE;
}

/**
 * cs_mock_port_drop_all:
 * @self: a port
 *
 * Ends all connections that came by the port.
 */
void
cs_mock_port_drop_all (CsMockPort *self)
{
  for (guint i = 0; i < self->connections->len; i++)
    cs_mock_connection_abort (self->connections->pdata[i]);
}

/**
 * cs_mock_port_count:
 * @self: a port
 *
 * Counts the connections that are there.
 *
 * Returns: how many
 */
guint
cs_mock_port_count (CsMockPort *self)
{
  forget_closed (self);

  return self->connections->len;
}
