/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "cs-audit-rules.h"
#include "cs-finding-list.h"
#include "cs-finding-view.h"

G_BEGIN_DECLS

#define CS_TYPE_FINDINGS_TABLE (cs_findings_table_get_type ())

G_DECLARE_FINAL_TYPE (CsFindingsTable, cs_findings_table, CS, FINDINGS_TABLE, AdwBin)

void        cs_findings_table_set_list     (CsFindingsTable  *self,
                                            CsFindingList    *list);
void        cs_findings_table_set_compact  (CsFindingsTable  *self,
                                            gboolean          is_compact);
void        cs_findings_table_choose_rule  (CsFindingsTable  *self,
                                            guint             rule);
void        cs_findings_table_sort         (CsFindingsTable  *self,
                                            CsFindingColumn   column,
                                            GtkSortType       order);
GListModel *cs_findings_table_get_shown    (CsFindingsTable  *self);
GPtrArray  *cs_findings_table_copy_shown   (CsFindingsTable  *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
