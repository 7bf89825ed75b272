/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-desk-watch.h"

#include <gio/gunixfdlist.h>
#include <glib/gi18n-lib.h>
#include <unistd.h>

#define LOGIND         "org.freedesktop.login1"
#define LOGIND_PATH    "/org/freedesktop/login1"
#define LOGIND_MANAGER "org.freedesktop.login1.Manager"
#define LOGIND_SESSION "org.freedesktop.login1.Session"

/**
 * CsDeskWatch:
 *
 * Locks the console when the desktop locks its screen or the computer goes to sleep.
 *
 * Three may say so: logind, for the session and for sleep, and the screen savers of the
 * desktops, under the name they agreed on and under GNOME's own. Where none of them is
 * there, idle time still locks.
 *
 * Sleep is delayed until the console is locked: what was in memory would be on the disk
 * of a computer that hibernates.
 */
struct _CsDeskWatch
{
  GObject          parent_instance;

  CsLock          *lock;
  GCancellable    *cancellable;
  GDBusConnection *buses[2];
  GArray          *subscriptions;      /* of Subscription */
  int              sleep_delay;        /* file descriptor, or -1 */
};

typedef struct
{
  GDBusConnection *bus;
  guint            id;
} Subscription;

G_DEFINE_FINAL_TYPE (CsDeskWatch, cs_desk_watch, G_TYPE_OBJECT)

static void
end_delay (CsDeskWatch *self)
{
  if (self->sleep_delay >= 0)
    (void) close (self->sleep_delay);

  self->sleep_delay = -1;
}

static void
delayed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (CsDeskWatch) self = user_data;
  g_autoptr (GUnixFDList) descriptors = NULL;
  g_autoptr (GVariant) answer =
    g_dbus_connection_call_with_unix_fd_list_finish (G_DBUS_CONNECTION (source), &descriptors,
                                                     result, NULL);
  int index;

  if (answer == NULL || descriptors == NULL || self->lock == NULL)
    return;

  g_variant_get (answer, "(h)", &index);
  end_delay (self);
  self->sleep_delay = g_unix_fd_list_get (descriptors, index, NULL);
}

static void
delay_sleep (CsDeskWatch     *self,
             GDBusConnection *bus)
{
  g_dbus_connection_call_with_unix_fd_list (
    bus, LOGIND, LOGIND_PATH, LOGIND_MANAGER, "Inhibit",
    g_variant_new ("(ssss)", "sleep", "CardSync", _("Card data is removed from memory first"),
                   "delay"),
    G_VARIANT_TYPE ("(h)"), G_DBUS_CALL_FLAGS_NONE, -1, NULL, self->cancellable, delayed_cb,
    g_object_ref (self));
}

static void
sleep_cb (GDBusConnection *bus,
          const char      *sender,
          const char      *path,
          const char      *interface,
          const char      *signal,
          GVariant        *parameters,
          gpointer         user_data)
{
  CsDeskWatch *self = user_data;
  gboolean begins;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(b)")))
    return;

  g_variant_get (parameters, "(b)", &begins);

  if (begins)
    {
      cs_lock_engage (self->lock, CS_LOCK_SUSPEND);
      end_delay (self);
      return;
    }

  cs_lock_check_idle (self->lock);
  delay_sleep (self, bus);
}

static void
session_locked_cb (GDBusConnection *bus,
                   const char      *sender,
                   const char      *path,
                   const char      *interface,
                   const char      *signal,
                   GVariant        *parameters,
                   gpointer         user_data)
{
  cs_lock_engage (CS_DESK_WATCH (user_data)->lock, CS_LOCK_SCREEN);
}

static void
screen_saver_cb (GDBusConnection *bus,
                 const char      *sender,
                 const char      *path,
                 const char      *interface,
                 const char      *signal,
                 GVariant        *parameters,
                 gpointer         user_data)
{
  gboolean is_active;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(b)")))
    return;

  g_variant_get (parameters, "(b)", &is_active);

  if (is_active)
    cs_lock_engage (CS_DESK_WATCH (user_data)->lock, CS_LOCK_SCREEN);
}

static void
subscribe (CsDeskWatch         *self,
           GDBusConnection     *bus,
           const char          *name,
           const char          *path,
           const char          *interface,
           const char          *signal,
           GDBusSignalCallback  callback)
{
  Subscription subscription = {
    bus,
    g_dbus_connection_signal_subscribe (bus, name, interface, signal, path, NULL,
                                        G_DBUS_SIGNAL_FLAGS_NONE, callback, self, NULL),
  };

  g_array_append_val (self->subscriptions, subscription);
}

static void
watch_session (CsDeskWatch     *self,
               GDBusConnection *bus,
               GVariant        *answer)
{
  const char *path;

  g_variant_get (answer, "(&o)", &path);
  subscribe (self, bus, LOGIND, path, LOGIND_SESSION, "Lock", session_locked_cb);
}

static void
session_of_process_cb (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  g_autoptr (CsDeskWatch) self = user_data;
  GDBusConnection *bus = G_DBUS_CONNECTION (source);
  g_autoptr (GVariant) answer = g_dbus_connection_call_finish (bus, result, NULL);

  if (answer != NULL && self->lock != NULL)
    watch_session (self, bus, answer);
}

static void
call_logind (CsDeskWatch         *self,
             GDBusConnection     *bus,
             const char          *method,
             GVariant            *parameters,
             GAsyncReadyCallback  callback)
{
  g_dbus_connection_call (bus, LOGIND, LOGIND_PATH, LOGIND_MANAGER, method, parameters,
                          G_VARIANT_TYPE ("(o)"), G_DBUS_CALL_FLAGS_NONE, -1, self->cancellable,
                          callback, g_object_ref (self));
}

/* An older logind does not know “auto”. */
static void
session_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (CsDeskWatch) self = user_data;
  GDBusConnection *bus = G_DBUS_CONNECTION (source);
  g_autoptr (GVariant) answer = g_dbus_connection_call_finish (bus, result, NULL);

  if (self->lock == NULL)
    return;

  if (answer != NULL)
    watch_session (self, bus, answer);
  else
    call_logind (self, bus, "GetSessionByPID", g_variant_new ("(u)", (guint) getpid ()),
                 session_of_process_cb);
}

static GDBusConnection *
take_bus (CsDeskWatch  *self,
          GAsyncResult *result,
          guint         index)
{
  GDBusConnection *bus = g_bus_get_finish (result, NULL);

  if (bus == NULL || self->lock == NULL)
    {
      g_clear_object (&bus);
      return NULL;
    }

  /* A bus that goes must not take the console with it. */
  g_dbus_connection_set_exit_on_close (bus, FALSE);
  self->buses[index] = bus;

  return bus;
}

static void
system_bus_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (CsDeskWatch) self = user_data;
  GDBusConnection *bus = take_bus (self, result, 0);

  if (bus == NULL)
    return;

  subscribe (self, bus, LOGIND, LOGIND_PATH, LOGIND_MANAGER, "PrepareForSleep", sleep_cb);
  delay_sleep (self, bus);

  /* What a desktop starts below user@.service is in no session: “auto” is that of the
   * display then.
   */
  call_logind (self, bus, "GetSession", g_variant_new ("(s)", "auto"), session_cb);
}

static void
session_bus_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  static const char *const savers[] = { "org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver" };
  g_autoptr (CsDeskWatch) self = user_data;
  GDBusConnection *bus = take_bus (self, result, 1);

  for (gsize i = 0; bus != NULL && i < G_N_ELEMENTS (savers); i++)
    subscribe (self, bus, savers[i], NULL, savers[i], "ActiveChanged", screen_saver_cb);
}

static void
cs_desk_watch_dispose (GObject *object)
{
  CsDeskWatch *self = CS_DESK_WATCH (object);

  g_cancellable_cancel (self->cancellable);
  end_delay (self);

  for (guint i = 0; i < self->subscriptions->len; i++)
    {
      Subscription *subscription = &g_array_index (self->subscriptions, Subscription, i);

      g_dbus_connection_signal_unsubscribe (subscription->bus, subscription->id);
    }

  g_array_set_size (self->subscriptions, 0);
  g_clear_object (&self->buses[0]);
  g_clear_object (&self->buses[1]);
  g_clear_object (&self->lock);

  G_OBJECT_CLASS (cs_desk_watch_parent_class)->dispose (object);
}

static void
cs_desk_watch_finalize (GObject *object)
{
  CsDeskWatch *self = CS_DESK_WATCH (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->subscriptions, g_array_unref);

  G_OBJECT_CLASS (cs_desk_watch_parent_class)->finalize (object);
}

static void
cs_desk_watch_class_init (CsDeskWatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cs_desk_watch_dispose;
  object_class->finalize = cs_desk_watch_finalize;
}

static void
cs_desk_watch_init (CsDeskWatch *self)
{
  self->cancellable = g_cancellable_new ();
  self->subscriptions = g_array_new (FALSE, FALSE, sizeof (Subscription));
  self->sleep_delay = -1;
}

/**
 * cs_desk_watch_new:
 * @lock: what to lock
 *
 * Begins to listen, as soon as the buses answer.
 *
 * Returns: (transfer full): the watch
 */
CsDeskWatch *
cs_desk_watch_new (CsLock *lock)
{
  CsDeskWatch *self = g_object_new (CS_TYPE_DESK_WATCH, NULL);

  self->lock = g_object_ref (lock);
  g_bus_get (G_BUS_TYPE_SYSTEM, self->cancellable, system_bus_cb, g_object_ref (self));
  g_bus_get (G_BUS_TYPE_SESSION, self->cancellable, session_bus_cb, g_object_ref (self));

  return self;
}
