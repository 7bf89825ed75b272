/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-rsa-key.h"

#include <glib/gi18n-lib.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include "cs-buffer.h"
#include "cs-pem.h"
#include "cs-rsa-der.h"
#include "cs-rsa-key-private.h"
#include "cs-wire-error.h"

/* Twice what the longest key needs in PEM. */
#define PRIVATE_MAX (16 * 1024)

struct _CsRsaKey
{
  gatomicrefcount  n_refs;
  EVP_PKEY        *pkey;
  guint            bits;
  gboolean         is_private;
};

G_DEFINE_BOXED_TYPE (CsRsaKey, cs_rsa_key, cs_rsa_key_ref, cs_rsa_key_unref)

/* With an exponent of 1 the ciphertext is the message. */
static gboolean
has_sound_exponent (EVP_PKEY *pkey)
{
  g_autoptr (BIGNUM) exponent = NULL;

  return EVP_PKEY_get_bn_param (pkey, OSSL_PKEY_PARAM_RSA_E, &exponent) == 1 &&
         BN_is_odd (exponent) && !BN_is_one (exponent) && !BN_is_negative (exponent);
}

static gboolean
check_pkey (EVP_PKEY  *pkey,
            GError   **error)
{
  int bits = EVP_PKEY_get_bits (pkey);

  if (!EVP_PKEY_is_a (pkey, "RSA"))
    g_set_error_literal (error, CS_WIRE_ERROR, CS_WIRE_ERROR_KEY, _("This is not an RSA key."));
  else if (bits < CS_RSA_BITS_MIN)
    g_set_error (error, CS_WIRE_ERROR, CS_WIRE_ERROR_KEY,
                 _("An RSA key of %d bits is too short: at least %d are needed."),
                 bits, CS_RSA_BITS_MIN);
  else if (bits > CS_RSA_BITS_MAX)
    g_set_error (error, CS_WIRE_ERROR, CS_WIRE_ERROR_KEY,
                 _("An RSA key of %d bits is too long: at most %d are accepted."),
                 bits, CS_RSA_BITS_MAX);
  else if (!has_sound_exponent (pkey))
    g_set_error_literal (error, CS_WIRE_ERROR, CS_WIRE_ERROR_KEY,
                         _("The exponent of this RSA key protects nothing."));
  else
    return TRUE;

  return FALSE;
}

/**
 * cs_rsa_key_new_take:
 * @pkey: (transfer full): a key
 * @is_private: whether @pkey has its private half
 * @error: return location for an error
 *
 * Makes a key out of one of OpenSSL's, if it is RSA of a length that is accepted.
 *
 * Returns: (transfer full): a key, or `NULL` with `CS_WIRE_ERROR_KEY`
 */
CsRsaKey *
cs_rsa_key_new_take (EVP_PKEY  *pkey,
                     gboolean   is_private,
                     GError   **error)
{
  g_autoptr (EVP_PKEY) taken = pkey;
  CsRsaKey *self;

  if (!check_pkey (taken, error))
    return NULL;

  self = g_new0 (CsRsaKey, 1);
  g_atomic_ref_count_init (&self->n_refs);
  self->bits = (guint) EVP_PKEY_get_bits (taken);
  self->is_private = is_private;
  self->pkey = g_steal_pointer (&taken);

  return self;
}

/**
 * cs_rsa_key_generate:
 * @bits: its length, from `CS_RSA_BITS_MIN` to `CS_RSA_BITS_MAX`
 * @error: return location for an error
 *
 * Makes a new private key, for the embedded service and for tests. Takes from
 * tens of milliseconds to seconds.
 *
 * Returns: (transfer full): a key, or `NULL` with `CS_WIRE_ERROR_KEY`
 */
CsRsaKey *
cs_rsa_key_generate (guint    bits,
                     GError **error)
{
  EVP_PKEY *pkey;

  g_return_val_if_fail (bits >= CS_RSA_BITS_MIN && bits <= CS_RSA_BITS_MAX, NULL);

  ERR_set_mark ();
  pkey = EVP_RSA_gen (bits);
  ERR_pop_to_mark ();

  if (pkey == NULL)
    {
      g_set_error_literal (error, CS_WIRE_ERROR, CS_WIRE_ERROR_KEY,
                           _("No RSA key could be generated."));
      return NULL;
    }

  return cs_rsa_key_new_take (pkey, TRUE, error);
}

/**
 * cs_rsa_key_ref:
 * @self: a key
 *
 * Takes a reference. Safe from any thread.
 *
 * Returns: (transfer full): @self
 */
CsRsaKey *
cs_rsa_key_ref (CsRsaKey *self)
{
  g_atomic_ref_count_inc (&self->n_refs);

  return self;
}

/**
 * cs_rsa_key_unref:
 * @self: (transfer full): a key
 *
 * Drops a reference; the last one wipes the private half.
 */
void
cs_rsa_key_unref (CsRsaKey *self)
{
  if (!g_atomic_ref_count_dec (&self->n_refs))
    return;

  EVP_PKEY_free (self->pkey);
  g_free (self);
}

/**
 * cs_rsa_key_get_pkey:
 * @self: a key
 *
 * Borrows OpenSSL's object, which any number of threads may use, each with a
 * context of its own, as long as none changes it.
 *
 * Returns: (transfer none): the key
 */
EVP_PKEY *
cs_rsa_key_get_pkey (CsRsaKey *self)
{
  return self->pkey;
}

guint
cs_rsa_key_get_bits (CsRsaKey *self)
{
  return self->bits;
}

gboolean
cs_rsa_key_is_private (CsRsaKey *self)
{
  return self->is_private;
}

/**
 * cs_rsa_key_is_same_pair:
 * @self: a key
 * @other: another
 *
 * Tells whether the two are halves of one pair, or the same half of it.
 *
 * Returns: `TRUE` if their public halves are equal
 */
gboolean
cs_rsa_key_is_same_pair (CsRsaKey *self,
                         CsRsaKey *other)
{
  gboolean is_same;

  ERR_set_mark ();
  is_same = EVP_PKEY_eq (self->pkey, other->pkey) == 1;
  ERR_pop_to_mark ();

  return is_same;
}

/**
 * cs_rsa_key_dup_public:
 * @self: a key
 *
 * Makes a key of the public half alone.
 *
 * Returns: (transfer full): a public key
 */
CsRsaKey *
cs_rsa_key_dup_public (CsRsaKey *self)
{
  guint8 *der = NULL;
  int length = i2d_PUBKEY (self->pkey, &der);
  const guint8 *at = der;
  EVP_PKEY *pkey = length > 0 ? d2i_PUBKEY (NULL, &at, length) : NULL;

  OPENSSL_free (der);

  /* It has been read or made once already, so only memory can be wanting. */
  if (pkey == NULL)
    g_error ("Out of memory for a public key");

  return cs_rsa_key_new_take (pkey, FALSE, NULL);
}

/**
 * cs_rsa_key_to_public_pem:
 * @self: a key
 *
 * Writes the public half as SubjectPublicKeyInfo (RFC 7468, section 13).
 *
 * Returns: (transfer full): PEM text
 */
char *
cs_rsa_key_to_public_pem (CsRsaKey *self)
{
  g_autoptr (BIO) bio = BIO_new (BIO_s_mem ());
  char *text = NULL;
  long length;

  if (bio == NULL || PEM_write_bio_PUBKEY (bio, self->pkey) != 1)
    g_error ("Out of memory for a public key");

  length = BIO_get_mem_data (bio, &text);

  return g_strndup (text, (gsize) length);
}

/**
 * cs_rsa_key_to_private_pem:
 * @self: a private key
 *
 * Writes the key as PKCS#8 without a passphrase (RFC 7468, section 10), for the
 * keyring or a file that only its owner may read.
 *
 * Returns: (transfer full): PEM text
 */
CsSecret *
cs_rsa_key_to_private_pem (CsRsaKey *self)
{
  g_autoptr (CsBuffer) der = cs_buffer_new (PRIVATE_MAX);
  g_autoptr (CsBuffer) pem = cs_buffer_new (PRIVATE_MAX);
  const guint8 *data;
  gsize length;

  g_return_val_if_fail (self->is_private, NULL);

  if (!cs_rsa_der_write_pkcs8 (self->pkey, der))
    g_error ("Out of memory for a private key");

  data = cs_buffer_get_data (der, &length);

  if (!cs_pem_block_write ("PRIVATE KEY", data, length, pem))
    g_error ("A private key is too long to be written");

  data = cs_buffer_get_data (pem, &length);

  return cs_secret_new (data, length);
}
