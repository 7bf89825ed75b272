/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-tls-watch.h"

#include <glib/gi18n-lib.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

#include "cs-client-error.h"

#define RSA_BITS_MIN 2048

/* What NIST SP 800-57 says such a key is worth; it stands for other kinds of key. */
#define STRENGTH_MIN 112

/**
 * cs_tls_pin_http1:
 * @connection: a connection before its handshake
 *
 * Offers nothing but HTTP/1.1. libsoup 3.2 has no call for it, and its HTTP/2 is
 * more than this client needs to be exposed to.
 */
void
cs_tls_pin_http1 (GTlsConnection *connection)
{
  static const char *const protocols[] = { "http/1.1", NULL };

  g_tls_connection_set_advertised_protocols (connection, protocols);
}

static gboolean
is_strong_key (EVP_PKEY *key)
{
  if (EVP_PKEY_is_a (key, "RSA") || EVP_PKEY_is_a (key, "RSA-PSS"))
    return EVP_PKEY_get_bits (key) >= RSA_BITS_MIN;

  return EVP_PKEY_get_security_bits (key) >= STRENGTH_MIN;
}

static gboolean
is_strong_certificate (GTlsCertificate *certificate)
{
  g_autoptr (GByteArray) der = NULL;
  const unsigned char *place;
  X509 *x509;
  EVP_PKEY *key;
  gboolean is_strong;

  g_object_get (certificate, "certificate", &der, NULL);

  if (der == NULL)
    return FALSE;

  place = der->data;
  x509 = d2i_X509 (NULL, &place, (long) der->len);
  key = x509 != NULL ? X509_get0_pubkey (x509) : NULL;
  is_strong = key != NULL && is_strong_key (key);
  X509_free (x509);

  return is_strong;
}

/* The server's own certificate and those it sent along. The authority at the end is
 * in the trust store, or it is not: its key was somebody else's decision.
 */
static gboolean
is_strong_chain (GTlsCertificate *certificate)
{
  for (GTlsCertificate *each = certificate; each != NULL;
       each = g_tls_certificate_get_issuer (each))
    {
      gboolean is_root = each != certificate && g_tls_certificate_get_issuer (each) == NULL;

      if (!is_root && !is_strong_certificate (each))
        return FALSE;
    }

  return certificate != NULL;
}

/**
 * cs_tls_check_handshake:
 * @connection: a connection after its handshake
 * @error: [error@ClientError] `TLS`
 *
 * Refuses what the library still accepts: TLS 1.0 and 1.1, and keys weaker than RSA
 * with 2048 bits.
 *
 * Returns: `TRUE` if a request may be sent
 */
gboolean
cs_tls_check_handshake (GTlsConnection  *connection,
                        GError         **error)
{
  GTlsProtocolVersion version = g_tls_connection_get_protocol_version (connection);

  if (version != G_TLS_PROTOCOL_VERSION_TLS_1_2 && version != G_TLS_PROTOCOL_VERSION_TLS_1_3)
    g_set_error_literal (error, CS_CLIENT_ERROR, CS_CLIENT_ERROR_TLS,
                         _("The server speaks an outdated version of TLS; 1.2 is the least that "
                           "is safe."));
  else if (!is_strong_chain (g_tls_connection_get_peer_certificate (connection)))
    g_set_error_literal (error, CS_CLIENT_ERROR, CS_CLIENT_ERROR_TLS,
                         _("The key in the server’s certificate is too weak: an RSA key must "
                           "have 2048 bits or more."));
  else
    return TRUE;

  return FALSE;
}

/**
 * cs_tls_describe_refusal:
 * @flags: what is wrong with a certificate, 0 if that is not known
 * @host: the server's name
 *
 * Puts into words why a server was not believed; the worst reason first.
 *
 * Returns: (transfer full): a sentence
 */
char *
cs_tls_describe_refusal (GTlsCertificateFlags  flags,
                         const char           *host)
{
  if (flags & G_TLS_CERTIFICATE_REVOKED)
    /* Translators: the name of a server. */
    return g_strdup_printf (_("The certificate of “%s” has been revoked."), host);

  if (flags & G_TLS_CERTIFICATE_UNKNOWN_CA)
    /* Translators: the name of a server. */
    return g_strdup_printf (_("The certificate of “%s” comes from nobody whom this profile or "
                              "this computer trusts."), host);

  if (flags & G_TLS_CERTIFICATE_BAD_IDENTITY)
    /* Translators: the name of a server. */
    return g_strdup_printf (_("The certificate that was shown for “%s” belongs to another "
                              "server."), host);

  if (flags & G_TLS_CERTIFICATE_EXPIRED)
    /* Translators: the name of a server. */
    return g_strdup_printf (_("The certificate of “%s” has expired."), host);

  if (flags & G_TLS_CERTIFICATE_NOT_ACTIVATED)
    /* Translators: the name of a server. */
    return g_strdup_printf (_("The certificate of “%s” is not valid yet. Is the clock of this "
                              "computer right?"), host);

  /* Translators: the name of a server. */
  return g_strdup_printf (_("No secure connection to “%s” could be made."), host);
}
