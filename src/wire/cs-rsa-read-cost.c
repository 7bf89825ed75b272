/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <openssl/pkcs12.h>
#include <openssl/x509.h>

#include "cs-rsa-key-private.h"
#include "cs-wire-error.h"

/* Some seconds. Programs write from a thousand to a million; a file may ask for two
 * thousand million, and would be waited for all day.
 */
#define ITERATIONS_MAX 10000000

typedef X509_ALGOR Algorithm;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PBE2PARAM, PBE2PARAM_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PBEPARAM, PBEPARAM_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PBKDF2PARAM, PBKDF2PARAM_free)

static gboolean
is_bounded (const ASN1_INTEGER *iterations)
{
  gint64 n = 0;

  return ASN1_INTEGER_get_int64 (&n, iterations) == 1 && n <= ITERATIONS_MAX;
}

/* RFC 8018, A.2. Of scrypt (RFC 7914) OpenSSL bounds the memory, and so the work. */
static gboolean
is_derivation_bounded (const Algorithm *algorithm)
{
  g_autoptr (PBKDF2PARAM) params = NULL;

  if (OBJ_obj2nid (algorithm->algorithm) != NID_id_pbkdf2)
    return TRUE;

  params = ASN1_TYPE_unpack_sequence (ASN1_ITEM_rptr (PBKDF2PARAM), algorithm->parameter);

  return params != NULL && is_bounded (params->iter);
}

/* RFC 8018, A.3 and A.4; RFC 7292, appendix C. */
static gboolean
is_encryption_bounded (const Algorithm *algorithm)
{
  g_autoptr (PBE2PARAM) params_2 = NULL;
  g_autoptr (PBEPARAM) params_1 = NULL;

  if (OBJ_obj2nid (algorithm->algorithm) == NID_pbes2)
    {
      params_2 = ASN1_TYPE_unpack_sequence (ASN1_ITEM_rptr (PBE2PARAM), algorithm->parameter);

      return params_2 != NULL && is_derivation_bounded (params_2->keyfunc);
    }

  params_1 = ASN1_TYPE_unpack_sequence (ASN1_ITEM_rptr (PBEPARAM), algorithm->parameter);

  return params_1 != NULL && is_bounded (params_1->iter);
}

static gboolean
check (gboolean   is_accepted,
       GError   **error)
{
  if (!is_accepted)
    g_set_error_literal (error, CS_WIRE_ERROR, CS_WIRE_ERROR_KEY,
                         _("The key is encrypted at a cost that is not accepted."));

  return is_accepted;
}

/**
 * cs_rsa_key_check_encryption_cost:
 * @algorithm: how something is encrypted with a passphrase
 * @error: return location for an error
 *
 * Tells how much work a file may ask for before its passphrase can be tried.
 *
 * Returns: `FALSE` with `CS_WIRE_ERROR_KEY` if it is too much
 */
gboolean
cs_rsa_key_check_encryption_cost (const X509_ALGOR  *algorithm,
                                  GError           **error)
{
  return check (is_encryption_bounded (algorithm), error);
}

/**
 * cs_rsa_key_check_mac_cost:
 * @file: a PKCS#12 file
 * @error: return location for an error
 *
 * Tells the same of what protects the integrity of a file.
 *
 * Returns: `FALSE` with `CS_WIRE_ERROR_KEY` if it is too much
 */
gboolean
cs_rsa_key_check_mac_cost (const PKCS12  *file,
                           GError       **error)
{
  const ASN1_INTEGER *iterations = NULL;

  PKCS12_get0_mac (NULL, NULL, NULL, &iterations, file);

  return check (iterations == NULL || is_bounded (iterations), error);
}
