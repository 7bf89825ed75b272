/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

gboolean cs_answer_headers_check      (SoupMessage  *message,
                                       gsize         maximum,
                                       GError      **error);
gboolean cs_answer_headers_get_length (SoupMessage  *message,
                                       guint64      *out_length);
gboolean cs_answer_headers_is_json    (SoupMessage  *message);
char    *cs_answer_headers_dup_text   (SoupMessage  *message,
                                       const char   *name,
                                       gsize         max_characters) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
