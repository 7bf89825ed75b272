/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-fact.h"

G_BEGIN_DECLS

#define SAMPLE_AXES_MAX 12

/* One field and everything that may become of it, as sample_card_patch() has it:
 * `=30`, `-`, `!`.
 */
typedef struct
{
  const char        *field;
  const char *const *values;
} SampleAxis;

/* Called with which value each axis has. */
typedef void (*SampleVisitFunc) (const CsCardFields *fields,
                                 const guint        *chosen);

guint sample_walk (const SampleAxis *axes,
                   guint             n_axes,
                   SampleVisitFunc   visit);

void  sample_assert_facts (const CsCardFields *fields,
                           const CsFact       *expected,
                           guint               n_expected);

G_END_DECLS
