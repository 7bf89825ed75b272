/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-audit-totals.h"

G_BEGIN_DECLS

typedef enum
{
  CS_AUDIT_MANIFEST_RUNNING,        /* or killed: its results are not written */
  CS_AUDIT_MANIFEST_INCOMPLETE,     /* stopped: the results do not add up yet */
  CS_AUDIT_MANIFEST_COMPLETE,
} CsAuditManifestState;

/**
 * CsAuditFile:
 * @name: in the folder of the run
 * @sha256: hexadecimal
 * @n_bytes: how large it is
 *
 * A file of results.
 */
typedef struct
{
  char    *name;
  char    *sha256;
  guint64  n_bytes;
} CsAuditFile;

/**
 * CsAuditResumption:
 * @operator_name: who
 * @host: where
 * @case_reference: (nullable): what for
 * @reason: (nullable): why
 * @at: when, ISO 8601
 *
 * That somebody went on with a run.
 */
typedef struct
{
  char *operator_name;
  char *host;
  char *case_reference;
  char *reason;
  char *at;
} CsAuditResumption;

/**
 * CsAuditManifest:
 * @state: how far the run has come
 * @program: which program made it, with its version
 * @environment: whom it asked
 * @service: where that is; without the port if it is this computer's
 * @rules: cs_audit_rules_dup_text()
 * @column: (nullable): as it was chosen
 * @heading: whether the first row was one, `yes` or `no`: it decides which row is the first
 * @input_name: what the input was called
 * @input_sha256: of the input
 * @n_input_bytes: how large it was
 * @n_blank: its blank lines
 * @operator_name: who began it
 * @host: where
 * @case_reference: (nullable): what for
 * @reason: (nullable): why
 * @started_at: when it began, ISO 8601
 * @ended_at: (nullable): when its results were written
 * @concurrency: how many calls at a time, last
 * @per_second: how many calls a second at most, last; 0 for any number
 * @totals: what it adds up to; zero while it is running
 * @files: (element-type CsAuditFile): the results
 * @resumptions: (element-type CsAuditResumption): who went on with it, in that order
 *
 * What a run was, so that somebody else can repeat it and check it.
 */
typedef struct
{
  CsAuditManifestState  state;
  char                 *program;
  char                 *environment;
  char                 *service;
  char                 *rules;
  char                 *column;
  char                 *heading;
  char                 *input_name;
  char                 *input_sha256;
  guint64               n_input_bytes;
  guint64               n_blank;
  char                 *operator_name;
  char                 *host;
  char                 *case_reference;
  char                 *reason;
  char                 *started_at;
  char                 *ended_at;
  guint                 concurrency;
  guint                 per_second;
  CsAuditTotals         totals;
  GPtrArray            *files;
  GPtrArray            *resumptions;
} CsAuditManifest;

CsAuditManifest *cs_audit_manifest_new    (void) G_GNUC_WARN_UNUSED_RESULT;
void             cs_audit_manifest_free   (CsAuditManifest        *self);
CsAuditManifest *cs_audit_manifest_read   (const char             *folder,
                                           GError                **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean         cs_audit_manifest_write  (const CsAuditManifest  *self,
                                           const char             *folder,
                                           GError                **error);
void             cs_audit_manifest_add    (CsAuditManifest        *self,
                                           const char             *name,
                                           const char             *sha256,
                                           guint64                 n_bytes);
void             cs_audit_manifest_resume (CsAuditManifest        *self,
                                           CsAuditManifest        *before);
gboolean         cs_audit_manifest_check  (const CsAuditManifest  *self,
                                           const CsAuditManifest  *now,
                                           GError                **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsAuditManifest, cs_audit_manifest_free)

G_END_DECLS
