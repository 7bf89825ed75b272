/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-audit-totals.h"

G_BEGIN_DECLS

/**
 * CsAuditBar:
 * @label: what is counted
 * @count: how many
 * @colour: of CSS
 *
 * A bar of a chart.
 */
typedef struct
{
  const char *label;
  guint64     count;
  const char *colour;
} CsAuditBar;

void cs_audit_chart_append_bars   (GString          *html,
                                   const char       *title,
                                   const CsAuditBar *bars,
                                   guint             n_bars);
void cs_audit_chart_append_months (GString          *html,
                                   const char       *title,
                                   const guint64    *months);
void cs_audit_html_append         (GString          *html,
                                   const char       *text);

G_END_DECLS
