/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-audit-totals.h"
#include "cs-json.h"
#include "cs-json-writer.h"

G_BEGIN_DECLS

void cs_audit_totals_write (const CsAuditTotals *self,
                            CsJsonWriter        *writer);
void cs_audit_totals_read  (CsAuditTotals       *self,
                            CsJsonValue          root);

void cs_audit_count_read   (CsJsonValue          object,
                            const char          *name,
                            guint64             *out_count);

G_END_DECLS
