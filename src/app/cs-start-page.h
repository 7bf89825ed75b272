/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CS_TYPE_START_PAGE (cs_start_page_get_type ())

G_DECLARE_FINAL_TYPE (CsStartPage, cs_start_page, CS, START_PAGE, AdwBin)

void cs_start_page_set_demo        (CsStartPage  *self,
                                    gboolean      is_demo);
void cs_start_page_set_first_start (CsStartPage  *self,
                                    gboolean      is_first_start);
void cs_start_page_set_recents     (CsStartPage  *self,
                                    const GArray *member_ids);

G_END_DECLS
