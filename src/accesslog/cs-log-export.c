/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-log-export.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixoutputstream.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "cs-clock.h"
#include "cs-log-query.h"

#define PAGE 2000

/* What spreadsheets take for the beginning of a formula. */
#define FORMULA_STARTS "=+-@\t\r|"

/* Told to spreadsheets, which take a file without it for one of their own country. */
#define BYTE_ORDER_MARK "\xef\xbb\xbf"

/* A text that a spreadsheet could carry out begins with an apostrophe instead. */
static void
append_text (GString    *csv,
             const char *text)
{
  g_string_append (csv, ",\"");

  if (text != NULL && *text != '\0' && strchr (FORMULA_STARTS, *text) != NULL)
    g_string_append_c (csv, '\'');

  for (const char *p = text != NULL ? text : ""; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (csv, '"');

      g_string_append_c (csv, *p);
    }

  g_string_append_c (csv, '"');
}

/**
 * cs_log_export_append_heading:
 * @csv: where it goes
 *
 * Appends the first line: the names of the columns.
 */
void
cs_log_export_append_heading (GString *csv)
{
  g_string_append (csv,
                   "sequence,time_utc,time_kst,operator,host,environment,action,member_id,par,"
                   "outcome,cards,subject,case,reason,correlation_id\r\n");
}

/**
 * cs_log_export_append_record:
 * @csv: where it goes
 * @record: a record
 *
 * Appends a line. Member IDs are texts, since spreadsheets round what has more than 15
 * digits; 0 stands for none.
 */
void
cs_log_export_append_record (GString              *csv,
                             const CsAccessRecord *record)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GTimeZone) kst = cs_clock_dup_zone ("KST");
  g_autoptr (GDateTime) time_utc = cs_clock_in_zone (record->unix_us, utc);
  g_autoptr (GDateTime) time_kst = cs_clock_in_zone (record->unix_us, kst);
  g_autofree char *text_utc = g_date_time_format (time_utc, "%Y-%m-%dT%H:%M:%S.%fZ");
  g_autofree char *text_kst = g_date_time_format (time_kst, "%Y-%m-%d %H:%M:%S");
  g_autofree char *member_id = g_strdup_printf ("%" G_GUINT64_FORMAT, record->member_id);

  g_string_append_printf (csv, "%" G_GUINT64_FORMAT, record->sequence);
  append_text (csv, text_utc);
  append_text (csv, text_kst);
  append_text (csv, record->operator_name);
  append_text (csv, record->host);
  append_text (csv, record->environment);
  append_text (csv, cs_action_to_string (record->action));
  append_text (csv, record->member_id != 0 ? member_id : NULL);
  append_text (csv, record->par);
  append_text (csv, record->outcome);
  g_string_append_printf (csv, ",%u", record->n_cards);
  append_text (csv, record->subject);
  append_text (csv, record->case_reference);
  append_text (csv, record->reason);
  append_text (csv, record->correlation_id);
  g_string_append (csv, "\r\n");
}

static gboolean
write_page (GOutputStream  *stream,
            GPtrArray      *records,
            GCancellable   *cancellable,
            GError        **error)
{
  g_autoptr (GString) csv = g_string_new (NULL);

  for (guint i = 0; i < records->len; i++)
    cs_log_export_append_record (csv, g_ptr_array_index (records, i));

  return g_output_stream_write_all (stream, csv->str, csv->len, NULL, cancellable, error);
}

static gboolean
write_records (const char         *path,
               const CsLogFilter  *filter,
               GOutputStream      *stream,
               GCancellable       *cancellable,
               guint64            *n_records,
               GError            **error)
{
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (CsAccessRecord) last = NULL;

  do
    {
      g_clear_pointer (&records, g_ptr_array_unref);
      records = cs_log_query_file (path, filter, last, PAGE, error);

      if (records == NULL || !write_page (stream, records, cancellable, error))
        return FALSE;

      *n_records += records->len;
      g_clear_pointer (&last, cs_access_record_free);

      if (records->len > 0)
        last = cs_access_record_copy (g_ptr_array_index (records, records->len - 1));
    }
  while (records->len == PAGE);

  return TRUE;
}

static gboolean
set_errno (GError **error)
{
  int saved_errno = errno;

  g_set_error_literal (error, G_IO_ERROR, (int) g_io_error_from_errno (saved_errno),
                       g_strerror (saved_errno));

  return FALSE;
}

/* Takes @fd. All of it is on disk before it gets its name. */
static gboolean
write_part (const char         *path,
            const CsLogFilter  *filter,
            int                 fd,
            GCancellable       *cancellable,
            guint64            *out_n_records,
            GError            **error)
{
  g_autoptr (GOutputStream) stream = g_unix_output_stream_new (fd, TRUE);
  g_autoptr (GString) heading = g_string_new (BYTE_ORDER_MARK);

  cs_log_export_append_heading (heading);

  return g_output_stream_write_all (stream, heading->str, heading->len, NULL, cancellable, error) &&
         write_records (path, filter, stream, cancellable, out_n_records, error) &&
         (fsync (fd) == 0 || set_errno (error)) &&
         g_output_stream_close (stream, cancellable, error);
}

/**
 * cs_log_export_file:
 * @path: a log
 * @filter: which records
 * @output: where they go, in place of a file that is there; on this computer
 * @cancellable: (nullable): a cancellable
 * @out_n_records: (out): how many there are
 * @error: return location for an error
 *
 * Writes records as CSV: UTF-8, mode 0600, texts in quotation marks. The file gets its
 * name when it is complete: @output is what it was, or all of it. GIO's own way of
 * replacing files does so only where there is one already.
 *
 * Returns: `FALSE` with an error of `CS_LOG_ERROR` or `G_IO_ERROR` if it could not
 */
gboolean
cs_log_export_file (const char         *path,
                    const CsLogFilter  *filter,
                    GFile              *output,
                    GCancellable       *cancellable,
                    guint64            *out_n_records,
                    GError            **error)
{
  g_autofree char *target = g_file_get_path (output);
  g_autofree char *part = NULL;
  guint64 n_records = 0;
  int fd;

  if (target == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                           "Records go to files of this computer only");
      return FALSE;
    }

  part = g_strconcat (target, ".XXXXXX", NULL);
  fd = g_mkstemp_full (part, O_RDWR | O_CLOEXEC, 0600);

  if (fd < 0)
    return set_errno (error);

  if (write_part (path, filter, fd, cancellable, &n_records, error) &&
      (g_rename (part, target) == 0 || set_errno (error)))
    {
      *out_n_records = n_records;
      return TRUE;
    }

  (void) g_unlink (part);

  return FALSE;
}
