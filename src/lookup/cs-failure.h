/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "cs-call-report.h"

G_BEGIN_DECLS

/* The six families of failure, for window, messages and exit codes. */
typedef enum
{
  CS_FAMILY_INPUT,            /* exit 2 */
  CS_FAMILY_REFUSED,          /* exit 1 */
  CS_FAMILY_UNREACHABLE,      /* exit 3 */
  CS_FAMILY_IN_TROUBLE,       /* exit 3 */
  CS_FAMILY_UNUSABLE,         /* exit 4 */
  CS_FAMILY_LOCAL,            /* exit 5 */
} CsFailureFamily;

/**
 * CsFailure:
 * @family: which of the six
 * @title: what failed, a few words
 * @cause: why, a sentence
 * @next_step: what to do, a sentence
 *
 * A failure in the words of the person in front of it, translated.
 */
typedef struct
{
  CsFailureFamily  family;
  char            *title;
  char            *cause;
  char            *next_step;
} CsFailure;

CsFailureFamily  cs_failure_classify      (const GError       *error,
                                           const CsCallReport *report);
CsFailure       *cs_failure_new           (const GError       *error,
                                           const CsCallReport *report) G_GNUC_WARN_UNUSED_RESULT;
void             cs_failure_free          (CsFailure          *self);
int              cs_failure_get_exit_code (CsFailureFamily     family);
const char      *cs_failure_get_word      (CsFailureFamily     family);
char            *cs_failure_dup_outcome   (const GError       *error,
                                           const CsCallReport *report) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsFailure, cs_failure_free)

G_END_DECLS
