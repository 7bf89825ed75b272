/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-envelope.h"

#include <glib/gi18n-lib.h>

#include "cs-json.h"
#include "cs-jwe-private.h"
#include "cs-wire-error.h"

#define MEMBER "encData"
#define PREFIX "{\"" MEMBER "\":\""
#define SUFFIX "\"}"

/**
 * cs_envelope_seal:
 * @recipient: a key, of which the public half is used
 * @enc: content encryption
 * @plaintext: bytes
 * @length: how many, at least one
 * @out_body: (out caller-allocates): where the body is added
 * @error: return location for an error
 *
 * Encrypts a body: `{"encData":"…"}` with a compact JWE.
 *
 * Returns: `FALSE` with `CS_WIRE_ERROR_TOO_LARGE` if @out_body is too small, or
 *   `CS_WIRE_ERROR_KEY` if OpenSSL fails; @out_body is then as it was
 */
gboolean
cs_envelope_seal (CsRsaKey      *recipient,
                  CsJweEnc       enc,
                  const guint8  *plaintext,
                  gsize          length,
                  CsBuffer      *out_body,
                  GError       **error)
{
  gsize start = cs_buffer_get_length (out_body);
  gboolean has_prefix = cs_buffer_append_string (out_body, PREFIX);

  if (has_prefix && !cs_jwe_encrypt (recipient, enc, plaintext, length, out_body, error))
    {
      cs_buffer_truncate (out_body, start);
      return FALSE;
    }

  if (has_prefix && cs_buffer_append_string (out_body, SUFFIX))
    return TRUE;

  cs_buffer_truncate (out_body, start);
  g_set_error_literal (error, CS_WIRE_ERROR, CS_WIRE_ERROR_TOO_LARGE,
                       "The encrypted message is too long");

  return FALSE;
}

static gboolean
find_token (const CsJson *json,
            CsJsonValue  *out_token)
{
  return cs_json_object_get_member (cs_json_get_root (json), MEMBER, out_token) &&
         cs_json_value_get_type (*out_token) == CS_JSON_STRING;
}

/**
 * cs_envelope_is_sealed:
 * @body: a body as it came
 * @length: how many bytes
 * @maximum: how many there may be
 * @out_is_sealed: (out): whether it is encrypted
 * @error: return location for an error
 *
 * Tells whether a body is encrypted. A member `encData` that is a string is the
 * only sign of it: neither a header nor a content type has a say.
 *
 * Returns: `FALSE` with the gate's error if it is not JSON
 */
gboolean
cs_envelope_is_sealed (const guint8  *body,
                       gsize          length,
                       gsize          maximum,
                       gboolean      *out_is_sealed,
                       GError       **error)
{
  g_autoptr (CsJson) json = cs_json_parse (body, length, maximum, error);
  CsJsonValue token;

  if (json == NULL)
    return FALSE;

  *out_is_sealed = find_token (json, &token);

  return TRUE;
}

static void
set_no_key (GError **error)
{
  g_set_error_literal (error, CS_WIRE_ERROR, CS_WIRE_ERROR_KEY,
                       _("There is no private key for an encrypted message."));
}

/* A key that the sender names and we do not have is no reason to try others. */
static CsBuffer *
decrypt_with_named_key (const CsCredentials  *credentials,
                        const char           *key_id,
                        CsJsonValue           token,
                        GError              **error)
{
  const CsCryptoKey *key = cs_credentials_find_key (credentials, key_id);
  gsize length;
  const char *text = cs_json_value_get_raw (token, &length);

  if (key == NULL)
    cs_jwe_set_unverified (error);
  else if (key->client_private == NULL)
    set_no_key (error);
  else
    return cs_jwe_decrypt (key->client_private, text, length, error);

  return NULL;
}

static CsBuffer *
decrypt_with_any_key (const CsCredentials  *credentials,
                      CsJsonValue           token,
                      GError              **error)
{
  CsBuffer *plaintext = NULL;
  gboolean is_tried = FALSE;
  gsize length;
  const char *text = cs_json_value_get_raw (token, &length);

  for (guint i = 0; plaintext == NULL && i < credentials->n_keys; i++)
    {
      CsRsaKey *key = credentials->keys[i].client_private;

      if (key == NULL)
        continue;

      is_tried = TRUE;
      plaintext = cs_jwe_decrypt (key, text, length, NULL);
    }

  if (!is_tried)
    set_no_key (error);
  else if (plaintext == NULL)
    cs_jwe_set_unverified (error);

  return plaintext;
}

/**
 * cs_envelope_open:
 * @body: a body as it came
 * @length: how many bytes
 * @maximum: how many there may be
 * @credentials: whose private keys decrypt
 * @key_id: (nullable): X-KM-Crypto-Key-Id as it came
 * @error: return location for an error
 *
 * Decrypts a body. The key that @key_id names is the only one that is tried; if no
 * key is named, each is.
 *
 * Fails with the gate's error if it is not JSON, `CS_WIRE_ERROR_NOT_ENCRYPTED` if
 * it is plain, `CS_WIRE_ERROR_KEY` if there is no private key to try, and with
 * `CS_WIRE_ERROR_UNVERIFIED` for everything else, an unknown key's ID included.
 *
 * Returns: (transfer full): the plaintext, or `NULL`
 */
CsBuffer *
cs_envelope_open (const guint8         *body,
                  gsize                 length,
                  gsize                 maximum,
                  const CsCredentials  *credentials,
                  const char           *key_id,
                  GError              **error)
{
  g_autoptr (CsJson) json = cs_json_parse (body, length, maximum, error);
  CsJsonValue token;

  if (json == NULL)
    return NULL;

  if (!find_token (json, &token))
    {
      g_set_error_literal (error, CS_WIRE_ERROR, CS_WIRE_ERROR_NOT_ENCRYPTED,
                           "The message is not encrypted");
      return NULL;
    }

  return key_id != NULL ? decrypt_with_named_key (credentials, key_id, token, error)
                        : decrypt_with_any_key (credentials, token, error);
}
