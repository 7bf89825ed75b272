/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cs-case.h"

G_BEGIN_DECLS

#define CS_TYPE_CASE_CHIP (cs_case_chip_get_type ())

G_DECLARE_FINAL_TYPE (CsCaseChip, cs_case_chip, CS, CASE_CHIP, AdwBin)

CsCase   *cs_case_chip_dup_case    (CsCaseChip *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean  cs_case_chip_is_complete (CsCaseChip *self);
void      cs_case_chip_clear       (CsCaseChip *self);
void      cs_case_chip_popup       (CsCaseChip *self);

G_END_DECLS
