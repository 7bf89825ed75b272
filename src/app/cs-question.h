/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-case.h"
#include "cs-identify.h"

G_BEGIN_DECLS

/**
 * CsQuestion:
 * @identity: whom to look for
 * @par: (nullable): only this card of the member
 * @purpose: (nullable): case and reason, for the access log
 *
 * What a page asks the service.
 */
typedef struct
{
  CsIdentity *identity;
  char       *par;
  CsCase     *purpose;
} CsQuestion;

CsQuestion *cs_question_new        (const CsIdentity *identity,
                                    const char       *par,
                                    const CsCase     *purpose) G_GNUC_WARN_UNUSED_RESULT;
CsQuestion *cs_question_new_member (guint64           member_id,
                                    const char       *par,
                                    const CsCase     *purpose) G_GNUC_WARN_UNUSED_RESULT;
void        cs_question_free       (CsQuestion       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsQuestion, cs_question_free)

G_END_DECLS
