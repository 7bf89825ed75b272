/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-target.h"

#include <glib/gi18n-lib.h>

#include "cs-message.h"

/**
 * cs_target_check:
 * @self: what the options gave
 *
 * Looks whether they name one service, and not two.
 *
 * Returns: 0, or the exit code after a message
 */
int
cs_target_check (const CsTarget *self)
{
  if (self->mock == (self->profile != NULL))
    return cs_message_usage (_("Either --profile or --mock is needed."));

  return 0;
}

/**
 * cs_target_open:
 * @self: what cs_target_check() passed
 * @error: what is wrong with the profile, its keys or the access log
 *
 * Gets ready to ask.
 *
 * Returns: (transfer full): a session, or `NULL` on error
 */
CsCliSession *
cs_target_open (const CsTarget  *self,
                GError         **error)
{
  return self->mock ? cs_cli_session_open_mock (error)
                    : cs_cli_session_open_profile (self->profile, error);
}

/**
 * cs_target_clear:
 * @self: what the options gave
 *
 * Frees it.
 */
void
cs_target_clear (CsTarget *self)
{
  g_clear_pointer (&self->profile, g_free);
}
