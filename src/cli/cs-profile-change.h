/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-profile-entry.h"
#include "cs-profile-input.h"

G_BEGIN_DECLS

/* Carries a change out; `change` is to say which one, in English. */
typedef gboolean (*CsProfileChange) (CsProfileEntry        *entry,
                                     const CsProfileInput  *input,
                                     GError               **error);

int cs_profile_change_add    (CsProfile            *profile,
                              const char           *name,
                              const char           *verb);
int cs_profile_change_run    (const CsProfileInput *input,
                              const char           *verb,
                              CsProfileChange       change);
int cs_profile_change_check  (const CsProfileInput *input,
                              guint64               member_id);

G_END_DECLS
