/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-audit-words.h"

#include <glib/gi18n-lib.h>

#include "cs-won.h"

/**
 * cs_audit_words_dup_left:
 * @run: a run
 *
 * Says how long a run still takes.
 *
 * Returns: (transfer full): `1 min 42 s`
 */
char *
cs_audit_words_dup_left (CsAuditRun *run)
{
  gint64 seconds = cs_audit_run_get_seconds_left (run);

  if (cs_audit_run_get_phase (run) == CS_AUDIT_PHASE_ENDED)
    return g_strdup (_("none"));

  if (seconds < 0)
    return g_strdup (_("not known"));

  if (seconds < 60)
    /* Translators: a time, in seconds */
    return g_strdup_printf (_("%u s"), (guint) seconds);

  if (seconds < 3600)
    /* Translators: a time, in minutes and seconds */
    return g_strdup_printf (_("%u min %u s"), (guint) (seconds / 60), (guint) (seconds % 60));

  /* Translators: a time, in hours and minutes */
  return g_strdup_printf (_("%u h %u min"), (guint) (seconds / 3600),
                          (guint) (seconds % 3600) / 60);
}

/**
 * cs_audit_words_dup_end:
 * @run: a run
 * @clock: tells the time
 *
 * Says when a run will end.
 *
 * Returns: (transfer full) (nullable): a time of day, or `NULL` if that cannot be told
 */
char *
cs_audit_words_dup_end (CsAuditRun *run,
                        CsClock    *clock)
{
  gint64 seconds = cs_audit_run_get_seconds_left (run);
  g_autoptr (GDateTime) now = cs_clock_dup_kst (clock);
  g_autoptr (GDateTime) end = NULL;
  g_autofree char *time = NULL;

  if (seconds < 0)
    return NULL;

  end = g_date_time_add_seconds (now, (double) seconds);
  time = g_date_time_format (end, "%H:%M");

  /* Translators: a time of day */
  return g_strdup_printf (_("ends about %s"), time);
}

/**
 * cs_audit_words_dup_sum:
 * @totals: what was counted
 *
 * Writes the reconciliation.
 *
 * Returns: (transfer full): one line
 */
char *
cs_audit_words_dup_sum (const CsAuditTotals *totals)
{
  g_autofree char *done = cs_points_dup (cs_audit_totals_get_done (totals));
  GString *text = g_string_new (NULL);

  /* Translators: rows that have an outcome; an equation follows */
  g_string_append_printf (text, _("%s rows done"), done);

  for (guint i = 0; i < CS_AUDIT_N_OUTCOMES; i++)
    {
      g_autofree char *count = cs_points_dup (totals->outcomes[i]);

      g_string_append_printf (text, "  %s  %s: %s", i == 0 ? "=" : "+",
                              cs_audit_outcome_get_word ((CsAuditOutcome) i), count);
    }

  return g_string_free (text, FALSE);
}

static char *
dup_ended (const CsAuditTotals *totals,
           const GError        *error)
{
  if (error != NULL)
    return g_strdup (error->message);

  return g_strdup (cs_audit_totals_reconcile (totals)
                     ? _("Complete: every row has an outcome.")
                     : _("INCOMPLETE: not every row has an outcome. The run can go on."));
}

/**
 * cs_audit_words_dup_phase:
 * @phase: what a run does
 * @totals: what it has counted
 * @error: (nullable): why it ended early
 *
 * Says what a run does.
 *
 * Returns: (transfer full): a sentence
 */
char *
cs_audit_words_dup_phase (CsAuditPhase         phase,
                          const CsAuditTotals *totals,
                          const GError        *error)
{
  switch (phase)
    {
    case CS_AUDIT_PHASE_ASKING:
      return g_strdup (_("Asking the service."));
    case CS_AUDIT_PHASE_WAITING:
      return g_strdup (_("The service asked for time. The run goes on by itself."));
    case CS_AUDIT_PHASE_PAUSED:
      return g_strdup (_("Paused."));
    case CS_AUDIT_PHASE_STOPPING:
      return g_strdup (_("Stopping: what is under way is still answered."));
    case CS_AUDIT_PHASE_WRITING:
      return g_strdup (_("Writing the results."));
    case CS_AUDIT_PHASE_ENDED:
      return dup_ended (totals, error);
    case CS_AUDIT_PHASE_READY:
    case CS_AUDIT_PHASE_PREPARING:
    default:
      return g_strdup (_("Reading the input."));
    }
}

static guint
count_rules (CsAuditRules *rules)
{
  guint n_rules = 0;

  for (guint rule = 0; rule < CS_AUDIT_N_RULES; rule++)
    n_rules += cs_audit_rules_is_selected (rules, rule) ? 1 : 0;

  return n_rules;
}

/**
 * cs_audit_words_dup_subtitle:
 * @desk: a desk with a run
 *
 * Says what a run is about.
 *
 * Returns: (transfer full): one line
 */
char *
cs_audit_words_dup_subtitle (CsAuditDesk *desk)
{
  guint n_rules = count_rules (cs_audit_desk_get_rules (desk));
  g_autofree char *rules = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u rule", "%u rules",
                                                         n_rules), n_rules);
  /* Translators: how many calls at a time */
  g_autofree char *width = g_strdup_printf (_("%u at a time"),
                                            cs_audit_desk_get_concurrency (desk));
  g_autofree char *started = g_date_time_format (cs_audit_desk_get_started_at (desk),
                                                 "%Y-%m-%d %H:%M");
  /* Translators: when a run was started */
  g_autofree char *since = g_strdup_printf (_("started %s KST"), started);

  return g_strjoin (" · ", rules, width, since, NULL);
}

/**
 * cs_audit_words_dup_past:
 * @manifest: what an earlier run was
 *
 * Says how an earlier run ended.
 *
 * Returns: (transfer full): a sentence
 */
char *
cs_audit_words_dup_past (const CsAuditManifest *manifest)
{
  switch (manifest->state)
    {
    case CS_AUDIT_MANIFEST_COMPLETE:
      return g_strdup (_("Complete: every row has an outcome."));
    case CS_AUDIT_MANIFEST_INCOMPLETE:
      return g_strdup (_("INCOMPLETE: not every row has an outcome. The run can go on."));
    case CS_AUDIT_MANIFEST_RUNNING:
    default:
      return g_strdup (_("Interrupted: the results are not written yet. The run can go on."));
    }
}

/**
 * cs_audit_words_dup_past_subtitle:
 * @manifest: what an earlier run was
 *
 * Says what an earlier run was about.
 *
 * Returns: (transfer full): one line
 */
char *
cs_audit_words_dup_past_subtitle (const CsAuditManifest *manifest)
{
  g_autofree char *rows = cs_points_dup (manifest->totals.n_rows);
  g_autofree char *findings = cs_points_dup (manifest->totals.n_findings);
  g_autofree char *day = g_strndup (manifest->started_at, 10);
  g_autofree char *time = g_strndup (manifest->started_at + 11, 5);

  if (manifest->state == CS_AUDIT_MANIFEST_RUNNING)
    /* Translators: a date, a time of day and a name */
    return g_strdup_printf (_("started %s %s by %s"), day, time, manifest->operator_name);

  /* Translators: a date, a time of day, a name, and numbers */
  return g_strdup_printf (_("started %s %s by %s · rows: %s · findings: %s"), day, time,
                          manifest->operator_name, rows, findings);
}
