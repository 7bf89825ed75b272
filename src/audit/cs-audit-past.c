/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-audit-past.h"

#include <string.h>

#include "cs-audit-finding.h"
#include "cs-audit-journal.h"

typedef struct
{
  char         *folder;
  guint         n_most;
  GPtrArray    *findings;
  GCancellable *cancellable;
} Loading;

static void
loading_free (gpointer data)
{
  Loading *self = data;

  g_free (self->folder);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_clear_object (&self->cancellable);
  g_free (self);
}

/* A row that failed has no findings, so that none comes twice if it is asked again. */
static gboolean
take_entry (const CsAuditEntry  *entry,
            guint64              offset,
            gpointer             user_data,
            GError             **error)
{
  Loading *self = user_data;
  const char *at = entry->findings;
  const char *end = at + entry->findings_length;
  const char *stop;

  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;

  while (at < end && self->findings->len < self->n_most &&
         (stop = memchr (at, CS_AUDIT_RECORD_END, (gsize) (end - at))) != NULL)
    {
      CsAuditFinding *finding = cs_audit_finding_new_from_csv (at, (gsize) (stop - at));

      if (finding != NULL)
        g_ptr_array_add (self->findings, finding);

      at = stop + 1;
    }

  return TRUE;
}

static void
load_in_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Loading *self = task_data;
  GError *error = NULL;
  g_autoptr (CsAuditJournal) journal = cs_audit_journal_peek (self->folder, &error);

  self->findings = g_ptr_array_new_with_free_func (g_object_unref);

  if (journal != NULL && cs_audit_journal_each (journal, take_entry, self, &error))
    g_task_return_pointer (task, g_steal_pointer (&self->findings),
                           (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

/**
 * cs_audit_findings_load_async:
 * @folder: the folder of a run
 * @n_most: the most findings to load
 * @cancellable: (nullable): a cancellable
 * @callback: (scope async): called with the findings
 * @user_data: data for @callback
 *
 * Loads the findings of a run that ended, was killed, or is still going on.
 */
void
cs_audit_findings_load_async (const char          *folder,
                              guint                n_most,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Loading *loading = g_new0 (Loading, 1);

  loading->folder = g_strdup (folder);
  loading->n_most = n_most;
  loading->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  g_task_set_source_tag (task, cs_audit_findings_load_async);
  g_task_set_task_data (task, loading, loading_free);
  g_task_run_in_thread (task, load_in_thread);
}

/**
 * cs_audit_findings_load_finish:
 * @result: what the callback was given
 * @error: [error@AuditError] or `G_IO_ERROR_CANCELLED`
 *
 * Finishes cs_audit_findings_load_async().
 *
 * Returns: (transfer full) (element-type CsAuditFinding): the findings, in the order in
 *   which their rows were answered, or `NULL` on error
 */
GPtrArray *
cs_audit_findings_load_finish (GAsyncResult  *result,
                               GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
