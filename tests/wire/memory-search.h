/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What is looked for is never spelt out: only bytes with this mask are, so that
 * neither a test nor the search itself plants it.
 */
#define MEMORY_MASK 0x5a

guint memory_count (const guint8 *masked,
                    gsize         length);

G_END_DECLS
