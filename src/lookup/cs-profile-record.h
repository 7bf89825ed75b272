/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-access-log.h"
#include "cs-clock.h"
#include "cs-profile.h"

G_BEGIN_DECLS

CsAccessRecord *cs_profile_record_new (CsClock        *clock,
                                       CsEnvironment   environment,
                                       const char     *change,
                                       const GError   *outcome) G_GNUC_WARN_UNUSED_RESULT;
gboolean        cs_profile_record     (CsAccessLog    *access_log,
                                       CsClock        *clock,
                                       CsEnvironment   environment,
                                       const char     *change,
                                       const GError   *outcome,
                                       GError        **error);

G_END_DECLS
