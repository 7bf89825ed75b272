/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-attempt.h"
#include "cs-call-report.h"
#include "cs-clock.h"
#include "cs-outcome.h"

G_BEGIN_DECLS

gboolean      cs_call_is_in_trouble (const CsCallReport  *report);
gboolean      cs_call_is_busy       (const CsCallReport  *report);

void          cs_call_note_headers  (CsCallReport        *report,
                                     SoupMessage         *message,
                                     CsClock             *clock);
void          cs_call_note_outcome  (CsCallReport        *report,
                                     const CsOutcome     *outcome);

CsBodyVerdict cs_call_judge_headers (const CsCallReport  *report,
                                     SoupMessage         *message,
                                     gboolean             may_repeat,
                                     GError             **error);
GError       *cs_call_judge_failure (const CsCallReport  *report,
                                     GError              *error) G_GNUC_WARN_UNUSED_RESULT;
GError       *cs_call_judge_outcome (const CsCallReport  *report,
                                     const CsOutcome     *outcome) G_GNUC_WARN_UNUSED_RESULT;
GError       *cs_call_trouble_error (const CsCallReport  *report) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
