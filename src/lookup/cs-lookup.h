/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "cs-access-log.h"
#include "cs-call-report.h"
#include "cs-case.h"
#include "cs-clock.h"
#include "cs-identify.h"
#include "cs-member.h"
#include "cs-profile.h"

G_BEGIN_DECLS

#define CS_LOOKUP_ERROR (cs_lookup_error_quark ())

/**
 * CsLookupError:
 * @CS_LOOKUP_ERROR_INPUT: nothing that can be looked up; nothing was sent
 * @CS_LOOKUP_ERROR_NEEDS_MEMBER_ID: a PAR alone does not find its member
 * @CS_LOOKUP_ERROR_NOBODYS_CARD: the card exists and is no member's
 * @CS_LOOKUP_ERROR_SELECTED_CARD_MISSING: the member was found, but not that card
 * @CS_LOOKUP_ERROR_NEEDS_KEY: a saved answer is encrypted, and no key was named
 *
 * Why a look-up ends without a member, where no layer below says so.
 */
typedef enum
{
  CS_LOOKUP_ERROR_INPUT,
  CS_LOOKUP_ERROR_NEEDS_MEMBER_ID,
  CS_LOOKUP_ERROR_NOBODYS_CARD,
  CS_LOOKUP_ERROR_SELECTED_CARD_MISSING,
  CS_LOOKUP_ERROR_NEEDS_KEY,
} CsLookupError;

GQuark cs_lookup_error_quark (void);

#define CS_TYPE_LOOKUP (cs_lookup_get_type ())

G_DECLARE_FINAL_TYPE (CsLookup, cs_lookup, CS, LOOKUP, GObject)

CsLookup     *cs_lookup_new             (CsProfile            *profile,
                                         CsAccessLog          *access_log,
                                         CsClock              *clock) G_GNUC_WARN_UNUSED_RESULT;
CsProfile    *cs_lookup_get_profile     (CsLookup             *self);
CsAccessLog  *cs_lookup_get_access_log  (CsLookup             *self);
CsClock      *cs_lookup_get_clock       (CsLookup             *self);
void          cs_lookup_set_expiry_days (CsLookup             *self,
                                         guint                 days);

void          cs_lookup_run_async       (CsLookup             *self,
                                         const CsIdentity     *identity,
                                         const char           *par,
                                         const CsCase         *purpose,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
CsMember     *cs_lookup_run_finish      (CsLookup             *self,
                                         GAsyncResult         *result,
                                         CsCallReport        **out_report,
                                         GError              **error) G_GNUC_WARN_UNUSED_RESULT;

void          cs_lookup_fetch_image_async  (CsLookup             *self,
                                            const char           *url,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
GBytes       *cs_lookup_fetch_image_finish (CsLookup             *self,
                                            GAsyncResult         *result,
                                            GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
