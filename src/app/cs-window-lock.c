/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-window-private.h"

#include <glib/gi18n-lib.h>

#include "cs-clipboard.h"
#include "cs-lock-page.h"

/**
 * cs_window_any_is_live:
 * @app: the application
 *
 * Tells whether a window is there that is not the demo's.
 *
 * Returns: whether there is
 */
gboolean
cs_window_any_is_live (GtkApplication *app)
{
  for (GList *l = gtk_application_get_windows (app); l != NULL; l = l->next)
    if (CS_IS_WINDOW (l->data) && cs_window_get_profile (l->data) != NULL)
      return TRUE;

  return FALSE;
}

/* A lock is one for all windows, so a demo beside a live one opens no more easily. Nor does
 * one that comes when the live window is closed, or the program was started anew.
 */
static gboolean
is_only_demo (CsWindow *self)
{
  return !g_settings_get_boolean (cs_lock_get_settings (self->lock), "locked") &&
         !cs_window_any_is_live (gtk_window_get_application (GTK_WINDOW (self)));
}

static gboolean
stands_over (GtkWindow *window,
             CsWindow  *self)
{
  do
    window = gtk_window_get_transient_for (window);
  while (window != NULL && window != GTK_WINDOW (self));

  return window != NULL;
}

/* What stands over the window may show a member, or a secret that was being entered, and so
 * may what stands over that. All are found before the first goes: it would take the place
 * away that the others stand over. File choosers belong to whoever opened them.
 */
static void
close_dialogs (CsWindow *self)
{
  g_autoptr (GList) toplevels = gtk_window_list_toplevels ();
  g_autoptr (GPtrArray) dialogs = g_ptr_array_new_with_free_func (g_object_unref);

  for (GList *l = toplevels; l != NULL; l = l->next)
    if (stands_over (l->data, self) && !GTK_IS_DIALOG (l->data))
      g_ptr_array_add (dialogs, g_object_ref (l->data));

  for (guint i = 0; i < dialogs->len; i++)
    gtk_window_destroy (g_ptr_array_index (dialogs, i));
}

static void
lock_window (CsWindow *self)
{
  guint n_tabs;

  close_dialogs (self);
  cs_window_close_cast (self);
  cs_clipboard_withdraw (gtk_widget_get_clipboard (GTK_WIDGET (self)));

  n_tabs = cs_member_tabs_suspend (self->tabs);
  cs_lookup_box_clear (self->lookup_box);
  cs_window_update_actions (self);
  cs_window_enable_actions (self, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->overlay), FALSE);
  g_clear_object (&self->images);
  g_clear_object (&self->connection);

  self->lock_page = cs_lock_page_new (self->lock, is_only_demo (self), n_tabs);
  gtk_widget_set_vexpand (self->lock_page, TRUE);
  gtk_box_append (self->lock_place, self->lock_page);
  gtk_widget_set_visible (GTK_WIDGET (self->lock_place), TRUE);
  gtk_widget_grab_focus (self->lock_page);
}

static void
unlock_window (CsWindow *self)
{
  g_autoptr (CsCase) purpose = cs_case_chip_dup_case (self->case_chip);

  gtk_widget_set_visible (GTK_WIDGET (self->lock_place), FALSE);
  gtk_box_remove (self->lock_place, self->lock_page);
  self->lock_page = NULL;
  gtk_widget_set_visible (GTK_WIDGET (self->overlay), TRUE);
  cs_window_enable_actions (self, TRUE);
  cs_member_tabs_resume (self->tabs, purpose);
  cs_window_update_actions (self);
  cs_window_reconnect (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->lookup_box));
}

static void
locked_cb (CsWindow *self)
{
  if (cs_lock_is_locked (self->lock) && self->lock_page == NULL)
    lock_window (self);
  else if (!cs_lock_is_locked (self->lock) && self->lock_page != NULL)
    unlock_window (self);
}

/**
 * cs_window_set_lock:
 * @self: a window
 * @lock: the application's lock
 *
 * Lets the window be locked and unlocked.
 */
void
cs_window_set_lock (CsWindow *self,
                    CsLock   *lock)
{
  self->lock = g_object_ref (lock);
  g_signal_connect_object (lock, "notify::is-locked", G_CALLBACK (locked_cb), self,
                           G_CONNECT_SWAPPED);
  locked_cb (self);
}
