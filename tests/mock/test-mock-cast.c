/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "cs-card.h"
#include "cs-mock-call.h"
#include "cs-mock-cast-cards.h"
#include "cs-mock-directory.h"
#include "cs-mock-generated.h"
#include "cs-mock-list.h"

/* 2026-11-24T15:30:00Z: already the 25th in Korea. */
#define LINES_WANTED 1000

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
  g_auto (CsMockContent) content = CS_MOCK_CONTENT_NONE;
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

/* The claims hold on any day, among them the ends of months and years. */
static void
test_claims_any_day (Fixture       *fixture,
                     gconstpointer  unused)
{
  static const char *const days[] = {
    "2026-01-31T14:59:59Z", "2026-01-31T15:00:00Z", "2027-02-28T03:00:00Z",
    "2028-02-29T03:00:00Z", "2026-12-31T03:00:00Z", "2027-01-01T03:00:00Z",
    "2026-03-30T03:00:00Z", "2026-10-31T03:00:00Z",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autoptr (GDateTime) then = g_date_time_new_from_iso8601 (days[i], NULL);

      g_test_message ("%s", days[i]);
      cs_clock_set_unix_us (fixture->clock, g_date_time_to_unix (then) * G_USEC_PER_SEC);
      cs_clock_get_today (fixture->clock, &fixture->today);
      test_claims (fixture, NULL);
    }
}

static void
assert_expires (Fixture *fixture,
                guint64  member_id,
                guint    card,
                gint     days)
{
  g_autoptr (CsCardList) list = ask_for (fixture, member_id);
  const CsCardFields *fields = list->cards->pdata[card];

  g_assert_cmpint (g_date_days_between (&fixture->today, &fields->expiry_date), ==, days);
}

static void
test_dates (Fixture       *fixture,
            gconstpointer  unused)
{
  assert_expires (fixture, 50000200035, 0, -1);
  assert_expires (fixture, 50000300099, 0, -1);
  assert_expires (fixture, 50000300000, 0, 0);
  assert_expires (fixture, 50000300001, 0, 1);
  assert_expires (fixture, 50000300029, 0, 29);
  assert_expires (fixture, 50000300030, 0, 30);
  assert_expires (fixture, 50000300030, 1, 31);
}

/* The member that every picture shows. */
static void
test_first (Fixture       *fixture,
            gconstpointer  unused)
{
  static const struct
  {
    const char *name;
    const char *number;
    guint64     balance;
    CsVerdict   verdict;
  } cards[] = {
    { "Garam City Card", "9491 33** **** 0765", 300000, CS_VERDICT_BLOCKED },
    { "Saebom Youth Check", "9491 33** **** 0906", 1284700, CS_VERDICT_USABLE },
    { "Narae Transit", "9491 33** **** 2210", 18450, CS_VERDICT_USABLE },
    { "Moa Gift", "9491 33** **** 1188", 0, CS_VERDICT_FINISHED },
  };
  g_autoptr (CsCardList) list = ask_for (fixture, 50000104652);
  const CsCardFields *debit = list->cards->pdata[1];

  g_assert_cmpuint (list->cards->len, ==, G_N_ELEMENTS (cards));

  for (guint i = 0; i < list->cards->len; i++)
    {
      CsCardFields *fields = list->cards->pdata[i];
      CsVerdict verdict;

      derive_facts (fixture, fields, &verdict);
      g_assert_cmpstr (fields->service_name, ==, cards[i].name);
      g_assert_cmpstr (fields->physical_card_no.masked, ==, cards[i].number);
      g_assert_true (fields->physical_card_no.valid);
      g_assert_true (fields->mobile_card_no.valid);
      g_assert_cmpuint (fields->balance, ==, cards[i].balance);
      g_assert_cmpint (verdict, ==, cards[i].verdict);
      g_assert_cmpuint (strlen (fields->service_id), ==, 15);
    }

  g_assert_cmpuint (debit->limit_once, ==, 500000);
  g_assert_cmpuint (debit->limit_day, ==, 2000000);
  g_assert_cmpuint (debit->limit_month, ==, 5000000);
  g_assert_cmpstr (debit->bank_name, ==, "가람은행");
  g_assert_cmpstr (debit->account_last4, ==, "5557");
  g_assert_cmpuint (debit->points->len, ==, 1);
  g_assert_cmpuint (strlen (debit->card_apply_no), ==, 22);
}

static const CsMockPart *
find_case (guint test_case)
{
  gsize n_parts;
  const CsMockPart *parts = cs_mock_cast_get_parts (&n_parts);

  for (gsize i = 0; i < n_parts; i++)
    if (parts[i].test_case == test_case)
      return &parts[i];

  g_assert_not_reached ();
}

static void
assert_refused (Fixture    *fixture,
                guint64     member_id,
                const char *code,
                const char *word)
{
  CsCardListRequest request = { .user_id = member_id };
  g_autoptr (CsCardList) list = ask (fixture, &request, 400);

  g_assert_cmpstr (list->outcome.code, ==, code);
  g_assert_nonnull (strstr (list->outcome.description, word));
  g_assert_cmpuint (list->cards->len, ==, 0);
}

/* The documentation's own test cases, by their numbers. */
static void
test_documented (Fixture       *fixture,
                 gconstpointer  unused)
{
  g_autoptr (CsCardList) with = ask_for (fixture, find_case (1)->member_id);
  g_autoptr (CsCardList) without = ask_for (fixture, find_case (2)->member_id);
  g_autoptr (CsCardList) one = NULL;
  g_auto (CsCardListRequest) request = { .user_id = find_case (6)->member_id };
  CsMockPar par;

  g_assert_true (cs_outcome_is_success (&with->outcome));
  g_assert_cmpuint (with->cards->len, ==, 4);
  g_assert_true (cs_outcome_is_success (&without->outcome));
  g_assert_cmpuint (without->cards->len, ==, 0);
  assert_refused (fixture, find_case (3)->member_id, "000_002", "userId");
  assert_refused (fixture, find_case (4)->member_id, "000_003", "userId");
  assert_refused (fixture, find_case (5)->member_id, "001_006", "not found");
  assert_refused (fixture, 4711, "001_006", "not found");
  assert_refused (fixture, 50000600018, CS_MOCK_CODE_UNHEARD_OF, "");

  g_assert_true (cs_mock_part_get_par (find_case (6), par));
  g_assert_false (cs_mock_part_get_par (find_case (7), par));
  request.par = g_strdup (par);
  one = ask (fixture, &request, 200);
  g_assert_cmpuint (one->cards->len, ==, 1);
  g_assert_cmpstr (((CsCardFields *) one->cards->pdata[0])->par, ==, par);
}

static void
test_by_number (Fixture       *fixture,
                gconstpointer  unused)
{
  const CsMockPart *part = find_case (7);
  CsMockCardNo card_no;
  CsMockCard card;
  CsMockNumbers numbers;

  g_assert_true (cs_mock_part_get_card_no (part, card_no));
  g_assert_false (cs_mock_part_get_card_no (find_case (1), card_no));
  cs_mock_part_get_card (part, 0, &card, &numbers);
  g_assert_true (strcmp (numbers.physical, card_no) == 0);

  for (guint i = 0; i < 3; i++)
    {
      const char *asked[] = { numbers.physical, numbers.mobile, "4111111111111111" };
      g_auto (CsCardListRequest) request = { .user_id = part->member_id };
      g_autoptr (CsCardList) list = NULL;

      request.physical_card_no = cs_secret_new (asked[i], strlen (asked[i]));
      list = ask (fixture, &request, 200);
      g_assert_cmpuint (list->cards->len, ==, i == 0 ? 1 : 0);
    }

  /* Both at once: the card must be both. */
  {
    g_auto (CsCardListRequest) request = { .user_id = part->member_id };
    g_autoptr (CsCardList) list = NULL;

    request.par = g_strdup (numbers.par);
    request.physical_card_no = cs_secret_new ("4111111111111111", 16);
    list = ask (fixture, &request, 200);
    g_assert_cmpuint (list->cards->len, ==, 0);
  }
}

static CsCardInfo *
ask_info (Fixture    *fixture,
          const char *card_no,
          guint       expected_status)
{
  g_autoptr (CsSecret) secret = cs_secret_new (card_no, strlen (card_no));
  g_auto (CsMockContent) content = CS_MOCK_CONTENT_NONE;
  g_autoptr (GError) error = NULL;
  CsCardInfo *info;
  gsize length;
  const guint8 *body;

  cs_mock_directory_info (&fixture->directory, secret, &content);
  g_assert_cmpuint (content.status, ==, expected_status);
  body = cs_buffer_get_data (content.body, &length);
  info = cs_card_info_decode (body, length, CS_JSON_NETWORK_MAX, &error);
  g_assert_no_error (error);

  return info;
}

static void
assert_leads_to (Fixture    *fixture,
                 const char *card_no,
                 guint64     member_id)
{
  g_autoptr (CsCardInfo) info = ask_info (fixture, card_no, 200);

  g_assert_true (info->has_user_id);
  g_assert_cmpuint (info->user_id, ==, member_id);
}

/* Every number of the cast is on one card only, and leads to its member. */
static void
test_numbers (Fixture       *fixture,
              gconstpointer  unused)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gsize n_parts;
  const CsMockPart *parts = cs_mock_cast_get_parts (&n_parts);

  for (gsize i = 0; i < n_parts; i++)
    for (guint j = 0; j < parts[i].n_cards; j++)
      {
        CsMockCard card;
        CsMockNumbers numbers;

        cs_mock_part_get_card (&parts[i], j, &card, &numbers);
        g_assert_true (g_hash_table_add (seen, g_strdup (numbers.mobile)));
        g_assert_true (g_hash_table_add (seen, g_strdup (numbers.physical)));
        g_assert_true (g_hash_table_add (seen, g_strdup (numbers.par)));

        if (card.mobile_no == NULL && j % 50 == 0)
          assert_leads_to (fixture, numbers.mobile, parts[i].member_id);

        if (card.physical_no == NULL && j % 50 == 0 &&
            (card.flags & CS_MOCK_CARD_MOBILE_ONLY) == 0)
          assert_leads_to (fixture, numbers.physical, parts[i].member_id);
      }
}

static void
test_info (Fixture       *fixture,
           gconstpointer  unused)
{
  CsMockNumbers last, beyond;
  CsMockCardNo nobodys;
  g_autoptr (CsCardInfo) nobody = NULL;
  g_autoptr (CsCardInfo) unknown = ask_info (fixture, "4111111111111111", 400);
  g_autoptr (CsCardInfo) absent = NULL;

  cs_mock_generated_numbers (999, 4, &last);
  assert_leads_to (fixture, last.mobile, cs_mock_generated_id (999));

  /* One member more than there are. */
  cs_mock_generated_numbers (1000, 0, &beyond);
  absent = ask_info (fixture, beyond.mobile, 400);
  g_assert_false (cs_outcome_is_success (&absent->outcome));

  cs_mock_nobodys_card_no (nobodys);
  nobody = ask_info (fixture, nobodys, 200);
  g_assert_true (cs_outcome_is_success (&nobody->outcome));
  g_assert_false (nobody->has_user_id);
  g_assert_cmpstr (unknown->outcome.code, ==, CS_MOCK_CODE_INVALID_CARD);
}

/* Generated members: there are as many as were asked for, with all verdicts. */
static void
test_generated (Fixture       *fixture,
                gconstpointer  unused)
{
  guint n_verdicts[CS_N_VERDICTS] = { 0 };

  for (guint i = 0; i < 1000; i++)
    {
      g_autoptr (CsCardList) list = ask_for (fixture, cs_mock_generated_id (i));

      g_assert_cmpuint (list->cards->len, ==, CS_MOCK_GENERATED_CARDS);

      for (guint j = 0; j < list->cards->len; j++)
        {
          CsVerdict verdict;

          derive_facts (fixture, list->cards->pdata[j], &verdict);
          n_verdicts[verdict]++;
        }
    }

  assert_refused (fixture, cs_mock_generated_id (1000), "001_006", "not found");
  g_assert_cmpuint (n_verdicts[CS_VERDICT_USABLE], >, 3500);
  g_assert_cmpuint (n_verdicts[CS_VERDICT_LIMITED], >, 50);
  g_assert_cmpuint (n_verdicts[CS_VERDICT_BLOCKED], >, 150);
  g_assert_cmpuint (n_verdicts[CS_VERDICT_FINISHED], >, 150);
  g_assert_cmpuint (n_verdicts[CS_VERDICT_UNKNOWN], >, 5);
}

/* The oddest answers are on the wire as the table says. */
static void
test_odd_json (Fixture       *fixture,
               gconstpointer  unused)
{
  static const struct
  {
    guint64     member_id;
    const char *json;
  } odd[] = {
    { 50000600006, "\"balance\":-5," },
    { 50000600006, "\"balance\":1.5," },
    { 50000600006, "\"isNamed\":\"Y\"," },
    { 50000600006, "\"cardLifeStatus\":60," },
    { 50000600006, "\"mobileCardStatus\":null," },
    { 50000600007, "\"balance\":\"300000\"," },
    { 50000600007, "\"rechargeableAmount\":1.7e6," },
    { 50000600016, "\"cvv\":\"949\"" },
    { 50000600016, "\"list\":[null,{}]}}]}" },
    { 50000600015, "\"serviceImageUrl\":\"file:///etc/passwd\"" },
    { 50000600014, "\"serviceImageUrl\":\"http://127.0.0.1:1234/images/vast.png\"" },
    { 50000300004, "\"expiryDate\":\"2801\"" },
    { 50000400099, "\"balance\":9999999999,\"pendingAmount\":9999999999," },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      CsCardListRequest request = { .user_id = odd[i].member_id };
      g_auto (CsMockContent) content = CS_MOCK_CONTENT_NONE;
      gsize length;
      const guint8 *body;

      cs_mock_directory_list (&fixture->directory, &request, &content);
      body = cs_buffer_get_data (content.body, &length);
      g_test_message ("%s", odd[i].json);
      g_assert_nonnull (memmem (body, length, odd[i].json, strlen (odd[i].json)));
    }
}

static gboolean
count_line_cb (const char *line,
               gpointer    user_data)
{
  GPtrArray *lines = user_data;

  g_ptr_array_add (lines, g_strdup (line));

  return lines->len != LINES_WANTED;
}

static void
test_list_stops (void)
{
  g_autoptr (GPtrArray) few = g_ptr_array_new_with_free_func (g_free);
  gsize n_parts;

  cs_mock_cast_get_parts (&n_parts);
  g_assert_cmpuint (LINES_WANTED, >, n_parts);
  cs_mock_list_members (10000000, count_line_cb, few);

  g_assert_cmpuint (few->len, ==, LINES_WANTED);
}

static void
test_list (void)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gsize n_parts;

  cs_mock_cast_get_parts (&n_parts);
  cs_mock_list_members (3, count_line_cb, lines);

  /* Nobody's card is no member. */
  g_assert_cmpuint (lines->len, ==, n_parts - 1 + 3);
  g_assert_true (g_str_has_prefix (lines->pdata[0], "50000104652\t"));
  g_assert_cmpstr (lines->pdata[lines->len - 1], ==, "60000000003");

  for (guint i = 0; i < lines->len; i++)
    {
      const char *line = lines->pdata[i];
      gsize n_digits = strspn (line, "0123456789");

      g_assert_true (line[n_digits] == '\0' || line[n_digits] == '\t');
      g_assert_true (g_hash_table_add (ids, g_strndup (line, n_digits)));
      g_assert_null (strstr (line, "949133"));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/mock-cast/table", test_table);
  g_test_add_func ("/mock-cast/list", test_list);
  g_test_add_func ("/mock-cast/list-stops", test_list_stops);
  g_test_add ("/mock-cast/claims", Fixture, NULL, setup, test_claims, teardown);
  g_test_add ("/mock-cast/claims-any-day", Fixture, NULL, setup, test_claims_any_day, teardown);
  g_test_add ("/mock-cast/dates", Fixture, NULL, setup, test_dates, teardown);
  g_test_add ("/mock-cast/first", Fixture, NULL, setup, test_first, teardown);
  g_test_add ("/mock-cast/documented", Fixture, NULL, setup, test_documented, teardown);
  g_test_add ("/mock-cast/by-number", Fixture, NULL, setup, test_by_number, teardown);
  g_test_add ("/mock-cast/numbers", Fixture, NULL, setup, test_numbers, teardown);
  g_test_add ("/mock-cast/info", Fixture, NULL, setup, test_info, teardown);
  g_test_add ("/mock-cast/generated", Fixture, NULL, setup, test_generated, teardown);
  g_test_add ("/mock-cast/odd-json", Fixture, NULL, setup, test_odd_json, teardown);

  return g_test_run ();
}
