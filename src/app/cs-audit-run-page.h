/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cs-audit-desk.h"
#include "cs-audit-manifest.h"

G_BEGIN_DECLS

#define CS_TYPE_AUDIT_RUN_PAGE (cs_audit_run_page_get_type ())

G_DECLARE_FINAL_TYPE (CsAuditRunPage, cs_audit_run_page, CS, AUDIT_RUN_PAGE, AdwBin)

void        cs_audit_run_page_set_desk    (CsAuditRunPage   *self,
                                           CsAuditDesk      *desk,
                                           CsClock          *clock);
void        cs_audit_run_page_show_run    (CsAuditRunPage   *self);
void        cs_audit_run_page_show_past   (CsAuditRunPage   *self,
                                           const char       *folder,
                                           CsAuditManifest  *manifest);
void        cs_audit_run_page_set_compact (CsAuditRunPage   *self,
                                           gboolean          is_compact);
GPtrArray  *cs_audit_run_page_copy_shown  (CsAuditRunPage   *self) G_GNUC_WARN_UNUSED_RESULT;
const char *cs_audit_run_page_get_title   (CsAuditRunPage   *self);

G_END_DECLS
