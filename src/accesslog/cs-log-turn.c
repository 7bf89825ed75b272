/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-log-turn.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#define PATIENCE_US (1500 * G_TIME_SPAN_MILLISECOND)
#define POLL_US     (2 * G_TIME_SPAN_MILLISECOND)

/* SQLite's lock goes to whoever asks at the right moment: one who writes without pause has
 * it again before another, who looks every tenth of a second, sees that it was free. So who
 * wants it takes the turn first, and gives that away when the lock is there: who has just
 * written finds the turn taken.
 *
 * The turn is a lock on the folder, as where a log is made: it needs no file, also on a full
 * disk, and goes with the process. It is for fairness alone. Where it may not be had, or not
 * in time, it is done without.
 */
struct _CsLogTurn
{
  int folder;
};

/**
 * cs_log_turn_new:
 * @log_path: the log
 *
 * Finds the queue of a log.
 *
 * Returns: (transfer full): a turn that is not taken
 */
CsLogTurn *
cs_log_turn_new (const char *log_path)
{
  g_autofree char *folder = g_path_get_dirname (log_path);
  CsLogTurn *self = g_new0 (CsLogTurn, 1);

  self->folder = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  return self;
}

/**
 * cs_log_turn_free:
 * @self: (transfer full): a turn
 *
 * Leaves the queue.
 */
void
cs_log_turn_free (CsLogTurn *self)
{
  if (self->folder >= 0)
    close (self->folder);

  g_free (self);
}

/**
 * cs_log_turn_take:
 * @self: a turn
 *
 * Waits for the turn, for half the time that SQLite's lock is waited for, which comes
 * after it. Polls, since waiting would have no end where the other process is stopped. A file
 * system without such locks, as some of networks are, is not waited for.
 */
void
cs_log_turn_take (CsLogTurn *self)
{
  gint64 deadline = g_get_monotonic_time () + PATIENCE_US;

  while (self->folder >= 0 && flock (self->folder, LOCK_EX | LOCK_NB) != 0 &&
         (errno == EWOULDBLOCK || errno == EINTR) && g_get_monotonic_time () < deadline)
    g_usleep (POLL_US);
}

/**
 * cs_log_turn_give:
 * @self: a turn
 *
 * Lets the next one have it.
 */
void
cs_log_turn_give (CsLogTurn *self)
{
  if (self->folder >= 0)
    flock (self->folder, LOCK_UN);
}
