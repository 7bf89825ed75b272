/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "cs-member.h"
#include "cs-purpose.h"
#include "cs-terminal.h"

G_BEGIN_DECLS

char *cs_member_table_dup (CsMember         *member,
                           const CsTerminal *terminal,
                           const CsPurpose  *purpose) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
