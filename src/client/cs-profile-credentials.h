/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-credentials.h"
#include "cs-profile-settings.h"

G_BEGIN_DECLS

CsCredentials *cs_profile_credentials_load (const CsProfileSettings  *settings,
                                            GError                  **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
