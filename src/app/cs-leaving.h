/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-window.h"

#include "cs-lookup.h"

G_BEGIN_DECLS

/**
 * CsLeaving:
 * @window: the window, which is told how it ended
 * @lookup: what it came from
 * @purpose: (nullable): what it is taken for
 * @cancellable: cancelled at the lock
 * @path: (nullable): the file, once it is chosen
 * @member: (nullable): the member that leaves
 * @findings: (nullable) (element-type CsAuditFinding): the findings that leave
 *
 * What is on its way out of a window.
 */
typedef struct
{
  CsWindow     *window;
  CsLookup     *lookup;
  CsCase       *purpose;
  GCancellable *cancellable;
  char         *path;
  CsMember     *member;
  GPtrArray    *findings;
} CsLeaving;

CsLeaving *cs_leaving_new           (CsWindow     *window);
void       cs_leaving_free          (CsLeaving    *self);
gboolean   cs_leaving_choose_finish (CsLeaving    *self,
                                     GAsyncResult *result,
                                     guint        *out_type);
char      *cs_leaving_dup_name      (CsLeaving    *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsLeaving, cs_leaving_free)

G_END_DECLS
