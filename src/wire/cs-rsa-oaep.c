/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-rsa-oaep.h"

#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/params.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_PKEY_CTX, EVP_PKEY_CTX_free)

/* Both digests: left alone, OpenSSL takes SHA-1 for the one and for the other
 * whatever the one is.
 */
#define SHA_256 (char *) "SHA2-256"

/* A context of its own for every call, so that threads may share the key. */
static EVP_PKEY_CTX *
make_context (CsRsaKey *key,
              int     (*init) (EVP_PKEY_CTX *, const OSSL_PARAM *))
{
  const OSSL_PARAM params[] = {
    OSSL_PARAM_utf8_string (OSSL_ASYM_CIPHER_PARAM_PAD_MODE, (char *) OSSL_PKEY_RSA_PAD_MODE_OAEP,
                            sizeof OSSL_PKEY_RSA_PAD_MODE_OAEP - 1),
    OSSL_PARAM_utf8_string (OSSL_ASYM_CIPHER_PARAM_OAEP_DIGEST, SHA_256, 8),
    OSSL_PARAM_utf8_string (OSSL_ASYM_CIPHER_PARAM_MGF1_DIGEST, SHA_256, 8),
    OSSL_PARAM_END,
  };
  g_autoptr (EVP_PKEY_CTX) context =
    EVP_PKEY_CTX_new_from_pkey (NULL, cs_rsa_key_get_pkey (key), NULL);

  if (context == NULL || init (context, params) != 1)
    return NULL;

  return g_steal_pointer (&context);
}

/**
 * cs_rsa_oaep_encrypt:
 * @key: a key
 * @message: bytes
 * @length: how many
 * @out_ciphertext: (out caller-allocates): room for the longest modulus
 * @out_length: (out): how many bytes of it are used: those of the modulus
 *
 * Encrypts with RSAES-OAEP, SHA-256, MGF1 with SHA-256, empty label (RFC 8017,
 * section 7.1.1; RSA-OAEP-256 of RFC 7518, section 4.3).
 *
 * Returns: `FALSE` if OpenSSL fails
 */
gboolean
cs_rsa_oaep_encrypt (CsRsaKey     *key,
                     const guint8 *message,
                     gsize         length,
                     guint8        out_ciphertext[CS_RSA_BYTES_MAX],
                     gsize        *out_length)
{
  g_autoptr (EVP_PKEY_CTX) context = NULL;
  gboolean is_encrypted;

  ERR_set_mark ();
  *out_length = CS_RSA_BYTES_MAX;
  context = make_context (key, EVP_PKEY_encrypt_init_ex);
  is_encrypted = context != NULL &&
                 EVP_PKEY_encrypt (context, out_ciphertext, out_length, message, length) == 1;
  ERR_pop_to_mark ();

  return is_encrypted;
}

/**
 * cs_rsa_oaep_decrypt:
 * @key: a private key
 * @ciphertext: bytes
 * @length: how many: those of the modulus, else it fails
 * @out_message: (out caller-allocates): room for the longest modulus; wiping it is
 *   the caller's duty, also when it fails
 * @out_length: (out): how many bytes of it are used
 *
 * Decrypts what [func@rsa_oaep_encrypt] makes (RFC 8017, section 7.1.2).
 *
 * Whether it failed must not show to whoever sent the ciphertext, not even in how
 * long an answer takes (Manger's attack).
 *
 * Returns: `FALSE` if it cannot be decrypted
 */
gboolean
cs_rsa_oaep_decrypt (CsRsaKey     *key,
                     const guint8 *ciphertext,
                     gsize         length,
                     guint8        out_message[CS_RSA_BYTES_MAX],
                     gsize        *out_length)
{
  g_autoptr (EVP_PKEY_CTX) context = NULL;
  gboolean is_decrypted;

  if (length != (gsize) EVP_PKEY_get_size (cs_rsa_key_get_pkey (key)))
    return FALSE;

  ERR_set_mark ();
  *out_length = CS_RSA_BYTES_MAX;
  context = make_context (key, EVP_PKEY_decrypt_init_ex);
  is_decrypted = context != NULL &&
                 EVP_PKEY_decrypt (context, out_message, out_length, ciphertext, length) == 1;
  ERR_pop_to_mark ();

  return is_decrypted;
}
