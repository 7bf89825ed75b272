/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-hash.h"

G_BEGIN_DECLS

/**
 * CsAuditLine:
 * @data: (array length=length): the record without its line end; not terminated
 * @length: bytes
 * @number: the line that it begins in, from 1
 * @offset: where it begins in the file
 * @is_whole: whether a line end stands behind it
 * @is_too_long: whether it is longer than any line may be; @data is its beginning
 *
 * A record of a file: one line, or more where a quoted cell holds line ends.
 */
typedef struct
{
  const char *data;
  gsize       length;
  guint64     number;
  guint64     offset;
  gboolean    is_whole;
  gboolean    is_too_long;
} CsAuditLine;

/**
 * CsAuditLines:
 *
 * Reads a file record by record in bounded memory. Has a place of its own in the
 * file, so that several may read the same descriptor.
 */
typedef struct _CsAuditLines CsAuditLines;

CsAuditLines *cs_audit_lines_new           (int            fd,
                                            const char    *name,
                                            guint64        offset,
                                            gsize          maximum) G_GNUC_WARN_UNUSED_RESULT;
void          cs_audit_lines_free          (CsAuditLines  *self);
void          cs_audit_lines_set_delimiter (CsAuditLines  *self,
                                            char           delimiter);
void          cs_audit_lines_set_hash      (CsAuditLines  *self,
                                            CsHash        *hash);
gboolean      cs_audit_lines_next          (CsAuditLines  *self,
                                            CsAuditLine   *out_line,
                                            GError       **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsAuditLines, cs_audit_lines_free)

G_END_DECLS
