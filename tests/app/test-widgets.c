/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cs-account-section.h"
#include "cs-amounts-section.h"
#include "cs-art-fan.h"
#include "cs-art-image.h"
#include "cs-card-art.h"
#include "cs-card-detail.h"
#include "cs-card-head.h"
#include "cs-card-item.h"
#include "cs-card-row.h"
#include "cs-card-section.h"
#include "cs-case-chip.h"
#include "cs-cast-row.h"
#include "cs-dictionary-popover.h"
#include "cs-empty-page.h"
#include "cs-environment-strip.h"
#include "cs-fact-row.h"
#include "cs-facts-section.h"
#include "cs-identifiers-section.h"
#include "cs-inspector.h"
#include "cs-limits-section.h"
#include "cs-loading-page.h"
#include "cs-point-row.h"
#include "cs-points-section.h"
#include "cs-property-row.h"
#include "cs-recharge-section.h"
#include "cs-start-page.h"
#include "cs-status-badge.h"
#include "cs-status-section.h"
#include "cs-tile.h"
#include "cs-verdict-box.h"
#include "desk-window.h"
#include "sample-member.h"

/* Builds a section, shows it every card in both sizes, and destroys it. */
static void
test_section (gconstpointer data)
{
  GType (*get_type) (void) = (GType (*) (void)) data;
  g_autoptr (CsMember) member = sample_member_new ();
  GtkWidget *section = g_object_new (get_type (), NULL);
  GtkWidget *window = desk_show (section);

  for (guint i = 0; i < cs_member_get_n_cards (member); i++)
    {
      cs_card_section_set_card (CS_CARD_SECTION (section), member,
                                cs_member_get_card (member, i), NULL);
      cs_card_section_set_compact (CS_CARD_SECTION (section), i % 2 == 0);
      desk_iterate ();
    }

  desk_close (window, section);
}

static void
test_only_debit_cards_have_limits_and_account (void)
{
  g_autoptr (CsMember) member = sample_member_new ();
  const GType types[] = { CS_TYPE_LIMITS_SECTION, CS_TYPE_ACCOUNT_SECTION };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      GtkWidget *section = g_object_new (types[i], NULL);
      GtkWidget *window = desk_show (section);

      cs_card_section_set_card (CS_CARD_SECTION (section), member,
                                cs_member_get_card (member, 1), NULL);
      g_assert_true (gtk_widget_get_visible (section));

      cs_card_section_set_card (CS_CARD_SECTION (section), member,
                                cs_member_get_card (member, 0), NULL);
      g_assert_false (gtk_widget_get_visible (section));

      desk_close (window, section);
    }
}

static void
test_detail (void)
{
  g_autoptr (CsMember) member = sample_member_new ();
  GtkWidget *detail = g_object_new (CS_TYPE_CARD_DETAIL, NULL);
  GtkWidget *window = desk_show (detail);

  for (guint i = 0; i < cs_member_get_n_cards (member); i++)
    {
      cs_card_detail_set_card (CS_CARD_DETAIL (detail), member, cs_member_get_card (member, i),
                               NULL, NULL);
      cs_card_detail_set_compact (CS_CARD_DETAIL (detail), i % 2 == 0);
      desk_iterate ();
    }

  cs_card_detail_focus_verdict (CS_CARD_DETAIL (detail));
  g_assert_true (CS_IS_VERDICT_BOX (gtk_window_get_focus (GTK_WINDOW (window))) ||
                 gtk_widget_get_ancestor (gtk_window_get_focus (GTK_WINDOW (window)),
                                          CS_TYPE_VERDICT_BOX) != NULL);
  desk_close (window, detail);
}

static void
test_head_and_art (void)
{
  g_autoptr (CsMember) member = sample_member_new ();
  GtkWidget *head = g_object_new (CS_TYPE_CARD_HEAD, NULL);
  GtkWidget *art = g_object_new (CS_TYPE_CARD_ART, NULL);
  GtkWidget *head_window = desk_show (head);
  GtkWidget *art_window = desk_show (art);

  for (guint i = 0; i < cs_member_get_n_cards (member); i++)
    {
      CsCard *card = cs_member_get_card (member, i);

      cs_card_head_set_card (CS_CARD_HEAD (head), card, NULL);
      cs_card_head_set_compact (CS_CARD_HEAD (head), i % 2 == 0);
      g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (desk_child (head, "copy"))));
      g_assert_cmpint (gtk_widget_is_ancestor (GTK_WIDGET (desk_child (head, "copy")),
                                               GTK_WIDGET (desk_child (head, "texts"))), ==,
                       i % 2 == 0);
      cs_card_art_set_card (CS_CARD_ART (art), card, NULL);
      desk_iterate ();
      g_assert_cmpint (cs_card_art_is_stopped (CS_CARD_ART (art)), ==,
                       cs_card_get_verdict (card) == CS_VERDICT_BLOCKED ||
                       cs_card_get_verdict (card) == CS_VERDICT_FINISHED);
    }

  desk_close (art_window, art);
  desk_close (head_window, head);
}

/* Never larger, made once, and pale for a card that is stopped. */
static void
test_art_image (void)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 100, 60);
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (GdkTexture) scaled = NULL;
  guint32 pixel[1] = { 0 };
  GdkTexture *small;
  GdkTexture *stopped;

  gdk_pixbuf_fill (pixbuf, 0xff0000ff);
  texture = gdk_texture_new_for_pixbuf (pixbuf);
  scaled = cs_art_image_scale (texture, 200);
  g_assert_cmpint (gdk_texture_get_width (scaled), ==, 100);
  g_assert_true (cs_art_image_get (texture, 100, FALSE) == texture);

  small = cs_art_image_get (texture, 50, FALSE);
  g_assert_cmpint (gdk_texture_get_width (small), ==, 50);
  g_assert_cmpint (gdk_texture_get_height (small), ==, 30);
  g_assert_true (cs_art_image_get (texture, 50, FALSE) == small);

  stopped = cs_art_image_get (texture, 1, TRUE);
  g_assert_cmpint (gdk_texture_get_height (stopped), ==, 1);
  gdk_texture_download (stopped, (guchar *) pixel, sizeof pixel);
  g_assert_cmpuint ((pixel[0] >> 16) & 0xff, <, 160);
  g_assert_cmpuint (pixel[0] & 0xff, >, 30);
}

static void
test_verdict_words (void)
{
  g_autoptr (CsMember) member = sample_member_new ();
  GtkWidget *box = g_object_new (CS_TYPE_VERDICT_BOX, NULL);
  GtkWidget *window = desk_show (box);
  static const char *const tones[] = { "finished", "fine", "care", "paused" };

  g_assert_cmpint (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (box)), ==,
                   GTK_ACCESSIBLE_ROLE_GROUP);

  for (guint i = 0; i < G_N_ELEMENTS (tones); i++)
    {
      cs_verdict_box_set_card (CS_VERDICT_BOX (box), cs_member_get_card (member, i));

      for (guint k = 0; k < G_N_ELEMENTS (tones); k++)
        g_assert_cmpint (gtk_widget_has_css_class (box, tones[k]), ==, k == i);
    }

  desk_close (window, box);
}

static void
test_row (void)
{
  g_autoptr (CsMember) member = sample_member_new ();
  g_autoptr (GPtrArray) items = cs_card_items_list (member);
  GtkWidget *row = g_object_new (CS_TYPE_CARD_ROW, NULL);
  GtkWidget *window = desk_show (row);

  for (guint i = 0; i < items->len; i++)
    {
      CsCardItem *item = g_ptr_array_index (items, i);

      cs_card_row_set_compact (CS_CARD_ROW (row), i % 2 == 0);
      cs_card_row_set_item (CS_CARD_ROW (row), item, NULL);
      g_assert_cmpstr (desk_label (desk_child (row, "name")), ==,
                       cs_card_get_fields (cs_card_item_get_card (item))->service_name);
      g_assert_cmpint (gtk_widget_get_visible (GTK_WIDGET (desk_child (row, "heading"))), ==,
                       cs_card_item_get_group_size (item) > 0);
    }

  desk_close (window, row);
}

static void
test_badge (void)
{
  g_autoptr (CsMember) member = sample_member_new ();
  const CsCardFields *lost = cs_card_get_fields (cs_member_get_card (member, 3));
  const CsCardFields *fine = cs_card_get_fields (cs_member_get_card (member, 1));
  GtkWidget *badge = g_object_new (CS_TYPE_STATUS_BADGE,
                                   "dimension", CS_STATUS_BUSINESS, NULL);
  GtkWidget *window = desk_show (badge);
  const char *word;

  cs_status_badge_set_fields (CS_STATUS_BADGE (badge), fine, NULL);
  cs_status_badge_set_fields (CS_STATUS_BADGE (badge), lost, fine);
  word = desk_label (desk_child (badge, "word"));
  g_assert_nonnull (strstr (word, "31"));

  desk_close (window, badge);
}

static void
test_tile (void)
{
  GtkWidget *tile = g_object_new (CS_TYPE_TILE, "title", "Balance", NULL);
  GtkWidget *window = desk_show (tile);
  GtkWidget *note_box = GTK_WIDGET (desk_child (tile, "note_box"));

  cs_tile_set_value (CS_TILE (tile), "₩300,000", "named");
  g_assert_cmpstr (desk_label (desk_child (tile, "value")), ==, "₩300,000");
  g_assert_true (gtk_widget_get_visible (note_box));

  cs_tile_set_compact (CS_TILE (tile), TRUE);
  g_assert_false (gtk_widget_get_visible (note_box));

  cs_tile_set_change (CS_TILE (tile), "₩310,000");
  g_assert_true (gtk_widget_get_visible (note_box));
  g_assert_true (gtk_widget_has_css_class (note_box, "moving"));
  g_assert_nonnull (strstr (desk_label (desk_child (tile, "note")), "₩310,000"));

  cs_tile_set_value (CS_TILE (tile), "1,100", "Garam points, +2 more");
  g_assert_false (gtk_widget_get_visible (note_box));
  cs_tile_keep_note (CS_TILE (tile));
  g_assert_true (gtk_widget_get_visible (note_box));

  cs_tile_set_value (CS_TILE (tile), "₩0", NULL);
  g_assert_false (gtk_widget_get_visible (note_box));
  g_assert_false (gtk_widget_has_css_class (note_box, "moving"));

  desk_close (window, tile);
}

static void
test_property (void)
{
  GtkWidget *row = g_object_new (CS_TYPE_PROPERTY_ROW, "title", "Unit", NULL);
  GtkWidget *window = desk_show (row);

  cs_property_row_set_value (CS_PROPERTY_ROW (row), "₩10,000", TRUE);
  g_assert_cmpstr (desk_label (desk_child (row, "value")), ==, "₩10,000");

  cs_property_row_set_change (CS_PROPERTY_ROW (row), "₩20,000");
  cs_property_row_set_blank (CS_PROPERTY_ROW (row), "not supplied");
  g_assert_cmpstr (desk_label (desk_child (row, "value")), ==, "not supplied");
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (desk_child (row, "value")), "secondary"));

  desk_close (window, row);
}

static void
test_rows_of_facts_points_and_cast (void)
{
  g_autoptr (CsMember) member = sample_member_new ();
  CsCard *lost = cs_member_get_card (member, 3);
  const CsCardFields *debit = cs_card_get_fields (cs_member_get_card (member, 1));
  gsize n_parts;
  const CsMockPart *parts = cs_mock_cast_get_parts (&n_parts);
  GtkWidget *widgets[] = {
    cs_fact_row_new (cs_card_get_worst_fact (lost), cs_card_get_fields (lost)),
    cs_point_row_new (g_ptr_array_index (debit->points, 0)),
    cs_cast_row_new (&parts[0]),
  };

  g_assert_true (cs_cast_row_get_part (CS_CAST_ROW (widgets[2])) == &parts[0]);
  g_assert_true (cs_cast_row_matches (CS_CAST_ROW (widgets[2]), "50000104652"));
  g_assert_false (cs_cast_row_matches (CS_CAST_ROW (widgets[2]), "no such words"));

  for (guint i = 0; i < G_N_ELEMENTS (widgets); i++)
    {
      GtkWidget *list = gtk_list_box_new ();
      GtkWidget *window;

      g_object_ref_sink (widgets[i]);
      gtk_list_box_append (GTK_LIST_BOX (list), widgets[i]);
      window = desk_show (list);
      desk_close (window, list);
      g_assert_finalize_object (widgets[i]);
    }
}

static void
test_dictionary (void)
{
  static const char *const codes[] = { "31", "60", "ZZ" };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      GtkWidget *popover = cs_dictionary_popover_new (CS_STATUS_BUSINESS, codes[i]);
      GtkWidget *button = g_object_new (GTK_TYPE_MENU_BUTTON, "popover", popover, NULL);
      GtkWidget *window = desk_show (button);

      gtk_menu_button_popup (GTK_MENU_BUTTON (button));
      desk_wait_until (gtk_widget_get_mapped (popover));
      gtk_menu_button_popdown (GTK_MENU_BUTTON (button));
      desk_close (window, button);
    }
}

static void
test_pages (void)
{
  g_autoptr (CsMember) member = sample_member_new ();
  g_autoptr (GArray) recents = g_array_new (FALSE, FALSE, sizeof (guint64));
  guint64 id = G_GUINT64_CONSTANT (50000104652);
  GtkWidget *start = g_object_new (CS_TYPE_START_PAGE, NULL);
  GtkWidget *empty = g_object_new (CS_TYPE_EMPTY_PAGE, NULL);
  GtkWidget *loading = g_object_new (CS_TYPE_LOADING_PAGE, NULL);
  GtkWidget *fan = g_object_new (CS_TYPE_ART_FAN, NULL);
  GtkWidget *widgets[] = { start, empty, loading, fan };

  g_array_append_val (recents, id);
  cs_start_page_set_demo (CS_START_PAGE (start), TRUE);
  cs_start_page_set_recents (CS_START_PAGE (start), recents);
  cs_empty_page_set_member (CS_EMPTY_PAGE (empty), member);
  cs_loading_page_start (CS_LOADING_PAGE (loading));

  for (guint i = 0; i < G_N_ELEMENTS (widgets); i++)
    {
      GtkWidget *window = desk_show (widgets[i]);

      desk_close (window, widgets[i]);
    }
}

static int
measure (GtkWidget      *widget,
         GtkOrientation  orientation,
         int             for_size)
{
  int minimum;

  gtk_widget_measure (widget, orientation, for_size, &minimum, NULL, NULL, NULL);

  return minimum;
}

/* Whoever was looked up, and however long the service takes, the window stays as small as
 * somebody has made it.
 */
static void
test_pages_are_small (void)
{
  g_autoptr (GArray) recents = g_array_new (FALSE, FALSE, sizeof (guint64));
  GtkWidget *start = g_object_new (CS_TYPE_START_PAGE, NULL);
  GtkWidget *loading = g_object_new (CS_TYPE_LOADING_PAGE, NULL);
  GtkWidget *widgets[] = { start, loading };

  for (guint64 id = G_MAXUINT64 - 6; id < G_MAXUINT64; id++)
    g_array_append_val (recents, id);

  cs_start_page_set_recents (CS_START_PAGE (start), recents);

  for (guint i = 0; i < G_N_ELEMENTS (widgets); i++)
    {
      GtkWidget *window = desk_show (widgets[i]);

      g_assert_cmpint (measure (widgets[i], GTK_ORIENTATION_HORIZONTAL, -1), <=, 700);
      g_assert_cmpint (measure (widgets[i], GTK_ORIENTATION_VERTICAL, 880), <=, 400);
      desk_close (window, widgets[i]);
    }
}

static void
test_strip (void)
{
  static const char *const classes[] = { "demo", "sandbox", "production" };
  static const CsEnvironment environments[] = {
    CS_ENVIRONMENT_MOCK, CS_ENVIRONMENT_SANDBOX, CS_ENVIRONMENT_PRODUCTION,
  };

  for (guint i = 0; i < G_N_ELEMENTS (environments); i++)
    {
      GtkWidget *strip = g_object_new (CS_TYPE_ENVIRONMENT_STRIP, NULL);
      GtkWidget *window = desk_show (strip);

      cs_environment_strip_set_environment (CS_ENVIRONMENT_STRIP (strip), environments[i],
                                            "api.example.com");

      for (guint k = 0; k < G_N_ELEMENTS (classes); k++)
        g_assert_cmpint (gtk_widget_has_css_class (strip, classes[k]), ==, k == i);

      desk_close (window, strip);
    }
}

static void
test_case_chip (void)
{
  GtkWidget *chip = g_object_new (CS_TYPE_CASE_CHIP, NULL);
  GtkWidget *window = desk_show (chip);
  g_autoptr (CsCase) none = cs_case_chip_dup_case (CS_CASE_CHIP (chip));
  g_autoptr (CsCase) purpose = NULL;

  g_assert_null (none);

  gtk_editable_set_text (GTK_EDITABLE (desk_child (chip, "reference")), "4711");
  gtk_editable_set_text (GTK_EDITABLE (desk_child (chip, "reason")), "refused payment");
  g_signal_emit_by_name (desk_child (chip, "reason"), "activate");
  purpose = cs_case_chip_dup_case (CS_CASE_CHIP (chip));
  g_assert_cmpstr (purpose->reference, ==, "4711");
  g_assert_cmpstr (purpose->reason, ==, "refused payment");
  g_assert_cmpstr (desk_label (desk_child (chip, "label")), ==, "Case 4711 · refused payment");

  cs_case_chip_clear (CS_CASE_CHIP (chip));
  g_assert_null (cs_case_chip_dup_case (CS_CASE_CHIP (chip)));
  g_assert_cmpstr (desk_label (desk_child (chip, "label")), ==, "Set a case");

  desk_close (window, chip);
}

static void
add_sections (void)
{
  static const struct
  {
    const char *path;
    GType     (*get_type) (void);
  } sections[] = {
    { "/widgets/section/account", cs_account_section_get_type },
    { "/widgets/section/amounts", cs_amounts_section_get_type },
    { "/widgets/section/facts", cs_facts_section_get_type },
    { "/widgets/section/identifiers", cs_identifiers_section_get_type },
    { "/widgets/section/limits", cs_limits_section_get_type },
    { "/widgets/section/points", cs_points_section_get_type },
    { "/widgets/section/recharge", cs_recharge_section_get_type },
    { "/widgets/section/status", cs_status_section_get_type },
  };

  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    g_test_add_data_func (sections[i].path, (gconstpointer) sections[i].get_type, test_section);
}

static void
test_inspector_stays_shut (void)
{
  GListModel *toplevels = gtk_window_get_toplevels ();
  gboolean is_handled = FALSE;
  GtkWidget *label = gtk_label_new ("x");
  GtkWidget *window;

  cs_inspector_block ();
  window = desk_show (label);
  g_assert_cmpuint (g_list_model_get_n_items (toplevels), ==, 1);
  g_signal_emit_by_name (window, "enable-debugging", FALSE, &is_handled);
  desk_iterate ();
  g_assert_cmpuint (g_list_model_get_n_items (toplevels), ==, 1);
  desk_close (window, label);
}

int
main (int   argc,
      char *argv[])
{
  desk_init (&argc, &argv);

  add_sections ();
  g_test_add_func ("/widgets/debit-only", test_only_debit_cards_have_limits_and_account);
  g_test_add_func ("/widgets/detail", test_detail);
  g_test_add_func ("/widgets/head-and-art", test_head_and_art);
  g_test_add_func ("/widgets/art-image", test_art_image);
  g_test_add_func ("/widgets/verdict", test_verdict_words);
  g_test_add_func ("/widgets/row", test_row);
  g_test_add_func ("/widgets/badge", test_badge);
  g_test_add_func ("/widgets/tile", test_tile);
  g_test_add_func ("/widgets/property", test_property);
  g_test_add_func ("/widgets/rows", test_rows_of_facts_points_and_cast);
  g_test_add_func ("/widgets/dictionary", test_dictionary);
  g_test_add_func ("/widgets/pages", test_pages);
  g_test_add_func ("/widgets/pages-are-small", test_pages_are_small);
  g_test_add_func ("/widgets/strip", test_strip);
  g_test_add_func ("/widgets/case-chip", test_case_chip);
  g_test_add_func ("/widgets/inspector-stays-shut", test_inspector_stays_shut);

  return desk_run ();
}
