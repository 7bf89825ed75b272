/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-lock-activity.h"

/* Whatever somebody does in a window, before anything else hears of it. Pointers also
 * enter and leave when windows come and go: that is nobody's doing.
 */
static gboolean
event_cb (GtkEventController *controller,
          GdkEvent           *event,
          CsLock             *lock)
{
  static const GdkEventType signs[] = {
    GDK_KEY_PRESS, GDK_BUTTON_PRESS, GDK_MOTION_NOTIFY, GDK_SCROLL, GDK_TOUCH_BEGIN,
    GDK_TOUCH_UPDATE, GDK_TOUCHPAD_SWIPE, GDK_TOUCHPAD_PINCH, GDK_PAD_BUTTON_PRESS,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (signs); i++)
    if (gdk_event_get_event_type (event) == signs[i])
      cs_lock_touch (lock);

  return GDK_EVENT_PROPAGATE;
}

/* Of several controllers the one that was added last comes first: a window has its own by
 * the time it is realized.
 */
static void
realize_cb (GtkWidget *window,
            CsLock    *lock)
{
  GtkEventController *controller = gtk_event_controller_legacy_new ();

  g_signal_handlers_disconnect_by_func (window, realize_cb, lock);
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_object (controller, "event", G_CALLBACK (event_cb), lock, 0);
  gtk_widget_add_controller (window, controller);
}

static void
windows_cb (GListModel *windows,
            guint       position,
            guint       n_removed,
            guint       n_added,
            CsLock     *lock)
{
  for (guint i = 0; i < n_added; i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, position + i);

      g_signal_connect_object (window, "realize", G_CALLBACK (realize_cb), lock, 0);
    }
}

/**
 * cs_lock_activity_watch:
 * @lock: the application's lock
 *
 * Tells the lock that somebody is there, from now on, whenever somebody does anything in any
 * window of this program that opens: dialogs are windows too.
 */
void
cs_lock_activity_watch (CsLock *lock)
{
  g_signal_connect_object (gtk_window_get_toplevels (), "items-changed", G_CALLBACK (windows_cb),
                           lock, 0);
}
