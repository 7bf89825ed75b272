/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-fold.h"

#include <string.h>

/* Full-width forms of the printable ASCII characters, as Korean input methods
 * type them, lie this far from their originals.
 */
#define FULL_WIDTH_FIRST  0xff01
#define FULL_WIDTH_LAST   0xff5e
#define FULL_WIDTH_OFFSET 0xfee0

static gboolean
is_break (gunichar c)
{
  return (c >= '\t' && c <= '\r') || c == 0x85 || c == 0x2028 || c == 0x2029;
}

static gboolean
is_hyphen (gunichar c)
{
  return (c >= 0x2010 && c <= 0x2015) || c == 0x2212;
}

/* What stands for hidden digits: asterisk operator, bullets, middle dots, circles,
 * the ellipsis.
 */
static gboolean
is_mask (gunichar c)
{
  return c == 0x2217 || c == 0x2022 || c == 0xb7 || c == 0x2219 || c == 0x22c5 || c == 0x30fb ||
         c == 0x25cf || c == 0x25cb || c == 0x2026;
}

static char
fold (gunichar c)
{
  if (c >= FULL_WIDTH_FIRST && c <= FULL_WIDTH_LAST)
    c -= FULL_WIDTH_OFFSET;

  if (is_break (c))
    return CS_FOLDED_BREAK;

  if (g_unichar_type (c) == G_UNICODE_SPACE_SEPARATOR)
    return ' ';

  if (is_hyphen (c))
    return '-';

  if (is_mask (c))
    return '*';

  return c > ' ' && c < 0x7f ? (char) c : CS_FOLDED_OTHER;
}

static void
trim (CsFolded *self)
{
  gsize start = 0;

  while (self->length > 0 && strchr (" \n", self->text[self->length - 1]) != NULL)
    self->length--;

  while (start < self->length && strchr (" \n", self->text[start]) != NULL)
    start++;

  self->length -= start;
  memmove (self->text, self->text + start, self->length);
}

/* Spaces and hyphens group the digits of a number; anywhere else they mean
 * something, and stay.
 */
static void
join_digits (CsFolded *self)
{
  gsize n_kept = 0;

  for (gsize i = 0; i < self->length; i++)
    {
      gsize end = i + strspn (self->text + i, " -");

      if (end > i && n_kept > 0 && g_ascii_isdigit (self->text[n_kept - 1]) &&
          g_ascii_isdigit (self->text[end]))
        i = end;

      self->text[n_kept++] = self->text[i];
    }

  self->length = n_kept;
}

/**
 * cs_folded_init:
 * @self: (out caller-allocates): the plain form, to be cleared in either case
 * @text: bytes as they were pasted, not necessarily terminated
 * @length: how many
 *
 * Brings a pasted text into its plainest form.
 *
 * Full-width characters become ASCII; every kind of space a space; hyphens,
 * dashes (U+2010 to U+2015) and the minus sign (U+2212) a hyphen; bullets and dots
 * that hide digits an asterisk; characters that nobody can see (byte order mark,
 * zero-width and directional marks, soft hyphen) go. Then white space at the ends
 * goes, and spaces and hyphens that stand between digits. Line ends and tabs never
 * join digits: what stands on two lines or in two cells is two values.
 *
 * Returns: `FALSE` if the text is longer than `CS_IDENTIFY_TEXT_MAX` bytes
 */
gboolean
cs_folded_init (CsFolded   *self,
                const char *text,
                gsize       length)
{
  const char *end = text + length;

  memset (self, 0, sizeof *self);

  if (length > CS_IDENTIFY_TEXT_MAX)
    return FALSE;

  while (text < end)
    {
      gunichar c = g_utf8_get_char_validated (text, end - text);
      gboolean is_valid = *text != '\0' && c < (gunichar) -2;

      if (!is_valid)
        self->text[self->length++] = CS_FOLDED_OTHER;
      else if (g_unichar_type (c) != G_UNICODE_FORMAT)
        self->text[self->length++] = fold (c);

      text = is_valid ? g_utf8_next_char (text) : text + 1;
    }

  trim (self);
  self->text[self->length] = '\0';
  join_digits (self);
  memset (self->text + self->length, 0, sizeof self->text - self->length);

  return TRUE;
}

/**
 * cs_folded_clear:
 * @self: a plain form
 *
 * Wipes the text.
 */
void
cs_folded_clear (CsFolded *self)
{
  explicit_bzero (self, sizeof *self);
}
