/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-jwe-private.h"

G_BEGIN_DECLS

#define GOOD_HEADER "{\"alg\":\"RSA-OAEP-256\",\"enc\":\"A128GCM\"}"

/* What a token is made of, so that a test can get one thing wrong and all the rest
 * right.
 */
typedef struct
{
  const char *header;            /* JSON */
  gsize       header_length;
  gsize       key_length;        /* of the key that is wrapped */
  gsize       gcm_key_length;    /* of that part of it which encrypts: 16 or 32 */
  const char *plaintext;
} SealedToken;

#define GOOD_TOKEN { GOOD_HEADER, sizeof GOOD_HEADER - 1, 16, 16, "plaintext" }

char *sealed_token_make     (CsRsaKey          *recipient,
                             const SealedToken *token);
char *sealed_token_dup_part (const char        *token,
                             CsJwePart          part);
char *sealed_token_replace  (const char        *token,
                             CsJwePart          part,
                             const char        *replacement);
char *sealed_token_encode   (gconstpointer      data,
                             gsize              length);
void  assert_refused        (CsRsaKey          *recipient,
                             const char        *token);
void  assert_decrypted      (CsRsaKey          *recipient,
                             const char        *token,
                             const char        *plaintext);

G_END_DECLS
