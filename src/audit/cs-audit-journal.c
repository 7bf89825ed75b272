/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-audit-journal.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cs-audit-error.h"
#include "cs-audit-lines.h"
#include "cs-digits.h"

#define NAME       "journal"
#define FIRST_LINE "cardsync-audit-journal 1\n"
#define N_FIELDS   7

/* An answer has 4 MB at most; what is made of it is not a quarter longer. */
#define LINE_MAX_BYTES (64 * 1024 * 1024)
#define READ_BLOCK     (16 * 1024)
#define AHEAD_BLOCK    (128 * 1024)

struct _CsAuditJournal
{
  int      fd;
  char    *path;
  GString *pending;       /* lines that are not written yet */
  char    *block;         /* read last: entries are asked for mostly in order */
  guint64  block_offset;
  gsize    block_length;
  guint64  length;        /* of what is written */
};

static CsAuditJournal *
journal_new (const char *folder)
{
  CsAuditJournal *self = g_new0 (CsAuditJournal, 1);

  self->fd = -1;
  self->path = g_build_filename (folder, NAME, NULL);
  self->pending = g_string_new (NULL);

  return self;
}

/**
 * cs_audit_journal_close:
 * @self: (transfer full): a journal
 *
 * Closes a journal. What was not flushed is lost.
 */
void
cs_audit_journal_close (CsAuditJournal *self)
{
  if (self->fd >= 0)
    (void) close (self->fd);

  g_free (self->path);
  g_free (self->block);
  g_string_free (self->pending, TRUE);
  g_free (self);
}

static gboolean
set_going_on (CsAuditJournal  *self,
              GError         **error)
{
  g_set_error (error, CS_AUDIT_ERROR, CS_AUDIT_ERROR_FOLDER,
               /* Translators: the path of a file. */
               _("“%s” belongs to a run that is going on."), self->path);

  return FALSE;
}

/* Two runs in one folder would write into each other's lines. The lock goes with the
 * process, however it ends.
 */
static gboolean
lock (CsAuditJournal  *self,
      GError         **error)
{
  if (flock (self->fd, LOCK_EX | LOCK_NB) == 0)
    return TRUE;

  return set_going_on (self, error);
}

/* Somebody may have dropped it between its birth and its lock. */
static gboolean
is_in_place (CsAuditJournal *self)
{
  struct stat opened;
  struct stat named;

  return fstat (self->fd, &opened) == 0 && stat (self->path, &named) == 0 &&
         opened.st_dev == named.st_dev && opened.st_ino == named.st_ino;
}

static gboolean
write_all (CsAuditJournal  *self,
           const char      *data,
           gsize            length,
           GError         **error)
{
  gsize at = 0;

  while (at < length)
    {
      gssize n = TEMP_FAILURE_RETRY (pwrite (self->fd, data + at, length - at,
                                             (off_t) (self->length + at)));

      if (n < 0)
        {
          int saved_errno = errno;

          /* Half a line is no line, but the next one would be appended to it. */
          if (ftruncate (self->fd, (off_t) self->length) != 0)
            saved_errno = errno;

          return cs_audit_error_set_errno (error, CS_AUDIT_ERROR_WRITE, self->path, saved_errno);
        }

      at += (gsize) n;
    }

  self->length += length;

  return TRUE;
}

/* A run that was killed before it began left its first line, or a part of it, and no row:
 * anything else of that name is somebody's own.
 */
static gboolean
is_unborn (CsAuditJournal *self)
{
  char first[sizeof FIRST_LINE];
  struct stat info;

  return fstat (self->fd, &info) == 0 && S_ISREG (info.st_mode) &&
         info.st_size <= (off_t) strlen (FIRST_LINE) &&
         TEMP_FAILURE_RETRY (pread (self->fd, first, sizeof first, 0)) == info.st_size &&
         memcmp (first, FIRST_LINE, (gsize) info.st_size) == 0;
}

/**
 * cs_audit_journal_drop_unborn:
 * @folder: where
 * @error: [error@AuditError] `FOLDER`
 *
 * Removes a journal without a manifest: that of a run that was killed before it began. A
 * run that is just beginning holds its lock.
 *
 * Returns: `FALSE` if there is a run that is going on, or a file of somebody's own
 */
gboolean
cs_audit_journal_drop_unborn (const char  *folder,
                              GError     **error)
{
  g_autoptr (CsAuditJournal) self = journal_new (folder);
  g_autofree char *manifest = g_build_filename (folder, "manifest.json", NULL);

  /* Opening a device or a pipe of that name waits for nobody. */
  self->fd = open (self->path, O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);

  if (self->fd < 0)
    /* NOLINTNEXTLINE(clang-analyzer-unix.Malloc): g_autoptr() frees it. */
    return TRUE;

  if (!lock (self, error))
    return FALSE;

  /* If another has taken its place, it is for the creation to find out. */
  if (!is_in_place (self) || g_file_test (manifest, G_FILE_TEST_EXISTS))
    return TRUE;

  if (is_unborn (self))
    {
      (void) unlink (self->path);
      return TRUE;
    }

  g_set_error (error, CS_AUDIT_ERROR, CS_AUDIT_ERROR_FOLDER,
               /* Translators: the path of a file */
               _("“%s” is there already and of no run. Choose another folder."), self->path);

  return FALSE;
}

/**
 * cs_audit_journal_create:
 * @folder: where
 * @error: [error@AuditError]
 *
 * Begins a journal where there is none.
 *
 * Returns: (transfer full): the journal, or `NULL` on error
 */
CsAuditJournal *
cs_audit_journal_create (const char  *folder,
                         GError     **error)
{
  g_autoptr (CsAuditJournal) self = journal_new (folder);

  self->fd = open (self->path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

  if (self->fd < 0 && errno == EEXIST)
    {
      /* NOLINTNEXTLINE(clang-analyzer-unix.Malloc): g_autoptr() frees it. */
      g_set_error (error, CS_AUDIT_ERROR, CS_AUDIT_ERROR_FOLDER,
                   /* Translators: the path of a folder. */
                   _("“%s” holds a run already. Resume it, or choose another folder."), folder);
      return NULL;
    }

  if (self->fd < 0)
    {
      cs_audit_error_set_errno (error, CS_AUDIT_ERROR_WRITE, self->path, errno);
      return NULL;
    }

  /* On disk before the manifest is, which makes it a run that is to go on: an empty journal
   * could neither be resumed nor begun anew after a power cut.
   */
  if (!lock (self, error) || (!is_in_place (self) && !set_going_on (self, error)) ||
      !write_all (self, FIRST_LINE, strlen (FIRST_LINE), error) ||
      !cs_audit_journal_sync (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

static gboolean
open_existing (CsAuditJournal  *self,
               int              flags,
               GError         **error)
{
  char first[sizeof FIRST_LINE] = { 0 };
  gssize n_read;

  self->fd = open (self->path, flags | O_CLOEXEC | O_NOFOLLOW);

  if (self->fd < 0)
    return cs_audit_error_set_errno (error, CS_AUDIT_ERROR_FOLDER, self->path, errno);

  n_read = TEMP_FAILURE_RETRY (pread (self->fd, first, strlen (FIRST_LINE), 0));

  if (n_read == (gssize) strlen (FIRST_LINE) && g_str_equal (first, FIRST_LINE))
    return TRUE;

  g_set_error (error, CS_AUDIT_ERROR, CS_AUDIT_ERROR_DAMAGED,
               /* Translators: the path of a file. */
               _("“%s” is no journal of an audit."), self->path);

  return FALSE;
}

/* Where the last whole line ends. Of a line that was being written when the program
 * was killed nothing is kept.
 */
static gboolean
find_end (CsAuditJournal  *self,
          GError         **error)
{
  char block[READ_BLOCK];
  struct stat info;
  guint64 end;

  if (fstat (self->fd, &info) != 0)
    return cs_audit_error_set_errno (error, CS_AUDIT_ERROR_DAMAGED, self->path, errno);

  end = (guint64) info.st_size;

  while (end > 0)
    {
      gsize length = (gsize) MIN (end, sizeof block);
      gssize n_read = TEMP_FAILURE_RETRY (pread (self->fd, block, length,
                                                 (off_t) (end - length)));
      const char *found;

      if (n_read != (gssize) length)
        return cs_audit_error_set_errno (error, CS_AUDIT_ERROR_DAMAGED, self->path,
                                         n_read < 0 ? errno : EIO);

      found = memrchr (block, '\n', length);

      if (found != NULL)
        {
          self->length = end - length + (guint64) (found - block) + 1;
          return TRUE;
        }

      end -= length;
    }

  return TRUE;
}

/**
 * cs_audit_journal_open:
 * @folder: where
 * @error: [error@AuditError]
 *
 * Opens a journal to go on with it. A torn last line is cut off.
 *
 * Returns: (transfer full): the journal, or `NULL` on error
 */
CsAuditJournal *
cs_audit_journal_open (const char  *folder,
                       GError     **error)
{
  g_autoptr (CsAuditJournal) self = journal_new (folder);

  if (!open_existing (self, O_RDWR, error) || !lock (self, error) ||
      (!is_in_place (self) && !set_going_on (self, error)) || !find_end (self, error))
    return NULL;

  if (ftruncate (self->fd, (off_t) self->length) != 0)
    {
      cs_audit_error_set_errno (error, CS_AUDIT_ERROR_WRITE, self->path, errno);
      return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * cs_audit_journal_peek:
 * @folder: where
 * @error: [error@AuditError]
 *
 * Opens a journal to read it, whoever else has it open. A torn last line is not seen.
 *
 * Returns: (transfer full): the journal, or `NULL` on error
 */
CsAuditJournal *
cs_audit_journal_peek (const char  *folder,
                       GError     **error)
{
  g_autoptr (CsAuditJournal) self = journal_new (folder);

  if (!open_existing (self, O_RDONLY, error) || !find_end (self, error))
    /* NOLINTNEXTLINE(clang-analyzer-unix.Malloc): g_autoptr() frees it. */
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * cs_audit_journal_add:
 * @self: a journal
 * @entry: a finished row
 *
 * Adds a row to those that are flushed next.
 */
void
cs_audit_journal_add (CsAuditJournal     *self,
                      const CsAuditEntry *entry)
{
  g_string_append_printf (self->pending,
                          "%" G_GUINT64_FORMAT "\t%" G_GUINT64_FORMAT "\t%" G_GUINT64_FORMAT
                          "\t%s\t", entry->row, entry->line, entry->member_id,
                          cs_audit_outcome_to_string (entry->outcome));
  g_string_append_len (self->pending, entry->tally, (gssize) entry->tally_length);
  g_string_append_c (self->pending, '\t');
  g_string_append_len (self->pending, entry->findings, (gssize) entry->findings_length);
  g_string_append_c (self->pending, '\t');
  g_string_append_len (self->pending, entry->json, (gssize) entry->json_length);
  g_string_append_c (self->pending, '\n');
}

/**
 * cs_audit_journal_flush:
 * @self: a journal
 * @error: [error@AuditError] `WRITE`
 *
 * Hands what was added to the system: it survives this program then.
 *
 * Returns: `FALSE` if it could not; the journal is as it was before then
 */
gboolean
cs_audit_journal_flush (CsAuditJournal  *self,
                        GError         **error)
{
  gboolean is_written = write_all (self, self->pending->str, self->pending->len, error);

  g_string_truncate (self->pending, 0);

  return is_written;
}

/**
 * cs_audit_journal_sync:
 * @self: a journal
 * @error: [error@AuditError] `WRITE`
 *
 * Waits until what was flushed is on disk: it survives the computer then.
 *
 * Returns: `FALSE` if it could not
 */
gboolean
cs_audit_journal_sync (CsAuditJournal  *self,
                       GError         **error)
{
  if (fdatasync (self->fd) == 0)
    return TRUE;

  return cs_audit_error_set_errno (error, CS_AUDIT_ERROR_WRITE, self->path, errno);
}

static gboolean
split (const char   *line,
       gsize         length,
       const char  **out_fields,
       gsize        *out_lengths)
{
  const char *end = line + length;

  for (guint i = 0; i < N_FIELDS; i++)
    {
      const char *stop = memchr (line, '\t', (gsize) (end - line));

      /* JSON holds no tab: the last field is all of the rest. */
      if ((stop == NULL) != (i == N_FIELDS - 1))
        return FALSE;

      out_fields[i] = line;
      out_lengths[i] = (gsize) ((stop != NULL ? stop : end) - line);
      line = stop + 1;
    }

  return TRUE;
}

static gboolean
parse (CsAuditJournal  *self,
       const char      *line,
       gsize            length,
       CsAuditEntry    *out_entry,
       GError         **error)
{
  const char *fields[N_FIELDS];
  gsize lengths[N_FIELDS];

  if (split (line, length, fields, lengths) &&
      cs_digits_parse_uint64 (fields[0], lengths[0], 1, G_MAXUINT64, &out_entry->row) &&
      cs_digits_parse_uint64 (fields[1], lengths[1], 1, G_MAXUINT64, &out_entry->line) &&
      cs_digits_parse_uint64 (fields[2], lengths[2], 1, CS_MEMBER_ID_MAX,
                              &out_entry->member_id) &&
      cs_audit_outcome_from_string (fields[3], lengths[3], &out_entry->outcome))
    {
      out_entry->tally = fields[4];
      out_entry->tally_length = lengths[4];
      out_entry->findings = fields[5];
      out_entry->findings_length = lengths[5];
      out_entry->json = fields[6];
      out_entry->json_length = lengths[6];
      return TRUE;
    }

  g_set_error (error, CS_AUDIT_ERROR, CS_AUDIT_ERROR_DAMAGED,
               /* Translators: the path of a file. */
               _("“%s” is damaged."), self->path);

  return FALSE;
}

/**
 * cs_audit_journal_each:
 * @self: a journal
 * @func: takes each entry
 * @user_data: data for @func
 * @error: [error@AuditError], or what @func set
 *
 * Goes through all entries, in the order in which they were written.
 *
 * Returns: `FALSE` if the journal is damaged, or @func stopped
 */
gboolean
cs_audit_journal_each (CsAuditJournal    *self,
                       CsAuditEntryFunc   func,
                       gpointer           user_data,
                       GError           **error)
{
  g_autoptr (CsAuditLines) lines = cs_audit_lines_new (self->fd, self->path, strlen (FIRST_LINE),
                                                       LINE_MAX_BYTES);
  g_autoptr (GError) reason = NULL;
  CsAuditLine line;

  while (cs_audit_lines_next (lines, &line, &reason) && line.offset < self->length)
    {
      CsAuditEntry entry;

      if (!parse (self, line.data, line.length, &entry, error) ||
          !func (&entry, line.offset, user_data, error))
        return FALSE;
    }

  if (reason == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&reason));

  return FALSE;
}

/* What is in the file from @offset on: at least a byte. */
static const char *
look_at (CsAuditJournal  *self,
         guint64          offset,
         gsize           *out_length,
         GError         **error)
{
  gssize n_read;

  if (self->block == NULL)
    self->block = g_malloc (AHEAD_BLOCK);

  if (offset < self->block_offset || offset >= self->block_offset + self->block_length)
    {
      n_read = TEMP_FAILURE_RETRY (pread (self->fd, self->block, AHEAD_BLOCK, (off_t) offset));
      self->block_offset = offset;
      self->block_length = (gsize) MAX (n_read, 0);

      if (n_read <= 0)
        {
          cs_audit_error_set_errno (error, CS_AUDIT_ERROR_DAMAGED, self->path,
                                    n_read < 0 ? errno : EIO);
          return NULL;
        }
    }

  *out_length = self->block_length - (gsize) (offset - self->block_offset);

  return self->block + (offset - self->block_offset);
}

/**
 * cs_audit_journal_read:
 * @self: a journal
 * @offset: where an entry is
 * @buffer: takes the line; good as long as @out_entry is
 * @out_entry: (out caller-allocates): the entry
 * @error: [error@AuditError]
 *
 * Reads one entry.
 *
 * Returns: `FALSE` if the journal is damaged
 */
gboolean
cs_audit_journal_read (CsAuditJournal  *self,
                       guint64          offset,
                       GString         *buffer,
                       CsAuditEntry    *out_entry,
                       GError         **error)
{
  const char *end = NULL;

  g_string_truncate (buffer, 0);

  while (end == NULL)
    {
      gsize length;
      const char *data = look_at (self, offset + buffer->len, &length, error);

      if (data == NULL)
        return FALSE;

      end = memchr (data, '\n', length);
      g_string_append_len (buffer, data, end != NULL ? end - data : (gssize) length);
    }

  return parse (self, buffer->str, buffer->len, out_entry, error);
}
