/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "cs-buffer.h"
#include "cs-call-headers.h"
#include "cs-mock-faults.h"

G_BEGIN_DECLS

/**
 * CsMockReply:
 * @status: HTTP status
 * @content_type: (nullable): a media type
 * @body: (nullable): what is sent
 * @correlation_id: (nullable): X-KM-Correlation-Id
 * @key_id: (nullable): X-KM-Crypto-Key-Id
 * @retry_after: (nullable): Retry-After
 * @location: (nullable): Location
 * @content_encoding: (nullable): Content-Encoding
 *
 * An HTTP answer.
 */
typedef struct
{
  guint       status;
  const char *content_type;
  GBytes     *body;
  char       *correlation_id;
  char       *key_id;
  char       *retry_after;
  char       *location;
  const char *content_encoding;
} CsMockReply;

#define CS_MOCK_REPLY_NONE { 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL }

void     cs_mock_reply_clear     (CsMockReply        *self);
void     cs_mock_reply_set_body  (CsMockReply        *self,
                                  CsBuffer           *body);
GString *cs_mock_reply_to_head   (const CsMockReply  *self) G_GNUC_WARN_UNUSED_RESULT;
void     cs_mock_reply_fail      (CsMockReply        *self,
                                  const CsMockStroke *stroke,
                                  const char         *origin,
                                  gint64              now_us);
void     cs_mock_reply_spoil     (CsMockReply        *self,
                                  CsMockFaultId       fault);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CsMockReply, cs_mock_reply_clear)

G_END_DECLS
