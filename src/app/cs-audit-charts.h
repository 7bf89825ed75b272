/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cs-audit-totals.h"

G_BEGIN_DECLS

#define CS_TYPE_AUDIT_CHARTS (cs_audit_charts_get_type ())

G_DECLARE_FINAL_TYPE (CsAuditCharts, cs_audit_charts, CS, AUDIT_CHARTS, AdwBin)

void cs_audit_charts_set_totals  (CsAuditCharts       *self,
                                  const CsAuditTotals *totals,
                                  GDateTime           *now);
void cs_audit_charts_set_compact (CsAuditCharts       *self,
                                  gboolean             is_compact);

G_END_DECLS
