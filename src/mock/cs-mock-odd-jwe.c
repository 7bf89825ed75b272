/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-mock-odd-jwe.h"

#include <gio/gio.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <string.h>

#include "cs-base64url.h"

#define GCM_KEY_LENGTH 32
#define GCM_IV_LENGTH  12
#define CBC_KEY_LENGTH 64     /* first half MAC, second half AES (RFC 7518, 5.2.2.1) */
#define CBC_IV_LENGTH  16
#define TAG_LENGTH_MAX 32
#define GCM_TAG_LENGTH 16

/* A JWE that is sound in itself and of a kind that no client should take: one that
 * merely fails to decrypt would not tell a strict client from a lax one.
 */
typedef struct
{
  CsMockFaultId  fault;
  const char    *header;
  int            padding;
  const char    *digest;      /* of OAEP */
  gboolean       is_cbc;
  gboolean       is_zipped;
} Kind;

static const Kind kinds[] = {
  { CS_MOCK_FAULT_RSA1_5, "{\"alg\":\"RSA1_5\",\"enc\":\"A256GCM\"}",
    RSA_PKCS1_PADDING, NULL, FALSE, FALSE },
  { CS_MOCK_FAULT_RSA_OAEP, "{\"alg\":\"RSA-OAEP\",\"enc\":\"A256GCM\"}",
    RSA_PKCS1_OAEP_PADDING, "SHA1", FALSE, FALSE },
  { CS_MOCK_FAULT_CBC, "{\"alg\":\"RSA-OAEP-256\",\"enc\":\"A256CBC-HS512\"}",
    RSA_PKCS1_OAEP_PADDING, "SHA256", TRUE, FALSE },
  { CS_MOCK_FAULT_ZIP, "{\"alg\":\"RSA-OAEP-256\",\"enc\":\"A256GCM\",\"zip\":\"DEF\"}",
    RSA_PKCS1_OAEP_PADDING, "SHA256", FALSE, TRUE },
  { CS_MOCK_FAULT_CRIT,
    "{\"alg\":\"RSA-OAEP-256\",\"enc\":\"A256GCM\",\"crit\":[\"urn:x\"],\"urn:x\":true}",
    RSA_PKCS1_OAEP_PADDING, "SHA256", FALSE, FALSE },
};

/* What goes into the token beside its header. */
typedef struct
{
  guint8      key[CBC_KEY_LENGTH];
  guint8      iv[CBC_IV_LENGTH];
  guint8      tag[TAG_LENGTH_MAX];
  gsize       key_length;
  gsize       iv_length;
  gsize       tag_length;
  GByteArray *wrapped;
  GByteArray *ciphertext;
} Parts;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_CIPHER_CTX, EVP_CIPHER_CTX_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_PKEY_CTX, EVP_PKEY_CTX_free)

static void
parts_clear (Parts *parts)
{
  g_clear_pointer (&parts->wrapped, g_byte_array_unref);
  g_clear_pointer (&parts->ciphertext, g_byte_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Parts, parts_clear)

static const Kind *
find_kind (CsMockFaultId fault)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].fault == fault)
      return &kinds[i];

  return NULL;
}

static GBytes *
deflate (GBytes *plaintext)
{
  g_autoptr (GConverter) compressor =
    G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW, -1));
  g_autoptr (GInputStream) plain = g_memory_input_stream_new_from_bytes (plaintext);
  g_autoptr (GInputStream) zipped = g_converter_input_stream_new (plain, compressor);

  return g_input_stream_read_bytes (zipped, g_bytes_get_size (plaintext) + 1024, NULL, NULL);
}

static gboolean
wrap_key (const Kind *kind,
          CsRsaKey   *recipient,
          Parts      *parts)
{
  g_autoptr (EVP_PKEY_CTX) context = EVP_PKEY_CTX_new (cs_rsa_key_get_pkey (recipient), NULL);
  size_t length = cs_rsa_key_get_bits (recipient) / 8;

  parts->wrapped = g_byte_array_sized_new ((guint) length);
  g_byte_array_set_size (parts->wrapped, (guint) length);

  return context != NULL && EVP_PKEY_encrypt_init (context) == 1 &&
         EVP_PKEY_CTX_set_rsa_padding (context, kind->padding) == 1 &&
         (kind->digest == NULL ||
          (EVP_PKEY_CTX_set_rsa_oaep_md_name (context, kind->digest, NULL) == 1 &&
           EVP_PKEY_CTX_set_rsa_mgf1_md_name (context, kind->digest, NULL) == 1)) &&
         EVP_PKEY_encrypt (context, parts->wrapped->data, &length, parts->key,
                           parts->key_length) == 1;
}

/* Only GCM takes additional data. */
static gboolean
encrypt (const EVP_CIPHER *cipher,
         const guint8     *key,
         const char       *aad,
         GBytes           *plaintext,
         Parts            *parts)
{
  g_autoptr (EVP_CIPHER_CTX) context = EVP_CIPHER_CTX_new ();
  gboolean is_gcm = EVP_CIPHER_get_mode (cipher) == EVP_CIPH_GCM_MODE;
  gsize length;
  const guint8 *data = g_bytes_get_data (plaintext, &length);
  int n, n_last;

  parts->ciphertext = g_byte_array_new ();
  g_byte_array_set_size (parts->ciphertext, (guint) length + EVP_MAX_BLOCK_LENGTH);

  if (context == NULL || EVP_EncryptInit_ex (context, cipher, NULL, key, parts->iv) != 1 ||
      (is_gcm && EVP_EncryptUpdate (context, NULL, &n, (const guint8 *) aad,
                                    (int) strlen (aad)) != 1) ||
      EVP_EncryptUpdate (context, parts->ciphertext->data, &n, data, (int) length) != 1 ||
      EVP_EncryptFinal_ex (context, parts->ciphertext->data + n, &n_last) != 1)
    return FALSE;

  g_byte_array_set_size (parts->ciphertext, (guint) (n + n_last));

  return !is_gcm || EVP_CIPHER_CTX_ctrl (context, EVP_CTRL_AEAD_GET_TAG, GCM_TAG_LENGTH,
                                         parts->tag) == 1;
}

/* The MAC of A256CBC-HS512 (RFC 7518, 5.2.2.1). */
static gboolean
authenticate (const char *aad,
              Parts      *parts)
{
  g_autoptr (GByteArray) message = g_byte_array_new ();
  guint64 n_aad_bits = GUINT64_TO_BE ((guint64) strlen (aad) * 8);
  guint8 mac[EVP_MAX_MD_SIZE];

  g_byte_array_append (message, (const guint8 *) aad, (guint) strlen (aad));
  g_byte_array_append (message, parts->iv, (guint) parts->iv_length);
  g_byte_array_append (message, parts->ciphertext->data, parts->ciphertext->len);
  g_byte_array_append (message, (const guint8 *) &n_aad_bits, sizeof n_aad_bits);

  if (HMAC (EVP_sha512 (), parts->key, CBC_KEY_LENGTH / 2, message->data, message->len, mac,
            NULL) == NULL)
    return FALSE;

  memcpy (parts->tag, mac, parts->tag_length);

  return TRUE;
}

static gboolean
make_parts (const Kind *kind,
            CsRsaKey   *recipient,
            const char *aad,
            GBytes     *plaintext,
            Parts      *parts)
{
  parts->key_length = kind->is_cbc ? CBC_KEY_LENGTH : GCM_KEY_LENGTH;
  parts->iv_length = kind->is_cbc ? CBC_IV_LENGTH : GCM_IV_LENGTH;
  parts->tag_length = kind->is_cbc ? TAG_LENGTH_MAX : GCM_TAG_LENGTH;

  if (RAND_bytes (parts->key, (int) parts->key_length) != 1 ||
      RAND_bytes (parts->iv, (int) parts->iv_length) != 1 ||
      !wrap_key (kind, recipient, parts))
    return FALSE;

  if (kind->is_cbc)
    return encrypt (EVP_aes_256_cbc (), parts->key + CBC_KEY_LENGTH / 2, aad, plaintext, parts) &&
           authenticate (aad, parts);

  return encrypt (EVP_aes_256_gcm (), parts->key, aad, plaintext, parts);
}

static char *
encode (const guint8 *data,
        gsize         length)
{
  gsize encoded_length = cs_base64url_encoded_length (length);
  char *text = g_malloc0 (encoded_length + 1);

  cs_base64url_encode (data, length, text);

  return text;
}

/**
 * cs_mock_odd_jwe_is_needed:
 * @fault: a fault
 *
 * Tells whether the fault is a JWE of another kind.
 *
 * Returns: `TRUE` if [func@mock_odd_jwe_encrypt] makes it
 */
gboolean
cs_mock_odd_jwe_is_needed (CsMockFaultId fault)
{
  return find_kind (fault) != NULL;
}

/**
 * cs_mock_odd_jwe_encrypt:
 * @fault: which kind
 * @recipient: whose public key
 * @plaintext: what to encrypt
 * @length: how many bytes
 * @out_token: where to append the compact form
 *
 * Encrypts as the protocol does not allow: by another algorithm, compressed, or with
 * an extension that is critical.
 *
 * Returns: `FALSE` if OpenSSL fails or @out_token is too small
 */
gboolean
cs_mock_odd_jwe_encrypt (CsMockFaultId  fault,
                         CsRsaKey      *recipient,
                         const guint8  *plaintext,
                         gsize          length,
                         CsBuffer      *out_token)
{
  const Kind *kind = find_kind (fault);
  g_autoptr (GBytes) bytes = g_bytes_new (plaintext, length);
  g_autoptr (GBytes) content = NULL;
  g_autofree char *aad = NULL;
  g_autofree char *wrapped = NULL, *iv = NULL, *ciphertext = NULL, *tag = NULL, *token = NULL;
  g_auto (Parts) parts = { .wrapped = NULL };

  g_return_val_if_fail (kind != NULL, FALSE);

  content = kind->is_zipped ? deflate (bytes) : g_bytes_ref (bytes);
  aad = encode ((const guint8 *) kind->header, strlen (kind->header));

  if (content == NULL || !make_parts (kind, recipient, aad, content, &parts))
    return FALSE;

  wrapped = encode (parts.wrapped->data, parts.wrapped->len);
  iv = encode (parts.iv, parts.iv_length);
  ciphertext = encode (parts.ciphertext->data, parts.ciphertext->len);
  tag = encode (parts.tag, parts.tag_length);
  token = g_strjoin (".", aad, wrapped, iv, ciphertext, tag, NULL);

  return cs_buffer_append_string (out_token, token);
}
