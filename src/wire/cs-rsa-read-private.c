/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-rsa-key.h"

#include <glib/gi18n-lib.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <string.h>

#include "cs-pem.h"
#include "cs-rsa-der.h"
#include "cs-rsa-key-private.h"
#include "cs-wire-error.h"

/* Read form by form and not by OpenSSL's one call for all, which would tell
 * nothing of what is wrong and ask for a passphrase on the terminal.
 */

static void
set_not_rsa_error (GError **error)
{
  g_set_error_literal (error, CS_WIRE_ERROR, CS_WIRE_ERROR_KEY, _("This is not an RSA key."));
}

/**
 * cs_rsa_key_check_file_length:
 * @bytes: a file's content
 * @error: return location for an error
 *
 * Tells whether @bytes can be a key as far as its length goes.
 *
 * Returns: `FALSE` with `CS_WIRE_ERROR_KEY` if it is too long
 */
gboolean
cs_rsa_key_check_file_length (GBytes  *bytes,
                              GError **error)
{
  if (g_bytes_get_size (bytes) <= CS_RSA_KEY_FILE_MAX)
    return TRUE;

  g_set_error (error, CS_WIRE_ERROR, CS_WIRE_ERROR_KEY,
               _("A file of more than %d bytes is not a key."), CS_RSA_KEY_FILE_MAX);

  return FALSE;
}

/* Old ciphers, which OpenSSL has put away, would pass for a wrong passphrase. What
 * says so is somewhere below the last error.
 */
static gboolean
is_cipher_unknown (void)
{
  gboolean is_unknown = FALSE;
  unsigned long code;

  while ((code = ERR_get_error ()) != 0)
    if (ERR_GET_REASON (code) == ERR_R_UNSUPPORTED ||
        (ERR_GET_LIB (code) == ERR_LIB_EVP && ERR_GET_REASON (code) == EVP_R_UNKNOWN_PBE_ALGORITHM))
      is_unknown = TRUE;

  return is_unknown;
}

/**
 * cs_rsa_key_set_passphrase_error:
 * @passphrase: (nullable): the passphrase that was tried
 * @error: return location for an error
 *
 * Says why something could not be decrypted: for want of a passphrase, because
 * of its cipher, or because the passphrase is wrong.
 */
void
cs_rsa_key_set_passphrase_error (CsSecret  *passphrase,
                                 GError   **error)
{
  if (passphrase == NULL)
    g_set_error_literal (error, CS_WIRE_ERROR, CS_WIRE_ERROR_PASSPHRASE,
                         _("The key needs a passphrase."));
  else if (is_cipher_unknown ())
    g_set_error_literal (error, CS_WIRE_ERROR, CS_WIRE_ERROR_KEY,
                         _("The key is encrypted with a cipher that is no longer supported."));
  else
    g_set_error_literal (error, CS_WIRE_ERROR, CS_WIRE_ERROR_PASSPHRASE,
                         _("The passphrase is wrong."));
}

static CsPkcs8 *
decrypt_pkcs8 (const X509_SIG  *encrypted,
               CsSecret        *passphrase,
               GError         **error)
{
  const X509_ALGOR *algorithm = NULL;
  gsize length = 0;
  const char *text = passphrase != NULL ? cs_secret_get_data (passphrase, &length) : NULL;
  CsPkcs8 *key;

  X509_SIG_get0 (encrypted, &algorithm, NULL);

  if (!cs_rsa_key_check_encryption_cost (algorithm, error))
    return NULL;

  key = text != NULL ? PKCS8_decrypt (encrypted, text, (int) length) : NULL;

  if (key == NULL)
    cs_rsa_key_set_passphrase_error (passphrase, error);

  return key;
}

static EVP_PKEY *
read_pkcs8 (const CsPkcs8  *key,
            GError        **error)
{
  const ASN1_OBJECT *algorithm = NULL;
  const guint8 *der = NULL;
  int length = 0;

  if (PKCS8_pkey_get0 (&algorithm, &der, &length, NULL, key) != 1)
    return NULL;

  if (OBJ_obj2nid (algorithm) == NID_rsaEncryption)
    return cs_rsa_der_read_private (der, (gsize) length);

  set_not_rsa_error (error);

  return NULL;
}

/* These return NULL without an error if there is no private key in it. */

static EVP_PKEY *
read_pkcs8_or_pkcs12 (const guint8  *data,
                      gsize          length,
                      CsSecret      *passphrase,
                      GError       **error)
{
  const guint8 *at_plain = data, *at_encrypted = data, *at_pkcs12 = data;
  g_autoptr (CsPkcs8) key = d2i_PKCS8_PRIV_KEY_INFO (NULL, &at_plain, (long) length);
  g_autoptr (X509_SIG) encrypted = d2i_X509_SIG (NULL, &at_encrypted, (long) length);
  g_autoptr (PKCS12) pkcs12 = d2i_PKCS12 (NULL, &at_pkcs12, (long) length);

  if (encrypted != NULL)
    key = decrypt_pkcs8 (encrypted, passphrase, error);
  else if (pkcs12 != NULL)
    key = cs_rsa_key_decrypt_pkcs12 (pkcs12, passphrase, error);

  return key != NULL ? read_pkcs8 (key, error) : NULL;
}

static EVP_PKEY *
read_der (const guint8  *data,
          gsize          length,
          CsSecret      *passphrase,
          GError       **error)
{
  EVP_PKEY *pkey = cs_rsa_der_read_private (data, length);

  return pkey != NULL ? pkey : read_pkcs8_or_pkcs12 (data, length, passphrase, error);
}

/* Called by OpenSSL, which would ask on the terminal if there were no such function. */
static int
copy_passphrase_cb (char *buffer,
                    int   size,
                    int   is_for_writing,
                    void *user_data)
{
  gsize length = 0;
  const char *text = user_data != NULL ? cs_secret_get_data (user_data, &length) : NULL;

  if (text == NULL || length > (gsize) size)
    return -1;

  memcpy (buffer, text, length);

  return (int) length;
}

/* PKCS#1, encrypted as the headers say (RFC 1421). Nothing verifies it: a wrong
 * passphrase may give well padded noise.
 */
static EVP_PKEY *
read_traditional (const CsPemBlock  *block,
                  CsSecret          *passphrase,
                  GError           **error)
{
  g_autoptr (CsBuffer) decrypted = cs_buffer_new (CS_RSA_KEY_FILE_MAX);
  EVP_PKEY *pkey = NULL;
  EVP_CIPHER_INFO cipher;
  gsize length;
  long n_decrypted;
  const guint8 *data = cs_buffer_get_data (block->data, &length);
  guint8 *place = cs_buffer_reserve (decrypted, length);

  memcpy (place, data, length);
  n_decrypted = (long) length;

  if (PEM_get_EVP_CIPHER_INFO (block->headers, &cipher) == 1 &&
      PEM_do_header (&cipher, place, &n_decrypted, copy_passphrase_cb, passphrase) == 1)
    pkey = cs_rsa_der_read_private (place, (gsize) n_decrypted);

  if (pkey == NULL)
    cs_rsa_key_set_passphrase_error (passphrase, error);

  return pkey;
}

static EVP_PKEY *
read_block (const CsPemBlock  *block,
            CsSecret          *passphrase,
            GError           **error)
{
  gsize length;
  const guint8 *data = cs_buffer_get_data (block->data, &length);

  if (g_str_equal (block->label, PEM_STRING_RSA))
    return block->headers != NULL ? read_traditional (block, passphrase, error)
                                  : cs_rsa_der_read_private (data, length);

  if (g_str_equal (block->label, PEM_STRING_PKCS8) ||
      g_str_equal (block->label, PEM_STRING_PKCS8INF))
    return read_pkcs8_or_pkcs12 (data, length, passphrase, error);

  if (g_str_has_suffix (block->label, " PRIVATE KEY"))
    set_not_rsa_error (error);

  return NULL;
}

static EVP_PKEY *
read_pem (const char  *text,
          gsize        length,
          CsSecret    *passphrase,
          GError     **error)
{
  g_autoptr (GError) failure = NULL;
  EVP_PKEY *pkey = NULL;

  while (pkey == NULL && failure == NULL)
    {
      g_auto (CsPemBlock) block = { "", NULL, NULL };

      if (!cs_pem_block_read (&block, &text, &length))
        break;

      pkey = read_block (&block, passphrase, &failure);
    }

  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));

  return pkey;
}

static EVP_PKEY *
read_any (GBytes    *bytes,
          CsSecret  *passphrase,
          GError   **error)
{
  g_autoptr (GError) failure = NULL;
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  EVP_PKEY *pkey = read_pem ((const char *) data, length, passphrase, &failure);

  if (pkey == NULL && failure == NULL)
    pkey = read_der (data, length, passphrase, &failure);

  if (pkey == NULL && failure == NULL)
    g_set_error_literal (&failure, CS_WIRE_ERROR, CS_WIRE_ERROR_KEY,
                         _("This is not a private key."));

  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));

  return pkey;
}

/**
 * cs_rsa_key_new_private:
 * @bytes: a file's content; wiping it is the caller's duty
 * @passphrase: (nullable): its passphrase
 * @error: return location for an error
 *
 * Reads a private key: PKCS#8 with or without a passphrase or a PKCS#1 private
 * key, in PEM or DER; PKCS#1 in PEM, encrypted in the traditional way; or PKCS#12.
 * The first one of a file counts.
 *
 * Nobody is asked for a passphrase: `CS_WIRE_ERROR_PASSPHRASE` says that one is
 * needed or that @passphrase is wrong. No copy of the key is left in memory.
 *
 * Returns: (transfer full): a key, or `NULL` with `CS_WIRE_ERROR_PASSPHRASE` or
 *   `CS_WIRE_ERROR_KEY`
 */
CsRsaKey *
cs_rsa_key_new_private (GBytes    *bytes,
                        CsSecret  *passphrase,
                        GError   **error)
{
  EVP_PKEY *pkey;

  if (!cs_rsa_key_check_file_length (bytes, error))
    return NULL;

  ERR_set_mark ();
  pkey = read_any (bytes, passphrase, error);
  ERR_pop_to_mark ();

  return pkey != NULL ? cs_rsa_key_new_take (pkey, TRUE, error) : NULL;
}
