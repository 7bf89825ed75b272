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

/* What stands over the window may show a member, too. File choosers belong to whoever
 * opened them.
 */
static void
close_dialogs (CsWindow *self)
{
  g_autoptr (GList) toplevels = gtk_window_list_toplevels ();

  for (GList *l = toplevels; l != NULL; l = l->next)
    if (gtk_window_get_transient_for (l->data) == GTK_WINDOW (self) && !GTK_IS_DIALOG (l->data))
      gtk_window_destroy (l->data);
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

/* Whatever somebody does in the window, before anything else hears of it. Pointers also
 * enter and leave when windows come and go: that is nobody's doing.
 */
static gboolean
event_cb (GtkEventController *controller,
          GdkEvent           *event,
          gpointer            user_data)
{
  static const GdkEventType signs[] = {
    GDK_KEY_PRESS, GDK_BUTTON_PRESS, GDK_MOTION_NOTIFY, GDK_SCROLL, GDK_TOUCH_BEGIN,
    GDK_TOUCH_UPDATE, GDK_TOUCHPAD_SWIPE, GDK_TOUCHPAD_PINCH, GDK_PAD_BUTTON_PRESS,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (signs); i++)
    if (gdk_event_get_event_type (event) == signs[i])
      cs_lock_touch (CS_WINDOW (user_data)->lock);

  return GDK_EVENT_PROPAGATE;
}

/**
 * cs_window_set_lock:
 * @self: a window
 * @lock: the application's lock
 *
 * Lets the window be locked and unlocked, and tells the lock that somebody is there.
 */
void
cs_window_set_lock (CsWindow *self,
                    CsLock   *lock)
{
  GtkEventController *controller = gtk_event_controller_legacy_new ();

  self->lock = g_object_ref (lock);
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect (controller, "event", G_CALLBACK (event_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
  g_signal_connect_object (lock, "notify::is-locked", G_CALLBACK (locked_cb), self,
                           G_CONNECT_SWAPPED);
  locked_cb (self);
}
