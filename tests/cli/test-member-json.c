/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cs-member-json.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "../model/sample-card.h"
#include "sample-member.h"

static JsonObject *
write_and_parse (CsMember *member)
{
  g_autofree char *json = cs_member_json_dup (member);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;

  g_test_message ("%s", json);
  json_parser_load_from_data (parser, json, -1, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_suffix (json, "}\n"));

  return json_object_ref (json_node_get_object (json_parser_get_root (parser)));
}

static JsonObject *
get_card (JsonObject *document,
          guint       index)
{
  return json_array_get_object_element (json_object_get_array_member (document, "cards"), index);
}

static void
assert_members (JsonObject *object,
                const char *expected)
{
  g_autoptr (GList) members = json_object_get_members (object);
  g_autoptr (GString) names = g_string_new (NULL);

  for (GList *l = members; l != NULL; l = l->next)
    g_string_append_printf (names, "%s%s", names->len > 0 ? " " : "", (const char *) l->data);

  g_assert_cmpstr (names->str, ==, expected);
}

static void
test_document (void)
{
  const char *const patches[] = { "", "cardLifeStatus=90", NULL };
  g_autoptr (CsMember) member = sample_member_new (patches);
  g_autoptr (JsonObject) document = write_and_parse (member);
  JsonObject *summary = json_object_get_object_member (document, "summary");

  assert_members (document, "schema member environment asOf correlationId cards summary");
  g_assert_cmpint (json_object_get_int_member (document, "schema"), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (
                     json_object_get_object_member (document, "member"), "id"),
                   ==, "50000104652");
  g_assert_cmpstr (json_object_get_string_member (document, "environment"), ==, "mock");
  g_assert_cmpstr (json_object_get_string_member (document, "asOf"), ==,
                   "2026-03-18T14:03:22+09:00");
  g_assert_cmpstr (json_object_get_string_member (document, "correlationId"), ==,
                   "260318140322-0a1b2c3");

  assert_members (summary, "cards usable limited blocked finished unknown");
  g_assert_cmpint (json_object_get_int_member (summary, "cards"), ==, 2);
  g_assert_cmpint (json_object_get_int_member (summary, "usable"), ==, 1);
  g_assert_cmpint (json_object_get_int_member (summary, "finished"), ==, 1);
  g_assert_cmpint (json_object_get_int_member (summary, "blocked"), ==, 0);
}

static void
test_card (void)
{
  const char *const patches[] = { "", NULL };
  g_autoptr (CsMember) member = sample_member_new (patches);
  g_autoptr (JsonObject) document = write_and_parse (member);
  JsonObject *card = get_card (document, 0);
  JsonObject *bank = json_object_get_object_member (card, "bankInfo");
  JsonObject *limits = json_object_get_object_member (card, "limits");

  assert_members (card,
                  "par serviceId serviceName serviceImageUrl mobileCardNo physicalCardNo "
                  "mobileCardStatus physicalCardStatus cardLifeStatus cardBizStatus "
                  "accTransferStatus expiryDate balance pendingAmount isNamed "
                  "maxRealNameRechargeAmount maxNonRealNameRechargeAmount rechargeableAmount "
                  "minRechargeAmount rechargeUnitAmt rechargeable personalRechargeable "
                  "refundable remittable enableFIC limits bankInfo cardPointInfo "
                  "autoReloadStatus cardApplyNo enableVirtualAccountPendingAmount "
                  "virtualAccountMaxPendingAmount verdict facts problems");
  g_assert_cmpstr (json_object_get_string_member (card, "mobileCardNo"), ==,
                   "4111 11** **** 1111");
  g_assert_cmpstr (json_object_get_string_member (card, "physicalCardNo"), ==,
                   "5555 55** **** 4444");
  g_assert_cmpstr (json_object_get_string_member (card, "expiryDate"), ==, "20281212");
  g_assert_cmpint (json_object_get_int_member (card, "balance"), ==, 300000);
  g_assert_true (json_object_get_boolean_member (card, "isNamed"));
  g_assert_cmpint (json_object_get_int_member (limits, "month"), ==, 5000000);
  g_assert_cmpstr (json_object_get_string_member (bank, "accountNo"), ==, "···· 5557");
  g_assert_cmpstr (json_object_get_string_member (card, "verdict"), ==, "usable");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (card, "problems")), ==, 0);
}

static void
test_facts (void)
{
  const char *const patches[] = { "cardBizStatus=31 cardLifeStatus=30", NULL };
  g_autoptr (CsMember) member = sample_member_new (patches);
  g_autoptr (JsonObject) document = write_and_parse (member);
  JsonObject *card = get_card (document, 0);
  JsonObject *fact = json_array_get_object_element (json_object_get_array_member (card, "facts"),
                                                    0);

  assert_members (fact, "id severity fields text");
  g_assert_cmpstr (json_object_get_string_member (fact, "id"), ==, "lost");
  g_assert_cmpstr (json_object_get_string_member (fact, "severity"), ==, "blocked");
  g_assert_cmpstr (json_array_get_string_element (json_object_get_array_member (fact, "fields"),
                                                  0), ==, "cardBizStatus");
}

static void
test_problems (void)
{
  const char *const patches[] = { "balance- expiryDate! limits.once!", NULL };
  g_autoptr (CsMember) member = sample_member_new (patches);
  g_autoptr (JsonObject) document = write_and_parse (member);
  JsonObject *card = get_card (document, 0);
  JsonArray *problems = json_object_get_array_member (card, "problems");
  const char *const expected[] = {
    "expiryDate", "invalid", "balance", "missing", "limits.once", "invalid",
  };

  g_assert_false (json_object_has_member (card, "balance"));
  g_assert_false (json_object_has_member (card, "expiryDate"));
  g_assert_false (json_object_has_member (json_object_get_object_member (card, "limits"), "once"));
  g_assert_cmpuint (json_array_get_length (problems), ==, 3);

  for (guint i = 0; i < 3; i++)
    {
      JsonObject *problem = json_array_get_object_element (problems, i);

      assert_members (problem, "field problem");
      g_assert_cmpstr (json_object_get_string_member (problem, "field"), ==, expected[2 * i]);
      g_assert_cmpstr (json_object_get_string_member (problem, "problem"), ==, expected[2 * i + 1]);
    }
}

static void
test_points (void)
{
  CsCardFields *fields = sample_card_new ();
  g_autoptr (GPtrArray) cards = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (CsMember) member = NULL;
  g_autoptr (JsonObject) document = NULL;
  CsCardPoint *point = cs_card_point_new ();
  JsonObject *written;

  point->policy_id = g_strdup ("000000000131002");
  point->name = g_strdup ("Meals");
  point->auto_use = TRUE;
  point->has_remaining = TRUE;
  point->remaining = 1200;
  g_ptr_array_add (fields->points, point);
  g_ptr_array_add (cards, sample_member_card (fields));
  member = cs_member_new (SAMPLE_MEMBER_ID, g_steal_pointer (&cards));
  document = write_and_parse (member);
  written = json_array_get_object_element (
    json_object_get_array_member (get_card (document, 0), "cardPointInfo"), 0);

  assert_members (written, "pointPolicyId pointName autoUse remainingPoint");
  g_assert_cmpint (json_object_get_int_member (written, "remainingPoint"), ==, 1200);
}

static void
test_selected_and_correlation (void)
{
  const char *const patches[] = { "", "", NULL };
  g_autoptr (CsMember) member = sample_member_new (patches);
  g_autoptr (JsonObject) document = NULL;

  cs_member_set_selected (member, cs_member_get_card (member, 1));
  cs_member_set_correlation_ids (member, "260318140322-0a1b2c3", "other");
  document = write_and_parse (member);

  g_assert_false (json_object_has_member (get_card (document, 0), "selected"));
  g_assert_true (json_object_get_boolean_member (get_card (document, 1), "selected"));
  g_assert_cmpstr (json_object_get_string_member (document, "answeredCorrelationId"), ==, "other");
}

/* The document may end on a terminal too. */
static void
test_hostile (void)
{
  const char *const patches[] = {
    "serviceName=a\033[2Jb\xc2\x9b" "2J\xe2\x80\xae" "c\"\\\x7f", NULL,
  };
  g_autoptr (CsMember) member = sample_member_new (patches);
  g_autofree char *json = cs_member_json_dup (member);
  g_autoptr (JsonObject) document = write_and_parse (member);

  for (const char *p = json; *p != '\0'; p++)
    g_assert_true (*p == '\n' || !g_ascii_iscntrl (*p));

  g_assert_nonnull (strstr (json, "\\u009b"));
  g_assert_nonnull (strstr (json, "\\u202e"));
  g_assert_cmpstr (json_object_get_string_member (get_card (document, 0), "serviceName"), ==,
                   "a\033[2Jb\xc2\x9b" "2J\xe2\x80\xae" "c\"\\\x7f");
}

static void
test_unknown_member (void)
{
  g_autoptr (CsMember) member = cs_member_new (0, g_ptr_array_new_with_free_func (g_object_unref));
  g_autoptr (JsonObject) document = write_and_parse (member);

  assert_members (document, "schema member environment asOf correlationId cards summary");
  g_assert_true (json_object_get_null_member (json_object_get_object_member (document, "member"),
                                              "id"));
  g_assert_true (json_object_get_null_member (document, "correlationId"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/member-json/document", test_document);
  g_test_add_func ("/member-json/card", test_card);
  g_test_add_func ("/member-json/facts", test_facts);
  g_test_add_func ("/member-json/problems", test_problems);
  g_test_add_func ("/member-json/points", test_points);
  g_test_add_func ("/member-json/selected-and-correlation", test_selected_and_correlation);
  g_test_add_func ("/member-json/hostile", test_hostile);
  g_test_add_func ("/member-json/unknown-member", test_unknown_member);

  return g_test_run ();
}
