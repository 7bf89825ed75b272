/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-audit-bits.h"
#include "cs-audit-input.h"
#include "cs-audit-lines.h"

G_BEGIN_DECLS

/* A record that is longer than this is no row. */
#define CS_AUDIT_RECORD_MAX (64 * 1024)

/* The byte order mark of UTF-8. */
#define CS_AUDIT_BOM "\xef\xbb\xbf"

CsAuditLines *cs_audit_input_new_lines        (CsAuditInput   *self) G_GNUC_WARN_UNUSED_RESULT;
CsAuditBits  *cs_audit_input_get_duplicates   (CsAuditInput   *self);
gboolean      cs_audit_survey_guess           (CsAuditSurvey  *survey,
                                               CsAuditLines   *lines,
                                               const char     *column,
                                               CsAuditHeading  heading,
                                               GError        **error);

G_END_DECLS
