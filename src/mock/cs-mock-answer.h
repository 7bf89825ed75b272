/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

#include "cs-mock-directory.h"
#include "cs-mock-keys.h"
#include "cs-mock-reply.h"

G_BEGIN_DECLS

#define CS_MOCK_API_PATH "/open-api"

/**
 * CsMockRequest:
 * @path: below the origin
 * @headers: (nullable): its headers
 * @body: its body
 * @length: how many bytes
 *
 * A call as it came in.
 */
typedef struct
{
  const char         *path;
  SoupMessageHeaders *headers;
  const guint8       *body;
  gsize               length;
} CsMockRequest;

void cs_mock_answer_refuse (const CsMockRequest   *request,
                            guint                  status,
                            const char            *code,
                            const char            *description,
                            CsMockReply           *out_reply);
void cs_mock_answer_call   (const CsMockDirectory *directory,
                            CsMockKeys            *keys,
                            const CsMockRequest   *request,
                            CsMockFaultId          fault,
                            CsMockReply           *out_reply);

G_END_DECLS
