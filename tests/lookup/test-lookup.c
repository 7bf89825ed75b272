/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cs-lookup.h"

#include <sqlite3.h>
#include <string.h>

#include "cs-client-error.h"
#include "cs-digits.h"
#include "cs-failure.h"
#include "cs-wire-error.h"
#include "log-support.h"
#include "lookup-service.h"

typedef struct
{
  TestService  *service;
  char         *folder;
  char         *path;
  CsAccessLog  *access_log;
  CsClock      *clock;
  CsLookup     *lookup;
  GCancellable *cancellable;

  CsMember     *member;
  CsCallReport *report;
  GError       *error;
  guint         n_logged_when_done;
  guint         n_done;
  gboolean      is_done;
} Fixture;

static void
setup (Fixture       *fixture,
       gconstpointer  unused)
{
  g_autoptr (CsProfile) profile = NULL;

  fixture->service = test_service_new ();
  fixture->folder = test_folder_new ();
  fixture->path = g_build_filename (fixture->folder, "access-log.db", NULL);
  fixture->access_log = test_log_open (fixture->path);
  fixture->clock = cs_clock_new_fixed (TEST_UNIX_US);
  fixture->cancellable = g_cancellable_new ();
  profile = test_service_new_profile (fixture->service);
  fixture->lookup = cs_lookup_new (profile, fixture->access_log, fixture->clock);
}

static void
clear_result (Fixture *fixture)
{
  g_clear_object (&fixture->member);
  g_clear_pointer (&fixture->report, cs_call_report_free);
  g_clear_error (&fixture->error);
}

static void
teardown (Fixture       *fixture,
          gconstpointer  unused)
{
  clear_result (fixture);

  if (fixture->lookup != NULL)
    g_assert_finalize_object (fixture->lookup);

  test_service_free (fixture->service);
  g_assert_finalize_object (fixture->access_log);
  g_assert_finalize_object (fixture->clock);
  g_object_unref (fixture->cancellable);
  g_free (fixture->path);
  test_folder_remove (fixture->folder);
}

static int
count_cb (void  *user_data,
          int    n_columns,
          char **values,
          char **names)
{
  *(guint *) user_data = (guint) g_ascii_strtoull (values[0], NULL, 10);

  return 0;
}

/* By a connection of its own: what it sees is committed. */
static guint
count_committed (Fixture *fixture)
{
  sqlite3 *sqlite = NULL;
  guint n_records = 0;

  g_assert_cmpint (sqlite3_open (fixture->path, &sqlite), ==, SQLITE_OK);
  sqlite3_exec (sqlite, "SELECT count (*) FROM record", count_cb, &n_records, NULL);
  sqlite3_close (sqlite);

  return n_records;
}

static void
run_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  Fixture *fixture = user_data;

  clear_result (fixture);
  fixture->member = cs_lookup_run_finish (CS_LOOKUP (source), result, &fixture->report,
                                          &fixture->error);
  g_assert_true ((fixture->member == NULL) == (fixture->error != NULL));
  fixture->n_logged_when_done = count_committed (fixture);
  fixture->n_done++;
  fixture->is_done = TRUE;
}

static void
start (Fixture    *fixture,
       const char *text,
       CsOverride  override,
       const char *par)
{
  g_autoptr (CsIdentity) identity = cs_identify (text, -1, override);
  g_autoptr (CsCase) purpose = cs_case_new ("4711", "refused payment");

  fixture->is_done = FALSE;
  cs_lookup_run_async (fixture->lookup, identity, par, purpose, fixture->cancellable, run_cb,
                       fixture);
}

static void
run (Fixture    *fixture,
     const char *text,
     const char *par)
{
  start (fixture, text, CS_OVERRIDE_NONE, par);
  test_wait (&fixture->is_done);
}

/* The last record there is. */
static CsAccessRecord *
dup_record (Fixture *fixture)
{
  g_autoptr (CsAccessLog) access_log = test_log_open (fixture->path);
  g_autoptr (GPtrArray) records = cs_access_log_list (access_log, 0, G_MAXUINT, NULL);

  g_assert_cmpuint (records->len, >, 0);

  return cs_access_record_copy (g_ptr_array_index (records, records->len - 1));
}

static void
assert_record (Fixture    *fixture,
               const char *outcome,
               guint64     member_id,
               const char *par,
               guint       n_cards)
{
  g_autoptr (CsAccessRecord) record = dup_record (fixture);

  g_assert_cmpuint (fixture->n_logged_when_done, ==, fixture->n_done);
  g_assert_cmpint (record->action, ==, CS_ACTION_LOOKUP);
  g_assert_cmpint (record->unix_us, ==, TEST_UNIX_US);
  g_assert_cmpstr (record->environment, ==, "sandbox");
  g_assert_cmpstr (record->case_reference, ==, "4711");
  g_assert_cmpstr (record->reason, ==, "refused payment");
  g_assert_cmpstr (record->outcome, ==, outcome);
  g_assert_cmpuint (record->member_id, ==, member_id);
  g_assert_cmpstr (record->par, ==, par);
  g_assert_cmpuint (record->n_cards, ==, n_cards);

  if (fixture->report != NULL)
    g_assert_cmpstr (record->correlation_id, ==, fixture->report->correlation_id);
  else
    g_assert_null (record->correlation_id);
}

static void
assert_requests (Fixture *fixture,
                 guint    n_info,
                 guint    n_list)
{
  g_assert_cmpuint (fixture->service->n_info, ==, n_info);
  g_assert_cmpuint (fixture->service->n_list, ==, n_list);
}

/* Nothing in the folder, the journal included, holds a card number. */
static void
assert_no_card_number (Fixture *fixture)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
      g_autofree char *bytes = NULL;
      gsize length;

      /* The log that was let go of may take its journal away meanwhile. */
      if (!g_file_get_contents (path, &bytes, &length, NULL))
        {
          g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
          continue;
        }

      g_assert_null (memmem (bytes, length, TEST_MIDDLE_A, strlen (TEST_MIDDLE_A)));
      g_assert_null (memmem (bytes, length, TEST_MIDDLE_B, strlen (TEST_MIDDLE_B)));
    }
}

static void
test_member (Fixture       *fixture,
             gconstpointer  unused)
{
  g_autoptr (GDateTime) now = cs_clock_dup_kst (fixture->clock);

  run (fixture, "50000-104652", NULL);

  g_assert_no_error (fixture->error);
  assert_requests (fixture, 0, 1);
  g_assert_cmpuint (fixture->service->asked_member_id, ==, TEST_MEMBER_ID);
  g_assert_null (fixture->service->asked_par);
  g_assert_cmpuint (cs_member_get_id (fixture->member), ==, TEST_MEMBER_ID);
  g_assert_cmpuint (cs_member_get_n_cards (fixture->member), ==, 2);
  g_assert_null (cs_member_get_selected (fixture->member));
  g_assert_cmpstr (cs_member_get_environment (fixture->member), ==, "sandbox");
  g_assert_true (g_date_time_equal (cs_member_get_as_of (fixture->member), now));
  g_assert_cmpstr (cs_member_get_correlation_id (fixture->member), ==,
                   fixture->report->correlation_id);
  g_assert_cmpuint (fixture->report->http_status, ==, 200);
  assert_record (fixture, "ok", TEST_MEMBER_ID, NULL, 2);
  assert_no_card_number (fixture);
}

static void
test_no_cards (Fixture       *fixture,
               gconstpointer  unused)
{
  fixture->service->answer = TEST_ANSWER_NO_CARDS;
  run (fixture, "50000104652", NULL);

  g_assert_no_error (fixture->error);
  g_assert_cmpuint (cs_member_get_n_cards (fixture->member), ==, 0);
  assert_record (fixture, "ok", TEST_MEMBER_ID, NULL, 0);
}

/* Every digit of the largest ID arrives, and is recorded. */
static void
test_largest_id (Fixture       *fixture,
                 gconstpointer  unused)
{
  run (fixture, "9999999999999999999", NULL);

  g_assert_no_error (fixture->error);
  g_assert_cmpuint (fixture->service->asked_member_id, ==, CS_MEMBER_ID_MAX);
  assert_record (fixture, "ok", CS_MEMBER_ID_MAX, NULL, 2);
}

static void
test_par (Fixture       *fixture,
          gconstpointer  unused)
{
  run (fixture, "50000104652", "q1aaaaaaaaaaaaaaaaaaaaaaaaa");

  g_assert_no_error (fixture->error);
  assert_requests (fixture, 0, 1);
  g_assert_cmpstr (fixture->service->asked_par, ==, TEST_PAR_A);
  g_assert_cmpuint (cs_member_get_n_cards (fixture->member), ==, 1);
  g_assert_true (cs_member_get_selected (fixture->member) ==
                 cs_member_get_card (fixture->member, 0));
  assert_record (fixture, "ok", TEST_MEMBER_ID, TEST_PAR_A, 1);
}

/* A service that ignores the PAR and sends all: the one is selected. */
static void
test_par_ignored (Fixture       *fixture,
                  gconstpointer  unused)
{
  run (fixture, "50000104652", TEST_PAR_B);

  g_assert_no_error (fixture->error);
  g_assert_cmpuint (cs_member_get_n_cards (fixture->member), ==, 2);
  g_assert_true (cs_member_get_selected (fixture->member) ==
                 cs_member_get_card (fixture->member, 1));
  assert_record (fixture, "ok", TEST_MEMBER_ID, TEST_PAR_B, 2);
}

static void
test_par_missing (Fixture       *fixture,
                  gconstpointer  unused)
{
  run (fixture, "50000104652", TEST_PAR_C);

  g_assert_error (fixture->error, CS_LOOKUP_ERROR, CS_LOOKUP_ERROR_SELECTED_CARD_MISSING);
  assert_record (fixture, "refused", TEST_MEMBER_ID, TEST_PAR_C, 0);
}

/* One that is not of the form that people type is sent as the service gave it. */
static void
test_par_as_given (Fixture       *fixture,
                   gconstpointer  unused)
{
  run (fixture, "50000104652", "R2aaaaaaaaaaaaaaaaaaaaaaaaa");
  g_assert_cmpstr (fixture->service->asked_par, ==, "R2aaaaaaaaaaaaaaaaaaaaaaaaa");
}

static void
test_card_number (Fixture       *fixture,
                  gconstpointer  unused)
{
  CsCard *selected;

  run (fixture, "9491 3312 3456 7895", NULL);

  g_assert_no_error (fixture->error);
  assert_requests (fixture, 1, 1);
  g_assert_cmpuint (fixture->service->asked_member_id, ==, TEST_MEMBER_ID);
  g_assert_null (fixture->service->asked_par);
  g_assert_cmpuint (cs_member_get_id (fixture->member), ==, TEST_MEMBER_ID);
  g_assert_cmpuint (cs_member_get_n_cards (fixture->member), ==, 2);

  selected = cs_member_get_selected (fixture->member);
  g_assert_nonnull (selected);
  g_assert_cmpstr (cs_card_get_fields (selected)->par, ==, TEST_PAR_B);
  assert_record (fixture, "ok", TEST_MEMBER_ID, TEST_PAR_B, 2);
  assert_no_card_number (fixture);
}

static void
test_nobodys_card (Fixture       *fixture,
                   gconstpointer  unused)
{
  fixture->service->is_nobodys = TRUE;
  run (fixture, TEST_CARD_A, NULL);

  g_assert_error (fixture->error, CS_LOOKUP_ERROR, CS_LOOKUP_ERROR_NOBODYS_CARD);
  assert_requests (fixture, 1, 0);
  assert_record (fixture, "refused", 0, NULL, 0);
  assert_no_card_number (fixture);
}

/* The member has the card no more: no other card is taken for it. */
static void
test_card_gone (Fixture       *fixture,
                gconstpointer  unused)
{
  run (fixture, TEST_CARD_LOST, NULL);

  g_assert_error (fixture->error, CS_LOOKUP_ERROR, CS_LOOKUP_ERROR_SELECTED_CARD_MISSING);
  assert_requests (fixture, 1, 1);
  assert_record (fixture, "refused", TEST_MEMBER_ID, NULL, 0);
}

static void
test_card_number_refused (Fixture       *fixture,
                          gconstpointer  unused)
{
  fixture->service->info_answer = TEST_ANSWER_REFUSED;
  run (fixture, TEST_CARD_A, NULL);

  g_assert_error (fixture->error, CS_CLIENT_ERROR, CS_CLIENT_ERROR_REFUSED);
  assert_requests (fixture, 1, 0);
  assert_record (fixture, "refused:001_006", 0, NULL, 0);
  assert_no_card_number (fixture);
}

static void
test_refused (Fixture       *fixture,
              gconstpointer  unused)
{
  g_autoptr (CsFailure) failure = NULL;

  fixture->service->answer = TEST_ANSWER_REFUSED;
  run (fixture, "50000104652", NULL);

  g_assert_error (fixture->error, CS_CLIENT_ERROR, CS_CLIENT_ERROR_REFUSED);
  g_assert_cmpstr (fixture->report->code, ==, "001_006");
  assert_requests (fixture, 0, 1);
  assert_record (fixture, "refused:001_006", TEST_MEMBER_ID, NULL, 0);
  assert_no_card_number (fixture);

  failure = cs_failure_new (fixture->error, fixture->report);
  g_assert_cmpstr (failure->title, ==, "No such member");
  g_assert_null (strstr (fixture->error->message, TEST_MIDDLE_A));
}

typedef struct
{
  const char    *text;
  const char    *par;
  CsLookupError  code;
  const char    *logged_par;
} InputCase;

static const InputCase input_cases[] = {
  { "", NULL, CS_LOOKUP_ERROR_INPUT, NULL },
  { "01012345678", NULL, CS_LOOKUP_ERROR_INPUT, NULL },
  { "9491330000000769", NULL, CS_LOOKUP_ERROR_INPUT, NULL },
  { "50000104652.0", NULL, CS_LOOKUP_ERROR_INPUT, NULL },
  { TEST_PAR_A, NULL, CS_LOOKUP_ERROR_NEEDS_MEMBER_ID, TEST_PAR_A },
  { TEST_PAR_A, TEST_PAR_A, CS_LOOKUP_ERROR_NEEDS_MEMBER_ID, TEST_PAR_A },
  { TEST_CARD_A, TEST_PAR_A, CS_LOOKUP_ERROR_INPUT, TEST_PAR_A },
};

/* Nothing is sent, and the attempt is recorded. */
static void
test_input (Fixture       *fixture,
            gconstpointer  unused)
{
  for (gsize i = 0; i < G_N_ELEMENTS (input_cases); i++)
    {
      run (fixture, input_cases[i].text, input_cases[i].par);

      g_assert_error (fixture->error, CS_LOOKUP_ERROR, (int) input_cases[i].code);
      g_assert_null (fixture->report);
      assert_requests (fixture, 0, 0);
      assert_record (fixture, "input", 0, input_cases[i].logged_par, 0);
    }

  assert_no_card_number (fixture);
}

static void
test_bad_par (Fixture       *fixture,
              gconstpointer  unused)
{
  static const char *const pars[] = {
    "", "Q1", TEST_PAR_A "A", "Q1AAAAAAAAAAAAAAAAAAAAAAAA\"", "Q1 AAAAAAAAAAAAAAAAAAAAAAAA",
    TEST_CARD_A,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pars); i++)
    {
      run (fixture, "50000104652", pars[i]);
      g_assert_error (fixture->error, CS_LOOKUP_ERROR, CS_LOOKUP_ERROR_INPUT);
      assert_record (fixture, "input", TEST_MEMBER_ID, NULL, 0);
    }

  assert_requests (fixture, 0, 0);
  assert_no_card_number (fixture);
}

/* 16 digits that the operator calls a member ID: recorded only if they are one. */
static void
test_override (Fixture       *fixture,
               gconstpointer  unused)
{
  start (fixture, TEST_CARD_A, CS_OVERRIDE_MEMBER_ID, NULL);
  test_wait (&fixture->is_done);
  g_assert_no_error (fixture->error);
  assert_requests (fixture, 0, 1);
  assert_record (fixture, "ok", G_GUINT64_CONSTANT (9491330000000768), NULL, 2);

  fixture->service->answer = TEST_ANSWER_REFUSED;
  start (fixture, TEST_CARD_B, CS_OVERRIDE_MEMBER_ID, NULL);
  test_wait (&fixture->is_done);
  g_assert_error (fixture->error, CS_CLIENT_ERROR, CS_CLIENT_ERROR_REFUSED);
  assert_record (fixture, "refused:001_006", 0, NULL, 0);
}

static void
test_other_correlation_id (Fixture       *fixture,
                           gconstpointer  unused)
{
  g_autoptr (CsAccessRecord) record = NULL;
  g_autofree char *both = NULL;

  fixture->service->other_id = "261124140322-fffffff";
  run (fixture, "50000104652", NULL);

  g_assert_no_error (fixture->error);
  g_assert_cmpstr (cs_member_get_answered_correlation_id (fixture->member), ==,
                   "261124140322-fffffff");
  g_assert_cmpstr (cs_member_get_correlation_id (fixture->member), ==,
                   fixture->report->correlation_id);

  record = dup_record (fixture);
  both = g_strconcat (fixture->report->correlation_id, ", answered 261124140322-fffffff", NULL);
  g_assert_cmpstr (record->correlation_id, ==, both);
  g_assert_cmpstr (record->outcome, ==, "ok");
}

static void
test_card_number_for_id (Fixture       *fixture,
                         gconstpointer  unused)
{
  fixture->service->other_id = TEST_CARD_A;
  run (fixture, "50000104652", NULL);

  g_assert_no_error (fixture->error);
  g_assert_cmpstr (cs_member_get_answered_correlation_id (fixture->member), ==,
                   "949133******0768");
  assert_no_card_number (fixture);
}

static void
test_plain_success (Fixture       *fixture,
                    gconstpointer  unused)
{
  fixture->service->answer = TEST_ANSWER_PLAIN;
  run (fixture, "50000104652", NULL);

  g_assert_error (fixture->error, CS_WIRE_ERROR, CS_WIRE_ERROR_NOT_ENCRYPTED);
  assert_record (fixture, "unusable", TEST_MEMBER_ID, NULL, 0);
}

static void
test_in_trouble (Fixture       *fixture,
                 gconstpointer  unused)
{
  fixture->service->answer = TEST_ANSWER_LATER;
  run (fixture, "50000104652", NULL);

  g_assert_error (fixture->error, CS_CLIENT_ERROR, CS_CLIENT_ERROR_IN_TROUBLE);
  g_assert_cmpuint (fixture->report->retry_after_s, ==, 3600);
  assert_record (fixture, "in-trouble", TEST_MEMBER_ID, NULL, 0);
}

static void
test_unreachable (Fixture       *fixture,
                  gconstpointer  unused)
{
  soup_server_disconnect (fixture->service->server);
  run (fixture, "50000104652", NULL);

  g_assert_error (fixture->error, CS_CLIENT_ERROR, CS_CLIENT_ERROR_UNREACHABLE);
  assert_record (fixture, "unreachable", TEST_MEMBER_ID, NULL, 0);
}

/* No log, no display: the answer came, and nobody gets it. */
static void
test_log_fails (Fixture       *fixture,
                gconstpointer  unused)
{
  test_log_execute (fixture->path, "DROP TABLE record");
  run (fixture, "50000104652", NULL);

  g_assert_error (fixture->error, CS_LOG_ERROR, CS_LOG_ERROR_WRITE);
  g_assert_null (fixture->member);
  assert_requests (fixture, 0, 1);
  g_assert_cmpuint (fixture->report->http_status, ==, 200);
}

/* The log's failure outweighs the service's, and that of the input. */
static void
test_log_fails_too (Fixture       *fixture,
                    gconstpointer  unused)
{
  test_log_execute (fixture->path, "DROP TABLE record");
  fixture->service->answer = TEST_ANSWER_REFUSED;
  run (fixture, "50000104652", NULL);
  g_assert_error (fixture->error, CS_LOG_ERROR, CS_LOG_ERROR_WRITE);

  run (fixture, "kim", NULL);
  g_assert_error (fixture->error, CS_LOG_ERROR, CS_LOG_ERROR_WRITE);
}

static void
iterate_for_ms (guint milliseconds)
{
  gint64 until = g_get_monotonic_time () + milliseconds * 1000;

  while (g_get_monotonic_time () < until)
    g_main_context_iteration (NULL, FALSE);
}

static sqlite3 *
hold_log (Fixture *fixture)
{
  sqlite3 *holder = NULL;

  g_assert_cmpint (sqlite3_open (fixture->path, &holder), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (holder, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);

  return holder;
}

/* While the record cannot be committed the member stays behind, however long the
 * answer has been there.
 */
static void
test_committed_first (Fixture       *fixture,
                      gconstpointer  unused)
{
  sqlite3 *holder = hold_log (fixture);

  start (fixture, "50000104652", CS_OVERRIDE_NONE, NULL);
  iterate_for_ms (700);
  assert_requests (fixture, 0, 1);
  g_assert_false (fixture->is_done);
  g_assert_cmpuint (count_committed (fixture), ==, 0);

  sqlite3_close (holder);
  test_wait (&fixture->is_done);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (fixture->n_logged_when_done, ==, 1);
}

static void
test_cancelled_before (Fixture       *fixture,
                       gconstpointer  unused)
{
  g_cancellable_cancel (fixture->cancellable);
  run (fixture, "50000104652", NULL);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  run (fixture, TEST_CARD_A, NULL);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_requests (fixture, 0, 0);
  g_assert_cmpuint (count_committed (fixture), ==, 0);
}

static void
cancel_when_asked (Fixture    *fixture,
                   const char *text)
{
  start (fixture, text, CS_OVERRIDE_NONE, NULL);

  while (fixture->service->silent->len == 0)
    g_main_context_iteration (NULL, TRUE);

  g_assert_false (fixture->is_done);
  g_cancellable_cancel (fixture->cancellable);
  test_wait (&fixture->is_done);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_cancelled_during (Fixture       *fixture,
                       gconstpointer  unused)
{
  fixture->service->answer = TEST_ANSWER_NEVER;
  cancel_when_asked (fixture, "50000104652");
  assert_record (fixture, "cancelled", TEST_MEMBER_ID, NULL, 0);
}

static void
test_cancelled_during_info (Fixture       *fixture,
                            gconstpointer  unused)
{
  fixture->service->info_answer = TEST_ANSWER_NEVER;
  cancel_when_asked (fixture, TEST_CARD_A);
  assert_record (fixture, "cancelled", 0, NULL, 0);
}

/* A card number was resolved, and then it was cancelled. */
static void
test_cancelled_during_second (Fixture       *fixture,
                              gconstpointer  unused)
{
  fixture->service->answer = TEST_ANSWER_NEVER;
  cancel_when_asked (fixture, TEST_CARD_A);
  assert_requests (fixture, 1, 1);
  assert_record (fixture, "cancelled", TEST_MEMBER_ID, NULL, 0);
}

/* The data was read, so there is a record; nobody waits, so nobody gets it. */
static void
test_cancelled_while_logging (Fixture       *fixture,
                              gconstpointer  unused)
{
  sqlite3 *holder = hold_log (fixture);

  start (fixture, "50000104652", CS_OVERRIDE_NONE, NULL);
  iterate_for_ms (500);
  g_cancellable_cancel (fixture->cancellable);
  iterate_for_ms (100);
  g_assert_false (fixture->is_done);

  sqlite3_close (holder);
  test_wait (&fixture->is_done);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_record (fixture, "ok", TEST_MEMBER_ID, NULL, 2);
}

/* An error of the log does not hide behind a cancellation. */
static void
test_cancelled_and_log_fails (Fixture       *fixture,
                              gconstpointer  unused)
{
  fixture->service->answer = TEST_ANSWER_NEVER;
  test_log_execute (fixture->path, "DROP TABLE record");
  start (fixture, "50000104652", CS_OVERRIDE_NONE, NULL);

  while (fixture->service->silent->len == 0)
    g_main_context_iteration (NULL, TRUE);

  g_cancellable_cancel (fixture->cancellable);
  test_wait (&fixture->is_done);
  g_assert_error (fixture->error, CS_LOG_ERROR, CS_LOG_ERROR_WRITE);
}

static void
test_owner_gone (Fixture       *fixture,
                 gconstpointer  unused)
{
  gpointer gone = fixture->lookup;

  g_object_add_weak_pointer (G_OBJECT (fixture->lookup), &gone);
  start (fixture, "50000104652", CS_OVERRIDE_NONE, NULL);
  start (fixture, TEST_CARD_A, CS_OVERRIDE_NONE, NULL);
  g_clear_object (&fixture->lookup);

  while (gone != NULL)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpuint (fixture->n_done, ==, 2);
  g_assert_cmpuint (count_committed (fixture), ==, 2);
}

static void
test_many_at_once (Fixture       *fixture,
                   gconstpointer  unused)
{
  for (guint i = 0; i < 30; i++)
    start (fixture, "50000104652", CS_OVERRIDE_NONE, NULL);

  while (fixture->n_done < 30)
    g_main_context_iteration (NULL, TRUE);

  g_assert_no_error (fixture->error);
  assert_requests (fixture, 0, 30);
  g_assert_cmpuint (test_log_count (fixture->path), ==, 30);
}

static gboolean
has_fact (CsCard   *card,
          CsFactId  id)
{
  const GArray *facts = cs_card_get_facts (card);

  for (guint i = 0; i < facts->len; i++)
    if (g_array_index (facts, CsFact, i).id == id)
      return TRUE;

  return FALSE;
}

/* The cards expire in 57 days. */
static void
test_expiry_days (Fixture       *fixture,
                  gconstpointer  unused)
{
  run (fixture, "50000104652", NULL);
  g_assert_false (has_fact (cs_member_get_card (fixture->member, 0), CS_FACT_EXPIRES_SOON));

  cs_lookup_set_expiry_days (fixture->lookup, 60);
  run (fixture, "50000104652", NULL);
  g_assert_true (has_fact (cs_member_get_card (fixture->member, 0), CS_FACT_EXPIRES_SOON));
}

static void
image_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (GBytes) image = NULL;

  g_clear_error (&fixture->error);
  image = cs_lookup_fetch_image_finish (CS_LOOKUP (source), result, &fixture->error);
  g_assert_true ((image == NULL) == (fixture->error != NULL));
  fixture->is_done = TRUE;
}

/* A picture is nobody's data: no record. */
static void
test_image (Fixture       *fixture,
            gconstpointer  unused)
{
  g_autofree char *origin = g_strndup (fixture->service->base_url,
                                       strlen (fixture->service->base_url) - strlen ("/open-api"));
  g_autofree char *url = g_strconcat (origin, "/images/a.png", NULL);

  cs_lookup_fetch_image_async (fixture->lookup, url, NULL, image_cb, fixture);
  test_wait (&fixture->is_done);
  g_assert_no_error (fixture->error);

  fixture->is_done = FALSE;
  cs_lookup_fetch_image_async (fixture->lookup, "file:///etc/passwd", NULL, image_cb, fixture);
  test_wait (&fixture->is_done);
  g_assert_nonnull (fixture->error);
  g_assert_cmpuint (count_committed (fixture), ==, 0);
}

#define ADD(name, function) \
  g_test_add ("/lookup/" name, Fixture, NULL, setup, function, teardown)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("member", test_member);
  ADD ("no-cards", test_no_cards);
  ADD ("largest-id", test_largest_id);
  ADD ("par", test_par);
  ADD ("par-ignored", test_par_ignored);
  ADD ("par-missing", test_par_missing);
  ADD ("par-as-given", test_par_as_given);
  ADD ("card-number", test_card_number);
  ADD ("nobodys-card", test_nobodys_card);
  ADD ("card-gone", test_card_gone);
  ADD ("card-number-refused", test_card_number_refused);
  ADD ("refused", test_refused);
  ADD ("input", test_input);
  ADD ("bad-par", test_bad_par);
  ADD ("override", test_override);
  ADD ("other-correlation-id", test_other_correlation_id);
  ADD ("card-number-for-id", test_card_number_for_id);
  ADD ("plain-success", test_plain_success);
  ADD ("in-trouble", test_in_trouble);
  ADD ("unreachable", test_unreachable);
  ADD ("log-fails", test_log_fails);
  ADD ("log-fails-too", test_log_fails_too);
  ADD ("committed-first", test_committed_first);
  ADD ("cancelled-before", test_cancelled_before);
  ADD ("cancelled-during", test_cancelled_during);
  ADD ("cancelled-during-info", test_cancelled_during_info);
  ADD ("cancelled-during-second", test_cancelled_during_second);
  ADD ("cancelled-while-logging", test_cancelled_while_logging);
  ADD ("cancelled-and-log-fails", test_cancelled_and_log_fails);
  ADD ("owner-gone", test_owner_gone);
  ADD ("many-at-once", test_many_at_once);
  ADD ("expiry-days", test_expiry_days);
  ADD ("image", test_image);

  return g_test_run ();
}
