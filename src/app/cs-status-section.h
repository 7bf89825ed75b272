/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CS_TYPE_STATUS_SECTION (cs_status_section_get_type ())

G_DECLARE_FINAL_TYPE (CsStatusSection, cs_status_section, CS, STATUS_SECTION, AdwBin)

G_END_DECLS
