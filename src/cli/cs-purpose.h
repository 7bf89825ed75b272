/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "cs-case.h"

G_BEGIN_DECLS

/**
 * CsPurpose:
 * @reference: (nullable): the caller's case, as the option gave it
 * @reason: (nullable): why the data is read
 *
 * What a command says it is for.
 */
typedef struct
{
  char *reference;
  char *reason;
} CsPurpose;

#define CS_PURPOSE_OPTIONS(purpose) \
  { "case", 'c', 0, G_OPTION_ARG_STRING, &(purpose).reference, \
    N_("The case it is for; kept in the access log"), N_("REF") }, \
  { "reason", 'r', 0, G_OPTION_ARG_STRING, &(purpose).reason, \
    N_("Why the data is read; kept in the access log"), N_("TEXT") }

int     cs_purpose_check    (const CsPurpose *self);
CsCase *cs_purpose_dup_case (const CsPurpose *self) G_GNUC_WARN_UNUSED_RESULT;
void    cs_purpose_clear    (CsPurpose       *self);

G_END_DECLS
