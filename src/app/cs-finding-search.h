/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-audit-finding.h"

G_BEGIN_DECLS

#define CS_TYPE_FINDING_SEARCH (cs_finding_search_get_type ())

G_DECLARE_FINAL_TYPE (CsFindingSearch, cs_finding_search, CS, FINDING_SEARCH, GObject)

CsFindingSearch *cs_finding_search_new      (void) G_GNUC_WARN_UNUSED_RESULT;
void             cs_finding_search_set_text (CsFindingSearch *self,
                                             const char      *text);
gboolean         cs_finding_search_matches  (CsFindingSearch *self,
                                             CsAuditFinding  *finding);

G_END_DECLS
