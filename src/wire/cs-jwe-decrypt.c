/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-jwe.h"

#include <openssl/crypto.h>
#include <openssl/rand.h>
#include <string.h>

#include "cs-aes-gcm.h"
#include "cs-base64url.h"
#include "cs-json.h"
#include "cs-jwe-private.h"
#include "cs-rsa-oaep.h"
#include "cs-wire-error.h"

/* No document that a token may come in is longer. */
#define TOKEN_MAX CS_JSON_FILE_MAX

typedef struct
{
  const char *text;
  gsize       length;
} Part;

/* What a token says, decoded, before anything is decrypted. */
typedef struct
{
  CsJweEnc  enc;
  Part      header;
  guint8    wrapped_key[CS_RSA_BYTES_MAX];
  gsize     wrapped_key_length;
  guint8    iv[CS_AES_GCM_IV_LENGTH];
  guint8    tag[CS_AES_GCM_TAG_LENGTH];
  CsBuffer *content;    /* the ciphertext, which becomes the plaintext */
  guint8   *bytes;      /* those of @content */
} Token;

/**
 * cs_jwe_set_unverified:
 * @error: return location for an error
 *
 * Sets the one error that all failures of decryption have in common. Two of them
 * would be an oracle for whoever can send tokens.
 */
void
cs_jwe_set_unverified (GError **error)
{
  g_set_error_literal (error, CS_WIRE_ERROR, CS_WIRE_ERROR_UNVERIFIED,
                       "The encrypted message cannot be verified");
}

static gsize
get_modulus_length (CsRsaKey *key)
{
  return (cs_rsa_key_get_bits (key) + 7) / 8;
}

static gboolean
split (const char *token,
       gsize       length,
       Part        parts[CS_JWE_N_PARTS])
{
  const char *end = token + length;

  for (guint i = 0; i < CS_JWE_N_PARTS; i++)
    {
      const char *dot = memchr (token, '.', (gsize) (end - token));

      /* A dot after every part but the last. */
      if ((dot != NULL) != (i < CS_JWE_N_PARTS - 1))
        return FALSE;

      parts[i].text = token;
      parts[i].length = (gsize) ((dot != NULL ? dot : end) - token);
      token = dot != NULL ? dot + 1 : end;
    }

  return TRUE;
}

static gboolean
decode_exactly (const Part *part,
                guint8     *out_data,
                gsize       length)
{
  return cs_base64url_decoded_length (part->length) == length &&
         cs_base64url_decode (part->text, part->length, out_data);
}

static gboolean
decode_content (Token      *self,
                const Part *part)
{
  gsize length = cs_base64url_decoded_length (part->length);

  if (length == 0)
    return FALSE;

  self->content = cs_buffer_new (length);
  self->bytes = cs_buffer_reserve (self->content, length);

  return cs_base64url_decode (part->text, part->length, self->bytes);
}

static gboolean
decode (Token      *self,
        const char *text,
        gsize       length,
        gsize       wrapped_key_length)
{
  Part parts[CS_JWE_N_PARTS];

  /* Of an empty token there may be no first character to look at. */
  if (length == 0 || length > TOKEN_MAX || !split (text, length, parts))
    return FALSE;

  self->header = parts[CS_JWE_PART_HEADER];

  if (!cs_jwe_header_read (self->header.text, self->header.length, &self->enc))
    return FALSE;

  self->wrapped_key_length = wrapped_key_length;

  return decode_exactly (&parts[CS_JWE_PART_WRAPPED_KEY], self->wrapped_key, wrapped_key_length) &&
         decode_exactly (&parts[CS_JWE_PART_IV], self->iv, sizeof self->iv) &&
         decode_exactly (&parts[CS_JWE_PART_TAG], self->tag, sizeof self->tag) &&
         decode_content (self, &parts[CS_JWE_PART_CIPHERTEXT]);
}

/* Where the key cannot be unwrapped or has another length, a random one takes its
 * place (RFC 7516, section 11.5), chosen without a branch: what follows is then
 * the same work, and fails as a wrong tag does.
 */
static gboolean
unwrap_key (const Token *token,
            CsRsaKey    *recipient,
            guint8       out_key[CS_AES_GCM_KEY_MAX])
{
  guint8 unwrapped[CS_RSA_BYTES_MAX] = { 0 };
  gsize length = 0;
  int is_unwrapped;
  guint8 mask;

  if (RAND_priv_bytes (out_key, CS_AES_GCM_KEY_MAX) != 1)
    return FALSE;

  is_unwrapped = cs_rsa_oaep_decrypt (recipient, token->wrapped_key, token->wrapped_key_length,
                                      unwrapped, &length);
  is_unwrapped &= length == cs_jwe_enc_get_key_length (token->enc);
  mask = (guint8) -is_unwrapped;

  for (gsize i = 0; i < CS_AES_GCM_KEY_MAX; i++)
    out_key[i] = (guint8) ((unwrapped[i] & mask) | (out_key[i] & ~mask));

  OPENSSL_cleanse (unwrapped, sizeof unwrapped);

  return TRUE;
}

static gboolean
decrypt_content (Token    *self,
                 CsRsaKey *recipient)
{
  guint8 key[CS_AES_GCM_KEY_MAX];
  gboolean is_verified = FALSE;
  const CsAesGcm gcm = {
    .key = key,
    .key_length = cs_jwe_enc_get_key_length (self->enc),
    .iv = self->iv,
    .iv_length = sizeof self->iv,
    .aad = (const guint8 *) self->header.text,
    .aad_length = self->header.length,
  };

  if (unwrap_key (self, recipient, key))
    is_verified = cs_aes_gcm_open (&gcm, self->bytes, cs_buffer_get_length (self->content),
                                   self->tag, sizeof self->tag);

  OPENSSL_cleanse (key, sizeof key);

  return is_verified;
}

/**
 * cs_jwe_decrypt:
 * @recipient: a private key
 * @token: a compact JWE, not necessarily terminated
 * @length: how many characters
 * @error: return location for an error
 *
 * Decrypts a token: RSA-OAEP-256 with A128GCM or A256GCM, compact serialization,
 * and nothing else of RFC 7516. Everything about it that needs no key is judged
 * before the key is used, and nothing of the plaintext leaves before its tag has
 * been verified.
 *
 * Returns: (transfer full): the plaintext, or `NULL` with
 *   `CS_WIRE_ERROR_UNVERIFIED`, whatever the reason
 */
CsBuffer *
cs_jwe_decrypt (CsRsaKey    *recipient,
                const char  *token,
                gsize        length,
                GError     **error)
{
  Token decoded = { 0 };

  g_return_val_if_fail (cs_rsa_key_is_private (recipient), NULL);

  if (decode (&decoded, token, length, get_modulus_length (recipient)) &&
      decrypt_content (&decoded, recipient))
    return decoded.content;

  g_clear_pointer (&decoded.content, cs_buffer_unref);
  cs_jwe_set_unverified (error);

  return NULL;
}
