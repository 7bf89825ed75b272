/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sealed-token.h"

#include <openssl/err.h>
#include <openssl/rand.h>
#include <string.h>

#include "cs-aes-gcm.h"
#include "cs-base64url.h"
#include "cs-rsa-oaep.h"
#include "cs-wire-error.h"

#define KEY_MAX 512

char *
sealed_token_encode (gconstpointer data,
                     gsize         length)
{
  gsize encoded_length = cs_base64url_encoded_length (length);
  char *text = g_malloc (encoded_length + 1);

  cs_base64url_encode (data, length, text);
  text[encoded_length] = '\0';

  return text;
}

char *
sealed_token_make (CsRsaKey          *recipient,
                   const SealedToken *token)
{
  gsize length = strlen (token->plaintext);
  guint8 key[KEY_MAX], iv[12], tag[16], wrapped_key[CS_RSA_BYTES_MAX];
  gsize wrapped_key_length = 0;
  g_autofree char *header = sealed_token_encode (token->header, token->header_length);
  g_autofree guint8 *content = g_malloc (length + 1);
  g_autofree char *wrapped_key_text = NULL;
  g_autofree char *iv_text = NULL;
  g_autofree char *content_text = NULL;
  g_autofree char *tag_text = NULL;
  const CsAesGcm gcm = {
    .key = key,
    .key_length = token->gcm_key_length,
    .iv = iv,
    .iv_length = sizeof iv,
    .aad = (const guint8 *) header,
    .aad_length = strlen (header),
  };

  g_assert_cmpint (RAND_bytes (key, sizeof key), ==, 1);
  g_assert_cmpint (RAND_bytes (iv, sizeof iv), ==, 1);
  g_assert_true (cs_rsa_oaep_encrypt (recipient, key, token->key_length, wrapped_key,
                                      &wrapped_key_length));
  g_assert_true (cs_aes_gcm_seal (&gcm, (const guint8 *) token->plaintext, length, content, tag));
  wrapped_key_text = sealed_token_encode (wrapped_key, wrapped_key_length);
  iv_text = sealed_token_encode (iv, sizeof iv);
  content_text = sealed_token_encode (content, length);
  tag_text = sealed_token_encode (tag, sizeof tag);

  return g_strjoin (".", header, wrapped_key_text, iv_text, content_text, tag_text, NULL);
}

char *
sealed_token_dup_part (const char *token,
                       CsJwePart   part)
{
  g_auto (GStrv) parts = g_strsplit (token, ".", -1);

  g_assert_cmpuint (g_strv_length (parts), ==, 5);

  return g_strdup (parts[part]);
}

char *
sealed_token_replace (const char *token,
                      CsJwePart   part,
                      const char *replacement)
{
  g_auto (GStrv) parts = g_strsplit (token, ".", -1);

  g_assert_cmpuint (g_strv_length (parts), ==, 5);
  g_free (parts[part]);
  parts[part] = g_strdup (replacement);

  return g_strjoinv (".", parts);
}

/* All refusals are one: code, message, and nothing left in OpenSSL's queue. */
void
assert_refused (CsRsaKey   *recipient,
                const char *token)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsBuffer) plaintext = cs_jwe_decrypt (recipient, token, strlen (token), &error);

  g_assert_null (plaintext);
  g_assert_error (error, CS_WIRE_ERROR, CS_WIRE_ERROR_UNVERIFIED);
  g_assert_cmpstr (error->message, ==, "The encrypted message cannot be verified");
  g_assert_cmpuint (ERR_peek_error (), ==, 0);
}

void
assert_decrypted (CsRsaKey   *recipient,
                  const char *token,
                  const char *plaintext)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsBuffer) decrypted = cs_jwe_decrypt (recipient, token, strlen (token), &error);

  g_assert_no_error (error);
  g_assert_cmpmem (cs_buffer_get_data (decrypted, NULL), cs_buffer_get_length (decrypted),
                   plaintext, strlen (plaintext));
}
