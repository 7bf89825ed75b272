/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-profile-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cs-client-error.h"
#include "cs-service-url.h"

#define NAME_MAX_CHARACTERS 100

/**
 * CsProfile:
 *
 * Which service to ask, and as whom.
 *
 * Immutable once it is made. Where its secrets come from is not its business: it
 * is handed them as [struct@Credentials].
 */
struct _CsProfile
{
  GObject         parent_instance;

  char           *name;
  CsEnvironment   environment;
  GUri           *base_uri;
  CsCredentials  *credentials;
  GTlsDatabase   *tls_database;   /* NULL: the system's */
  char           *ca_file;        /* where it came from */
  char          **image_hosts;    /* NULL: any public host */
};

G_DEFINE_FINAL_TYPE (CsProfile, cs_profile, G_TYPE_OBJECT)

static const char *const environment_words[] = {
  [CS_ENVIRONMENT_MOCK] = "mock",
  [CS_ENVIRONMENT_SANDBOX] = "sandbox",
  [CS_ENVIRONMENT_PRODUCTION] = "production",
};

static void
cs_profile_finalize (GObject *object)
{
  CsProfile *self = CS_PROFILE (object);

  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->base_uri, g_uri_unref);
  g_clear_pointer (&self->credentials, cs_credentials_unref);
  g_clear_object (&self->tls_database);
  g_clear_pointer (&self->ca_file, g_free);
  g_clear_pointer (&self->image_hosts, g_strfreev);

  G_OBJECT_CLASS (cs_profile_parent_class)->finalize (object);
}

static void
cs_profile_class_init (CsProfileClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cs_profile_finalize;
}

static void
cs_profile_init (CsProfile *self)
{
}

static gboolean
is_name (const char *name)
{
  if (!g_utf8_validate (name, -1, NULL) || *name == '\0' ||
      g_utf8_strlen (name, -1) > NAME_MAX_CHARACTERS)
    return FALSE;

  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isprint (g_utf8_get_char (p)))
      return FALSE;

  return TRUE;
}

/* For whoever gives a profile another name. */
gboolean
cs_profile_check_name (const char  *name,
                       GError     **error)
{
  if (is_name (name))
    return TRUE;

  g_set_error_literal (error, CS_CLIENT_ERROR, CS_CLIENT_ERROR_PROFILE,
                       _("The name of the profile must be 1 to 100 printable characters."));

  return FALSE;
}

/* The demo's promise is that nothing leaves this computer. */
static gboolean
check_environment (CsEnvironment   environment,
                   GUri           *base_uri,
                   GError        **error)
{
  if (environment != CS_ENVIRONMENT_MOCK || cs_service_url_is_loopback (base_uri))
    return TRUE;

  g_set_error_literal (error, CS_CLIENT_ERROR, CS_CLIENT_ERROR_PROFILE,
                       _("The environment “mock” is only for a service on this computer."));

  return FALSE;
}

static gboolean
check_credentials (const CsCredentials  *credentials,
                   GError              **error)
{
  g_autoptr (GError) why = NULL;

  if (cs_credentials_validate (credentials, &why))
    return TRUE;

  g_set_error_literal (error, CS_CLIENT_ERROR, CS_CLIENT_ERROR_PROFILE, why->message);

  return FALSE;
}

/**
 * cs_profile_new:
 * @name: what people call it, 1 to 100 printable characters
 * @environment: what kind of service it is
 * @base_url: its base address: https, or http on this computer
 * @credentials: what signs and encrypts
 * @error: [error@ClientError] `PROFILE`
 *
 * Makes a profile from its parts.
 *
 * Returns: (transfer full): the profile, or `NULL` on error
 */
CsProfile *
cs_profile_new (const char     *name,
                CsEnvironment   environment,
                const char     *base_url,
                CsCredentials  *credentials,
                GError        **error)
{
  g_autoptr (CsProfile) self = NULL;
  g_autoptr (GUri) base_uri = NULL;

  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (base_url != NULL, NULL);
  g_return_val_if_fail (credentials != NULL, NULL);

  if (!cs_profile_check_name (name, error))
    return NULL;

  base_uri = cs_service_url_parse (base_url, error);

  if (base_uri == NULL || !check_environment (environment, base_uri, error) ||
      !check_credentials (credentials, error))
    return NULL;

  self = g_object_new (CS_TYPE_PROFILE, NULL);
  self->name = g_strdup (name);
  self->environment = environment;
  self->base_uri = g_steal_pointer (&base_uri);
  self->credentials = cs_credentials_ref (credentials);

  return g_steal_pointer (&self);
}

/* For whoever makes the profile, before anybody else sees it. */
void
cs_profile_set_tls_database (CsProfile    *self,
                             GTlsDatabase *database,
                             const char   *ca_file)
{
  g_return_if_fail (CS_IS_PROFILE (self));

  g_set_object (&self->tls_database, database);
  g_free (self->ca_file);
  self->ca_file = g_strdup (ca_file);
}

/* For whoever makes the profile, before anybody else sees it. */
void
cs_profile_set_image_hosts (CsProfile         *self,
                            const char *const *hosts)
{
  g_return_if_fail (CS_IS_PROFILE (self));

  g_strfreev (self->image_hosts);
  self->image_hosts = g_strdupv ((char **) hosts);
}

/* For whoever keeps the profile elsewhere. */
const char *
cs_profile_get_ca_file (CsProfile *self)
{
  return self->ca_file;
}

/* For whoever keeps the profile elsewhere. */
const char *const *
cs_profile_get_image_hosts (CsProfile *self)
{
  return (const char *const *) self->image_hosts;
}

const char *
cs_profile_get_name (CsProfile *self)
{
  g_return_val_if_fail (CS_IS_PROFILE (self), NULL);

  return self->name;
}

CsEnvironment
cs_profile_get_environment (CsProfile *self)
{
  g_return_val_if_fail (CS_IS_PROFILE (self), CS_ENVIRONMENT_MOCK);

  return self->environment;
}

GUri *
cs_profile_get_base_uri (CsProfile *self)
{
  g_return_val_if_fail (CS_IS_PROFILE (self), NULL);

  return self->base_uri;
}

CsCredentials *
cs_profile_get_credentials (CsProfile *self)
{
  g_return_val_if_fail (CS_IS_PROFILE (self), NULL);

  return self->credentials;
}

/**
 * cs_profile_get_tls_database:
 * @self: a profile
 *
 * Tells whom the service's certificate must come from.
 *
 * Returns: (transfer none) (nullable): the certificates of ca-file, which then are
 *   the only ones that are trusted, or `NULL` for those of the system
 */
GTlsDatabase *
cs_profile_get_tls_database (CsProfile *self)
{
  g_return_val_if_fail (CS_IS_PROFILE (self), NULL);

  return self->tls_database;
}

static gboolean
is_listed (CsProfile  *self,
           const char *host)
{
  for (gsize i = 0; self->image_hosts[i] != NULL; i++)
    if (g_ascii_strcasecmp (self->image_hosts[i], host) == 0)
      return TRUE;

  return FALSE;
}

/**
 * cs_profile_allows_image:
 * @self: a profile
 * @uri: where the service says that an image is
 *
 * Tells whether an image may be fetched, before anything is sent.
 *
 * A list of hosts in the profile is the last word on hosts. Without one any public
 * host may serve images, except in the demo, where all must stay on this computer.
 * A service on this computer may name images on it; no other may, and plain http is
 * for those alone.
 *
 * Returns: `TRUE` if it may
 */
gboolean
cs_profile_allows_image (CsProfile *self,
                         GUri      *uri)
{
  g_autofree char *text = NULL;
  const char *host;
  gboolean is_local;

  g_return_val_if_fail (CS_IS_PROFILE (self), FALSE);
  g_return_val_if_fail (uri != NULL, FALSE);

  text = g_uri_to_string (uri);
  host = g_uri_get_host (uri);
  is_local = cs_service_url_is_loopback (uri);

  if (host == NULL || *host == '\0' || g_uri_get_userinfo (uri) != NULL ||
      strlen (text) > CS_URL_MAX)
    return FALSE;

  if (!g_str_equal (g_uri_get_scheme (uri), "https") &&
      !(g_str_equal (g_uri_get_scheme (uri), "http") && is_local))
    return FALSE;

  if (is_local && !cs_service_url_is_loopback (self->base_uri))
    return FALSE;

  if (self->image_hosts != NULL)
    return is_listed (self, host);

  return is_local ||
         (self->environment != CS_ENVIRONMENT_MOCK && cs_image_url_is_public (uri));
}

/**
 * cs_environment_to_string:
 * @environment: an environment
 *
 * Names an environment as profile files and JSON do; not for display.
 *
 * Returns: `mock`, `sandbox` or `production`
 */
const char *
cs_environment_to_string (CsEnvironment environment)
{
  g_return_val_if_fail ((gsize) environment < G_N_ELEMENTS (environment_words), NULL);

  return environment_words[environment];
}

/**
 * cs_environment_from_string:
 * @text: a word
 * @out_environment: (out): the environment
 *
 * Reads the name of an environment.
 *
 * Returns: `TRUE` if @text is one
 */
gboolean
cs_environment_from_string (const char    *text,
                            CsEnvironment *out_environment)
{
  for (gsize i = 0; i < G_N_ELEMENTS (environment_words); i++)
    if (g_str_equal (text, environment_words[i]))
      {
        *out_environment = (CsEnvironment) i;
        return TRUE;
      }

  return FALSE;
}
