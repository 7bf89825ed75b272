/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "cs-json-writer.h"
#include "cs-json.h"

G_BEGIN_DECLS

#define CS_CODE_SUCCESS           "000_000"
#define CS_CODE_INVALID_PARAMETER "000_002"
#define CS_CODE_MISSING_PARAMETER "000_003"
#define CS_CODE_NO_SUCH_MEMBER    "001_006"

/**
 * CsOutcome:
 * @code: `response.code`, at most 32 printable ASCII characters
 * @description: `response.description`, at most 1000 characters; never compared
 *
 * What the service says of a call.
 */
typedef struct
{
  char *code;
  char *description;
} CsOutcome;

void     cs_outcome_clear       (CsOutcome        *self);
void     cs_outcome_set         (CsOutcome        *self,
                                 const char       *code,
                                 const char       *description);
void     cs_outcome_set_missing (CsOutcome        *self,
                                 const char       *parameter);
void     cs_outcome_set_invalid (CsOutcome        *self,
                                 const char       *parameter);
gboolean cs_outcome_is_success  (const CsOutcome  *self);
gboolean cs_outcome_decode      (CsJsonValue       root,
                                 CsOutcome        *out_outcome,
                                 GError          **error);
void     cs_outcome_encode      (const CsOutcome  *self,
                                 CsJsonWriter     *writer);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CsOutcome, cs_outcome_clear)

G_END_DECLS
