/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-access-log.h"

#include "cs-access-log-private.h"
#include "cs-clock.h"
#include "cs-log-aside.h"
#include "cs-log-database.h"
#include "cs-log-worker.h"

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
  GObject      parent_instance;

  char        *path;
  char        *set_aside;
  CsLogKind    kind;
  CsLogWorker *worker;
};

G_DEFINE_FINAL_TYPE (CsAccessLog, cs_access_log, G_TYPE_OBJECT)

static void
cs_access_log_finalize (GObject *object)
{
  CsAccessLog *self = CS_ACCESS_LOG (object);

  g_clear_pointer (&self->worker, cs_log_worker_free);
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
  CsLogDatabase *database;

  self->path = g_strdup (path);
  self->kind = kind;
  database = open_database (self, error);

  if (database == NULL)
    return NULL;

  self->worker = cs_log_worker_new (database, kind);

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
  CsLogWork *work;

  g_return_if_fail (CS_IS_ACCESS_LOG (self));
  g_return_if_fail (records != NULL && records->len > 0);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  work = g_new0 (CsLogWork, 1);
  work->kind = CS_LOG_WORK_APPEND;
  work->records = g_ptr_array_ref (records);
  work->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (work->task, cs_access_log_append_async);
  g_task_set_check_cancellable (work->task, FALSE);

  cs_log_worker_push (self->worker, work);
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
  CsLogWork work = { .kind = CS_LOG_WORK_APPEND, .records = records };

  g_return_val_if_fail (CS_IS_ACCESS_LOG (self), FALSE);
  g_return_val_if_fail (records != NULL && records->len > 0, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  cs_log_worker_do (self->worker, &work);

  if (work.error == NULL)
    return TRUE;

  g_propagate_error (error, work.error);

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
  CsLogWork work = {
    .kind = CS_LOG_WORK_LIST,
    .first_sequence = first_sequence,
    .n_most = n_most,
  };

  g_return_val_if_fail (CS_IS_ACCESS_LOG (self), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  cs_log_worker_do (self->worker, &work);

  if (work.error != NULL)
    g_propagate_error (error, work.error);

  return work.records;
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
  CsLogWork work = { .kind = CS_LOG_WORK_PURGE, .records = records, .before_us = before_us };

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
  cs_log_worker_do (self->worker, &work);

  if (work.error != NULL)
    {
      g_propagate_error (error, work.error);
      return FALSE;
    }

  *out_n_purged = work.n_purged;

  return TRUE;
}

/**
 * cs_access_log_wait_closed:
 *
 * Waits until all logs that were let go of are closed: in a main loop nobody waited.
 * To be called before the program ends.
 */
void
cs_access_log_wait_closed (void)
{
  cs_log_worker_wait_all ();
}
