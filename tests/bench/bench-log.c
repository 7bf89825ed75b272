/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How long it takes to find records in a log of a million, spread over its two years.
 *
 * bench-log FOLDER [RECORDS]
 */

#include <stdlib.h>

#include "cs-access-log.h"

#define AT_ONCE   10000
#define PAGE      200
#define N_RUNS    5
#define N_MONTHS  24
#define FIRST_US  (G_GINT64_CONSTANT (1732406400) * G_USEC_PER_SEC)
#define MONTH_US  ((gint64) 30 * G_TIME_SPAN_DAY)

static const char *const operators[] = {
  "kim", "lee", "park", "choi", "jung", "kang", "cho", "yun",
};

static CsAccessRecord *
record_new (guint64 i,
            guint64 n_records)
{
  gint64 since_us = (gint64) ((double) i / (double) n_records * (double) (N_MONTHS * MONTH_US));
  CsAccessRecord *record = cs_access_record_new (i % 50 == 0 ? CS_ACTION_COPY : CS_ACTION_LOOKUP,
                                                 "production", FIRST_US + since_us);

  g_free (record->operator_name);
  record->operator_name = g_strdup (operators[i % G_N_ELEMENTS (operators)]);
  record->member_id = 50000000000 + i % 100000;
  record->outcome = g_strdup (i % 20 == 0 ? "refused:001_006" : "ok");
  record->n_cards = (guint) (i % 6);
  record->case_reference = g_strdup_printf ("%" G_GUINT64_FORMAT, i / 3);
  record->reason = g_strdup ("refused payment");
  record->correlation_id = g_strdup_printf ("261124140322-%07x", (guint) i);

  return record;
}

static void
fill (CsAccessLog *access_log,
      guint64      n_records)
{
  for (guint64 i = 0; i < n_records; i += AT_ONCE)
    {
      g_autoptr (GPtrArray) records =
        g_ptr_array_new_with_free_func ((GDestroyNotify) cs_access_record_free);
      g_autoptr (GError) error = NULL;

      for (guint64 k = i; k < MIN (i + AT_ONCE, n_records); k++)
        g_ptr_array_add (records, record_new (k, n_records));

      if (!cs_access_log_append (access_log, records, &error))
        g_error ("%s", error->message);
    }
}

/* What the viewer does: counts, and reads the first page. Milliseconds, the best run. */
static double
measure (CsAccessLog       *access_log,
         const CsLogFilter *filter,
         guint64           *out_n_found)
{
  double best_ms = G_MAXDOUBLE;

  for (guint i = 0; i < N_RUNS; i++)
    {
      gint64 start_us = g_get_monotonic_time ();
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) page = NULL;

      if (!cs_access_log_count (access_log, filter, out_n_found, &error) ||
          (page = cs_access_log_query (access_log, filter, NULL, PAGE, &error)) == NULL)
        g_error ("%s", error->message);

      best_ms = MIN (best_ms, (double) (g_get_monotonic_time () - start_us) / 1000);
    }

  return best_ms;
}

/* An outcome has no index: every record is looked at. */
static double
measure_scan (CsAccessLog *access_log)
{
  g_autoptr (CsLogFilter) filter = cs_log_filter_new ();
  guint64 n_found;

  filter->outcome = g_strdup ("no such outcome");

  return measure (access_log, filter, &n_found);
}

static void
report (CsAccessLog       *access_log,
        const char        *name,
        const CsLogFilter *filter,
        double             scan_ms)
{
  guint64 n_found = 0;
  double ms = measure (access_log, filter, &n_found);

  g_print ("%-34s %8" G_GUINT64_FORMAT " found  %8.1f ms  %.3f of a scan\n", name, n_found, ms,
           ms / scan_ms);
}

int
main (int   argc,
      char *argv[])
{
  guint64 n_records = argc > 2 ? g_ascii_strtoull (argv[2], NULL, 10) : 1000000;
  g_autofree char *path = argc > 1 ? g_build_filename (argv[1], "access-log.db", NULL) : NULL;
  g_autoptr (CsLogFilter) filter = cs_log_filter_new ();
  g_autoptr (CsAccessLog) access_log = NULL;
  g_autoptr (GError) error = NULL;
  CsLogReport verified;
  gint64 start_us;
  double scan_ms;

  if (path == NULL || (access_log = cs_access_log_open (path, &error)) == NULL)
    g_error ("%s", error != NULL ? error->message : "bench-log FOLDER [RECORDS]");

  start_us = g_get_monotonic_time ();
  fill (access_log, n_records);
  g_print ("%-34s %.2f us a record\n", "appended, 10,000 at a time",
           (double) (g_get_monotonic_time () - start_us) / (double) n_records);

  scan_ms = measure_scan (access_log);
  g_print ("%-34s %24.1f ms\n", "scan of the whole table", scan_ms);

  filter->from_us = FIRST_US + (N_MONTHS - 4) * MONTH_US;
  filter->until_us = filter->from_us + 3 * MONTH_US;
  report (access_log, "three months", filter, scan_ms);
  filter->operator_name = g_strdup ("lee");
  report (access_log, "three months of one operator", filter, scan_ms);
  g_clear_pointer (&filter->operator_name, g_free);
  filter->member_id = 50000004711;
  report (access_log, "three months of one member", filter, scan_ms);
  filter->member_id = 0;
  filter->outcome = g_strdup ("refused");
  report (access_log, "three months of one outcome", filter, scan_ms);

  start_us = g_get_monotonic_time ();

  if (!cs_access_log_verify (access_log, NULL, &verified, &error))
    g_error ("%s", error->message);

  g_print ("%-34s %.2f us a record, %s\n", "verified",
           (double) (g_get_monotonic_time () - start_us) / (double) n_records,
           verified.state == CS_LOG_INTACT ? "intact" : "damaged");

  return EXIT_SUCCESS;
}
