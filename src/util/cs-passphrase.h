/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-secret.h"

G_BEGIN_DECLS

/* In bytes. Four digits are a PIN; the back-off is what makes one do. */
#define CS_PASSPHRASE_MIN 4
#define CS_PASSPHRASE_MAX 256

char     *cs_passphrase_seal         (CsSecret   *passphrase) G_GNUC_WARN_UNUSED_RESULT;
gboolean  cs_passphrase_is_sealed    (const char *sealed);
gboolean  cs_passphrase_matches      (const char *sealed,
                                      CsSecret   *passphrase);
guint     cs_passphrase_wait_seconds (guint       n_wrong);

G_END_DECLS
