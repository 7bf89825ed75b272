/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cs-audit-manifest.h"

G_BEGIN_DECLS

#define CS_TYPE_AUDIT_PAST_ROW (cs_audit_past_row_get_type ())

G_DECLARE_FINAL_TYPE (CsAuditPastRow, cs_audit_past_row, CS, AUDIT_PAST_ROW, AdwActionRow)

GtkWidget *cs_audit_past_row_new (const char            *folder,
                                  const CsAuditManifest *manifest) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
