/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-credentials.h"

G_BEGIN_DECLS

gboolean cs_mock_export_profile (const char           *base_url,
                                 const CsCredentials  *credentials,
                                 const char           *directory,
                                 GError              **error);

G_END_DECLS
