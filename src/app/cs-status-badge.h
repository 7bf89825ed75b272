/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cs-card-fields.h"
#include "cs-status.h"

G_BEGIN_DECLS

#define CS_TYPE_STATUS_BADGE (cs_status_badge_get_type ())

G_DECLARE_FINAL_TYPE (CsStatusBadge, cs_status_badge, CS, STATUS_BADGE, AdwBin)

void cs_status_badge_set_fields (CsStatusBadge      *self,
                                 const CsCardFields *fields,
                                 const CsCardFields *before);

G_END_DECLS
