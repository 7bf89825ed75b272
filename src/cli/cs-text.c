/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-text.h"

#include <string.h>

#include "cs-printable.h"

#define SHOWN_MAX_CHARACTERS 1000

#define FIRST_STRONG_ISOLATE    "\xe2\x81\xa8"
#define POP_DIRECTIONAL_ISOLATE "\xe2\x81\xa9"

static guint
get_character_width (gunichar c)
{
  if (g_unichar_iszerowidth (c))
    return 0;

  return g_unichar_iswide (c) ? 2 : 1;
}

/**
 * cs_text_get_width:
 * @text: printable text
 *
 * Tells how many columns of a terminal @text takes: two for a Hangul syllable,
 * none for a combining mark.
 *
 * Returns: a number of columns
 */
guint
cs_text_get_width (const char *text)
{
  guint width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    width += get_character_width (g_utf8_get_char (p));

  return width;
}

static gboolean
is_right_to_left (gunichar c)
{
  return (c >= 0x0590 && c <= 0x08ff) || (c >= 0xfb1d && c <= 0xfdff) ||
         (c >= 0xfe70 && c <= 0xfeff) || (c >= 0x10800 && c <= 0x10fff) ||
         (c >= 0x1e800 && c <= 0x1efff);
}

/**
 * cs_text_dup_shown:
 * @text: text from outside
 *
 * Makes text from outside safe for a terminal: nothing in it moves the cursor,
 * changes colours or reorders what stands beside it.
 *
 * Names in right-to-left scripts are kept apart from the rest of the line.
 *
 * Returns: (transfer full): printable text
 */
char *
cs_text_dup_shown (const char *text)
{
  char *printable = cs_printable_dup (text, SHOWN_MAX_CHARACTERS);

  for (const char *p = printable; *p != '\0'; p = g_utf8_next_char (p))
    if (is_right_to_left (g_utf8_get_char (p)))
      {
        char *isolated = g_strconcat (FIRST_STRONG_ISOLATE, printable, POP_DIRECTIONAL_ISOLATE,
                                      NULL);

        g_free (printable);

        return isolated;
      }

  return printable;
}

/* Where @text must be cut to fit into @width columns. */
static const char *
find_cut (const char *text,
          guint       width,
          guint      *out_width)
{
  guint taken = 0;

  while (*text != '\0')
    {
      guint next = get_character_width (g_utf8_get_char (text));

      if (taken + next > width)
        break;

      taken += next;
      text = g_utf8_next_char (text);
    }

  *out_width = taken;

  return text;
}

/**
 * cs_text_append_spaces:
 * @line: where they go
 * @n_spaces: how many
 *
 * Appends spaces.
 */
void
cs_text_append_spaces (GString *line,
                       guint    n_spaces)
{
  for (guint i = 0; i < n_spaces; i++)
    g_string_append_c (line, ' ');
}

/**
 * cs_text_append_cell:
 * @line: where the cell goes
 * @text: printable text
 * @width: columns of the cell, at least 1
 *
 * Appends @text, filled up with spaces or cut with an ellipsis.
 */
void
cs_text_append_cell (GString    *line,
                     const char *text,
                     guint       width)
{
  guint taken = cs_text_get_width (text);

  if (taken <= width)
    {
      g_string_append (line, text);
    }
  else
    {
      const char *end = find_cut (text, width - 1, &taken);

      g_string_append_len (line, text, end - text);
      g_string_append (line, "…");
      taken++;

      /* What was kept apart ends here, and not with the line. */
      if (g_str_has_prefix (text, FIRST_STRONG_ISOLATE))
        g_string_append (line, POP_DIRECTIONAL_ISOLATE);
    }

  cs_text_append_spaces (line, width - taken);
}

/**
 * cs_text_append_amount:
 * @line: where the cell goes
 * @text: printable text
 * @width: columns of the cell
 *
 * Appends @text at the right of its cell. An amount is never cut: a longer one
 * takes the room it needs.
 */
void
cs_text_append_amount (GString    *line,
                       const char *text,
                       guint       width)
{
  guint taken = cs_text_get_width (text);

  cs_text_append_spaces (line, width > taken ? width - taken : 0);
  g_string_append (line, text);
}

/* How much of @text, which starts with a word, goes onto a line of @width columns:
 * whole words, or as much of the first as fits. At least one character.
 */
static const char *
find_break (const char *text,
            guint       width)
{
  guint taken;
  const char *end = find_cut (text, width, &taken);
  const char *space = end;

  if (*end == '\0' || *end == ' ')
    return end;

  while (space > text && *space != ' ')
    space--;

  if (space > text)
    return space;

  return end > text ? end : g_utf8_next_char (text);
}

/**
 * cs_text_append_wrapped:
 * @page: where the lines go
 * @text: printable text
 * @indent: spaces before each line
 * @width: columns of a line, the indent included
 *
 * Appends @text as lines that end in a line feed, broken between words.
 */
void
cs_text_append_wrapped (GString    *page,
                        const char *text,
                        guint       indent,
                        guint       width)
{
  guint room = width > indent ? width - indent : 1;

  while (*text == ' ')
    text++;

  while (*text != '\0')
    {
      const char *end = find_break (text, room);
      const char *next = end;

      while (end > text && end[-1] == ' ')
        end--;

      cs_text_append_spaces (page, indent);
      g_string_append_len (page, text, end - text);
      g_string_append_c (page, '\n');
      text = next;

      while (*text == ' ')
        text++;
    }
}
