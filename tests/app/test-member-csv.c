/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>
#include <string.h>

#include "cs-member-csv.h"
#include "sample-member.h"

static guint
count_lines (const char *text)
{
  guint n_lines = 0;

  for (const char *at = text; (at = strstr (at, "\r\n")) != NULL; at += 2)
    n_lines++;

  return n_lines;
}

/* A record a card below the heading, and all records of the same width. */
static void
test_records (void)
{
  g_autoptr (CsMember) member = sample_member_new ();
  g_autoptr (CsCase) purpose = cs_case_new ("4711", "refused payment");
  g_autofree char *text = cs_member_csv_dup (member, purpose);
  g_auto (GStrv) lines = g_strsplit (text, "\r\n", -1);

  g_assert_cmpuint (count_lines (text), ==, 1 + cs_member_get_n_cards (member));
  g_assert_true (g_str_has_prefix (lines[0], "memberId,environment,asOf,correlationId,case,"));

  for (guint i = 1; i <= cs_member_get_n_cards (member); i++)
    {
      g_assert_nonnull (strstr (lines[i], ",4711,refused payment,"));
      g_assert_true (g_ascii_isdigit (lines[i][0]));
    }
}

/* Somebody else's text is no formula, and no number of a card is there. */
static void
test_harmless (void)
{
  g_autoptr (GPtrArray) cards = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (CsMember) member = NULL;
  g_autofree char *text = NULL;

  g_ptr_array_add (cards, sample_card_new (sample_fields_new ("Q1E704A91C55D2B80F3677E1A90",
                                                              "=cmd|' /C calc'!A0",
                                                              "4111111111111111")));
  member = cs_member_new (G_MAXUINT64, g_steal_pointer (&cards));
  text = cs_member_csv_dup (member, NULL);

  g_assert_nonnull (strstr (text, ",'=cmd|' /C calc'!A0,"));
  g_assert_nonnull (strstr (text, "18446744073709551615,"));
  g_assert_nonnull (strstr (text, "4111 11** **** 1111"));
  g_assert_null (strstr (text, "4111111111111111"));
}

/* Nobody's cards are a heading. */
static void
test_empty (void)
{
  g_autoptr (GPtrArray) cards = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (CsMember) member = cs_member_new (1, g_steal_pointer (&cards));
  g_autofree char *text = cs_member_csv_dup (member, NULL);

  g_assert_cmpuint (count_lines (text), ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/member-csv/records", test_records);
  g_test_add_func ("/member-csv/harmless", test_harmless);
  g_test_add_func ("/member-csv/empty", test_empty);

  return g_test_run ();
}
