/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "cs-audit-finding.h"

G_BEGIN_DECLS

#define CS_TYPE_FINDING_LIST (cs_finding_list_get_type ())

G_DECLARE_FINAL_TYPE (CsFindingList, cs_finding_list, CS, FINDING_LIST, GObject)

CsFindingList  *cs_finding_list_new    (void) G_GNUC_WARN_UNUSED_RESULT;
void            cs_finding_list_append (CsFindingList *self,
                                        GPtrArray     *findings);
CsAuditFinding *cs_finding_list_get    (CsFindingList *self,
                                        guint          index);

G_END_DECLS
