/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-buffer.h"

#include <openssl/crypto.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define FIRST_CAPACITY 1024

/* Below this the cost of a page of its own outweighs what it hides. */
#define MAPPED_FROM (64 * 1024)

struct _CsBuffer
{
  gatomicrefcount  n_refs;
  guint8          *data;
  gsize            length;
  gsize            capacity;
  gsize            maximum;
};

G_DEFINE_BOXED_TYPE (CsBuffer, cs_buffer, cs_buffer_ref, cs_buffer_unref)

static gsize
round_to_page (gsize size)
{
  gsize page = (gsize) sysconf (_SC_PAGESIZE);

  return (size + page - 1) / page * page;
}

/* Large buffers have pages of their own, so that they can be kept out of core
 * files and go back to the system at once.
 */
static guint8 *
allocate (gsize capacity)
{
  gsize size = round_to_page (capacity);
  void *pages;

  if (capacity < MAPPED_FROM)
    return g_malloc (capacity);

  pages = mmap (NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  if (pages == MAP_FAILED)
    g_error ("Out of memory for %" G_GSIZE_FORMAT " bytes", size);

  (void) madvise (pages, size, MADV_DONTDUMP);

  return pages;
}

static void
release (guint8 *data,
         gsize   used,
         gsize   capacity)
{
  if (data == NULL)
    return;

  OPENSSL_cleanse (data, used);

  if (capacity < MAPPED_FROM)
    g_free (data);
  else
    munmap (data, round_to_page (capacity));
}

/**
 * cs_buffer_new:
 * @maximum: the most bytes that it may hold
 *
 * Makes an empty buffer.
 *
 * Returns: (transfer full): a buffer
 */
CsBuffer *
cs_buffer_new (gsize maximum)
{
  CsBuffer *self = g_new0 (CsBuffer, 1);

  g_atomic_ref_count_init (&self->n_refs);
  self->maximum = maximum;

  return self;
}

/**
 * cs_buffer_ref:
 * @self: a buffer
 *
 * Takes a reference.
 *
 * Returns: (transfer full): @self
 */
CsBuffer *
cs_buffer_ref (CsBuffer *self)
{
  g_atomic_ref_count_inc (&self->n_refs);

  return self;
}

/**
 * cs_buffer_unref:
 * @self: (transfer full): a buffer
 *
 * Drops a reference; the last one wipes and frees the bytes.
 */
void
cs_buffer_unref (CsBuffer *self)
{
  if (!g_atomic_ref_count_dec (&self->n_refs))
    return;

  release (self->data, self->capacity, self->capacity);
  g_free (self);
}

static void
grow (CsBuffer *self,
      gsize     needed)
{
  gsize capacity = MAX (self->capacity, FIRST_CAPACITY);
  guint8 *data;

  while (capacity < needed)
    capacity = capacity > G_MAXSIZE / 2 ? needed : capacity * 2;

  data = allocate (capacity);

  if (self->length > 0)
    memcpy (data, self->data, self->length);

  release (self->data, self->length, self->capacity);
  self->data = data;
  self->capacity = capacity;
}

/**
 * cs_buffer_reserve:
 * @self: a buffer
 * @length: how many bytes to add
 *
 * Adds @length bytes for the caller to fill; their content is undefined.
 *
 * Returns: (nullable): where to write, valid until the next call, or `NULL` if
 *   the bound would be passed; the buffer is then as it was
 */
guint8 *
cs_buffer_reserve (CsBuffer *self,
                   gsize     length)
{
  gsize start = self->length;

  if (length > self->maximum - self->length)
    return NULL;

  /* One byte more, so that even an empty buffer has an address. */
  if (start + length + 1 > self->capacity)
    grow (self, start + length + 1);

  self->length = start + length;

  return self->data + start;
}

/**
 * cs_buffer_append:
 * @self: a buffer
 * @data: bytes
 * @length: how many
 *
 * Adds a copy of @data.
 *
 * Returns: `FALSE` if the bound would be passed; the buffer is then as it was
 */
gboolean
cs_buffer_append (CsBuffer   *self,
                  const void *data,
                  gsize       length)
{
  guint8 *place = cs_buffer_reserve (self, length);

  if (place == NULL)
    return FALSE;

  if (length > 0)
    memcpy (place, data, length);

  return TRUE;
}

/**
 * cs_buffer_append_string:
 * @self: a buffer
 * @text: a string
 *
 * Adds @text without its NUL.
 *
 * Returns: `FALSE` if the bound would be passed; the buffer is then as it was
 */
gboolean
cs_buffer_append_string (CsBuffer   *self,
                         const char *text)
{
  return cs_buffer_append (self, text, strlen (text));
}

/**
 * cs_buffer_truncate:
 * @self: a buffer
 * @length: the new length, at most the present one
 *
 * Cuts the end off and wipes it.
 */
void
cs_buffer_truncate (CsBuffer *self,
                    gsize     length)
{
  g_return_if_fail (length <= self->length);

  if (length < self->length)
    OPENSSL_cleanse (self->data + length, self->length - length);

  self->length = length;
}

/**
 * cs_buffer_get_data:
 * @self: a buffer
 * @out_length: (out) (optional): how many bytes
 *
 * Borrows the bytes, until the buffer changes.
 *
 * Returns: the bytes; not terminated
 */
const guint8 *
cs_buffer_get_data (CsBuffer *self,
                    gsize    *out_length)
{
  if (out_length != NULL)
    *out_length = self->length;

  return self->data != NULL ? self->data : (const guint8 *) "";
}

gsize
cs_buffer_get_length (CsBuffer *self)
{
  return self->length;
}

gsize
cs_buffer_get_maximum (CsBuffer *self)
{
  return self->maximum;
}
