/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cs-rsa-key.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/param_build.h>
#include <openssl/pkcs12.h>
#include <openssl/x509.h>
#include <poll.h>
#include <pty.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cs-wire-error.h"
#include "key-folder.h"

static CsRsaKey *
load_private (const char  *name,
              const char  *passphrase,
              GError     **error)
{
  g_autoptr (GBytes) bytes = key_folder_read (name);
  g_autoptr (CsSecret) secret = NULL;

  if (passphrase != NULL)
    secret = cs_secret_new (passphrase, strlen (passphrase));

  return cs_rsa_key_new_private (bytes, secret, error);
}

static CsRsaKey *
load_public (const char  *name,
             GError     **error)
{
  g_autoptr (GBytes) bytes = key_folder_read (name);

  return cs_rsa_key_new_public (bytes, error);
}

static void
assert_is_the_key (CsRsaKey *key)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsRsaKey) reference = load_private ("pkcs8.pem", NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (key);
  g_assert_cmpuint (cs_rsa_key_get_bits (key), ==, 2048);
  g_assert_true (cs_rsa_key_is_same_pair (key, reference));
}

static void
test_public_forms (void)
{
  static const char *const names[] = {
    "certificate.pem", "certificate.der",  "certificate-text.pem", "trusted.pem",
    "spki.pem",        "spki.der",         "pkcs1-public.pem",     "pkcs1-public.der",
    "certificate-and-key.pem",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CsRsaKey) key = load_public (names[i], &error);

      g_test_message ("%s", names[i]);
      g_assert_no_error (error);
      assert_is_the_key (key);
      g_assert_false (cs_rsa_key_is_private (key));
    }
}

typedef struct
{
  const char *name;
  const char *passphrase;
} PrivateForm;

static const PrivateForm private_forms[] = {
  { "pkcs8.pem", NULL },
  { "pkcs8.der", NULL },
  { "pkcs1.pem", NULL },
  { "pkcs1.der", NULL },
  { "crlf.pem", NULL },
  { "byte-order-mark.pem", NULL },
  { "plain.p12", KEY_PASSPHRASE },    /* for its integrity only */
  { "no-passphrase.p12", NULL },
  { "encrypted.pem", KEY_PASSPHRASE },
  { "encrypted.der", KEY_PASSPHRASE },
  { "scrypt.pem", KEY_PASSPHRASE },
  { "triple-des.pem", KEY_PASSPHRASE },
  { "traditional.pem", KEY_PASSPHRASE },
  { "traditional-des3.pem", KEY_PASSPHRASE },
  { "certificate-and-key.pem", KEY_PASSPHRASE },
  { "key.p12", KEY_PASSPHRASE },
  { "no-mac.p12", KEY_PASSPHRASE },
  { "legacy.p12", KEY_PASSPHRASE },
};

static void
test_private_forms (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (private_forms); i++)
    {
      const PrivateForm *form = &private_forms[i];
      g_autoptr (GError) error = NULL;
      g_autoptr (CsRsaKey) key = NULL;

      g_test_message ("%s", form->name);

      if (!key_folder_has (form->name))
        continue;

      key = load_private (form->name, form->passphrase, &error);
      g_assert_no_error (error);
      assert_is_the_key (key);
      g_assert_true (cs_rsa_key_is_private (key));
      g_assert_cmpuint (ERR_peek_error (), ==, 0);
    }
}

/* A passphrase that nothing asks for does no harm, nor does an empty one where
 * there is none.
 */
static void
test_needless_passphrase (void)
{
  g_autoptr (CsRsaKey) plain = load_private ("pkcs8.pem", "anything", NULL);
  g_autoptr (CsRsaKey) empty = load_private ("no-passphrase.p12", "", NULL);

  assert_is_the_key (plain);
  assert_is_the_key (empty);
}

static void
assert_passphrase_error (const char *name,
                         const char *passphrase,
                         const char *message)
{
  g_autoptr (GError) error = NULL;

  g_test_message ("%s", name);
  g_assert_null (load_private (name, passphrase, &error));
  g_assert_error (error, CS_WIRE_ERROR, CS_WIRE_ERROR_PASSPHRASE);
  g_assert_cmpstr (error->message, ==, message);
  g_assert_cmpuint (ERR_peek_error (), ==, 0);
}

static gboolean
needs_passphrase (const PrivateForm *form)
{
  return form->passphrase != NULL && key_folder_has (form->name) &&
         !g_str_equal (form->name, "plain.p12");
}

static void
test_passphrase (void)
{
  g_autofree char *long_one = g_strnfill (5000, 'x');

  for (gsize i = 0; i < G_N_ELEMENTS (private_forms); i++)
    if (needs_passphrase (&private_forms[i]))
      {
        assert_passphrase_error (private_forms[i].name, NULL, "The key needs a passphrase.");
        assert_passphrase_error (private_forms[i].name, "", "The passphrase is wrong.");
        assert_passphrase_error (private_forms[i].name, "correct-hors", "The passphrase is wrong.");
        assert_passphrase_error (private_forms[i].name, long_one, "The passphrase is wrong.");
      }
}

/* With traditional encryption a wrong passphrase is padded well one time in 256. */
static void
test_many_wrong_passphrases (void)
{
  for (guint i = 0; i < 1024; i++)
    {
      g_autofree char *passphrase = g_strdup_printf ("wrong %u", i);

      assert_passphrase_error ("traditional.pem", passphrase, "The passphrase is wrong.");
    }
}

typedef struct
{
  const char *name;
  const char *passphrase;
  const char *message;
} Refusal;

#define UNSUPPORTED "The key is encrypted with a cipher that is no longer supported."

static const Refusal private_refusals[] = {
  { "certificate.pem", NULL, "This is not a private key." },
  { "certificate.der", NULL, "This is not a private key." },
  { "spki.pem", NULL, "This is not a private key." },
  { "spki.der", NULL, "This is not a private key." },
  { "pkcs1-public.der", NULL, "This is not a private key." },
  { "openssl.log", NULL, "This is not a private key." },
  { "no-key.p12", KEY_PASSPHRASE, "The PKCS#12 file holds no private key that can be read." },
  { "legacy.pem", KEY_PASSPHRASE, UNSUPPORTED },
  { "legacy-traditional.pem", KEY_PASSPHRASE, UNSUPPORTED },
  { "legacy-key.p12", KEY_PASSPHRASE, UNSUPPORTED },
  { "ec-sec1.pem", NULL, "This is not an RSA key." },
  { "ec-pkcs8.pem", NULL, "This is not an RSA key." },
  { "ed25519.pem", NULL, "This is not an RSA key." },
  { "pss.pem", NULL, "This is not an RSA key." },
  { "short.pem", NULL, "An RSA key of 1024 bits is too short: at least 2048 are needed." },
  { "almost.pem", NULL, "An RSA key of 2047 bits is too short: at least 2048 are needed." },
};

static const Refusal public_refusals[] = {
  { "pkcs8.pem", NULL, "This is neither a public key nor a certificate." },
  { "pkcs8.der", NULL, "This is neither a public key nor a certificate." },
  { "pkcs1.der", NULL, "This is neither a public key nor a certificate." },
  { "key.p12", NULL, "This is neither a public key nor a certificate." },
  { "openssl.log", NULL, "This is neither a public key nor a certificate." },
  { "ec-public.pem", NULL, "This is not an RSA key." },
  { "short-public.pem", NULL,
    "An RSA key of 1024 bits is too short: at least 2048 are needed." },
};

static void
assert_key_error (GError     *error,
                  const char *name,
                  const char *message)
{
  g_test_message ("%s", name);
  g_assert_error (error, CS_WIRE_ERROR, CS_WIRE_ERROR_KEY);
  g_assert_cmpstr (error->message, ==, message);
  g_assert_cmpuint (ERR_peek_error (), ==, 0);
}

static void
test_refused (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (private_refusals); i++)
    {
      const Refusal *refusal = &private_refusals[i];
      g_autoptr (GError) error = NULL;

      if (!key_folder_has (refusal->name))
        continue;

      g_assert_null (load_private (refusal->name, refusal->passphrase, &error));
      assert_key_error (error, refusal->name, refusal->message);
    }

  for (gsize i = 0; i < G_N_ELEMENTS (public_refusals); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (load_public (public_refusals[i].name, &error));
      assert_key_error (error, public_refusals[i].name, public_refusals[i].message);
    }
}

static void
test_bound (void)
{
  for (gsize length = 0; length <= 64 * 1024 + 1; length = length * 2 + 1)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_take (g_strnfill (length, '0'), length);
      g_autoptr (GError) public_error = NULL;
      g_autoptr (GError) private_error = NULL;

      g_assert_null (cs_rsa_key_new_public (bytes, &public_error));
      g_assert_error (public_error, CS_WIRE_ERROR, CS_WIRE_ERROR_KEY);
      g_assert_null (cs_rsa_key_new_private (bytes, NULL, &private_error));
      g_assert_error (private_error, CS_WIRE_ERROR, CS_WIRE_ERROR_KEY);
    }
}

static void
test_too_much (void)
{
  g_autoptr (GBytes) key = key_folder_read ("pkcs8.pem");
  g_autoptr (GByteArray) file = g_byte_array_new ();
  g_autoptr (GError) error = NULL;

  g_byte_array_append (file, g_bytes_get_data (key, NULL), (guint) g_bytes_get_size (key));
  g_byte_array_set_size (file, 64 * 1024);
  memset (file->data + g_bytes_get_size (key), '\n', file->len - g_bytes_get_size (key));

  for (guint n = 0; n < 2; n++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (file->data, file->len);
      g_autoptr (CsRsaKey) read = cs_rsa_key_new_private (bytes, NULL, n == 0 ? NULL : &error);

      g_assert_cmpint (read != NULL, ==, n == 0);
      g_byte_array_append (file, (const guint8 *) "\n", 1);
    }

  assert_key_error (error, "65537 bytes", "A file of more than 65536 bytes is not a key.");
}

static void
test_cut (void)
{
  static const char *const names[] = {
    "pkcs8.pem", "pkcs8.der", "pkcs1.der", "encrypted.der", "key.p12", "certificate.der",
    "spki.der",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GBytes) whole = key_folder_read (names[i]);
      gsize step = g_bytes_get_size (whole) / 50;

      for (gsize n = 0; n + 3 < g_bytes_get_size (whole); n += step)
        {
          /* A copy of its own, so that a sanitizer sees any step beyond. */
          g_autoptr (GBytes) cut = g_bytes_new (g_bytes_get_data (whole, NULL), n);

          g_assert_null (cs_rsa_key_new_private (cut, NULL, NULL));
          g_assert_null (cs_rsa_key_new_public (cut, NULL));
        }
    }
}

/* A copy of the PKCS#1 key in which some bytes are replaced. */
static CsRsaKey *
load_altered (gsize       at,
              gsize       n_removed,
              const char *inserted,
              gsize       n_inserted)
{
  g_autoptr (GBytes) whole = key_folder_read ("pkcs1.der");
  g_autoptr (GByteArray) altered = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  const guint8 *data = g_bytes_get_data (whole, NULL);
  gsize rest = at + n_removed;

  g_byte_array_append (altered, data, (guint) at);
  g_byte_array_append (altered, (const guint8 *) inserted, (guint) n_inserted);
  g_byte_array_append (altered, data + rest, (guint) (g_bytes_get_size (whole) - rest));
  bytes = g_byte_array_free_to_bytes (g_steal_pointer (&altered));

  return cs_rsa_key_new_private (bytes, NULL, NULL);
}

/* The key begins 30 82 LL LL 02 01 00 02 82 01 01 00 N…. */
static void
test_not_der (void)
{
  g_autoptr (GBytes) whole = key_folder_read ("pkcs1.der");
  const guint8 *data = g_bytes_get_data (whole, NULL);
  const char long_form[] = { '\x83', 0, (char) data[2], (char) data[3] };
  g_autoptr (CsRsaKey) unaltered = load_altered (0, 0, "", 0);

  g_assert_nonnull (unaltered);
  g_assert_cmphex (data[0], ==, 0x30);
  g_assert_cmphex (data[7], ==, 0x02);
  g_assert_null (load_altered (g_bytes_get_size (whole), 0, "\0", 1));
  g_assert_null (load_altered (0, 1, "\x31", 1));
  g_assert_null (load_altered (1, 3, long_form, 4));
  g_assert_null (load_altered (1, 1, "\x80", 1));
  g_assert_null (load_altered (2, 2, "\xff\xff", 2));
  g_assert_null (load_altered (6, 1, "\1", 1));
  g_assert_null (load_altered (7, 1, "\4", 1));
  g_assert_null (load_altered (11, 1, "\x80", 1));
  g_assert_null (load_altered (7, 265, "\2\0", 2));
}

/* Whatever else may come of it: no crash, no step beyond. */
static void
test_noise (void)
{
  static const char *const names[] = { "pkcs1.der", "pkcs8.der", "encrypted.der", "key.p12" };

  for (guint i = 0; i < 2000; i++)
    {
      g_autoptr (GBytes) whole = key_folder_read (names[i % 4]);
      gsize length = g_bytes_get_size (whole);
      guint8 *data = g_memdup2 (g_bytes_get_data (whole, NULL), length);
      g_autoptr (GBytes) bytes = g_bytes_new_take (data, length);
      g_autoptr (CsRsaKey) key = NULL;

      /* Mostly in front, where the structure is. */
      data[g_test_rand_int_range (0, i % 3 == 0 ? (int) length : 60)] = (guint8) g_test_rand_int ();
      key = cs_rsa_key_new_private (bytes, NULL, NULL);
    }
}

/* Encrypted as @said, or so it says: nobody did the work. */
static GBytes *
make_pkcs8 (X509_ALGOR *said)
{
  X509_SIG *encrypted = X509_SIG_new ();
  X509_ALGOR *algorithm = NULL;
  ASN1_OCTET_STRING *content = NULL;
  guint8 *der = NULL;
  GBytes *bytes;
  int length;

  X509_SIG_getm (encrypted, &algorithm, &content);
  g_assert_cmpint (X509_ALGOR_copy (algorithm, said), ==, 1);
  g_assert_cmpint (ASN1_OCTET_STRING_set (content, (const guint8 *) "0123456789abcdef", 16), ==, 1);
  length = i2d_X509_SIG (encrypted, &der);
  bytes = g_bytes_new (der, (gsize) length);
  OPENSSL_free (der);
  X509_SIG_free (encrypted);
  X509_ALGOR_free (said);

  return bytes;
}

static void
assert_too_costly (X509_ALGOR *said)
{
  g_autoptr (GBytes) bytes = make_pkcs8 (said);
  g_autoptr (CsSecret) passphrase = cs_secret_new ("x", 1);
  g_autoptr (GError) error = NULL;

  g_assert_null (cs_rsa_key_new_private (bytes, passphrase, &error));
  assert_key_error (error, "cost", "The key is encrypted at a cost that is not accepted.");
}

static void
test_cost (void)
{
  guint8 salt[8] = "saltsalt";

  assert_too_costly (PKCS5_pbe2_set (EVP_aes_256_cbc (), 10000001, salt, sizeof salt));
  assert_too_costly (PKCS5_pbe2_set (EVP_aes_256_cbc (), G_MAXINT, salt, sizeof salt));
  assert_too_costly (PKCS5_pbe_set (NID_pbe_WithSHA1And3_Key_TripleDES_CBC, G_MAXINT, salt,
                                    sizeof salt));
}

/* The MAC of a PKCS#12 file asks for work before anything else does. */
static void
test_mac_cost (void)
{
  g_autoptr (GBytes) whole = key_folder_read ("plain.p12");
  const guint8 *at = g_bytes_get_data (whole, NULL);
  PKCS12 *file = d2i_PKCS12 (NULL, &at, (long) g_bytes_get_size (whole));
  const ASN1_INTEGER *iterations = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  guint8 *der = NULL;
  int length;

  PKCS12_get0_mac (NULL, NULL, NULL, &iterations, file);
  g_assert_cmpint (ASN1_INTEGER_set ((ASN1_INTEGER *) iterations, G_MAXINT), ==, 1);
  length = i2d_PKCS12 (file, &der);
  bytes = g_bytes_new (der, (gsize) length);
  OPENSSL_free (der);
  PKCS12_free (file);
  g_assert_null (cs_rsa_key_new_private (bytes, NULL, &error));
  assert_key_error (error, "cost", "The key is encrypted at a cost that is not accepted.");
}

static GBytes *
make_public_der (BIGNUM *modulus,
                 guint   exponent)
{
  OSSL_PARAM_BLD *builder = OSSL_PARAM_BLD_new ();
  EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name (NULL, "RSA", NULL);
  EVP_PKEY *pkey = NULL;
  OSSL_PARAM *params;
  guint8 *der = NULL;
  GBytes *bytes;
  int length;

  g_assert_true (OSSL_PARAM_BLD_push_BN (builder, OSSL_PKEY_PARAM_RSA_N, modulus));
  g_assert_true (OSSL_PARAM_BLD_push_uint (builder, OSSL_PKEY_PARAM_RSA_E, exponent));
  params = OSSL_PARAM_BLD_to_param (builder);
  g_assert_cmpint (EVP_PKEY_fromdata_init (context), ==, 1);
  g_assert_cmpint (EVP_PKEY_fromdata (context, &pkey, EVP_PKEY_PUBLIC_KEY, params), ==, 1);
  length = i2d_PUBKEY (pkey, &der);
  bytes = g_bytes_new (der, (gsize) length);
  OPENSSL_free (der);
  EVP_PKEY_free (pkey);
  OSSL_PARAM_free (params);
  EVP_PKEY_CTX_free (context);
  OSSL_PARAM_BLD_free (builder);

  return bytes;
}

static void
assert_numbers (int         bits,
                guint       exponent,
                const char *message)
{
  BIGNUM *modulus = BN_new ();
  g_autoptr (GBytes) der = NULL;
  g_autoptr (CsRsaKey) key = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (BN_rand (modulus, bits, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ODD), ==, 1);
  der = make_public_der (modulus, exponent);
  key = cs_rsa_key_new_public (der, &error);
  BN_free (modulus);

  if (message == NULL)
    g_assert_no_error (error);
  else
    assert_key_error (error, "numbers", message);
}

static void
test_numbers (void)
{
  const char *exponent = "The exponent of this RSA key protects nothing.";

  assert_numbers (8192, 65537, NULL);
  assert_numbers (8193, 65537,
                  "An RSA key of 8193 bits is too long: at most 8192 are accepted.");
  assert_numbers (2048, 3, NULL);
  assert_numbers (2048, 1, exponent);
  assert_numbers (2048, 65536, exponent);
}

static void
test_generate (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsRsaKey) a = cs_rsa_key_generate (2048, &error);
  g_autoptr (CsRsaKey) b = cs_rsa_key_generate (2048, &error);
  g_autoptr (CsRsaKey) public = cs_rsa_key_dup_public (a);
  g_autoptr (CsRsaKey) reference = cs_rsa_key_ref (a);

  g_assert_no_error (error);
  g_assert_true (cs_rsa_key_is_private (a));
  g_assert_cmpuint (cs_rsa_key_get_bits (a), ==, 2048);
  g_assert_false (cs_rsa_key_is_same_pair (a, b));
  g_assert_false (cs_rsa_key_is_private (public));
  g_assert_true (cs_rsa_key_is_same_pair (a, public));
  g_assert_true (reference == a);
  g_assert_nonnull (cs_rsa_key_get_pkey (public));
}

static void
test_export (void)
{
  g_autoptr (CsRsaKey) key = load_private ("pkcs1.der", NULL, NULL);
  g_autoptr (CsSecret) private_pem = cs_rsa_key_to_private_pem (key);
  g_autofree char *public_pem = cs_rsa_key_to_public_pem (key);
  g_autoptr (GBytes) expected_private = key_folder_read ("pkcs8.pem");
  g_autoptr (GBytes) expected_public = key_folder_read ("spki.pem");
  g_autoptr (CsRsaKey) again = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gsize length;
  const char *text = cs_secret_get_data (private_pem, &length);

  /* Byte for byte what the openssl command writes. */
  g_assert_cmpmem (text, length, g_bytes_get_data (expected_private, NULL),
                   g_bytes_get_size (expected_private));
  g_assert_cmpmem (public_pem, strlen (public_pem), g_bytes_get_data (expected_public, NULL),
                   g_bytes_get_size (expected_public));
  g_assert_true (cs_secret_is_locked (private_pem));

  bytes = g_bytes_new_static (text, length);
  again = cs_rsa_key_new_private (bytes, NULL, NULL);
  assert_is_the_key (again);
}

static gboolean
refuse_all_without_passphrase (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (private_forms); i++)
    {
      g_autoptr (GError) error = NULL;

      if (needs_passphrase (&private_forms[i]) &&
          (load_private (private_forms[i].name, NULL, &error) != NULL ||
           !g_error_matches (error, CS_WIRE_ERROR, CS_WIRE_ERROR_PASSPHRASE)))
        return FALSE;
    }

  return TRUE;
}

/* On a terminal of its own a question would show, and wait for an answer. */
static void
test_never_asks (void)
{
  int terminal = -1;
  int status = -1;
  char shown[64];
  pid_t child = forkpty (&terminal, NULL, NULL, NULL);
  struct pollfd poll_terminal = { terminal, POLLIN, 0 };

  g_assert_cmpint (child, >=, 0);

  if (child == 0)
    {
      alarm (20);
      _exit (refuse_all_without_passphrase () ? 0 : 1);
    }

  g_assert_cmpint (poll (&poll_terminal, 1, 30000), ==, 1);
  g_assert_cmpint (read (terminal, shown, sizeof shown), <=, 0);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
  close (terminal);
}

int
main (int   argc,
      char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);

  if (!key_folder_make ())
    return 0;

  g_test_add_func ("/rsa-key/public-forms", test_public_forms);
  g_test_add_func ("/rsa-key/private-forms", test_private_forms);
  g_test_add_func ("/rsa-key/needless-passphrase", test_needless_passphrase);
  g_test_add_func ("/rsa-key/passphrase", test_passphrase);
  g_test_add_func ("/rsa-key/many-wrong-passphrases", test_many_wrong_passphrases);
  g_test_add_func ("/rsa-key/refused", test_refused);
  g_test_add_func ("/rsa-key/bound", test_bound);
  g_test_add_func ("/rsa-key/too-much", test_too_much);
  g_test_add_func ("/rsa-key/cut", test_cut);
  g_test_add_func ("/rsa-key/not-der", test_not_der);
  g_test_add_func ("/rsa-key/noise", test_noise);
  g_test_add_func ("/rsa-key/cost", test_cost);
  g_test_add_func ("/rsa-key/mac-cost", test_mac_cost);
  g_test_add_func ("/rsa-key/numbers", test_numbers);
  g_test_add_func ("/rsa-key/generate", test_generate);
  g_test_add_func ("/rsa-key/export", test_export);
  g_test_add_func ("/rsa-key/never-asks", test_never_asks);
  result = g_test_run ();
  key_folder_remove ();

  return result;
}
