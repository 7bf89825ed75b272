/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-audit-input.h"

G_BEGIN_DECLS

typedef enum
{
  CS_AUDIT_ROW_TO_ASK,
  CS_AUDIT_ROW_DUPLICATE,
  CS_AUDIT_ROW_BAD,
} CsAuditRowKind;

/**
 * CsAuditRow:
 * @number: which row, from 1
 * @line: the line that it begins in, from 1
 * @kind: what it is good for
 * @member_id: who is asked for, 0 for bad rows
 * @refusal: what is wrong with a bad row
 *
 * A row of an input.
 */
typedef struct
{
  guint64        number;
  guint64        line;
  CsAuditRowKind kind;
  guint64        member_id;
  CsRefusal      refusal;
} CsAuditRow;

/**
 * CsAuditRows:
 *
 * Goes through the rows of an input, as often as it is made anew.
 */
typedef struct _CsAuditRows CsAuditRows;

CsAuditRows *cs_audit_rows_new         (CsAuditInput  *input) G_GNUC_WARN_UNUSED_RESULT;
void         cs_audit_rows_free        (CsAuditRows   *self);
gboolean     cs_audit_rows_next        (CsAuditRows   *self,
                                        CsAuditRow    *out_row,
                                        GError       **error);
guint64      cs_audit_rows_get_n_blank (CsAuditRows   *self);
char        *cs_audit_rows_dup_hash    (CsAuditRows   *self) G_GNUC_WARN_UNUSED_RESULT;

gboolean     cs_audit_cell_read        (const char    *cell,
                                        gsize          length,
                                        guint64       *out_member_id,
                                        CsRefusal     *out_refusal);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsAuditRows, cs_audit_rows_free)

G_END_DECLS
