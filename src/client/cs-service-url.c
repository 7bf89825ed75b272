/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-service-url.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <string.h>

#include "cs-client-error.h"
#include "cs-digits.h"

/* GUri decodes percent signs in a host, so that a line feed could get into the
 * Host header; no real name has them.
 */
static gboolean
is_plain_host (const char *host)
{
  if (host == NULL || *host == '\0')
    return FALSE;

  for (const char *p = host; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && strchr ("-._:", *p) == NULL)
      return FALSE;

  return TRUE;
}

/* RFC 3986 section 3.3: what a path, and with the question mark a query, is made of. */
static gboolean
is_plain_text (const char *text,
               const char *more)
{
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && strchr ("-._~!$&'()*+,;=:@/%", *p) == NULL &&
        strchr (more, *p) == NULL)
      return FALSE;

  return TRUE;
}

static gboolean
has_scheme (GUri       *uri,
            const char *scheme)
{
  return g_str_equal (g_uri_get_scheme (uri), scheme);
}

/* Why @text, read as @uri, cannot be a base address, or NULL if it can. GUri would
 * encode what is not allowed in a path; somebody's typing mistake is better named.
 */
static const char *
find_fault (const char *text,
            GUri       *uri)
{
  if (!is_plain_text (text, "?#[]"))
    return _("The address in base-url contains a character that no address has.");

  if (uri == NULL)
    return _("The address in base-url cannot be read; it must begin with https://.");

  if (!has_scheme (uri, "https") && !has_scheme (uri, "http"))
    return _("The address in base-url must begin with https://.");

  if (!is_plain_host (g_uri_get_host (uri)))
    return _("The address in base-url names no host.");

  if (g_uri_get_userinfo (uri) != NULL)
    return _("The address in base-url must not contain a user name.");

  if (g_uri_get_query (uri) != NULL || g_uri_get_fragment (uri) != NULL)
    return _("The address in base-url must end with its path: no question mark, no number sign.");

  if (has_scheme (uri, "http") && !cs_service_url_is_loopback (uri))
    return _("The address in base-url must begin with https://; http:// is only for a service on "
             "this computer.");

  return NULL;
}

/**
 * cs_service_url_parse:
 * @text: a base address
 * @error: [error@ClientError] `PROFILE`
 *
 * Reads the address of a service: https, or http where it is on this computer; no
 * user name, query or fragment.
 *
 * Returns: (transfer full): the address, without slashes at its end
 */
GUri *
cs_service_url_parse (const char  *text,
                      GError     **error)
{
  g_autoptr (GUri) uri = NULL;
  g_autofree char *path = NULL;
  const char *fault;

  g_return_val_if_fail (text != NULL, NULL);

  if (strlen (text) <= CS_URL_MAX)
    uri = g_uri_parse (text, SOUP_HTTP_URI_FLAGS, NULL);

  fault = find_fault (text, uri);

  if (fault != NULL)
    {
      g_set_error_literal (error, CS_CLIENT_ERROR, CS_CLIENT_ERROR_PROFILE, fault);
      return NULL;
    }

  path = g_strdup (g_uri_get_path (uri));

  for (gsize n = strlen (path); n > 0 && path[n - 1] == '/'; n--)
    path[n - 1] = '\0';

  return g_uri_build (SOUP_HTTP_URI_FLAGS, g_uri_get_scheme (uri), NULL, g_uri_get_host (uri),
                      g_uri_get_port (uri), path, NULL, NULL);
}

/**
 * cs_service_url_append:
 * @base: a base address of cs_service_url_parse()
 * @path: what follows it, with a slash at its beginning
 *
 * Makes the address of one call.
 *
 * Returns: (transfer full): the address
 */
GUri *
cs_service_url_append (GUri       *base,
                       const char *path)
{
  const char *prefix = g_uri_get_path (base);
  g_autofree char *whole = NULL;

  /* GUri gives an empty path its slash. */
  whole = g_strconcat (g_str_equal (prefix, "/") ? "" : prefix, path, NULL);

  return g_uri_build (SOUP_HTTP_URI_FLAGS, g_uri_get_scheme (base), NULL, g_uri_get_host (base),
                      g_uri_get_port (base), whole, NULL, NULL);
}

/**
 * cs_service_url_is_loopback:
 * @uri: an address
 *
 * Tells whether @uri is on this computer by its literal: 127.0.0.0/8, ::1 or
 * `localhost`, which GIO resolves by itself without asking any server.
 *
 * Returns: `TRUE` if nothing that is sent there leaves this computer
 */
gboolean
cs_service_url_is_loopback (GUri *uri)
{
  g_autoptr (GInetAddress) address = NULL;
  const char *host = g_uri_get_host (uri);

  if (host == NULL)
    return FALSE;

  address = g_inet_address_new_from_string (host);

  return address != NULL ? g_inet_address_get_is_loopback (address)
                         : g_ascii_strcasecmp (host, "localhost") == 0;
}

/**
 * cs_image_url_parse:
 * @text: serviceImageUrl as the service gave it
 *
 * Reads the address of a product image. Its path may hold any text, which is
 * percent-encoded; the scheme and host are what cs_profile_allows_image() judges.
 *
 * Returns: (transfer full) (nullable): the address, or `NULL` if it is none
 */
GUri *
cs_image_url_parse (const char *text)
{
  g_autoptr (GUri) uri = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  if (strlen (text) > CS_URL_MAX)
    return NULL;

  uri = g_uri_parse (text, SOUP_HTTP_URI_FLAGS, NULL);

  if (uri == NULL || !is_plain_host (g_uri_get_host (uri)) ||
      !is_plain_text (g_uri_get_path (uri), "") ||
      (g_uri_get_query (uri) != NULL && !is_plain_text (g_uri_get_query (uri), "?")))
    return NULL;

  return g_steal_pointer (&uri);
}

/* The resolver takes 127.1, 2130706433 and 0x7f.1 for IPv4 addresses. */
static gboolean
ends_in_number (const char *host)
{
  const char *label = strrchr (host, '.');

  label = label != NULL ? label + 1 : host;

  return *label == '\0' || cs_digits_only (label, strlen (label)) ||
         g_ascii_strncasecmp (label, "0x", 2) == 0;
}

/**
 * cs_image_url_is_public:
 * @uri: an address of cs_image_url_parse()
 *
 * Tells whether @uri is named as hosts of the Internet are: by a name of two labels
 * or more that is not reserved for local use (RFC 6761, RFC 6762, RFC 9476). An
 * address in numbers never is, since no shop window for card art has one.
 *
 * Returns: `TRUE` if it is
 */
gboolean
cs_image_url_is_public (GUri *uri)
{
  static const char *const local[] = { ".localhost", ".local", ".internal", ".home.arpa", ".lan" };
  g_autofree char *host = g_ascii_strdown (g_uri_get_host (uri), -1);

  if (strchr (host, ':') != NULL || strchr (host, '.') == NULL || ends_in_number (host))
    return FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (local); i++)
    if (g_str_has_suffix (host, local[i]))
      return FALSE;

  return TRUE;
}
