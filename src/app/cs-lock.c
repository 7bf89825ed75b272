/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-lock.h"

#include <time.h>

/**
 * CsLock:
 *
 * Whether the console is locked, and when it locks by itself.
 *
 * One for all windows. It destroys nothing: whoever holds card data listens to
 * [property@Lock:is-locked] and lets go of it.
 */
struct _CsLock
{
  GObject       parent_instance;

  GSettings    *settings;
  CsClock      *clock;
  CsLockNow     now;
  gint64        touched_us;
  guint         idle_id;
  gboolean      is_locked;
  CsLockReason  reason;
  GDateTime    *since;
};

G_DEFINE_FINAL_TYPE (CsLock, cs_lock, G_TYPE_OBJECT)

typedef enum
{
  PROP_IS_LOCKED = 1,
} CsLockProperty;

static GParamSpec *properties[PROP_IS_LOCKED + 1];

enum
{
  SIGNAL_REPORT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Goes on while the computer sleeps, which monotonic time does not. */
static gint64
get_boot_us (void)
{
  struct timespec now;

  (void) clock_gettime (CLOCK_BOOTTIME, &now);

  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static gint64
get_idle_left_us (CsLock *self)
{
  gint64 allowed_us = (gint64) g_settings_get_uint (self->settings, "lock-minutes") *
                      60 * G_USEC_PER_SEC;

  return self->touched_us + allowed_us - self->now ();
}

static gboolean
idle_cb (gpointer user_data)
{
  CsLock *self = user_data;

  self->idle_id = 0;
  cs_lock_check_idle (self);

  return G_SOURCE_REMOVE;
}

/* One timer to the moment at which it would lock. A touch does not move it: it looks
 * again when it is there, which is once in minutes and not with each key.
 */
static void
arm (CsLock *self)
{
  gint64 left_ms = MAX (get_idle_left_us (self), 0) / 1000 + 1;

  g_clear_handle_id (&self->idle_id, g_source_remove);
  self->idle_id = g_timeout_add ((guint) MIN (left_ms, G_MAXINT), idle_cb, self);
}

static void
minutes_cb (CsLock *self)
{
  if (!self->is_locked)
    arm (self);
}

static void
cs_lock_get_property (GObject    *object,
                      guint       prop_id,
                      GValue     *value,
                      GParamSpec *pspec)
{
  switch ((CsLockProperty) prop_id)
    {
    case PROP_IS_LOCKED:
      g_value_set_boolean (value, CS_LOCK (object)->is_locked);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
cs_lock_dispose (GObject *object)
{
  CsLock *self = CS_LOCK (object);

  g_clear_handle_id (&self->idle_id, g_source_remove);
  g_clear_object (&self->settings);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->since, g_date_time_unref);

  G_OBJECT_CLASS (cs_lock_parent_class)->dispose (object);
}

static void
cs_lock_class_init (CsLockClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cs_lock_dispose;
  object_class->get_property = cs_lock_get_property;

  /**
   * CsLock:is-locked:
   *
   * Whether nothing of any card may be on screen or in memory.
   */
  properties[PROP_IS_LOCKED] =
    g_param_spec_boolean ("is-locked", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * CsLock::report:
   * @self: the lock
   * @action: a [enum@Action]
   * @subject: (nullable): as the access log has it
   * @outcome: a word as the access log has it
   *
   * Emitted when something was done to it that must be recorded and is no change of its
   * state.
   */
  signals[SIGNAL_REPORT] =
    g_signal_new ("report",
                  G_TYPE_FROM_CLASS (klass),
                  G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL,
                  G_TYPE_NONE, 3, G_TYPE_UINT, G_TYPE_STRING, G_TYPE_STRING);
}

static void
cs_lock_init (CsLock *self)
{
  self->now = get_boot_us;
}

/**
 * cs_lock_new:
 * @settings: the application's settings; `lock-minutes` is read whenever it changes
 * @clock: the time, for people to read
 *
 * Makes a lock that is open, and begins to count idle time.
 *
 * Returns: (transfer full): the lock
 */
CsLock *
cs_lock_new (GSettings *settings,
             CsClock   *clock)
{
  CsLock *self = g_object_new (CS_TYPE_LOCK, NULL);

  self->settings = g_object_ref (settings);
  self->clock = g_object_ref (clock);
  g_signal_connect_object (settings, "changed::lock-minutes", G_CALLBACK (minutes_cb), self,
                           G_CONNECT_SWAPPED);
  self->touched_us = self->now ();
  arm (self);

  return self;
}

gboolean
cs_lock_is_locked (CsLock *self)
{
  return self->is_locked;
}

CsLockReason
cs_lock_get_reason (CsLock *self)
{
  return self->reason;
}

/**
 * cs_lock_get_since:
 * @self: a lock
 *
 * Borrows the time at which it locked.
 *
 * Returns: (nullable): the time in KST, or `NULL` if it never did
 */
GDateTime *
cs_lock_get_since (CsLock *self)
{
  return self->since;
}

CsClock *
cs_lock_get_clock (CsLock *self)
{
  return self->clock;
}

GSettings *
cs_lock_get_settings (CsLock *self)
{
  return self->settings;
}

/**
 * cs_lock_touch:
 * @self: a lock
 *
 * Says that somebody is there. Cheap enough for every key and every move.
 */
void
cs_lock_touch (CsLock *self)
{
  self->touched_us = self->now ();
}

/**
 * cs_lock_engage:
 * @self: a lock
 * @reason: why
 *
 * Locks. When this returns, whoever listens has let go of what it held.
 */
void
cs_lock_engage (CsLock       *self,
                CsLockReason  reason)
{
  if (self->is_locked)
    return;

  g_clear_handle_id (&self->idle_id, g_source_remove);
  g_clear_pointer (&self->since, g_date_time_unref);
  self->since = cs_clock_dup_kst (self->clock);
  self->reason = reason;
  self->is_locked = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_LOCKED]);
}

/**
 * cs_lock_release:
 * @self: a lock
 *
 * Unlocks. Whether somebody may, was found out before.
 */
void
cs_lock_release (CsLock *self)
{
  if (!self->is_locked)
    return;

  self->is_locked = FALSE;
  cs_lock_touch (self);
  arm (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_LOCKED]);
}

/**
 * cs_lock_report:
 * @self: a lock
 * @action: what was done
 * @subject: (nullable): to what
 * @outcome: a word as the access log has it
 *
 * Says that somebody tried to unlock and must not, or changed how it is unlocked.
 */
void
cs_lock_report (CsLock     *self,
                CsAction    action,
                const char *subject,
                const char *outcome)
{
  g_signal_emit (self, signals[SIGNAL_REPORT], 0, (guint) action, subject, outcome);
}

/**
 * cs_lock_set_now: (skip)
 * @self: a lock
 * @now: microseconds since any moment, also while the computer sleeps
 *
 * Gives the lock another source of time, for tests.
 */
void
cs_lock_set_now (CsLock    *self,
                 CsLockNow  now)
{
  self->now = now;
  cs_lock_touch (self);
}

/**
 * cs_lock_check_idle:
 * @self: a lock
 *
 * Locks if nobody has touched anything for long enough, and else sets the timer anew.
 * Called by the timer, and when the computer wakes up, where timers come late.
 *
 * Returns: whether it is locked
 */
gboolean
cs_lock_check_idle (CsLock *self)
{
  if (self->is_locked)
    return TRUE;

  if (get_idle_left_us (self) <= 0)
    cs_lock_engage (self, CS_LOCK_IDLE);
  else
    arm (self);

  return self->is_locked;
}
