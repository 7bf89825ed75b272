/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-printable.h"

static gboolean
is_invisible (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  return type == G_UNICODE_CONTROL || type == G_UNICODE_FORMAT ||
         type == G_UNICODE_LINE_SEPARATOR || type == G_UNICODE_PARAGRAPH_SEPARATOR;
}

/* Adds the character at @text, or the byte where it is none, and tells how many
 * characters were added. @text moves on.
 */
static gsize
append_next (GString     *printable,
             const char **text)
{
  gunichar c = g_utf8_get_char_validated (*text, -1);
  gsize before = printable->len;

  if (c == (gunichar) -1 || c == (gunichar) -2)
    {
      g_string_append_printf (printable, "\\x%02x", (guint8) **text);
      *text += 1;
      return printable->len - before;
    }

  *text = g_utf8_next_char (*text);

  if (is_invisible (c))
    {
      g_string_append_printf (printable, "\\u%04x", c);
      return printable->len - before;
    }

  g_string_append_unichar (printable, c);

  return 1;
}

/**
 * cs_printable_dup:
 * @text: any bytes up to a NUL, UTF-8 or not
 * @max_characters: the most characters of the result, at least 1
 *
 * Makes text from outside fit for one line of a terminal, a log or a message.
 *
 * Control and format characters, line ends, bidirectional marks among them, come
 * out as `\u000a`, bytes that are no UTF-8 as `\xff`. What is longer is cut and
 * ends in an ellipsis. It masks nothing: see cs_redact_dup().
 *
 * Returns: (transfer full): valid UTF-8 of at most @max_characters characters
 */
char *
cs_printable_dup (const char *text,
                  gsize       max_characters)
{
  GString *printable;
  gsize n_characters = 0;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (max_characters > 0, NULL);

  printable = g_string_new (NULL);

  while (*text != '\0' && n_characters <= max_characters)
    n_characters += append_next (printable, &text);

  if (n_characters > max_characters)
    {
      char *end = g_utf8_offset_to_pointer (printable->str, (glong) max_characters - 1);

      g_string_truncate (printable, (gsize) (end - printable->str));
      g_string_append (printable, "…");
    }

  return g_string_free (printable, FALSE);
}
