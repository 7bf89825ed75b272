/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "cs-member.h"

G_BEGIN_DECLS

char *cs_member_json_dup (CsMember *member) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
