/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-tls-probe.h"

#include "cs-client-error.h"
#include "cs-tls-watch.h"
#include "cs-transport-error.h"

#define DEADLINE_S    10
#define HTTPS_PORT    443

/* The data of the caller's task. */
typedef struct
{
  CsProfile            *profile;
  GSocketClient        *client;
  CsTlsFacts           *facts;
  GTlsCertificateFlags  flags;
  GError               *weakness;
} Probe;

static void
probe_free (gpointer data)
{
  Probe *self = data;

  g_signal_handlers_disconnect_by_data (self->client, self);
  g_object_unref (self->profile);
  g_object_unref (self->client);
  g_clear_pointer (&self->facts, cs_tls_facts_free);
  g_clear_error (&self->weakness);
  g_free (self);
}

void
cs_tls_facts_free (CsTlsFacts *self)
{
  g_clear_pointer (&self->not_after, g_date_time_unref);
  g_free (self);
}

static gboolean
refused_cb (GTlsConnection       *connection,
            GTlsCertificate      *certificate,
            GTlsCertificateFlags  flags,
            Probe                *self)
{
  self->flags = flags;

  return FALSE;
}

static void
prepare (Probe          *self,
         GTlsConnection *connection)
{
  GTlsDatabase *database = cs_profile_get_tls_database (self->profile);

  if (database != NULL)
    g_tls_connection_set_database (connection, database);

  cs_tls_pin_http1 (connection);
  g_signal_connect (connection, "accept-certificate", G_CALLBACK (refused_cb), self);
}

static void
note (Probe          *self,
      GTlsConnection *connection)
{
  GTlsCertificate *certificate = g_tls_connection_get_peer_certificate (connection);

  self->facts = g_new0 (CsTlsFacts, 1);
  self->facts->version =
    g_tls_connection_get_protocol_version (connection) == G_TLS_PROTOCOL_VERSION_TLS_1_3
      ? "TLS 1.3" : "TLS 1.2";
  self->facts->not_after = certificate != NULL
                             ? g_tls_certificate_get_not_valid_after (certificate) : NULL;
  cs_tls_check_handshake (connection, &self->weakness);
}

static void
event_cb (GSocketClient      *client,
          GSocketClientEvent  event,
          GSocketConnectable *connectable,
          GIOStream          *stream,
          Probe              *self)
{
  if (event == G_SOCKET_CLIENT_TLS_HANDSHAKING)
    prepare (self, G_TLS_CONNECTION (stream));
  else if (event == G_SOCKET_CLIENT_TLS_HANDSHAKED)
    note (self, G_TLS_CONNECTION (stream));
}

static void
connected_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketConnection) connection =
    g_socket_client_connect_finish (G_SOCKET_CLIENT (source), result, &error);
  Probe *self = g_task_get_task_data (task);
  const char *host = g_uri_get_host (cs_profile_get_base_uri (self->profile));

  if (connection != NULL)
    (void) g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);

  if (g_task_return_error_if_cancelled (task))
    return;

  if (error != NULL)
    g_task_return_error (task, cs_transport_error_new (error, host, self->flags, FALSE));
  else if (self->weakness != NULL)
    g_task_return_error (task, g_steal_pointer (&self->weakness));
  else
    g_task_return_pointer (task, g_steal_pointer (&self->facts),
                           (GDestroyNotify) cs_tls_facts_free);
}

/**
 * cs_tls_probe_run_async:
 * @profile: a profile whose service speaks https
 * @cancellable: (nullable): a cancellable
 * @callback: (scope async): called when the handshake is over
 * @user_data: data for @callback
 *
 * Shakes hands with the service and hangs up: by the same rules as a call, and without
 * sending a byte of one. At most 10 seconds.
 */
void
cs_tls_probe_run_async (CsProfile           *profile,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  GUri *uri = cs_profile_get_base_uri (profile);
  int port = g_uri_get_port (uri);
  Probe *self = g_new0 (Probe, 1);

  self->profile = g_object_ref (profile);
  self->client = g_socket_client_new ();
  g_socket_client_set_tls (self->client, TRUE);
  g_socket_client_set_timeout (self->client, DEADLINE_S);
  g_signal_connect (self->client, "event", G_CALLBACK (event_cb), self);

  g_task_set_source_tag (task, cs_tls_probe_run_async);
  g_task_set_task_data (task, self, probe_free);
  g_socket_client_connect_to_host_async (self->client, g_uri_get_host (uri),
                                         port > 0 ? (guint16) port : HTTPS_PORT, cancellable,
                                         connected_cb, g_steal_pointer (&task));
}

/**
 * cs_tls_probe_run_finish:
 * @result: what the callback was given
 * @error: [error@ClientError] `TLS`, `UNREACHABLE` or `TIMED_OUT`, or cancelled
 *
 * Finishes [func@tls_probe_run_async].
 *
 * Returns: (transfer full): what the server showed, or `NULL` on error
 */
CsTlsFacts *
cs_tls_probe_run_finish (GAsyncResult  *result,
                         GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
