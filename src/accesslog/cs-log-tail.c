/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-log-tail.h"

#include "cs-access-log.h"
#include "cs-log-error.h"

struct _CsLogTail
{
  sqlite3      *sqlite;
  CsLogChain   *chain;
  char         *path;
  sqlite3_stmt *after;
  gint64        base;     /* the checkpoint: no record of its own */
  CsLogAnchor   end;
};

/**
 * cs_log_tail_new:
 * @sqlite: an open log, which must outlive this
 * @chain: computes with its key; likewise
 * @path: its path, for messages
 * @error: return location for an error
 *
 * Makes what follows the end of a log.
 *
 * Returns: (transfer full): the tail, or `NULL` with an error of `CS_LOG_ERROR`
 */
CsLogTail *
cs_log_tail_new (sqlite3     *sqlite,
                 CsLogChain  *chain,
                 const char  *path,
                 GError     **error)
{
  g_autoptr (CsLogTail) self = g_new0 (CsLogTail, 1);
  int status;

  self->sqlite = sqlite;
  self->chain = chain;
  self->path = g_strdup (path);
  status = sqlite3_prepare_v3 (sqlite,
                               "SELECT " CS_LOG_ROW_COLUMNS ", mac FROM record"
                               " WHERE sequence >= ? ORDER BY sequence",
                               -1, SQLITE_PREPARE_PERSISTENT, &self->after, NULL);

  if (status == SQLITE_OK)
    return g_steal_pointer (&self);

  /* A column that is missing is an error of the statement. */
  cs_log_error_set (error, status == SQLITE_ERROR ? SQLITE_CORRUPT : status, CS_LOG_ERROR_OPEN,
                    path);

  return NULL;
}

/**
 * cs_log_tail_free:
 * @self: (transfer full): a tail
 *
 * Frees a tail.
 */
void
cs_log_tail_free (CsLogTail *self)
{
  sqlite3_finalize (self->after);
  g_free (self->path);
  g_free (self);
}

const CsLogAnchor *
cs_log_tail_get_end (CsLogTail *self)
{
  return &self->end;
}

/**
 * cs_log_tail_begin:
 * @self: a tail
 * @base: the sequence of the log's checkpoint, which has no record any more
 * @end: a record that is known to be there, or the checkpoint
 *
 * Sets what the file is held to.
 */
void
cs_log_tail_begin (CsLogTail         *self,
                   gint64             base,
                   const CsLogAnchor *end)
{
  self->base = base;
  self->end = *end;
}

/**
 * cs_log_tail_set_end:
 * @self: a tail
 * @end: a record that is known to be there
 *
 * Sets what the file is held to from now on.
 */
void
cs_log_tail_set_end (CsLogTail         *self,
                     const CsLogAnchor *end)
{
  self->end = *end;
}

static gboolean
set_broken (CsLogTail  *self,
            gint64      sequence,
            GError    **error)
{
  g_set_error (error, CS_LOG_ERROR, CS_LOG_ERROR_DAMAGED,
               "%s is not what was written, from record %" G_GINT64_FORMAT " on",
               self->path, sequence);

  return FALSE;
}

static gboolean
has_mac (CsLogTail      *self,
         const CsLogMac *mac)
{
  CsLogMac stored;

  return cs_log_mac_read (self->after, CS_LOG_N_COLUMNS, &stored) &&
         cs_log_mac_equal (&stored, mac);
}

/* Whether the row that @after stands on is the one that comes next; then it is the end. */
static gboolean
follows (CsLogTail   *self,
         CsLogAnchor *end)
{
  CsLogMac mac;
  CsLogRow row;

  if (!cs_log_row_borrow (&row, self->after) || row.values[0].integer != end->sequence + 1)
    return FALSE;

  cs_log_chain_next (self->chain, &end->mac, &row, &mac);

  if (!has_mac (self, &mac))
    return FALSE;

  *end = (CsLogAnchor) { end->sequence + 1, mac };

  return TRUE;
}

/* The record that is known must be there as it was; the checkpoint has none. */
static int
step_over_known (CsLogTail *self,
                 gboolean  *out_is_sound)
{
  int status = sqlite3_step (self->after);

  if (status != SQLITE_ROW || sqlite3_column_int64 (self->after, 0) != self->end.sequence)
    {
      *out_is_sound = self->end.sequence == self->base;
      return status;
    }

  *out_is_sound = has_mac (self, &self->end.mac);

  return sqlite3_step (self->after);
}

/**
 * cs_log_tail_catch_up:
 * @self: a tail
 * @error: return location for an error
 *
 * Moves on to the last record, each new one held to the chain. To be called in a
 * transaction, so that it stays the last.
 *
 * Returns: `FALSE` with `CS_LOG_ERROR_DAMAGED` if the known end is not there any more,
 *   or what follows was not written by us
 */
gboolean
cs_log_tail_catch_up (CsLogTail  *self,
                      GError    **error)
{
  CsLogAnchor end = self->end;
  gboolean is_known = TRUE, is_sound = TRUE;
  int status;

  sqlite3_bind_int64 (self->after, 1, end.sequence);
  status = step_over_known (self, &is_known);

  while (is_known && is_sound && status == SQLITE_ROW)
    {
      is_sound = follows (self, &end);
      status = is_sound ? sqlite3_step (self->after) : status;
    }

  sqlite3_reset (self->after);

  if (status != SQLITE_DONE && status != SQLITE_ROW)
    return cs_log_error_set (error, status, CS_LOG_ERROR_WRITE, self->path);

  if (!is_known)
    return set_broken (self, end.sequence, error);

  if (!is_sound)
    return set_broken (self, end.sequence + 1, error);

  self->end = end;

  return TRUE;
}
