/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "cs-member.h"
#include "cs-purpose.h"
#include "cs-terminal.h"

G_BEGIN_DECLS

void cs_member_heading_append (GString          *page,
                               CsMember         *member,
                               const CsTerminal *terminal,
                               const CsPurpose  *purpose);

G_END_DECLS
