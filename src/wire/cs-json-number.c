/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "cs-json-private.h"

/* Above the digits of the longest document, so that a larger exponent decides alike. */
#define EXPONENT_MAX G_MAXINT32

static gsize
measure_digits (const char *text,
                gsize       length)
{
  gsize n_digits = 0;

  while (n_digits < length && g_ascii_isdigit (text[n_digits]))
    n_digits++;

  return n_digits;
}

static gsize
measure_fraction (const char *text,
                  gsize       length)
{
  return length > 0 && text[0] == '.' ? 1 + measure_digits (text + 1, length - 1) : 0;
}

static gsize
measure_exponent (const char *text,
                  gsize       length,
                  gsize      *out_sign)
{
  if (length == 0 || (text[0] != 'e' && text[0] != 'E'))
    return 0;

  *out_sign = length > 1 && (text[1] == '+' || text[1] == '-') ? 1 : 0;

  return 1 + *out_sign + measure_digits (text + 1 + *out_sign, length - 1 - *out_sign);
}

/**
 * cs_json_number_measure:
 * @text: bytes
 * @length: how many there are at most
 *
 * Measures the number of RFC 8259, section 6, that @text starts with.
 *
 * Returns: its length in bytes, 0 if there is none
 */
gsize
cs_json_number_measure (const char *text,
                        gsize       length)
{
  gsize sign = length > 0 && text[0] == '-' ? 1 : 0;
  gsize at = sign;
  gsize exponent_sign = 0;
  gsize part;

  part = measure_digits (text + at, length - at);
  if (part == 0)
    return 0;

  /* A leading zero stands alone: what follows it is then no part of the number. */
  at += text[at] == '0' ? 1 : part;

  part = measure_fraction (text + at, length - at);
  if (part == 1)
    return 0;

  at += part;
  part = measure_exponent (text + at, length - at, &exponent_sign);
  if (part > 0 && part == 1 + exponent_sign)
    return 0;

  return at + part;
}

/* Zero times anything is zero: `0e999999999` is a number, `1e999999999` is none. */
static gboolean
shift_left (guint64 *number,
            gint64   n_digits)
{
  if (*number == 0)
    return TRUE;

  for (; n_digits > 0; n_digits--)
    if (!g_uint64_checked_mul (number, *number, 10))
      return FALSE;

  return TRUE;
}

/* @text starts after the `e`. */
static gint64
read_exponent (const char *text,
               gsize       length)
{
  gboolean negative = text[0] == '-';
  gint64 exponent = 0;

  for (gsize i = g_ascii_isdigit (text[0]) ? 0 : 1; i < length; i++)
    exponent = MIN (exponent * 10 + (text[i] - '0'), EXPONENT_MAX);

  return negative ? -exponent : exponent;
}

/* Exact: digits go into @number, everything else only moves the point. Zeros wait
 * in @n_zeros until a digit follows them, so that `1000.000` needs no room for them.
 */
static gboolean
read_whole_number (const char *text,
                   gsize       length,
                   guint64    *out_number)
{
  guint64 number = 0;
  gint64 n_zeros = 0;
  gint64 point = 0;
  gboolean in_fraction = FALSE;
  gsize i;

  for (i = 0; i < length && (g_ascii_isdigit (text[i]) || text[i] == '.'); i++)
    {
      if (text[i] == '.')
        {
          in_fraction = TRUE;
          continue;
        }

      point -= in_fraction ? 1 : 0;
      n_zeros++;

      if (text[i] == '0')
        continue;

      if (!shift_left (&number, n_zeros) ||
          !g_uint64_checked_add (&number, number, (guint64) (text[i] - '0')))
        return FALSE;

      n_zeros = 0;
    }

  point += n_zeros + (i < length ? read_exponent (text + i + 1, length - i - 1) : 0);

  if ((number != 0 && point < 0) || !shift_left (&number, point))
    return FALSE;

  *out_number = number;

  return TRUE;
}

/**
 * cs_json_value_get_uint64:
 * @value: a value
 * @maximum: the largest number to accept
 * @out_number: (out): the number
 *
 * Reads an amount or an ID.
 *
 * Services spell them in several ways: as an integer (`300000`), as an integral
 * double (`300000.0`, `3e5`) and as a string that holds either. All are read digit
 * by digit in integers, so that 9999999999999999999 stays what it is. A minus sign
 * is refused whatever follows it, `-0` too; so is an escape inside a string.
 *
 * Returns: `FALSE` if @value is no such number, has a fraction or is above @maximum
 */
gboolean
cs_json_value_get_uint64 (CsJsonValue  value,
                          guint64      maximum,
                          guint64     *out_number)
{
  const CsJsonToken *token = &value.json->tokens[value.token];
  const char *text = value.json->data + token->start;
  guint64 number;

  if (token->type != CS_JSON_NUMBER && token->type != CS_JSON_STRING)
    return FALSE;

  if (token->extent == 0 || text[0] == '-' ||
      cs_json_number_measure (text, token->extent) != token->extent ||
      !read_whole_number (text, token->extent, &number) || number > maximum)
    return FALSE;

  *out_number = number;

  return TRUE;
}
