/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CS_CLIPBOARD_MS 10000

void cs_clipboard_offer    (GdkClipboard *clipboard,
                            const char   *text,
                            guint         milliseconds);
void cs_clipboard_withdraw (GdkClipboard *clipboard);

G_END_DECLS
