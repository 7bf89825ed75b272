/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-audit-input.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cs-audit-error.h"
#include "cs-audit-input-private.h"
#include "cs-audit-rows.h"
#include "cs-audit-sort.h"

#define BLOCK       (64 * 1024)
#define BYTES_MAX   (G_GUINT64_CONSTANT (64) * 1024 * 1024 * 1024)
#define CHECK_EVERY 4096

/**
 * CsAuditInput:
 *
 * A file of member IDs: plain text, one a line, or CSV with a column of them.
 *
 * It is surveyed before anybody is asked, and read row by row then, so that ten
 * million rows need no more memory than ten thousand.
 */
struct _CsAuditInput
{
  GObject         parent_instance;

  int             fd;
  char           *name;
  char           *column;
  CsAuditHeading  heading;

  CsAuditSurvey   survey;
  CsAuditBits    *duplicates;     /* NULL until the survey knows */
};

G_DEFINE_FINAL_TYPE (CsAuditInput, cs_audit_input, G_TYPE_OBJECT)

static void
survey_clear (CsAuditSurvey *survey)
{
  g_clear_pointer (&survey->sha256, g_free);
  g_clear_pointer (&survey->headings, g_strfreev);
  g_clear_pointer (&survey->bad, g_array_unref);
  g_clear_pointer (&survey->preview, g_ptr_array_unref);
  memset (survey, 0, sizeof *survey);
}

static void
cs_audit_input_finalize (GObject *object)
{
  CsAuditInput *self = CS_AUDIT_INPUT (object);

  if (self->fd >= 0)
    (void) close (self->fd);

  g_free (self->name);
  g_free (self->column);
  survey_clear (&self->survey);
  g_clear_pointer (&self->duplicates, cs_audit_bits_free);

  G_OBJECT_CLASS (cs_audit_input_parent_class)->finalize (object);
}

static void
cs_audit_input_class_init (CsAuditInputClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cs_audit_input_finalize;
}

static void
cs_audit_input_init (CsAuditInput *self)
{
  self->fd = -1;
}

/**
 * cs_audit_input_open:
 * @path: a file
 * @error: [error@AuditError] `INPUT`
 *
 * Opens a file. It stays open, so that another one of the same name cannot take its
 * place during a run.
 *
 * Returns: (transfer full): the input, or `NULL` on error
 */
CsAuditInput *
cs_audit_input_open (const char  *path,
                     GError     **error)
{
  g_autoptr (CsAuditInput) self = g_object_new (CS_TYPE_AUDIT_INPUT, NULL);
  g_autofree char *shown = g_filename_display_basename (path);
  struct stat info;

  self->name = g_steal_pointer (&shown);

  /* Not blocking, so that a FIFO is refused and not waited for. */
  self->fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

  if (self->fd < 0 || fstat (self->fd, &info) != 0)
    cs_audit_error_set_errno (error, CS_AUDIT_ERROR_INPUT, self->name, errno);
  else if (!S_ISREG (info.st_mode))
    g_set_error (error, CS_AUDIT_ERROR, CS_AUDIT_ERROR_INPUT,
                 /* Translators: a file name. */
                 _("“%s” is not a file. Pipe it in, with “-” as the input."), self->name);
  else
    return g_steal_pointer (&self);

  return NULL;
}

static gboolean
copy_all (int          from,
          int          to,
          GError     **error)
{
  g_autofree char *block = g_malloc (BLOCK);
  guint64 n_bytes = 0;

  for (;;)
    {
      gssize n_read = TEMP_FAILURE_RETRY (read (from, block, BLOCK));

      if (n_read < 0)
        return cs_audit_error_set_errno (error, CS_AUDIT_ERROR_INPUT, "-", errno);

      if (n_read == 0)
        return TRUE;

      for (gssize at = 0; at < n_read;)
        {
          gssize n = TEMP_FAILURE_RETRY (write (to, block + at, (gsize) (n_read - at)));

          if (n < 0)
            return cs_audit_error_set_errno (error, CS_AUDIT_ERROR_WRITE, "-", errno);

          at += n;
        }

      n_bytes += (guint64) n_read;

      if (n_bytes > BYTES_MAX)
        return cs_audit_error_set_errno (error, CS_AUDIT_ERROR_INPUT, "-", EFBIG);
    }
}

/* A file without a name, where it can get one later. */
static int
open_spool (const char *path)
{
  const char *place = g_getenv ("TMPDIR") != NULL ? g_get_tmp_dir () : "/var/tmp";
  g_autofree char *folder = path != NULL ? g_path_get_dirname (path) : g_strdup (place);

  return open (folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
}

/* Gives it the name, once all of it is on the disk: a run cannot be resumed without its
 * input, however the computer went down. A file that has the name stays.
 */
static gboolean
name_spool (int          fd,
            const char  *path,
            GError     **error)
{
  g_autofree char *open_file = g_strdup_printf ("/proc/self/fd/%d", fd);

  if (fsync (fd) == 0 && linkat (AT_FDCWD, open_file, AT_FDCWD, path, AT_SYMLINK_FOLLOW) == 0)
    return TRUE;

  if (errno != EEXIST)
    return cs_audit_error_set_errno (error, CS_AUDIT_ERROR_WRITE, path, errno);

  g_set_error (error, CS_AUDIT_ERROR, CS_AUDIT_ERROR_FOLDER,
               /* Translators: the path of a file. */
               _("“%s” is there already and of no run. Choose another folder."), path);

  return FALSE;
}

/**
 * cs_audit_input_spool:
 * @fd: a pipe
 * @path: (nullable): where what comes out of it is kept for a resumed run, or `NULL`
 *   for a file without a name
 * @error: [error@AuditError]
 *
 * Takes everything from a pipe, since an input is gone through more than once.
 *
 * Returns: (transfer full): the input, or `NULL` on error
 */
CsAuditInput *
cs_audit_input_spool (int          fd,
                      const char  *path,
                      GError     **error)
{
  g_autoptr (CsAuditInput) self = g_object_new (CS_TYPE_AUDIT_INPUT, NULL);

  self->name = g_strdup ("-");
  self->fd = open_spool (path);

  if (self->fd < 0)
    {
      cs_audit_error_set_errno (error, CS_AUDIT_ERROR_WRITE, path != NULL ? path : "/var/tmp",
                                errno);
      return NULL;
    }

  if (!copy_all (fd, self->fd, error))
    return NULL;

  if (path != NULL && !name_spool (self->fd, path, error))
    return NULL;

  return g_steal_pointer (&self);
}

const char *
cs_audit_input_get_name (CsAuditInput *self)
{
  g_return_val_if_fail (CS_IS_AUDIT_INPUT (self), NULL);

  return self->name;
}

/**
 * cs_audit_input_set_column:
 * @self: an input
 * @column: (nullable): the name of a column, or its number, from 1; `NULL` to guess
 *
 * Sets which column holds the member IDs. It takes effect in the next survey.
 */
void
cs_audit_input_set_column (CsAuditInput *self,
                           const char   *column)
{
  g_return_if_fail (CS_IS_AUDIT_INPUT (self));

  g_free (self->column);
  self->column = g_strdup (column);
}

const char *
cs_audit_input_get_column (CsAuditInput *self)
{
  g_return_val_if_fail (CS_IS_AUDIT_INPUT (self), NULL);

  return self->column;
}

/**
 * cs_audit_input_set_heading:
 * @self: an input
 * @heading: whether the first row names the columns
 *
 * Sets whether there is a heading. It takes effect in the next survey.
 */
void
cs_audit_input_set_heading (CsAuditInput   *self,
                            CsAuditHeading  heading)
{
  g_return_if_fail (CS_IS_AUDIT_INPUT (self));

  self->heading = heading;
}

CsAuditLines *
cs_audit_input_new_lines (CsAuditInput *self)
{
  return cs_audit_lines_new (self->fd, self->name, self->survey.has_bom ? strlen (CS_AUDIT_BOM) : 0,
                             CS_AUDIT_RECORD_MAX);
}

CsAuditBits *
cs_audit_input_get_duplicates (CsAuditInput *self)
{
  return self->duplicates;
}

/* What the first bytes tell. UTF-16 is what a spreadsheet calls Unicode text. */
static gboolean
look_at_start (CsAuditInput  *self,
               GError       **error)
{
  guint8 start[4096];
  gssize n_read = TEMP_FAILURE_RETRY (pread (self->fd, start, sizeof start, 0));
  struct stat info;

  if (n_read < 0 || fstat (self->fd, &info) != 0)
    return cs_audit_error_set_errno (error, CS_AUDIT_ERROR_INPUT, self->name, errno);

  self->survey.n_bytes = (guint64) info.st_size;
  self->survey.has_bom = n_read >= (gssize) strlen (CS_AUDIT_BOM) &&
                         memcmp (start, CS_AUDIT_BOM, strlen (CS_AUDIT_BOM)) == 0;
  self->survey.has_crlf = memmem (start, (gsize) n_read, "\r\n", 2) != NULL;

  if (memchr (start, '\0', (gsize) n_read) == NULL)
    return TRUE;

  g_set_error_literal (error, CS_AUDIT_ERROR, CS_AUDIT_ERROR_INPUT,
                       _("The input is not plain text. Save it as CSV in UTF-8."));

  return FALSE;
}

static void
note_row (CsAuditInput     *self,
          const CsAuditRow *row)
{
  const CsAuditBadRow bad = { row->number, row->line, row->refusal };

  self->survey.n_rows++;

  if (row->kind != CS_AUDIT_ROW_BAD)
    return;

  self->survey.n_bad++;

  if (self->survey.bad->len < CS_AUDIT_BAD_SHOWN)
    g_array_append_val (self->survey.bad, bad);
}

/* Equal IDs follow each other in the order of their rows: all but the first are
 * duplicates.
 */
static gboolean
find_duplicates (CsAuditInput  *self,
                 CsAuditSort   *sort,
                 GError       **error)
{
  g_autoptr (GError) reason = NULL;
  guint64 member_id, row;
  guint64 last = 0;

  if (!cs_audit_sort_finish (sort, error))
    return FALSE;

  while (cs_audit_sort_next (sort, &member_id, &row, &reason))
    {
      if (member_id == last)
        {
          cs_audit_bits_set (self->duplicates, row, TRUE);
          self->survey.n_duplicates++;
        }

      last = member_id;
    }

  if (reason == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&reason));

  return FALSE;
}

static gboolean
go_through (CsAuditInput  *self,
            CsAuditSort   *sort,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autoptr (CsAuditRows) rows = cs_audit_rows_new (self);
  g_autoptr (GError) reason = NULL;
  CsAuditRow row = { 0 };

  while (cs_audit_rows_next (rows, &row, &reason))
    {
      note_row (self, &row);

      if (row.kind != CS_AUDIT_ROW_BAD &&
          !cs_audit_sort_add (sort, row.member_id, row.number, error))
        return FALSE;

      if (row.number % CHECK_EVERY == 0 &&
          g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
    }

  if (reason != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }

  self->survey.n_blank = cs_audit_rows_get_n_blank (rows);
  self->survey.sha256 = cs_audit_rows_dup_hash (rows);

  return TRUE;
}

/**
 * cs_audit_input_survey:
 * @self: an input
 * @cancellable: (nullable): a cancellable
 * @error: [error@AuditError] or `G_IO_ERROR_CANCELLED`
 *
 * Goes through the whole input: finds the column, counts rows, duplicates and bad rows.
 * Takes about a second for a million rows.
 *
 * Returns: `FALSE` if the input cannot be used
 */
gboolean
cs_audit_input_survey (CsAuditInput  *self,
                       GCancellable  *cancellable,
                       GError       **error)
{
  g_autoptr (CsAuditSort) sort = cs_audit_sort_new ();
  g_autoptr (CsAuditLines) lines = NULL;

  g_return_val_if_fail (CS_IS_AUDIT_INPUT (self), FALSE);

  survey_clear (&self->survey);
  g_clear_pointer (&self->duplicates, cs_audit_bits_free);
  self->survey.bad = g_array_new (FALSE, FALSE, sizeof (CsAuditBadRow));

  if (!look_at_start (self, error))
    return FALSE;

  lines = cs_audit_input_new_lines (self);

  if (!cs_audit_survey_guess (&self->survey, lines, self->column, self->heading, error) ||
      !go_through (self, sort, cancellable, error))
    return FALSE;

  self->duplicates = cs_audit_bits_new ();

  if (!find_duplicates (self, sort, error))
    return FALSE;

  self->survey.n_to_ask = self->survey.n_rows - self->survey.n_duplicates - self->survey.n_bad;

  return TRUE;
}

static void
survey_in_thread (GTask        *task,
                  gpointer      source_object,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  GError *error = NULL;

  if (cs_audit_input_survey (task_data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * cs_audit_input_survey_async:
 * @self: an input; not to be touched until the callback runs
 * @cancellable: (nullable): a cancellable
 * @callback: (scope async): called when it is known what the input holds
 * @user_data: data for @callback
 *
 * Does what cs_audit_input_survey() does in a thread.
 */
void
cs_audit_input_survey_async (CsAuditInput        *self,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (CS_IS_AUDIT_INPUT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cs_audit_input_survey_async);
  g_task_set_task_data (task, g_object_ref (self), g_object_unref);
  g_task_run_in_thread (task, survey_in_thread);
}

/**
 * cs_audit_input_survey_finish:
 * @self: an input
 * @result: what the callback was given
 * @error: [error@AuditError] or `G_IO_ERROR_CANCELLED`
 *
 * Finishes cs_audit_input_survey_async().
 *
 * Returns: `FALSE` if the input cannot be used
 */
gboolean
cs_audit_input_survey_finish (CsAuditInput  *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * cs_audit_input_get_survey:
 * @self: an input
 *
 * Gets what the last survey found.
 *
 * Returns: (transfer none): the survey
 */
const CsAuditSurvey *
cs_audit_input_get_survey (CsAuditInput *self)
{
  g_return_val_if_fail (CS_IS_AUDIT_INPUT (self), NULL);

  return &self->survey;
}
