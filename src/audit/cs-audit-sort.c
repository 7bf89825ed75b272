/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-audit-sort.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "cs-audit-error.h"

#define CHUNK_PAIRS 32768    /* 512 KB */
#define READ_PAIRS  128      /* of each chunk while they are merged */

typedef struct
{
  guint64 key;
  guint64 value;
} Pair;

/* A sorted part of the file, as far as it has been merged. */
typedef struct
{
  Pair    pairs[READ_PAIRS];
  guint   n_pairs;
  guint   at;
  guint64 next;             /* pair in the file */
  guint64 end;
} Chunk;

struct _CsAuditSort
{
  Pair      *pairs;         /* the chunk that is gathered */
  guint      n_pairs;
  guint      at;
  int        fd;            /* -1 until it is needed */
  guint64    n_written;
  GPtrArray *heap;          /* (element-type Chunk): the least pair first */
};

/**
 * cs_audit_sort_new:
 *
 * Makes an empty sorter.
 *
 * Returns: (transfer full): the sorter
 */
CsAuditSort *
cs_audit_sort_new (void)
{
  CsAuditSort *self = g_new0 (CsAuditSort, 1);

  self->pairs = g_new (Pair, CHUNK_PAIRS);
  self->heap = g_ptr_array_new_with_free_func (g_free);
  self->fd = -1;

  return self;
}

/**
 * cs_audit_sort_free:
 * @self: (transfer full): a sorter
 *
 * Frees a sorter and its file.
 */
void
cs_audit_sort_free (CsAuditSort *self)
{
  if (self->fd >= 0)
    (void) close (self->fd);

  g_ptr_array_unref (self->heap);
  g_free (self->pairs);
  g_free (self);
}

static int
compare (const Pair *a,
         const Pair *b)
{
  if (a->key != b->key)
    return a->key < b->key ? -1 : 1;

  return a->value < b->value ? -1 : a->value > b->value;
}

static int
compare_cb (const void *a,
            const void *b)
{
  return compare (a, b);
}

/* On disk, where /tmp may be memory. It never has a name that would outlive us. */
static gboolean
open_file (CsAuditSort  *self,
           GError      **error)
{
  const char *folder = g_getenv ("TMPDIR") != NULL ? g_get_tmp_dir () : "/var/tmp";
  g_autofree char *path = NULL;

  self->fd = open (folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);

  if (self->fd >= 0)
    return TRUE;

  /* Not every file system has files without a name. */
  path = g_build_filename (folder, "cardsync-XXXXXX", NULL);
  self->fd = g_mkstemp_full (path, O_RDWR | O_CLOEXEC, 0600);

  if (self->fd < 0)
    return cs_audit_error_set_errno (error, CS_AUDIT_ERROR_WRITE, folder, errno);

  (void) g_unlink (path);

  return TRUE;
}

static gboolean
write_chunk (CsAuditSort  *self,
             GError      **error)
{
  const char *data = (const char *) self->pairs;
  gsize length = self->n_pairs * sizeof (Pair);
  off_t at = (off_t) (self->n_written * sizeof (Pair));

  if (self->fd < 0 && !open_file (self, error))
    return FALSE;

  while (length > 0)
    {
      gssize n = TEMP_FAILURE_RETRY (pwrite (self->fd, data, length, at));

      if (n <= 0)
        return cs_audit_error_set_errno (error, CS_AUDIT_ERROR_WRITE, g_get_tmp_dir (), errno);

      data += n;
      at += n;
      length -= (gsize) n;
    }

  self->n_written += self->n_pairs;
  self->n_pairs = 0;

  return TRUE;
}

/**
 * cs_audit_sort_add:
 * @self: a sorter
 * @key: a number
 * @value: another
 * @error: [error@AuditError] `WRITE`
 *
 * Adds a pair.
 *
 * Returns: `FALSE` if there is no room for it on disk
 */
gboolean
cs_audit_sort_add (CsAuditSort  *self,
                   guint64       key,
                   guint64       value,
                   GError      **error)
{
  self->pairs[self->n_pairs++] = (Pair) { key, value };

  if (self->n_pairs < CHUNK_PAIRS)
    return TRUE;

  qsort (self->pairs, self->n_pairs, sizeof (Pair), compare_cb);

  return write_chunk (self, error);
}

/* Reads on in a chunk where all that was read is used up. */
static gboolean
fill (CsAuditSort  *self,
      Chunk        *chunk,
      GError      **error)
{
  gsize n_wanted = (gsize) MIN (chunk->end - chunk->next, READ_PAIRS);
  gssize n_read;

  chunk->at = 0;
  chunk->n_pairs = 0;

  if (n_wanted == 0)
    return TRUE;

  n_read = TEMP_FAILURE_RETRY (pread (self->fd, chunk->pairs, n_wanted * sizeof (Pair),
                                      (off_t) (chunk->next * sizeof (Pair))));

  if (n_read != (gssize) (n_wanted * sizeof (Pair)))
    return cs_audit_error_set_errno (error, CS_AUDIT_ERROR_DAMAGED, g_get_tmp_dir (),
                                     n_read < 0 ? errno : EIO);

  chunk->n_pairs = (guint) n_wanted;
  chunk->next += n_wanted;

  return TRUE;
}

static Chunk *
get_chunk (CsAuditSort *self,
           guint        index)
{
  return g_ptr_array_index (self->heap, index);
}

static int
compare_chunks (CsAuditSort *self,
                guint        a,
                guint        b)
{
  return compare (&get_chunk (self, a)->pairs[get_chunk (self, a)->at],
                  &get_chunk (self, b)->pairs[get_chunk (self, b)->at]);
}

static void
sift_down (CsAuditSort *self,
           guint        index)
{
  for (;;)
    {
      guint least = index;
      gpointer moved;

      for (guint child = 2 * index + 1; child <= 2 * index + 2; child++)
        if (child < self->heap->len && compare_chunks (self, child, least) < 0)
          least = child;

      if (least == index)
        return;

      moved = self->heap->pdata[index];
      self->heap->pdata[index] = self->heap->pdata[least];
      self->heap->pdata[least] = moved;
      index = least;
    }
}

/**
 * cs_audit_sort_finish:
 * @self: a sorter
 * @error: [error@AuditError]
 *
 * Ends adding; pairs can be taken then.
 *
 * Returns: `FALSE` if the file cannot be written or read
 */
gboolean
cs_audit_sort_finish (CsAuditSort  *self,
                      GError      **error)
{
  qsort (self->pairs, self->n_pairs, sizeof (Pair), compare_cb);

  /* All of it is in memory. */
  if (self->n_written == 0)
    return TRUE;

  if (!write_chunk (self, error))
    return FALSE;

  for (guint64 start = 0; start < self->n_written; start += CHUNK_PAIRS)
    {
      Chunk *chunk = g_new0 (Chunk, 1);

      chunk->next = start;
      chunk->end = MIN (start + CHUNK_PAIRS, self->n_written);
      g_ptr_array_add (self->heap, chunk);

      if (!fill (self, chunk, error))
        return FALSE;
    }

  for (guint i = self->heap->len; i > 0; i--)
    sift_down (self, i - 1);

  return TRUE;
}

/**
 * cs_audit_sort_next:
 * @self: a sorter that is finished
 * @out_key: (out): the key
 * @out_value: (out): the value
 * @error: [error@AuditError] `DAMAGED`
 *
 * Takes the least pair.
 *
 * Returns: `FALSE` if there is none left, and with @error set if the file cannot be read
 */
gboolean
cs_audit_sort_next (CsAuditSort  *self,
                    guint64      *out_key,
                    guint64      *out_value,
                    GError      **error)
{
  Chunk *chunk;
  Pair pair;

  if (self->at < self->n_pairs)
    {
      *out_key = self->pairs[self->at].key;
      *out_value = self->pairs[self->at++].value;
      return TRUE;
    }

  if (self->heap->len == 0)
    return FALSE;

  chunk = get_chunk (self, 0);
  pair = chunk->pairs[chunk->at++];

  if (chunk->at == chunk->n_pairs && !fill (self, chunk, error))
    return FALSE;

  if (chunk->n_pairs == 0)
    g_ptr_array_remove_index_fast (self->heap, 0);

  sift_down (self, 0);
  *out_key = pair.key;
  *out_value = pair.value;

  return TRUE;
}
