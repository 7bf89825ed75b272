/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-rsa-key.h"

#include <glib/gi18n-lib.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include "cs-pem.h"
#include "cs-rsa-key-private.h"
#include "cs-wire-error.h"

static EVP_PKEY *
read_certificate (const guint8 *data,
                  gsize         length)
{
  g_autoptr (X509) certificate = d2i_X509 (NULL, &data, (long) length);

  return certificate != NULL ? X509_get_pubkey (certificate) : NULL;
}

static EVP_PKEY *
read_spki (const guint8 *data,
           gsize         length)
{
  return d2i_PUBKEY (NULL, &data, (long) length);
}

static EVP_PKEY *
read_pkcs1 (const guint8 *data,
            gsize         length)
{
  return d2i_PublicKey (EVP_PKEY_RSA, NULL, &data, (long) length);
}

static EVP_PKEY *
read_block (const CsPemBlock *block)
{
  gsize length;
  const guint8 *data = cs_buffer_get_data (block->data, &length);

  if (g_str_equal (block->label, PEM_STRING_X509) ||
      g_str_equal (block->label, PEM_STRING_X509_OLD) ||
      g_str_equal (block->label, PEM_STRING_X509_TRUSTED))
    return read_certificate (data, length);

  if (g_str_equal (block->label, PEM_STRING_PUBLIC))
    return read_spki (data, length);

  if (g_str_equal (block->label, PEM_STRING_RSA_PUBLIC))
    return read_pkcs1 (data, length);

  return NULL;
}

static EVP_PKEY *
read_pem (const char *text,
          gsize       length)
{
  EVP_PKEY *pkey = NULL;

  while (pkey == NULL)
    {
      g_auto (CsPemBlock) block = { "", NULL, NULL };

      if (!cs_pem_block_read (&block, &text, &length))
        break;

      pkey = read_block (&block);
    }

  return pkey;
}

static EVP_PKEY *
read_any (GBytes *bytes)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  EVP_PKEY *pkey = read_pem ((const char *) data, length);

  if (pkey == NULL)
    pkey = read_certificate (data, length);

  if (pkey == NULL)
    pkey = read_spki (data, length);

  if (pkey == NULL)
    pkey = read_pkcs1 (data, length);

  return pkey;
}

/**
 * cs_rsa_key_new_public:
 * @bytes: a file's content
 * @error: return location for an error
 *
 * Reads a public key: an X.509 certificate, SubjectPublicKeyInfo or a PKCS#1
 * public key, in PEM or DER. The first one of a PEM file counts.
 *
 * Whether a certificate is valid is not asked: the service hands it over in
 * place of a bare key.
 *
 * Returns: (transfer full): a key, or `NULL` with `CS_WIRE_ERROR_KEY`
 */
CsRsaKey *
cs_rsa_key_new_public (GBytes  *bytes,
                       GError **error)
{
  EVP_PKEY *pkey;

  if (!cs_rsa_key_check_file_length (bytes, error))
    return NULL;

  ERR_set_mark ();
  pkey = read_any (bytes);
  ERR_pop_to_mark ();

  if (pkey == NULL)
    {
      g_set_error_literal (error, CS_WIRE_ERROR, CS_WIRE_ERROR_KEY,
                           _("This is neither a public key nor a certificate."));
      return NULL;
    }

  return cs_rsa_key_new_take (pkey, FALSE, error);
}
