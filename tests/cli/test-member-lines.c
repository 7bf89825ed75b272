/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cs-member-lines.h"
#include "sample-member.h"

static char **
split_line (const char *lines,
            guint       number)
{
  g_auto (GStrv) all = g_strsplit (lines, "\n", -1);

  g_assert_cmpuint (g_strv_length (all), >, number);

  return g_strsplit (all[number], "\t", -1);
}

static void
test_cards (void)
{
  const char *const patches[] = { "cardBizStatus=31 cardLifeStatus=30", "", NULL };
  g_autoptr (CsMember) member = sample_member_new (patches);
  g_autofree char *lines = NULL;
  g_auto (GStrv) head = NULL;
  g_auto (GStrv) lost = NULL;
  g_auto (GStrv) usable = NULL;

  cs_member_set_selected (member, cs_member_get_card (member, 1));
  lines = cs_member_lines_dup (member);
  head = split_line (lines, 0);
  lost = split_line (lines, 1);
  usable = split_line (lines, 2);

  g_assert_cmpstr (head[0], ==, "member");
  g_assert_cmpstr (head[1], ==, "50000104652");
  g_assert_cmpstr (head[2], ==, "mock");
  g_assert_cmpstr (head[3], ==, "2026-03-18T14:03:22+09:00");
  g_assert_cmpstr (head[4], ==, "260318140322-0a1b2c3");
  g_assert_cmpstr (head[5], ==, "2");
  g_assert_cmpstr (head[6], ==, "none");
  g_assert_null (head[7]);

  g_assert_cmpstr (lost[0], ==, "card");
  g_assert_cmpstr (lost[1], ==, "blocked");
  g_assert_cmpstr (lost[2], ==, "5555 55** **** 4444");
  g_assert_cmpstr (lost[3], ==, "Garam");
  g_assert_cmpstr (lost[4], ==, "2028-12-12");
  g_assert_cmpstr (lost[5], ==, "300000");
  g_assert_cmpstr (lost[6], ==, "lost");
  g_assert_true (g_str_has_suffix (lost[7], "."));
  g_assert_cmpstr (lost[8], !=, "none");
  g_assert_cmpstr (lost[9], ==, "Q1E704A91C55D2B80F3677E1A90");
  g_assert_cmpstr (lost[10], ==, "none");
  g_assert_null (lost[11]);

  g_assert_cmpstr (usable[1], ==, "usable");
  g_assert_cmpstr (usable[10], ==, "selected");
}

/* What is missing or unusable is a word, and nothing from outside ends a column. */
static void
test_odd (void)
{
  const char *const patches[] = {
    "mobileCardNo- physicalCardNo- serviceName- expiryDate! balance- par-",
    NULL,
  };
  g_autoptr (CsMember) member = sample_member_new (patches);
  g_autofree char *lines = cs_member_lines_dup (member);
  g_auto (GStrv) card = split_line (lines, 1);

  g_assert_cmpstr (card[1], ==, "unknown");
  g_assert_cmpstr (card[2], ==, "not-supplied");
  g_assert_cmpstr (card[3], ==, "not-supplied");
  g_assert_cmpstr (card[4], ==, "not-supplied");
  g_assert_cmpstr (card[5], ==, "not-supplied");
  g_assert_cmpstr (card[9], ==, "not-supplied");
}

static void
test_hostile (void)
{
  const char *const patches[] = { "serviceName=a\tb\033[31m\nc", NULL };
  g_autoptr (CsMember) member = sample_member_new (patches);
  g_autofree char *lines = cs_member_lines_dup (member);
  g_auto (GStrv) card = split_line (lines, 1);

  g_assert_cmpstr (card[3], ==, "a\\u0009b\\u001b[31m\\u000ac");
  g_assert_cmpuint (g_strv_length (card), ==, 11);
}

static void
test_none (void)
{
  const char *const patches[] = { NULL };
  g_autoptr (CsMember) member = sample_member_new (patches);
  g_autofree char *lines = cs_member_lines_dup (member);

  g_assert_true (g_str_has_suffix (lines, "\t0\tnone\n"));
  g_assert_null (strstr (lines, "card"));
}

static void
test_answer_to_another_call (void)
{
  const char *const patches[] = { NULL };
  g_autoptr (CsMember) member = sample_member_new (patches);
  g_autofree char *lines = NULL;

  cs_member_set_correlation_ids (member, "260318140322-0a1b2c3", "a\tb");
  lines = cs_member_lines_dup (member);

  g_assert_true (g_str_has_suffix (lines, "\t260318140322-0a1b2c3\t0\ta\\u0009b\n"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/member-lines/cards", test_cards);
  g_test_add_func ("/member-lines/odd", test_odd);
  g_test_add_func ("/member-lines/hostile", test_hostile);
  g_test_add_func ("/member-lines/none", test_none);
  g_test_add_func ("/member-lines/answer-to-another-call", test_answer_to_another_call);

  return g_test_run ();
}
