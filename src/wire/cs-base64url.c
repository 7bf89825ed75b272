/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-base64url.h"

/* Our own, because GLib's decoder skips what it does not know, and with it one
 * ciphertext would have many spellings.
 */

static const char alphabet[] =
  "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/* One more than the value of a character, so that 0 is no character of ours. */
static const guint8 values_plus_one[256] = {
  ['A'] = 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25,
  26,
  ['a'] = 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48,
  49, 50, 51, 52,
  ['0'] = 53, 54, 55, 56, 57, 58, 59, 60, 61, 62,
  ['-'] = 63,
  ['_'] = 64,
};

/* Set in the value of what is not a character of ours, and in no other. */
#define NONE 0x80

static inline guint8
get_value (guint8 character)
{
  return (guint8) (values_plus_one[character] - 1);
}

/**
 * cs_base64url_encoded_length:
 * @length: how many bytes
 *
 * Tells how many characters @length bytes become. No padding, no NUL.
 *
 * Returns: the number of characters
 */
gsize
cs_base64url_encoded_length (gsize length)
{
  return length / 3 * 4 + (length % 3 == 0 ? 0 : length % 3 + 1);
}

/**
 * cs_base64url_decoded_length:
 * @length: how many characters
 *
 * Tells how many bytes @length characters become, if they can be decoded at all.
 *
 * Returns: the number of bytes
 */
gsize
cs_base64url_decoded_length (gsize length)
{
  return length / 4 * 3 + length % 4 * 3 / 4;
}

/**
 * cs_base64url_encode:
 * @data: bytes
 * @length: how many
 * @out_text: (out caller-allocates): room for as many characters as
 *   cs_base64url_encoded_length() says; not terminated
 *
 * Encodes @data for use in a JWE (RFC 7515, section 2: no padding).
 */
void
cs_base64url_encode (const guint8 *data,
                     gsize         length,
                     char         *out_text)
{
  for (; length >= 3; length -= 3, data += 3)
    {
      *out_text++ = alphabet[data[0] >> 2];
      *out_text++ = alphabet[(data[0] & 0x03) << 4 | data[1] >> 4];
      *out_text++ = alphabet[(data[1] & 0x0f) << 2 | data[2] >> 6];
      *out_text++ = alphabet[data[2] & 0x3f];
    }

  if (length == 0)
    return;

  *out_text++ = alphabet[data[0] >> 2];

  if (length == 1)
    {
      *out_text = alphabet[(data[0] & 0x03) << 4];
      return;
    }

  *out_text++ = alphabet[(data[0] & 0x03) << 4 | data[1] >> 4];
  *out_text = alphabet[(data[1] & 0x0f) << 2];
}

static gboolean
decode_tail (const guint8 *text,
             gsize         length,
             guint8       *out_data)
{
  guint8 a, b, c;

  if (length == 0)
    return TRUE;

  /* One character is six bits: not a byte. */
  if (length == 1)
    return FALSE;

  a = get_value (text[0]);
  b = get_value (text[1]);
  c = length == 3 ? get_value (text[2]) : 0;

  if ((a | b | c) & NONE)
    return FALSE;

  /* The bits that are left over must be zero, or two texts would be one value. */
  if (length == 2 ? (b & 0x0f) != 0 : (c & 0x03) != 0)
    return FALSE;

  out_data[0] = (guint8) (a << 2 | b >> 4);

  if (length == 3)
    out_data[1] = (guint8) (b << 4 | c >> 2);

  return TRUE;
}

/**
 * cs_base64url_decode:
 * @text: characters, not necessarily terminated
 * @length: how many
 * @out_data: (out caller-allocates): room for as many bytes as
 *   cs_base64url_decoded_length() says
 *
 * Decodes one part of a JWE: the URL alphabet only, no padding, no white space,
 * and no stray bits in the last character.
 *
 * Returns: `FALSE` if @text is not such; @out_data is then undefined
 */
gboolean
cs_base64url_decode (const char *text,
                     gsize       length,
                     guint8     *out_data)
{
  const guint8 *in = (const guint8 *) text;

  for (; length >= 4; length -= 4, in += 4, out_data += 3)
    {
      guint8 a = get_value (in[0]);
      guint8 b = get_value (in[1]);
      guint8 c = get_value (in[2]);
      guint8 d = get_value (in[3]);

      if ((a | b | c | d) & NONE)
        return FALSE;

      out_data[0] = (guint8) (a << 2 | b >> 4);
      out_data[1] = (guint8) (b << 4 | c >> 2);
      out_data[2] = (guint8) (c << 6 | d);
    }

  return decode_tail (in, length, out_data);
}
