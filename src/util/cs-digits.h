/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The largest member ID, 9999999999999999999: above INT64_MAX, below UINT64_MAX. */
#define CS_MEMBER_ID_MAX G_GUINT64_CONSTANT (9999999999999999999)

gboolean cs_digits_only         (const char *text,
                                 gsize       length);
gboolean cs_digits_parse_uint64 (const char *text,
                                 gsize       length,
                                 guint64     minimum,
                                 guint64     maximum,
                                 guint64    *out_value);

G_END_DECLS
