/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-log-seal.h"

G_BEGIN_DECLS

/**
 * CsLogTail:
 *
 * What a process knows of the end of a log, and holds the file to.
 */
typedef struct _CsLogTail CsLogTail;

CsLogTail         *cs_log_tail_new      (sqlite3            *sqlite,
                                         CsLogChain         *chain,
                                         const char         *path,
                                         GError            **error) G_GNUC_WARN_UNUSED_RESULT;
void               cs_log_tail_free     (CsLogTail          *self);
const CsLogAnchor *cs_log_tail_get_end  (CsLogTail          *self);
void               cs_log_tail_begin    (CsLogTail          *self,
                                         gint64              base,
                                         const CsLogAnchor  *end);
void               cs_log_tail_set_end  (CsLogTail          *self,
                                         const CsLogAnchor  *end);
gboolean           cs_log_tail_catch_up (CsLogTail          *self,
                                         GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsLogTail, cs_log_tail_free)

G_END_DECLS
