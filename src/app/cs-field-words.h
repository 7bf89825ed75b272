/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-card-fields.h"

G_BEGIN_DECLS

const char *cs_field_words_get_blank (const CsCardFields *fields,
                                      CsCardField         field);
char       *cs_field_words_dup       (const CsCardFields *fields,
                                      CsCardField         field) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
