/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "cs-log-file.h"

G_BEGIN_DECLS

/**
 * CsLogDatabase:
 *
 * The file behind an access log, open for appending. Belongs to one thread at a time.
 */
typedef struct _CsLogDatabase CsLogDatabase;

CsLogDatabase *cs_log_database_open   (const char     *path,
                                       CsLogKind       kind,
                                       GError        **error) G_GNUC_WARN_UNUSED_RESULT;
void           cs_log_database_close  (CsLogDatabase  *self);
gboolean       cs_log_database_append (CsLogDatabase  *self,
                                       GPtrArray      *records,
                                       GError        **error);
gboolean       cs_log_database_anchor (CsLogDatabase  *self,
                                       GError        **error);
gboolean       cs_log_database_purge  (CsLogDatabase  *self,
                                       gint64          before_us,
                                       CsAccessRecord *record,
                                       guint64        *out_n_purged,
                                       GError        **error);
GPtrArray     *cs_log_database_list   (CsLogDatabase  *self,
                                       guint64         first_sequence,
                                       guint           n_most,
                                       GError        **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsLogDatabase, cs_log_database_close)

G_END_DECLS
