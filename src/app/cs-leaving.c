/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-leaving.h"

#include "cs-file-choice.h"
#include "cs-window-private.h"

/**
 * cs_leaving_new:
 * @window: a window
 *
 * Begins to take something out of a window. What it is, is for the caller to set.
 *
 * Returns: (transfer full) (nullable): what leaves, or `NULL` if the window is not
 *   connected, or asks for a case first
 */
CsLeaving *
cs_leaving_new (CsWindow *window)
{
  CsLeaving *self;

  if (window->connection == NULL || !cs_window_has_case (window))
    return NULL;

  self = g_new0 (CsLeaving, 1);
  self->window = g_object_ref (window);
  self->lookup = g_object_ref (cs_connection_get_lookup (window->connection));
  self->purpose = cs_case_chip_dup_case (window->case_chip);
  self->cancellable = g_cancellable_new ();
  g_signal_connect_object (window->lock, "notify::is-locked", G_CALLBACK (g_cancellable_cancel),
                           self->cancellable, G_CONNECT_SWAPPED);

  return self;
}

/**
 * cs_leaving_free:
 * @self: (transfer full): what leaves
 *
 * Lets go of it.
 */
void
cs_leaving_free (CsLeaving *self)
{
  g_object_unref (self->window);
  g_object_unref (self->lookup);
  g_clear_pointer (&self->purpose, cs_case_free);
  g_object_unref (self->cancellable);
  g_free (self->path);
  g_clear_object (&self->member);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_free (self);
}

/**
 * cs_leaving_choose_finish:
 * @self: what leaves
 * @result: what the callback of cs_file_choice_async() was given
 * @out_type: (out) (optional): the type of the file
 *
 * Takes the file that somebody chose. The window tells what went wrong, unless nobody
 * wanted a file any more.
 *
 * Returns: `FALSE` if there is no file
 */
gboolean
cs_leaving_choose_finish (CsLeaving    *self,
                          GAsyncResult *result,
                          guint        *out_type)
{
  g_autoptr (GError) error = NULL;

  self->path = cs_file_choice_finish (result, out_type, &error);

  if (self->path == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    cs_window_tell_failure (self->window, error);

  return self->path != NULL;
}

/**
 * cs_leaving_dup_name:
 * @self: what has left
 *
 * Names the file for what a window tells.
 *
 * Returns: (transfer full): the last part of its path, as markup
 */
char *
cs_leaving_dup_name (CsLeaving *self)
{
  g_autofree char *name = g_path_get_basename (self->path);

  return g_markup_escape_text (name, -1);
}
