/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "cs-audit-manifest.h"

G_BEGIN_DECLS

/**
 * CsAuditPast:
 * @folder: where it is kept
 * @manifest: what it was
 *
 * An earlier run.
 */
typedef struct
{
  char            *folder;
  CsAuditManifest *manifest;
} CsAuditPast;

void       cs_audit_history_remember    (const char           *folder);
void       cs_audit_history_list_async  (const char           *folder,
                                         const char           *environment,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
GPtrArray *cs_audit_history_list_finish (GAsyncResult         *result,
                                         GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
