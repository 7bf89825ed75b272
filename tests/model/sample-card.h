/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-fact.h"

G_BEGIN_DECLS

/* The day on which the tests of this folder take place. */
#define SAMPLE_TODAY { .day = 18, .month = 3, .year = 2026, .dmy = 1 }

CsCardFields *sample_card_new       (void);
CsCardFields *sample_card_new_with  (const char         *patch);
void          sample_card_patch     (CsCardFields       *fields,
                                     const char         *patch);
CsCardField   sample_field_from_name (const char        *name);
char         *sample_facts_dup_text (const CsCardFields *fields);

G_END_DECLS
