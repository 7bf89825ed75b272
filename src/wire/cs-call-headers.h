/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-clock.h"
#include "cs-credentials.h"

G_BEGIN_DECLS

#define CS_HEADER_ASP_ID         "X-KM-User-AspId"
#define CS_HEADER_CORRELATION_ID "X-KM-Correlation-Id"
#define CS_HEADER_ACCESS_KEY     "X-KM-Access-Key"
#define CS_HEADER_CRYPTO_KEY_ID  "X-KM-Crypto-Key-Id"
#define CS_HEADER_TRAN_TOKEN     "X-KM-Tran-Token"
#define CS_HEADER_TRAN_TIME      "X-KM-Tran-Time"
#define CS_HEADER_TIME_ZONE      "X-KM-Time-Zone"

#define CS_CORRELATION_ID_LENGTH 20
#define CS_TRAN_TOKEN_LENGTH     67
#define CS_TRAN_TIME_LENGTH      14
#define CS_TRAN_TOKEN_PREFIX     "KMV1:"

/**
 * CsCallHeaders:
 *
 * The values that change from call to call, all from one reading of the clock.
 */
typedef struct
{
  char correlation_id[CS_CORRELATION_ID_LENGTH + 1];
  char tran_time[CS_TRAN_TIME_LENGTH + 1];
  char tran_token[CS_TRAN_TOKEN_LENGTH + 1];
} CsCallHeaders;

gboolean cs_call_headers_sign          (CsCallHeaders        *self,
                                        const CsCredentials  *credentials,
                                        gint64                unix_us,
                                        const guint8         *body,
                                        gsize                 length,
                                        GError              **error);
gboolean cs_tran_token_verify          (const char           *token,
                                        CsSecret             *secret_key,
                                        const guint8         *body,
                                        gsize                 length);
gboolean cs_correlation_id_is_valid    (const char           *text);
gboolean cs_tran_time_parse            (const char           *tran_time,
                                        const char           *time_zone,
                                        gint64               *out_unix_us);

G_END_DECLS
