/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-audit-report.h"

#include <glib/gi18n-lib.h>

#include "cs-audit-chart.h"
#include "cs-audit-entry.h"
#include "cs-won.h"

/* Nothing is fetched and nothing runs, also if a text were taken for markup. */
#define HEAD \
  "<meta charset=\"utf-8\">\n" \
  "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; " \
  "style-src 'unsafe-inline'\">\n" \
  "<meta name=\"viewport\" content=\"width=device-width\">\n" \
  "<style>\n" \
  "body{font:15px/1.45 Cantarell,'Noto Sans','Noto Sans CJK KR',sans-serif;color:#1d1d20;" \
  "max-width:50rem;margin:2rem auto;padding:0 1rem}\n" \
  "h1{font-size:1.7rem;margin:0 0 .3rem}h2{font-size:1.15rem;margin:2rem 0 .5rem}\n" \
  "table{border-collapse:collapse;width:100%}td,th{padding:.3rem .6rem;text-align:left;" \
  "border-bottom:1px solid #ddd;vertical-align:top}\n" \
  "td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}tr.sum td{font-weight:bold;" \
  "border-top:2px solid #555}\n" \
  "figure{margin:1.5rem 0;break-inside:avoid}figcaption{font-weight:bold;margin-bottom:.5rem}\n" \
  "svg{width:100%;height:auto}svg text{font-size:13px;fill:#1d1d20}svg .axis{font-size:12px;" \
  "fill:#555}\n" \
  ".state{display:inline-block;padding:.1rem .6rem;border-radius:.3rem;font-weight:bold}\n" \
  ".good{background:#d5f0dc;color:#0f5c2e}.bad{background:#f9d6d5;color:#8a1014}\n" \
  ".hash{font-family:monospace;overflow-wrap:anywhere}.quiet{color:#555}\n" \
  "@media print{body{margin:0;max-width:none}h2{break-after:avoid}tr{break-inside:avoid}}\n" \
  "</style>\n"

static const char *const verdict_colours[CS_N_VERDICTS] = {
  [CS_VERDICT_USABLE] = "#26a269",
  [CS_VERDICT_LIMITED] = "#e5a50a",
  [CS_VERDICT_UNKNOWN] = "#9141ac",
  [CS_VERDICT_BLOCKED] = "#c01c28",
  [CS_VERDICT_FINISHED] = "#77767b",
};

#define RULE_COLOUR "#c64600"

static void
append_heading (GString    *html,
                const char *text)
{
  g_string_append (html, "<h2>");
  cs_audit_html_append (html, text);
  g_string_append (html, "</h2>\n");
}

static void
append_row (GString    *html,
            const char *label,
            const char *value,
            const char *class_name)
{
  if (value == NULL || *value == '\0')
    return;

  g_string_append (html, "<tr><th scope=\"row\">");
  cs_audit_html_append (html, label);
  g_string_append_printf (html, "</th><td class=\"%s\">", class_name);
  cs_audit_html_append (html, value);
  g_string_append (html, "</td></tr>\n");
}

static void
append_count (GString    *html,
              const char *label,
              guint64     count)
{
  g_autofree char *text = cs_points_dup (count);

  append_row (html, label, text, "n");
}

static gboolean
is_complete (const CsAuditReport *self)
{
  return self->manifest->state == CS_AUDIT_MANIFEST_COMPLETE;
}

static void
append_title (GString             *html,
              const CsAuditReport *self)
{
  const char *title = is_complete (self) ? _("Audit report") : _("INCOMPLETE – Audit report");

  g_string_append (html, "<title>");
  cs_audit_html_append (html, title);
  g_string_append (html, "</title>\n</head>\n<body>\n<h1>");
  cs_audit_html_append (html, title);
  g_string_append (html, "</h1>\n");
}

/* Rows read on one side, and what became of them on the other. */
static void
append_reconciliation (GString             *html,
                       const CsAuditReport *self)
{
  const CsAuditTotals *totals = &self->manifest->totals;
  guint64 n_done = cs_audit_totals_get_done (totals);

  append_heading (html, _("Reconciliation"));
  g_string_append (html, "<table class=\"reconciliation\">\n");
  append_count (html, _("Rows read"), totals->n_rows);

  for (guint i = 0; i < CS_AUDIT_N_OUTCOMES; i++)
    append_count (html, cs_audit_outcome_get_word ((CsAuditOutcome) i), totals->outcomes[i]);

  append_count (html, _("Rows with an outcome"), n_done);

  if (totals->n_rows > n_done)
    append_count (html, _("Rows without an outcome"), totals->n_rows - n_done);

  g_string_append_printf (html, "</table>\n<p><span class=\"state %s\">",
                          is_complete (self) ? "good" : "bad");
  cs_audit_html_append (html, is_complete (self)
                                ? _("It adds up: every row that was read has exactly one outcome.")
                                : _("It does not add up yet: resume the run."));
  g_string_append (html, "</span></p>\n");
}

static void
append_charts (GString             *html,
               const CsAuditReport *self)
{
  const CsAuditTotals *totals = &self->manifest->totals;
  CsAuditBar verdicts[CS_N_VERDICTS];
  CsAuditBar rules[CS_AUDIT_N_RULES];
  guint n_rules = 0;

  for (guint i = 0; i < CS_N_VERDICTS; i++)
    verdicts[i] = (CsAuditBar) { cs_verdict_get_word ((CsVerdict) i), totals->verdicts[i],
                                 verdict_colours[i] };

  for (guint i = 0; i < CS_AUDIT_N_RULES; i++)
    if (totals->findings[i] > 0)
      rules[n_rules++] = (CsAuditBar) { cs_audit_rule_get_title (i), totals->findings[i],
                                        RULE_COLOUR };

  append_heading (html, _("What was found"));
  g_string_append (html, "<table>\n");
  append_count (html, _("Cards"), totals->n_cards);
  append_count (html, _("Members without cards"), totals->n_without_cards);
  append_count (html, _("Findings"), totals->n_findings);
  append_count (html, _("Cards whose expiry is not known"), totals->n_without_expiry);
  g_string_append (html, "</table>\n");
  cs_audit_chart_append_bars (html, _("Cards by verdict"), verdicts, CS_N_VERDICTS);
  cs_audit_chart_append_bars (html, _("Findings by rule"), rules, n_rules);
  cs_audit_chart_append_months (html, _("Cards by the month of their expiry"), totals->months);
}

static void
append_rules (GString             *html,
              const CsAuditReport *self)
{
  append_heading (html, _("Rules"));
  g_string_append (html, "<table>\n<tr><th>");
  cs_audit_html_append (html, _("Rule"));
  g_string_append (html, "</th><th>");
  cs_audit_html_append (html, _("Meaning"));
  g_string_append (html, "</th><th class=\"n\">");
  cs_audit_html_append (html, _("Findings"));
  g_string_append (html, "</th></tr>\n");

  for (guint i = 0; i < CS_AUDIT_N_RULES; i++)
    {
      g_autofree char *count = cs_points_dup (self->manifest->totals.findings[i]);

      if (!cs_audit_rules_is_selected (self->rules, i))
        continue;

      g_string_append_printf (html, "<tr><td>%s %u</td><td>", cs_audit_rule_get_id (i),
                              cs_audit_rule_get_version (i));
      cs_audit_html_append (html, cs_audit_rule_get_title (i));
      g_string_append_printf (html, "</td><td class=\"n\">%s</td></tr>\n", count);
    }

  g_string_append (html, "</table>\n");
}

static void
append_bad_rows (GString             *html,
                 const CsAuditReport *self)
{
  const GArray *bad = self->survey->bad;

  if (bad == NULL || bad->len == 0)
    return;

  append_heading (html, _("Bad rows"));
  g_string_append (html, "<table>\n");

  for (guint i = 0; i < bad->len; i++)
    {
      const CsAuditBadRow *row = &g_array_index (bad, CsAuditBadRow, i);
      g_autofree char *sentence = cs_audit_refusal_dup_sentence (row->refusal);
      g_autofree char *number = cs_points_dup (row->line);
      /* Translators: the number of a line of a file. */
      g_autofree char *label = g_strdup_printf (_("Line %s"), number);

      append_row (html, label, sentence, "");
    }

  g_string_append (html, "</table>\n");
}

static void
append_failed_rows (GString             *html,
                    const CsAuditReport *self)
{
  if (self->failed == NULL || self->failed->len == 0)
    return;

  append_heading (html, _("Failed rows"));
  g_string_append (html, "<p>");

  for (guint i = 0; i < self->failed->len; i++)
    {
      g_autofree char *number = cs_points_dup (g_array_index (self->failed, guint64, i));

      g_string_append_printf (html, "%s%s", i > 0 ? ", " : "", number);
    }

  g_string_append (html, "</p>\n");
}

/* Of a manifest that was kept by somebody unnamed any part may be missing. */
static char *
dup_resumption (const CsAuditResumption *one)
{
  const char *const parts[] = {
    one->at, one->operator_name, one->host, one->case_reference, one->reason,
  };
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL)
      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", parts[i]);

  return g_string_free (text, FALSE);
}

static void
append_resumptions (GString   *html,
                    GPtrArray *resumptions)
{
  for (guint i = 0; i < resumptions->len; i++)
    {
      g_autofree char *text = dup_resumption (g_ptr_array_index (resumptions, i));

      append_row (html, _("Resumed"), text, "");
    }
}

/* How it can be repeated. What differs from one run to the next is in a block of its
 * own, so that the rest of two reports can be compared.
 */
static void
append_origin (GString             *html,
               const CsAuditReport *self)
{
  const CsAuditManifest *manifest = self->manifest;
  g_autofree char *days = g_strdup_printf ("%u", cs_audit_rules_get_expiry_days (self->rules));
  g_autofree char *balance = cs_won_dup (cs_audit_rules_get_minimum_balance (self->rules));
  const char *const *products = cs_audit_rules_get_products (self->rules);
  g_autofree char *product_list = products != NULL ? g_strjoinv (", ", (GStrv) products) : NULL;

  append_heading (html, _("How it was made"));
  g_string_append (html, "<table>\n");
  append_row (html, _("Environment"), manifest->environment, "");
  append_row (html, _("Service"), manifest->service, "");
  append_row (html, _("Input"), manifest->input_name, "");
  append_row (html, _("SHA-256 of the input"), manifest->input_sha256, "hash");
  append_count (html, _("Blank lines"), manifest->n_blank);
  append_row (html, _("Column"), manifest->column, "");
  append_row (html, _("Days before expiry"), days, "n");
  append_row (html, _("Minimum balance"), balance, "n");
  append_row (html, _("Products"), product_list, "");
  append_row (html, _("Case"), manifest->case_reference, "");
  append_row (html, _("Reason"), manifest->reason, "");
  append_row (html, _("Program"), manifest->program, "");
  g_string_append (html, "</table>\n<table class=\"quiet\" id=\"occasion\">\n");
  append_row (html, _("Operator"), manifest->operator_name, "");
  append_row (html, _("Computer"), manifest->host, "");
  append_row (html, _("Begun"), manifest->started_at, "");
  append_resumptions (html, manifest->resumptions);
  append_row (html, _("Written"), manifest->ended_at, "");
  g_string_append (html, "</table>\n");
}

/**
 * cs_audit_report_dup_html:
 * @self: what there is to report
 *
 * Makes the report as one page in the language of the messages, which needs no other
 * file, can be printed, and begins with what adds up and what does not.
 *
 * Returns: (transfer full): HTML
 */
char *
cs_audit_report_dup_html (const CsAuditReport *self)
{
  GString *html = g_string_new ("<!DOCTYPE html>\n");

  /* Translators: the code of your language, as in the lang attribute of HTML. */
  g_string_append_printf (html, "<html lang=\"%s\">\n<head>\n",
                          C_("language of the report", "en"));
  g_string_append (html, HEAD);
  append_title (html, self);
  append_reconciliation (html, self);
  append_charts (html, self);
  append_rules (html, self);
  append_failed_rows (html, self);
  append_bad_rows (html, self);
  append_origin (html, self);
  g_string_append (html, "</body>\n</html>\n");

  return g_string_free (html, FALSE);
}
