/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CS_TYPE_LIMITS_SECTION (cs_limits_section_get_type ())

G_DECLARE_FINAL_TYPE (CsLimitsSection, cs_limits_section, CS, LIMITS_SECTION, AdwBin)

G_END_DECLS
