/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define CS_MOCK_HEAD_MAX    (16 * 1024)
#define CS_MOCK_BODY_MAX    (64 * 1024)
#define CS_MOCK_HEADERS_MAX 64

/**
 * CsMockHead:
 * @body_length: how many bytes follow
 * @keep_alive: whether the client may send another request afterwards
 *
 * What the head of a request says of what comes behind it.
 */
typedef struct
{
  gsize    body_length;
  gboolean keep_alive;
} CsMockHead;

guint cs_mock_head_check (const char *head,
                          gsize       length,
                          CsMockHead *out_head);

G_END_DECLS
