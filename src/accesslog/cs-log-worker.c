/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-log-worker.h"

#include "cs-access-record.h"
#include "cs-log-journal.h"

/* All but the queue is the thread's own, and freed by it. */
struct _CsLogWorker
{
  CsLogDatabase *database;
  CsLogKind      kind;
  GThread       *thread;
  GAsyncQueue   *works;    /* (element-type CsLogWork) */
  GMutex         mutex;    /* guards is_done of what is waited for */
  GCond          done;
};

/* Threads that nobody waits for any more. */
static GMutex leaving_mutex;
static GCond  leaving_gone;
static guint  n_leaving;

static void
work_free (gpointer data)
{
  CsLogWork *work = data;

  g_clear_pointer (&work->records, g_ptr_array_unref);
  g_clear_error (&work->error);
  g_clear_object (&work->task);
  g_free (work);
}

static gboolean
answer_cb (gpointer data)
{
  CsLogWork *work = data;

  if (work->error != NULL)
    g_task_return_error (work->task, g_steal_pointer (&work->error));
  else
    g_task_return_boolean (work->task, TRUE);

  return G_SOURCE_REMOVE;
}

/* The thread never drops a reference to a task, which may be the last one to the
 * log: finalizing the log here would make the thread wait for itself.
 */
static void
answer (CsLogWork *work)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, g_task_get_priority (work->task));
  g_source_set_callback (source, answer_cb, work, work_free);
  g_source_attach (source, g_task_get_context (work->task));
}

static void
wake (CsLogWorker *self,
      CsLogWork   *work)
{
  g_mutex_lock (&self->mutex);
  work->is_done = TRUE;
  g_cond_broadcast (&self->done);
  g_mutex_unlock (&self->mutex);
}

static void
do_work (CsLogWorker *self,
         CsLogWork   *work)
{
  GCancellable *cancellable = work->task != NULL ? g_task_get_cancellable (work->task) : NULL;

  if (g_cancellable_set_error_if_cancelled (cancellable, &work->error))
    return;

  if (work->kind == CS_LOG_WORK_APPEND)
    cs_log_database_append (self->database, work->records, &work->error);
  else if (work->kind == CS_LOG_WORK_PURGE)
    cs_log_database_purge (self->database, work->before_us, g_ptr_array_index (work->records, 0),
                           &work->n_purged, &work->error);
  else
    work->records = cs_log_database_list (self->database, work->first_sequence, work->n_most,
                                          &work->error);
}

/* The job belongs to whoever waits for it as soon as it is answered. */
static GPtrArray *
copy_records (GPtrArray *records)
{
  GPtrArray *copies =
    g_ptr_array_new_full (records->len, (GDestroyNotify) cs_access_record_free);

  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (copies, cs_access_record_copy (g_ptr_array_index (records, i)));

  return copies;
}

/* Tells whether to go on. */
static gboolean
work_once (CsLogWorker *self)
{
  g_autoptr (GPtrArray) appended = NULL;
  CsLogWork *work = g_async_queue_pop (self->works);

  if (work->kind == CS_LOG_WORK_QUIT)
    {
      g_free (work);
      return FALSE;
    }

  do_work (self, work);

  if (work->error == NULL && work->kind != CS_LOG_WORK_LIST && self->kind == CS_LOG_LIVE)
    appended = copy_records (work->records);

  if (work->task != NULL)
    answer (work);
  else
    wake (self, work);

  /* Nobody waits for it but the next append, which says so if it failed. */
  (void) cs_log_database_anchor (self->database, NULL);

  if (appended != NULL)
    cs_log_journal_mirror (appended);

  return TRUE;
}

static gpointer
work_in_thread (gpointer data)
{
  CsLogWorker *self = data;

  while (work_once (self))
    continue;

  g_clear_pointer (&self->database, cs_log_database_close);
  g_clear_pointer (&self->works, g_async_queue_unref);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->done);
  g_free (self);

  g_mutex_lock (&leaving_mutex);
  n_leaving--;
  g_cond_broadcast (&leaving_gone);
  g_mutex_unlock (&leaving_mutex);

  return NULL;
}

/**
 * cs_log_worker_new:
 * @database: (transfer full): a database
 * @kind: what its log is for
 *
 * Starts the thread of a database.
 *
 * Returns: (transfer full): a worker
 */
CsLogWorker *
cs_log_worker_new (CsLogDatabase *database,
                   CsLogKind      kind)
{
  CsLogWorker *self = g_new0 (CsLogWorker, 1);

  self->database = database;
  self->kind = kind;
  self->works = g_async_queue_new ();
  g_mutex_init (&self->mutex);
  g_cond_init (&self->done);
  self->thread = g_thread_new ("access-log", work_in_thread, self);

  return self;
}

/**
 * cs_log_worker_free:
 * @self: (transfer full): a worker
 *
 * Ends the thread after all that it was given. Waits for it, except in the thread of the
 * main loop: another process that holds the file, or the keyring, would hold the window up.
 */
void
cs_log_worker_free (CsLogWorker *self)
{
  GThread *thread = self->thread;
  CsLogWork *quit = g_new0 (CsLogWork, 1);

  g_mutex_lock (&leaving_mutex);
  n_leaving++;
  g_mutex_unlock (&leaving_mutex);

  quit->kind = CS_LOG_WORK_QUIT;
  g_async_queue_push (self->works, quit);

  if (g_main_context_is_owner (NULL))
    g_thread_unref (thread);
  else
    g_thread_join (thread);
}

/**
 * cs_log_worker_push:
 * @self: a worker
 * @work: (transfer full): a job with a task
 *
 * Hands a job over; its task is answered.
 */
void
cs_log_worker_push (CsLogWorker *self,
                    CsLogWork   *work)
{
  g_async_queue_push (self->works, work);
}

/**
 * cs_log_worker_do:
 * @self: a worker
 * @work: a job without a task
 *
 * Hands a job over and waits for it.
 */
void
cs_log_worker_do (CsLogWorker *self,
                  CsLogWork   *work)
{
  g_async_queue_push (self->works, work);

  g_mutex_lock (&self->mutex);

  while (!work->is_done)
    g_cond_wait (&self->done, &self->mutex);

  g_mutex_unlock (&self->mutex);
}

/**
 * cs_log_worker_wait_all:
 *
 * Waits for the threads of all workers that were freed.
 */
void
cs_log_worker_wait_all (void)
{
  g_mutex_lock (&leaving_mutex);

  while (n_leaving > 0)
    g_cond_wait (&leaving_gone, &leaving_mutex);

  g_mutex_unlock (&leaving_mutex);
}
