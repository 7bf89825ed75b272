/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <sqlite3.h>

#include "cs-access-record.h"

G_BEGIN_DECLS

#define CS_LOG_ROW_COLUMNS \
  "sequence, unix_us, operator, host, environment, action, member_id, par, outcome, n_cards," \
  " case_reference, reason, correlation_id"

int             cs_log_row_bind (sqlite3_stmt         *insert,
                                 const CsAccessRecord *record,
                                 gint64                sequence);
CsAccessRecord *cs_log_row_read (sqlite3_stmt         *row) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
