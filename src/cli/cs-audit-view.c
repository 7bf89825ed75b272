/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-audit-view.h"

#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "cs-audit-entry.h"
#include "cs-output.h"
#include "cs-terminal.h"
#include "cs-text.h"
#include "cs-won.h"

#define BAD_SHOWN   5
#define LABEL_WIDTH 24
#define COUNT_WIDTH 12
#define CLEAR_LINE  "\r\033[K"

struct _CsAuditView
{
  CsAuditRun   *run;
  CsAuditInput *input;
  gboolean      shows_progress;
  gulong        progress_id;
};

static char *
dup_rest (CsAuditRun *run)
{
  gint64 seconds = cs_audit_run_get_seconds_left (run);

  if (cs_audit_run_get_phase (run) == CS_AUDIT_PHASE_WAITING)
    return g_strdup (_("the service asks for time"));

  if (cs_audit_run_get_phase (run) == CS_AUDIT_PHASE_WRITING)
    return g_strdup (_("writing the results"));

  if (seconds < 0)
    return g_strdup ("…");

  if (seconds < 60)
    /* Translators: how many seconds something still takes. */
    return g_strdup_printf (_("%u s left"), (guint) seconds);

  if (seconds < 3600)
    /* Translators: how many minutes something still takes. */
    return g_strdup_printf (_("%u min left"), (guint) (seconds + 30) / 60);

  /* Translators: how many hours and minutes something still takes. */
  return g_strdup_printf (_("%u h %u min left"), (guint) (seconds / 3600),
                          (guint) (seconds % 3600) / 60);
}

static void
progress_cb (CsAuditView *self)
{
  const CsAuditTotals *totals = cs_audit_run_get_totals (self->run);
  g_autofree char *done = cs_points_dup (cs_audit_totals_get_done (totals));
  g_autofree char *rows = cs_points_dup (totals->n_rows);
  g_autofree char *findings = cs_points_dup (totals->n_findings);
  g_autofree char *rest = dup_rest (self->run);

  g_printerr (CLEAR_LINE);
  /* Translators: rows that are done, all rows, a rate, findings, and how long it takes. */
  g_printerr (_("%s of %s rows, %.0f a second, findings: %s, %s"), done, rows,
              cs_audit_run_get_rate (self->run), findings, rest);
}

/**
 * cs_audit_view_new:
 * @run: a run that is not started yet
 * @input: its input, surveyed
 *
 * Begins to show a run: how it goes is shown where standard error is a terminal.
 *
 * Returns: (transfer full): the view
 */
CsAuditView *
cs_audit_view_new (CsAuditRun   *run,
                   CsAuditInput *input)
{
  CsAuditView *self = g_new0 (CsAuditView, 1);

  self->run = g_object_ref (run);
  self->input = g_object_ref (input);
  self->shows_progress = isatty (STDERR_FILENO) == 1;

  if (self->shows_progress)
    self->progress_id = g_signal_connect_swapped (run, "notify::seconds-left",
                                                  G_CALLBACK (progress_cb), self);

  return self;
}

/**
 * cs_audit_view_free:
 * @self: (transfer full): a view
 *
 * Ends to show a run.
 */
void
cs_audit_view_free (CsAuditView *self)
{
  g_clear_signal_handler (&self->progress_id, self->run);
  g_object_unref (self->run);
  g_object_unref (self->input);
  g_free (self);
}

/* Line numbers only: what stands there may be a card number. */
static void
print_bad_rows (const CsAuditSurvey *survey)
{
  for (guint i = 0; i < survey->bad->len && i < BAD_SHOWN; i++)
    {
      const CsAuditBadRow *bad = &g_array_index (survey->bad, CsAuditBadRow, i);
      g_autofree char *sentence = cs_audit_refusal_dup_sentence (bad->refusal);
      g_autofree char *line = cs_points_dup (bad->line);

      /* Translators: the number of a line, and a sentence. */
      g_printerr (_("Line %s: %s"), line, sentence);
      g_printerr ("\n");
    }
}

/**
 * cs_audit_view_print_preview:
 * @self: a view
 *
 * Says what was read before anybody is asked: rows, the column, duplicates, bad rows.
 */
void
cs_audit_view_print_preview (CsAuditView *self)
{
  const CsAuditSurvey *survey = cs_audit_input_get_survey (self->input);
  g_autofree char *rows = cs_points_dup (survey->n_rows);
  g_autofree char *members = cs_points_dup (survey->n_to_ask);
  g_autofree char *duplicates = cs_points_dup (survey->n_duplicates);
  g_autofree char *bad = cs_points_dup (survey->n_bad);
  g_autofree char *blank = cs_points_dup (survey->n_blank);

  /* Translators: numbers of rows, members, duplicates, bad rows, blank lines; and which
   * column it is, from 1.
   */
  g_printerr (_("Rows: %s. Members: %s. Duplicates: %s. Bad rows: %s. Blank lines: %s. "
                "Column: %u."), rows, members, duplicates, bad, blank, survey->column + 1);
  g_printerr ("\n");
  print_bad_rows (survey);
}

/**
 * cs_audit_view_clear_line:
 * @self: a view
 *
 * Takes the progress off the screen, so that something else can be said.
 */
void
cs_audit_view_clear_line (CsAuditView *self)
{
  if (self->shows_progress)
    g_printerr (CLEAR_LINE);
}

static void
append_total (GString    *text,
              gboolean    is_terminal,
              const char *name,
              const char *word,
              guint64     count)
{
  g_autofree char *shown = cs_points_dup (count);

  if (!is_terminal)
    {
      g_string_append_printf (text, "%s\t%" G_GUINT64_FORMAT "\n", name, count);
      return;
    }

  cs_text_append_cell (text, word, LABEL_WIDTH);
  cs_text_append_amount (text, shown, COUNT_WIDTH);
  g_string_append_c (text, '\n');
}

/**
 * cs_audit_view_print_totals:
 * @self: a view
 *
 * Prints what a run adds up to: a table on a terminal, lines divided by tabs in a pipe.
 *
 * Returns: the exit code
 */
int
cs_audit_view_print_totals (CsAuditView *self)
{
  const CsAuditTotals *totals = cs_audit_run_get_totals (self->run);
  g_autoptr (GString) text = g_string_new (NULL);
  CsTerminal terminal;

  cs_terminal_init (&terminal);
  append_total (text, terminal.is_terminal, "rows", _("Rows read"), totals->n_rows);

  for (guint i = 0; i < CS_AUDIT_N_OUTCOMES; i++)
    append_total (text, terminal.is_terminal, cs_audit_outcome_to_string ((CsAuditOutcome) i),
                  cs_audit_outcome_get_word ((CsAuditOutcome) i), totals->outcomes[i]);

  append_total (text, terminal.is_terminal, "cards", _("Cards"), totals->n_cards);
  append_total (text, terminal.is_terminal, "findings", _("Findings"), totals->n_findings);

  return cs_output_write (text->str, text->len);
}

/**
 * cs_audit_view_tell_report:
 * @folder: the folder of a run that is done
 *
 * Says where the report is.
 */
void
cs_audit_view_tell_report (const char *folder)
{
  g_autofree char *report = g_build_filename (folder, "report.html", NULL);
  g_autofree char *shown = g_filename_display_name (report);

  /* Translators: the name of a file. */
  g_printerr (_("The report: %s"), shown);
  g_printerr ("\n");
}

/**
 * cs_audit_view_tell_resume:
 * @self: a view
 * @command: the command that goes on
 *
 * Says how to go on with a run that ended early.
 */
void
cs_audit_view_tell_resume (CsAuditView *self,
                           const char  *command)
{
  const CsAuditTotals *totals = cs_audit_run_get_totals (self->run);
  g_autofree char *done = cs_points_dup (cs_audit_totals_get_done (totals));
  g_autofree char *rows = cs_points_dup (totals->n_rows);

  /* Translators: rows that are done, all rows, and a command. */
  g_printerr (_("Stopped after %s of %s rows. Go on with: %s"), done, rows, command);
  g_printerr ("\n");
}
