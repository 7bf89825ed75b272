/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-findings-export.h"

#include "cs-lookup-record.h"

#define LINE_END "\r\n"

typedef struct
{
  GPtrArray *findings;
  char      *path;
} Export;

static void
export_free (gpointer data)
{
  Export *export = data;

  g_ptr_array_unref (export->findings);
  g_free (export->path);
  g_free (export);
}

static void
write_in_thread (GTask        *task,
                 gpointer      source_object,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  Export *export = task_data;
  g_autoptr (GString) text = g_string_new (cs_audit_finding_get_csv_heading ());
  GError *error = NULL;

  g_string_append (text, LINE_END);

  for (guint i = 0; i < export->findings->len; i++)
    {
      cs_audit_finding_append_csv (g_ptr_array_index (export->findings, i), text);
      g_string_append (text, LINE_END);
    }

  if (g_file_set_contents_full (export->path, text->str, (gssize) text->len,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                0600, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
recorded_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (cs_lookup_record_finish (CS_LOOKUP (source), result, &error))
    g_task_run_in_thread (task, write_in_thread);
  else
    g_task_return_error (task, error);
}

/**
 * cs_findings_export_async:
 * @lookup: what they came from
 * @findings: (element-type CsAuditFinding): what is exported, in its order
 * @purpose: (nullable): what it is exported for
 * @path: the file
 * @callback: (scope async): called when it is there
 * @user_data: data for @callback
 *
 * Writes findings as a table like `findings.csv` of a run, as soon as that is recorded,
 * in a file that nobody else can read.
 */
void
cs_findings_export_async (CsLookup            *lookup,
                          GPtrArray           *findings,
                          const CsCase        *purpose,
                          const char          *path,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  GTask *task = g_task_new (lookup, NULL, callback, user_data);
  Export *export = g_new0 (Export, 1);

  export->findings = g_ptr_array_ref (findings);
  export->path = g_strdup (path);
  g_task_set_source_tag (task, cs_findings_export_async);
  g_task_set_task_data (task, export, export_free);
  cs_lookup_record_subject_async (lookup, CS_ACTION_EXPORT, "audit findings", findings->len,
                                  purpose, recorded_cb, task);
}

/**
 * cs_findings_export_finish:
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Finishes cs_findings_export_async().
 *
 * Returns: `FALSE` if there is no file
 */
gboolean
cs_findings_export_finish (GAsyncResult  *result,
                           GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
