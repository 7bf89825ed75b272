/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cs-member.h"

#include "cs-digits.h"
#include "sample-card.h"

/* One card of each verdict, and a second lost one. */
static const char *const patches[] = {
  "", "mobileCardStatus=SUSPENDED", "cardBizStatus=B7", "cardBizStatus=31", "cardLifeStatus=90",
  "cardBizStatus=31",
};

static CsMember *
member_new (void)
{
  static const GDate today = SAMPLE_TODAY;
  GPtrArray *cards = g_ptr_array_new_with_free_func (g_object_unref);

  for (gsize i = 0; i < G_N_ELEMENTS (patches); i++)
    g_ptr_array_add (cards, cs_card_new (sample_card_new_with (patches[i]), &today,
                                         CS_EXPIRY_DAYS_DEFAULT));

  return cs_member_new (CS_MEMBER_ID_MAX, cards);
}

static void
test_cards (void)
{
  CsMember *member = member_new ();
  static const guint counts[CS_N_VERDICTS] = {
    [CS_VERDICT_USABLE] = 1, [CS_VERDICT_LIMITED] = 1, [CS_VERDICT_UNKNOWN] = 1,
    [CS_VERDICT_BLOCKED] = 2, [CS_VERDICT_FINISHED] = 1,
  };

  g_assert_cmpuint (cs_member_get_id (member), ==, CS_MEMBER_ID_MAX);
  g_assert_cmpuint (cs_member_get_n_cards (member), ==, G_N_ELEMENTS (patches));
  g_assert_cmpint (cs_card_get_verdict (cs_member_get_card (member, 3)), ==, CS_VERDICT_BLOCKED);
  g_assert_null (cs_member_get_card (member, G_N_ELEMENTS (patches)));
  g_assert_null (cs_member_get_card (member, G_MAXUINT));

  for (CsVerdict verdict = 0; verdict < CS_N_VERDICTS; verdict++)
    g_assert_cmpuint (cs_member_count (member, verdict), ==, counts[verdict]);

  g_assert_finalize_object (member);
}

static void
test_no_cards (void)
{
  CsMember *member = cs_member_new (1, g_ptr_array_new_with_free_func (g_object_unref));

  g_assert_cmpuint (cs_member_get_n_cards (member), ==, 0);
  g_assert_null (cs_member_get_card (member, 0));
  g_assert_cmpuint (cs_member_count (member, CS_VERDICT_USABLE), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (member)), ==, 0);

  g_assert_finalize_object (member);
}

static void
test_list_model (void)
{
  CsMember *member = member_new ();
  GListModel *model = G_LIST_MODEL (member);
  CsCard *card;

  g_assert_true (g_list_model_get_item_type (model) == CS_TYPE_CARD);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, G_N_ELEMENTS (patches));

  for (guint i = 0; i < G_N_ELEMENTS (patches); i++)
    {
      g_autoptr (CsCard) item = g_list_model_get_item (model, i);

      g_assert_true (item == cs_member_get_card (member, i));
    }

  g_assert_null (g_list_model_get_item (model, G_N_ELEMENTS (patches)));
  g_assert_null (g_list_model_get_item (model, G_MAXUINT));

  /* A row may outlive the answer that it came with. */
  card = g_list_model_get_item (model, 0);
  g_assert_finalize_object (member);
  g_assert_finalize_object (card);
}

static void
test_provenance (void)
{
  CsMember *member = member_new ();
  g_autoptr (GDateTime) as_of = g_date_time_new_utc (2026, 3, 18, 5, 3, 22);

  g_assert_null (cs_member_get_environment (member));
  g_assert_null (cs_member_get_as_of (member));
  g_assert_null (cs_member_get_correlation_id (member));
  g_assert_null (cs_member_get_answered_correlation_id (member));

  cs_member_set_environment (member, "sandbox");
  cs_member_set_environment (member, cs_member_get_environment (member));
  g_assert_cmpstr (cs_member_get_environment (member), ==, "sandbox");

  cs_member_set_as_of (member, as_of);
  cs_member_set_as_of (member, cs_member_get_as_of (member));
  g_assert_true (g_date_time_equal (cs_member_get_as_of (member), as_of));
  cs_member_set_as_of (member, NULL);
  g_assert_null (cs_member_get_as_of (member));

  cs_member_set_correlation_ids (member, "260318140322-4f0c9a1", "260318140322-ffff0a1");
  cs_member_set_correlation_ids (member, cs_member_get_correlation_id (member),
                                 cs_member_get_answered_correlation_id (member));
  g_assert_cmpstr (cs_member_get_correlation_id (member), ==, "260318140322-4f0c9a1");
  g_assert_cmpstr (cs_member_get_answered_correlation_id (member), ==, "260318140322-ffff0a1");

  g_assert_finalize_object (member);
}

static void
test_selected (void)
{
  CsMember *member = member_new ();

  g_assert_null (cs_member_get_selected (member));
  cs_member_set_selected (member, cs_member_get_card (member, 2));
  g_assert_true (cs_member_get_selected (member) == cs_member_get_card (member, 2));
  cs_member_set_selected (member, NULL);
  g_assert_null (cs_member_get_selected (member));

  cs_member_set_selected (member, cs_member_get_card (member, 0));
  g_assert_finalize_object (member);
}

static void
test_selected_stranger (void)
{
  if (g_test_subprocess ())
    {
      g_autoptr (CsMember) member = member_new ();
      g_autoptr (CsMember) other = member_new ();

      cs_member_set_selected (member, cs_member_get_card (other, 0));
      return;
    }

  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*g_ptr_array_find*");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/member/cards", test_cards);
  g_test_add_func ("/member/no-cards", test_no_cards);
  g_test_add_func ("/member/list-model", test_list_model);
  g_test_add_func ("/member/provenance", test_provenance);
  g_test_add_func ("/member/selected", test_selected);
  g_test_add_func ("/member/selected-stranger", test_selected_stranger);

  return g_test_run ();
}
