/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cs-member-table.h"

#include <string.h>

#include "cs-text.h"
#include "sample-member.h"

static const char *const patches[] = {
  "",
  "cardLifeStatus=90",
  "cardBizStatus=31 cardLifeStatus=30 mobileCardStatus=SUSPENDED physicalCardStatus=SUSPENDED",
  "expiryDate=3 serviceName=Second",
  "cardBizStatus=77",
  "physicalCardStatus=SUSPENDED",
  NULL,
};

static char *
draw (CsMember        *member,
      guint            columns,
      gboolean         has_colour,
      const CsPurpose *purpose)
{
  const CsTerminal terminal = {
    .is_terminal = TRUE, .has_colour = has_colour, .columns = columns,
  };
  const CsPurpose nothing = { 0 };

  return cs_member_table_dup (member, &terminal, purpose != NULL ? purpose : &nothing);
}

static gssize
find (const char *text,
      const char *part)
{
  const char *found = strstr (text, part);

  return found != NULL ? found - text : -1;
}

static void
assert_order (const char        *text,
              const char *const *parts)
{
  gssize last = -1;

  for (gsize i = 0; parts[i] != NULL; i++)
    {
      gssize found = find (text, parts[i]);

      g_test_message ("%s", parts[i]);
      g_assert_cmpint (found, >, last);
      last = found;
    }
}

static void
test_order (void)
{
  const char *const expected[] = {
    "DEMO", "Member 50000104652", "As of 18 Mar 2026, 14:03:22 KST", "6 cards: ",
    "Verdict", "\n‖ Blocked", "\n? Unknown", "\n◐ Usable with limits", "\n▲ Usable", "\n✓ Usable",
    "\n– Finished", NULL,
  };
  g_autoptr (CsMember) member = sample_member_new (patches);
  g_autofree char *text = draw (member, 100, FALSE, NULL);

  g_test_message ("%s", text);
  assert_order (text, expected);
  g_assert_null (strchr (text, '\033'));
}

static void
test_selected (void)
{
  const char *const expected[] = {
    "\n– Finished", "This is the card that was asked for.", "\n‖ Blocked", NULL,
  };
  g_autoptr (CsMember) member = sample_member_new (patches);
  g_autofree char *text = NULL;

  cs_member_set_selected (member, cs_member_get_card (member, 1));
  text = draw (member, 100, FALSE, NULL);
  assert_order (text, expected);
}

/* Whatever the width, no line is wider, and no fact gets lost. */
static void
test_widths (void)
{
  for (guint columns = 40; columns <= 120; columns++)
    {
      g_autoptr (CsMember) member = sample_member_new (patches);
      g_autofree char *text = draw (member, columns, FALSE, NULL);
      g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

      for (char **line = lines; *line != NULL; line++)
        g_assert_cmpuint (cs_text_get_width (*line), <=, columns);

      g_assert_nonnull (strstr (text, "5555 55** **** 4444"));
      g_assert_nonnull (strstr (text, "₩300,000"));
      g_assert_nonnull (strstr (text, "18 Mar 2026"));
      g_assert_null (strstr (text, "5555555555554444"));
    }
}

static void
test_wide_names (void)
{
  const char *const names[] = {
    "serviceName=서울사랑상품권카드", "serviceName=כרטיס",
    "serviceName=a\033[31mb\xe2\x80\xae" "c",
    "serviceName=A_name_that_goes_on_and_on_and_on_and_on_and_on_and_on_and_to_its_end", NULL,
  };
  g_autoptr (CsMember) member = sample_member_new (names);
  g_autofree char *text = draw (member, 80, FALSE, NULL);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  guint n_rows = 0;

  for (char **line = lines; *line != NULL; line++)
    {
      const char *amount = strstr (*line, "₩300,000");

      g_assert_cmpuint (cs_text_get_width (*line), <=, 80);
      n_rows += amount != NULL ? 1 : 0;

      /* The amounts stand under one another, whatever the name before them. */
      if (amount != NULL)
        g_assert_cmpuint (cs_text_get_width (*line), ==, 80);
    }

  g_assert_cmpuint (n_rows, ==, 4);

  /* A name that was cut is written out below. */
  g_assert_nonnull (strstr (text, "…"));
  g_assert_nonnull (strstr (text, "_its_end\n"));
  g_assert_null (strchr (text, '\033'));
  g_assert_null (strstr (text, "\xe2\x80\xae"));
}

static char *
strip_colour (const char *text)
{
  g_autoptr (GRegex) sequence = g_regex_new ("\033\\[[0-9;]*m", 0, 0, NULL);

  return g_regex_replace_literal (sequence, text, -1, 0, "", 0, NULL);
}

/* Colour says nothing that the words do not. */
static void
test_colour (void)
{
  g_autoptr (CsMember) member = sample_member_new (patches);
  g_autofree char *plain = draw (member, 80, FALSE, NULL);
  g_autofree char *coloured = draw (member, 80, TRUE, NULL);
  g_autofree char *stripped = strip_colour (coloured);

  g_assert_cmpstr (plain, !=, coloured);
  g_assert_cmpstr (plain, ==, stripped);
}

static void
test_purpose (void)
{
  const CsPurpose both = { (char *) "4711", (char *) "refused\033[2J payment" };
  const CsPurpose reason = { NULL, (char *) "refused payment" };
  const char *const none[] = { NULL };
  g_autoptr (CsMember) member = sample_member_new (none);
  g_autofree char *text = draw (member, 80, FALSE, &both);
  g_autofree char *other = draw (member, 80, FALSE, &reason);

  g_assert_nonnull (strstr (text, "\nCase 4711 · refused\\u001b[2J payment\n"));
  g_assert_nonnull (strstr (other, "\nrefused payment\n"));
  g_assert_nonnull (strstr (text, "\nThis member holds no card.\n"));
}

static void
test_correlation (void)
{
  const char *const none[] = { NULL };
  g_autoptr (CsMember) member = sample_member_new (none);
  g_autofree char *same = draw (member, 120, FALSE, NULL);
  g_autofree char *other = NULL;

  cs_member_set_correlation_ids (member, "260318140322-0a1b2c3", "260318140322-fffffff");
  other = draw (member, 120, FALSE, NULL);

  g_assert_null (strstr (same, "0a1b2c3"));
  g_assert_nonnull (strstr (other, "Asked: 260318140322-0a1b2c3, answered: 260318140322-fffffff."));
}

static void
test_environments (void)
{
  const char *const none[] = { NULL };
  g_autoptr (CsMember) member = sample_member_new (none);
  const char *const names[] = { "production", "sandbox" };
  const char *const shown[] = { "PRODUCTION\n", "SANDBOX\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *text = NULL;

      cs_member_set_environment (member, names[i]);
      text = draw (member, 80, FALSE, NULL);
      g_assert_true (g_str_has_prefix (text, shown[i]));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/member-table/order", test_order);
  g_test_add_func ("/member-table/selected", test_selected);
  g_test_add_func ("/member-table/widths", test_widths);
  g_test_add_func ("/member-table/wide-names", test_wide_names);
  g_test_add_func ("/member-table/colour", test_colour);
  g_test_add_func ("/member-table/purpose", test_purpose);
  g_test_add_func ("/member-table/correlation", test_correlation);
  g_test_add_func ("/member-table/environments", test_environments);

  return g_test_run ();
}
