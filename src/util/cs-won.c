/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-won.h"

#include <string.h>

/**
 * cs_won_dup:
 * @amount: whole won
 *
 * Writes an amount for people: `₩1,700,000`, the same in every language.
 *
 * Returns: (transfer full): the amount
 */
char *
cs_won_dup (guint64 amount)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GUINT64_FORMAT, amount);
  gsize length = strlen (digits);
  GString *won = g_string_new ("₩");

  for (gsize i = 0; i < length; i++)
    {
      if (i > 0 && (length - i) % 3 == 0)
        g_string_append_c (won, ',');

      g_string_append_c (won, digits[i]);
    }

  return g_string_free (won, FALSE);
}
