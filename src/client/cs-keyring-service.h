/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsecret/secret.h>

G_BEGIN_DECLS

#define CS_TYPE_KEYRING_SERVICE (cs_keyring_service_get_type ())

G_DECLARE_FINAL_TYPE (CsKeyringService, cs_keyring_service, CS, KEYRING_SERVICE, SecretService)

CsKeyringService *cs_keyring_service_open      (GCancellable      *cancellable,
                                                GError           **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean          cs_keyring_service_unlock    (CsKeyringService  *self,
                                                GDBusProxy        *object,
                                                GCancellable      *cancellable,
                                                GError           **error);
gboolean          cs_keyring_service_has_asked (CsKeyringService  *self);

G_END_DECLS
