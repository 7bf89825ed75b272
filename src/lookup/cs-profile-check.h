/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-access-log.h"
#include "cs-call-report.h"
#include "cs-clock.h"
#include "cs-profile.h"

G_BEGIN_DECLS

/* No member of any project has it, so that a check reads nobody's cards. */
#define CS_CHECK_MEMBER_ID G_GUINT64_CONSTANT (1)

typedef enum
{
  CS_CHECK_KEYS,
  CS_CHECK_SECRET_KEY,
  CS_CHECK_TLS,
  CS_CHECK_CALL,
  CS_CHECK_CLOCK,
} CsCheckPart;

typedef enum
{
  CS_CHECK_OK,
  CS_CHECK_WARNING,
  CS_CHECK_FAILED,
  CS_CHECK_SKIPPED,
} CsCheckResult;

/**
 * CsCheckLine:
 * @part: what was looked at
 * @result: how it is
 * @text: a sentence
 *
 * One line of what a check found.
 */
typedef struct
{
  CsCheckPart    part;
  CsCheckResult  result;
  char          *text;
} CsCheckLine;

/**
 * CsProfileCheck:
 * @lines: (element-type CsCheckLine): what was found, in the order of looking
 * @failure: (nullable): the first thing that failed
 * @report: (nullable): how the call went
 */
typedef struct
{
  GPtrArray    *lines;
  GError       *failure;
  CsCallReport *report;
} CsProfileCheck;

void            cs_profile_check_free       (CsProfileCheck       *self);
void            cs_profile_check_run_async  (CsProfile            *profile,
                                             CsAccessLog          *access_log,
                                             CsClock              *clock,
                                             guint64               member_id,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
CsProfileCheck *cs_profile_check_run_finish (GAsyncResult         *result,
                                             GError              **error) G_GNUC_WARN_UNUSED_RESULT;

const char     *cs_check_part_to_string     (CsCheckPart           part);
const char     *cs_check_result_to_string   (CsCheckResult         result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsProfileCheck, cs_profile_check_free)

G_END_DECLS
