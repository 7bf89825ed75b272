/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-member.h"

G_BEGIN_DECLS

#define SAMPLE_MEMBER_ID G_GUINT64_CONSTANT (50000104652)

CsCard   *sample_member_card (CsCardFields      *fields);
CsMember *sample_member_new  (const char *const *patches);

G_END_DECLS
