/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-log-journal.h"

#include "cs-access-record.h"
#include "cs-log-row.h"

/* The order of CS_LOG_ROW_COLUMNS, from the operator on. */
static const char *const names[CS_LOG_N_COLUMNS] = {
  "CARDSYNC_SEQUENCE", "CARDSYNC_UNIX_US", "CARDSYNC_OPERATOR", "CARDSYNC_HOST",
  "CARDSYNC_ENVIRONMENT", "CARDSYNC_ACTION", "CARDSYNC_MEMBER_ID", "CARDSYNC_PAR",
  "CARDSYNC_OUTCOME", "CARDSYNC_CARDS", "CARDSYNC_SUBJECT", "CARDSYNC_CASE", "CARDSYNC_REASON",
  "CARDSYNC_CORRELATION_ID",
};

#define N_FIXED 4

static void
send_row (const CsLogRow *row,
          const char     *message)
{
  GLogField fields[N_FIXED + CS_LOG_N_COLUMNS] = {
    { "MESSAGE", message, -1 },
    { "MESSAGE_ID", CS_LOG_MESSAGE_ID, -1 },
    { "PRIORITY", "6", -1 },
    { "SYSLOG_IDENTIFIER", "cardsync-access-log", -1 },
  };
  char numbers[CS_LOG_N_COLUMNS][24];
  gsize n_fields = N_FIXED;

  for (guint i = 0; i < CS_LOG_N_COLUMNS; i++)
    {
      const CsLogValue *value = &row->values[i];

      /* The journal has no empty fields. */
      if (value->text != NULL && value->length == 0)
        continue;

      if (value->text == NULL)
        g_snprintf (numbers[i], sizeof numbers[i], "%" G_GINT64_FORMAT, value->integer);

      fields[n_fields].key = names[i];
      fields[n_fields].value = value->text != NULL ? value->text : numbers[i];
      fields[n_fields].length = value->text != NULL ? (gssize) value->length : -1;
      n_fields++;
    }

  /* Where there is no journal, there is none to be mirrored in. */
  (void) g_log_writer_journald (G_LOG_LEVEL_INFO, fields, n_fields, NULL);
}

/**
 * cs_log_journal_mirror:
 * @records: (element-type CsAccessRecord): what was committed
 *
 * Sends records to the system journal, one entry each, with a field a column: for
 * whoever collects them in another place. The texts are those of the log, bounded and
 * without card numbers. It does not fail, see the README.
 */
void
cs_log_journal_mirror (GPtrArray *records)
{
  for (guint i = 0; i < records->len; i++)
    {
      const CsAccessRecord *record = g_ptr_array_index (records, i);
      g_auto (CsLogRow) row = { 0 };
      g_autofree char *message = NULL;

      cs_log_row_take (&row, record, (gint64) record->sequence);
      message = g_strdup_printf ("%s: %s by %s", row.values[5].text, row.values[8].text,
                                 row.values[2].text);
      send_row (&row, message);
    }
}
