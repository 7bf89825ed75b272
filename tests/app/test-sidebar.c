/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cs-card-sidebar.h"
#include "cs-cast-row.h"
#include "cs-cast-sheet.h"
#include "desk-window.h"
#include "sample-member.h"

static CsMember *
create_member (guint n_cards)
{
  g_autoptr (GPtrArray) cards = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GDateTime) as_of = g_date_time_new_from_iso8601 ("2026-11-24T14:03:22+09", NULL);
  CsMember *member;

  for (guint i = 0; i < n_cards; i++)
    {
      g_autofree char *par = g_strdup_printf ("Q1%025u", i);

      g_ptr_array_add (cards,
                       sample_card_new (sample_fields_new (par, "Same", "4111111111111111")));
    }

  member = cs_member_new (G_GUINT64_CONSTANT (50000104652), g_steal_pointer (&cards));
  cs_member_set_as_of (member, as_of);

  return member;
}

static void
selected_cb (CsCard **out_card,
             CsCard  *card)
{
  *out_card = card;
}

/* Whatever the number of cards: the one asked for is selected and told of, also after
 * a refresh and in the other size.
 */
static void
test_selection (gconstpointer data)
{
  guint n_cards = GPOINTER_TO_UINT (data);
  g_autoptr (CsMember) member = create_member (n_cards);
  g_autoptr (CsMember) again = create_member (n_cards);
  GtkWidget *sidebar = g_object_new (CS_TYPE_CARD_SIDEBAR, NULL);
  GtkWidget *window = desk_show (sidebar);
  CsCard *wanted = n_cards > 0 ? cs_member_get_card (again, n_cards - 1) : NULL;
  CsCard *told = NULL;

  g_signal_connect_swapped (sidebar, "selected", G_CALLBACK (selected_cb), &told);

  cs_card_sidebar_set_member (CS_CARD_SIDEBAR (sidebar), member, NULL, NULL);
  desk_iterate ();
  g_assert_true (told == (n_cards > 0 ? cs_member_get_card (member, 0) : NULL));

  cs_card_sidebar_set_member (CS_CARD_SIDEBAR (sidebar), again, wanted, NULL);
  desk_iterate ();
  g_assert_true (told == wanted);
  g_assert_true (cs_card_sidebar_get_selected (CS_CARD_SIDEBAR (sidebar)) == wanted);

  cs_card_sidebar_set_compact (CS_CARD_SIDEBAR (sidebar), TRUE);
  desk_iterate ();
  g_assert_true (cs_card_sidebar_get_selected (CS_CARD_SIDEBAR (sidebar)) == wanted);

  desk_close (window, sidebar);
}

/* The first rows are there at once, the others come frame by frame; the selection stays. */
static void
test_growing (void)
{
  g_autoptr (CsMember) member = create_member (500);
  GtkWidget *sidebar = g_object_new (CS_TYPE_CARD_SIDEBAR, NULL);
  GtkWidget *window = desk_show (sidebar);
  GtkListView *list = GTK_LIST_VIEW (desk_child (sidebar, "list"));
  GListModel *rows = G_LIST_MODEL (gtk_list_view_get_model (list));
  CsCard *third = NULL;

  cs_card_sidebar_set_member (CS_CARD_SIDEBAR (sidebar), member, NULL, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (rows), <, 50);
  gtk_single_selection_set_selected (GTK_SINGLE_SELECTION (rows), 2);
  third = cs_card_sidebar_get_selected (CS_CARD_SIDEBAR (sidebar));

  desk_wait_until (g_list_model_get_n_items (rows) == 500);
  g_assert_true (cs_card_sidebar_get_selected (CS_CARD_SIDEBAR (sidebar)) == third);

  desk_close (window, sidebar);
}

/* A member that is replaced while rows still come. */
static void
test_replaced_while_growing (void)
{
  g_autoptr (CsMember) many = create_member (500);
  g_autoptr (CsMember) few = create_member (30);
  GtkWidget *sidebar = g_object_new (CS_TYPE_CARD_SIDEBAR, NULL);
  GtkWidget *window = desk_show (sidebar);
  GtkListView *list = GTK_LIST_VIEW (desk_child (sidebar, "list"));
  GListModel *rows = G_LIST_MODEL (gtk_list_view_get_model (list));

  cs_card_sidebar_set_member (CS_CARD_SIDEBAR (sidebar), many, NULL, NULL);
  desk_wait_until (g_list_model_get_n_items (rows) > 60);
  cs_card_sidebar_set_member (CS_CARD_SIDEBAR (sidebar), few, NULL, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (rows), <=, 30);
  g_assert_true (cs_card_sidebar_get_selected (CS_CARD_SIDEBAR (sidebar)) ==
                 cs_member_get_card (few, 0));
  desk_wait_until (g_list_model_get_n_items (rows) == 30);

  cs_card_sidebar_set_member (CS_CARD_SIDEBAR (sidebar), many, NULL, NULL);
  desk_close (window, sidebar);
}

static void
test_worst_first (void)
{
  g_autoptr (CsMember) member = sample_member_new ();
  GtkWidget *sidebar = g_object_new (CS_TYPE_CARD_SIDEBAR, NULL);
  GtkWidget *window = desk_show (sidebar);

  cs_card_sidebar_set_member (CS_CARD_SIDEBAR (sidebar), member, NULL, NULL);
  g_assert_true (cs_card_sidebar_get_selected (CS_CARD_SIDEBAR (sidebar)) ==
                 cs_member_get_card (member, 3));
  g_assert_cmpstr (desk_label (desk_child (sidebar, "member_id")), ==, "50000104652");
  g_assert_cmpstr (desk_label (desk_child (sidebar, "totals")), ==, "4 cards · 2 need attention");

  desk_close (window, sidebar);
}

static guint
count_shown (GtkWidget *sheet)
{
  GtkWidget *groups = GTK_WIDGET (desk_child (sheet, "groups"));
  guint n_shown = 0;

  for (GtkWidget *list = gtk_widget_get_first_child (groups); list != NULL;
       list = gtk_widget_get_next_sibling (list))
    if (GTK_IS_LIST_BOX (list) && gtk_widget_get_visible (list))
      for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL;
           row = gtk_widget_get_next_sibling (row))
        if (gtk_widget_get_child_visible (row))
          n_shown++;

  return n_shown;
}

static void
chosen_cb (const CsMockPart **out_part,
           const CsMockPart  *part)
{
  *out_part = part;
}

static void
test_cast_search (void)
{
  g_autoptr (CsClock) clock = cs_clock_new_system ();
  g_autoptr (CsMockService) mock = cs_mock_service_new (clock);
  GtkWidget *sheet = cs_cast_sheet_new (mock);
  GtkWidget *window = desk_show (sheet);
  GtkEditable *search = GTK_EDITABLE (desk_child (sheet, "search"));
  const CsMockPart *chosen = NULL;
  gsize n_parts;

  cs_mock_cast_get_parts (&n_parts);
  g_signal_connect_swapped (sheet, "chosen", G_CALLBACK (chosen_cb), &chosen);
  g_assert_cmpuint (count_shown (sheet), ==, n_parts);

  gtk_editable_set_text (search, "50000400001");
  desk_wait_until (count_shown (sheet) == 1);
  g_signal_emit_by_name (search, "activate");
  g_assert_nonnull (chosen);
  g_assert_cmpuint (chosen->member_id, ==, G_GUINT64_CONSTANT (50000400001));

  gtk_editable_set_text (search, "nobody is called this");
  desk_wait_until (count_shown (sheet) == 0);
  chosen = NULL;
  g_signal_emit_by_name (search, "activate");
  g_assert_null (chosen);

  gtk_editable_set_text (search, "");
  desk_wait_until (count_shown (sheet) == n_parts);

  desk_close (window, sheet);
}

static void
test_cast_faults (void)
{
  g_autoptr (CsClock) clock = cs_clock_new_system ();
  g_autoptr (CsMockService) mock = cs_mock_service_new (clock);
  GtkWidget *sheet = cs_cast_sheet_new (mock);
  GtkWidget *window = desk_show (sheet);
  GtkWidget *reset = GTK_WIDGET (desk_child (sheet, "reset"));
  g_auto (GStrv) armed = NULL;
  g_auto (GStrv) none = NULL;

  g_assert_false (gtk_widget_get_visible (reset));
  g_assert_true (gtk_widget_activate_action (sheet, "cast.arm", "s", "stall"));
  armed = cs_mock_service_list_faults (mock);
  g_assert_cmpuint (g_strv_length (armed), ==, 1);
  g_assert_true (gtk_widget_get_visible (reset));

  g_signal_emit_by_name (reset, "clicked");
  none = cs_mock_service_list_faults (mock);
  g_assert_cmpuint (g_strv_length (none), ==, 0);
  g_assert_false (gtk_widget_get_visible (reset));

  desk_close (window, sheet);
}

int
main (int   argc,
      char *argv[])
{
  desk_init (&argc, &argv);

  g_test_add_data_func ("/sidebar/selection/0", GUINT_TO_POINTER (0), test_selection);
  g_test_add_data_func ("/sidebar/selection/1", GUINT_TO_POINTER (1), test_selection);
  g_test_add_data_func ("/sidebar/selection/200", GUINT_TO_POINTER (200), test_selection);
  g_test_add_data_func ("/sidebar/selection/500", GUINT_TO_POINTER (500), test_selection);
  g_test_add_func ("/sidebar/growing", test_growing);
  g_test_add_func ("/sidebar/replaced-while-growing", test_replaced_while_growing);
  g_test_add_func ("/sidebar/worst-first", test_worst_first);
  g_test_add_func ("/cast-sheet/search", test_cast_search);
  g_test_add_func ("/cast-sheet/faults", test_cast_faults);

  return desk_run ();
}
