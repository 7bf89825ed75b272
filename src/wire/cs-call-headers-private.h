/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define CS_MAC_LENGTH 32

gboolean cs_mac_compute (const void   *key,
                         gsize         key_length,
                         const guint8 *message,
                         gsize         length,
                         guint8        out_mac[CS_MAC_LENGTH]);

G_END_DECLS
