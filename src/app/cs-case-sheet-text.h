/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-case.h"
#include "cs-member.h"
#include "cs-profile.h"

G_BEGIN_DECLS

char *cs_case_sheet_text_dup_head (CsMember     *member,
                                   CsProfile    *profile,
                                   const CsCase *purpose) G_GNUC_WARN_UNUSED_RESULT;
char *cs_case_sheet_text_dup_card (CsCard       *card) G_GNUC_WARN_UNUSED_RESULT;
char *cs_case_sheet_text_dup_foot (CsMember     *member,
                                   CsProfile    *profile,
                                   guint         page,
                                   guint         n_pages) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
