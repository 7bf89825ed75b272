/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-secret.h"

#include <openssl/crypto.h>
#include <string.h>

#define ARENA_SIZE      (64 * 1024)
#define ARENA_MIN_BLOCK 32

struct _CsSecret
{
  gatomicrefcount  n_refs;
  gsize            length;
  char            *data;
};

G_DEFINE_BOXED_TYPE (CsSecret, cs_secret, cs_secret_ref, cs_secret_unref)

/* The arena is guard-paged, locked and left out of core files; it never grows.
 * When it is full OPENSSL_secure_malloc() answers NULL, and ordinary memory that
 * is wiped on release is the next best.
 */
static void
ensure_arena (void)
{
  static gsize once = 0;

  if (g_once_init_enter (&once))
    {
      if (!CRYPTO_secure_malloc_initialized ())
        CRYPTO_secure_malloc_init (ARENA_SIZE, ARENA_MIN_BLOCK);

      g_once_init_leave (&once, 1);
    }
}

/**
 * cs_secret_new:
 * @data: the bytes
 * @length: how many
 *
 * Copies @data into locked memory. Wiping the original is the caller's duty.
 *
 * Returns: (transfer full): the secret; its data is followed by a NUL
 */
CsSecret *
cs_secret_new (const void *data,
               gsize       length)
{
  CsSecret *self = g_new0 (CsSecret, 1);

  ensure_arena ();
  g_atomic_ref_count_init (&self->n_refs);
  self->length = length;
  self->data = OPENSSL_secure_zalloc (length + 1);

  if (self->data == NULL)
    self->data = OPENSSL_zalloc (length + 1);

  g_assert (self->data != NULL);

  if (length > 0)
    memcpy (self->data, data, length);

  return self;
}

/**
 * cs_secret_ref:
 * @self: a secret
 *
 * Takes a reference. Safe from any thread.
 *
 * Returns: (transfer full): @self
 */
CsSecret *
cs_secret_ref (CsSecret *self)
{
  g_atomic_ref_count_inc (&self->n_refs);

  return self;
}

/**
 * cs_secret_unref:
 * @self: (transfer full): a secret
 *
 * Drops a reference; the last one wipes the bytes.
 */
void
cs_secret_unref (CsSecret *self)
{
  if (!g_atomic_ref_count_dec (&self->n_refs))
    return;

  if (cs_secret_is_locked (self))
    OPENSSL_secure_clear_free (self->data, self->length + 1);
  else
    OPENSSL_clear_free (self->data, self->length + 1);

  g_free (self);
}

/**
 * cs_secret_get_data:
 * @self: a secret
 * @out_length: (out) (optional): how many bytes
 *
 * Borrows the bytes.
 *
 * Returns: the bytes, followed by a NUL that does not count
 */
const char *
cs_secret_get_data (CsSecret *self,
                    gsize    *out_length)
{
  if (out_length != NULL)
    *out_length = self->length;

  return self->data;
}

/**
 * cs_secret_equal:
 * @a: a secret
 * @b: another
 *
 * Compares in constant time for secrets of one length.
 *
 * Returns: `TRUE` if both hold the same bytes
 */
gboolean
cs_secret_equal (CsSecret *a,
                 CsSecret *b)
{
  return a->length == b->length && CRYPTO_memcmp (a->data, b->data, a->length) == 0;
}

/**
 * cs_secret_is_locked:
 * @self: a secret
 *
 * Tells whether the bytes lie in the locked arena.
 *
 * Returns: `FALSE` if the arena was full or could not be made
 */
gboolean
cs_secret_is_locked (CsSecret *self)
{
  return CRYPTO_secure_allocated (self->data) != 0;
}

/**
 * cs_secret_wipe_free:
 * @text: (transfer full) (nullable): a string of g_malloc()
 *
 * Wipes a string and frees it.
 */
void
cs_secret_wipe_free (char *text)
{
  if (text == NULL)
    return;

  OPENSSL_cleanse (text, strlen (text));
  g_free (text);
}
