/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-case.h"

#include <glib/gi18n-lib.h>

#include "cs-lookup.h"
#include "cs-printable.h"
#include "cs-redact.h"

/* What is one printable line stays as it is when it is made one. */
static gboolean
is_printable (const char *text)
{
  g_autofree char *printable = cs_printable_dup (text, G_MAXSSIZE);

  return g_str_equal (printable, text);
}

static gboolean
validate (const char  *text,
          glong        max_characters,
          const char  *if_not_printable,
          const char  *if_too_long,
          GError     **error)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text != NULL ? text : ""));

  if (!is_printable (stripped))
    g_set_error_literal (error, CS_LOOKUP_ERROR, CS_LOOKUP_ERROR_INPUT, if_not_printable);
  else if (g_utf8_strlen (stripped, -1) > max_characters)
    g_set_error_literal (error, CS_LOOKUP_ERROR, CS_LOOKUP_ERROR_INPUT, if_too_long);
  else
    return TRUE;

  return FALSE;
}

/**
 * cs_case_validate:
 * @reference: (nullable): the caller's case
 * @reason: (nullable): why the data is read
 * @error: return location for an error
 *
 * Tells whether a case reference and a reason can be recorded as they are.
 *
 * Returns: `FALSE` with `CS_LOOKUP_ERROR_INPUT` and a translated sentence if one is
 *   too long, or not one line of text
 */
gboolean
cs_case_validate (const char  *reference,
                  const char  *reason,
                  GError     **error)
{
  return validate (reference, CS_CASE_REFERENCE_MAX,
                   _("The case reference must be one line of text."),
                   _("The case reference may have at most 64 characters."), error) &&
         validate (reason, CS_CASE_REASON_MAX,
                   _("The reason must be one line of text."),
                   _("The reason may have at most 200 characters."), error);
}

/* Where somebody writes the number of the card that the case is about. */
static char *
dup_line (const char *text,
          gsize       max_characters)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text != NULL ? text : ""));
  g_autofree char *redacted = cs_redact_dup (stripped);

  return *redacted != '\0' ? cs_printable_dup (redacted, max_characters) : NULL;
}

/**
 * cs_case_new:
 * @reference: (nullable): the caller's case
 * @reason: (nullable): why the data is read
 *
 * Makes what a look-up is for. White space at the ends goes, a card number is
 * masked; text that cs_case_validate() refuses is cut and made one line, so that it
 * is never lost and never a forged line.
 *
 * Returns: (transfer full): the case
 */
CsCase *
cs_case_new (const char *reference,
             const char *reason)
{
  CsCase *self = g_new0 (CsCase, 1);

  self->reference = dup_line (reference, CS_CASE_REFERENCE_MAX);
  self->reason = dup_line (reason, CS_CASE_REASON_MAX);

  return self;
}

/**
 * cs_case_copy:
 * @self: a case
 *
 * Copies a case.
 *
 * Returns: (transfer full): the copy
 */
CsCase *
cs_case_copy (const CsCase *self)
{
  CsCase *copy = g_new0 (CsCase, 1);

  copy->reference = g_strdup (self->reference);
  copy->reason = g_strdup (self->reason);

  return copy;
}

/**
 * cs_case_free:
 * @self: (transfer full): a case
 *
 * Frees a case.
 */
void
cs_case_free (CsCase *self)
{
  g_free (self->reference);
  g_free (self->reason);
  g_free (self);
}

/**
 * cs_case_new_record:
 * @self: (nullable): a case
 * @action: what was done for it
 * @environment: `mock`, `sandbox` or `production`; `file` for a saved answer
 * @unix_us: when, microseconds UTC
 *
 * Makes an access record that says what the action was for.
 *
 * Returns: (transfer full): a record, its outcome still to be set
 */
CsAccessRecord *
cs_case_new_record (const CsCase *self,
                    CsAction      action,
                    const char   *environment,
                    gint64        unix_us)
{
  CsAccessRecord *record = cs_access_record_new (action, environment, unix_us);

  if (self != NULL)
    {
      record->case_reference = g_strdup (self->reference);
      record->reason = g_strdup (self->reason);
    }

  return record;
}
