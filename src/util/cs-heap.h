/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void cs_heap_share (void);
void cs_heap_trim  (void);

G_END_DECLS
