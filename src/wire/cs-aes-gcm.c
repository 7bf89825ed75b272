/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-aes-gcm.h"

#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_CIPHER_CTX, EVP_CIPHER_CTX_free)

/* Fetched once: by name it would be looked up anew for every message. */
static const EVP_CIPHER *
get_cipher (gsize key_length)
{
  static EVP_CIPHER *aes_128 = NULL;
  static EVP_CIPHER *aes_256 = NULL;
  static gsize once = 0;

  if (g_once_init_enter (&once))
    {
      aes_128 = EVP_CIPHER_fetch (NULL, "AES-128-GCM", NULL);
      aes_256 = EVP_CIPHER_fetch (NULL, "AES-256-GCM", NULL);
      g_once_init_leave (&once, 1);
    }

  return key_length == 16 ? aes_128 : key_length == 32 ? aes_256 : NULL;
}

/* OpenSSL takes other lengths: of an IV any, and EVP counts in int. */
static gboolean
check_lengths (const CsAesGcm *self,
               gsize           length)
{
  return get_cipher (self->key_length) != NULL && self->iv_length == CS_AES_GCM_IV_LENGTH &&
         self->aad_length <= G_MAXINT && length <= G_MAXINT;
}

static gboolean
seal (const CsAesGcm *self,
      const guint8   *plaintext,
      gsize           length,
      guint8         *out_ciphertext,
      guint8         *out_tag)
{
  g_autoptr (EVP_CIPHER_CTX) context = EVP_CIPHER_CTX_new ();
  int n_written = 0;

  return context != NULL &&
         EVP_EncryptInit_ex2 (context, get_cipher (self->key_length), self->key, self->iv,
                              NULL) == 1 &&
         EVP_EncryptUpdate (context, NULL, &n_written, self->aad, (int) self->aad_length) == 1 &&
         EVP_EncryptUpdate (context, out_ciphertext, &n_written, plaintext, (int) length) == 1 &&
         n_written == (int) length &&
         EVP_EncryptFinal_ex (context, out_ciphertext + n_written, &n_written) == 1 &&
         EVP_CIPHER_CTX_ctrl (context, EVP_CTRL_AEAD_GET_TAG, CS_AES_GCM_TAG_LENGTH,
                              out_tag) == 1;
}

static gboolean
open_in_place (const CsAesGcm *self,
               guint8         *data,
               gsize           length,
               const guint8   *tag)
{
  g_autoptr (EVP_CIPHER_CTX) context = EVP_CIPHER_CTX_new ();
  int n_written = 0;

  return context != NULL &&
         EVP_DecryptInit_ex2 (context, get_cipher (self->key_length), self->key, self->iv,
                              NULL) == 1 &&
         EVP_CIPHER_CTX_ctrl (context, EVP_CTRL_AEAD_SET_TAG, CS_AES_GCM_TAG_LENGTH,
                              (void *) tag) == 1 &&
         EVP_DecryptUpdate (context, NULL, &n_written, self->aad, (int) self->aad_length) == 1 &&
         EVP_DecryptUpdate (context, data, &n_written, data, (int) length) == 1 &&
         n_written == (int) length &&
         EVP_DecryptFinal_ex (context, data + n_written, &n_written) == 1;
}

/**
 * cs_aes_gcm_seal:
 * @self: key, IV and additional data
 * @plaintext: bytes
 * @length: how many
 * @out_ciphertext: (out caller-allocates): as many bytes
 * @out_tag: (out caller-allocates): 16 bytes
 *
 * Encrypts and authenticates (NIST SP 800-38D).
 *
 * Returns: `FALSE` if a length is wrong or OpenSSL fails
 */
gboolean
cs_aes_gcm_seal (const CsAesGcm *self,
                 const guint8   *plaintext,
                 gsize           length,
                 guint8         *out_ciphertext,
                 guint8          out_tag[CS_AES_GCM_TAG_LENGTH])
{
  gboolean is_sealed;

  if (!check_lengths (self, length))
    return FALSE;

  ERR_set_mark ();
  is_sealed = seal (self, plaintext, length, out_ciphertext, out_tag);
  ERR_pop_to_mark ();

  return is_sealed;
}

/**
 * cs_aes_gcm_open:
 * @self: key, IV and additional data
 * @data: (inout): ciphertext, which becomes the plaintext
 * @length: how many bytes
 * @tag: the authentication tag as it came
 * @tag_length: how many bytes
 *
 * Verifies and decrypts in place (NIST SP 800-38D).
 *
 * OpenSSL is content with a tag of one byte, and hands out plaintext before it
 * has looked at the tag at all. So the length is judged first, and unless all is
 * verified @data is wiped.
 *
 * Returns: `FALSE` if it cannot be verified; @data is then zero
 */
gboolean
cs_aes_gcm_open (const CsAesGcm *self,
                 guint8         *data,
                 gsize           length,
                 const guint8   *tag,
                 gsize           tag_length)
{
  gboolean is_verified;

  ERR_set_mark ();
  is_verified = check_lengths (self, length) && tag_length == CS_AES_GCM_TAG_LENGTH &&
                open_in_place (self, data, length, tag);
  ERR_pop_to_mark ();

  if (!is_verified)
    OPENSSL_cleanse (data, length);

  return is_verified;
}
