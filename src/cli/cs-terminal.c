/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#define COLUMNS_DEFAULT 80
#define COLUMNS_MIN     40
#define COLUMNS_MAX     120    /* sentences in longer lines are hard to read */

/* Colours of the terminal's own palette, which fits its background. Blocked is no
 * red: red says that a program failed, and stands badly beside green.
 */
static const char *const sequences[] = {
  [CS_STYLE_BOLD] = "\033[1m",
  [CS_STYLE_DIM] = "\033[2m",
  [CS_STYLE_FINE] = "\033[1;32m",
  [CS_STYLE_CARE] = "\033[1;33m",
  [CS_STYLE_PAUSED] = "\033[1;7;33m",
  [CS_STYLE_UNKNOWN] = "\033[1;35m",
};

static guint
ask_columns (void)
{
  struct winsize size;

  if (ioctl (STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
    return COLUMNS_DEFAULT;

  return CLAMP (size.ws_col, COLUMNS_MIN, COLUMNS_MAX);
}

/* https://no-color.org: any value but the empty one. */
static gboolean
wants_colour (void)
{
  const char *no_colour = g_getenv ("NO_COLOR");
  const char *kind = g_getenv ("TERM");

  return (no_colour == NULL || *no_colour == '\0') && kind != NULL && *kind != '\0' &&
         g_strcmp0 (kind, "dumb") != 0;
}

/**
 * cs_terminal_init:
 * @self: (out caller-allocates): what standard output leads to
 *
 * Looks at standard output and the environment.
 */
void
cs_terminal_init (CsTerminal *self)
{
  self->is_terminal = isatty (STDOUT_FILENO) != 0;
  self->has_colour = self->is_terminal && wants_colour ();
  self->columns = self->is_terminal ? ask_columns () : COLUMNS_DEFAULT;
}

/**
 * cs_terminal_append_styled:
 * @self: a terminal
 * @text: where the words go
 * @style: how they look, where the terminal can show it
 * @words: printable text
 *
 * Appends words that say all by themselves; the colour only repeats it.
 */
void
cs_terminal_append_styled (const CsTerminal *self,
                           GString          *text,
                           CsStyle           style,
                           const char       *words)
{
  if (self->has_colour)
    g_string_append (text, sequences[style]);

  g_string_append (text, words);

  if (self->has_colour)
    g_string_append (text, "\033[0m");
}
