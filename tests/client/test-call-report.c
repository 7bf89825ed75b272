/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cs-call-report.h"

static void
test_empty (void)
{
  g_autoptr (CsCallReport) report = cs_call_report_new ();

  g_assert_cmpuint (report->http_status, ==, 0);
  g_assert_cmpuint (report->n_attempts, ==, 0);
  g_assert_cmpstr (report->correlation_id, ==, "");
  g_assert_null (report->answered_correlation_id);
  g_assert_null (report->code);
  g_assert_null (report->description);
}

static void
test_copy (void)
{
  g_autoptr (CsCallReport) report = cs_call_report_new ();
  g_autoptr (CsCallReport) copy = NULL;

  g_strlcpy (report->correlation_id, "260907120000-0a1b2c3", sizeof report->correlation_id);
  report->answered_correlation_id = g_strdup ("other");
  report->code = g_strdup ("000_002");
  report->description = g_strdup ("Invalid input parameter. userId");
  report->http_status = 400;
  report->n_attempts = 3;

  copy = g_boxed_copy (CS_TYPE_CALL_REPORT, report);
  g_clear_pointer (&report, cs_call_report_free);

  g_assert_cmpstr (copy->correlation_id, ==, "260907120000-0a1b2c3");
  g_assert_cmpstr (copy->answered_correlation_id, ==, "other");
  g_assert_cmpstr (copy->code, ==, "000_002");
  g_assert_cmpstr (copy->description, ==, "Invalid input parameter. userId");
  g_assert_cmpuint (copy->http_status, ==, 400);
  g_assert_cmpuint (copy->n_attempts, ==, 3);
}

static void
test_free_null (void)
{
  cs_call_report_free (NULL);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/call-report/empty", test_empty);
  g_test_add_func ("/call-report/copy", test_copy);
  g_test_add_func ("/call-report/free-null", test_free_null);

  return g_test_run ();
}
