/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-transport-error.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>

#include "cs-client-error.h"
#include "cs-tls-watch.h"

static gboolean
is_proxy_failure (const GError *cause)
{
  return g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_PROXY_FAILED) ||
         g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_PROXY_AUTH_FAILED) ||
         g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_PROXY_NEED_AUTH) ||
         g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_PROXY_NOT_ALLOWED);
}

static gboolean
is_no_route (const GError *cause)
{
  return g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_HOST_UNREACHABLE) ||
         g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NETWORK_UNREACHABLE);
}

/* The libraries' own words are kept out: they may quote what came over the wire. */
static char *
describe_unreachable (const GError *cause,
                      const char   *host)
{
  if (cause->domain == G_RESOLVER_ERROR)
    /* Translators: the name of a server. */
    return g_strdup_printf (_("The server “%s” cannot be found."), host);

  if (is_proxy_failure (cause))
    /* Translators: the name of a server. */
    return g_strdup_printf (_("The proxy did not let the connection to “%s” through."), host);

  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED))
    /* Translators: the name of a server. */
    return g_strdup_printf (_("“%s” refuses the connection: no service is running there."), host);

  if (is_no_route (cause))
    /* Translators: the name of a server. */
    return g_strdup_printf (_("There is no way through the network to “%s”."), host);

  /* Translators: the name of a server. */
  return g_strdup_printf (_("The connection to “%s” was lost before an answer came."), host);
}

/**
 * cs_transport_error_new:
 * @cause: what GIO or libsoup says
 * @host: whom was spoken to
 * @flags: what was wrong with the server's certificate
 * @has_begun: whether any byte of an answer had come
 *
 * Turns a failure of the network into one of this layer.
 *
 * Returns: (transfer full): a [error@ClientError]
 */
GError *
cs_transport_error_new (const GError         *cause,
                        const char           *host,
                        GTlsCertificateFlags  flags,
                        gboolean              has_begun)
{
  g_autofree char *message = NULL;
  CsClientError code;

  if (cause->domain == G_TLS_ERROR)
    {
      code = CS_CLIENT_ERROR_TLS;
      message = cs_tls_describe_refusal (flags, host);
    }
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    {
      code = CS_CLIENT_ERROR_TIMED_OUT;
      /* Translators: the name of a server. */
      message = g_strdup_printf (_("“%s” did not answer in time."), host);
    }
  else if (cause->domain == SOUP_SESSION_ERROR || has_begun)
    {
      code = CS_CLIENT_ERROR_UNUSABLE;
      message = g_strdup (_("The answer was cut short or is not HTTP."));
    }
  else
    {
      code = CS_CLIENT_ERROR_UNREACHABLE;
      message = describe_unreachable (cause, host);
    }

  return g_error_new_literal (CS_CLIENT_ERROR, (int) code, message);
}

/**
 * cs_transport_error_new_proxy:
 * @status: how the proxy answered when it was asked for a tunnel
 * @host: where the tunnel was to lead
 *
 * Says that a proxy stands in the way.
 *
 * Returns: (transfer full): [error@ClientError] `UNREACHABLE`
 */
GError *
cs_transport_error_new_proxy (guint       status,
                              const char *host)
{
  if (status == SOUP_STATUS_PROXY_AUTHENTICATION_REQUIRED)
    return g_error_new_literal (CS_CLIENT_ERROR, CS_CLIENT_ERROR_UNREACHABLE,
                                _("The proxy asks for a user name and a password, which this "
                                  "program does not send."));

  return g_error_new (CS_CLIENT_ERROR, CS_CLIENT_ERROR_UNREACHABLE,
                      /* Translators: the name of a server, and a status of HTTP. */
                      _("The proxy did not let the connection to “%s” through (HTTP %u)."), host,
                      status);
}

/**
 * cs_transport_error_new_no_proxy:
 * @host: where the proxy was to lead
 *
 * Says that a proxy is not there: not that the server is not.
 *
 * Returns: (transfer full): [error@ClientError] `UNREACHABLE`
 */
GError *
cs_transport_error_new_no_proxy (const char *host)
{
  return g_error_new (CS_CLIENT_ERROR, CS_CLIENT_ERROR_UNREACHABLE,
                      /* Translators: the name of a server. */
                      _("The proxy on the way to “%s” cannot be reached."), host);
}

/**
 * cs_transport_error_is_transient:
 * @cause: what GIO or libsoup says
 *
 * Tells whether trying again may help.
 *
 * Returns: `FALSE` for what stays as it is: a name that does not exist, a
 *   certificate, a proxy that says no
 */
gboolean
cs_transport_error_is_transient (const GError *cause)
{
  return cause->domain != G_TLS_ERROR && cause->domain != SOUP_SESSION_ERROR &&
         !is_proxy_failure (cause) &&
         !g_error_matches (cause, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND);
}
