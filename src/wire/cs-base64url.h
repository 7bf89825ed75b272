/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gsize    cs_base64url_encoded_length (gsize         length);
gsize    cs_base64url_decoded_length (gsize         length);
void     cs_base64url_encode         (const guint8 *data,
                                      gsize         length,
                                      char         *out_text);
gboolean cs_base64url_decode         (const char   *text,
                                      gsize         length,
                                      guint8       *out_data);

G_END_DECLS
