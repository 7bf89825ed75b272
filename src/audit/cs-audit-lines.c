/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-audit-lines.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "cs-audit-error.h"

#define BLOCK (64 * 1024)

struct _CsAuditLines
{
  int       fd;
  char     *name;
  gsize     maximum;        /* bytes of a record */
  char      delimiter;      /* of cells that may be quoted; 0: lines are lines */
  CsHash   *hash;           /* borrowed, nullable: of all that is read */

  guint8   *buffer;
  gsize     capacity;
  gsize     start;          /* of the next record */
  gsize     end;            /* of what has been read */
  guint64   offset;         /* of @start in the file */
  guint64   number;         /* of the line at @start */
  gboolean  is_at_end;
};

/**
 * cs_audit_lines_new:
 * @fd: an open file that can be read at any place; it stays the caller's
 * @name: what messages call it
 * @offset: where to begin
 * @maximum: the most bytes of a record
 *
 * Begins to read.
 *
 * Returns: (transfer full): a reader
 */
CsAuditLines *
cs_audit_lines_new (int         fd,
                    const char *name,
                    guint64     offset,
                    gsize       maximum)
{
  CsAuditLines *self = g_new0 (CsAuditLines, 1);

  self->fd = fd;
  self->name = g_strdup (name);
  self->maximum = maximum;
  self->offset = offset;
  self->number = 1;
  self->capacity = BLOCK;
  self->buffer = g_malloc (self->capacity);

  return self;
}

/**
 * cs_audit_lines_free:
 * @self: (transfer full): a reader
 *
 * Frees a reader.
 */
void
cs_audit_lines_free (CsAuditLines *self)
{
  g_free (self->name);
  g_free (self->buffer);
  g_free (self);
}

/**
 * cs_audit_lines_set_delimiter:
 * @self: a reader
 * @delimiter: what divides cells, 0 if lines have none
 *
 * Sets that cells may be quoted, and may hold line ends then.
 */
void
cs_audit_lines_set_delimiter (CsAuditLines *self,
                              char          delimiter)
{
  self->delimiter = delimiter;
}

/**
 * cs_audit_lines_set_hash:
 * @self: a reader that has read nothing yet
 * @hash: takes every byte that is read; outlives @self
 *
 * Hashes the file on the way.
 */
void
cs_audit_lines_set_hash (CsAuditLines *self,
                         CsHash       *hash)
{
  self->hash = hash;
}

static void
make_room (CsAuditLines *self)
{
  gsize n_left = self->end - self->start;

  if (self->start > 0)
    memmove (self->buffer, self->buffer + self->start, n_left);

  self->start = 0;
  self->end = n_left;

  if (self->capacity - self->end >= BLOCK / 2)
    return;

  self->capacity *= 2;
  self->buffer = g_realloc (self->buffer, self->capacity);
}

static gboolean
read_more (CsAuditLines  *self,
           GError       **error)
{
  gssize n_read;

  make_room (self);
  n_read = TEMP_FAILURE_RETRY (pread (self->fd, self->buffer + self->end,
                                      self->capacity - self->end,
                                      (off_t) (self->offset + self->end)));

  if (n_read < 0)
    return cs_audit_error_set_errno (error, CS_AUDIT_ERROR_INPUT, self->name, errno);

  if (self->hash != NULL)
    cs_hash_update (self->hash, self->buffer + self->end, (gsize) n_read);

  self->end += (gsize) n_read;
  self->is_at_end = n_read == 0;

  return TRUE;
}

/* Where a record may go on: within a quoted cell. Carried from one block to the next. */
typedef struct
{
  gsize    scanned;
  gboolean in_quotes;
  gboolean at_cell_start;
  gboolean just_closed;
  guint64  n_line_ends;
} Scan;

/* Looks for the line feed behind the record. RFC 4180: a quote counts at the start of
 * a cell; two within a quoted cell are one.
 */
static gboolean
find_end (CsAuditLines *self,
          Scan         *scan)
{
  const char *data = (const char *) self->buffer + self->start;
  gsize length = self->end - self->start;

  for (; scan->scanned < length; scan->scanned++)
    {
      char c = data[scan->scanned];
      gboolean closes = c == '"' && scan->in_quotes;

      if (c == '\n' && !scan->in_quotes)
        return TRUE;

      if (c == '\n')
        scan->n_line_ends++;
      else if (closes)
        scan->in_quotes = FALSE;
      else if (c == '"' && !scan->in_quotes)
        scan->in_quotes = scan->at_cell_start || scan->just_closed;

      scan->just_closed = closes;
      scan->at_cell_start = c == self->delimiter && !scan->in_quotes;
    }

  return FALSE;
}

static gboolean
find_line_end (CsAuditLines *self,
               Scan         *scan)
{
  const guint8 *data = self->buffer + self->start;
  gsize length = self->end - self->start;
  const guint8 *end = memchr (data + scan->scanned, '\n', length - scan->scanned);

  scan->scanned = end != NULL ? (gsize) (end - data) : length;

  return end != NULL;
}

/* What cannot be a record is given up line by line, so that one quote that is never
 * closed does not swallow the rest of the file.
 */
static gboolean
cut_too_long (CsAuditLines  *self,
              CsAuditLine   *out_line,
              GError       **error)
{
  Scan scan = { 0 };
  gsize shown = MIN (self->end - self->start, self->maximum);

  *out_line = (CsAuditLine) { .number = self->number, .offset = self->offset,
                              .is_too_long = TRUE };

  while (!find_line_end (self, &scan) && !self->is_at_end)
    {
      /* The rest of an endless line is read and dropped. */
      self->offset += self->end - self->start;
      self->start = self->end;
      scan.scanned = 0;

      if (!read_more (self, error))
        return FALSE;
    }

  out_line->data = (const char *) self->buffer + self->start;
  out_line->length = MIN (shown, scan.scanned);
  out_line->is_whole = !self->is_at_end || scan.scanned < self->end - self->start;
  scan.scanned = MIN (scan.scanned + 1, self->end - self->start);
  self->start += scan.scanned;
  self->offset += scan.scanned;
  self->number++;

  return TRUE;
}

static void
take_record (CsAuditLines *self,
             const Scan   *scan,
             gboolean      is_whole,
             CsAuditLine  *out_line)
{
  const char *data = (const char *) self->buffer + self->start;
  gsize length = scan->scanned;
  gsize n_taken = length + (is_whole ? 1 : 0);

  if (length > 0 && data[length - 1] == '\r')
    length--;

  *out_line = (CsAuditLine) {
    .data = data,
    .length = length,
    .number = self->number,
    .offset = self->offset,
    .is_whole = is_whole,
  };

  self->start += n_taken;
  self->offset += n_taken;
  self->number += scan->n_line_ends + 1;
}

/**
 * cs_audit_lines_next:
 * @self: a reader
 * @out_line: (out caller-allocates): the record; good until the next call
 * @error: [error@AuditError] `INPUT`
 *
 * Reads the next record. The line end, LF or CRLF, is taken off.
 *
 * Returns: `FALSE` at the end, and with @error set if the file cannot be read
 */
gboolean
cs_audit_lines_next (CsAuditLines  *self,
                     CsAuditLine   *out_line,
                     GError       **error)
{
  Scan scan = { .at_cell_start = TRUE };
  gboolean is_whole;

  for (;;)
    {
      is_whole = self->delimiter != 0 ? find_end (self, &scan) : find_line_end (self, &scan);

      if (scan.scanned > self->maximum)
        return cut_too_long (self, out_line, error);

      if (is_whole || self->is_at_end)
        break;

      if (!read_more (self, error))
        return FALSE;
    }

  /* The file ends in a quoted cell. */
  if (!is_whole && scan.in_quotes && scan.n_line_ends > 0)
    return cut_too_long (self, out_line, error);

  if (!is_whole && scan.scanned == 0)
    return FALSE;

  take_record (self, &scan, is_whole, out_line);

  return TRUE;
}
