/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "cs-rsa-key.h"
#include "cs-secret.h"

G_BEGIN_DECLS

#define CS_CRYPTO_KEYS_MAX 2

#define CS_ASP_ID_LENGTH        15
#define CS_ACCESS_KEY_LENGTH    40
#define CS_CRYPTO_KEY_ID_LENGTH 32

#define CS_TYPE_CREDENTIALS (cs_credentials_get_type ())

/**
 * CsCryptoKey:
 * @id: X-KM-Crypto-Key-Id, 32 characters
 * @server_public: (nullable): encrypts what goes to the service
 * @client_private: (nullable): decrypts what comes from it
 *
 * One encryption key pair of a project, as the client holds it. (The service holds
 * the other halves: its private key in @client_private, ours in @server_public.)
 */
typedef struct
{
  char     *id;
  CsRsaKey *server_public;
  CsRsaKey *client_private;
} CsCryptoKey;

/**
 * CsCredentials:
 *
 * What a project needs to sign and encrypt its calls. Immutable once shared.
 */
typedef struct
{
  gatomicrefcount  n_refs;

  char            *asp_id;
  char            *access_key;
  CsSecret        *secret_key;
  char            *time_zone;           /* KST or UTC */
  CsCryptoKey      keys[CS_CRYPTO_KEYS_MAX];
  guint            n_keys;
} CsCredentials;

GType              cs_credentials_get_type  (void);
CsCredentials     *cs_credentials_new       (const char          *asp_id,
                                             const char          *access_key,
                                             CsSecret            *secret_key,
                                             const char          *time_zone) G_GNUC_WARN_UNUSED_RESULT;
CsCredentials     *cs_credentials_ref       (CsCredentials       *self);
void               cs_credentials_unref     (CsCredentials       *self);
gboolean           cs_credentials_add_key   (CsCredentials       *self,
                                             const char          *id,
                                             CsRsaKey            *server_public,
                                             CsRsaKey            *client_private,
                                             GError             **error);
const CsCryptoKey *cs_credentials_find_key  (const CsCredentials *self,
                                             const char          *id);
gboolean           cs_credentials_validate  (const CsCredentials *self,
                                             GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsCredentials, cs_credentials_unref)

G_END_DECLS
