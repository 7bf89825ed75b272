/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-audit-input.h"
#include "cs-audit-journal.h"
#include "cs-audit-manifest.h"

G_BEGIN_DECLS

gboolean cs_audit_finish (const char       *folder,
                          CsAuditInput     *input,
                          CsAuditRules     *rules,
                          CsAuditJournal   *journal,
                          gboolean          with_bom,
                          CsAuditManifest  *manifest,
                          GError          **error);

G_END_DECLS
