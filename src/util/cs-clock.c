/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-clock.h"

/**
 * CsClock:
 *
 * The one source of wall-clock time.
 *
 * Everything that asks for the time is handed a clock, so that a test can put
 * it at any moment. Deadlines are not its business: they use monotonic time.
 */
struct _CsClock
{
  GObject  parent_instance;

  gboolean is_fixed;
  gint64   unix_us;
};

G_DEFINE_FINAL_TYPE (CsClock, cs_clock, G_TYPE_OBJECT)

static void
cs_clock_class_init (CsClockClass *klass)
{
}

static void
cs_clock_init (CsClock *self)
{
}

/**
 * cs_clock_new_system:
 *
 * Makes a clock that follows the machine's.
 *
 * Returns: (transfer full): a clock
 */
CsClock *
cs_clock_new_system (void)
{
  return g_object_new (CS_TYPE_CLOCK, NULL);
}

/**
 * cs_clock_new_fixed:
 * @unix_us: microseconds since 1970-01-01 UTC
 *
 * Makes a clock that stands still at @unix_us until it is set.
 *
 * Returns: (transfer full): a clock
 */
CsClock *
cs_clock_new_fixed (gint64 unix_us)
{
  CsClock *self = g_object_new (CS_TYPE_CLOCK, NULL);

  cs_clock_set_unix_us (self, unix_us);

  return self;
}

/**
 * cs_clock_get_unix_us:
 * @self: a clock
 *
 * Reads the clock. Safe from any thread as long as nobody sets it.
 *
 * Returns: microseconds since 1970-01-01 UTC
 */
gint64
cs_clock_get_unix_us (CsClock *self)
{
  g_return_val_if_fail (CS_IS_CLOCK (self), 0);

  return self->is_fixed ? self->unix_us : g_get_real_time ();
}

/**
 * cs_clock_set_unix_us:
 * @self: a clock
 * @unix_us: microseconds since 1970-01-01 UTC
 *
 * Puts the clock at @unix_us, where it stands still.
 */
void
cs_clock_set_unix_us (CsClock *self,
                      gint64   unix_us)
{
  g_return_if_fail (CS_IS_CLOCK (self));

  self->is_fixed = TRUE;
  self->unix_us = unix_us;
}

/**
 * cs_clock_dup_kst:
 * @self: a clock
 *
 * Reads the clock as Korean time, UTC+9 without daylight saving, whatever the
 * machine's zone is.
 *
 * Returns: (transfer full): the time in KST
 */
GDateTime *
cs_clock_dup_kst (CsClock *self)
{
  g_autoptr (GTimeZone) kst = cs_clock_dup_zone ("KST");

  return cs_clock_in_zone (cs_clock_get_unix_us (self), kst);
}

/**
 * cs_clock_get_today:
 * @self: a clock
 * @out_today: (out caller-allocates): the date
 *
 * Tells today's date in KST, which decides whether a card has expired.
 */
void
cs_clock_get_today (CsClock *self,
                    GDate   *out_today)
{
  g_autoptr (GDateTime) now = cs_clock_dup_kst (self);
  int year, month, day;

  g_date_time_get_ymd (now, &year, &month, &day);
  g_date_clear (out_today, 1);
  g_date_set_dmy (out_today, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
}

/**
 * cs_clock_dup_zone:
 * @name: a zone as X-KM-Time-Zone names it: `KST` or `UTC`
 *
 * Makes the time zone called @name, computed and not taken from the machine.
 *
 * Returns: (transfer full) (nullable): the zone, or `NULL` for any other name
 */
GTimeZone *
cs_clock_dup_zone (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  if (g_str_equal (name, "KST"))
    return g_time_zone_new_offset (9 * 60 * 60);

  if (g_str_equal (name, "UTC"))
    return g_time_zone_new_utc ();

  return NULL;
}

/**
 * cs_clock_in_zone:
 * @unix_us: microseconds since 1970-01-01 UTC
 * @zone: a time zone
 *
 * Turns a reading of the clock into a date and time.
 *
 * Returns: (transfer full): the time in @zone, with microseconds
 */
GDateTime *
cs_clock_in_zone (gint64     unix_us,
                  GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (unix_us / G_USEC_PER_SEC);
  g_autoptr (GDateTime) exact = g_date_time_add (utc, unix_us % G_USEC_PER_SEC);

  return g_date_time_to_timezone (exact, zone);
}
