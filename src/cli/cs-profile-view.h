/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "cs-profile-check.h"

G_BEGIN_DECLS

int cs_profile_view_print_list  (GPtrArray            *entries,
                                 gboolean              as_json);
int cs_profile_view_print_check (const CsProfileCheck *check);

G_END_DECLS
