/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cs-profile.h"

G_BEGIN_DECLS

#define CS_TYPE_ENVIRONMENT_STRIP (cs_environment_strip_get_type ())

G_DECLARE_FINAL_TYPE (CsEnvironmentStrip, cs_environment_strip, CS, ENVIRONMENT_STRIP, AdwBin)

void cs_environment_strip_set_unconnected (CsEnvironmentStrip *self,
                                           const char         *profile);
void cs_environment_strip_set_environment (CsEnvironmentStrip *self,
                                           CsEnvironment       environment,
                                           const char         *detail);

G_END_DECLS
