/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cs-rsa-key.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/params.h>
#include <string.h>

#include "cs-base64url.h"
#include "cs-call-headers.h"
#include "cs-jwe.h"
#include "cs-rsa-oaep.h"
#include "key-folder.h"
#include "memory-search.h"
#include "sealed-token.h"

#define LENGTH 16

/* Pieces of what must not be left behind, masked. */
typedef struct
{
  const char *what;
  guint8      masked[LENGTH];
} Needle;

static GArray *needles;

static void
add_needle (const char   *what,
            const guint8 *bytes,
            gboolean      is_reversed)
{
  Needle needle = { .what = what };

  for (gsize i = 0; i < LENGTH; i++)
    needle.masked[i] = bytes[is_reversed ? LENGTH - 1 - i : i] ^ MEMORY_MASK;

  g_array_append_val (needles, needle);
}

/* From the middle, in the order of the machine and of DER. */
static void
add_number (CsRsaKey   *key,
            const char *name)
{
  guint8 bytes[CS_RSA_BYTES_MAX] = { 0 };
  OSSL_PARAM params[] = { OSSL_PARAM_construct_BN (name, bytes, sizeof bytes),
                          OSSL_PARAM_construct_end () };
  gsize length = CS_RSA_BYTES_MAX;

  g_assert_cmpint (EVP_PKEY_get_params (cs_rsa_key_get_pkey (key), params), ==, 1);

  while (bytes[length - 1] == 0)
    length--;

  add_needle (name, bytes + length / 2, FALSE);
  add_needle (name, bytes + length / 2, TRUE);
  OPENSSL_cleanse (bytes, sizeof bytes);
}

/* From some lines, but not the first, which is the same for every key. */
static void
add_pem (CsSecret *pem)
{
  gsize length;
  const char *text = cs_secret_get_data (pem, &length);

  for (gsize at = 28 + 65 + 7; at + LENGTH < length - 26; at += 4 * 65)
    add_needle ("PEM", (const guint8 *) text + at, FALSE);

  add_needle ("the end of PEM", (const guint8 *) text + length - 26 - 8 - LENGTH, FALSE);
}

static void
assert_none_left (void)
{
  for (guint i = 0; i < needles->len; i++)
    {
      const Needle *needle = &g_array_index (needles, Needle, i);

      if (memory_count (needle->masked, LENGTH) > 0)
        g_error ("%s is left in memory", needle->what);
    }
}

static guint
count_first (void)
{
  return memory_count (g_array_index (needles, Needle, 0).masked, LENGTH);
}

static CsRsaKey *
load (const char *name)
{
  g_autoptr (GBytes) bytes = key_folder_read (name);
  g_autoptr (CsSecret) passphrase = cs_secret_new (KEY_PASSPHRASE, strlen (KEY_PASSPHRASE));
  g_autoptr (GError) error = NULL;
  CsRsaKey *key = cs_rsa_key_new_private (bytes, passphrase, &error);

  g_assert_no_error (error);

  return key;
}

static void
collect_needles (void)
{
  static const char *const secret_numbers[] = {
    OSSL_PKEY_PARAM_RSA_D,         OSSL_PKEY_PARAM_RSA_FACTOR1,
    OSSL_PKEY_PARAM_RSA_FACTOR2,   OSSL_PKEY_PARAM_RSA_EXPONENT1,
    OSSL_PKEY_PARAM_RSA_EXPONENT2, OSSL_PKEY_PARAM_RSA_COEFFICIENT1,
  };
  g_autoptr (CsRsaKey) key = load ("pkcs8.pem");
  g_autoptr (CsSecret) pem = cs_rsa_key_to_private_pem (key);

  needles = g_array_new (FALSE, FALSE, sizeof (Needle));

  for (gsize i = 0; i < G_N_ELEMENTS (secret_numbers); i++)
    add_number (key, secret_numbers[i]);

  add_pem (pem);

  /* The search finds what is there: the key, and the text of it. */
  g_assert_cmpuint (count_first (), >=, 1);
}

static void
test_forms (void)
{
  static const char *const names[] = {
    "pkcs8.pem", "pkcs8.der", "pkcs1.pem", "pkcs1.der", "encrypted.pem", "encrypted.der",
    "scrypt.pem", "triple-des.pem", "traditional.pem", "certificate-and-key.pem", "key.p12",
    "no-mac.p12",
  };

  collect_needles ();
  assert_none_left ();

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      CsRsaKey *key = load (names[i]);

      g_test_message ("%s", names[i]);
      g_assert_cmpuint (count_first (), >=, 1);
      cs_rsa_key_unref (key);
      assert_none_left ();
    }
}

static void
test_export (void)
{
  CsRsaKey *key = load ("pkcs1.pem");
  CsSecret *pem = cs_rsa_key_to_private_pem (key);

  cs_secret_unref (pem);
  cs_rsa_key_unref (key);
  assert_none_left ();
}

/* The text that is encrypted, and the key that encrypts it. */
static char *
make_token (CsRsaKey *key)
{
  SealedToken sealed = GOOD_TOKEN;
  char *token;
  g_autofree char *wrapped_text = NULL;
  guint8 wrapped[CS_RSA_BYTES_MAX], unwrapped[CS_RSA_BYTES_MAX];
  gsize length = 0;

  sealed.plaintext = "the answer of the service, and what is in it";
  add_needle ("plaintext", (const guint8 *) sealed.plaintext + 20, FALSE);
  token = sealed_token_make (key, &sealed);
  wrapped_text = sealed_token_dup_part (token, CS_JWE_PART_WRAPPED_KEY);
  g_assert_true (cs_base64url_decode (wrapped_text, strlen (wrapped_text), wrapped));
  g_assert_true (cs_rsa_oaep_decrypt (key, wrapped, 256, unwrapped, &length));
  g_assert_cmpuint (length, ==, LENGTH);
  add_needle ("content encryption key", unwrapped, FALSE);
  OPENSSL_cleanse (unwrapped, sizeof unwrapped);

  return token;
}

static void
test_decrypt (void)
{
  CsRsaKey *key = load ("encrypted.pem");
  g_autofree char *token = make_token (key);
  g_autofree char *bad = sealed_token_replace (token, CS_JWE_PART_TAG, "AAAAAAAAAAAAAAAAAAAAAA");
  CsBuffer *plaintext;

  assert_refused (key, bad);
  plaintext = cs_jwe_decrypt (key, token, strlen (token), NULL);
  g_assert_nonnull (plaintext);
  cs_buffer_unref (plaintext);
  cs_rsa_key_unref (key);
  assert_none_left ();
}

static void
test_sign (void)
{
  CsSecret *secret = cs_secret_new ("a key that signs", LENGTH);
  CsCredentials *credentials =
    cs_credentials_new ("000170000000000", "0a1b2c3-0123456789abcdef0123456789abcdef", secret,
                        "KST");
  CsCallHeaders headers;

  add_needle ("secret key", (const guint8 *) "a key that signs", FALSE);
  g_assert_true (cs_call_headers_sign (&headers, credentials, 0, (const guint8 *) "{}", 2, NULL));
  cs_credentials_unref (credentials);
  cs_secret_unref (secret);
  assert_none_left ();
}

int
main (int   argc,
      char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);

  if (!key_folder_make ())
    return 0;

  g_test_add_func ("/key-memory/forms", test_forms);
  g_test_add_func ("/key-memory/export", test_export);
  g_test_add_func ("/key-memory/decrypt", test_decrypt);
  g_test_add_func ("/key-memory/sign", test_sign);
  result = g_test_run ();
  g_array_unref (needles);
  key_folder_remove ();

  return result;
}
