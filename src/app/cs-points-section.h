/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CS_TYPE_POINTS_SECTION (cs_points_section_get_type ())

G_DECLARE_FINAL_TYPE (CsPointsSection, cs_points_section, CS, POINTS_SECTION, AdwBin)

G_END_DECLS
