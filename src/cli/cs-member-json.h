/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "cs-member.h"

G_BEGIN_DECLS

/* ISO 8601 with seconds and all of the offset: many a reader takes no "+09". */
#define CS_TIME_FORMAT "%Y-%m-%dT%H:%M:%S%:z"

char *cs_member_json_dup (CsMember *member) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
