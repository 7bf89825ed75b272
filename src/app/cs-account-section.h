/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CS_TYPE_ACCOUNT_SECTION (cs_account_section_get_type ())

G_DECLARE_FINAL_TYPE (CsAccountSection, cs_account_section, CS, ACCOUNT_SECTION, AdwBin)

G_END_DECLS
