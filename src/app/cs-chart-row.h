/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cs-tone-style.h"

G_BEGIN_DECLS

#define CS_TYPE_CHART_ROW (cs_chart_row_get_type ())

G_DECLARE_FINAL_TYPE (CsChartRow, cs_chart_row, CS, CHART_ROW, GtkListBoxRow)

GtkWidget *cs_chart_row_new      (guint              id,
                                  const CsToneStyle *style,
                                  const char        *title) G_GNUC_WARN_UNUSED_RESULT;
guint      cs_chart_row_get_id   (CsChartRow        *self);
guint64    cs_chart_row_get_count (CsChartRow       *self);
void       cs_chart_row_set_bar  (CsChartRow        *self,
                                  guint64            count,
                                  guint64            most);
void       cs_chart_row_set_share (CsChartRow       *self,
                                  guint64            count,
                                  guint64            total);

G_END_DECLS
