/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "cs-mock-cast.h"
#include "cs-mock-generated.h"

static void
assert_card_no (const char *card_no)
{
  g_assert_true (cs_pan_is_valid (card_no, strlen (card_no)));
  g_assert_true (g_str_has_prefix (card_no, "949133"));
}

static void
test_cast_numbers (void)
{
  CsMockCardNo first, again, mobile, tailed;

  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *tail = g_strdup_printf ("%04u", i * 7 % 10000);

      cs_mock_cast_card_no (50000104652, i, CS_MOCK_FORM_PHYSICAL, NULL, first);
      cs_mock_cast_card_no (50000104652, i, CS_MOCK_FORM_PHYSICAL, NULL, again);
      cs_mock_cast_card_no (50000104652, i, CS_MOCK_FORM_MOBILE, NULL, mobile);
      cs_mock_cast_card_no (50000104652, i, CS_MOCK_FORM_PHYSICAL, tail, tailed);
      assert_card_no (first);
      assert_card_no (mobile);
      assert_card_no (tailed);
      g_assert_cmpstr (first, ==, again);
      g_assert_cmpstr (first, !=, mobile);
      g_assert_true (g_str_has_suffix (tailed, tail));
    }
}

static void
assert_leads_back (guint32 serial)
{
  CsMockCardNo card_no;
  guint32 back = G_MAXUINT32;

  cs_mock_generated_card_no (serial, card_no);
  assert_card_no (card_no);
  g_assert_true (cs_mock_generated_serial (card_no, &back));
  g_assert_cmpuint (back, ==, serial);
}

static void
test_generated_numbers (void)
{
  CsMockCardNo nobody, cast;
  guint32 serial;

  for (guint32 i = 0; i < 1000; i++)
    {
      assert_leads_back (i);
      assert_leads_back (CS_MOCK_SERIAL_MAX - 1 - i);
      assert_leads_back (i * 99991);
    }

  cs_mock_nobodys_card_no (nobody);
  assert_card_no (nobody);
  cs_mock_cast_card_no (1, 0, CS_MOCK_FORM_MOBILE, NULL, cast);

  g_assert_false (cs_mock_generated_serial (nobody, &serial));
  g_assert_false (cs_mock_generated_serial (cast, &serial));
  g_assert_false (cs_mock_generated_serial ("4111111111111111", &serial));
  g_assert_false (cs_mock_generated_serial ("9491331000000000", &serial));
  g_assert_false (cs_mock_generated_serial ("949133100000000", &serial));
  g_assert_false (cs_mock_generated_serial ("", &serial));
}

static void
test_pars (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint64 member = 1; member < 200; member++)
    for (guint card = 0; card < 50; card++)
      {
        CsMockPar par;

        cs_mock_par (member, card, par);
        g_assert_cmpuint (strlen (par), ==, CS_MOCK_PAR_LENGTH);
        g_assert_cmpuint (strspn (par + 2, "0123456789ABCDEF"), ==, CS_MOCK_PAR_LENGTH - 2);
        g_assert_true (g_str_has_prefix (par, "Q1"));
        g_assert_true (g_hash_table_add (seen, g_strdup (par)));
      }
}

static void
test_ids (void)
{
  guint index;

  g_assert_cmpuint (cs_mock_generated_id (0), ==, 60000000001);
  g_assert_true (cs_mock_generated_index (60000000001, &index));
  g_assert_cmpuint (index, ==, 0);
  g_assert_true (cs_mock_generated_index (60010000000, &index));
  g_assert_cmpuint (index, ==, CS_MOCK_GENERATED_MAX - 1);
  g_assert_cmpuint (cs_mock_generated_id (index), ==, 60010000000);
  g_assert_false (cs_mock_generated_index (60010000001, &index));
  g_assert_false (cs_mock_generated_index (60000000000, &index));
  g_assert_false (cs_mock_generated_index (G_MAXUINT64, &index));
}

static void
test_generated_cards (void)
{
  guint n_blocked = 0, n_products[CS_N_MOCK_PRODUCTS] = { 0 };

  for (guint64 seed = 0; seed < 20000; seed++)
    {
      CsMockCard card, again;

      cs_mock_generated_card (seed, &card);
      cs_mock_generated_card (seed, &again);
      g_assert_cmpmem (&card, sizeof card, &again, sizeof again);
      g_assert_cmpuint (card.balance, <=, cs_mock_card_get_maximum (&card));
      n_products[card.product]++;
      n_blocked += card.life != NULL;
    }

  for (guint i = 0; i < CS_N_MOCK_PRODUCTS; i++)
    g_assert_cmpuint (n_products[i], >, 20000 / CS_N_MOCK_PRODUCTS / 2);

  g_assert_cmpuint (n_blocked, >, 20000 / 20);
  g_assert_cmpuint (n_blocked, <, 20000 / 5);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/mock-number/cast", test_cast_numbers);
  g_test_add_func ("/mock-number/generated", test_generated_numbers);
  g_test_add_func ("/mock-number/pars", test_pars);
  g_test_add_func ("/mock-number/ids", test_ids);
  g_test_add_func ("/mock-number/generated-cards", test_generated_cards);

  return g_test_run ();
}
