/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "cs-case.h"
#include "cs-lookup.h"
#include "cs-member.h"

G_BEGIN_DECLS

typedef enum
{
  CS_EXPORT_CSV,
  CS_EXPORT_JSON,
  CS_EXPORT_PDF,
} CsExportForm;

void     cs_member_export_async  (CsLookup             *lookup,
                                  CsMember             *member,
                                  const CsCase         *purpose,
                                  CsExportForm          form,
                                  const char           *path,
                                  GAsyncReadyCallback   callback,
                                  gpointer              user_data);
gboolean cs_member_export_finish (GAsyncResult         *result,
                                  GError              **error);

G_END_DECLS
