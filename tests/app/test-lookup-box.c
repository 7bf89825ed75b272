/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cs-lookup-box.h"

#include <string.h>

#include "cs-recognised-row.h"
#include "desk-window.h"

#define CARD_NO     "4111111111111111"
#define MASKED      "4111 11** **** 1111"
#define MISTYPED    "4111111111111112"
#define MISTYPED_ID G_GUINT64_CONSTANT (4111111111111112)

typedef struct
{
  GtkWidget   *box;
  GtkWidget   *window;
  GtkEditable *entry;
  guint        n_recognised;
  guint        n_submitted;
} Fixture;

static void
count_cb (guint *count)
{
  (*count)++;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->box = g_object_new (CS_TYPE_LOOKUP_BOX, NULL);
  fixture->window = desk_show (fixture->box);
  fixture->entry = GTK_EDITABLE (desk_child (fixture->box, "entry"));
  g_signal_connect_swapped (fixture->box, "recognised", G_CALLBACK (count_cb),
                            &fixture->n_recognised);
  g_signal_connect_swapped (fixture->box, "submitted", G_CALLBACK (count_cb),
                            &fixture->n_submitted);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  desk_close (fixture->window, fixture->box);
}

static const CsIdentity *
get_identity (Fixture *fixture)
{
  return cs_lookup_box_get_identity (CS_LOOKUP_BOX (fixture->box));
}

static void
test_member (Fixture       *fixture,
             gconstpointer  data)
{
  gtk_editable_set_text (fixture->entry, " 500-0010-4652 ");

  g_assert_cmpint (get_identity (fixture)->kind, ==, CS_IDENTITY_MEMBER_ID);
  g_assert_cmpuint (get_identity (fixture)->member_id, ==, G_GUINT64_CONSTANT (50000104652));
  g_assert_cmpstr (gtk_editable_get_text (fixture->entry), ==, " 500-0010-4652 ");
  g_assert_cmpuint (fixture->n_recognised, >, 0);
}

static void
test_card_number_masks_itself (Fixture       *fixture,
                               gconstpointer  data)
{
  gtk_editable_set_text (fixture->entry, CARD_NO);

  g_assert_cmpint (get_identity (fixture)->kind, ==, CS_IDENTITY_CARD_NUMBER);
  g_assert_cmpstr (gtk_editable_get_text (fixture->entry), ==, MASKED);
  g_assert_false (gtk_editable_get_enable_undo (fixture->entry));

  /* Iterating moves the cursor; the text stays as it is. */
  desk_iterate ();
  g_assert_cmpstr (gtk_editable_get_text (fixture->entry), ==, MASKED);
}

/* A digit behind the mask makes 17 digits: a member ID, shown in full. */
static void
test_typing_on_behind_the_mask (Fixture       *fixture,
                                gconstpointer  data)
{
  int end = (int) strlen (MASKED);

  gtk_editable_set_text (fixture->entry, CARD_NO);
  gtk_editable_insert_text (fixture->entry, "5", -1, &end);

  g_assert_cmpint (get_identity (fixture)->kind, ==, CS_IDENTITY_MEMBER_ID);
  g_assert_cmpstr (gtk_editable_get_text (fixture->entry), ==, CARD_NO "5");
}

static void
test_editing_the_mask_starts_over (Fixture       *fixture,
                                   gconstpointer  data)
{
  gtk_editable_set_text (fixture->entry, CARD_NO);
  gtk_editable_delete_text (fixture->entry, (int) strlen (MASKED) - 1, -1);

  g_assert_cmpint (get_identity (fixture)->kind, ==, CS_IDENTITY_NOTHING);
  g_assert_cmpstr (gtk_editable_get_text (fixture->entry), ==, "");
}

static void
test_mistyped_may_be_overridden (Fixture       *fixture,
                                 gconstpointer  data)
{
  gtk_editable_set_text (fixture->entry, MISTYPED);
  g_assert_cmpint (get_identity (fixture)->kind, ==, CS_IDENTITY_REFUSED);
  g_assert_cmpint (get_identity (fixture)->refusal, ==, CS_REFUSAL_CHECK_DIGIT);
  g_assert_true (get_identity (fixture)->may_override);
  g_assert_null (strstr (gtk_editable_get_text (fixture->entry), MISTYPED));

  cs_lookup_box_override (CS_LOOKUP_BOX (fixture->box), CS_OVERRIDE_MEMBER_ID);
  g_assert_cmpint (get_identity (fixture)->kind, ==, CS_IDENTITY_MEMBER_ID);
  g_assert_cmpuint (get_identity (fixture)->member_id, ==, MISTYPED_ID);
}

static void
test_enter (Fixture       *fixture,
            gconstpointer  data)
{
  g_signal_emit_by_name (fixture->entry, "activate");
  g_assert_cmpuint (fixture->n_submitted, ==, 0);

  cs_lookup_box_set_text (CS_LOOKUP_BOX (fixture->box), "50000104652");
  g_signal_emit_by_name (fixture->entry, "activate");
  g_assert_cmpuint (fixture->n_submitted, ==, 1);

  cs_lookup_box_clear (CS_LOOKUP_BOX (fixture->box));
  g_assert_cmpint (get_identity (fixture)->kind, ==, CS_IDENTITY_NOTHING);
  g_signal_emit_by_name (fixture->entry, "activate");
  g_assert_cmpuint (fixture->n_submitted, ==, 1);
}

static void
test_recognised (void)
{
  static const struct
  {
    const char *text;
    gboolean    is_visible;
    gboolean    is_care;
    gboolean    may_override;
    gboolean    is_par;
  } rows[] = {
    { "50000104652", TRUE, FALSE, FALSE, FALSE },
    { MISTYPED, TRUE, TRUE, TRUE, FALSE },
    { "Q1E704A91C55D2B80F3677E1A90", TRUE, FALSE, FALSE, TRUE },
    { "050000104652", TRUE, TRUE, FALSE, FALSE },
    { "50000104652.0", TRUE, TRUE, FALSE, FALSE },
    { CARD_NO, TRUE, FALSE, TRUE, FALSE },
    { "", FALSE, FALSE, FALSE, FALSE },
  };
  GtkWidget *row = g_object_new (CS_TYPE_RECOGNISED_ROW, NULL);
  GtkWidget *window = gtk_window_new ();
  guint64 member_id = 0;

  gtk_window_set_child (GTK_WINDOW (window), g_object_ref_sink (row));
  gtk_window_present (GTK_WINDOW (window));

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (CsIdentity) identity = cs_identify (rows[i].text, -1, CS_OVERRIDE_NONE);

      cs_recognised_row_set_identity (CS_RECOGNISED_ROW (row), identity);
      g_assert_cmpint (gtk_widget_get_visible (row), ==, rows[i].is_visible);
      g_assert_cmpint (gtk_widget_has_css_class (GTK_WIDGET (desk_child (row, "chip")), "care"),
                       ==, rows[i].is_care);
      g_assert_cmpint (identity->may_override, ==, rows[i].may_override);
      g_assert_cmpint (gtk_widget_get_visible (GTK_WIDGET (desk_child (row, "override_button"))),
                       ==, rows[i].may_override);
      g_assert_cmpint (gtk_widget_get_visible (GTK_WIDGET (desk_child (row, "par_member"))), ==,
                       rows[i].is_par);
      g_assert_null (strstr (desk_label (desk_child (row, "word")), "4111111111"));
      g_assert_false (cs_recognised_row_get_par_member (CS_RECOGNISED_ROW (row), &member_id));
    }

  gtk_editable_set_text (GTK_EDITABLE (desk_child (row, "par_member")), "50000104652");
  g_assert_true (cs_recognised_row_get_par_member (CS_RECOGNISED_ROW (row), &member_id));
  g_assert_cmpuint (member_id, ==, G_GUINT64_CONSTANT (50000104652));

  desk_close (window, row);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  desk_init (&argc, &argv);

  ADD ("/lookup-box/member", test_member);
  ADD ("/lookup-box/card-number-masks-itself", test_card_number_masks_itself);
  ADD ("/lookup-box/typing-on-behind-the-mask", test_typing_on_behind_the_mask);
  ADD ("/lookup-box/editing-the-mask-starts-over", test_editing_the_mask_starts_over);
  ADD ("/lookup-box/mistyped-may-be-overridden", test_mistyped_may_be_overridden);
  ADD ("/lookup-box/enter", test_enter);
  g_test_add_func ("/recognised-row/kinds", test_recognised);

  return desk_run ();
}
