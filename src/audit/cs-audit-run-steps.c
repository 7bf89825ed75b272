/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-audit-run-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <limits.h>
#include <poll.h>
#include <unistd.h>

#include "cs-audit-finish.h"
#include "cs-audit-origin.h"
#include "cs-failure.h"

/* A row and its line travel through the batch in one number. */
#define ROW_BITS 24
#define ROW_MASK ((G_GUINT64_CONSTANT (1) << ROW_BITS) - 1)

#define READER_MS 100

G_STATIC_ASSERT (CS_AUDIT_ROWS_MAX <= ROW_MASK);

/* The first reason stands. Takes @error. */
static void
fail (CsAuditRun *self,
      GError     *error)
{
  if (self->error == NULL)
    self->error = error;
  else
    g_error_free (error);
}

/* An audit among the records of the members that it read. */
static GPtrArray *
list_record (CsAuditRun *self,
             CsAction    action,
             char       *subject,
             char       *outcome)
{
  CsEnvironment environment = cs_profile_get_environment (self->profile);
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_access_record_free);
  CsAccessRecord *record = cs_case_new_record (self->purpose, action,
                                               cs_environment_to_string (environment),
                                               cs_clock_get_unix_us (self->clock));

  record->subject = subject;
  record->outcome = outcome;
  g_ptr_array_add (records, record);

  return records;
}

/* Blocks. What cannot be recorded is not begun. */
static gboolean
record_start (CsAuditRun          *self,
              const CsAuditState  *state,
              GError             **error)
{
  g_autoptr (GPtrArray) records =
    list_record (self, CS_ACTION_AUDIT_STARTED,
                 g_strdup_printf ("%s of %" G_GUINT64_FORMAT " rows, SHA-256 %.16s",
                                  self->settings.is_resumed ? "the rest" : "all",
                                  state->totals.n_rows, state->manifest->input_sha256),
                 g_strdup ("ok"));

  return cs_access_log_append (self->access_log, records, error);
}

static char *
dup_outcome (CsAuditRun *self)
{
  if (self->error != NULL)
    return cs_failure_dup_outcome (self->error, NULL);

  if (cs_audit_totals_reconcile (&self->state->totals))
    return g_strdup ("ok");

  return g_strdup (self->is_stopped ? "cancelled" : "incomplete");
}

static void
end_recorded_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (CsAuditRun) self = user_data;
  GError *error = NULL;

  if (!cs_access_log_append_finish (CS_ACCESS_LOG (source), result, &error))
    fail (self, error);

  cs_audit_run_end (self);
}

static void
record_end (CsAuditRun *self)
{
  const CsAuditTotals *totals = &self->state->totals;
  g_autoptr (GPtrArray) records =
    list_record (self, CS_ACTION_AUDIT_FINISHED,
                 g_strdup_printf ("%" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT " rows",
                                  cs_audit_totals_get_done (totals), totals->n_rows),
                 dup_outcome (self));

  cs_access_log_append_async (self->access_log, records, NULL, end_recorded_cb,
                              g_object_ref (self));
}

static void
write_in_thread (GTask        *task,
                 gpointer      source_object,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  CsAuditRun *self = task_data;
  GError *error = NULL;

  if (cs_audit_journal_sync (self->state->journal, &error) &&
      cs_audit_finish (self->folder, self->input, self->rules, self->state->journal,
                       self->settings.with_bom, self->state->manifest, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (CsAuditRun) self = user_data;
  GError *error = NULL;

  /* The results were counted anew, row by row: they are what counts. */
  if (g_task_propagate_boolean (G_TASK (result), &error))
    self->state->totals = self->state->manifest->totals;
  else
    fail (self, error);

  record_end (self);
}

/* Also of a run that was stopped: what there is can be looked at. Not if what is kept
 * may be at fault itself.
 */
static void
write_results (CsAuditRun *self)
{
  g_autoptr (GTask) task = NULL;

  if (self->folder == NULL || (self->error != NULL && self->error->domain == CS_AUDIT_ERROR))
    {
      record_end (self);
      return;
    }

  cs_audit_run_set_phase (self, CS_AUDIT_PHASE_WRITING);
  g_free (self->state->manifest->ended_at);
  self->state->manifest->ended_at = cs_audit_origin_dup_now (self->clock);
  task = g_task_new (NULL, NULL, written_cb, g_object_ref (self));
  g_task_set_source_tag (task, write_in_thread);

  /* Nobody else touches the run while it is written. */
  g_task_set_task_data (task, self, NULL);
  g_task_run_in_thread (task, write_in_thread);
}

/* A pipe that takes anything takes PIPE_BUF bytes without waiting. */
static void
wait_for_reader (CsAuditRun *self)
{
  struct pollfd stream = { .fd = self->settings.stream_fd, .events = POLLOUT };

  while (TEMP_FAILURE_RETRY (poll (&stream, 1, READER_MS)) == 0)
    while (self->settings.stream_context != NULL &&
           g_main_context_iteration (self->settings.stream_context, FALSE))
      ;
}

static gboolean
write_stream (CsAuditRun          *self,
              const CsAuditEntry  *entry,
              GError             **error)
{
  g_autoptr (GString) line = g_string_new_len (entry->json, (gssize) entry->json_length);
  gsize at = 0;

  g_string_append_c (line, '\n');

  while (at < line->len)
    {
      gssize n;

      wait_for_reader (self);
      n = TEMP_FAILURE_RETRY (write (self->settings.stream_fd, line->str + at,
                                     MIN (line->len - at, PIPE_BUF)));

      if (n < 0 && errno == EPIPE)
        {
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE, g_strerror (EPIPE));
          return FALSE;
        }

      if (n < 0)
        return cs_audit_error_set_errno (error, CS_AUDIT_ERROR_WRITE, "-", errno);

      at += (gsize) n;
    }

  return TRUE;
}

static gboolean
keep (CsAuditRun          *self,
      const CsAuditEntry  *entry,
      GError             **error)
{
  cs_audit_state_count (self->state, entry);

  if (self->folder == NULL)
    return write_stream (self, entry, error);

  cs_audit_journal_add (self->state->journal, entry);

  return TRUE;
}

static void
give_up (CsAuditRun *self,
         GError     *error)
{
  fail (self, error);
  cs_lookup_batch_cancel (self->batch);
}

static void
answered (GPtrArray *answers,
          gpointer   user_data)
{
  CsAuditRun *self = user_data;
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (g_object_unref);
  GError *error = NULL;
  gboolean is_kept = TRUE;

  if (self->error != NULL)
    return;

  for (guint i = 0; i < answers->len && is_kept; i++)
    {
      const CsBatchAnswer *answer = g_ptr_array_index (answers, i);
      CsAuditEntry entry;

      cs_audit_entry_writer_answer (self->writer, answer->tag & ROW_MASK, answer->tag >> ROW_BITS,
                                    answer, findings, &entry);
      is_kept = keep (self, &entry, &error);
      self->n_answered++;
    }

  if (is_kept && self->folder != NULL)
    is_kept = cs_audit_journal_flush (self->state->journal, &error);

  if (!is_kept)
    give_up (self, error);
  else if (findings->len > 0)
    cs_audit_run_emit_findings (self, findings);
}

/* What a row gets that nobody is asked about; in a folder it is made in the end. */
static gboolean
keep_unasked (CsAuditRun        *self,
              const CsAuditRow  *row,
              GError           **error)
{
  CsAuditEntry entry;

  if (self->folder != NULL)
    return TRUE;

  cs_audit_entry_writer_row (self->writer, row, &entry);

  return write_stream (self, &entry, error);
}

static gboolean
is_to_ask (CsAuditRun       *self,
           const CsAuditRow *row)
{
  if (row->kind != CS_AUDIT_ROW_TO_ASK)
    return FALSE;

  return !cs_audit_bits_get (self->state->done, row->number) ||
         (self->settings.retries_failed && cs_audit_bits_get (self->state->failed, row->number));
}

static gboolean
next (guint64  *out_tag,
      guint64  *out_member_id,
      gpointer  user_data)
{
  CsAuditRun *self = user_data;
  GError *error = NULL;
  CsAuditRow row;

  while (self->error == NULL && cs_audit_rows_next (self->rows, &row, &error))
    {
      if (is_to_ask (self, &row))
        {
          *out_tag = row.number | row.line << ROW_BITS;
          *out_member_id = row.member_id;
          return TRUE;
        }

      if (row.kind != CS_AUDIT_ROW_TO_ASK && !keep_unasked (self, &row, &error))
        break;
    }

  if (error != NULL)
    fail (self, error);

  return FALSE;
}

static void
held (guint    milliseconds,
      gpointer user_data)
{
  CsAuditRun *self = user_data;

  self->held_until_us = MAX (self->held_until_us,
                             g_get_monotonic_time () + (gint64) milliseconds * 1000);

  if (self->phase == CS_AUDIT_PHASE_ASKING)
    cs_audit_run_set_phase (self, CS_AUDIT_PHASE_WAITING);
}

static void
finished (const GError *error,
          gpointer      user_data)
{
  CsAuditRun *self = user_data;

  if (error != NULL)
    fail (self, g_error_copy (error));

  write_results (self);
}

static void
start_asking (CsAuditRun *self)
{
  static const CsBatchFuncs funcs = { next, answered, held, finished };
  const CsBatchSettings settings = {
    .concurrency = self->settings.concurrency,
    .per_second = self->settings.per_second,
    .expiry_days = cs_audit_rules_get_expiry_days (self->rules),
  };
  CsAuditTotals *totals = &self->state->totals;
  guint64 n_left = totals->n_rows - cs_audit_totals_get_done (totals);

  self->n_to_ask = n_left + (self->settings.retries_failed ? totals->outcomes[CS_AUDIT_FAILED] : 0);
  self->rows = cs_audit_rows_new (self->input);
  self->writer = cs_audit_entry_writer_new (self->rules, self->state->manifest->environment);
  self->batch = cs_lookup_batch_new (self->profile, self->access_log, self->clock, self->purpose,
                                     &settings, &funcs, self);
  cs_audit_run_begin_asking (self);
  cs_lookup_batch_start (self->batch);
}

static CsAuditManifest *
new_manifest (CsAuditRun *self)
{
  CsAuditManifest *manifest = cs_audit_origin_new (self->profile, self->clock, self->input,
                                                   self->rules, self->purpose);

  manifest->concurrency = self->settings.concurrency;
  manifest->per_second = self->settings.per_second;

  return manifest;
}

static gboolean
prepare (CsAuditRun    *self,
         CsAuditState  *state,
         GCancellable  *cancellable,
         GError       **error)
{
  const CsAuditSurvey *survey = cs_audit_input_get_survey (self->input);

  if (survey->sha256 == NULL && !cs_audit_input_survey (self->input, cancellable, error))
    return FALSE;

  state->manifest->input_sha256 = g_strdup (survey->sha256);
  state->manifest->heading = g_strdup (survey->has_heading ? "yes" : "no");
  state->manifest->n_input_bytes = survey->n_bytes;
  state->manifest->n_blank = survey->n_blank;
  state->totals.n_rows = survey->n_rows;
  state->totals.outcomes[CS_AUDIT_DUPLICATE] = survey->n_duplicates;
  state->totals.outcomes[CS_AUDIT_BAD_ROW] = survey->n_bad;

  if (self->folder == NULL)
    return TRUE;

  return self->settings.is_resumed ? cs_audit_state_go_on (state, self->folder, error)
                                   : cs_audit_state_begin (state, self->folder, error);
}

static void
prepare_in_thread (GTask        *task,
                   gpointer      source_object,
                   gpointer      task_data,
                   GCancellable *cancellable)
{
  CsAuditRun *self = task_data;
  g_autoptr (CsAuditState) state = cs_audit_state_new (new_manifest (self));
  GError *error = NULL;

  if (prepare (self, state, cancellable, &error) && record_start (self, state, &error))
    g_task_return_pointer (task, g_steal_pointer (&state), (GDestroyNotify) cs_audit_state_free);
  else
    g_task_return_error (task, error);
}

static void
prepared_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (CsAuditRun) self = user_data;
  GError *error = NULL;

  self->state = g_task_propagate_pointer (G_TASK (result), &error);

  if (self->state != NULL)
    {
      start_asking (self);
      return;
    }

  fail (self, error);
  cs_audit_run_end (self);
}

/* Gets everything ready in a thread, asks, and writes the results in a thread. The task
 * of the run is returned at the end of it.
 */
void
cs_audit_run_prepare (CsAuditRun *self)
{
  GCancellable *cancellable = g_task_get_cancellable (self->task);
  g_autoptr (GTask) worker = g_task_new (NULL, cancellable, prepared_cb, g_object_ref (self));

  cs_audit_run_set_phase (self, CS_AUDIT_PHASE_PREPARING);
  g_task_set_source_tag (worker, prepare_in_thread);
  g_task_set_task_data (worker, self, NULL);
  g_task_set_check_cancellable (worker, FALSE);
  g_task_run_in_thread (worker, prepare_in_thread);
}
