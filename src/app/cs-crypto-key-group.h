/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cs-rsa-key.h"

G_BEGIN_DECLS

/**
 * CsEnteredKey:
 * @id: the ID of the crypto key
 * @server_public: encrypts what goes to the service
 * @client_private: decrypts what comes from it
 *
 * A crypto key as somebody entered it.
 */
typedef struct
{
  char     *id;
  CsRsaKey *server_public;
  CsRsaKey *client_private;
} CsEnteredKey;

void cs_entered_key_free (CsEnteredKey *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsEnteredKey, cs_entered_key_free)

#define CS_TYPE_CRYPTO_KEY_GROUP (cs_crypto_key_group_get_type ())

G_DECLARE_FINAL_TYPE (CsCryptoKeyGroup, cs_crypto_key_group, CS, CRYPTO_KEY_GROUP,
                      AdwPreferencesGroup)

gboolean      cs_crypto_key_group_is_empty    (CsCryptoKeyGroup     *self);
void          cs_crypto_key_group_set_files   (CsCryptoKeyGroup     *self,
                                               const char           *public_path,
                                               const char           *private_path);
void          cs_crypto_key_group_clear       (CsCryptoKeyGroup     *self);
void          cs_crypto_key_group_read_async  (CsCryptoKeyGroup     *self,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
CsEnteredKey *cs_crypto_key_group_read_finish (GAsyncResult         *result,
                                               GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
