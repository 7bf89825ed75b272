/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fuzz.h"

#include <string.h>

#include "cs-base64url.h"
#include "cs-jwe-private.h"
#include "cs-wire-error.h"
#include "sealed-token.h"

/* The first byte says what the rest is: '0' to '4' a part of the token, '5' all of
 * it, '6' the JSON of a header. So most inputs have the rest right and get beyond
 * the first check. The key is made anew, so that none lies in the repository.
 */

static CsRsaKey *key;
static char *token;

static void
ensure_token (void)
{
  const SealedToken good = GOOD_TOKEN;

  if (key != NULL)
    return;

  key = cs_rsa_key_generate (2048, NULL);
  token = sealed_token_make (key, &good);
}

/* One text for one value: what can be decoded is encoded to the same again. */
static void
run_base64url (const char *text,
               gsize       length)
{
  g_autofree guint8 *data = g_malloc (length + 1);
  g_autofree char *encoded = NULL;

  if (!cs_base64url_decode (text, length, data))
    return;

  encoded = sealed_token_encode (data, cs_base64url_decoded_length (length));
  g_assert_cmpmem (encoded, strlen (encoded), text, length);
}

/* The token that was made is accepted, and no other. */
static void
run_token (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsBuffer) plaintext = cs_jwe_decrypt (key, text, strlen (text), &error);

  g_assert_true ((plaintext != NULL) == g_str_equal (text, token));
  g_assert_true ((plaintext == NULL) ==
                 g_error_matches (error, CS_WIRE_ERROR, CS_WIRE_ERROR_UNVERIFIED));
}

/* A header that is accepted makes a token that is. */
static void
run_header (const char *json,
            gsize       length)
{
  g_autofree char *encoded = sealed_token_encode (json, length);
  g_autofree char *made = NULL;
  SealedToken sealed = GOOD_TOKEN;
  CsJweEnc enc;

  if (!cs_jwe_header_read (encoded, strlen (encoded), &enc))
    return;

  sealed.header = json;
  sealed.header_length = length;
  sealed.key_length = sealed.gcm_key_length = cs_jwe_enc_get_key_length (enc);
  made = sealed_token_make (key, &sealed);
  assert_decrypted (key, made, sealed.plaintext);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         length)
{
  g_autofree char *text = NULL;
  g_autofree char *changed = NULL;

  if (length == 0)
    return 0;

  ensure_token ();
  text = g_strndup ((const char *) data + 1, length - 1);
  run_base64url (text, strlen (text));

  switch (data[0])
    {
    case '0': case '1': case '2': case '3': case '4':
      changed = sealed_token_replace (token, data[0] - '0', text);
      run_token (changed);
      break;

    case '6':
      run_header ((const char *) data + 1, length - 1);
      break;

    default:
      run_token (text);
    }

  return 0;
}
