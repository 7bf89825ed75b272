/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cs-audit-desk.h"

G_BEGIN_DECLS

#define CS_TYPE_AUDIT_PAGE (cs_audit_page_get_type ())

G_DECLARE_FINAL_TYPE (CsAuditPage, cs_audit_page, CS, AUDIT_PAGE, AdwBin)

GtkWidget *cs_audit_page_new         (CsAuditDesk  *desk,
                                      CsConnection *connection) G_GNUC_WARN_UNUSED_RESULT;
void       cs_audit_page_start       (CsAuditPage  *self,
                                      const CsCase *purpose);
void       cs_audit_page_resume      (CsAuditPage  *self,
                                      const char   *folder,
                                      const CsCase *purpose);
GPtrArray *cs_audit_page_copy_shown  (CsAuditPage  *self) G_GNUC_WARN_UNUSED_RESULT;
void       cs_audit_page_set_compact (CsAuditPage  *self,
                                      gboolean      is_compact);

G_END_DECLS
