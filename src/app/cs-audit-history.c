/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-audit-history.h"

#include <string.h>

#include "cs-settings.h"

#define RUNS_MOST    500
#define FOLDERS_MOST 8
#define FOLDERS_KEY  "audit-folders"

/* A folder somebody chose may hold anything, in any number. */
#define ENTRIES_MOST 2000

typedef struct
{
  GStrv  folders;
  char  *environment;
} Search;

static void
search_free (gpointer data)
{
  Search *search = data;

  g_strfreev (search->folders);
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
         const char   *place,
         const char   *name)
{
  g_autofree char *folder = g_build_filename (place, name, NULL);
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

/* Only the latest are kept, so that a folder with many runs leaves room for those of others. */
static void
add_runs (GPtrArray    *runs,
          const Search *search,
          const char   *place,
          GCancellable *cancellable)
{
  g_autoptr (GDir) dir = g_dir_open (place, 0, NULL);
  const char *name;

  for (guint n = 0; dir != NULL && n < ENTRIES_MOST; n++)
    {
      if (g_cancellable_is_cancelled (cancellable) || (name = g_dir_read_name (dir)) == NULL)
        break;

      add_run (runs, search, place, name);
    }

  g_ptr_array_sort (runs, compare);
  g_ptr_array_set_size (runs, (int) MIN (runs->len, RUNS_MOST));
}

static void
list_in_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Search *search = task_data;
  g_autoptr (GPtrArray) runs = g_ptr_array_new_with_free_func (past_free);

  for (gsize i = 0; search->folders[i] != NULL; i++)
    add_runs (runs, search, search->folders[i], cancellable);

  g_task_return_pointer (task, g_steal_pointer (&runs), (GDestroyNotify) g_ptr_array_unref);
}

/* @first, then those that were used last, each once. */
static GStrv
list_folders (const char *first)
{
  g_autoptr (GSettings) settings = cs_settings_find ();
  g_auto (GStrv) used = settings != NULL ? g_settings_get_strv (settings, FOLDERS_KEY) : NULL;
  g_autoptr (GStrvBuilder) folders = g_strv_builder_new ();

  g_strv_builder_add (folders, first);

  for (gsize i = 0; used != NULL && used[i] != NULL && i < FOLDERS_MOST; i++)
    if (!g_str_equal (used[i], first) && g_path_is_absolute (used[i]))
      g_strv_builder_add (folders, used[i]);

  return g_strv_builder_end (folders);
}

/**
 * cs_audit_history_remember:
 * @folder: where a run is kept
 *
 * Remembers a folder of runs, so that they are listed with those of the usual one. The
 * eight that were used last are. One whose name is not UTF-8 is not: settings hold none.
 */
void
cs_audit_history_remember (const char *folder)
{
  g_autoptr (GSettings) settings = cs_settings_find ();
  g_auto (GStrv) folders = NULL;

  if (settings == NULL || !g_utf8_validate (folder, -1, NULL))
    return;

  folders = list_folders (folder);

  for (guint n = g_strv_length (folders); n > FOLDERS_MOST; n--)
    g_clear_pointer (&folders[n - 1], g_free);

  g_settings_set_strv (settings, FOLDERS_KEY, (const char *const *) folders);
}

/**
 * cs_audit_history_list_async:
 * @folder: where runs are kept, unless somebody chose another place
 * @environment: whom they asked
 * @cancellable: (nullable): a cancellable
 * @callback: (scope async): called with the runs
 * @user_data: data for @callback
 *
 * Lists earlier runs of @folder and of the folders that are remembered. What is no run,
 * or one of another environment, is passed over; a folder that is not there holds none.
 * 2000 entries a folder are looked at, and the 500 latest runs of all are listed.
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

  search->folders = list_folders (folder);
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
