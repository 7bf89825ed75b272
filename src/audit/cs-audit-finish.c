/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-audit-finish.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cs-audit-entry.h"
#include "cs-audit-error.h"
#include "cs-audit-input-private.h"
#include "cs-audit-output.h"
#include "cs-audit-report.h"
#include "cs-audit-sort.h"

#define LINE_END "\r\n"

/* The results on their way. */
typedef struct
{
  CsAuditJournal     *journal;
  CsAuditSort        *sort;         /* rows of the journal and where they are */
  CsAuditEntryWriter *writer;
  CsAuditOutput      *cards;
  CsAuditOutput      *findings;
  CsAuditTotals      *totals;
  GArray             *failed;       /* (element-type guint64) */
  GString            *buffer;

  guint64             row;          /* of the next entry of the journal, 0 at its end */
  guint64             offset;
} Results;

static void
results_clear (Results *self)
{
  g_clear_pointer (&self->sort, cs_audit_sort_free);
  g_clear_pointer (&self->writer, cs_audit_entry_writer_free);
  g_clear_pointer (&self->cards, cs_audit_output_free);
  g_clear_pointer (&self->findings, cs_audit_output_free);
  g_clear_pointer (&self->failed, g_array_unref);

  if (self->buffer != NULL)
    g_string_free (self->buffer, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Results, results_clear)

static gboolean
sort_entry (const CsAuditEntry  *entry,
            guint64              offset,
            gpointer             user_data,
            GError             **error)
{
  return cs_audit_sort_add (user_data, entry->row, offset, error);
}

/* The latest entry of the next row: one that failed may have been asked again. */
static gboolean
take_entry (Results  *self,
            guint64  *out_row,
            guint64  *out_offset,
            GError  **error)
{
  g_autoptr (GError) reason = NULL;
  guint64 row = self->row;

  *out_row = row;
  *out_offset = self->offset;

  while (row != 0 && self->row == row)
    {
      *out_offset = self->offset;

      if (!cs_audit_sort_next (self->sort, &self->row, &self->offset, &reason))
        self->row = 0;
    }

  if (reason == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&reason));

  return FALSE;
}

static gboolean
write_findings (Results             *self,
                const CsAuditEntry  *entry,
                GError             **error)
{
  const char *at = entry->findings;
  const char *end = at + entry->findings_length;
  const char *stop;

  while (at < end && (stop = memchr (at, CS_AUDIT_RECORD_END, (gsize) (end - at))) != NULL)
    {
      if (!cs_audit_output_write (self->findings, at, (gsize) (stop - at), error) ||
          !cs_audit_output_write (self->findings, LINE_END, strlen (LINE_END), error))
        return FALSE;

      at = stop + 1;
    }

  return TRUE;
}

static gboolean
write_entry (Results             *self,
             const CsAuditEntry  *entry,
             GError             **error)
{
  self->totals->outcomes[entry->outcome]++;

  if (entry->outcome == CS_AUDIT_FAILED && self->failed->len < CS_AUDIT_FAILED_SHOWN)
    g_array_append_val (self->failed, entry->row);

  if (!cs_audit_totals_add_tally (self->totals, entry->tally, entry->tally_length))
    {
      g_set_error_literal (error, CS_AUDIT_ERROR, CS_AUDIT_ERROR_DAMAGED,
                           _("The journal of the run is damaged."));
      return FALSE;
    }

  return cs_audit_output_write (self->cards, entry->json, entry->json_length, error) &&
         cs_audit_output_write (self->cards, "\n", 1, error) &&
         write_findings (self, entry, error);
}

/* A row without an outcome gets no line; the totals tell. */
static gboolean
write_row (Results           *self,
           const CsAuditRow  *row,
           GError           **error)
{
  guint64 entry_row, offset;
  CsAuditEntry entry;

  self->totals->n_rows++;

  if (row->kind != CS_AUDIT_ROW_TO_ASK)
    {
      cs_audit_entry_writer_row (self->writer, row, &entry);
      return write_entry (self, &entry, error);
    }

  if (self->row != row->number)
    return TRUE;

  if (!take_entry (self, &entry_row, &offset, error) ||
      !cs_audit_journal_read (self->journal, offset, self->buffer, &entry, error))
    return FALSE;

  if (entry.row == row->number && entry.member_id == row->member_id)
    return write_entry (self, &entry, error);

  g_set_error_literal (error, CS_AUDIT_ERROR, CS_AUDIT_ERROR_CHANGED,
                       _("The journal of the run is about another input."));

  return FALSE;
}

static gboolean
write_rows (Results       *self,
            CsAuditInput  *input,
            GError       **error)
{
  g_autoptr (CsAuditRows) rows = cs_audit_rows_new (input);
  g_autoptr (GError) reason = NULL;
  g_autofree char *sha256 = NULL;
  CsAuditRow row;

  while (cs_audit_rows_next (rows, &row, &reason))
    if (!write_row (self, &row, error))
      return FALSE;

  if (reason != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }

  sha256 = cs_audit_rows_dup_hash (rows);

  if (self->row == 0 && g_str_equal (sha256, cs_audit_input_get_survey (input)->sha256))
    return TRUE;

  g_set_error_literal (error, CS_AUDIT_ERROR, CS_AUDIT_ERROR_CHANGED,
                       _("The input was changed during the run."));

  return FALSE;
}

static gboolean
begin (Results       *self,
       const char    *folder,
       gboolean       with_bom,
       GError       **error)
{
  const char *heading = cs_audit_finding_get_csv_heading ();

  self->cards = cs_audit_output_new (folder, "cards.ndjson", error);

  if (self->cards == NULL)
    return FALSE;

  self->findings = cs_audit_output_new (folder, "findings.csv", error);

  return self->findings != NULL &&
         (!with_bom ||
          cs_audit_output_write (self->findings, CS_AUDIT_BOM, strlen (CS_AUDIT_BOM), error)) &&
         cs_audit_output_write (self->findings, heading, strlen (heading), error) &&
         cs_audit_output_write (self->findings, LINE_END, strlen (LINE_END), error) &&
         cs_audit_journal_each (self->journal, sort_entry, self->sort, error) &&
         cs_audit_sort_finish (self->sort, error);
}

static gboolean
finish_output (CsAuditOutput    *output,
               CsAuditManifest  *manifest,
               GError          **error)
{
  if (!cs_audit_output_finish (output, error))
    return FALSE;

  cs_audit_manifest_add (manifest, cs_audit_output_get_name (output),
                         cs_audit_output_get_sha256 (output),
                         cs_audit_output_get_length (output));

  return TRUE;
}

static gboolean
write_report (const Results    *results,
              const char       *folder,
              CsAuditInput     *input,
              CsAuditRules     *rules,
              CsAuditManifest  *manifest,
              GError          **error)
{
  const CsAuditReport report = {
    .manifest = manifest,
    .rules = rules,
    .survey = cs_audit_input_get_survey (input),
    .failed = results->failed,
  };
  g_autofree char *html = cs_audit_report_dup_html (&report);
  g_autoptr (CsAuditOutput) output = cs_audit_output_new (folder, "report.html", error);

  return output != NULL && cs_audit_output_write (output, html, strlen (html), error) &&
         finish_output (output, manifest, error);
}

/**
 * cs_audit_finish:
 * @folder: the folder of the run
 * @input: its input
 * @rules: its rules
 * @journal: its journal
 * @with_bom: whether `findings.csv` begins with a byte order mark
 * @manifest: what was run; gets its state, its totals and the files
 * @error: [error@AuditError]
 *
 * Makes the results of what the journal holds, in the order of the input: whatever came
 * first, and however often the run was killed, the results are the same. Every row of
 * the input is accounted for anew here; the totals are of nothing else.
 *
 * Takes bounded memory, and belongs into a thread.
 *
 * Returns: `FALSE` if the results could not be made; older ones are still there then
 */
gboolean
cs_audit_finish (const char       *folder,
                 CsAuditInput     *input,
                 CsAuditRules     *rules,
                 CsAuditJournal   *journal,
                 gboolean          with_bom,
                 CsAuditManifest  *manifest,
                 GError          **error)
{
  g_auto (Results) results = { .journal = journal, .totals = &manifest->totals };

  memset (&manifest->totals, 0, sizeof manifest->totals);
  g_ptr_array_set_size (manifest->files, 0);
  results.sort = cs_audit_sort_new ();
  results.writer = cs_audit_entry_writer_new (rules, manifest->environment);
  results.failed = g_array_new (FALSE, FALSE, sizeof (guint64));
  results.buffer = g_string_new (NULL);

  if (!begin (&results, folder, with_bom, error))
    return FALSE;

  if (!cs_audit_sort_next (results.sort, &results.row, &results.offset, NULL))
    results.row = 0;

  if (!write_rows (&results, input, error))
    return FALSE;

  manifest->state = cs_audit_totals_reconcile (&manifest->totals) ? CS_AUDIT_MANIFEST_COMPLETE
                                                                  : CS_AUDIT_MANIFEST_INCOMPLETE;

  return finish_output (results.cards, manifest, error) &&
         finish_output (results.findings, manifest, error) &&
         write_report (&results, folder, input, rules, manifest, error) &&
         cs_audit_manifest_write (manifest, folder, error);
}
