/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-won.h"

#include <string.h>

static char *
dup_grouped (const char *sign,
             guint64     number)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GUINT64_FORMAT, number);
  gsize length = strlen (digits);
  GString *grouped = g_string_new (sign);

  for (gsize i = 0; i < length; i++)
    {
      if (i > 0 && (length - i) % 3 == 0)
        g_string_append_c (grouped, ',');

      g_string_append_c (grouped, digits[i]);
    }

  return g_string_free (grouped, FALSE);
}

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
  return dup_grouped ("₩", amount);
}

/**
 * cs_points_dup:
 * @points: points, which are no money
 *
 * Writes points for people: `1,234`.
 *
 * Returns: (transfer full): the points
 */
char *
cs_points_dup (guint64 points)
{
  return dup_grouped ("", points);
}
