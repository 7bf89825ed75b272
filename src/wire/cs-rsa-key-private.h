/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <openssl/pkcs12.h>

#include "cs-rsa-key.h"

G_BEGIN_DECLS

/* A chain of certificates with a key of 8192 bits is under a third of it. */
#define CS_RSA_KEY_FILE_MAX (64 * 1024)

typedef PKCS8_PRIV_KEY_INFO CsPkcs8;

CsRsaKey *cs_rsa_key_new_take              (EVP_PKEY          *pkey,
                                            gboolean           is_private,
                                            GError           **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean  cs_rsa_key_check_file_length     (GBytes            *bytes,
                                            GError           **error);
gboolean  cs_rsa_key_check_encryption_cost (const X509_ALGOR  *algorithm,
                                            GError           **error);
gboolean  cs_rsa_key_check_mac_cost        (const PKCS12      *file,
                                            GError           **error);
CsPkcs8  *cs_rsa_key_decrypt_pkcs12        (PKCS12            *file,
                                            CsSecret          *passphrase,
                                            GError           **error) G_GNUC_WARN_UNUSED_RESULT;
void      cs_rsa_key_set_passphrase_error  (CsSecret          *passphrase,
                                            GError           **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BIGNUM, BN_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BIO, BIO_free_all)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsPkcs8, PKCS8_PRIV_KEY_INFO_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_PKEY, EVP_PKEY_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PKCS12, PKCS12_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509, X509_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509_SIG, X509_SIG_free)

G_END_DECLS
