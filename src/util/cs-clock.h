/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define CS_TYPE_CLOCK (cs_clock_get_type ())

G_DECLARE_FINAL_TYPE (CsClock, cs_clock, CS, CLOCK, GObject)

CsClock   *cs_clock_new_system (void) G_GNUC_WARN_UNUSED_RESULT;
CsClock   *cs_clock_new_fixed  (gint64     unix_us) G_GNUC_WARN_UNUSED_RESULT;

gint64     cs_clock_get_unix_us (CsClock   *self);
void       cs_clock_set_unix_us (CsClock   *self,
                                 gint64     unix_us);
GDateTime *cs_clock_dup_kst     (CsClock   *self) G_GNUC_WARN_UNUSED_RESULT;
void       cs_clock_get_today   (CsClock   *self,
                                 GDate     *out_today);

GTimeZone *cs_clock_dup_zone    (const char *name) G_GNUC_WARN_UNUSED_RESULT;
GDateTime *cs_clock_in_zone     (gint64      unix_us,
                                 GTimeZone  *zone) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
