/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CsAuditOutput:
 *
 * A file of results on its way. It gets its name only when it is complete and on disk.
 */
typedef struct _CsAuditOutput CsAuditOutput;

CsAuditOutput *cs_audit_output_new        (const char     *folder,
                                           const char     *name,
                                           GError        **error) G_GNUC_WARN_UNUSED_RESULT;
void           cs_audit_output_free       (CsAuditOutput  *self);
gboolean       cs_audit_output_write      (CsAuditOutput  *self,
                                           const char     *data,
                                           gsize           length,
                                           GError        **error);
gboolean       cs_audit_output_finish     (CsAuditOutput  *self,
                                           GError        **error);
const char    *cs_audit_output_get_name   (CsAuditOutput  *self);
const char    *cs_audit_output_get_sha256 (CsAuditOutput  *self);
guint64        cs_audit_output_get_length (CsAuditOutput  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsAuditOutput, cs_audit_output_free)

G_END_DECLS
