/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-hash.h"

#include <openssl/evp.h>

struct _CsHash
{
  EVP_MD_CTX *context;
};

/**
 * cs_hash_new:
 *
 * Starts a SHA-256.
 *
 * Returns: (transfer full): a hash of nothing yet
 */
CsHash *
cs_hash_new (void)
{
  CsHash *self = g_new0 (CsHash, 1);

  self->context = EVP_MD_CTX_new ();

  if (self->context == NULL || EVP_DigestInit_ex (self->context, EVP_sha256 (), NULL) != 1)
    g_error ("OpenSSL has no SHA-256");

  return self;
}

/**
 * cs_hash_free:
 * @self: (transfer full): a hash
 *
 * Frees a hash.
 */
void
cs_hash_free (CsHash *self)
{
  EVP_MD_CTX_free (self->context);
  g_free (self);
}

/**
 * cs_hash_update:
 * @self: a hash
 * @data: bytes
 * @length: how many
 *
 * Hashes more.
 */
void
cs_hash_update (CsHash     *self,
                const void *data,
                gsize       length)
{
  if (EVP_DigestUpdate (self->context, data, length) != 1)
    g_error ("OpenSSL cannot hash");
}

/**
 * cs_hash_dup_text:
 * @self: a hash, which is done with then
 *
 * Tells the hash of everything.
 *
 * Returns: (transfer full): 64 hexadecimal digits
 */
char *
cs_hash_dup_text (CsHash *self)
{
  GString *text = g_string_sized_new (CS_HASH_LENGTH);
  guint8 bytes[EVP_MAX_MD_SIZE];
  unsigned int length = 0;

  if (EVP_DigestFinal_ex (self->context, bytes, &length) != 1)
    g_error ("OpenSSL cannot hash");

  for (guint i = 0; i < length; i++)
    g_string_append_printf (text, "%02x", bytes[i]);

  return g_string_free (text, FALSE);
}
