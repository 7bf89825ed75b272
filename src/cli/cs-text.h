/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint cs_text_get_width      (const char *text);
char *cs_text_dup_shown      (const char *text) G_GNUC_WARN_UNUSED_RESULT;

void  cs_text_append_spaces  (GString    *line,
                              guint       n_spaces);
void  cs_text_append_cell    (GString    *line,
                              const char *text,
                              guint       width);
void  cs_text_append_amount  (GString    *line,
                              const char *text,
                              guint       width);
void  cs_text_append_wrapped (GString    *page,
                              const char *text,
                              guint       indent,
                              guint       width);

G_END_DECLS
