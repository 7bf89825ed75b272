/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cs-member-page.h"

#include "cs-card-changes.h"
#include "cs-card-sidebar.h"
#include "cs-copy-button.h"
#include "cs-member-tabs.h"
#include "desk-window.h"

#define LOST     G_GUINT64_CONSTANT (50000104652)
#define DEBIT    G_GUINT64_CONSTANT (50000400001)
#define NO_CARDS G_GUINT64_CONSTANT (50000100002)
#define NOBODY   G_GUINT64_CONSTANT (50000109999)

typedef struct
{
  CsConnection  *connection;
  CsImageStore  *images;
  GtkWidget     *tabs;
  GtkWidget     *page;      /* the first one */
  GtkWidget     *window;
  GtkStack      *stack;     /* of that page */
  GtkStack      *stage;
} Fixture;

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  CsConnection **out_connection = user_data;
  g_autoptr (GError) error = NULL;

  *out_connection = cs_connection_open_finish (result, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (CsClock) clock = cs_clock_new_system ();

  cs_connection_open_async (NULL, clock, NULL, opened_cb, &fixture->connection);
  desk_wait_until (fixture->connection != NULL);
  fixture->images = cs_image_store_new (cs_connection_get_lookup (fixture->connection));
  fixture->tabs = g_object_new (CS_TYPE_MEMBER_TABS, NULL);
  fixture->window = desk_show (fixture->tabs);
  fixture->page = GTK_WIDGET (cs_member_tabs_get_page (CS_MEMBER_TABS (fixture->tabs)));
  fixture->stack = GTK_STACK (desk_child (fixture->page, "stack"));
  fixture->stage = GTK_STACK (desk_child (desk_child (fixture->tabs, "stage"), "stack"));
  cs_member_tabs_set_connection (CS_MEMBER_TABS (fixture->tabs), fixture->connection,
                                 fixture->images);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_object_add_weak_pointer (G_OBJECT (fixture->tabs), (gpointer *) &fixture->tabs);
  g_object_unref (fixture->tabs);
  desk_wait_until (fixture->tabs == NULL);
  g_clear_object (&fixture->images);
  g_clear_object (&fixture->connection);
}

static void
arm (Fixture    *fixture,
     const char *text)
{
  g_autoptr (GError) error = NULL;
  CsMockFault *fault = cs_mock_fault_parse (text, &error);

  g_assert_no_error (error);
  cs_mock_service_add_fault (cs_connection_get_mock (fixture->connection), fault);
}

static void
disarm (Fixture *fixture)
{
  cs_mock_service_clear_faults (cs_connection_get_mock (fixture->connection));
}

static void
look_up (Fixture *fixture,
         guint64  member_id)
{
  g_autoptr (CsIdentity) identity = cs_identity_new_member (member_id);

  cs_member_page_look_up (CS_MEMBER_PAGE (fixture->page),
                          cs_question_new (identity, NULL, NULL));
}

/* The cards are no page's own. */
static gboolean
is_on (Fixture    *fixture,
       const char *name)
{
  if (g_str_equal (name, "cards"))
    return g_str_equal (gtk_stack_get_visible_child_name (fixture->stage), "cards");

  return g_str_equal (gtk_stack_get_visible_child_name (fixture->stage), "pages") &&
         g_str_equal (gtk_stack_get_visible_child_name (fixture->stack), name);
}

/* Once a member was shown. */
static GObject *
get_view_child (Fixture    *fixture,
                const char *name)
{
  return desk_child (gtk_stack_get_child_by_name (fixture->stage, "cards"), name);
}

static CsCardSidebar *
get_sidebar (Fixture *fixture)
{
  return CS_CARD_SIDEBAR (get_view_child (fixture, "sidebar"));
}

static CsCard *
get_selected (Fixture *fixture)
{
  return cs_card_sidebar_get_selected (get_sidebar (fixture));
}

/* A view that was prepared for the next member is empty. */
static gboolean
holds_cards (Fixture *fixture)
{
  return gtk_stack_get_child_by_name (fixture->stage, "cards") != NULL &&
         get_selected (fixture) != NULL;
}

static CsMember *
get_member (Fixture *fixture)
{
  return cs_member_page_get_member (CS_MEMBER_PAGE (fixture->page));
}

static void
test_success (Fixture       *fixture,
              gconstpointer  data)
{
  CsCard *selected;

  g_assert_true (is_on (fixture, "start"));
  g_assert_true (cs_member_page_is_untouched (CS_MEMBER_PAGE (fixture->page)));

  look_up (fixture, LOST);
  desk_wait_until (is_on (fixture, "cards"));
  selected = get_selected (fixture);
  g_assert_cmpint (cs_card_get_verdict (selected), ==, CS_VERDICT_BLOCKED);
  g_assert_cmpuint (cs_member_get_n_cards (get_member (fixture)), ==, 4);
  g_assert_cmpstr (cs_member_page_get_title (CS_MEMBER_PAGE (fixture->page)), ==, "50000104652");
  g_assert_cmpuint (cs_member_page_get_member_id (CS_MEMBER_PAGE (fixture->page)), ==, LOST);
}

static guint
count_copies (Fixture *fixture,
              guint64 *out_member_id)
{
  CsAccessLog *access_log = cs_lookup_get_access_log (cs_connection_get_lookup (
                                                        fixture->connection));
  g_autoptr (CsLogFilter) filter = cs_log_filter_new ();
  g_autoptr (GPtrArray) records = NULL;

  filter->has_action = TRUE;
  filter->action = CS_ACTION_COPY;
  records = cs_access_log_query (access_log, filter, NULL, G_MAXINT, NULL);

  if (records->len > 0)
    *out_member_id = ((CsAccessRecord *) g_ptr_array_index (records, records->len - 1))->member_id;

  return records->len;
}

static gboolean
is_on_clipboard (GdkClipboard *clipboard,
                 const char   *text)
{
  GdkContentProvider *content = gdk_clipboard_get_content (clipboard);
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, G_TYPE_STRING);

  return content != NULL && gdk_content_provider_get_value (content, &value, NULL) &&
         g_strcmp0 (g_value_get_string (&value), text) == 0;
}

/* The record is there before the text is. */
static void
test_copy (Fixture       *fixture,
           gconstpointer  unused)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (fixture->page);
  guint64 member_id = 0;
  guint n_before;

  look_up (fixture, LOST);
  desk_wait_until (is_on (fixture, "cards"));
  n_before = count_copies (fixture, &member_id);

  cs_copy_shown (GTK_WIDGET (get_view_child (fixture, "detail")), "9491 33** **** 0765");
  g_assert_false (is_on_clipboard (clipboard, "9491 33** **** 0765"));
  desk_wait_until (is_on_clipboard (clipboard, "9491 33** **** 0765"));
  g_assert_cmpuint (count_copies (fixture, &member_id), ==, n_before + 1);
  g_assert_cmpuint (member_id, ==, LOST);
}

/* As all tabs are at the lock. */
static void
test_copy_from_a_closed_tab (Fixture       *fixture,
                             gconstpointer  unused)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (fixture->page);
  CsLookup *lookup = cs_connection_get_lookup (fixture->connection);
  g_autoptr (GPtrArray) records = NULL;

  look_up (fixture, LOST);
  desk_wait_until (is_on (fixture, "cards"));
  cs_copy_shown (GTK_WIDGET (get_view_child (fixture, "detail")), "9491 33** **** 1188");
  gtk_window_set_child (GTK_WINDOW (fixture->window), NULL);

  /* Comes behind the record in the queue of the log. */
  records = cs_access_log_list (cs_lookup_get_access_log (lookup), 1, 1, NULL);
  g_assert_nonnull (records);

  while (g_main_context_iteration (NULL, FALSE))
    ;

  g_assert_false (is_on_clipboard (clipboard, "9491 33** **** 1188"));
}

static void
test_no_cards (Fixture       *fixture,
               gconstpointer  data)
{
  look_up (fixture, NO_CARDS);
  desk_wait_until (is_on (fixture, "empty"));
  g_assert_cmpuint (cs_member_get_n_cards (get_member (fixture)), ==, 0);
}

static void
test_no_such_member (Fixture       *fixture,
                     gconstpointer  data)
{
  look_up (fixture, NOBODY);
  desk_wait_until (is_on (fixture, "error"));
  g_assert_null (get_member (fixture));
}

static void
test_retry (Fixture       *fixture,
            gconstpointer  data)
{
  arm (fixture, "flipped-tag");
  look_up (fixture, LOST);
  desk_wait_until (is_on (fixture, "error"));
  g_assert_true (cs_member_page_can_refresh (CS_MEMBER_PAGE (fixture->page)));

  disarm (fixture);
  g_assert_true (gtk_widget_activate_action (fixture->page, "page.retry", NULL));
  g_assert_null (gtk_stack_get_child_by_name (fixture->stack, "error"));
  desk_wait_until (is_on (fixture, "cards"));
}

static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  arm (fixture, "stall");
  look_up (fixture, LOST);
  g_assert_true (is_on (fixture, "blank"));
  desk_wait_until (is_on (fixture, "loading"));

  g_assert_true (gtk_widget_activate_action (fixture->page, "page.cancel", NULL));
  desk_wait_until (is_on (fixture, "start"));
  g_assert_null (get_member (fixture));
}

static void
test_never_the_last_member (Fixture       *fixture,
                            gconstpointer  data)
{
  look_up (fixture, LOST);
  desk_wait_until (is_on (fixture, "cards"));

  arm (fixture, "stall");
  look_up (fixture, DEBIT);
  g_assert_null (get_member (fixture));

  while (!is_on (fixture, "loading"))
    {
      g_assert_true (is_on (fixture, "blank"));
      g_assert_false (holds_cards (fixture));
      desk_iterate ();
    }

  g_assert_false (holds_cards (fixture));
  cs_member_page_cancel (CS_MEMBER_PAGE (fixture->page));
}

/* Of two questions only the later one is answered on screen. */
static void
test_second_question_wins (Fixture       *fixture,
                           gconstpointer  data)
{
  look_up (fixture, LOST);
  look_up (fixture, DEBIT);
  desk_wait_until (is_on (fixture, "cards"));
  g_assert_cmpuint (cs_member_get_id (get_member (fixture)), ==, DEBIT);
}

static void
test_refresh_keeps_the_card (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autoptr (CsMember) before = NULL;
  CsCard *second;

  look_up (fixture, LOST);
  desk_wait_until (is_on (fixture, "cards"));
  before = g_object_ref (get_member (fixture));
  second = cs_member_get_card (before, 1);
  cs_card_sidebar_set_member (get_sidebar (fixture), before, second, fixture->images);

  cs_member_page_refresh (CS_MEMBER_PAGE (fixture->page), NULL);

  while (get_member (fixture) == before)
    {
      g_assert_true (is_on (fixture, "cards"));
      desk_iterate ();
    }

  g_assert_cmpstr (cs_card_get_fields (get_selected (fixture))->par, ==,
                   cs_card_get_fields (second)->par);
}

static void
test_refresh_cancelled (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr (CsMember) before = NULL;

  look_up (fixture, LOST);
  desk_wait_until (is_on (fixture, "cards"));
  before = g_object_ref (get_member (fixture));

  arm (fixture, "stall");
  cs_member_page_refresh (CS_MEMBER_PAGE (fixture->page), NULL);
  desk_iterate ();
  cs_member_page_cancel (CS_MEMBER_PAGE (fixture->page));

  /* The page hears of it from the main loop. */
  for (guint i = 0; i < 20; i++)
    desk_iterate ();

  g_assert_true (is_on (fixture, "cards"));
  g_assert_true (get_member (fixture) == before);
}

static void
test_failed_refresh_shows_no_old_values (Fixture       *fixture,
                                         gconstpointer  data)
{
  look_up (fixture, LOST);
  desk_wait_until (is_on (fixture, "cards"));

  arm (fixture, "flipped-tag");
  cs_member_page_refresh (CS_MEMBER_PAGE (fixture->page), NULL);
  desk_wait_until (is_on (fixture, "error"));
  g_assert_null (get_member (fixture));
}

static CsMemberPage *
open_tab (Fixture *fixture,
          guint64  member_id)
{
  CsMemberPage *page = cs_member_tabs_add_page (CS_MEMBER_TABS (fixture->tabs));
  g_autoptr (CsIdentity) identity = cs_identity_new_member (member_id);

  cs_member_page_look_up (page, cs_question_new (identity, NULL, NULL));

  return page;
}

static guint64
get_shown_member_id (Fixture *fixture)
{
  const char *shown = gtk_label_get_label (GTK_LABEL (desk_child (get_sidebar (fixture),
                                                                  "member_id")));

  return g_ascii_strtoull (shown, NULL, 10);
}

/* All tabs share one view: each finds it as it was left. */
static void
test_tabs_take_turns (Fixture       *fixture,
                      gconstpointer  unused)
{
  CsMemberTabs *tabs = CS_MEMBER_TABS (fixture->tabs);
  CsMemberPage *second;
  CsCard *chosen;

  look_up (fixture, LOST);
  desk_wait_until (is_on (fixture, "cards"));
  chosen = cs_member_get_card (get_member (fixture), 2);
  cs_card_sidebar_set_member (get_sidebar (fixture), get_member (fixture), chosen,
                              fixture->images);
  g_assert_true (get_selected (fixture) == chosen);

  second = open_tab (fixture, DEBIT);
  g_assert_false (is_on (fixture, "cards"));
  desk_wait_until (is_on (fixture, "cards"));
  g_assert_cmpuint (get_shown_member_id (fixture), ==, DEBIT);
  g_assert_true (cs_member_page_has_cards (second));

  gtk_widget_grab_focus (GTK_WIDGET (get_view_child (fixture, "sidebar")));
  cs_member_tabs_go_to (tabs, 0);
  g_assert_cmpuint (get_shown_member_id (fixture), ==, LOST);
  g_assert_true (get_selected (fixture) == chosen);
  g_assert_cmpstr (G_OBJECT_TYPE_NAME (gtk_root_get_focus (GTK_ROOT (fixture->window))), ==,
                   "CsVerdictBox");

  cs_member_tabs_go_to (tabs, 1);
  g_assert_cmpuint (get_shown_member_id (fixture), ==, DEBIT);
}

/* Whoever waits in a tab that is not in front disturbs nobody. */
static void
test_answer_behind (Fixture       *fixture,
                    gconstpointer  unused)
{
  CsMemberPage *second;

  look_up (fixture, LOST);
  desk_wait_until (is_on (fixture, "cards"));
  second = open_tab (fixture, DEBIT);
  cs_member_tabs_go_to (CS_MEMBER_TABS (fixture->tabs), 0);
  g_assert_cmpuint (get_shown_member_id (fixture), ==, LOST);

  desk_wait_until (cs_member_page_has_cards (second));
  g_assert_cmpuint (get_shown_member_id (fixture), ==, LOST);
}

/* Nothing of a closed tab stays in the widgets. */
static void
test_closed_tab (Fixture       *fixture,
                 gconstpointer  unused)
{
  CsMemberTabs *tabs = CS_MEMBER_TABS (fixture->tabs);

  open_tab (fixture, LOST);
  desk_wait_until (is_on (fixture, "cards"));
  g_assert_true (holds_cards (fixture));
  g_assert_true (cs_member_tabs_close_page (tabs));
  g_assert_true (is_on (fixture, "start"));
  g_assert_false (holds_cards (fixture));
}

/* The lock destroys what is shown, and lets go of the keys. */
static void
test_suspended (Fixture       *fixture,
                gconstpointer  unused)
{
  gpointer images = fixture->images;
  gpointer view;

  look_up (fixture, LOST);
  desk_wait_until (is_on (fixture, "cards"));
  open_tab (fixture, DEBIT);
  desk_wait_until (is_on (fixture, "cards"));

  view = gtk_stack_get_child_by_name (fixture->stage, "cards");
  g_object_add_weak_pointer (view, &view);
  g_object_add_weak_pointer (images, &images);
  g_assert_cmpuint (cs_member_tabs_suspend (CS_MEMBER_TABS (fixture->tabs)), ==, 2);
  desk_wait_until (view == NULL);
  g_clear_object (&fixture->images);
  desk_wait_until (images == NULL);
}

/* What was read of one member is no place for another. */
static void
test_another_member_is_not_scrolled (Fixture       *fixture,
                                     gconstpointer  unused)
{
  GtkAdjustment *adjustment;

  look_up (fixture, LOST);
  desk_wait_until (is_on (fixture, "cards"));
  adjustment = gtk_scrolled_window_get_vadjustment (
    GTK_SCROLLED_WINDOW (desk_child (get_view_child (fixture, "detail"), "scroller")));
  desk_wait_until (gtk_adjustment_get_upper (adjustment) >
                   gtk_adjustment_get_page_size (adjustment) + 40);
  gtk_adjustment_set_value (adjustment, 40);

  open_tab (fixture, DEBIT);
  desk_wait_until (is_on (fixture, "cards"));
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), ==, 0);

  cs_member_tabs_go_to (CS_MEMBER_TABS (fixture->tabs), 0);

  for (guint i = 0; i < 20; i++)
    desk_iterate ();

  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), ==, 40);
}

/* An answer that comes while another tab is in front is there when somebody comes back. */
static void
test_refresh_behind (Fixture       *fixture,
                     gconstpointer  unused)
{
  g_autoptr (CsMember) before = NULL;
  CsMember *after;

  look_up (fixture, LOST);
  desk_wait_until (is_on (fixture, "cards"));
  before = g_object_ref (get_member (fixture));
  open_tab (fixture, DEBIT);
  desk_wait_until (is_on (fixture, "cards"));

  cs_member_page_refresh (CS_MEMBER_PAGE (fixture->page), NULL);
  desk_wait_until (get_member (fixture) != before);
  g_assert_cmpuint (get_shown_member_id (fixture), ==, DEBIT);

  cs_member_tabs_go_to (CS_MEMBER_TABS (fixture->tabs), 0);
  after = get_member (fixture);
  g_assert_cmpuint (get_shown_member_id (fixture), ==, LOST);
  g_assert_true (cs_card_find_same (after, get_selected (fixture)) == get_selected (fixture));
}

/* tear_down() waits for the page to go while its question is still open. */
static void
test_destroyed_while_asking (Fixture       *fixture,
                             gconstpointer  data)
{
  arm (fixture, "stall");
  look_up (fixture, LOST);
  desk_iterate ();
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  desk_init (&argc, &argv);

  ADD ("/member-page/success", test_success);
  ADD ("/member-page/copy", test_copy);
  ADD ("/member-page/copy-from-a-closed-tab", test_copy_from_a_closed_tab);
  ADD ("/member-page/no-cards", test_no_cards);
  ADD ("/member-page/no-such-member", test_no_such_member);
  ADD ("/member-page/retry", test_retry);
  ADD ("/member-page/cancel", test_cancel);
  ADD ("/member-page/never-the-last-member", test_never_the_last_member);
  ADD ("/member-page/second-question-wins", test_second_question_wins);
  ADD ("/member-page/refresh-keeps-the-card", test_refresh_keeps_the_card);
  ADD ("/member-page/refresh-cancelled", test_refresh_cancelled);
  ADD ("/member-page/failed-refresh", test_failed_refresh_shows_no_old_values);
  ADD ("/member-page/tabs-take-turns", test_tabs_take_turns);
  ADD ("/member-page/answer-behind", test_answer_behind);
  ADD ("/member-page/refresh-behind", test_refresh_behind);
  ADD ("/member-page/closed-tab", test_closed_tab);
  ADD ("/member-page/suspended", test_suspended);
  ADD ("/member-page/another-member-is-not-scrolled", test_another_member_is_not_scrolled);
  ADD ("/member-page/destroyed-while-asking", test_destroyed_while_asking);

  return desk_run ();
}
