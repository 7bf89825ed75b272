/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-log-job.h"

static void
job_free (gpointer data)
{
  CsLogJob *job = data;

  g_clear_object (&job->access_log);
  g_clear_pointer (&job->filter, cs_log_filter_free);
  g_clear_pointer (&job->record, cs_access_record_free);
  g_clear_object (&job->output);
  g_clear_pointer (&job->records, g_ptr_array_unref);
  g_free (job);
}

/**
 * cs_log_job_new:
 * @kind: what to do
 * @access_log: with which log
 * @filter: with which records
 * @record: (transfer full) (nullable): what is recorded about it, or where a page begins
 *
 * Prepares an errand.
 *
 * Returns: (transfer full): the errand, to be run
 */
CsLogJob *
cs_log_job_new (CsLogJobKind       kind,
                CsAccessLog       *access_log,
                const CsLogFilter *filter,
                CsAccessRecord    *record)
{
  CsLogJob *job = g_new0 (CsLogJob, 1);

  job->kind = kind;
  job->access_log = g_object_ref (access_log);
  job->filter = cs_log_filter_copy (filter);
  job->record = record;

  return job;
}

static gboolean
append (CsLogJob  *job,
        GError   **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new ();

  g_ptr_array_add (records, job->record);

  return cs_access_log_append (job->access_log, records, error);
}

static gboolean
read_page (CsLogJob             *job,
           const CsAccessRecord *after,
           GError              **error)
{
  job->records = cs_access_log_query (job->access_log, job->filter, after, CS_LOG_JOB_PAGE, error);

  return job->records != NULL;
}

static gboolean
verify (CsLogJob      *job,
        GCancellable  *cancellable,
        GError       **error)
{
  if (!cs_access_log_verify (job->access_log, cancellable, &job->report, error))
    return FALSE;

  if (job->report.state != CS_LOG_INTACT)
    {
      g_free (job->record->outcome);
      job->record->outcome = g_strdup_printf ("%s:%" G_GUINT64_FORMAT,
                                              cs_log_state_to_string (job->report.state),
                                              job->report.bad_sequence);
    }

  /* What was found is told even if a damaged log does not take the record of it. */
  return append (job, job->report.state == CS_LOG_INTACT ? error : NULL) ||
         job->report.state != CS_LOG_INTACT;
}

static gboolean
do_job (CsLogJob      *job,
        GCancellable  *cancellable,
        GError       **error)
{
  switch (job->kind)
    {
    case CS_LOG_JOB_SEARCH:
      return append (job, error) &&
             cs_access_log_count (job->access_log, job->filter, &job->n_records, error) &&
             read_page (job, NULL, error);

    case CS_LOG_JOB_MORE:
      return read_page (job, job->record, error);

    case CS_LOG_JOB_EXPORT:
      return append (job, error) &&
             cs_access_log_export (job->access_log, job->filter, job->output, cancellable,
                                   &job->n_records, error);

    case CS_LOG_JOB_VERIFY:
    default:
      return verify (job, cancellable, error);
    }
}

static void
do_in_thread (GTask        *task,
              gpointer      source_object,
              gpointer      task_data,
              GCancellable *cancellable)
{
  GError *error = NULL;

  if (do_job (task_data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * cs_log_job_run:
 * @job: (transfer full): an errand
 * @cancellable: (nullable): a cancellable
 * @callback: (scope async): called when it is done, or cannot be
 * @user_data: data for @callback
 *
 * Carries out an errand in a thread.
 */
void
cs_log_job_run (CsLogJob            *job,
                GCancellable        *cancellable,
                GAsyncReadyCallback  callback,
                gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, cs_log_job_run);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, do_in_thread);
}

/**
 * cs_log_job_finish:
 * @result: the result handed to the callback
 * @error: return location for an error
 *
 * Finishes [func@log_job_run].
 *
 * Returns: (transfer none): the errand with what it brought, or `NULL` on error
 */
CsLogJob *
cs_log_job_finish (GAsyncResult  *result,
                   GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error)
           ? g_task_get_task_data (G_TASK (result)) : NULL;
}
