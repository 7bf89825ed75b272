/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "cs-rsa-key.h"

G_BEGIN_DECLS

GBytes   *cs_input_read       (const char  *name,
                               gsize        maximum,
                               GError     **error) G_GNUC_WARN_UNUSED_RESULT;
char     *cs_input_read_id    (gsize        maximum,
                               GError     **error) G_GNUC_WARN_UNUSED_RESULT;
CsRsaKey *cs_input_read_key   (const char  *path,
                               const char  *passphrase_path,
                               GError     **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
