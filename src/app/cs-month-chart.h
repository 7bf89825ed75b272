/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cs-audit-totals.h"

G_BEGIN_DECLS

#define CS_TYPE_MONTH_CHART (cs_month_chart_get_type ())

G_DECLARE_FINAL_TYPE (CsMonthChart, cs_month_chart, CS, MONTH_CHART, AdwBin)

void cs_month_chart_set_totals (CsMonthChart        *self,
                                const CsAuditTotals *totals,
                                GDateTime           *now);

G_END_DECLS
