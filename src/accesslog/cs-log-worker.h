/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "cs-log-database.h"

G_BEGIN_DECLS

typedef enum
{
  CS_LOG_WORK_APPEND,
  CS_LOG_WORK_LIST,
  CS_LOG_WORK_PURGE,
  CS_LOG_WORK_QUIT,
} CsLogWorkKind;

/**
 * CsLogWork:
 * @kind: what to do
 * @records: what to append, or what was listed
 * @first_sequence: where to begin to list
 * @n_most: how many to list at the most
 * @before_us: what to purge
 * @n_purged: how many went
 * @error: why it could not be done
 * @is_done: whether it is, one way or the other
 * @task: (nullable): answered on its context; without one, somebody waits
 *
 * A job for the thread of a log.
 */
typedef struct
{
  CsLogWorkKind  kind;
  GPtrArray     *records;
  guint64        first_sequence;
  guint          n_most;
  gint64         before_us;
  guint64        n_purged;
  GError        *error;
  gboolean       is_done;
  GTask         *task;
} CsLogWork;

/**
 * CsLogWorker:
 *
 * The thread that a database belongs to, and its queue of jobs.
 */
typedef struct _CsLogWorker CsLogWorker;

CsLogWorker *cs_log_worker_new      (CsLogDatabase *database,
                                     CsLogKind      kind);
void         cs_log_worker_free     (CsLogWorker   *self);
void         cs_log_worker_push     (CsLogWorker   *self,
                                     CsLogWork     *work);
void         cs_log_worker_do       (CsLogWorker   *self,
                                     CsLogWork     *work);
void         cs_log_worker_wait_all (void);

G_END_DECLS
