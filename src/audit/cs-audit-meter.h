/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define CS_AUDIT_METER_SAMPLES 21

/**
 * CsAuditMeter:
 *
 * How fast something goes, over the last samples. Times are handed in.
 */
typedef struct
{
  gint64  times_us[CS_AUDIT_METER_SAMPLES];
  guint64 counts[CS_AUDIT_METER_SAMPLES];
  guint   n_samples;
  guint   next;
} CsAuditMeter;

void   cs_audit_meter_reset    (CsAuditMeter       *self);
void   cs_audit_meter_add      (CsAuditMeter       *self,
                                gint64              now_us,
                                guint64             count);
double cs_audit_meter_get_rate (const CsAuditMeter *self);

G_END_DECLS
