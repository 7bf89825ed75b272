/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cs-finding-list.h"
#include "cs-finding-search.h"

G_BEGIN_DECLS

typedef enum
{
  CS_FINDING_COLUMN_SEVERITY,
  CS_FINDING_COLUMN_MEMBER,
  CS_FINDING_COLUMN_CARD,
  CS_FINDING_COLUMN_FACT,
  CS_FINDING_COLUMN_SENTENCE,
  CS_N_FINDING_COLUMNS,
} CsFindingColumn;

#define CS_FINDING_ANY G_MAXUINT

#define CS_TYPE_FINDING_VIEW (cs_finding_view_get_type ())

G_DECLARE_FINAL_TYPE (CsFindingView, cs_finding_view, CS, FINDING_VIEW, GObject)

CsFindingView *cs_finding_view_new       (void) G_GNUC_WARN_UNUSED_RESULT;
void           cs_finding_view_set_list  (CsFindingView *self,
                                          CsFindingList *list);
void           cs_finding_view_filter    (CsFindingView *self,
                                          guint          rule,
                                          guint          severity,
                                          const char    *text);
void           cs_finding_view_order     (CsFindingView *self,
                                          guint          column,
                                          gboolean       is_descending);

G_END_DECLS
