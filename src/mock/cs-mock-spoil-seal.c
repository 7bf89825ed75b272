/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-mock-spoil.h"

#include <string.h>

#include "cs-base64url.h"
#include "cs-envelope.h"
#include "cs-jwe.h"
#include "cs-mock-odd-jwe.h"

#define TOKEN_MAX      (8 * 1024 * 1024)
#define N_PARTS        5
#define TAG_LENGTH     16
#define SHORT_TAG      12
#define CUT_CHARACTERS 8

/* The parts of a compact JWE, in their order. */
enum
{
  PART_HEADER,
  PART_KEY,
  PART_IV,
  PART_CIPHERTEXT,
  PART_TAG,
};

static void
set_part (char **parts,
          guint  index,
          char  *text)
{
  g_free (parts[index]);
  parts[index] = text;
}

/* Writes the tag anew, with a bit changed and no longer than @length. */
static void
spoil_tag (char  **parts,
           guint8  flip,
           gsize   length)
{
  guint8 tag[TAG_LENGTH];
  char *text = g_malloc0 (cs_base64url_encoded_length (length) + 1);

  if (cs_base64url_decoded_length (strlen (parts[PART_TAG])) != sizeof tag ||
      !cs_base64url_decode (parts[PART_TAG], strlen (parts[PART_TAG]), tag))
    g_assert_not_reached ();

  tag[0] ^= flip;
  cs_base64url_encode (tag, length, text);
  set_part (parts, PART_TAG, text);
}

/* The alphabet and padding of plain Base64, where a JWE has those of RFC 4648, 5. */
static void
make_plain_base64 (char **parts)
{
  for (guint i = 0; i < N_PARTS; i++)
    {
      g_strdelimit (parts[i], "-", '+');
      g_strdelimit (parts[i], "_", '/');
      set_part (parts, i, g_strconcat (parts[i], "==", NULL));
    }
}

static char *
spoil_token (CsMockFaultId  fault,
             char         **parts)
{
  gsize ciphertext_length = strlen (parts[PART_CIPHERTEXT]);

  if (fault == CS_MOCK_FAULT_FLIPPED_TAG)
    spoil_tag (parts, 1, TAG_LENGTH);
  else if (fault == CS_MOCK_FAULT_SHORT_TAG)
    spoil_tag (parts, 0, SHORT_TAG);
  else if (fault == CS_MOCK_FAULT_CUT_CIPHERTEXT && ciphertext_length > CUT_CHARACTERS)
    parts[PART_CIPHERTEXT][ciphertext_length - CUT_CHARACTERS] = '\0';
  else if (fault == CS_MOCK_FAULT_EMPTY_CIPHERTEXT)
    parts[PART_CIPHERTEXT][0] = '\0';
  else if (fault == CS_MOCK_FAULT_FOUR_PARTS)
    g_clear_pointer (&parts[PART_TAG], g_free);
  else if (fault == CS_MOCK_FAULT_BAD_BASE64)
    make_plain_base64 (parts);

  return g_strjoinv (".", parts);
}

static gboolean
encrypt_and_spoil (CsMockFaultId  fault,
                   CsRsaKey      *recipient,
                   const guint8  *plaintext,
                   gsize          length,
                   CsBuffer      *out_token)
{
  g_autoptr (CsBuffer) token = cs_buffer_new (TOKEN_MAX);
  g_autofree char *text = NULL, *spoiled = NULL;
  g_auto (GStrv) parts = NULL;
  const guint8 *data;
  gsize token_length;

  if (!cs_jwe_encrypt (recipient, CS_JWE_A256GCM, plaintext, length, token, NULL))
    return FALSE;

  data = cs_buffer_get_data (token, &token_length);
  text = g_strndup ((const char *) data, token_length);
  parts = g_strsplit (text, ".", N_PARTS);
  spoiled = spoil_token (fault, parts);

  return cs_buffer_append_string (out_token, spoiled) &&
         (fault != CS_MOCK_FAULT_SIX_PARTS || cs_buffer_append_string (out_token, ".AAAA"));
}

/**
 * cs_mock_spoil_seal:
 * @fault: what goes wrong, of the stage `CS_MOCK_STAGE_SEAL`
 * @key: the key pair as the service holds it
 * @plaintext: the right answer
 * @length: how many bytes
 * @out_body: where to append the body
 *
 * Seals an answer wrongly.
 *
 * Returns: `FALSE` if that cannot be done
 */
gboolean
cs_mock_spoil_seal (CsMockFaultId      fault,
                    const CsCryptoKey *key,
                    const guint8      *plaintext,
                    gsize              length,
                    CsBuffer          *out_body)
{
  gboolean ok;

  if (fault == CS_MOCK_FAULT_PLAIN_SUCCESS)
    return cs_buffer_append (out_body, plaintext, length);

  if (fault == CS_MOCK_FAULT_UNKNOWN_KEY_ID)
    return cs_envelope_seal (key->server_public, CS_JWE_A256GCM, plaintext, length, out_body, NULL);

  /* The service's own key: nobody but the service could open it. */
  if (fault == CS_MOCK_FAULT_WRONG_KEY)
    return cs_envelope_seal (key->client_private, CS_JWE_A256GCM, plaintext, length, out_body,
                             NULL);

  ok = cs_buffer_append_string (out_body, "{\"encData\":\"");
  ok = ok && (cs_mock_odd_jwe_is_needed (fault)
              ? cs_mock_odd_jwe_encrypt (fault, key->server_public, plaintext, length, out_body)
              : encrypt_and_spoil (fault, key->server_public, plaintext, length, out_body));

  return ok && cs_buffer_append_string (out_body, "\"}");
}
