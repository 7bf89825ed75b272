/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-secret-entry.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cs-passphrase.h"

/**
 * cs_secret_entry_take:
 * @entry: where somebody typed a secret
 *
 * Moves the text out of an entry and into locked memory in one step: whatever an entry
 * holds can be read over the accessibility bus.
 *
 * Returns: (transfer full): the text, maybe empty
 */
CsSecret *
cs_secret_entry_take (GtkEditable *entry)
{
  const char *text = gtk_editable_get_text (entry);
  CsSecret *secret = cs_secret_new (text, strlen (text));

  gtk_editable_set_text (entry, "");

  return secret;
}

/**
 * cs_secret_entry_take_new:
 * @entry: where somebody typed a new PIN or passphrase
 * @repeated: where they typed it again
 * @out_problem: (out): why it does not do, a sentence
 *
 * Takes a new PIN or passphrase, and empties both entries.
 *
 * Returns: (transfer full): the passphrase, or `NULL` if it does not do
 */
CsSecret *
cs_secret_entry_take_new (GtkEditable  *entry,
                          GtkEditable  *repeated,
                          char        **out_problem)
{
  g_autoptr (CsSecret) passphrase = cs_secret_entry_take (entry);
  g_autoptr (CsSecret) again = cs_secret_entry_take (repeated);
  gsize length;

  (void) cs_secret_get_data (passphrase, &length);

  if (!cs_secret_equal (passphrase, again))
    *out_problem = g_strdup (_("The two are not the same. Please type both again."));
  else if (length < CS_PASSPHRASE_MIN || length > CS_PASSPHRASE_MAX)
    /* Translators: the least number of characters of a PIN or passphrase */
    *out_problem = g_strdup_printf (_("At least %d characters, please."), CS_PASSPHRASE_MIN);
  else
    return g_steal_pointer (&passphrase);

  return NULL;
}
