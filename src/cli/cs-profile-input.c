/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-profile-input.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "cs-client-error.h"
#include "cs-input.h"
#include "cs-profile-secrets.h"
#include "cs-prompt.h"
#include "cs-wire-error.h"

/**
 * cs_profile_input_clear:
 * @self: what options said
 *
 * Frees it. There is no secret in it.
 */
void
cs_profile_input_clear (CsProfileInput *self)
{
  char **const texts[] = {
    &self->name, &self->environment, &self->base_url, &self->asp_id, &self->time_zone,
    &self->ca_file, &self->access_key_file, &self->secret_key_file, &self->key_id,
    &self->public_key_file, &self->private_key_file, &self->passphrase_file, &self->member,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_clear_pointer (texts[i], g_free);

  g_clear_pointer (&self->rest, g_strfreev);
}

static CsSecret *
take_line (char    *line,
           GError **error)
{
  CsSecret *secret = NULL;

  if (line != NULL && *line != '\0')
    secret = cs_secret_new (line, strlen (line));
  else if (line != NULL)
    g_set_error_literal (error, CS_CLIENT_ERROR, CS_CLIENT_ERROR_PROFILE,
                         _("Nothing was entered."));

  cs_secret_wipe_free (line);

  return secret;
}

/* From a pipe, one line; others do not see it there. */
static CsSecret *
read_standard_input (GError **error)
{
  g_autoptr (GBytes) bytes = cs_input_read ("-", CS_SECRET_KEY_MAX, error);
  const char *data;
  gsize length;

  if (bytes == NULL)
    return NULL;

  data = g_bytes_get_data (bytes, &length);

  while (length > 0 && (data[length - 1] == '\n' || data[length - 1] == '\r'))
    length--;

  return take_line (g_strndup (length > 0 ? data : "", length), error);
}

/* @path may be NULL: then a terminal is asked, and a pipe read. */
static CsSecret *
read_secret (const char  *path,
             const char  *question,
             GError     **error)
{
  if (path != NULL && !g_str_equal (path, "-"))
    return cs_profile_secrets_read_line (path, CS_FILE_PRIVATE, error);

  if (isatty (STDIN_FILENO))
    return take_line (cs_prompt_read (question, CS_SECRET_KEY_MAX, error), error);

  if (path != NULL)
    return read_standard_input (error);

  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                       _("Name the file of the secret key with --secret-key and that of the "
                         "access key with --access-key, or “-” for standard input."));

  return NULL;
}

/**
 * cs_profile_input_read_secret_key:
 * @self: what options said
 * @error: [error@ClientError] `PROFILE`, or of reading
 *
 * Reads the secret key from its file, from standard input, or by asking.
 *
 * Returns: (transfer full): the secret key, or `NULL` on error
 */
CsSecret *
cs_profile_input_read_secret_key (const CsProfileInput  *self,
                                  GError               **error)
{
  return read_secret (self->secret_key_file, _("Secret key (not shown): "), error);
}

/**
 * cs_profile_input_read_public_key:
 * @self: what options said, with a file for it
 * @error: [error@ClientError] `PROFILE`, or [error@WireError] `KEY`
 *
 * Reads the server's public key.
 *
 * Returns: (transfer full): the key, or `NULL` on error
 */
CsRsaKey *
cs_profile_input_read_public_key (const CsProfileInput  *self,
                                  GError               **error)
{
  g_autoptr (GBytes) bytes = cs_profile_secrets_read_bytes (self->public_key_file,
                                                            CS_FILE_SHARED, error);

  return bytes != NULL ? cs_rsa_key_new_public (bytes, error) : NULL;
}

/**
 * cs_profile_input_read_private_key:
 * @self: what options said, with a file for it
 * @error: [error@ClientError] `PROFILE`, or a [error@WireError]
 *
 * Reads the client's private key, and asks for the passphrase where one is missing and
 * somebody is there.
 *
 * Returns: (transfer full): the key, or `NULL` on error
 */
CsRsaKey *
cs_profile_input_read_private_key (const CsProfileInput  *self,
                                   GError               **error)
{
  g_autoptr (GError) why = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (CsSecret) passphrase = NULL;
  CsRsaKey *key = cs_input_read_key (self->private_key_file, self->passphrase_file, &why);

  if (key != NULL)
    return key;

  if (self->passphrase_file != NULL || !isatty (STDIN_FILENO) ||
      !g_error_matches (why, CS_WIRE_ERROR, CS_WIRE_ERROR_PASSPHRASE))
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return NULL;
    }

  passphrase = read_secret (NULL, _("Passphrase of the private key (not shown): "), error);

  if (passphrase == NULL)
    return NULL;

  bytes = cs_profile_secrets_read_bytes (self->private_key_file, CS_FILE_PRIVATE, error);

  return bytes != NULL ? cs_rsa_key_new_private (bytes, passphrase, error) : NULL;
}

static gboolean
add_key (const CsProfileInput  *self,
         CsCredentials         *credentials,
         GError               **error)
{
  g_autoptr (CsRsaKey) server_public = NULL;
  g_autoptr (CsRsaKey) client_private = NULL;

  if (self->key_id == NULL)
    return TRUE;

  server_public = cs_profile_input_read_public_key (self, error);
  client_private = server_public != NULL ? cs_profile_input_read_private_key (self, error) : NULL;

  return client_private != NULL && cs_credentials_add_key (credentials, self->key_id,
                                                           server_public, client_private, error);
}

/**
 * cs_profile_input_make_profile:
 * @self: what options said, complete
 * @error: [error@ClientError] `PROFILE`, a [error@WireError], or of reading
 *
 * Makes a profile of what options and files say.
 *
 * Returns: (transfer full): the profile, or `NULL` on error
 */
CsProfile *
cs_profile_input_make_profile (const CsProfileInput  *self,
                               GError               **error)
{
  g_autoptr (CsSecret) access_key = NULL;
  g_autoptr (CsSecret) secret_key = NULL;
  g_autoptr (CsCredentials) credentials = NULL;
  g_autoptr (CsProfile) profile = NULL;
  CsEnvironment environment = CS_ENVIRONMENT_PRODUCTION;

  cs_environment_from_string (self->environment, &environment);
  access_key = read_secret (self->access_key_file, _("Access key (not shown): "), error);
  secret_key = access_key != NULL ? cs_profile_input_read_secret_key (self, error) : NULL;

  if (secret_key == NULL)
    return NULL;

  credentials = cs_credentials_new (self->asp_id, cs_secret_get_data (access_key, NULL),
                                    secret_key,
                                    self->time_zone != NULL ? self->time_zone : "KST");

  if (!add_key (self, credentials, error))
    return NULL;

  profile = cs_profile_new (self->name, environment, self->base_url, credentials, error);

  if (profile == NULL || !cs_profile_trust_file (profile, self->ca_file, error))
    return NULL;

  return g_steal_pointer (&profile);
}
