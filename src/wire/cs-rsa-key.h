/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>
#include <openssl/evp.h>

#include "cs-secret.h"

G_BEGIN_DECLS

#define CS_RSA_BITS_MIN 2048
#define CS_RSA_BITS_MAX 8192

#define CS_TYPE_RSA_KEY (cs_rsa_key_get_type ())

/**
 * CsRsaKey:
 *
 * An RSA key of 2048 bits or more, public or private. Immutable; safe from any thread.
 */
typedef struct _CsRsaKey CsRsaKey;

GType      cs_rsa_key_get_type       (void);
CsRsaKey  *cs_rsa_key_new_public     (GBytes      *bytes,
                                      GError     **error) G_GNUC_WARN_UNUSED_RESULT;
CsRsaKey  *cs_rsa_key_new_private    (GBytes      *bytes,
                                      CsSecret    *passphrase,
                                      GError     **error) G_GNUC_WARN_UNUSED_RESULT;
CsRsaKey  *cs_rsa_key_generate       (guint        bits,
                                      GError     **error) G_GNUC_WARN_UNUSED_RESULT;
CsRsaKey  *cs_rsa_key_ref            (CsRsaKey    *self);
void       cs_rsa_key_unref          (CsRsaKey    *self);

EVP_PKEY  *cs_rsa_key_get_pkey       (CsRsaKey    *self);
guint      cs_rsa_key_get_bits       (CsRsaKey    *self);
gboolean   cs_rsa_key_is_private     (CsRsaKey    *self);
gboolean   cs_rsa_key_is_same_pair   (CsRsaKey    *self,
                                      CsRsaKey    *other);
CsRsaKey  *cs_rsa_key_dup_public     (CsRsaKey    *self) G_GNUC_WARN_UNUSED_RESULT;
char      *cs_rsa_key_to_public_pem  (CsRsaKey    *self) G_GNUC_WARN_UNUSED_RESULT;
CsSecret  *cs_rsa_key_to_private_pem (CsRsaKey    *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsRsaKey, cs_rsa_key_unref)

G_END_DECLS
