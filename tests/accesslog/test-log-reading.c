/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Searching, exporting and purging. */

#include "log-support.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>

#include "cs-log-export.h"
#include "cs-log-query.h"

typedef struct
{
  char        *folder;
  char        *path;
  CsAccessLog *access_log;
} Fixture;

static void
setup (Fixture       *fixture,
       gconstpointer  unused)
{
  fixture->folder = test_folder_new ();
  fixture->path = g_build_filename (fixture->folder, "access-log.db", NULL);
  fixture->access_log = test_log_open (fixture->path);
}

static void
teardown (Fixture       *fixture,
          gconstpointer  unused)
{
  g_clear_object (&fixture->access_log);
  g_free (fixture->path);
  test_folder_remove (fixture->folder);
}

/* A record an hour. */
static void
append (Fixture *fixture,
        guint    n_records)
{
  static const char *const outcomes[] = { "ok", "refused:001_006", "refusedly", "refused" };
  g_autoptr (GPtrArray) records = test_records_new (n_records, 1);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n_records; i++)
    {
      CsAccessRecord *record = g_ptr_array_index (records, i);

      record->unix_us += (gint64) i * G_TIME_SPAN_HOUR;
      record->member_id = 1 + i % 5;
      record->action = i % 3 == 0 ? CS_ACTION_COPY : CS_ACTION_LOOKUP;
      record->case_reference = i % 4 == 0 ? g_strdup ("4711") : NULL;
      g_free (record->outcome);
      record->outcome = g_strdup (outcomes[i % 4]);
      g_free (record->operator_name);
      record->operator_name = g_strdup (i % 2 == 0 ? "kim" : "lee");
    }

  cs_access_log_append (fixture->access_log, records, &error);
  g_assert_no_error (error);
}

static guint64
count (Fixture           *fixture,
       const CsLogFilter *filter)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = NULL;
  guint64 n_records = G_MAXUINT64;

  g_assert_true (cs_access_log_count (fixture->access_log, filter, &n_records, &error));
  g_assert_no_error (error);
  records = cs_access_log_query (fixture->access_log, filter, NULL, G_MAXINT, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (records->len, ==, n_records);

  return n_records;
}

static void
test_filters (Fixture       *fixture,
              gconstpointer  unused)
{
  g_autoptr (CsLogFilter) filter = cs_log_filter_new ();

  append (fixture, 60);
  g_assert_cmpuint (count (fixture, filter), ==, 60);

  filter->operator_name = g_strdup ("kim");
  g_assert_cmpuint (count (fixture, filter), ==, 30);

  filter->has_action = TRUE;
  filter->action = CS_ACTION_COPY;
  g_assert_cmpuint (count (fixture, filter), ==, 10);

  filter->member_id = 1;
  g_assert_cmpuint (count (fixture, filter), ==, 2);

  filter->case_reference = g_strdup ("4711");
  g_assert_cmpuint (count (fixture, filter), ==, 1);

  g_free (filter->operator_name);
  filter->operator_name = g_strdup ("' OR 1 --");
  g_assert_cmpuint (count (fixture, filter), ==, 0);
}

/* A family has its codes with it, and not what only begins like it. */
static void
test_outcomes (Fixture       *fixture,
               gconstpointer  unused)
{
  g_autoptr (CsLogFilter) filter = cs_log_filter_new ();

  append (fixture, 60);
  filter->outcome = g_strdup ("refused");
  g_assert_cmpuint (count (fixture, filter), ==, 30);

  g_free (filter->outcome);
  filter->outcome = g_strdup ("refused:001_006");
  g_assert_cmpuint (count (fixture, filter), ==, 15);
}

/* TEST_UNIX_US is 14:03:22 in Korea; the day there ends at 15:00 UTC. */
static void
test_days_are_inclusive (Fixture       *fixture,
                         gconstpointer  unused)
{
  g_autoptr (CsLogFilter) filter = cs_log_filter_new ();
  GDate first, second;

  append (fixture, 60);
  g_assert_true (cs_log_day_parse ("2026-11-24", &first));
  g_assert_true (cs_log_day_parse ("2026-11-25", &second));

  cs_log_filter_set_days (filter, &first, &first);
  g_assert_cmpuint (count (fixture, filter), ==, 10);
  cs_log_filter_set_days (filter, &second, &second);
  g_assert_cmpuint (count (fixture, filter), ==, 24);
  cs_log_filter_set_days (filter, &first, &second);
  g_assert_cmpuint (count (fixture, filter), ==, 34);
  cs_log_filter_set_days (filter, NULL, &first);
  g_assert_cmpuint (count (fixture, filter), ==, 10);
  cs_log_filter_set_days (filter, &second, NULL);
  g_assert_cmpuint (count (fixture, filter), ==, 50);
}

static void
test_days_parse (void)
{
  static const char *const wrong[] = {
    "", "2026-11-2", "2026-11-31", "2026-13-01", "2026/11/24", "20261124", "24-11-2026",
    "2026-11-24 ", "1969-12-31", "2026-1a-24", "2026-02-29",
  };
  GDate day;

  g_assert_true (cs_log_day_parse ("2024-02-29", &day));
  g_assert_cmpint (g_date_get_day (&day), ==, 29);

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (cs_log_day_parse (wrong[i], &day));
}

/* Page by page each record comes once, either way, also where many have one time. */
static void
test_pages (Fixture       *fixture,
            gconstpointer  newest_first)
{
  g_autoptr (CsLogFilter) filter = cs_log_filter_new ();
  g_autoptr (GPtrArray) same = test_records_new (20, 1);
  g_autoptr (CsAccessRecord) last = NULL;
  guint n_seen = 0;

  append (fixture, 30);
  g_assert_true (cs_access_log_append (fixture->access_log, same, NULL));
  filter->newest_first = GPOINTER_TO_INT (newest_first);

  for (guint n_rows = 7; n_rows == 7;)
    {
      g_autoptr (GPtrArray) page = cs_access_log_query (fixture->access_log, filter, last, 7,
                                                        NULL);

      n_rows = page->len;
      n_seen += n_rows;

      for (guint i = 0; i < n_rows; i++)
        {
          CsAccessRecord *record = g_ptr_array_index (page, i);

          if (last != NULL && filter->newest_first)
            g_assert_true (record->unix_us < last->unix_us ||
                           (record->unix_us == last->unix_us &&
                            record->sequence < last->sequence));
          else if (last != NULL)
            g_assert_true (record->unix_us > last->unix_us ||
                           (record->unix_us == last->unix_us &&
                            record->sequence > last->sequence));

          g_clear_pointer (&last, cs_access_record_free);
          last = cs_access_record_copy (record);
        }
    }

  g_assert_cmpuint (n_seen, ==, 50);
}

/* Each filter finds its records by an index and in their order: nothing is sorted and
 * nothing walked from end to end, however long the log.
 */
static void
test_plans (Fixture       *fixture,
            gconstpointer  unused)
{
  sqlite3 *sqlite = NULL;

  g_assert_cmpint (sqlite3_open (fixture->path, &sqlite), ==, SQLITE_OK);

  for (guint i = 0; i < 32; i++)
    {
      g_autoptr (CsLogFilter) filter = cs_log_filter_new ();
      g_autofree char *where = NULL;
      g_autofree char *sql = NULL;
      sqlite3_stmt *plan = NULL;

      filter->operator_name = i & 1 ? g_strdup ("kim") : NULL;
      filter->has_action = i & 2 ? TRUE : FALSE;
      filter->outcome = i & 4 ? g_strdup ("ok") : NULL;
      filter->member_id = i & 8 ? 1 : 0;
      filter->case_reference = i & 16 ? g_strdup ("4711") : NULL;
      where = cs_log_query_dup_sql (filter, "*", NULL);
      sql = g_strdup_printf ("EXPLAIN QUERY PLAN %s ORDER BY unix_us DESC, sequence DESC LIMIT 9",
                             where);
      g_assert_cmpint (sqlite3_prepare_v2 (sqlite, sql, -1, &plan, NULL), ==, SQLITE_OK);

      while (sqlite3_step (plan) == SQLITE_ROW)
        {
          const char *step = (const char *) sqlite3_column_text (plan, 3);

          g_test_message ("%u: %s", i, step);
          g_assert_true (g_str_has_prefix (step, "SEARCH record USING INDEX record_by_"));

          if (i & 16)
            g_assert_nonnull (strstr (step, "record_by_"));
        }

      sqlite3_finalize (plan);
    }

  sqlite3_close (sqlite);
}

static char *
export (Fixture           *fixture,
        const CsLogFilter *filter,
        guint64           *out_n_records)
{
  g_autofree char *path = g_build_filename (fixture->folder, "log.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  struct stat info;
  char *csv = NULL;

  g_assert_true (cs_access_log_export (fixture->access_log, filter, file, NULL, out_n_records,
                                       &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &csv, NULL, NULL));
  g_assert_no_errno (g_stat (path, &info));
  g_assert_cmphex (info.st_mode & 0777, ==, 0600);

  return csv;
}

static void
test_export (Fixture       *fixture,
             gconstpointer  unused)
{
  g_autoptr (CsLogFilter) filter = cs_log_filter_new ();
  g_autoptr (GPtrArray) records = test_records_new (1, 9999999999999999999u);
  CsAccessRecord *record = g_ptr_array_index (records, 0);
  g_autofree char *csv = NULL;
  g_autofree char *line = NULL;
  guint64 n_records = 0;

  record->case_reference = g_strdup ("=HYPERLINK(\"http://x\")");
  record->reason = g_strdup ("결제, 거절 \"x\"");
  record->subject = g_strdup ("-2+3");
  cs_access_log_append (fixture->access_log, records, NULL);
  csv = export (fixture, filter, &n_records);
  line = g_strdup_printf ("1,\"2026-11-24T05:03:22.000000Z\",\"2026-11-24 14:03:22\",\"%s\",\"%s\","
                          "\"sandbox\",\"lookup\",\"9999999999999999999\",\"\",\"ok\",0,\"'-2+3\","
                          "\"'=HYPERLINK(\"\"http://x\"\")\",\"결제, 거절 \"\"x\"\"\",\"\"\r\n",
                          record->operator_name, record->host);

  g_assert_cmpuint (n_records, ==, 1);
  g_assert_true (g_str_has_prefix (csv, "\xef\xbb\xbfsequence,time_utc,"));
  g_assert_cmpstr (strchr (csv, '\n') + 1, ==, line);
}

static void
test_export_in_pages (Fixture       *fixture,
                      gconstpointer  unused)
{
  g_autoptr (CsLogFilter) filter = cs_log_filter_new ();
  g_autofree char *csv = NULL;
  g_auto (GStrv) lines = NULL;
  guint64 n_records = 0;

  for (guint i = 0; i < 5; i++)
    append (fixture, 900);

  csv = export (fixture, filter, &n_records);
  lines = g_strsplit (csv, "\r\n", -1);
  g_assert_cmpuint (n_records, ==, 4500);
  g_assert_cmpuint (g_strv_length (lines), ==, 4502);
}

/* What stood there stays, and nothing half written is left beside it. */
static void
test_export_cancelled (Fixture       *fixture,
                       gconstpointer  unused)
{
  g_autoptr (CsLogFilter) filter = cs_log_filter_new ();
  g_autofree char *folder = g_build_filename (fixture->folder, "exports", NULL);
  g_autofree char *path = g_build_filename (folder, "log.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *broken = g_strconcat (fixture->path, ".not", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL;
  g_autoptr (GDir) dir = NULL;
  guint64 n_records = 0;

  g_assert_no_errno (g_mkdir (folder, 0700));
  g_file_set_contents (path, "before", -1, NULL);
  g_assert_false (cs_log_export_file (broken, filter, file, NULL, &n_records, &error));
  g_assert_nonnull (error);
  g_file_get_contents (path, &content, NULL, NULL);
  g_assert_cmpstr (content, ==, "before");

  dir = g_dir_open (folder, 0, NULL);
  g_assert_cmpstr (g_dir_read_name (dir), ==, "log.csv");
  g_assert_null (g_dir_read_name (dir));
  g_clear_error (&error);

  /* Where none stood there is none, not one that only begins like an export. */
  g_assert_no_errno (g_unlink (path));
  g_assert_false (cs_log_export_file (broken, filter, file, NULL, &n_records, &error));
  g_dir_rewind (dir);
  g_assert_null (g_dir_read_name (dir));
}

static gint64
months_ago (int months)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (TEST_UNIX_US / G_USEC_PER_SEC);
  g_autoptr (GDateTime) then = g_date_time_add_months (now, -months);

  return g_date_time_to_unix (then) * G_USEC_PER_SEC;
}

static void
append_at (Fixture *fixture,
           gint64   unix_us,
           guint    n_records)
{
  g_autoptr (GPtrArray) records = test_records_new (n_records, 1);

  for (guint i = 0; i < n_records; i++)
    ((CsAccessRecord *) g_ptr_array_index (records, i))->unix_us = unix_us + i;

  g_assert_true (cs_access_log_append (fixture->access_log, records, NULL));
}

static gboolean
purge (Fixture  *fixture,
       gint64    before_us,
       guint64  *out_n_purged,
       GError  **error)
{
  g_autoptr (CsAccessRecord) record =
    cs_access_record_new (CS_ACTION_LOG_PURGED, CS_ENVIRONMENT_LOCAL, TEST_UNIX_US);

  record->outcome = g_strdup ("ok");

  return cs_access_log_purge (fixture->access_log, before_us, record, out_n_purged, error);
}

static CsLogReport
verify (Fixture *fixture)
{
  CsLogReport report = { 0 };
  g_autoptr (GError) error = NULL;

  cs_access_log_verify (fixture->access_log, NULL, &report, &error);
  g_assert_no_error (error);

  return report;
}

static void
test_purge (Fixture       *fixture,
            gconstpointer  unused)
{
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GError) error = NULL;
  const CsAccessRecord *record;
  guint64 n_purged = 0;
  CsLogReport report;

  append_at (fixture, months_ago (40), 10);
  append_at (fixture, months_ago (25), 10);
  append_at (fixture, months_ago (23), 10);
  append_at (fixture, months_ago (30), 1);

  g_assert_false (purge (fixture, months_ago (23), &n_purged, &error));
  g_assert_error (error, CS_LOG_ERROR, CS_LOG_ERROR_TOO_YOUNG);
  g_clear_error (&error);
  g_assert_cmpuint (verify (fixture).n_verified, ==, 31);

  purge (fixture, months_ago (24), &n_purged, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_purged, ==, 20);

  report = verify (fixture);
  g_assert_cmpstr (cs_log_state_to_string (report.state), ==, "intact");
  g_assert_cmpuint (report.first_sequence, ==, 21);
  g_assert_cmpuint (report.last_sequence, ==, 32);
  g_assert_cmpuint (report.n_verified, ==, 12);

  /* The purge is the last record, and the log goes on, also for another process. */
  append_at (fixture, TEST_UNIX_US, 1);
  g_clear_object (&fixture->access_log);
  fixture->access_log = test_log_open (fixture->path);
  records = cs_access_log_list (fixture->access_log, 32, 1, NULL);
  record = g_ptr_array_index (records, 0);
  g_assert_cmpuint (record->action, ==, CS_ACTION_LOG_PURGED);
  g_assert_true (g_str_has_prefix (record->subject, "20 records, to 2024-11-2"));
}

static void
test_purge_all (Fixture       *fixture,
                gconstpointer  unused)
{
  guint64 n_purged = 0;

  append_at (fixture, months_ago (40), 10);
  g_assert_true (purge (fixture, months_ago (24), &n_purged, NULL));
  g_assert_cmpuint (n_purged, ==, 10);
  g_assert_true (purge (fixture, months_ago (24), &n_purged, NULL));
  g_assert_cmpuint (n_purged, ==, 0);
  g_assert_cmpuint (verify (fixture).n_verified, ==, 2);
  g_clear_object (&fixture->access_log);
  fixture->access_log = test_log_open (fixture->path);
}

/* More taken than was purged is found, at the first record that is missing. */
static void
test_purged_and_cut (Fixture       *fixture,
                     gconstpointer  unused)
{
  guint64 n_purged = 0;
  CsLogReport report;

  append_at (fixture, months_ago (40), 10);
  append_at (fixture, months_ago (1), 10);
  g_assert_true (purge (fixture, months_ago (24), &n_purged, NULL));
  test_log_execute (fixture->path, "DELETE FROM record WHERE sequence <= 15");
  report = verify (fixture);
  g_assert_cmpuint (report.state, ==, CS_LOG_MISSING);
  g_assert_cmpuint (report.bad_sequence, ==, 11);
}

/* Another process that knew what went goes on behind what came. */
static void
test_purged_beside (Fixture       *fixture,
                    gconstpointer  unused)
{
  g_autoptr (CsAccessLog) beside = NULL;
  g_autoptr (GPtrArray) records = test_records_new (1, 2);
  g_autoptr (GError) error = NULL;
  guint64 n_purged = 0;

  append_at (fixture, months_ago (40), 10);
  beside = test_log_open (fixture->path);
  g_assert_true (purge (fixture, months_ago (24), &n_purged, NULL));
  g_assert_cmpuint (n_purged, ==, 10);

  cs_access_log_append (beside, records, &error);
  g_assert_no_error (error);
  append_at (fixture, TEST_UNIX_US, 1);
  g_assert_cmpuint (verify (fixture).state, ==, CS_LOG_INTACT);
  g_assert_cmpuint (verify (fixture).last_sequence, ==, 13);
}

#define ADD(name, function) \
  g_test_add ("/log-reading/" name, Fixture, NULL, setup, function, teardown)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("filters", test_filters);
  ADD ("outcomes", test_outcomes);
  ADD ("days-are-inclusive", test_days_are_inclusive);
  g_test_add_func ("/log-reading/days-parse", test_days_parse);
  g_test_add ("/log-reading/pages/oldest-first", Fixture, GINT_TO_POINTER (FALSE), setup,
              test_pages, teardown);
  g_test_add ("/log-reading/pages/newest-first", Fixture, GINT_TO_POINTER (TRUE), setup,
              test_pages, teardown);
  ADD ("plans", test_plans);
  ADD ("export", test_export);
  ADD ("export-in-pages", test_export_in_pages);
  ADD ("export-cancelled", test_export_cancelled);
  ADD ("purge", test_purge);
  ADD ("purge-all", test_purge_all);
  ADD ("purged-and-cut", test_purged_and_cut);
  ADD ("purged-beside", test_purged_beside);

  return g_test_run ();
}
