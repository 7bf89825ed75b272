/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-case.h"
#include "cs-member.h"

G_BEGIN_DECLS

char *cs_member_csv_dup (CsMember     *member,
                         const CsCase *purpose) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
