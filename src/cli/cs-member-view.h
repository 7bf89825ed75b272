/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "cs-member.h"
#include "cs-purpose.h"

G_BEGIN_DECLS

int cs_member_view_print (CsMember        *member,
                          gboolean         as_json,
                          const CsPurpose *purpose);

G_END_DECLS
