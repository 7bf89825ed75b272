/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CsLookupPace:
 * @interval_us: the shortest time between two calls, 0 for none
 * @next_us: when the next call may go out, on the monotonic clock
 * @n_holds: how often in a row the service asked for time
 *
 * When the next of many calls may go out. All times are handed in, so that it can be
 * tried without waiting.
 */
typedef struct
{
  gint64 interval_us;
  gint64 next_us;
  guint  n_holds;
} CsLookupPace;

void   cs_lookup_pace_init     (CsLookupPace       *self,
                                guint               per_second);
gint64 cs_lookup_pace_get_wait (const CsLookupPace *self,
                                gint64              now_us);
void   cs_lookup_pace_take     (CsLookupPace       *self,
                                gint64              now_us);
guint  cs_lookup_pace_hold     (CsLookupPace       *self,
                                gint64              now_us,
                                guint               retry_after_s);
void   cs_lookup_pace_answered (CsLookupPace       *self);

G_END_DECLS
