/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-audit-finding.h"
#include "cs-lookup.h"

G_BEGIN_DECLS

void     cs_findings_export_async  (CsLookup             *lookup,
                                    GPtrArray            *findings,
                                    const CsCase         *purpose,
                                    const char           *path,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
gboolean cs_findings_export_finish (GAsyncResult         *result,
                                    GError              **error);

G_END_DECLS
