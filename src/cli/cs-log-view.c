/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-log-view.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cs-clock.h"
#include "cs-json-writer.h"
#include "cs-message.h"
#include "cs-output.h"
#include "cs-text.h"

#define PAGE      1000
#define SCHEMA    1
#define BYTES_MAX (64 * 1024)

static char *
dup_time (gint64      unix_us,
          const char *format)
{
  g_autoptr (GTimeZone) kst = cs_clock_dup_zone ("KST");
  g_autoptr (GDateTime) time = cs_clock_in_zone (unix_us, kst);

  return g_date_time_format (time, format);
}

static void
append_field (GString    *line,
              const char *text)
{
  g_string_append_printf (line, "\t%s", text != NULL ? text : "");
}

static void
append_line (GString              *page,
             const CsAccessRecord *record)
{
  g_autofree char *time = dup_time (record->unix_us, "%Y-%m-%dT%H:%M:%S.%f%:z");
  g_autofree char *member_id = g_strdup_printf ("%" G_GUINT64_FORMAT, record->member_id);
  g_autofree char *n_cards = g_strdup_printf ("%u", record->n_cards);

  g_string_append_printf (page, "%" G_GUINT64_FORMAT, record->sequence);
  append_field (page, time);
  append_field (page, record->operator_name);
  append_field (page, record->host);
  append_field (page, record->environment);
  append_field (page, cs_action_to_string (record->action));
  append_field (page, record->member_id != 0 ? member_id : NULL);
  append_field (page, record->par);
  append_field (page, record->outcome);
  append_field (page, n_cards);
  append_field (page, record->subject);
  append_field (page, record->case_reference);
  append_field (page, record->reason);
  append_field (page, record->correlation_id);
  g_string_append_c (page, '\n');
}

static void
append_row (GString              *page,
            const CsAccessRecord *record)
{
  g_autofree char *time = dup_time (record->unix_us, "%Y-%m-%d %H:%M:%S");
  g_autofree char *member_id = record->member_id != 0
                                 ? g_strdup_printf ("%" G_GUINT64_FORMAT, record->member_id)
                                 : g_strdup (record->subject != NULL ? record->subject : "");
  const char *texts[] = { record->case_reference, record->reason };

  g_string_append_printf (page, "%7" G_GUINT64_FORMAT "  %s  ", record->sequence, time);
  cs_text_append_cell (page, record->operator_name, 12);
  g_string_append (page, "  ");
  cs_text_append_cell (page, cs_action_to_string (record->action), 16);
  g_string_append (page, "  ");
  cs_text_append_cell (page, member_id, 19);
  g_string_append_printf (page, "  %s", record->outcome);

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (texts[i] != NULL)
      {
        g_autofree char *shown = cs_text_dup_shown (texts[i]);

        g_string_append_printf (page, "  %s", shown);
      }

  g_string_append_c (page, '\n');
}

static void
write_text (CsJsonWriter *writer,
            const char   *name,
            const char   *text)
{
  if (text != NULL)
    cs_json_writer_string (writer, name, text);
  else
    cs_json_writer_null (writer, name);
}

static void
write_record (CsJsonWriter         *writer,
              const CsAccessRecord *record)
{
  g_autofree char *time = dup_time (record->unix_us, "%Y-%m-%dT%H:%M:%S.%f%:z");
  g_autofree char *member_id = g_strdup_printf ("%" G_GUINT64_FORMAT, record->member_id);

  cs_json_writer_begin_object (writer, NULL);
  cs_json_writer_uint64 (writer, "sequence", record->sequence);
  cs_json_writer_string (writer, "time", time);
  write_text (writer, "operator", record->operator_name);
  write_text (writer, "host", record->host);
  write_text (writer, "environment", record->environment);
  write_text (writer, "action", cs_action_to_string (record->action));
  write_text (writer, "memberId", record->member_id != 0 ? member_id : NULL);
  write_text (writer, "par", record->par);
  write_text (writer, "outcome", record->outcome);
  cs_json_writer_uint64 (writer, "cards", record->n_cards);
  write_text (writer, "subject", record->subject);
  write_text (writer, "case", record->case_reference);
  write_text (writer, "reason", record->reason);
  write_text (writer, "correlationId", record->correlation_id);
  cs_json_writer_end_object (writer);
}

/* Finishes a document that was begun in @buffer. */
static char *
dup_document (CsJsonWriter *writer)
{
  const guint8 *data;
  gsize length;

  g_assert (cs_json_writer_finish (writer));
  data = cs_buffer_get_data (writer->buffer, &length);

  return g_strndup ((const char *) data, length);
}

static void
append_json (GString              *page,
             const CsAccessRecord *record,
             gboolean              is_first)
{
  g_autoptr (CsBuffer) buffer = cs_buffer_new (BYTES_MAX);
  g_autofree char *object = NULL;
  CsJsonWriter writer;

  cs_json_writer_init (&writer, buffer);
  write_record (&writer, record);
  object = dup_document (&writer);
  g_string_append_printf (page, "%s\n  %s", is_first ? "" : ",", g_strchomp (object));
}

static void
append (GString              *page,
        const CsAccessRecord *record,
        CsLogForm             form,
        gboolean              is_first)
{
  switch (form)
    {
    case CS_LOG_FORM_JSON:
      append_json (page, record, is_first);
      break;

    case CS_LOG_FORM_TABLE:
      append_row (page, record);
      break;

    case CS_LOG_FORM_LINES:
    default:
      append_line (page, record);
      break;
    }
}

static int
print_page (GPtrArray *records,
            CsLogForm  form,
            gboolean   is_first)
{
  g_autoptr (GString) page = g_string_new (NULL);

  if (is_first && form == CS_LOG_FORM_JSON)
    g_string_append_printf (page, "{ \"schema\": %d, \"records\": [", SCHEMA);

  for (guint i = 0; i < records->len; i++)
    append (page, g_ptr_array_index (records, i), form, is_first && i == 0);

  if (records->len < PAGE && form == CS_LOG_FORM_JSON)
    g_string_append (page, "\n] }\n");

  return cs_output_write (page->str, page->len);
}

/**
 * cs_log_view_print_records:
 * @access_log: a log
 * @filter: which records
 * @form: how they are written
 *
 * Prints records page by page, in memory that does not grow with their number.
 *
 * Returns: the exit code
 */
int
cs_log_view_print_records (CsAccessLog       *access_log,
                           const CsLogFilter *filter,
                           CsLogForm          form)
{
  g_autoptr (CsAccessRecord) last = NULL;
  guint n_rows = PAGE;

  for (gboolean is_first = TRUE; n_rows == PAGE; is_first = FALSE)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) records = cs_access_log_query (access_log, filter, last, PAGE, &error);
      int exit_code;

      if (records == NULL)
        return cs_message_failure (error, NULL);

      exit_code = print_page (records, form, is_first);

      if (exit_code != 0)
        return exit_code;

      n_rows = records->len;
      g_clear_pointer (&last, cs_access_record_free);

      if (n_rows > 0)
        last = cs_access_record_copy (g_ptr_array_index (records, n_rows - 1));
    }

  return 0;
}

/**
 * cs_log_view_dup_report:
 * @report: what a verification found
 *
 * Writes the result of a verification as a JSON document.
 *
 * Returns: (transfer full): the document
 */
char *
cs_log_view_dup_report (const CsLogReport *report)
{
  g_autoptr (CsBuffer) buffer = cs_buffer_new (BYTES_MAX);
  g_autofree char *document = NULL;
  g_autofree char *created = dup_time (report->created_us, "%Y-%m-%dT%H:%M:%S%:z");
  CsJsonWriter writer;

  cs_json_writer_init (&writer, buffer);
  cs_json_writer_set_pretty (&writer);
  cs_json_writer_begin_object (&writer, NULL);
  cs_json_writer_uint64 (&writer, "schema", SCHEMA);
  cs_json_writer_string (&writer, "state", cs_log_state_to_string (report->state));

  if (report->bad_sequence != 0)
    cs_json_writer_uint64 (&writer, "badSequence", report->bad_sequence);
  else
    cs_json_writer_null (&writer, "badSequence");

  cs_json_writer_uint64 (&writer, "firstSequence", report->first_sequence);
  cs_json_writer_uint64 (&writer, "lastSequence", report->last_sequence);
  cs_json_writer_uint64 (&writer, "verified", report->n_verified);
  write_text (&writer, "created", report->created_us != 0 ? created : NULL);
  cs_json_writer_uint64 (&writer, "clockBackwards", report->n_backwards);
  cs_json_writer_end_object (&writer);
  document = dup_document (&writer);

  return g_strconcat (g_strchomp (document), "\n", NULL);
}
