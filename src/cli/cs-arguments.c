/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-arguments.h"

#include <string.h>

#include "cs-secret.h"

#define SHORTEST_CARD_NUMBER 13

/* Length in bytes of the digit at @text, ASCII or full-width; 0 if it is none. */
static gsize
get_digit_length (const char *text)
{
  if (g_ascii_isdigit (*text))
    return 1;

  /* U+FF10 to U+FF19 */
  if ((guint8) text[0] == 0xef && (guint8) text[1] == 0xbc && (guint8) text[2] >= 0x90 &&
      (guint8) text[2] <= 0x99)
    return 3;

  return 0;
}

static gsize
count_digits (const char *text)
{
  gsize n_digits = 0;

  while (*text != '\0')
    {
      gsize length = get_digit_length (text);

      n_digits += length > 0 ? 1 : 0;
      text += MAX (length, 1);
    }

  return n_digits;
}

/**
 * cs_arguments_blot:
 * @text: an argument, or text that quotes one
 *
 * Overwrites the digits of text that has enough of them for a card number, valid
 * or mistyped.
 */
void
cs_arguments_blot (char *text)
{
  if (count_digits (text) < SHORTEST_CARD_NUMBER)
    return;

  while (*text != '\0')
    {
      gsize length = get_digit_length (text);

      memset (text, '*', length);
      text += MAX (length, 1);
    }
}

/**
 * cs_arguments_take:
 * @argc: number of arguments
 * @argv: (array length=argc): the arguments as main() was given them
 *
 * Copies the arguments, and blots the digits of each that may hold a card number
 * out of the original, which every user of the machine can read in the process
 * list. It was readable for a moment; a card number as an argument is refused
 * for that reason.
 *
 * Returns: (transfer full) (array zero-terminated=1): the arguments
 */
char **
cs_arguments_take (int    argc,
                   char **argv)
{
  char **arguments = g_new0 (char *, (gsize) argc + 1);

  for (int i = 0; i < argc; i++)
    {
      arguments[i] = g_strdup (argv[i]);
      cs_arguments_blot (argv[i]);
    }

  return arguments;
}

/**
 * cs_arguments_wipe:
 * @arguments: (transfer full) (array zero-terminated=1): arguments
 *
 * Frees arguments, and wipes them first.
 */
void
cs_arguments_wipe (char **arguments)
{
  for (gsize i = 0; arguments[i] != NULL; i++)
    cs_secret_wipe_free (arguments[i]);

  g_free (arguments);
}
