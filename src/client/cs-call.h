/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

#include "cs-answer.h"
#include "cs-call-report.h"
#include "cs-clock.h"
#include "cs-profile.h"

G_BEGIN_DECLS

/**
 * CsCallSettings:
 * @session: what it goes through
 * @profile: whom to ask, and as whom
 * @clock: what it is signed by
 * @connect_ms: deadline of a connection
 * @attempt_ms: deadline of an attempt
 * @backoff_ms: the shortest pause before a repetition
 * @retry_after_max_s: the longest Retry-After that is waited for
 * @leaves_busy: whether 429 and 503 end a call at once
 *
 * What the calls of one client have in common. Borrowed: the client outlives them.
 */
typedef struct
{
  SoupSession *session;
  CsProfile   *profile;
  CsClock     *clock;
  guint        connect_ms;
  guint        attempt_ms;
  guint        backoff_ms;
  guint        retry_after_max_s;
  gboolean     leaves_busy;
} CsCallSettings;

void          cs_call_start      (GTask                 *task,
                                  const CsCallSettings  *settings,
                                  const CsOperation     *operation,
                                  CsBuffer              *body);
void          cs_call_refuse     (GTask                 *task,
                                  GError                *error);
CsCallReport *cs_call_dup_report (GAsyncResult          *result) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
