/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <sqlite3.h>

#include "cs-access-record.h"

G_BEGIN_DECLS

#define CS_LOG_ROW_COLUMNS \
  "sequence, unix_us, operator, host, environment, action, member_id, par, outcome, n_cards," \
  " subject, case_reference, reason, correlation_id"

#define CS_LOG_N_COLUMNS 14

/**
 * CsLogValue:
 * @text: (nullable): a text, or `NULL` for an integer
 * @length: bytes of @text
 * @integer: the integer
 *
 * One column of a record as it is stored.
 */
typedef struct
{
  const char *text;
  gsize       length;
  gint64      integer;
} CsLogValue;

/**
 * CsLogRow:
 * @values: the columns in the order of `CS_LOG_ROW_COLUMNS`
 * @owned: the texts of @values that are the row's own
 *
 * A record as it is stored: its texts bounded, printable, and never `NULL`.
 */
typedef struct
{
  CsLogValue  values[CS_LOG_N_COLUMNS];
  char       *owned[CS_LOG_N_COLUMNS];
} CsLogRow;

void            cs_log_row_take    (CsLogRow             *self,
                                    const CsAccessRecord *record,
                                    gint64                sequence);
gboolean        cs_log_row_borrow  (CsLogRow             *self,
                                    sqlite3_stmt         *statement);
void            cs_log_row_clear   (CsLogRow             *self);
int             cs_log_row_bind    (const CsLogRow       *self,
                                    sqlite3_stmt         *insert);
CsAccessRecord *cs_log_row_read    (sqlite3_stmt         *statement) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CsLogRow, cs_log_row_clear)

G_END_DECLS
