/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CS_TYPE_IDENTIFIERS_SECTION (cs_identifiers_section_get_type ())

G_DECLARE_FINAL_TYPE (CsIdentifiersSection, cs_identifiers_section, CS, IDENTIFIERS_SECTION, AdwBin)

G_END_DECLS
