/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-audit-chart.h"

#include <glib/gi18n-lib.h>

#include "cs-won.h"

/* Units of the picture, which scales to the page. */
#define WIDTH        720
#define LABEL_WIDTH  230
#define COUNT_WIDTH  90
#define BAR_STEP     26
#define BAR_HEIGHT   16
#define CHART_HEIGHT 150
#define AXIS_HEIGHT  34
#define MONTHS_SHOWN 120
#define LABEL_MONTHS 8       /* of a first year that is named: its name needs the room */

#define MONTH_COLOUR "#1c71d8"

/**
 * cs_audit_html_append:
 * @html: a page
 * @text: text, maybe somebody else's
 *
 * Appends text as text.
 */
void
cs_audit_html_append (GString    *html,
                      const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  g_string_append (html, escaped);
}

static void
begin_chart (GString    *html,
             const char *title,
             guint       height)
{
  g_string_append (html, "<figure><figcaption>");
  cs_audit_html_append (html, title);
  g_string_append_printf (html, "</figcaption><svg role=\"img\" viewBox=\"0 0 %d %u\" "
                          "aria-label=\"", WIDTH, height);
  cs_audit_html_append (html, title);
  g_string_append (html, "\">");
}

/* Integers only: the picture is the same everywhere. At least one unit wide, so that
 * nothing that is there looks as if it were not.
 */
static guint
scale (guint64 count,
       guint64 greatest,
       guint   length)
{
  if (count == 0)
    return 0;

  return MAX ((guint) (count * length / greatest), 1);
}

static void
append_bar (GString          *html,
            const CsAuditBar *bar,
            guint             y,
            guint64           greatest)
{
  g_autofree char *count = cs_points_dup (bar->count);
  guint length = scale (bar->count, greatest, WIDTH - LABEL_WIDTH - COUNT_WIDTH);

  g_string_append_printf (html, "<text x=\"%d\" y=\"%u\" text-anchor=\"end\">",
                          LABEL_WIDTH - 10, y + BAR_HEIGHT - 3);
  cs_audit_html_append (html, bar->label);
  g_string_append_printf (html, "</text><rect x=\"%d\" y=\"%u\" width=\"%u\" height=\"%d\" "
                          "fill=\"%s\"/><text x=\"%u\" y=\"%u\">%s</text>",
                          LABEL_WIDTH, y, length, BAR_HEIGHT, bar->colour,
                          LABEL_WIDTH + length + 8, y + BAR_HEIGHT - 3, count);
}

/**
 * cs_audit_chart_append_bars:
 * @html: a page
 * @title: what the chart shows
 * @bars: (array length=n_bars): from top to bottom
 * @n_bars: how many
 *
 * Draws a bar a line, with its label and its count, as SVG.
 */
void
cs_audit_chart_append_bars (GString          *html,
                            const char       *title,
                            const CsAuditBar *bars,
                            guint             n_bars)
{
  guint64 greatest = 1;

  for (guint i = 0; i < n_bars; i++)
    greatest = MAX (greatest, bars[i].count);

  begin_chart (html, title, MAX (n_bars, 1) * BAR_STEP);

  for (guint i = 0; i < n_bars; i++)
    append_bar (html, &bars[i], i * BAR_STEP + 4, greatest);

  if (n_bars == 0)
    {
      g_string_append_printf (html, "<text x=\"0\" y=\"%d\">", BAR_HEIGHT);
      cs_audit_html_append (html, _("None"));
      g_string_append (html, "</text>");
    }

  g_string_append (html, "</svg></figure>");
}

static gboolean
find_span (const guint64 *months,
           guint         *out_first,
           guint         *out_n)
{
  guint first = 0;
  guint last = CS_AUDIT_N_MONTHS;

  while (first < CS_AUDIT_N_MONTHS && months[first] == 0)
    first++;

  if (first == CS_AUDIT_N_MONTHS)
    return FALSE;

  while (months[last - 1] == 0)
    last--;

  *out_first = first;
  *out_n = last - first;

  return TRUE;
}

static void
append_column (GString *html,
               guint    index,
               guint    n_columns,
               guint    year,
               guint    month,
               guint64  count,
               guint64  greatest)
{
  guint step = WIDTH / n_columns;
  guint x = index * step;
  guint height = scale (count, greatest, CHART_HEIGHT);
  g_autofree char *shown = cs_points_dup (count);

  g_string_append_printf (html, "<rect x=\"%u\" y=\"%u\" width=\"%u\" height=\"%u\" "
                          "fill=\"" MONTH_COLOUR "\"><title>", x, CHART_HEIGHT - height + 4,
                          MAX (step, 3) - 2, height);

  if (month > 0)
    g_string_append_printf (html, "%04u-%02u: %s</title></rect>", year, month, shown);
  else
    g_string_append_printf (html, "%04u: %s</title></rect>", year, shown);

  if (month <= 1 || (index == 0 && month <= LABEL_MONTHS))
    g_string_append_printf (html, "<text class=\"axis\" x=\"%u\" y=\"%d\">%04u</text>", x,
                            CHART_HEIGHT + AXIS_HEIGHT - 14, year);
}

static void
append_columns (GString       *html,
                const guint64 *counts,
                guint          first_month,
                guint          months_each,
                guint          n_columns)
{
  guint64 greatest = 1;

  for (guint i = 0; i < n_columns; i++)
    greatest = MAX (greatest, counts[i]);

  for (guint i = 0; i < n_columns; i++)
    {
      guint month = first_month + i * months_each;

      append_column (html, i, n_columns, CS_AUDIT_FIRST_YEAR + month / 12,
                     months_each == 1 ? month % 12 + 1 : 0, counts[i], greatest);
    }
}

/**
 * cs_audit_chart_append_months:
 * @html: a page
 * @title: what the chart shows
 * @months: (array fixed-size=1200): counts from January 2000
 *
 * Draws a column a month, or a year if there are many, as SVG.
 */
void
cs_audit_chart_append_months (GString       *html,
                              const char    *title,
                              const guint64 *months)
{
  guint64 years[CS_AUDIT_N_MONTHS / 12] = { 0 };
  guint first = 0;
  guint n_months = 0;

  begin_chart (html, title, CHART_HEIGHT + AXIS_HEIGHT);

  if (!find_span (months, &first, &n_months))
    {
      g_string_append_printf (html, "<text x=\"0\" y=\"%d\">", BAR_HEIGHT);
      cs_audit_html_append (html, _("None"));
      g_string_append (html, "</text>");
    }
  else if (n_months <= MONTHS_SHOWN)
    append_columns (html, months + first, first, 1, n_months);
  else
    {
      /* Single months would be too narrow to tell apart. */
      for (guint i = 0; i < CS_AUDIT_N_MONTHS; i++)
        years[i / 12] += months[i];

      append_columns (html, years + first / 12, first / 12 * 12, 12,
                      (first + n_months - 1) / 12 - first / 12 + 1);
    }

  g_string_append (html, "</svg></figure>");
}
