/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-access-record.h"
#include "cs-card-list.h"
#include "cs-lookup.h"

G_BEGIN_DECLS

/**
 * CsLookupRun:
 * @identity: what is looked up
 * @par: (nullable): the one card that is asked for
 * @purpose: (nullable): what for
 * @member_id: whose cards: given, or found by a card number; 0 if not known
 * @member: (nullable): what was found; nobody's to see before its record is committed
 * @report: (nullable): of the last call
 * @n_attempts: how often anything was sent, over all calls
 * @error: (nullable): why there is nothing to see
 *
 * One look-up on its way, whatever the network does.
 */
typedef struct
{
  CsIdentity   *identity;
  char         *par;
  CsCase       *purpose;
  guint64       member_id;
  CsMember     *member;
  CsCallReport *report;
  guint         n_attempts;
  GError       *error;
} CsLookupRun;

CsLookupRun    *cs_lookup_run_new         (const CsIdentity *identity,
                                           const char       *par,
                                           const CsCase     *purpose) G_GNUC_WARN_UNUSED_RESULT;
void            cs_lookup_run_free        (CsLookupRun      *self);

gboolean        cs_lookup_run_check       (CsLookupRun      *self);
void            cs_lookup_run_take_report (CsLookupRun      *self,
                                           CsCallReport     *report);
void            cs_lookup_run_take_cards  (CsLookupRun      *self,
                                           GPtrArray        *fields,
                                           CsClock          *clock,
                                           guint             expiry_days);
gboolean        cs_lookup_run_is_to_log   (CsLookupRun      *self);
CsAccessRecord *cs_lookup_run_new_record  (CsLookupRun      *self,
                                           const char       *environment,
                                           gint64            unix_us) G_GNUC_WARN_UNUSED_RESULT;

CsMember       *cs_lookup_build_member    (guint64           member_id,
                                           GPtrArray        *fields,
                                           CsClock          *clock,
                                           guint             expiry_days) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsLookupRun, cs_lookup_run_free)

G_END_DECLS
