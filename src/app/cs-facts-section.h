/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CS_TYPE_FACTS_SECTION (cs_facts_section_get_type ())

G_DECLARE_FINAL_TYPE (CsFactsSection, cs_facts_section, CS, FACTS_SECTION, AdwBin)

G_END_DECLS
