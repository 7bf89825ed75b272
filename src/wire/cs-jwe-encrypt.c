/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-jwe.h"

#include <glib/gi18n-lib.h>
#include <openssl/crypto.h>
#include <openssl/rand.h>
#include <string.h>

#include "cs-aes-gcm.h"
#include "cs-base64url.h"
#include "cs-jwe-private.h"
#include "cs-rsa-oaep.h"
#include "cs-wire-error.h"

/* What a token is made of, before it is encoded. */
typedef struct
{
  char     *header;
  guint8    wrapped_key[CS_RSA_BYTES_MAX];
  gsize     wrapped_key_length;
  guint8    iv[CS_AES_GCM_IV_LENGTH];
  guint8    tag[CS_AES_GCM_TAG_LENGTH];
  CsBuffer *content;
} Sealed;

static void
sealed_clear (Sealed *self)
{
  g_clear_pointer (&self->header, g_free);
  g_clear_pointer (&self->content, cs_buffer_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sealed, sealed_clear)

static gboolean
seal (Sealed       *self,
      CsRsaKey     *recipient,
      CsJweEnc      enc,
      const guint8 *plaintext,
      gsize         length)
{
  guint8 key[CS_AES_GCM_KEY_MAX];
  gsize key_length = cs_jwe_enc_get_key_length (enc);
  gboolean is_sealed;
  const CsAesGcm gcm = {
    .key = key,
    .key_length = key_length,
    .iv = self->iv,
    .iv_length = sizeof self->iv,
    .aad = (const guint8 *) self->header,
    .aad_length = strlen (self->header),
  };

  is_sealed = RAND_priv_bytes (key, (int) key_length) == 1 &&
              RAND_bytes (self->iv, sizeof self->iv) == 1 &&
              cs_rsa_oaep_encrypt (recipient, key, key_length, self->wrapped_key,
                                   &self->wrapped_key_length) &&
              cs_aes_gcm_seal (&gcm, plaintext, length, cs_buffer_reserve (self->content, length),
                               self->tag);
  OPENSSL_cleanse (key, sizeof key);

  return is_sealed;
}

static gboolean
append_part (CsBuffer     *token,
             const guint8 *data,
             gsize         length)
{
  gsize encoded_length = cs_base64url_encoded_length (length);
  guint8 *place = cs_buffer_reserve (token, encoded_length + 1);

  if (place == NULL)
    return FALSE;

  place[0] = '.';
  cs_base64url_encode (data, length, (char *) place + 1);

  return TRUE;
}

static gboolean
append_token (CsBuffer     *token,
              const Sealed *sealed)
{
  gsize length;
  const guint8 *content = cs_buffer_get_data (sealed->content, &length);

  return cs_buffer_append_string (token, sealed->header) &&
         append_part (token, sealed->wrapped_key, sealed->wrapped_key_length) &&
         append_part (token, sealed->iv, sizeof sealed->iv) &&
         append_part (token, content, length) &&
         append_part (token, sealed->tag, sizeof sealed->tag);
}

/**
 * cs_jwe_encrypt:
 * @recipient: a key, of which the public half is used
 * @enc: content encryption
 * @plaintext: bytes
 * @length: how many, at least one
 * @out_token: (out caller-allocates): where the token is added
 * @error: return location for an error
 *
 * Encrypts to a compact JWE (RFC 7516, section 7.1) whose header has `alg` and
 * `enc` only, with a key and an IV that are used this once.
 *
 * Returns: `FALSE` with `CS_WIRE_ERROR_TOO_LARGE` if @out_token is too small, or
 *   `CS_WIRE_ERROR_KEY` if OpenSSL fails; @out_token is then as it was
 */
gboolean
cs_jwe_encrypt (CsRsaKey      *recipient,
                CsJweEnc       enc,
                const guint8  *plaintext,
                gsize          length,
                CsBuffer      *out_token,
                GError       **error)
{
  g_auto (Sealed) sealed = { 0 };
  gsize start = cs_buffer_get_length (out_token);

  g_return_val_if_fail (length > 0, FALSE);

  sealed.header = cs_jwe_header_dup (enc);
  sealed.content = cs_buffer_new (length);

  if (!seal (&sealed, recipient, enc, plaintext, length))
    {
      g_set_error_literal (error, CS_WIRE_ERROR, CS_WIRE_ERROR_KEY,
                           _("The message cannot be encrypted."));
      return FALSE;
    }

  if (append_token (out_token, &sealed))
    return TRUE;

  cs_buffer_truncate (out_token, start);
  g_set_error_literal (error, CS_WIRE_ERROR, CS_WIRE_ERROR_TOO_LARGE,
                       "The encrypted message is too long");

  return FALSE;
}
