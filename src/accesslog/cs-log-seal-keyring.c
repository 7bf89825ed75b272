/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-log-seal-place.h"

#include "cs-access-log.h"
#include "cs-keyring.h"

static char *
dup_purpose (const char *name)
{
  return g_strconcat ("access-log-", name, NULL);
}

/* No service is this layer's own case: a new log then takes to files, and one that has
 * its key in the keyring is refused. Everything else the keyring says best itself.
 */
static gboolean
take_error (GError **error,
            GError  *why)
{
  if (g_error_matches (why, CS_KEYRING_ERROR, CS_KEYRING_ERROR_NO_SERVICE))
    {
      g_set_error_literal (error, CS_LOG_ERROR, CS_LOG_ERROR_SEAL, why->message);
      g_error_free (why);
    }
  else
    {
      g_propagate_error (error, why);
    }

  return FALSE;
}

static gboolean
load (const char  *log_path,
      const char  *name,
      CsSecret   **out_text,
      GError     **error)
{
  g_autofree char *purpose = dup_purpose (name);
  GError *why = NULL;

  *out_text = cs_keyring_lookup (purpose, log_path, NULL, &why);

  if (*out_text != NULL)
    return TRUE;

  if (!g_error_matches (why, CS_KEYRING_ERROR, CS_KEYRING_ERROR_MISSING))
    return take_error (error, why);

  g_error_free (why);

  return TRUE;
}

static gboolean
store (const char  *log_path,
       const char  *name,
       CsSecret    *text,
       GError     **error)
{
  g_autofree char *purpose = dup_purpose (name);
  GError *why = NULL;

  return cs_keyring_store (purpose, log_path, text, NULL, &why) || take_error (error, why);
}

const CsLogSealPlace cs_log_seal_keyring = {
  .load = load,
  .store = store,
};
