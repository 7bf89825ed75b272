/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

#include "cs-buffer.h"

G_BEGIN_DECLS

typedef enum
{
  CS_BODY_READ,
  CS_BODY_SKIP,       /* the headers say all that matters */
  CS_BODY_REFUSED,    /* with an error */
} CsBodyVerdict;

/* Decides by the headers of @message what becomes of its body. */
typedef CsBodyVerdict (*CsBodyJudge) (SoupMessage  *message,
                                      gpointer      user_data,
                                      GError      **error);

/**
 * CsAttemptRules:
 * @connect_ms: the most for name, connection and handshake
 * @attempt_ms: the most for all of it, to the last byte
 * @body_max: the most bytes of an answer
 * @judge: asked when the headers have come
 * @judge_data: for @judge; must outlive the attempt
 *
 * What one attempt may cost.
 */
typedef struct
{
  guint        connect_ms;
  guint        attempt_ms;
  gsize        body_max;
  CsBodyJudge  judge;
  gpointer     judge_data;
} CsAttemptRules;

typedef enum
{
  CS_REPEAT_NEVER,
  CS_REPEAT_LATER,
  CS_REPEAT_AT_ONCE,  /* a kept connection turned out to be dead */
} CsRepeat;

void      cs_attempt_run_async  (SoupSession           *session,
                                 SoupMessage           *message,
                                 const CsAttemptRules  *rules,
                                 GCancellable          *cancellable,
                                 GAsyncReadyCallback    callback,
                                 gpointer               user_data);
CsBuffer *cs_attempt_run_finish (GAsyncResult          *result,
                                 CsRepeat              *out_repeat,
                                 GError               **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
