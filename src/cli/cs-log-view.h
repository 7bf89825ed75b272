/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-access-log.h"

G_BEGIN_DECLS

/**
 * CsLogForm:
 * @CS_LOG_FORM_LINES: columns divided by tabs
 * @CS_LOG_FORM_TABLE: columns of a terminal
 * @CS_LOG_FORM_JSON: one document
 *
 * In which form records are written.
 */
typedef enum
{
  CS_LOG_FORM_LINES,
  CS_LOG_FORM_TABLE,
  CS_LOG_FORM_JSON,
} CsLogForm;

int   cs_log_view_print_records (CsAccessLog        *access_log,
                                 const CsLogFilter  *filter,
                                 CsLogForm           form);
char *cs_log_view_dup_report    (const CsLogReport  *report) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
