/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "log-support.h"

#include <glib/gstdio.h>
#include <string.h>

#include "cs-digits.h"

typedef struct
{
  char        *folder;
  char        *path;
  CsAccessLog *access_log;
  GError      *error;
  guint        n_done;
  guint        n_failed;
  gboolean     is_done;
} Fixture;

static void
setup (Fixture       *fixture,
       gconstpointer  unused)
{
  fixture->folder = test_folder_new ();
  fixture->path = g_build_filename (fixture->folder, "state", "access-log.db", NULL);
  fixture->access_log = test_log_open (fixture->path);
}

static void
teardown (Fixture       *fixture,
          gconstpointer  unused)
{
  if (fixture->access_log != NULL)
    g_assert_finalize_object (fixture->access_log);

  g_clear_error (&fixture->error);
  g_free (fixture->path);
  test_folder_remove (fixture->folder);
}

static void
append (Fixture   *fixture,
        GPtrArray *records)
{
  g_autoptr (GError) error = NULL;

  cs_access_log_append (fixture->access_log, records, &error);
  g_assert_no_error (error);
}

static GPtrArray *
list (Fixture *fixture,
      guint64  first_sequence,
      guint    n_most)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *records = cs_access_log_list (fixture->access_log, first_sequence, n_most, &error);

  g_assert_no_error (error);

  return records;
}

static void
assert_mode (const char *path,
             guint       mode)
{
  GStatBuf info;

  g_assert_no_errno (g_stat (path, &info));
  g_assert_cmphex (info.st_mode & 07777, ==, mode);
}

static void
test_new (Fixture       *fixture,
          gconstpointer  unused)
{
  g_autoptr (GPtrArray) records = list (fixture, 0, 10);
  g_autofree char *state = g_path_get_dirname (fixture->path);
  g_autoptr (GDir) dir = g_dir_open (state, 0, NULL);
  const char *name;

  g_assert_cmpuint (records->len, ==, 0);
  g_assert_cmpstr (cs_access_log_get_path (fixture->access_log), ==, fixture->path);
  assert_mode (state, 0700);

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (state, name, NULL);

      g_assert_true (g_str_has_prefix (name, "access-log.db"));
      g_assert_null (strstr (name, ".new-"));
      assert_mode (path, 0600);
    }
}

static void
test_mode_is_tightened (Fixture       *fixture,
                        gconstpointer  unused)
{
  g_clear_object (&fixture->access_log);
  g_assert_no_errno (g_chmod (fixture->path, 0644));
  fixture->access_log = test_log_open (fixture->path);
  assert_mode (fixture->path, 0600);
}

static void
fill (CsAccessRecord *record)
{
  record->member_id = CS_MEMBER_ID_MAX;
  record->n_cards = G_MAXUINT;
  record->action = CS_ACTION_AUDIT_ROW;
  record->par = g_strdup ("Q1ABCDEF0123456789ABCDEF012");
  record->case_reference = g_strdup ("사건 4711");
  record->reason = g_strdup ("결제 거절 · refused payment");
  record->correlation_id = g_strdup ("261124140322-1a2b3c4");
  g_free (record->outcome);
  record->outcome = g_strdup ("refused:001_006");
}

static void
assert_equal (const CsAccessRecord *a,
              const CsAccessRecord *b)
{
  g_assert_cmpuint (a->sequence, ==, b->sequence);
  g_assert_cmpint (a->unix_us, ==, b->unix_us);
  g_assert_cmpstr (a->operator_name, ==, b->operator_name);
  g_assert_cmpstr (a->host, ==, b->host);
  g_assert_cmpstr (a->environment, ==, b->environment);
  g_assert_cmpuint (a->action, ==, b->action);
  g_assert_cmpuint (a->member_id, ==, b->member_id);
  g_assert_cmpstr (a->par, ==, b->par);
  g_assert_cmpstr (a->outcome, ==, b->outcome);
  g_assert_cmpuint (a->n_cards, ==, b->n_cards);
  g_assert_cmpstr (a->case_reference, ==, b->case_reference);
  g_assert_cmpstr (a->reason, ==, b->reason);
  g_assert_cmpstr (a->correlation_id, ==, b->correlation_id);
}

/* Every field, full and empty, over a reopening. */
static void
test_reopen (Fixture       *fixture,
             gconstpointer  unused)
{
  g_autoptr (GPtrArray) records = test_records_new (2, 0);
  g_autoptr (GPtrArray) read = NULL;

  fill (g_ptr_array_index (records, 0));
  append (fixture, records);
  g_clear_object (&fixture->access_log);
  fixture->access_log = test_log_open (fixture->path);
  read = list (fixture, 0, 10);

  g_assert_cmpuint (read->len, ==, 2);

  for (guint i = 0; i < read->len; i++)
    assert_equal (g_ptr_array_index (read, i), g_ptr_array_index (records, i));
}

static void
test_member_ids (Fixture       *fixture,
                 gconstpointer  unused)
{
  static const guint64 ids[] = {
    0, 1, 50000104652, G_MAXINT64, (guint64) G_MAXINT64 + 1,
    CS_MEMBER_ID_MAX - 1, CS_MEMBER_ID_MAX,
  };
  g_autoptr (GPtrArray) records = test_records_new (G_N_ELEMENTS (ids), 0);
  g_autoptr (GPtrArray) read = NULL;

  for (guint i = 0; i < records->len; i++)
    ((CsAccessRecord *) g_ptr_array_index (records, i))->member_id = ids[i];

  append (fixture, records);
  read = list (fixture, 0, 10);

  for (guint i = 0; i < read->len; i++)
    g_assert_cmpuint (((CsAccessRecord *) g_ptr_array_index (read, i))->member_id, ==, ids[i]);
}

static void
test_list (Fixture       *fixture,
           gconstpointer  unused)
{
  g_autoptr (GPtrArray) records = test_records_new (10, 100);
  g_autoptr (GPtrArray) middle = NULL, end = NULL, none = NULL, beyond = NULL;

  append (fixture, records);
  middle = list (fixture, 4, 3);
  end = list (fixture, 9, 10);
  none = list (fixture, 1, 0);
  beyond = list (fixture, G_MAXUINT64, 10);

  g_assert_cmpuint (middle->len, ==, 3);
  g_assert_cmpuint (((CsAccessRecord *) g_ptr_array_index (middle, 0))->sequence, ==, 4);
  g_assert_cmpuint (((CsAccessRecord *) g_ptr_array_index (middle, 0))->member_id, ==, 103);
  g_assert_cmpuint (end->len, ==, 2);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (beyond->len, ==, 0);
}

/* Texts are cut and made one line; what the operator typed is masked. */
static void
test_texts_are_bounded (Fixture       *fixture,
                        gconstpointer  unused)
{
  g_autoptr (GPtrArray) records = test_records_new (1, 1);
  g_autoptr (GPtrArray) read = NULL;
  CsAccessRecord *record = g_ptr_array_index (records, 0);

  record->case_reference = g_strdup ("card 4111 1111 1111 1111\nnext line");
  record->reason = g_strnfill (5000, 'x');
  record->par = g_strnfill (5000, 'Q');
  record->correlation_id = g_strdup ("\377\342\200\256");
  append (fixture, records);
  read = list (fixture, 0, 1);
  record = g_ptr_array_index (read, 0);

  g_assert_cmpstr (record->case_reference, ==, "card 4111 11** **** 1111\\u000anext line");
  g_assert_cmpint (g_utf8_strlen (record->reason, -1), ==, 200);
  g_assert_cmpint (g_utf8_strlen (record->par, -1), ==, 32);
  g_assert_cmpstr (record->correlation_id, ==, "\\xff\\u202e");
}

/* One that the schema refuses takes the others with it, and no sequence is lost. */
static void
test_all_or_none (Fixture       *fixture,
                  gconstpointer  unused)
{
  g_autoptr (GPtrArray) good = test_records_new (2, 1);
  g_autoptr (GPtrArray) bad = test_records_new (3, 1);
  g_autoptr (GPtrArray) read = NULL;
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&((CsAccessRecord *) g_ptr_array_index (bad, 2))->outcome, g_free);
  append (fixture, good);
  g_assert_false (cs_access_log_append (fixture->access_log, bad, &error));
  g_assert_error (error, CS_LOG_ERROR, CS_LOG_ERROR_WRITE);
  g_assert_cmpuint (((CsAccessRecord *) g_ptr_array_index (bad, 0))->sequence, ==, 0);

  append (fixture, good);
  read = list (fixture, 0, 10);
  g_assert_cmpuint (read->len, ==, 4);
  g_assert_cmpuint (((CsAccessRecord *) g_ptr_array_index (good, 1))->sequence, ==, 4);
}

typedef struct
{
  const char *name;
  void      (*spoil) (CsAccessRecord *record);
} Spoiler;

static void
spoil_outcome (CsAccessRecord *record)
{
  *record->outcome = '\0';
}

static void
spoil_operator (CsAccessRecord *record)
{
  *record->operator_name = '\0';
}

static void
spoil_host (CsAccessRecord *record)
{
  g_clear_pointer (&record->host, g_free);
}

static void
spoil_environment (CsAccessRecord *record)
{
  *record->environment = '\0';
}

static void
spoil_time (CsAccessRecord *record)
{
  record->unix_us = -1;
}

static void
spoil_late_time (CsAccessRecord *record)
{
  record->unix_us = G_MAXINT64;
}

static void
spoil_member_id (CsAccessRecord *record)
{
  record->member_id = CS_MEMBER_ID_MAX + 1;
}

/* PCI DSS 10.2.2: no record without user, event, time, outcome, origin, subject. */
static void
test_fields_are_required (Fixture       *fixture,
                          gconstpointer  unused)
{
  static const Spoiler spoilers[] = {
    { "outcome", spoil_outcome }, { "operator", spoil_operator }, { "host", spoil_host },
    { "environment", spoil_environment }, { "time", spoil_time }, { "late time", spoil_late_time },
    { "member ID", spoil_member_id },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (spoilers); i++)
    {
      g_autoptr (GPtrArray) records = test_records_new (1, 1);
      g_autoptr (GError) error = NULL;

      g_test_message ("without %s", spoilers[i].name);
      spoilers[i].spoil (g_ptr_array_index (records, 0));
      g_assert_false (cs_access_log_append (fixture->access_log, records, &error));
      g_assert_error (error, CS_LOG_ERROR, CS_LOG_ERROR_WRITE);
    }

  g_assert_cmpuint (test_log_count (fixture->path), ==, 0);
}

static void
append_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (GError) error = NULL;

  if (!cs_access_log_append_finish (CS_ACCESS_LOG (source), result, &error))
    fixture->n_failed++;

  fixture->n_done++;
  g_clear_error (&fixture->error);
  fixture->error = g_steal_pointer (&error);
  fixture->is_done = TRUE;
}

static void
test_async (Fixture       *fixture,
            gconstpointer  unused)
{
  g_autoptr (GPtrArray) records = test_records_new (2, 1);

  cs_access_log_append_async (fixture->access_log, records, NULL, append_cb, fixture);
  g_assert_false (fixture->is_done);
  test_wait (&fixture->is_done);

  g_assert_no_error (fixture->error);
  g_assert_cmpuint (((CsAccessRecord *) g_ptr_array_index (records, 1))->sequence, ==, 2);
  g_assert_cmpuint (test_log_count (fixture->path), ==, 2);
}

static void
test_async_refused (Fixture       *fixture,
                    gconstpointer  unused)
{
  g_autoptr (GPtrArray) records = test_records_new (1, 1);

  spoil_outcome (g_ptr_array_index (records, 0));
  cs_access_log_append_async (fixture->access_log, records, NULL, append_cb, fixture);
  test_wait (&fixture->is_done);

  g_assert_error (fixture->error, CS_LOG_ERROR, CS_LOG_ERROR_WRITE);
}

static void
test_async_cancelled (Fixture       *fixture,
                      gconstpointer  unused)
{
  g_autoptr (GPtrArray) records = test_records_new (1, 1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);
  cs_access_log_append_async (fixture->access_log, records, cancellable, append_cb, fixture);
  test_wait (&fixture->is_done);

  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (test_log_count (fixture->path), ==, 0);
}

/* Cancelled while it may or may not have begun: what it says is what is there. */
static void
test_async_cancelled_during (Fixture       *fixture,
                             gconstpointer  unused)
{
  const guint n_rounds = 50;

  for (guint i = 0; i < n_rounds; i++)
    {
      g_autoptr (GPtrArray) records = test_records_new (1, 1);
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      gint64 until = g_get_monotonic_time () + g_test_rand_int_range (0, 300);

      fixture->is_done = FALSE;
      cs_access_log_append_async (fixture->access_log, records, cancellable, append_cb, fixture);

      while (g_get_monotonic_time () < until)
        continue;

      g_cancellable_cancel (cancellable);
      test_wait (&fixture->is_done);
    }

  g_assert_cmpuint (fixture->n_done, ==, n_rounds);
  g_assert_cmpuint (test_log_count (fixture->path), ==, n_rounds - fixture->n_failed);
}

/* The last reference goes while appends are under way: they are finished. */
static void
test_async_owner_gone (Fixture       *fixture,
                       gconstpointer  unused)
{
  const guint n_appends = 20;
  gpointer gone = fixture->access_log;

  g_object_add_weak_pointer (G_OBJECT (fixture->access_log), &gone);

  for (guint i = 0; i < n_appends; i++)
    {
      g_autoptr (GPtrArray) records = test_records_new (1, 1);

      cs_access_log_append_async (fixture->access_log, records, NULL, append_cb, fixture);
    }

  g_clear_object (&fixture->access_log);

  while (gone != NULL)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpuint (fixture->n_done, ==, n_appends);
  g_assert_cmpuint (fixture->n_failed, ==, 0);
  g_assert_cmpuint (test_log_count (fixture->path), ==, n_appends);
}

static gpointer
append_in_thread (gpointer data)
{
  CsAccessLog *access_log = data;

  for (guint i = 0; i < 100; i++)
    {
      g_autoptr (GPtrArray) records = test_records_new (1, 1 + i);
      g_autoptr (GError) error = NULL;

      cs_access_log_append (access_log, records, &error);
      g_assert_no_error (error);
    }

  return NULL;
}

static void
test_threads (Fixture       *fixture,
              gconstpointer  unused)
{
  GThread *threads[4];

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("appender", append_in_thread, fixture->access_log);

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);

  g_assert_cmpuint (test_log_count (fixture->path), ==, 400);
}

/* Window and command have one log open at once. */
static void
test_two_objects (Fixture       *fixture,
                  gconstpointer  unused)
{
  g_autoptr (CsAccessLog) other = test_log_open (fixture->path);

  for (guint i = 0; i < 50; i++)
    {
      g_autoptr (GPtrArray) records = test_records_new (1, 1);
      g_autoptr (GPtrArray) others = test_records_new (2, 1);
      g_autoptr (GError) error = NULL;

      append (fixture, records);
      cs_access_log_append (other, others, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (((CsAccessRecord *) g_ptr_array_index (others, 0))->sequence, ==,
                        3 * i + 2);
    }

  g_assert_cmpuint (test_log_count (fixture->path), ==, 150);
}

/* Ten at once, as audits do; one at a time with `-m slow`, which is up to the disk. */
static void
test_ten_thousand (Fixture       *fixture,
                   gconstpointer  unused)
{
  guint n_at_once = g_test_slow () ? 1 : 10;
  g_autoptr (GPtrArray) records = test_records_new (n_at_once, 1);
  const CsAccessRecord *last = g_ptr_array_index (records, n_at_once - 1);

  for (guint i = 0; i < 10000; i += n_at_once)
    append (fixture, records);

  g_assert_cmpuint (last->sequence, ==, 10000);
  g_assert_cmpuint (test_log_count (fixture->path), ==, 10000);
}

static void
test_default_path (void)
{
  g_autofree char *path = cs_access_log_default_path (FALSE);
  g_autofree char *demo = cs_access_log_default_path (TRUE);

  g_assert_true (g_str_has_prefix (path, g_get_user_state_dir ()));
  g_assert_true (g_str_has_suffix (path, "/cardsync/access-log.db"));
  g_assert_true (g_str_has_suffix (demo, "/cardsync/demo-access-log.db"));
}

#define ADD(name, function) \
  g_test_add ("/access-log/" name, Fixture, NULL, setup, function, teardown)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("new", test_new);
  ADD ("mode-is-tightened", test_mode_is_tightened);
  ADD ("reopen", test_reopen);
  ADD ("member-ids", test_member_ids);
  ADD ("list", test_list);
  ADD ("texts-are-bounded", test_texts_are_bounded);
  ADD ("all-or-none", test_all_or_none);
  ADD ("fields-are-required", test_fields_are_required);
  ADD ("async", test_async);
  ADD ("async-refused", test_async_refused);
  ADD ("async-cancelled", test_async_cancelled);
  ADD ("async-cancelled-during", test_async_cancelled_during);
  ADD ("async-owner-gone", test_async_owner_gone);
  ADD ("threads", test_threads);
  ADD ("two-objects", test_two_objects);
  ADD ("ten-thousand", test_ten_thousand);
  g_test_add_func ("/access-log/default-path", test_default_path);

  return g_test_run ();
}
