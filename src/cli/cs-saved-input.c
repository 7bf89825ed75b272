/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-saved-input.h"

#include <glib/gi18n-lib.h>

#include "cs-client-error.h"
#include "cs-input.h"
#include "cs-json.h"
#include "cs-message.h"

static int
check_options (const CsSavedInput *self)
{
  if (self->files != NULL && self->files[0] != NULL && self->files[1] != NULL)
    return cs_message_usage (_("One file at most, or “-” for standard input."));

  if (self->passphrase_file != NULL && self->private_key == NULL)
    return cs_message_usage (_("--passphrase-file needs --private-key."));

  return cs_purpose_check (&self->purpose);
}

/* The message of a file that cannot be read names the file, and there is no profile
 * that could be to blame.
 */
static int
read_key (CsSavedInput *self)
{
  g_autoptr (GError) error = NULL;

  if (self->private_key == NULL)
    return 0;

  self->key = cs_input_read_key (self->private_key, self->passphrase_file, &error);

  if (self->key != NULL)
    return 0;

  if (error->domain == CS_CLIENT_ERROR)
    return cs_message_local ("%s", error->message);

  return cs_message_failure (error, NULL);
}

/**
 * cs_saved_input_read:
 * @self: what the options gave
 *
 * Reads the key, where one is named, and the answer: from the file, or from
 * standard input where none is named.
 *
 * Returns: 0, or the exit code after a message
 */
int
cs_saved_input_read (CsSavedInput *self)
{
  g_autoptr (GError) error = NULL;
  int exit_code = check_options (self);

  if (exit_code == 0)
    exit_code = read_key (self);

  if (exit_code != 0)
    return exit_code;

  self->bytes = cs_input_read (self->files != NULL ? self->files[0] : "-", CS_JSON_FILE_MAX,
                               &error);

  return self->bytes != NULL ? 0 : cs_message_local ("%s", error->message);
}

/**
 * cs_saved_input_clear:
 * @self: what the options gave
 *
 * Frees everything that was read, and wipes it.
 */
void
cs_saved_input_clear (CsSavedInput *self)
{
  g_clear_pointer (&self->private_key, g_free);
  g_clear_pointer (&self->passphrase_file, g_free);
  g_clear_pointer (&self->files, g_strfreev);
  g_clear_pointer (&self->key, cs_rsa_key_unref);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  cs_purpose_clear (&self->purpose);
}
