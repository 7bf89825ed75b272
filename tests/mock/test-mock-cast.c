/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "cs-card.h"
#include "cs-mock-call.h"
#include "cs-mock-cast-cards.h"
#include "cs-mock-directory.h"
#include "cs-mock-generated.h"

/* 2026-11-24T15:30:00Z: already the 25th in Korea. */
#define NOW G_GINT64_CONSTANT (1795534200000000)

typedef struct
{
  CsClock         *clock;
  CsMockDirectory  directory;
  GDate            today;
} Fixture;

static void
setup (Fixture       *fixture,
       gconstpointer  unused)
{
  fixture->clock = cs_clock_new_fixed (NOW);
  fixture->directory = (CsMockDirectory) { fixture->clock, 1000,
                                           g_strdup ("http://127.0.0.1:1234/images/") };
  cs_clock_get_today (fixture->clock, &fixture->today);
}

static void
teardown (Fixture       *fixture,
          gconstpointer  unused)
{
  g_free (fixture->directory.image_base);
  g_assert_finalize_object (fixture->clock);
}

static CsCardList *
ask (Fixture                 *fixture,
     const CsCardListRequest *request,
     guint                    expected_status)
{
  g_auto (CsMockContent) content = { 0, NULL, FALSE };
  g_autoptr (GError) error = NULL;
  CsCardList *list;
  gsize length;
  const guint8 *body;

  cs_mock_directory_list (&fixture->directory, request, &content);
  g_assert_cmpuint (content.status, ==, expected_status);
  body = cs_buffer_get_data (content.body, &length);
  list = cs_card_list_decode (body, length, CS_JSON_NETWORK_MAX, &error);
  g_assert_no_error (error);

  return list;
}

static CsCardList *
ask_for (Fixture *fixture,
         guint64  member_id)
{
  CsCardListRequest request = { .user_id = member_id };

  return ask (fixture, &request, 200);
}

static CsMockFacts
derive_facts (Fixture      *fixture,
              CsCardFields *fields,
              CsVerdict    *out_verdict)
{
  g_autoptr (GArray) facts = cs_facts_derive (fields, &fixture->today, CS_EXPIRY_DAYS_DEFAULT);
  CsMockFacts set = 0;

  for (guint i = 0; i < facts->len; i++)
    set |= (CsMockFacts) 1 << g_array_index (facts, CsFact, i).id;

  *out_verdict = cs_facts_get_verdict (facts);

  return set;
}

static char *
name_facts (CsMockFacts facts)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < CS_N_FACTS; i++)
    if ((facts >> i & 1) != 0)
      g_string_append_printf (names, " %s", cs_fact_id_to_string (i));

  return g_string_free (g_steal_pointer (&names), FALSE);
}

static void
test_table (void)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  guint cases[8] = { 0 };
  CsMockGroup group = CS_MOCK_GROUP_DOCUMENTED;
  gsize n_parts;
  const CsMockPart *parts = cs_mock_cast_get_parts (&n_parts);

  g_assert_cmpuint (parts[0].member_id, ==, 50000104652);
  g_assert_cmpuint (parts[0].n_cards, ==, 4);

  for (gsize i = 0; i < n_parts; i++)
    {
      g_assert_true (g_hash_table_add (ids, (gpointer) &parts[i].member_id));
      g_assert_true (g_hash_table_add (names, (gpointer) cs_mock_part_get_name (&parts[i])));
      g_assert_true (g_str_has_suffix (cs_mock_part_get_shows (&parts[i]), "."));
      g_assert_cmpuint (parts[i].group, >=, group);
      g_assert_nonnull (cs_mock_group_get_title (parts[i].group));
      g_assert_cmpuint (parts[i].test_case, <, G_N_ELEMENTS (cases));
      cases[parts[i].test_case]++;
      group = parts[i].group;

      if (parts[i].member_id != 0)
        g_assert_true (cs_mock_cast_find (parts[i].member_id) == &parts[i]);
    }

  for (guint i = 1; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpuint (cases[i], ==, 1);

  g_assert_null (cs_mock_cast_find (0));
  g_assert_null (cs_mock_cast_find (2));
}

/* What the table claims is what the model finds, part by part. */
static void
test_claims (Fixture       *fixture,
             gconstpointer  unused)
{
  CsMockFacts all = 0;
  guint n_verdicts[CS_N_VERDICTS] = { 0 };
  gsize n_parts;
  const CsMockPart *parts = cs_mock_cast_get_parts (&n_parts);

  for (gsize i = 0; i < n_parts; i++)
    {
      g_autoptr (CsCardList) list = NULL;
      g_autofree char *claimed = name_facts (parts[i].facts);
      g_autofree char *found = NULL;
      CsMockFacts facts = 0;

      if (parts[i].n_cards == 0)
        continue;

      list = ask_for (fixture, parts[i].member_id);
      g_assert_cmpuint (list->cards->len, ==, parts[i].n_cards);

      for (guint j = 0; j < list->cards->len; j++)
        {
          CsVerdict verdict;

          facts |= derive_facts (fixture, list->cards->pdata[j], &verdict);
          n_verdicts[verdict]++;
        }

      found = name_facts (facts);
      all |= facts;

      if (parts[i].answer != CS_MOCK_ANSWER_GENERATED_CARDS)
        {
          g_test_message ("%" G_GUINT64_FORMAT " %s", parts[i].member_id, parts[i].name);
          g_assert_cmpstr (found, ==, claimed);
        }
    }

  for (guint i = 0; i < CS_N_FACTS; i++)
    {
      g_test_message ("%s", cs_fact_id_to_string (i));
      g_assert_true ((all >> i & 1) != 0);
    }

  for (guint i = 0; i < CS_N_VERDICTS; i++)
    g_assert_cmpuint (n_verdicts[i], >, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/mock-cast/table", test_table);
  g_test_add ("/mock-cast/claims", Fixture, NULL, setup, test_claims, teardown);

  return g_test_run ();
}
