/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-output.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "cs-message.h"

static gboolean is_abandoned;

/**
 * cs_output_init:
 *
 * Sees to it that the three standard streams are open, before anything else opens
 * a file: the access log must not become the standard output of a program that was
 * started without one. What was closed fails when it is used, as before.
 *
 * A reader that goes away makes writing fail instead of killing the process.
 */
void
cs_output_init (void)
{
  for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
    if (fcntl (fd, F_GETFD) < 0 && errno == EBADF)
      (void) open ("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);

  (void) signal (SIGPIPE, SIG_IGN);
}

/**
 * cs_output_write:
 * @data: what goes to standard output
 * @length: how many bytes
 *
 * Writes all of @data, or says why not. A reader that has had enough is no failure.
 *
 * Returns: the exit code
 */
int
cs_output_write (const void *data,
                 gsize       length)
{
  const char *rest = data;

  while (length > 0)
    {
      gssize n_written = write (STDOUT_FILENO, rest, length);

      if (n_written < 0 && errno == EINTR)
        continue;

      if (n_written < 0 && errno == EPIPE)
        {
          is_abandoned = TRUE;
          return 0;
        }

      if (n_written < 0)
        /* Translators: what the system says, such as "No space left on device". */
        return cs_message_local (_("The result could not be written: %s. Check where standard "
                                   "output goes."), g_strerror (errno));

      rest += n_written;
      length -= (gsize) n_written;
    }

  return 0;
}

/**
 * cs_output_write_text:
 * @text: UTF-8
 *
 * Writes text to standard output, or says why not.
 *
 * Returns: the exit code
 */
int
cs_output_write_text (const char *text)
{
  return cs_output_write (text, strlen (text));
}

/**
 * cs_output_is_abandoned:
 *
 * Tells whether the reader of standard output has had enough, so that a long output
 * need not be made to its end.
 *
 * Returns: `TRUE` if it has
 */
gboolean
cs_output_is_abandoned (void)
{
  return is_abandoned;
}
