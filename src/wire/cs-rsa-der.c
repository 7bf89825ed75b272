/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-rsa-der.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/param_build.h>
#include <openssl/params.h>
#include <string.h>

/* Our own, because OpenSSL's decoders and encoders free a key's bytes without
 * wiping them: thirty times over for a single key.
 */

/* The modulus of the longest key that is accepted. */
#define NUMBER_MAX 1024

#define TAG_INTEGER      0x02
#define TAG_OCTET_STRING 0x04
#define TAG_SEQUENCE     0x30

/* version 0; algorithm rsaEncryption, NULL (RFC 5208, section 5; RFC 8017, A.1) */
static const guint8 version_two_prime[] = { TAG_INTEGER, 1, 0 };
static const guint8 pkcs8_rsa[] = {
  TAG_INTEGER, 1, 0,
  TAG_SEQUENCE, 13, 0x06, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0,
};

/* The integers of an RSAPrivateKey after its version, in order (RFC 8017, A.1.2). */
static const char *const members[] = {
  OSSL_PKEY_PARAM_RSA_N,         OSSL_PKEY_PARAM_RSA_E,
  OSSL_PKEY_PARAM_RSA_D,         OSSL_PKEY_PARAM_RSA_FACTOR1,
  OSSL_PKEY_PARAM_RSA_FACTOR2,   OSSL_PKEY_PARAM_RSA_EXPONENT1,
  OSSL_PKEY_PARAM_RSA_EXPONENT2, OSSL_PKEY_PARAM_RSA_COEFFICIENT1,
};

#define N_MEMBERS G_N_ELEMENTS (members)

/* What is left to read. */
typedef struct
{
  const guint8 *at;
  gsize         length;
} Der;

/* Definite lengths below 64 KB in their shortest form, as DER demands. */
static gboolean
read_length (Der   *self,
             gsize *out_length)
{
  gsize n_bytes;
  gsize length = 0;

  if (self->length < 1)
    return FALSE;

  n_bytes = *self->at < 0x80 ? 0 : *self->at & 0x7f;
  length = n_bytes == 0 ? *self->at : 0;
  self->at++;
  self->length--;

  if (n_bytes > 2 || n_bytes > self->length || (self->at[-1] == 0x80))
    return FALSE;

  for (gsize i = 0; i < n_bytes; i++)
    length = length << 8 | self->at[i];

  self->at += n_bytes;
  self->length -= n_bytes;
  *out_length = length;

  return length <= self->length && (n_bytes == 0 || length >= (n_bytes == 1 ? 0x80 : 0x100));
}

static gboolean
read_element (Der    *self,
              guint8  tag,
              Der    *out_content)
{
  gsize length = 0;

  if (self->length < 1 || *self->at != tag)
    return FALSE;

  self->at++;
  self->length--;

  if (!read_length (self, &length))
    return FALSE;

  out_content->at = self->at;
  out_content->length = length;
  self->at += length;
  self->length -= length;

  return TRUE;
}

static BIGNUM *
read_integer (Der *self)
{
  Der content;
  BIGNUM *number;

  if (!read_element (self, TAG_INTEGER, &content) || content.length == 0 ||
      (content.at[0] & 0x80) != 0)
    return NULL;

  number = BN_secure_new ();

  if (number == NULL || BN_bin2bn (content.at, (int) content.length, number) == NULL)
    g_clear_pointer (&number, BN_clear_free);

  return number;
}

static gboolean
read_members (Der    *self,
              BIGNUM *numbers[N_MEMBERS])
{
  Der sequence;

  if (!read_element (self, TAG_SEQUENCE, &sequence) || self->length > 0 ||
      sequence.length < sizeof version_two_prime ||
      memcmp (sequence.at, version_two_prime, sizeof version_two_prime) != 0)
    return FALSE;

  sequence.at += sizeof version_two_prime;
  sequence.length -= sizeof version_two_prime;

  for (gsize i = 0; i < N_MEMBERS; i++)
    if ((numbers[i] = read_integer (&sequence)) == NULL)
      return FALSE;

  return sequence.length == 0;
}

static EVP_PKEY *
make_pkey (BIGNUM *numbers[N_MEMBERS])
{
  OSSL_PARAM_BLD *builder = OSSL_PARAM_BLD_new ();
  EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name (NULL, "RSA", NULL);
  OSSL_PARAM *params = NULL;
  EVP_PKEY *pkey = NULL;
  gboolean is_pushed = builder != NULL && context != NULL;

  for (gsize i = 0; is_pushed && i < N_MEMBERS; i++)
    is_pushed = OSSL_PARAM_BLD_push_BN (builder, members[i], numbers[i]) == 1;

  if (is_pushed)
    params = OSSL_PARAM_BLD_to_param (builder);

  if (params == NULL || EVP_PKEY_fromdata_init (context) != 1 ||
      EVP_PKEY_fromdata (context, &pkey, EVP_PKEY_KEYPAIR, params) != 1)
    pkey = NULL;

  OSSL_PARAM_free (params);
  EVP_PKEY_CTX_free (context);
  OSSL_PARAM_BLD_free (builder);

  return pkey;
}

/**
 * cs_rsa_der_read_private:
 * @der: bytes
 * @length: how many
 *
 * Reads an RSAPrivateKey with two primes (RFC 8017, A.1.2), leaving no copy.
 *
 * Returns: (transfer full) (nullable): the key, or `NULL` if it is none
 */
EVP_PKEY *
cs_rsa_der_read_private (const guint8 *der,
                         gsize         length)
{
  Der all = { der, length };
  BIGNUM *numbers[N_MEMBERS] = { NULL };
  EVP_PKEY *pkey = NULL;

  if (read_members (&all, numbers))
    pkey = make_pkey (numbers);

  for (gsize i = 0; i < N_MEMBERS; i++)
    BN_clear_free (numbers[i]);

  return pkey;
}

/* Through bytes of our own: what EVP_PKEY_get_bn_param() and EVP_PKEY_todata() put
 * in between is not wiped.
 */
static BIGNUM *
get_number (EVP_PKEY   *pkey,
            const char *name)
{
  guint8 bytes[NUMBER_MAX] = { 0 };
  OSSL_PARAM params[] = { OSSL_PARAM_construct_BN (name, bytes, sizeof bytes),
                          OSSL_PARAM_construct_end () };
  BIGNUM *number = BN_secure_new ();

  if (number == NULL || EVP_PKEY_get_params (pkey, params) != 1 ||
      BN_native2bn (bytes, (int) params[0].return_size, number) == NULL)
    g_clear_pointer (&number, BN_clear_free);

  OPENSSL_cleanse (bytes, sizeof bytes);

  return number;
}

static gboolean
get_numbers (EVP_PKEY *pkey,
             BIGNUM   *numbers[N_MEMBERS])
{
  for (gsize i = 0; i < N_MEMBERS; i++)
    if ((numbers[i] = get_number (pkey, members[i])) == NULL)
      return FALSE;

  return TRUE;
}

/* A zero byte comes first where the topmost bit would say that it is negative. */
static gsize
get_integer_length (const BIGNUM *number)
{
  return (gsize) BN_num_bits (number) / 8 + 1;
}

static gsize
get_element_length (gsize length)
{
  return length + (length < 0x80 ? 2 : length < 0x100 ? 3 : 4);
}

static gboolean
write_header (CsBuffer *der,
              guint8    tag,
              gsize     length)
{
  const guint8 low = (guint8) length;
  const guint8 high = (guint8) (length >> 8);

  return cs_buffer_append (der, &tag, 1) &&
         (length < 0x80 || cs_buffer_append (der, length < 0x100 ? "\x81" : "\x82", 1)) &&
         (length < 0x100 || cs_buffer_append (der, &high, 1)) &&
         cs_buffer_append (der, &low, 1);
}

static gboolean
write_integer (CsBuffer     *der,
               const BIGNUM *number)
{
  gsize length = get_integer_length (number);
  guint8 *place = write_header (der, TAG_INTEGER, length) ? cs_buffer_reserve (der, length) : NULL;

  return place != NULL && BN_bn2binpad (number, place, (int) length) >= 0;
}

static gboolean
write_pkcs8 (BIGNUM   *numbers[N_MEMBERS],
             CsBuffer *der)
{
  gsize length = sizeof version_two_prime;
  gsize key_length;

  for (gsize i = 0; i < N_MEMBERS; i++)
    length += get_element_length (get_integer_length (numbers[i]));

  key_length = get_element_length (length);

  if (!write_header (der, TAG_SEQUENCE, sizeof pkcs8_rsa + get_element_length (key_length)) ||
      !cs_buffer_append (der, pkcs8_rsa, sizeof pkcs8_rsa) ||
      !write_header (der, TAG_OCTET_STRING, key_length) ||
      !write_header (der, TAG_SEQUENCE, length) ||
      !cs_buffer_append (der, version_two_prime, sizeof version_two_prime))
    return FALSE;

  for (gsize i = 0; i < N_MEMBERS; i++)
    if (!write_integer (der, numbers[i]))
      return FALSE;

  return TRUE;
}

/**
 * cs_rsa_der_write_pkcs8:
 * @pkey: a private RSA key
 * @out_der: (out caller-allocates): where it goes
 *
 * Writes a PrivateKeyInfo (RFC 5208, section 5), leaving no copy.
 *
 * Returns: `FALSE` if the buffer is too small or the key is not whole
 */
gboolean
cs_rsa_der_write_pkcs8 (EVP_PKEY *pkey,
                        CsBuffer *out_der)
{
  BIGNUM *numbers[N_MEMBERS] = { NULL };
  gboolean is_written = get_numbers (pkey, numbers) && write_pkcs8 (numbers, out_der);

  for (gsize i = 0; i < N_MEMBERS; i++)
    BN_clear_free (numbers[i]);

  return is_written;
}
