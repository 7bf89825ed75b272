/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cs-audit-run.h"

#include <string.h>

#include "cs-audit-manifest.h"
#include "cs-audit-past.h"
#include "cs-client-error.h"
#include "log-support.h"
#include "lookup-service.h"

#define N_MEMBERS 60

typedef struct
{
  TestService     *service;
  char            *folder;
  char            *run_folder;
  char            *log_path;
  CsProfile       *profile;
  CsAccessLog     *access_log;
  CsClock         *clock;
  CsAuditInput    *input;
  CsAuditRules    *rules;
  CsAuditSettings  settings;
  CsAuditRun      *run;
  GCancellable    *cancellable;

  GPtrArray       *findings;
  GError          *error;
  guint            n_groups;
  gboolean         is_complete;
  gboolean         is_done;
} Fixture;

static void
setup (Fixture       *fixture,
       gconstpointer  unused)
{
  g_autoptr (GString) content = g_string_new ("userId\n");
  g_autofree char *input_path = NULL;

  fixture->service = test_service_new ();
  fixture->folder = test_folder_new ();
  fixture->run_folder = g_build_filename (fixture->folder, "run", NULL);
  fixture->log_path = g_build_filename (fixture->folder, "access-log.db", NULL);
  fixture->profile = test_service_new_profile (fixture->service);
  fixture->access_log = test_log_open (fixture->log_path);
  fixture->clock = cs_clock_new_fixed (TEST_UNIX_US);
  fixture->rules = cs_audit_rules_new ();
  fixture->cancellable = g_cancellable_new ();

  for (guint i = 0; i < N_MEMBERS; i++)
    g_string_append_printf (content, "%u\n", 1000 + i);

  g_string_append (content, "1000\nx\n");
  input_path = g_build_filename (fixture->folder, "members.csv", NULL);
  g_assert_true (g_file_set_contents (input_path, content->str, -1, NULL));
  fixture->input = cs_audit_input_open (input_path, NULL);
  cs_audit_settings_init (&fixture->settings, fixture->profile);
  fixture->settings.folder = fixture->run_folder;
}

static void
clear_run (Fixture *fixture)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;

  if (fixture->run != NULL)
    g_assert_finalize_object (g_steal_pointer (&fixture->run));

  g_clear_error (&fixture->error);
  g_clear_pointer (&fixture->findings, g_ptr_array_unref);
  fixture->is_done = FALSE;
}

static void
teardown (Fixture       *fixture,
          gconstpointer  unused)
{
  clear_run (fixture);
  g_assert_finalize_object (fixture->input);
  g_assert_finalize_object (fixture->rules);
  g_object_unref (fixture->profile);
  test_service_free (fixture->service);
  g_assert_finalize_object (fixture->access_log);
  g_object_unref (fixture->clock);
  g_object_unref (fixture->cancellable);
  g_free (fixture->run_folder);
  g_free (fixture->log_path);
  test_folder_remove (fixture->folder);
}

static void
findings_cb (CsAuditRun *run,
             GPtrArray  *findings,
             Fixture    *fixture)
{
  fixture->n_groups++;

  for (guint i = 0; i < findings->len; i++)
    g_ptr_array_add (fixture->findings, g_object_ref (findings->pdata[i]));
}

static void
ended_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  Fixture *fixture = user_data;

  fixture->is_complete = cs_audit_run_start_finish (CS_AUDIT_RUN (source), result,
                                                    &fixture->error);
  fixture->is_done = TRUE;
}

static void
start (Fixture *fixture)
{
  g_autoptr (CsCase) purpose = cs_case_new ("4711", "audit");

  fixture->findings = g_ptr_array_new_with_free_func (g_object_unref);
  fixture->run = cs_audit_run_new (fixture->profile, fixture->access_log, fixture->clock,
                                   fixture->input, fixture->rules, purpose, &fixture->settings);
  g_signal_connect (fixture->run, "findings", G_CALLBACK (findings_cb), fixture);
  cs_audit_run_start_async (fixture->run, fixture->cancellable, ended_cb, fixture);
}

static void
iterate_until (Fixture *fixture,
               guint    n_calls)
{
  while (fixture->service->n_list < n_calls && !fixture->is_done)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_complete (Fixture       *fixture,
               gconstpointer  unused)
{
  const CsAuditTotals *totals;
  guint64 n_done;

  start (fixture);
  test_wait (&fixture->is_done);
  g_assert_no_error (fixture->error);
  g_assert_true (fixture->is_complete);

  totals = cs_audit_run_get_totals (fixture->run);
  g_assert_cmpuint (totals->n_rows, ==, N_MEMBERS + 2);
  g_assert_cmpuint (totals->outcomes[CS_AUDIT_ANSWERED], ==, N_MEMBERS);
  g_assert_cmpuint (totals->outcomes[CS_AUDIT_DUPLICATE], ==, 1);
  g_assert_cmpuint (totals->outcomes[CS_AUDIT_BAD_ROW], ==, 1);
  g_assert_cmpuint (totals->n_cards, ==, 2 * N_MEMBERS);
  g_assert_cmpuint (totals->n_findings, ==, fixture->findings->len);
  g_assert_cmpuint (fixture->service->n_list, ==, N_MEMBERS);
  g_assert_cmpuint (test_log_count (fixture->log_path), ==, N_MEMBERS);
  g_assert_cmpint (cs_audit_run_get_phase (fixture->run), ==, CS_AUDIT_PHASE_ENDED);
  g_object_get (fixture->run, "n-done", &n_done, NULL);
  g_assert_cmpuint (n_done, ==, N_MEMBERS + 2);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  *(GPtrArray **) user_data = cs_audit_findings_load_finish (result, NULL);
}

static void
test_findings_of_an_earlier_run (Fixture       *fixture,
                                 gconstpointer  unused)
{
  GPtrArray *loaded = NULL;

  g_assert_true (cs_audit_rules_select (fixture->rules, "all", NULL));
  start (fixture);
  test_wait (&fixture->is_done);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (fixture->findings->len, >, 0);
  g_assert_cmpuint (fixture->n_groups, <, N_MEMBERS);

  cs_audit_findings_load_async (fixture->run_folder, G_MAXUINT, NULL, loaded_cb, &loaded);

  while (loaded == NULL)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpuint (loaded->len, ==, fixture->findings->len);
  g_assert_cmpstr (cs_audit_finding_get_sentence (loaded->pdata[0]), ==,
                   cs_audit_finding_get_sentence (fixture->findings->pdata[0]));
  g_ptr_array_unref (loaded);
}

static void
test_not_found (Fixture       *fixture,
                gconstpointer  unused)
{
  fixture->service->answer = TEST_ANSWER_REFUSED;
  start (fixture);
  test_wait (&fixture->is_done);
  g_assert_true (fixture->is_complete);
  g_assert_cmpuint (cs_audit_run_get_totals (fixture->run)->outcomes[CS_AUDIT_NOT_FOUND], ==,
                    N_MEMBERS);
}

static void
test_answers_that_are_none (Fixture       *fixture,
                            gconstpointer  unused)
{
  fixture->service->answer = TEST_ANSWER_PLAIN;
  start (fixture);
  test_wait (&fixture->is_done);
  g_assert_true (fixture->is_complete);
  g_assert_cmpuint (cs_audit_run_get_totals (fixture->run)->outcomes[CS_AUDIT_FAILED], ==,
                    N_MEMBERS);

  /* They are asked again when somebody says so, and not before. */
  clear_run (fixture);
  fixture->service->answer = TEST_ANSWER_CARDS;
  fixture->settings.is_resumed = TRUE;
  start (fixture);
  test_wait (&fixture->is_done);
  g_assert_cmpuint (fixture->service->n_list, ==, N_MEMBERS);

  clear_run (fixture);
  fixture->settings.retries_failed = TRUE;
  start (fixture);
  test_wait (&fixture->is_done);
  g_assert_true (fixture->is_complete);
  g_assert_cmpuint (fixture->service->n_list, ==, 2 * N_MEMBERS);
  g_assert_cmpuint (cs_audit_run_get_totals (fixture->run)->outcomes[CS_AUDIT_ANSWERED], ==,
                    N_MEMBERS);
}

static void
test_pause (Fixture       *fixture,
            gconstpointer  unused)
{
  gboolean is_over = FALSE;
  guint n_before;

  fixture->settings.concurrency = 2;
  start (fixture);
  iterate_until (fixture, 6);
  cs_audit_run_pause (fixture->run);
  g_assert_cmpint (cs_audit_run_get_phase (fixture->run), ==, CS_AUDIT_PHASE_PAUSED);
  n_before = fixture->service->n_list;
  g_timeout_add_once (300, (GSourceOnceFunc) (void (*) (void)) g_atomic_int_inc, &is_over);
  test_wait (&is_over);
  g_assert_cmpuint (fixture->service->n_list, <=, n_before + 2);

  cs_audit_run_resume (fixture->run);
  test_wait (&fixture->is_done);
  g_assert_true (fixture->is_complete);
  g_assert_cmpuint (fixture->service->n_list, ==, N_MEMBERS);
}

static void
expect_incomplete (Fixture *fixture)
{
  g_autoptr (CsAuditManifest) manifest = cs_audit_manifest_read (fixture->run_folder, NULL);

  g_assert_nonnull (manifest);
  g_assert_cmpint (manifest->state, ==, CS_AUDIT_MANIFEST_INCOMPLETE);
  g_assert_cmpuint (cs_audit_totals_get_done (&manifest->totals), <, manifest->totals.n_rows);
}

static void
go_on (Fixture *fixture)
{
  guint n_before = fixture->service->n_list;
  guint64 n_done = cs_audit_totals_get_done (cs_audit_run_get_totals (fixture->run));

  clear_run (fixture);
  g_cancellable_reset (fixture->cancellable);
  fixture->service->answer = TEST_ANSWER_CARDS;
  fixture->settings.is_resumed = TRUE;
  start (fixture);
  test_wait (&fixture->is_done);
  g_assert_no_error (fixture->error);
  g_assert_true (fixture->is_complete);
  g_assert_cmpuint (fixture->service->n_list - n_before, ==, N_MEMBERS + 2 - n_done);
}

static void
test_stop (Fixture       *fixture,
           gconstpointer  unused)
{
  fixture->settings.concurrency = 2;
  start (fixture);
  iterate_until (fixture, 10);
  cs_audit_run_stop (fixture->run);
  test_wait (&fixture->is_done);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  expect_incomplete (fixture);

  /* What was under way was answered, recorded and kept. */
  g_assert_cmpuint (test_log_count (fixture->log_path), ==, fixture->service->n_list);
  go_on (fixture);
}

static void
test_cancel (Fixture       *fixture,
             gconstpointer  unused)
{
  fixture->settings.concurrency = 2;
  start (fixture);
  iterate_until (fixture, 10);
  g_cancellable_cancel (fixture->cancellable);
  test_wait (&fixture->is_done);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  go_on (fixture);
}

/* Rows would have other numbers than in the journal. */
static void
test_resumed_with_another_heading (Fixture       *fixture,
                                   gconstpointer  unused)
{
  guint n_before;

  fixture->settings.concurrency = 2;
  start (fixture);
  iterate_until (fixture, 10);
  cs_audit_run_stop (fixture->run);
  test_wait (&fixture->is_done);
  clear_run (fixture);
  n_before = fixture->service->n_list;

  cs_audit_input_set_heading (fixture->input, CS_AUDIT_HEADING_NO);
  g_assert_true (cs_audit_input_survey (fixture->input, NULL, NULL));
  fixture->settings.is_resumed = TRUE;
  start (fixture);
  test_wait (&fixture->is_done);
  g_assert_error (fixture->error, CS_AUDIT_ERROR, CS_AUDIT_ERROR_SETTINGS);
  g_assert_cmpuint (fixture->service->n_list, ==, n_before);
}

/* Before anything was asked at all. */
static void
test_cancelled_at_once (Fixture       *fixture,
                        gconstpointer  unused)
{
  g_cancellable_cancel (fixture->cancellable);
  start (fixture);
  test_wait (&fixture->is_done);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (fixture->service->n_list, ==, 0);
}

static void
test_asked_for_an_hour (Fixture       *fixture,
                        gconstpointer  unused)
{
  fixture->service->answer = TEST_ANSWER_LATER;
  start (fixture);
  test_wait (&fixture->is_done);
  g_assert_error (fixture->error, CS_CLIENT_ERROR, CS_CLIENT_ERROR_IN_TROUBLE);
  g_assert_nonnull (strstr (fixture->error->message, "3600"));
  expect_incomplete (fixture);
  g_assert_cmpuint (cs_audit_run_get_totals (fixture->run)->outcomes[CS_AUDIT_FAILED], ==, 0);
  go_on (fixture);
}

/* No record, no result: and nobody else is asked for either. */
static void
test_log_that_fails (Fixture       *fixture,
                     gconstpointer  unused)
{
  g_autofree char *cards = g_build_filename (fixture->run_folder, "journal", NULL);
  g_autofree char *content = NULL;

  test_log_execute (fixture->log_path, "DROP TABLE record");
  start (fixture);
  test_wait (&fixture->is_done);
  g_assert_nonnull (fixture->error);
  g_assert_true (fixture->error->domain == CS_LOG_ERROR);
  g_assert_true (g_file_get_contents (cards, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "cardsync-audit-journal 1\n");
  g_assert_cmpuint (fixture->service->n_list, <, N_MEMBERS);
}

static void
test_folder_that_is_taken (Fixture       *fixture,
                           gconstpointer  unused)
{
  start (fixture);
  test_wait (&fixture->is_done);
  clear_run (fixture);
  start (fixture);
  test_wait (&fixture->is_done);
  g_assert_error (fixture->error, CS_AUDIT_ERROR, CS_AUDIT_ERROR_FOLDER);
  g_assert_cmpuint (fixture->service->n_list, ==, N_MEMBERS);
}

#define ADD(name, function) g_test_add (name, Fixture, NULL, setup, function, teardown)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/audit/run/complete", test_complete);
  ADD ("/audit/run/findings-of-an-earlier-run", test_findings_of_an_earlier_run);
  ADD ("/audit/run/not-found", test_not_found);
  ADD ("/audit/run/answers-that-are-none", test_answers_that_are_none);
  ADD ("/audit/run/pause", test_pause);
  ADD ("/audit/run/stop", test_stop);
  ADD ("/audit/run/cancel", test_cancel);
  ADD ("/audit/run/resumed-with-another-heading", test_resumed_with_another_heading);
  ADD ("/audit/run/cancelled-at-once", test_cancelled_at_once);
  ADD ("/audit/run/asked-for-an-hour", test_asked_for_an_hour);
  ADD ("/audit/run/log-that-fails", test_log_that_fails);
  ADD ("/audit/run/folder-that-is-taken", test_folder_that_is_taken);

  return g_test_run ();
}
