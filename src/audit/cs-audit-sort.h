/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CsAuditSort:
 *
 * Sorts pairs of numbers, by key and then by value, in bounded memory: what does not
 * fit goes into a file without a name, and is merged.
 */
typedef struct _CsAuditSort CsAuditSort;

CsAuditSort *cs_audit_sort_new    (void) G_GNUC_WARN_UNUSED_RESULT;
void         cs_audit_sort_free   (CsAuditSort  *self);
gboolean     cs_audit_sort_add    (CsAuditSort  *self,
                                   guint64       key,
                                   guint64       value,
                                   GError      **error);
gboolean     cs_audit_sort_finish (CsAuditSort  *self,
                                   GError      **error);
gboolean     cs_audit_sort_next   (CsAuditSort  *self,
                                   guint64      *out_key,
                                   guint64      *out_value,
                                   GError      **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsAuditSort, cs_audit_sort_free)

G_END_DECLS
