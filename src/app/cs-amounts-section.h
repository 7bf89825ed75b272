/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CS_TYPE_AMOUNTS_SECTION (cs_amounts_section_get_type ())

G_DECLARE_FINAL_TYPE (CsAmountsSection, cs_amounts_section, CS, AMOUNTS_SECTION, AdwBin)

G_END_DECLS
