/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-audit-error.h"

#include <glib/gi18n-lib.h>

G_DEFINE_QUARK (cs-audit-error-quark, cs_audit_error)

/**
 * cs_audit_error_set_errno:
 * @error: return location for an error
 * @code: `INPUT`, `FOLDER`, `DAMAGED` or `WRITE`
 * @name: the file, to be shown
 * @saved_errno: what the system said
 *
 * Says that a file cannot be read or written.
 *
 * Returns: `FALSE`
 */
gboolean
cs_audit_error_set_errno (GError       **error,
                          CsAuditError   code,
                          const char    *name,
                          int            saved_errno)
{
  const char *format = code == CS_AUDIT_ERROR_WRITE
                         /* Translators: a file name, and what the system says of it. */
                         ? _("“%s” cannot be written: %s.")
                         /* Translators: a file name, and what the system says of it. */
                         : _("“%s” cannot be read: %s.");
  g_autoptr (GString) sentence = g_string_new (format);

  g_string_replace (sentence, "%s", name, 1);
  g_string_replace (sentence, "%s", g_strerror (saved_errno), 1);
  g_set_error_literal (error, CS_AUDIT_ERROR, (int) code, sentence->str);

  return FALSE;
}

/**
 * cs_audit_error_is_input:
 * @error: an error
 *
 * Tells whether the one who began the audit can mend it by beginning it otherwise;
 * anything else is this computer's trouble or the service's.
 *
 * Returns: `TRUE` if so
 */
gboolean
cs_audit_error_is_input (const GError *error)
{
  return error->domain == CS_AUDIT_ERROR && error->code != CS_AUDIT_ERROR_DAMAGED &&
         error->code != CS_AUDIT_ERROR_WRITE;
}
