/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-audit-state.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "cs-audit-error.h"

/**
 * cs_audit_state_new:
 * @manifest: (transfer full): what is run
 *
 * Makes the state of a run that has not begun.
 *
 * Returns: (transfer full): the state
 */
CsAuditState *
cs_audit_state_new (CsAuditManifest *manifest)
{
  CsAuditState *self = g_new0 (CsAuditState, 1);

  self->manifest = manifest;
  self->done = cs_audit_bits_new ();
  self->failed = cs_audit_bits_new ();

  return self;
}

/**
 * cs_audit_state_free:
 * @self: (transfer full): a state
 *
 * Frees a state and closes its journal.
 */
void
cs_audit_state_free (CsAuditState *self)
{
  g_clear_pointer (&self->journal, cs_audit_journal_close);
  cs_audit_manifest_free (self->manifest);
  cs_audit_bits_free (self->done);
  cs_audit_bits_free (self->failed);
  g_free (self);
}

/* Results beside no run are somebody's own files, and would be replaced at the end. */
static gboolean
check_folder (const char  *folder,
              GError     **error)
{
  static const char *const results[] = { "cards.ndjson", "findings.csv", "report.html" };
  g_autofree char *manifest = g_build_filename (folder, "manifest.json", NULL);

  if (g_file_test (manifest, G_FILE_TEST_EXISTS))
    return TRUE;

  for (gsize i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autofree char *path = g_build_filename (folder, results[i], NULL);

      if (g_file_test (path, G_FILE_TEST_EXISTS))
        {
          g_set_error (error, CS_AUDIT_ERROR, CS_AUDIT_ERROR_FOLDER,
                       /* Translators: the path of a file */
                       _("“%s” is there already and of no run. Choose another folder."), path);
          return FALSE;
        }
    }

  return TRUE;
}

/**
 * cs_audit_state_begin:
 * @self: a state
 * @folder: where the run is kept; made if there is none
 * @error: [error@AuditError]
 *
 * Begins a run.
 *
 * Returns: `FALSE` if there is a run already, files of somebody's own have the names of
 *   results, or the folder cannot be written
 */
gboolean
cs_audit_state_begin (CsAuditState  *self,
                      const char    *folder,
                      GError       **error)
{
  if (g_mkdir_with_parents (folder, 0700) != 0)
    return cs_audit_error_set_errno (error, CS_AUDIT_ERROR_WRITE, folder, errno);

  if (!check_folder (folder, error))
    return FALSE;

  if (!cs_audit_journal_drop_unborn (folder, error))
    return FALSE;

  self->journal = cs_audit_journal_create (folder, error);

  return self->journal != NULL && cs_audit_manifest_write (self->manifest, folder, error);
}

/**
 * cs_audit_state_count:
 * @self: a state
 * @entry: a row that is finished now, or once more
 *
 * Counts a finished row. Of a row that failed and was asked again only the last outcome
 * counts.
 *
 * Returns: `FALSE` if the entry is none
 */
gboolean
cs_audit_state_count (CsAuditState       *self,
                      const CsAuditEntry *entry)
{
  gboolean is_failed = entry->outcome == CS_AUDIT_FAILED;

  if (cs_audit_bits_get (self->failed, entry->row))
    self->totals.outcomes[CS_AUDIT_FAILED]--;
  else if (cs_audit_bits_get (self->done, entry->row))
    return FALSE;

  cs_audit_bits_set (self->done, entry->row, TRUE);
  cs_audit_bits_set (self->failed, entry->row, is_failed);
  self->totals.outcomes[entry->outcome]++;

  return cs_audit_totals_add_tally (&self->totals, entry->tally, entry->tally_length);
}

static gboolean
replay (const CsAuditEntry  *entry,
        guint64              offset,
        gpointer             user_data,
        GError             **error)
{
  CsAuditState *self = user_data;

  if (entry->row <= CS_AUDIT_ROWS_MAX && cs_audit_state_count (self, entry))
    return TRUE;

  g_set_error_literal (error, CS_AUDIT_ERROR, CS_AUDIT_ERROR_DAMAGED,
                       _("The journal of the run is damaged."));

  return FALSE;
}

/**
 * cs_audit_state_go_on:
 * @self: a state whose manifest says what the run is to be resumed with
 * @folder: where the run is kept
 * @error: [error@AuditError]
 *
 * Goes on with a run: what its journal holds is done.
 *
 * Returns: `FALSE` if there is none, or it began with something else
 */
gboolean
cs_audit_state_go_on (CsAuditState  *self,
                      const char    *folder,
                      GError       **error)
{
  g_autoptr (CsAuditManifest) before = NULL;

  /* Its lock first: until then another may go on with the run, and add to its manifest. */
  self->journal = cs_audit_journal_open (folder, error);

  if (self->journal == NULL)
    return FALSE;

  before = cs_audit_manifest_read (folder, error);

  if (before == NULL || !cs_audit_manifest_check (before, self->manifest, error) ||
      !cs_audit_journal_each (self->journal, replay, self, error))
    return FALSE;

  cs_audit_manifest_resume (self->manifest, before);

  return cs_audit_manifest_write (self->manifest, folder, error);
}
