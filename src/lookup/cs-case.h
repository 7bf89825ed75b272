/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-access-record.h"

G_BEGIN_DECLS

#define CS_CASE_REFERENCE_MAX 64     /* characters */
#define CS_CASE_REASON_MAX    200    /* characters */

/**
 * CsCase:
 * @reference: (nullable): the caller's case
 * @reason: (nullable): why the data is read
 *
 * What a look-up is for. Set once a caller; goes into every record, export and print.
 */
typedef struct
{
  char *reference;
  char *reason;
} CsCase;

gboolean        cs_case_validate   (const char    *reference,
                                    const char    *reason,
                                    GError       **error);
CsCase         *cs_case_new        (const char    *reference,
                                    const char    *reason) G_GNUC_WARN_UNUSED_RESULT;
CsCase         *cs_case_copy       (const CsCase  *self) G_GNUC_WARN_UNUSED_RESULT;
void            cs_case_free       (CsCase        *self);

CsAccessRecord *cs_case_new_record (const CsCase  *self,
                                    CsAction       action,
                                    const char    *environment,
                                    gint64         unix_us) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsCase, cs_case_free)

G_END_DECLS
