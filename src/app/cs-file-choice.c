/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-file-choice.h"

#include <glib/gi18n-lib.h>

/* The one file that knows how GTK asks for files: GtkFileChooserNative is deprecated
 * later, and what replaces it is not there in 4.8.
 */
typedef struct
{
  GtkFileChooserNative *native;
  const CsFileType     *types;
  GCancellable         *cancellable;
  gulong                cancelled_id;
  guint                 type;
} Choice;

static void
choice_free (gpointer data)
{
  Choice *choice = data;

  g_cancellable_disconnect (choice->cancellable, choice->cancelled_id);
  g_clear_object (&choice->cancellable);
  gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (choice->native));
  g_clear_object (&choice->native);
  g_free (choice);
}

static GtkFileChooserAction
get_action (CsFileChoice choice)
{
  switch (choice)
    {
    case CS_FILE_CHOICE_SAVE:
      return GTK_FILE_CHOOSER_ACTION_SAVE;
    case CS_FILE_CHOICE_FOLDER:
      return GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER;
    case CS_FILE_CHOICE_OPEN:
    default:
      return GTK_FILE_CHOOSER_ACTION_OPEN;
    }
}

/* What somebody typed counts; without one of the known ends, the kind that is chosen. */
static guint
find_type (Choice     *choice,
           const char *path)
{
  GtkFileFilter *filter = gtk_file_chooser_get_filter (GTK_FILE_CHOOSER (choice->native));
  const CsFileType *types = choice->types;

  for (guint i = 0; types != NULL && types[i].title != NULL; i++)
    if (g_str_has_suffix (path, types[i].suffix))
      return i;

  for (guint i = 0; filter != NULL && types != NULL && types[i].title != NULL; i++)
    if (g_strcmp0 (gtk_file_filter_get_name (filter), _(types[i].title)) == 0)
      return i;

  return 0;
}

static void
response_cb (GtkNativeDialog *dialog,
             int              response,
             GTask           *task)
{
  Choice *choice = g_task_get_task_data (task);
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  const char *path = file != NULL ? g_file_peek_path (file) : NULL;

  g_signal_handlers_disconnect_by_data (dialog, task);

  if (response != GTK_RESPONSE_ACCEPT)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s",
                               _("No file was chosen."));
    }
  else if (path == NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "%s",
                               _("That place is not on this computer."));
    }
  else
    {
      choice->type = find_type (choice, path);
      g_task_return_pointer (task, g_strdup (path), g_free);
    }

  g_object_unref (task);
}

static gboolean
cancel_cb (gpointer user_data)
{
  GTask *task = user_data;
  Choice *choice = g_task_get_task_data (task);

  if (!g_task_get_completed (task) &&
      g_signal_handler_find (choice->native, G_SIGNAL_MATCH_DATA, 0, 0, NULL, NULL, task) != 0)
    response_cb (GTK_NATIVE_DIALOG (choice->native), GTK_RESPONSE_CANCEL, task);

  return G_SOURCE_REMOVE;
}

/* Not at once: a cancellable cannot be let go of while it calls. */
static void
cancelled_cb (GCancellable *cancellable,
              GTask        *task)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, cancel_cb, g_object_ref (task), g_object_unref);
}

static void
add_types (GtkFileChooser   *chooser,
           const CsFileType *types)
{
  for (guint i = 0; types != NULL && types[i].title != NULL; i++)
    {
      g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
      g_autofree char *pattern = g_strconcat ("*", types[i].suffix, NULL);

      gtk_file_filter_set_name (filter, _(types[i].title));
      gtk_file_filter_add_pattern (filter, pattern);
      gtk_file_chooser_add_filter (chooser, filter);
    }
}

/**
 * cs_file_choice_async:
 * @parent: (nullable): the window to stand over
 * @choice: what is chosen
 * @title: of the dialog
 * @name: (nullable): what a file that is saved is called at first
 * @types: (nullable): kinds of files, kept by the caller
 * @cancellable: (nullable): closes the dialog
 * @callback: (scope async): called when somebody has chosen
 * @user_data: data for @callback
 *
 * Asks for a file or folder on this computer.
 */
void
cs_file_choice_async (GtkWindow           *parent,
                      CsFileChoice         choice,
                      const char          *title,
                      const char          *name,
                      const CsFileType    *types,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  Choice *self = g_new0 (Choice, 1);

  self->native = gtk_file_chooser_native_new (title, parent, get_action (choice), NULL, NULL);
  self->types = types;
  self->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  g_task_set_source_tag (task, cs_file_choice_async);
  g_task_set_task_data (task, self, choice_free);

  add_types (GTK_FILE_CHOOSER (self->native), types);

  if (name != NULL)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->native), name);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->native), TRUE);
  g_signal_connect (self->native, "response", G_CALLBACK (response_cb), task);

  if (cancellable != NULL)
    self->cancelled_id = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), task,
                                                NULL);

  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->native));
}

/**
 * cs_file_choice_finish:
 * @result: what the callback was given
 * @out_type: (out) (optional): which of the kinds of files it is, from 0
 * @error: `G_IO_ERROR_CANCELLED` if nothing was chosen
 *
 * Finishes cs_file_choice_async().
 *
 * Returns: (transfer full): the path, or `NULL` on error
 */
char *
cs_file_choice_finish (GAsyncResult  *result,
                       guint         *out_type,
                       GError       **error)
{
  Choice *choice = g_task_get_task_data (G_TASK (result));

  if (out_type != NULL)
    *out_type = choice->type;

  return g_task_propagate_pointer (G_TASK (result), error);
}
