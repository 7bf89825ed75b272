/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

#include "cs-clock.h"
#include "cs-credentials.h"
#include "cs-outcome.h"

G_BEGIN_DECLS

/* The service takes a call for right within five minutes of its own time. */
#define CS_MOCK_CLOCK_SKEW_MAX (5 * 60 * G_USEC_PER_SEC)

/* What no document names: the codes of refusals that the vendor does not write of. */
#define CS_MOCK_CODE_MISSING_HEADER  "009_001"
#define CS_MOCK_CODE_UNKNOWN_ASP     "009_002"
#define CS_MOCK_CODE_ACCESS_KEY      "009_003"
#define CS_MOCK_CODE_TRAN_TOKEN      "009_004"
#define CS_MOCK_CODE_TRAN_TIME       "009_005"
#define CS_MOCK_CODE_CRYPTO_KEY      "009_006"
#define CS_MOCK_CODE_CONTENT_TYPE    "009_007"
#define CS_MOCK_CODE_NOT_ENCRYPTED   "009_008"
#define CS_MOCK_CODE_NO_SUCH_PATH    "009_009"
#define CS_MOCK_CODE_METHOD          "009_010"
#define CS_MOCK_CODE_INTERNAL        "999_999"

/* A code of a neighbouring call. */
#define CS_MOCK_CODE_INVALID_CARD    "003_001"

/* The cast's own. */
#define CS_MOCK_CODE_UNHEARD_OF      "777_777"

guint cs_mock_call_verify (SoupMessageHeaders  *headers,
                           const CsCredentials *credentials,
                           gint64               now_us,
                           const guint8        *body,
                           gsize                length,
                           CsOutcome           *out_refusal);

G_END_DECLS
