/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-prompt.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <termios.h>
#include <unistd.h>

static const int signals[] = { SIGHUP, SIGINT, SIGQUIT, SIGTERM };

static volatile sig_atomic_t caught;

static void
note_signal (int number)
{
  caught = number;
}

/* What signals did before, to be put back. */
typedef struct
{
  struct sigaction actions[G_N_ELEMENTS (signals)];
  sigset_t         mask;
} Signals;

/* Holds signals back until the terminal can be put right before they take effect.
 * They come through only while somebody waits with the old mask, so that none can
 * slip in just before.
 */
static void
hold_signals (Signals *before)
{
  struct sigaction noting = { .sa_handler = note_signal };
  sigset_t held;

  caught = 0;
  sigemptyset (&held);

  for (gsize i = 0; i < G_N_ELEMENTS (signals); i++)
    {
      sigaddset (&held, signals[i]);
      (void) sigaction (signals[i], &noting, &before->actions[i]);
    }

  (void) sigprocmask (SIG_BLOCK, &held, &before->mask);
}

static void
release_signals (const Signals *before)
{
  for (gsize i = 0; i < G_N_ELEMENTS (signals); i++)
    (void) sigaction (signals[i], &before->actions[i], NULL);

  (void) sigprocmask (SIG_SETMASK, &before->mask, NULL);

  if (caught != 0)
    (void) raise (caught);
}

static char *
read_line (gsize           maximum,
           const sigset_t *mask,
           GError        **error)
{
  struct pollfd input = { .fd = STDIN_FILENO, .events = POLLIN };
  g_autofree char *line = g_malloc0 (maximum + 1);
  gssize length = -1;

  if (ppoll (&input, 1, NULL, mask) > 0)
    length = read (STDIN_FILENO, line, maximum);

  if (length < 0)
    {
      /* NOLINTNEXTLINE(clang-analyzer-unix.Malloc): g_autofree frees it. */
      g_set_error_literal (error, G_FILE_ERROR, (int) g_file_error_from_errno (errno),
                           g_strerror (errno));
      return NULL;
    }

  while (length > 0 && (line[length - 1] == '\n' || line[length - 1] == '\r'))
    line[--length] = '\0';

  return g_steal_pointer (&line);
}

/**
 * cs_prompt_read:
 * @question: what to ask
 * @maximum: the most bytes of the answer
 * @error: return location for an error
 *
 * Asks a question on the terminal and reads one line, which does not appear there:
 * it may be a card number, and what scrolls by is kept.
 *
 * Returns: (transfer full): the line, to be freed with cs_secret_wipe_free(), or
 *   `NULL` on error
 */
char *
cs_prompt_read (const char  *question,
                gsize        maximum,
                GError     **error)
{
  struct termios shown, hidden;
  gboolean is_hidden = tcgetattr (STDIN_FILENO, &shown) == 0;
  Signals before;
  char *line;

  hidden = shown;
  hidden.c_lflag &= ~(tcflag_t) ECHO;

  hold_signals (&before);
  is_hidden = is_hidden && tcsetattr (STDIN_FILENO, TCSAFLUSH, &hidden) == 0;

  g_printerr ("%s", question);
  line = read_line (maximum, &before.mask, error);
  g_printerr ("\n");

  if (is_hidden)
    (void) tcsetattr (STDIN_FILENO, TCSAFLUSH, &shown);

  release_signals (&before);

  return line;
}
