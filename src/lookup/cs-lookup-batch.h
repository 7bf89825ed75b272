/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "cs-access-log.h"
#include "cs-call-report.h"
#include "cs-case.h"
#include "cs-clock.h"
#include "cs-member.h"
#include "cs-profile.h"

G_BEGIN_DECLS

#define CS_BATCH_CONCURRENCY_MAX   64
#define CS_BATCH_RETRY_AFTER_MAX_S 60

/**
 * CsBatchAnswer:
 * @tag: what the question was given with
 * @member_id: who was asked for
 * @member: (nullable): what was found
 * @report: (nullable): how the last call went
 * @error: (nullable): why nothing was found
 *
 * What came of one member. Its record is in the access log.
 */
typedef struct
{
  guint64       tag;
  guint64       member_id;
  CsMember     *member;
  CsCallReport *report;
  GError       *error;
} CsBatchAnswer;

/**
 * CsBatchFuncs:
 * @next: says who is to be asked next, or `FALSE` if there is nobody left
 * @answered: (element-type CsBatchAnswer): takes what a group of records was committed
 *   for; the answers are freed when it returns
 * @held: the service asked for time: nothing goes out for so many milliseconds
 * @finished: nothing goes on any more; @error says why before everybody was asked
 *
 * What whoever asks many members does. Called on the main context that made the batch.
 */
typedef struct
{
  gboolean (*next)     (guint64      *out_tag,
                        guint64      *out_member_id,
                        gpointer      user_data);
  void     (*answered) (GPtrArray    *answers,
                        gpointer      user_data);
  void     (*held)     (guint         milliseconds,
                        gpointer      user_data);
  void     (*finished) (const GError *error,
                        gpointer      user_data);
} CsBatchFuncs;

/**
 * CsBatchSettings:
 * @concurrency: how many calls are under way at most, 1 to %CS_BATCH_CONCURRENCY_MAX
 * @per_second: how many go out in a second at most, 0 for any number
 * @expiry_days: from how many days before its expiry a card expires soon
 *
 * How many members are asked for.
 */
typedef struct
{
  guint concurrency;
  guint per_second;
  guint expiry_days;
} CsBatchSettings;

#define CS_TYPE_LOOKUP_BATCH (cs_lookup_batch_get_type ())

G_DECLARE_FINAL_TYPE (CsLookupBatch, cs_lookup_batch, CS, LOOKUP_BATCH, GObject)

CsLookupBatch *cs_lookup_batch_new             (CsProfile             *profile,
                                                CsAccessLog           *access_log,
                                                CsClock               *clock,
                                                const CsCase          *purpose,
                                                const CsBatchSettings *settings,
                                                const CsBatchFuncs    *funcs,
                                                gpointer               user_data) G_GNUC_WARN_UNUSED_RESULT;

void           cs_lookup_batch_start           (CsLookupBatch         *self);
void           cs_lookup_batch_hold            (CsLookupBatch         *self);
void           cs_lookup_batch_go_on           (CsLookupBatch         *self);
void           cs_lookup_batch_stop            (CsLookupBatch         *self);
void           cs_lookup_batch_cancel          (CsLookupBatch         *self);
guint          cs_lookup_batch_get_n_under_way (CsLookupBatch         *self);

G_END_DECLS
