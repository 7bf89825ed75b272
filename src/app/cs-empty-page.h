/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cs-member.h"

G_BEGIN_DECLS

#define CS_TYPE_EMPTY_PAGE (cs_empty_page_get_type ())

/* "No cards": a member who exists and holds none. */
G_DECLARE_FINAL_TYPE (CsEmptyPage, cs_empty_page, CS, EMPTY_PAGE, AdwBin)

void cs_empty_page_set_member (CsEmptyPage *self,
                               CsMember    *member);

G_END_DECLS
