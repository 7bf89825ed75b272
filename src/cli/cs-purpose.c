/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-purpose.h"

#include <glib/gi18n-lib.h>

#include "cs-message.h"
#include "cs-redact.h"
#include "cs-secret.h"

static gboolean
holds_card_number (const char *text)
{
  g_autofree char *redacted = cs_redact_dup (text);

  return !g_str_equal (redacted, text);
}

static int
check_text (const char *option,
            const char *text,
            glong       maximum)
{
  if (text == NULL)
    return 0;

  if (g_utf8_strlen (text, -1) > maximum)
    /* Translators: an option such as --case, and a number. */
    return cs_message_usage (_("%s takes at most %ld characters."), option, maximum);

  if (holds_card_number (text))
    /* Translators: an option such as --case. */
    return cs_message_usage (_("%s holds a card number, which the access log must not. "
                               "Leave it out."), option);

  return 0;
}

/**
 * cs_purpose_check:
 * @self: what the options gave
 *
 * Looks whether case and reason can be kept as they are.
 *
 * Returns: 0, or the exit code after a message
 */
int
cs_purpose_check (const CsPurpose *self)
{
  int exit_code = check_text ("--case", self->reference, CS_CASE_REFERENCE_MAX);

  return exit_code != 0 ? exit_code : check_text ("--reason", self->reason, CS_CASE_REASON_MAX);
}

/**
 * cs_purpose_dup_case:
 * @self: what the options gave
 *
 * Makes the case that goes into the access log.
 *
 * Returns: (transfer full) (nullable): the case, or `NULL` if none was named
 */
CsCase *
cs_purpose_dup_case (const CsPurpose *self)
{
  if (self->reference == NULL && self->reason == NULL)
    return NULL;

  return cs_case_new (self->reference, self->reason);
}

/**
 * cs_purpose_clear:
 * @self: what the options gave
 *
 * Wipes and frees it.
 */
void
cs_purpose_clear (CsPurpose *self)
{
  g_clear_pointer (&self->reference, cs_secret_wipe_free);
  g_clear_pointer (&self->reason, cs_secret_wipe_free);
}
