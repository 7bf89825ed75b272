/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "cs-tone-style.h"

G_BEGIN_DECLS

/**
 * CsChartPart:
 * @style: what it looks like
 * @count: how much it is
 * @shows_shape: whether the shape of its tone is drawn into it
 *
 * A part of a bar.
 */
typedef struct
{
  const CsToneStyle *style;
  guint64            count;
  gboolean           shows_shape;
} CsChartPart;

#define CS_TYPE_CHART_BAR (cs_chart_bar_get_type ())

G_DECLARE_FINAL_TYPE (CsChartBar, cs_chart_bar, CS, CHART_BAR, GtkWidget)

void cs_chart_bar_set_upright (CsChartBar        *self);
void cs_chart_bar_set_parts   (CsChartBar        *self,
                               const CsChartPart *parts,
                               guint              n_parts,
                               guint64            total);

G_END_DECLS
