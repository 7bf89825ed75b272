/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void     cs_output_init         (void);
int      cs_output_write        (const void *data,
                                 gsize       length);
int      cs_output_write_text   (const char *text);
gboolean cs_output_is_abandoned (void);

G_END_DECLS
