/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-digits.h"

/**
 * cs_digits_only:
 * @text: bytes, not necessarily terminated
 * @length: how many
 *
 * Tells whether @text is ASCII digits and nothing else.
 *
 * Returns: `TRUE` if there is at least one byte and all are digits
 */
gboolean
cs_digits_only (const char *text,
                gsize       length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isdigit (text[i]))
      return FALSE;

  return length > 0;
}

/**
 * cs_digits_parse_uint64:
 * @text: bytes, not necessarily terminated
 * @length: how many
 * @minimum: the smallest value allowed
 * @maximum: the largest value allowed
 * @out_value: (out): the number
 *
 * Reads a plain decimal number: digits only, no sign, no space, no leading zero
 * but in `0` itself.
 *
 * Unlike strtoull() it never wraps, skips nothing and needs no terminator.
 *
 * Returns: `TRUE` if @text is such a number within the bounds
 */
gboolean
cs_digits_parse_uint64 (const char *text,
                        gsize       length,
                        guint64     minimum,
                        guint64     maximum,
                        guint64    *out_value)
{
  guint64 value = 0;

  if (!cs_digits_only (text, length) || (length > 1 && text[0] == '0'))
    return FALSE;

  for (gsize i = 0; i < length; i++)
    if (!g_uint64_checked_mul (&value, value, 10) ||
        !g_uint64_checked_add (&value, value, (guint64) (text[i] - '0')))
      return FALSE;

  if (value < minimum || value > maximum)
    return FALSE;

  *out_value = value;

  return TRUE;
}
