/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "cs-base64url.h"
#include "cs-json.h"
#include "cs-jwe-private.h"

#define HEADER_MAX 1024

#define ALG "RSA-OAEP-256"

typedef struct
{
  const char *name;
  const char *header;
  gsize       key_length;
} Enc;

/* The header in full, since clients write it exactly so. */
static const Enc encs[] = {
  [CS_JWE_A128GCM] = { "A128GCM", "{\"alg\":\"" ALG "\",\"enc\":\"A128GCM\"}", 16 },
  [CS_JWE_A256GCM] = { "A256GCM", "{\"alg\":\"" ALG "\",\"enc\":\"A256GCM\"}", 32 },
};

/**
 * cs_jwe_enc_get_key_length:
 * @enc: content encryption
 *
 * Tells how long its key is (RFC 7518, section 5.3).
 *
 * Returns: bytes
 */
gsize
cs_jwe_enc_get_key_length (CsJweEnc enc)
{
  return encs[enc].key_length;
}

/**
 * cs_jwe_header_dup:
 * @enc: content encryption
 *
 * Makes the header of a token, encoded as it goes on the wire.
 *
 * Returns: (transfer full): the first part of the token
 */
char *
cs_jwe_header_dup (CsJweEnc enc)
{
  gsize length = strlen (encs[enc].header);
  gsize encoded_length = cs_base64url_encoded_length (length);
  char *encoded = g_malloc (encoded_length + 1);

  cs_base64url_encode ((const guint8 *) encs[enc].header, length, encoded);
  encoded[encoded_length] = '\0';

  return encoded;
}

static gboolean
read_enc (CsJsonValue  value,
          CsJweEnc    *out_enc)
{
  for (gsize i = 0; i < G_N_ELEMENTS (encs); i++)
    if (cs_json_value_equals (value, encs[i].name))
      {
        *out_enc = (CsJweEnc) i;
        return TRUE;
      }

  return FALSE;
}

static gboolean
is_present (CsJsonValue  header,
            const char  *name)
{
  CsJsonValue unused;

  return cs_json_object_get_member (header, name, &unused);
}

/**
 * cs_jwe_header_read:
 * @encoded: the first part of a token
 * @length: how many characters
 * @out_enc: (out): content encryption
 *
 * Decides by its header whether a token may be decrypted at all, before any key
 * is touched. The algorithms are ours to choose, not the sender's: one for the key
 * and two for the content, by exact name. `zip` and `crit` are refused (RFC 7516,
 * sections 4.1.3 and 4.1.13); keys and names of keys in it are as good as absent.
 *
 * Returns: `FALSE` if it may not be
 */
gboolean
cs_jwe_header_read (const char *encoded,
                    gsize       length,
                    CsJweEnc   *out_enc)
{
  g_autoptr (CsJson) json = NULL;
  guint8 text[HEADER_MAX];
  gsize text_length = cs_base64url_decoded_length (length);
  CsJsonValue header, alg, enc;

  if (text_length > HEADER_MAX || !cs_base64url_decode (encoded, length, text))
    return FALSE;

  json = cs_json_parse (text, text_length, HEADER_MAX, NULL);

  if (json == NULL)
    return FALSE;

  header = cs_json_get_root (json);

  return cs_json_object_get_member (header, "alg", &alg) && cs_json_value_equals (alg, ALG) &&
         cs_json_object_get_member (header, "enc", &enc) && read_enc (enc, out_enc) &&
         !is_present (header, "zip") && !is_present (header, "crit");
}
