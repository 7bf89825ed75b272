/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "cs-call-headers.h"

G_BEGIN_DECLS

#define CS_TYPE_CALL_REPORT (cs_call_report_get_type ())

/**
 * CsCallReport:
 * @started_us: when the last attempt was sent, by the clock, microseconds UTC
 * @correlation_id: of the last attempt
 * @answered_correlation_id: (nullable): what the answer's header said, at most 64
 *   printable characters
 * @http_status: 0 if there was no answer
 * @code: (nullable): business code
 * @description: (nullable): the service's words for it
 * @retry_after_s: seconds that the service asks to wait, 0 if it does not say
 * @n_attempts: how often the call was sent
 * @server_time_us: the answer's Date header, microseconds UTC, 0 if there was none
 *
 * How a call went, whether it succeeded or not. Holds nothing of its content.
 */
typedef struct
{
  gint64  started_us;
  char    correlation_id[CS_CORRELATION_ID_LENGTH + 1];
  char   *answered_correlation_id;
  guint   http_status;
  char   *code;
  char   *description;
  guint   retry_after_s;
  guint   n_attempts;
  gint64  server_time_us;
} CsCallReport;

GType         cs_call_report_get_type (void);
CsCallReport *cs_call_report_new      (void) G_GNUC_WARN_UNUSED_RESULT;
CsCallReport *cs_call_report_copy     (const CsCallReport *self) G_GNUC_WARN_UNUSED_RESULT;
void          cs_call_report_free     (CsCallReport       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsCallReport, cs_call_report_free)

G_END_DECLS
