/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

#include "cs-rsa-key.h"

G_BEGIN_DECLS

typedef void (*WycheproofFunc) (JsonObject *group,
                                JsonObject *test,
                                gpointer    user_data);

gboolean  wycheproof_run       (const char     *file,
                                WycheproofFunc  run,
                                gpointer        user_data);
guint8   *wycheproof_dup_hex   (JsonObject     *object,
                                const char     *name,
                                gsize          *out_length);
CsRsaKey *wycheproof_make_key  (JsonObject     *jwk);

G_END_DECLS
