/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-call-report.h"

G_DEFINE_BOXED_TYPE (CsCallReport, cs_call_report, cs_call_report_copy, cs_call_report_free)

/**
 * cs_call_report_new:
 *
 * Makes the report of a call that has not been sent yet.
 *
 * Returns: (transfer full): an empty report
 */
CsCallReport *
cs_call_report_new (void)
{
  return g_new0 (CsCallReport, 1);
}

/**
 * cs_call_report_copy:
 * @self: a report
 *
 * Copies a report.
 *
 * Returns: (transfer full): the copy
 */
CsCallReport *
cs_call_report_copy (const CsCallReport *self)
{
  CsCallReport *copy = g_memdup2 (self, sizeof *self);

  copy->answered_correlation_id = g_strdup (self->answered_correlation_id);
  copy->code = g_strdup (self->code);
  copy->description = g_strdup (self->description);

  return copy;
}

/**
 * cs_call_report_free:
 * @self: (transfer full) (nullable): a report
 *
 * Frees a report.
 */
void
cs_call_report_free (CsCallReport *self)
{
  if (self == NULL)
    return;

  g_free (self->answered_correlation_id);
  g_free (self->code);
  g_free (self->description);
  g_free (self);
}
