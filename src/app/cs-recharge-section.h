/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CS_TYPE_RECHARGE_SECTION (cs_recharge_section_get_type ())

G_DECLARE_FINAL_TYPE (CsRechargeSection, cs_recharge_section, CS, RECHARGE_SECTION, AdwBin)

G_END_DECLS
