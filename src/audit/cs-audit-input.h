/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "cs-identify.h"

G_BEGIN_DECLS

#define CS_AUDIT_ROWS_MAX     10000000
#define CS_AUDIT_PREVIEW_ROWS 10
#define CS_AUDIT_BAD_SHOWN    100

typedef enum
{
  CS_AUDIT_HEADING_GUESS,
  CS_AUDIT_HEADING_YES,
  CS_AUDIT_HEADING_NO,
} CsAuditHeading;

/**
 * CsAuditBadRow:
 * @row: which row, from 1
 * @line: the line that it begins in, from 1
 * @refusal: what is wrong with it; %CS_REFUSAL_NONE for a row that has no such column,
 *   or is too long
 *
 * A row that holds no member ID. What it holds instead is not kept: it may be a card
 * number.
 */
typedef struct
{
  guint64   row;
  guint64   line;
  CsRefusal refusal;
} CsAuditBadRow;

/**
 * CsAuditSurvey:
 * @n_bytes: how large the input is
 * @sha256: of all of it, hexadecimal
 * @has_bom: whether a byte order mark stands in front
 * @has_crlf: whether lines end in CRLF
 * @delimiter: what divides cells, 0 if each line is one
 * @has_heading: whether the first row names the columns
 * @headings: (nullable): those names
 * @n_columns: cells of the first row
 * @column: which one holds the member IDs, from 0
 * @n_rows: rows, the heading and blank lines aside
 * @n_blank: blank lines
 * @n_duplicates: rows that ask for a member again
 * @n_bad: rows that hold no member ID
 * @n_to_ask: members that will be asked for
 * @bad: (element-type CsAuditBadRow): the first of them, at most %CS_AUDIT_BAD_SHOWN
 * @preview: (element-type GStrv): the first rows, card numbers masked
 *
 * What an input holds, known before the first call.
 */
typedef struct
{
  guint64    n_bytes;
  char      *sha256;
  gboolean   has_bom;
  gboolean   has_crlf;
  char       delimiter;
  gboolean   has_heading;
  GStrv      headings;
  guint      n_columns;
  guint      column;
  guint64    n_rows;
  guint64    n_blank;
  guint64    n_duplicates;
  guint64    n_bad;
  guint64    n_to_ask;
  GArray    *bad;
  GPtrArray *preview;
} CsAuditSurvey;

#define CS_TYPE_AUDIT_INPUT (cs_audit_input_get_type ())

G_DECLARE_FINAL_TYPE (CsAuditInput, cs_audit_input, CS, AUDIT_INPUT, GObject)

CsAuditInput        *cs_audit_input_open        (const char           *path,
                                                 GError              **error) G_GNUC_WARN_UNUSED_RESULT;
CsAuditInput        *cs_audit_input_spool       (int                   fd,
                                                 const char           *path,
                                                 GError              **error) G_GNUC_WARN_UNUSED_RESULT;
const char          *cs_audit_input_get_name    (CsAuditInput         *self);
void                 cs_audit_input_set_column  (CsAuditInput         *self,
                                                 const char           *column);
const char          *cs_audit_input_get_column  (CsAuditInput         *self);
void                 cs_audit_input_set_heading (CsAuditInput         *self,
                                                 CsAuditHeading        heading);

gboolean             cs_audit_input_survey      (CsAuditInput         *self,
                                                 GCancellable         *cancellable,
                                                 GError              **error);
void                 cs_audit_input_survey_async  (CsAuditInput         *self,
                                                   GCancellable         *cancellable,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
gboolean             cs_audit_input_survey_finish (CsAuditInput         *self,
                                                   GAsyncResult         *result,
                                                   GError              **error);
const CsAuditSurvey *cs_audit_input_get_survey  (CsAuditInput         *self);

G_END_DECLS
