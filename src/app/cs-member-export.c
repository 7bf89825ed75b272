/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-member-export.h"

#include "cs-case-sheet.h"
#include "cs-lookup-record.h"
#include "cs-member-csv.h"
#include "cs-member-json.h"

typedef struct
{
  CsMember     *member;
  CsCase       *purpose;
  CsExportForm  form;
  char         *path;
} Export;

static void
export_free (gpointer data)
{
  Export *export = data;

  g_object_unref (export->member);
  g_clear_pointer (&export->purpose, cs_case_free);
  g_free (export->path);
  g_free (export);
}

/* Whole or not at all: the file gets its name when it is complete. */
static void
write_in_thread (GTask        *task,
                 gpointer      source_object,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  Export *export = task_data;
  GError *error = NULL;
  g_autofree char *text = export->form == CS_EXPORT_JSON
                            ? cs_member_json_dup (export->member)
                            : cs_member_csv_dup (export->member, export->purpose);

  if (g_file_set_contents_full (export->path, text, -1,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                0600, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
sheet_written_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (cs_case_sheet_export_finish (CS_CASE_SHEET (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
write_sheet (GTask *task)
{
  Export *export = g_task_get_task_data (task);
  CsLookup *lookup = g_task_get_source_object (task);
  g_autoptr (CsCaseSheet) sheet =
    cs_case_sheet_new (export->member, cs_lookup_get_profile (lookup), export->purpose);

  cs_case_sheet_export_async (sheet, export->path, sheet_written_cb, g_object_ref (task));
}

static void
recorded_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Export *export = g_task_get_task_data (task);
  GError *error = NULL;

  if (!cs_lookup_record_finish (CS_LOOKUP (source), result, &error))
    g_task_return_error (task, error);
  else if (export->form == CS_EXPORT_PDF)
    write_sheet (task);
  else
    g_task_run_in_thread (task, write_in_thread);
}

/**
 * cs_member_export_async:
 * @lookup: what the member came from
 * @member: a member
 * @purpose: (nullable): what it is exported for
 * @form: as what
 * @path: the file
 * @callback: (scope async): called when it is there
 * @user_data: data for @callback
 *
 * Writes a member to a file that nobody else can read, as soon as that is recorded.
 */
void
cs_member_export_async (CsLookup            *lookup,
                        CsMember            *member,
                        const CsCase        *purpose,
                        CsExportForm         form,
                        const char          *path,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  GTask *task = g_task_new (lookup, NULL, callback, user_data);
  Export *export = g_new0 (Export, 1);

  export->member = g_object_ref (member);
  export->purpose = purpose != NULL ? cs_case_copy (purpose) : NULL;
  export->form = form;
  export->path = g_strdup (path);
  g_task_set_source_tag (task, cs_member_export_async);
  g_task_set_task_data (task, export, export_free);
  cs_lookup_record_async (lookup, CS_ACTION_EXPORT, member, NULL, purpose, recorded_cb, task);
}

/**
 * cs_member_export_finish:
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Finishes cs_member_export_async().
 *
 * Returns: `FALSE` if there is no file
 */
gboolean
cs_member_export_finish (GAsyncResult  *result,
                         GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
