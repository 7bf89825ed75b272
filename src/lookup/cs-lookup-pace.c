/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-lookup-pace.h"

#include "cs-retry.h"

/* What a service that does not say how long gets, before it doubles. */
#define HOLD_MS   500
#define HOLDS_MAX 6

/**
 * cs_lookup_pace_init:
 * @self: where it is kept
 * @per_second: the most calls in a second, 0 for any number
 *
 * Begins at a standing start: the first call may go out at once.
 */
void
cs_lookup_pace_init (CsLookupPace *self,
                     guint         per_second)
{
  self->interval_us = per_second > 0 ? G_USEC_PER_SEC / (gint64) per_second : 0;
  self->next_us = 0;
  self->n_holds = 0;
}

/**
 * cs_lookup_pace_get_wait:
 * @self: a pace
 * @now_us: the monotonic clock
 *
 * Tells how long the next call has to wait.
 *
 * Returns: microseconds, 0 for not at all
 */
gint64
cs_lookup_pace_get_wait (const CsLookupPace *self,
                         gint64              now_us)
{
  return MAX (self->next_us - now_us, 0);
}

/**
 * cs_lookup_pace_take:
 * @self: a pace
 * @now_us: the monotonic clock
 *
 * Notes that a call goes out. What was not used of the past is not made up for: a
 * burst after a pause is what a rate is there to prevent.
 */
void
cs_lookup_pace_take (CsLookupPace *self,
                     gint64        now_us)
{
  self->next_us = MAX (self->next_us, now_us) + self->interval_us;
}

/**
 * cs_lookup_pace_hold:
 * @self: a pace
 * @now_us: the monotonic clock
 * @retry_after_s: how long the service asks to wait, 0 if it does not say
 *
 * Holds everything back because the service asks for it. Where it does not say how
 * long, the time doubles from one such answer to the next.
 *
 * Returns: for how long, milliseconds
 */
guint
cs_lookup_pace_hold (CsLookupPace *self,
                     gint64        now_us,
                     guint         retry_after_s)
{
  guint pause_ms;

  /* Calls that were under way together say the same thing once. */
  if (retry_after_s == 0 && cs_lookup_pace_get_wait (self, now_us) > self->interval_us)
    return (guint) (cs_lookup_pace_get_wait (self, now_us) / 1000);

  pause_ms = cs_retry_get_pause_ms (MIN (self->n_holds, HOLDS_MAX), HOLD_MS, retry_after_s);
  self->n_holds++;
  self->next_us = MAX (self->next_us, now_us + (gint64) pause_ms * 1000);

  return pause_ms;
}

/**
 * cs_lookup_pace_answered:
 * @self: a pace
 *
 * Notes that the service answers again.
 */
void
cs_lookup_pace_answered (CsLookupPace *self)
{
  self->n_holds = 0;
}
