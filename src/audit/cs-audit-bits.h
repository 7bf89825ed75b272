/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CsAuditBits:
 *
 * One bit a row: ten million rows take 1.2 MB.
 */
typedef struct _CsAuditBits CsAuditBits;

CsAuditBits *cs_audit_bits_new  (void) G_GNUC_WARN_UNUSED_RESULT;
void         cs_audit_bits_free (CsAuditBits       *self);
void         cs_audit_bits_set  (CsAuditBits       *self,
                                 guint64            row,
                                 gboolean           value);
gboolean     cs_audit_bits_get  (const CsAuditBits *self,
                                 guint64            row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsAuditBits, cs_audit_bits_free)

G_END_DECLS
