/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-audit-history.h"

#include <string.h>

#define RUNS_MOST 500

typedef struct
{
  char *folder;
  char *environment;
} Search;

static void
search_free (gpointer data)
{
  Search *search = data;

  g_free (search->folder);
  g_free (search->environment);
  g_free (search);
}

static void
past_free (gpointer data)
{
  CsAuditPast *past = data;

  g_free (past->folder);
  cs_audit_manifest_free (past->manifest);
  g_free (past);
}

/* The latest first. */
static int
compare (gconstpointer a,
         gconstpointer b)
{
  const CsAuditPast *first = *(const CsAuditPast *const *) a;
  const CsAuditPast *second = *(const CsAuditPast *const *) b;

  return g_strcmp0 (second->manifest->started_at, first->manifest->started_at);
}

static void
add_run (GPtrArray    *runs,
         const Search *search,
         const char   *name)
{
  g_autofree char *folder = g_build_filename (search->folder, name, NULL);
  g_autoptr (CsAuditManifest) manifest = cs_audit_manifest_read (folder, NULL);
  CsAuditPast *past;

  if (manifest == NULL || manifest->started_at == NULL || manifest->input_name == NULL ||
      g_strcmp0 (manifest->environment, search->environment) != 0 ||
      !g_str_is_ascii (manifest->started_at) || strlen (manifest->started_at) < 16)
    return;

  past = g_new0 (CsAuditPast, 1);
  past->folder = g_steal_pointer (&folder);
  past->manifest = g_steal_pointer (&manifest);
  g_ptr_array_add (runs, past);
}

static void
list_in_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Search *search = task_data;
  g_autoptr (GDir) dir = g_dir_open (search->folder, 0, NULL);
  g_autoptr (GPtrArray) runs = g_ptr_array_new_with_free_func (past_free);
  const char *name;

  while (dir != NULL && runs->len < RUNS_MOST && (name = g_dir_read_name (dir)) != NULL)
    add_run (runs, search, name);

  g_ptr_array_sort (runs, compare);
  g_task_return_pointer (task, g_steal_pointer (&runs), (GDestroyNotify) g_ptr_array_unref);
}

/**
 * cs_audit_history_list_async:
 * @folder: where runs are kept
 * @environment: whom they asked
 * @cancellable: (nullable): a cancellable
 * @callback: (scope async): called with the runs
 * @user_data: data for @callback
 *
 * Lists earlier runs. What is no run, or one of another environment, is passed over; a
 * folder that is not there holds none.
 */
void
cs_audit_history_list_async (const char          *folder,
                             const char          *environment,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Search *search = g_new0 (Search, 1);

  search->folder = g_strdup (folder);
  search->environment = g_strdup (environment);
  g_task_set_source_tag (task, cs_audit_history_list_async);
  g_task_set_task_data (task, search, search_free);
  g_task_run_in_thread (task, list_in_thread);
}

/**
 * cs_audit_history_list_finish:
 * @result: what the callback was given
 * @error: `G_IO_ERROR_CANCELLED`
 *
 * Finishes cs_audit_history_list_async().
 *
 * Returns: (transfer full) (element-type CsAuditPast): the runs, the latest first
 */
GPtrArray *
cs_audit_history_list_finish (GAsyncResult  *result,
                              GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
