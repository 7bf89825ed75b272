/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define CS_MOCK_HEAD_MAX    (16 * 1024)
#define CS_MOCK_BODY_MAX    (64 * 1024)
#define CS_MOCK_HEADERS_MAX 64

guint cs_mock_head_check (const char *head,
                          gsize       length,
                          gsize      *out_body_length);

G_END_DECLS
