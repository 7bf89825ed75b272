/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "cs-access-record.h"

G_BEGIN_DECLS

/**
 * CsLogFilter:
 * @from_us: not before, microseconds UTC
 * @until_us: before, microseconds UTC
 * @operator_name: (nullable): of this operator
 * @has_action: whether @action counts
 * @action: of this kind
 * @outcome: (nullable): with this outcome, or of this family: `refused` for `refused:001_006`
 * @member_id: of this member; 0 for any
 * @case_reference: (nullable): for this case
 * @newest_first: in this order; the other way by default
 *
 * Which records are asked for.
 */
typedef struct
{
  gint64    from_us;
  gint64    until_us;
  char     *operator_name;
  gboolean  has_action;
  CsAction  action;
  char     *outcome;
  guint64   member_id;
  char     *case_reference;
  gboolean  newest_first;
} CsLogFilter;

CsLogFilter *cs_log_filter_new        (void) G_GNUC_WARN_UNUSED_RESULT;
CsLogFilter *cs_log_filter_copy       (const CsLogFilter *self) G_GNUC_WARN_UNUSED_RESULT;
void         cs_log_filter_free       (CsLogFilter       *self);
void         cs_log_filter_set_days   (CsLogFilter       *self,
                                       const GDate       *from,
                                       const GDate       *to);
char        *cs_log_filter_dup_text   (const CsLogFilter *self) G_GNUC_WARN_UNUSED_RESULT;

gboolean     cs_log_day_parse         (const char        *text,
                                       GDate             *out_day);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsLogFilter, cs_log_filter_free)

G_END_DECLS
