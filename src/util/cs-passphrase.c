/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-passphrase.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/kdf.h>
#include <openssl/params.h>
#include <openssl/rand.h>
#include <string.h>

/* RFC 7914. 2^15 rounds on blocks of 8 take 32 MiB and a tenth of a second: too slow to
 * try many, quick enough for whoever knows it.
 */
#define COST        32768
#define BLOCK_SIZE  8
#define PARALLEL    1
#define MEMORY_MAX  (64 * 1024 * 1024)
#define SALT_LENGTH 16
#define KEY_LENGTH  32

/* A record names its method, so that the next one can be told from this one. */
#define METHOD      "scrypt-32768-8-1"
#define SEPARATOR   ":"

/* The first wrong ones are typing errors. */
#define FREE_TRIES      3
#define FIRST_WAIT      5
#define LONGEST_WAIT    300

static gboolean
derive_key (CsSecret     *passphrase,
            const guint8 *salt,
            guint8       *out_key)
{
  gsize length;
  const char *data = cs_secret_get_data (passphrase, &length);
  guint64 cost = COST, memory_max = MEMORY_MAX;
  guint32 block_size = BLOCK_SIZE, parallel = PARALLEL;
  EVP_KDF *kdf = EVP_KDF_fetch (NULL, "SCRYPT", NULL);
  EVP_KDF_CTX *context = EVP_KDF_CTX_new (kdf);
  OSSL_PARAM parameters[] = {
    OSSL_PARAM_construct_octet_string (OSSL_KDF_PARAM_PASSWORD, (void *) data, length),
    OSSL_PARAM_construct_octet_string (OSSL_KDF_PARAM_SALT, (void *) salt, SALT_LENGTH),
    OSSL_PARAM_construct_uint64 (OSSL_KDF_PARAM_SCRYPT_N, &cost),
    OSSL_PARAM_construct_uint32 (OSSL_KDF_PARAM_SCRYPT_R, &block_size),
    OSSL_PARAM_construct_uint32 (OSSL_KDF_PARAM_SCRYPT_P, &parallel),
    OSSL_PARAM_construct_uint64 (OSSL_KDF_PARAM_SCRYPT_MAXMEM, &memory_max),
    OSSL_PARAM_construct_end (),
  };
  gboolean is_derived = context != NULL &&
                        EVP_KDF_derive (context, out_key, KEY_LENGTH, parameters) == 1;

  EVP_KDF_CTX_free (context);
  EVP_KDF_free (kdf);

  return is_derived;
}

/**
 * cs_passphrase_seal:
 * @passphrase: [const@PASSPHRASE_MIN] to [const@PASSPHRASE_MAX] bytes
 *
 * Makes the record by which a passphrase can be told from others (scrypt, RFC 7914), and
 * from which it cannot be had back. Takes a tenth of a second and 32 MiB: not for the
 * main thread.
 *
 * Returns: (transfer full) (nullable): the record, one printable line; `NULL` if the
 *   passphrase is too short or too long, or the machine has no random numbers or memory
 */
char *
cs_passphrase_seal (CsSecret *passphrase)
{
  guint8 salt[SALT_LENGTH], key[KEY_LENGTH];
  g_autofree char *salt_text = NULL;
  g_autofree char *key_text = NULL;
  gsize length;

  (void) cs_secret_get_data (passphrase, &length);

  if (length < CS_PASSPHRASE_MIN || length > CS_PASSPHRASE_MAX)
    return NULL;

  if (RAND_bytes (salt, sizeof salt) != 1 || !derive_key (passphrase, salt, key))
    return NULL;

  salt_text = g_base64_encode (salt, sizeof salt);
  key_text = g_base64_encode (key, sizeof key);
  OPENSSL_cleanse (key, sizeof key);

  return g_strjoin (SEPARATOR, METHOD, salt_text, key_text, NULL);
}

static gboolean
decode_bytes (const char *text,
              guint8     *out_bytes,
              gsize       length)
{
  gsize decoded;
  g_autofree guchar *bytes = g_base64_decode (text, &decoded);

  if (decoded != length)
    return FALSE;

  memcpy (out_bytes, bytes, length);

  return TRUE;
}

static gboolean
parse_sealed (const char *sealed,
              guint8     *out_salt,
              guint8     *out_key)
{
  g_auto (GStrv) parts = g_strsplit (sealed, SEPARATOR, 4);

  return g_strv_length (parts) == 3 && g_str_equal (parts[0], METHOD) &&
         decode_bytes (parts[1], out_salt, SALT_LENGTH) &&
         decode_bytes (parts[2], out_key, KEY_LENGTH);
}

/**
 * cs_passphrase_is_sealed:
 * @sealed: a text
 *
 * Tells whether a text is a record of [func@passphrase_seal].
 *
 * Returns: whether it is
 */
gboolean
cs_passphrase_is_sealed (const char *sealed)
{
  guint8 salt[SALT_LENGTH], key[KEY_LENGTH];

  return parse_sealed (sealed, salt, key);
}

/**
 * cs_passphrase_matches:
 * @sealed: a record of [func@passphrase_seal]
 * @passphrase: what was typed
 *
 * Tells whether it is the passphrase that was sealed; as slow as sealing.
 *
 * Returns: whether it is; `FALSE` also if @sealed is no such record
 */
gboolean
cs_passphrase_matches (const char *sealed,
                       CsSecret   *passphrase)
{
  guint8 salt[SALT_LENGTH], expected[KEY_LENGTH], key[KEY_LENGTH];
  gboolean is_same;
  gsize length;

  (void) cs_secret_get_data (passphrase, &length);

  if (length > CS_PASSPHRASE_MAX || !parse_sealed (sealed, salt, expected))
    return FALSE;

  is_same = derive_key (passphrase, salt, key) &&
            CRYPTO_memcmp (key, expected, sizeof key) == 0;
  OPENSSL_cleanse (key, sizeof key);
  OPENSSL_cleanse (expected, sizeof expected);

  return is_same;
}

/**
 * cs_passphrase_wait_seconds:
 * @n_wrong: how many wrong ones there were in a row
 *
 * Tells how long to wait before the next try: not at all after the first two wrong ones, then
 * twice as long with each, up to five minutes. At that pace four digits last weeks.
 *
 * Returns: seconds
 */
guint
cs_passphrase_wait_seconds (guint n_wrong)
{
  guint n_doublings;

  if (n_wrong < FREE_TRIES)
    return 0;

  n_doublings = MIN (n_wrong - FREE_TRIES, 8);

  return MIN ((guint) FIRST_WAIT << n_doublings, LONGEST_WAIT);
}
