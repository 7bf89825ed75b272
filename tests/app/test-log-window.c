/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The viewer over a real log. */

#include "cs-log-window.h"

#include <glib/gstdio.h>

#include "desk-window.h"

#define N_RECORDS 450

typedef struct
{
  char        *path;
  CsAccessLog *access_log;
  CsClock     *clock;
  CsLogWindow *window;
} Fixture;

static void
fill (Fixture *fixture)
{
  g_autoptr (GPtrArray) records =
    g_ptr_array_new_with_free_func ((GDestroyNotify) cs_access_record_free);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < N_RECORDS; i++)
    {
      CsAccessRecord *record =
        cs_access_record_new (CS_ACTION_LOOKUP, "sandbox", cs_clock_get_unix_us (fixture->clock));

      record->member_id = 50000104652 + i % 3;
      record->outcome = g_strdup ("ok");
      g_ptr_array_add (records, record);
    }

  cs_access_log_append (fixture->access_log, records, &error);
  g_assert_no_error (error);
}

static GListModel *
get_model (Fixture *fixture)
{
  return G_LIST_MODEL (gtk_column_view_get_model (GTK_COLUMN_VIEW (
                         desk_child (fixture->window, "columns"))));
}

static gboolean
counts (Fixture    *fixture,
        const char *text)
{
  return g_str_equal (desk_label (desk_child (fixture->window, "count")), text);
}

static gboolean
says (Fixture    *fixture,
      const char *text)
{
  return g_strrstr (desk_label (desk_child (fixture->window, "message")), text) != NULL;
}

static guint64
count_records (Fixture  *fixture,
               CsAction  action)
{
  g_autoptr (CsLogFilter) filter = cs_log_filter_new ();
  guint64 n_records = 0;

  filter->has_action = TRUE;
  filter->action = action;
  g_assert_true (cs_access_log_count (fixture->access_log, filter, &n_records, NULL));

  return n_records;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  unused)
{
  g_autoptr (CsCase) purpose = cs_case_new ("REVIEW-1", "monthly");

  /* The demo's, which asks no keyring. */
  fixture->path = cs_access_log_default_path (TRUE);
  fixture->access_log = cs_access_log_open_default (TRUE, NULL);
  g_assert_nonnull (fixture->access_log);
  fixture->clock = cs_clock_new_fixed (G_GINT64_CONSTANT (1795496602) * G_USEC_PER_SEC);
  fill (fixture);
  fixture->window = cs_log_window_present (NULL, fixture->access_log, fixture->clock, purpose);
  desk_wait_until (counts (fixture, "451 records"));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  unused)
{
  static const char *const files[] = { "", ".key", ".anchor", ".csv" };

  if (fixture->window != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->window));

  while (g_main_context_iteration (NULL, FALSE))
    ;

  g_clear_object (&fixture->access_log);
  g_clear_object (&fixture->clock);

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_strconcat (fixture->path, files[i], NULL);

      g_remove (path);
    }

  g_free (fixture->path);
}

/* Opening is in the log, with its case, before anything is shown. */
static void
test_opening_is_recorded (Fixture       *fixture,
                          gconstpointer  unused)
{
  g_autoptr (GPtrArray) records = cs_access_log_list (fixture->access_log, N_RECORDS + 1, 1, NULL);
  const CsAccessRecord *record = g_ptr_array_index (records, 0);

  g_assert_cmpint ((int) record->action, ==, CS_ACTION_LOG_OPENED);
  g_assert_cmpstr (record->case_reference, ==, "REVIEW-1");
  g_assert_cmpstr (record->subject, ==, "all records");
  g_assert_cmpuint (g_list_model_get_n_items (get_model (fixture)), ==, 200);
}

/* Reading on brings the next page, until all are there, each once. */
static void
test_pages (Fixture       *fixture,
            gconstpointer  unused)
{
  GtkWidget *scrolled = gtk_widget_get_ancestor (GTK_WIDGET (desk_child (fixture->window,
                                                                         "columns")),
                                                 GTK_TYPE_SCROLLED_WINDOW);

  g_signal_emit_by_name (scrolled, "edge-reached", GTK_POS_BOTTOM);
  desk_wait_until (g_list_model_get_n_items (get_model (fixture)) == 400);
  g_signal_emit_by_name (scrolled, "edge-reached", GTK_POS_BOTTOM);
  desk_wait_until (g_list_model_get_n_items (get_model (fixture)) == 451);
  g_assert_cmpuint (count_records (fixture, CS_ACTION_LOG_OPENED), ==, 1);
}

static void
test_filter (Fixture       *fixture,
             gconstpointer  unused)
{
  gtk_editable_set_text (GTK_EDITABLE (desk_child (fixture->window, "member")), "50000104653");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "log.search", NULL);
  desk_wait_until (counts (fixture, "150 records"));

  gtk_editable_set_text (GTK_EDITABLE (desk_child (fixture->window, "from")), "yesterday");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "log.search", NULL);
  g_assert_true (says (fixture, "2026-11-24"));
  g_assert_true (counts (fixture, "150 records"));
}

static void
test_verify (Fixture       *fixture,
             gconstpointer  unused)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "log.verify", NULL);
  desk_wait_until (says (fixture, "intact: 451 records, 1 to 451"));
  g_assert_cmpuint (count_records (fixture, CS_ACTION_LOG_VERIFIED), ==, 1);
}

static void
test_export (Fixture       *fixture,
             gconstpointer  unused)
{
  g_autofree char *path = g_strconcat (fixture->path, ".csv", NULL);
  g_autoptr (GFile) output = g_file_new_for_path (path);

  cs_log_window_export (fixture->window, output);
  desk_wait_until (says (fixture, "452 records exported."));
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (count_records (fixture, CS_ACTION_LOG_EXPORTED), ==, 1);
}

/* Closed, or locked away, while a thread still works for it: the records go at once. */
static void
test_destroyed_while_busy (Fixture       *fixture,
                           gconstpointer  unused)
{
  gpointer shown = g_list_model_get_item (get_model (fixture), 0);

  g_object_add_weak_pointer (shown, &shown);
  g_object_unref (shown);
  g_assert_nonnull (shown);

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "log.verify", NULL);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  fixture->window = NULL;
  g_assert_null (shown);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  desk_init (&argc, &argv);

  ADD ("/log-window/opening-is-recorded", test_opening_is_recorded);
  ADD ("/log-window/pages", test_pages);
  ADD ("/log-window/filter", test_filter);
  ADD ("/log-window/verify", test_verify);
  ADD ("/log-window/export", test_export);
  ADD ("/log-window/destroyed-while-busy", test_destroyed_while_busy);

  return desk_run ();
}
