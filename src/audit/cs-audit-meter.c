/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-audit-meter.h"

/**
 * cs_audit_meter_reset:
 * @self: where it is kept
 *
 * Begins anew: what was measured before a pause says nothing about what comes.
 */
void
cs_audit_meter_reset (CsAuditMeter *self)
{
  self->n_samples = 0;
  self->next = 0;
}

/**
 * cs_audit_meter_add:
 * @self: a meter
 * @now_us: the monotonic clock
 * @count: how much is done by now
 *
 * Takes a sample; the oldest one is forgotten.
 */
void
cs_audit_meter_add (CsAuditMeter *self,
                    gint64        now_us,
                    guint64       count)
{
  self->times_us[self->next] = now_us;
  self->counts[self->next] = count;
  self->next = (self->next + 1) % CS_AUDIT_METER_SAMPLES;
  self->n_samples = MIN (self->n_samples + 1, CS_AUDIT_METER_SAMPLES);
}

/**
 * cs_audit_meter_get_rate:
 * @self: a meter
 *
 * Tells how much was done a second between the oldest and the newest sample.
 *
 * Returns: the rate, 0 while there are no two samples
 */
double
cs_audit_meter_get_rate (const CsAuditMeter *self)
{
  guint newest = (self->next + CS_AUDIT_METER_SAMPLES - 1) % CS_AUDIT_METER_SAMPLES;
  guint oldest = (self->next + CS_AUDIT_METER_SAMPLES - self->n_samples) % CS_AUDIT_METER_SAMPLES;
  gint64 passed_us;

  if (self->n_samples < 2)
    return 0;

  passed_us = self->times_us[newest] - self->times_us[oldest];

  if (passed_us <= 0)
    return 0;

  return (double) (self->counts[newest] - self->counts[oldest]) * G_USEC_PER_SEC /
         (double) passed_us;
}
