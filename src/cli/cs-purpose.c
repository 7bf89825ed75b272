/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-purpose.h"

#include <glib/gi18n-lib.h>

#include "cs-message.h"
#include "cs-redact.h"
#include "cs-secret.h"
#include "cs-settings.h"

static gboolean
holds_card_number (const char *text)
{
  g_autofree char *redacted = cs_redact_dup (text);

  return !g_str_equal (redacted, text);
}

static gboolean
is_empty (const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text != NULL ? text : ""));

  return *stripped == '\0';
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

/* Somebody may have locked it for everybody. Without a schema nobody can say that it is
 * not required.
 */
static int
check_required (const CsPurpose *self)
{
  g_autoptr (GSettings) settings = cs_settings_find ();

  if (settings == NULL)
    return cs_message_local (_("The settings of the program are missing. Install it again."));

  if (!g_settings_get_boolean (settings, CS_SETTING_REQUIRE_CASE) ||
      (!is_empty (self->reference) && !is_empty (self->reason)))
    return 0;

  return cs_message_usage (_("On this computer --case and --reason are required."));
}

/**
 * cs_purpose_check:
 * @self: what the options gave
 *
 * Looks whether case and reason can be kept as they are, and are there where the setting
 * requires them.
 *
 * Returns: 0, or the exit code after a message
 */
int
cs_purpose_check (const CsPurpose *self)
{
  int exit_code = check_text ("--case", self->reference, CS_CASE_REFERENCE_MAX);

  if (exit_code == 0)
    exit_code = check_text ("--reason", self->reason, CS_CASE_REASON_MAX);

  return exit_code != 0 ? exit_code : check_required (self);
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
