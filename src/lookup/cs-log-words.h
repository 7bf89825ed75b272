/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-access-log.h"

G_BEGIN_DECLS

const char *cs_action_get_title        (CsAction            action);
char       *cs_log_report_dup_sentence (const CsLogReport  *report) G_GNUC_WARN_UNUSED_RESULT;
char       *cs_log_report_dup_clock    (const CsLogReport  *report) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
