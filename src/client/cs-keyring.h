/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "cs-keyring-error.h"
#include "cs-secret.h"

G_BEGIN_DECLS

/* An RSA key of 8192 bits in PEM, and room to spare. */
#define CS_KEYRING_SECRET_MAX (16 * 1024)

gboolean  cs_keyring_is_available  (void);
gboolean  cs_keyring_is_asking     (void);

gboolean  cs_keyring_store         (const char           *purpose,
                                    const char           *name,
                                    CsSecret             *secret,
                                    GCancellable         *cancellable,
                                    GError              **error);
CsSecret *cs_keyring_lookup        (const char           *purpose,
                                    const char           *name,
                                    GCancellable         *cancellable,
                                    GError              **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean  cs_keyring_clear         (const char           *purpose,
                                    const char           *name,
                                    GCancellable         *cancellable,
                                    GError              **error);

void      cs_keyring_store_async   (const char           *purpose,
                                    const char           *name,
                                    CsSecret             *secret,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
gboolean  cs_keyring_store_finish  (GAsyncResult         *result,
                                    GError              **error);
void      cs_keyring_lookup_async  (const char           *purpose,
                                    const char           *name,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
CsSecret *cs_keyring_lookup_finish (GAsyncResult         *result,
                                    GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void      cs_keyring_clear_async   (const char           *purpose,
                                    const char           *name,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
gboolean  cs_keyring_clear_finish  (GAsyncResult         *result,
                                    GError              **error);

G_END_DECLS
