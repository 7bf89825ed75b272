/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-access-log.h"

#include "cs-access-log-private.h"
#include "cs-clock.h"
#include "cs-log-aside.h"
#include "cs-log-database.h"
#include "cs-log-journal.h"

/* Two years: PIPA's measures ask for it in some cases, PCI DSS for one year. */
#define KEPT_MONTHS 24

/**
 * CsAccessLog:
 *
 * The record of who read what, when and why.
 *
 * What is read may be shown only after its record is committed. The database
 * belongs to one thread of the log's own, which works off one job after the other;
 * all methods are safe from any thread, and those that wait, wait for their turn.
 */
struct _CsAccessLog
{
  GObject        parent_instance;

  char          *path;
  char          *set_aside;
  CsLogKind      kind;
  CsLogDatabase *database;    /* the thread's */
  GThread       *thread;
  GAsyncQueue   *jobs;        /* (element-type Job) */
  GMutex         mutex;       /* guards is_done of the jobs that are waited for */
  GCond          done;
};

G_DEFINE_FINAL_TYPE (CsAccessLog, cs_access_log, G_TYPE_OBJECT)

typedef enum
{
  JOB_APPEND,
  JOB_LIST,
  JOB_PURGE,
  JOB_QUIT,
} JobKind;

/* With a task, the job is answered on the task's context; without one, somebody
 * waits for it.
 */
typedef struct
{
  JobKind    kind;
  GPtrArray *records;
  guint64    first_sequence;
  guint      n_most;
  gint64     before_us;
  guint64    n_purged;
  GError    *error;
  gboolean   is_done;
  GTask     *task;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_pointer (&job->records, g_ptr_array_unref);
  g_clear_error (&job->error);
  g_clear_object (&job->task);
  g_free (job);
}

static gboolean
answer_cb (gpointer data)
{
  Job *job = data;

  if (job->error != NULL)
    g_task_return_error (job->task, g_steal_pointer (&job->error));
  else
    g_task_return_boolean (job->task, TRUE);

  return G_SOURCE_REMOVE;
}

/* The thread never drops a reference to a task, which may be the last one to the
 * log: finalizing the log here would make the thread wait for itself.
 */
static void
answer (Job *job)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, g_task_get_priority (job->task));
  g_source_set_callback (source, answer_cb, job, job_free);
  g_source_attach (source, g_task_get_context (job->task));
}

static void
wake (CsAccessLog *self,
      Job         *job)
{
  g_mutex_lock (&self->mutex);
  job->is_done = TRUE;
  g_cond_broadcast (&self->done);
  g_mutex_unlock (&self->mutex);
}

static void
do_job (CsAccessLog *self,
        Job         *job)
{
  GCancellable *cancellable = job->task != NULL ? g_task_get_cancellable (job->task) : NULL;

  if (g_cancellable_set_error_if_cancelled (cancellable, &job->error))
    return;

  if (job->kind == JOB_APPEND)
    cs_log_database_append (self->database, job->records, &job->error);
  else if (job->kind == JOB_PURGE)
    cs_log_database_purge (self->database, job->before_us, g_ptr_array_index (job->records, 0),
                           &job->n_purged, &job->error);
  else
    job->records = cs_log_database_list (self->database, job->first_sequence, job->n_most,
                                         &job->error);
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

static gpointer
work_in_thread (gpointer data)
{
  CsAccessLog *self = data;
  Job *job;

  while ((job = g_async_queue_pop (self->jobs))->kind != JOB_QUIT)
    {
      g_autoptr (GPtrArray) appended = NULL;

      do_job (self, job);

      if (job->error == NULL && job->kind != JOB_LIST && self->kind == CS_LOG_LIVE)
        appended = copy_records (job->records);

      if (job->task != NULL)
        answer (job);
      else
        wake (self, job);

      /* Nobody waits for it but the next append, which says so if it failed. */
      (void) cs_log_database_anchor (self->database, NULL);

      if (appended != NULL)
        cs_log_journal_mirror (appended);
    }

  return NULL;
}

static void
do_and_wait (CsAccessLog *self,
             Job         *job)
{
  g_async_queue_push (self->jobs, job);

  g_mutex_lock (&self->mutex);

  while (!job->is_done)
    g_cond_wait (&self->done, &self->mutex);

  g_mutex_unlock (&self->mutex);
}

static void
cs_access_log_finalize (GObject *object)
{
  CsAccessLog *self = CS_ACCESS_LOG (object);
  Job quit = { .kind = JOB_QUIT };

  if (self->thread != NULL)
    {
      g_async_queue_push (self->jobs, &quit);
      g_thread_join (self->thread);
    }

  g_clear_pointer (&self->database, cs_log_database_close);
  g_clear_pointer (&self->jobs, g_async_queue_unref);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->done);
  g_free (self->path);
  g_free (self->set_aside);

  G_OBJECT_CLASS (cs_access_log_parent_class)->finalize (object);
}

static void
cs_access_log_class_init (CsAccessLogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cs_access_log_finalize;
}

static void
cs_access_log_init (CsAccessLog *self)
{
  self->jobs = g_async_queue_new ();
  g_mutex_init (&self->mutex);
  g_cond_init (&self->done);
}

/* A demo tells nothing about anybody: it goes on with a new log. */
static CsLogDatabase *
open_database (CsAccessLog  *self,
               GError      **error)
{
  g_autoptr (GError) why = NULL;
  CsLogDatabase *database = cs_log_database_open (self->path, self->kind, &why);

  if (database != NULL)
    return database;

  if (self->kind == CS_LOG_DEMO && g_error_matches (why, CS_LOG_ERROR, CS_LOG_ERROR_OLDER))
    return cs_log_aside_move (self->path, &self->set_aside, error)
             ? cs_log_database_open (self->path, self->kind, error) : NULL;

  g_propagate_error (error, g_steal_pointer (&why));

  return NULL;
}

static CsAccessLog *
open_log (const char  *path,
          CsLogKind    kind,
          GError     **error)
{
  g_autoptr (CsAccessLog) self = g_object_new (CS_TYPE_ACCESS_LOG, NULL);

  self->path = g_strdup (path);
  self->kind = kind;
  self->database = open_database (self, error);

  if (self->database == NULL)
    return NULL;

  self->thread = g_thread_new ("access-log", work_in_thread, self);

  return g_steal_pointer (&self);
}

/**
 * cs_access_log_open:
 * @path: where the log is or shall be
 * @error: return location for an error
 *
 * Opens the log at @path, and makes it where there is none. Blocks, also while somebody
 * is asked to unlock the keyring that has its key.
 *
 * A file that is damaged, of another version or no log at all is refused and left
 * as it is: a log that begins anew by itself would hide what it is there to show.
 *
 * Returns: (transfer full): the log, or `NULL` with an error of `CS_LOG_ERROR` or
 *   `CS_KEYRING_ERROR`
 */
CsAccessLog *
cs_access_log_open (const char  *path,
                    GError     **error)
{
  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return open_log (path, CS_LOG_LIVE, error);
}

/**
 * cs_access_log_default_path:
 * @is_demo: whether it is for the demo, which has a log of its own
 *
 * Tells where this user's log is: below `$XDG_STATE_HOME`.
 *
 * Returns: (transfer full): a path
 */
char *
cs_access_log_default_path (gboolean is_demo)
{
  return g_build_filename (g_get_user_state_dir (), "cardsync",
                           is_demo ? "demo-access-log.db" : "access-log.db", NULL);
}

/**
 * cs_access_log_open_default:
 * @is_demo: whether it is for the demo
 * @error: return location for an error
 *
 * Opens this user's log. The demo's has its key in a file, and is not mirrored to the
 * journal: it needs nothing of the computer, and tells nobody about anyone. If an older
 * version wrote the demo's, it is set aside, and a new one is made.
 *
 * Returns: (transfer full): the log, or `NULL` with an error of `CS_LOG_ERROR` or
 *   `CS_KEYRING_ERROR`
 */
CsAccessLog *
cs_access_log_open_default (gboolean   is_demo,
                            GError   **error)
{
  g_autofree char *path = cs_access_log_default_path (is_demo);

  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return open_log (path, is_demo ? CS_LOG_DEMO : CS_LOG_LIVE, error);
}

const char *
cs_access_log_get_path (CsAccessLog *self)
{
  g_return_val_if_fail (CS_IS_ACCESS_LOG (self), NULL);

  return self->path;
}

/**
 * cs_access_log_get_set_aside:
 * @self: a log
 *
 * Tells where the log is now that was in this one's place and of an older version.
 *
 * Returns: (nullable): a path, or `NULL` if there was none
 */
const char *
cs_access_log_get_set_aside (CsAccessLog *self)
{
  g_return_val_if_fail (CS_IS_ACCESS_LOG (self), NULL);

  return self->set_aside;
}

CsLogKind
cs_access_log_get_kind (CsAccessLog *self)
{
  return self->kind;
}

/**
 * cs_access_log_append_async:
 * @self: a log
 * @records: (element-type CsAccessRecord): what to append, at least one; not to be
 *   touched until the callback runs
 * @cancellable: (nullable): a cancellable
 * @callback: (scope async): called when they are on disk, or are not
 * @user_data: data for @callback
 *
 * Appends records, all or none, without keeping anybody waiting.
 *
 * Cancelling helps only while other jobs are in front: an append that has begun
 * is finished, and says how it went.
 */
void
cs_access_log_append_async (CsAccessLog         *self,
                            GPtrArray           *records,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  Job *job;

  g_return_if_fail (CS_IS_ACCESS_LOG (self));
  g_return_if_fail (records != NULL && records->len > 0);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  job = g_new0 (Job, 1);
  job->kind = JOB_APPEND;
  job->records = g_ptr_array_ref (records);
  job->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (job->task, cs_access_log_append_async);
  g_task_set_check_cancellable (job->task, FALSE);

  g_async_queue_push (self->jobs, job);
}

/**
 * cs_access_log_append_finish:
 * @self: a log
 * @result: the result handed to the callback
 * @error: return location for an error
 *
 * Finishes [method@AccessLog.append_async]; the records then know their sequence.
 *
 * Returns: `FALSE` if nothing was appended; nothing may be shown then
 */
gboolean
cs_access_log_append_finish (CsAccessLog   *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (CS_IS_ACCESS_LOG (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * cs_access_log_append:
 * @self: a log
 * @records: (element-type CsAccessRecord): what to append, at least one; their
 *   sequence is set
 * @error: return location for an error
 *
 * Appends records, all or none, and waits until they are on disk. For commands
 * and threads that have nothing else to do.
 *
 * Returns: `FALSE` if nothing was appended; nothing may be shown then
 */
gboolean
cs_access_log_append (CsAccessLog  *self,
                      GPtrArray    *records,
                      GError      **error)
{
  Job job = { .kind = JOB_APPEND, .records = records };

  g_return_val_if_fail (CS_IS_ACCESS_LOG (self), FALSE);
  g_return_val_if_fail (records != NULL && records->len > 0, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  do_and_wait (self, &job);

  if (job.error == NULL)
    return TRUE;

  g_propagate_error (error, job.error);

  return FALSE;
}

/**
 * cs_access_log_list:
 * @self: a log
 * @first_sequence: where to begin
 * @n_most: how many at the most
 * @error: return location for an error
 *
 * Reads records in the order of their sequence.
 *
 * Returns: (transfer full) (element-type CsAccessRecord): the records, maybe none,
 *   or `NULL` with an error of `CS_LOG_ERROR`
 */
GPtrArray *
cs_access_log_list (CsAccessLog  *self,
                    guint64       first_sequence,
                    guint         n_most,
                    GError      **error)
{
  Job job = { .kind = JOB_LIST, .first_sequence = first_sequence, .n_most = n_most };

  g_return_val_if_fail (CS_IS_ACCESS_LOG (self), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  do_and_wait (self, &job);

  if (job.error != NULL)
    g_propagate_error (error, job.error);

  return job.records;
}

/**
 * cs_access_log_get_keep_from:
 * @now_us: the time, microseconds UTC
 *
 * Tells from when on records must be kept: for 24 months.
 *
 * Returns: microseconds UTC
 */
gint64
cs_access_log_get_keep_from (gint64 now_us)
{
  g_autoptr (GTimeZone) kst = cs_clock_dup_zone ("KST");
  g_autoptr (GDateTime) now = cs_clock_in_zone (now_us, kst);
  g_autoptr (GDateTime) then = g_date_time_add_months (now, -KEPT_MONTHS);

  return g_date_time_to_unix (then) * G_USEC_PER_SEC;
}

/**
 * cs_access_log_purge:
 * @self: a log
 * @before_us: what is older goes, microseconds UTC
 * @purge: what is recorded about it: `CS_ACTION_LOG_PURGED`, as of now; its subject is
 *   set here
 * @out_n_purged: (out): how many records went
 * @error: return location for an error
 *
 * Removes records that need not be kept any more, and records that.
 *
 * Returns: `FALSE` if nothing went: with `CS_LOG_ERROR_TOO_YOUNG` if records would go that
 *   are not 24 months old
 */
gboolean
cs_access_log_purge (CsAccessLog           *self,
                     gint64                 before_us,
                     const CsAccessRecord  *purge,
                     guint64               *out_n_purged,
                     GError               **error)
{
  g_autoptr (GPtrArray) records =
    g_ptr_array_new_with_free_func ((GDestroyNotify) cs_access_record_free);
  g_autoptr (CsLogFilter) purged = cs_log_filter_new ();
  CsAccessRecord *record;
  Job job = { .kind = JOB_PURGE, .records = records, .before_us = before_us };

  g_return_val_if_fail (CS_IS_ACCESS_LOG (self), FALSE);

  if (before_us > cs_access_log_get_keep_from (purge->unix_us))
    {
      g_set_error_literal (error, CS_LOG_ERROR, CS_LOG_ERROR_TOO_YOUNG,
                           "Records are kept for 24 months");
      return FALSE;
    }

  purged->until_us = before_us;
  record = cs_access_record_copy (purge);
  g_free (record->subject);
  record->subject = cs_log_filter_dup_text (purged);
  g_ptr_array_add (records, record);
  do_and_wait (self, &job);

  if (job.error != NULL)
    {
      g_propagate_error (error, job.error);
      return FALSE;
    }

  *out_n_purged = job.n_purged;

  return TRUE;
}
