/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "sample-card.h"

typedef struct
{
  const char *patch;
  const char *texts[4];     /* of the facts, worst first */
} Case;

static const Case cases[] = {
  { "cardLifeStatus=90", { "The card was deleted from the card ledger, which is final." } },
  { "expiryDate=-1 cardLifeStatus=30 cardBizStatus=35", { "The card expired on 17 Mar 2026." } },
  { "expiryDate- cardLifeStatus=30 cardBizStatus=35",
    { "The card's period of validity is over, and it is suspended for that reason.",
      "The answer lacks a required value: expiryDate." } },
  { "cardLifeStatus=30 cardBizStatus=31",
    { "The card was reported lost and is suspended for that reason." } },
  { "cardLifeStatus=30 cardBizStatus=36",
    { "The card is suspended until its holder has received it." } },
  { "cardLifeStatus=30 cardBizStatus=3A",
    { "The card is suspended because it was re-issued: another card takes its place." } },

  { "cardLifeStatus=30 cardBizStatus=B7",
    { "The card is suspended in the card ledger, and no known reason is given.",
      "The service reported a status that its documentation does not list: Card status “B7”." } },
  { "mobileCardStatus=SUSPENDED physicalCardStatus=SUSPENDED",
    { "The mobile and the physical card are both suspended, and no known reason is given." } },
  { "mobileCardStatus=SUSPENDED physicalCardStatus-",
    { "The mobile card is suspended, and no known reason is given." } },
  { "mobileCardStatus- physicalCardStatus=SUSPENDED",
    { "The physical card is suspended, and no known reason is given.",
      "The answer lacks a required value: mobileCardStatus." } },
  { "mobileCardStatus=SUSPENDED",
    { "The mobile card is suspended; the physical card is active." } },
  { "mobileCardStatus=SUSPENDED physicalCardStatus!ACTIVE",
    { "The answer has a value that cannot be used: physicalCardStatus.",
      "The mobile card is suspended; whether the physical card works cannot be told." } },
  { "physicalCardStatus=SUSPENDED",
    { "The physical card is suspended; the mobile card is active." } },
  { "physicalCardStatus=SUSPENDED mobileCardStatus=?",
    { "The service reported a status that its documentation does not list: Mobile card “?”.",
      "The physical card is suspended; whether the mobile card works cannot be told." } },

  { "cardLifeStatus=1 mobileCardStatus=4111111111111111",
    { "The service reported statuses that its documentation does not list: "
      "Ledger “1”, Mobile card “411111*****…”." } },
  { "accTransferStatus=\u202e9",
    { "The service reported a status that its documentation does not list: "
      "Transfers “\\u202e9”." } },

  { "balance- par! isNamed-",
    { "The answer lacks balance, isNamed; what it has for par cannot be used." } },
  { "balance- pendingAmount- refundable- remittable-",
    { "The answer lacks required values: balance, pendingAmount, refundable, remittable." } },
  { "balance- pendingAmount- rechargeable- refundable- remittable-",
    { "The answer lacks required values: "
      "balance, pendingAmount, rechargeable, refundable and 1 more." } },
  { "par! serviceId! serviceName! serviceImageUrl! balance! limits.day!",
    { "The answer has values that cannot be used: "
      "par, serviceId, serviceName, serviceImageUrl and 2 more." } },

  { "cardLifeStatus=60 cardBizStatus=36",
    { "The card is suspended until its holder has received it.",
      "The ledger says “Active” (60), but the card status says “Awaiting receipt” (36)." } },
  { "expiryDate=-1",
    { "The card expired on 17 Mar 2026.",
      "The card status says “Normal” (60), but the card expired on 17 Mar 2026." } },
  { "cardLifeStatus=30 cardBizStatus=35",
    { "The card's period of validity is over, and it is suspended for that reason.",
      "The card status says “Expired” (35), but the card is valid until 12 Dec 2028." } },

  { "balance=0 rechargeableAmount=2000000 bankInfo-",
    { "The balance is ₩0 and no account is linked: the likeliest reason for a refusal." } },
  { "accTransferStatus=1",
    { "A bank transfer is in progress: the cancellation of a recharge, or a refund." } },
  { "expiryDate=0", { "The card is valid until 18 Mar 2026." } },
  { "rechargeableAmount=9999999999",
    { "The service reports ₩9,999,999,999 as rechargeable, "
      "but maximum and balance leave room for ₩1,700,000." } },
  { "balance=2000001",
    { "The service reports ₩1,700,000 as rechargeable, "
      "but maximum and balance leave room for ₩0.",
      "The balance of ₩2,000,001 is above the most that the card may hold, ₩2,000,000." } },
  { "pendingAmount=9999999999",
    { "The balance of ₩300,000 and the pending charges of ₩9,999,999,999 are together above "
      "the cap of ₩3,000,000.",
      "Recharges of ₩9,999,999,999 are accepted and wait for room on the card." } },
  { "mobileCardNo=1", { "The number of the mobile card is not 16 digits with a valid check "
                        "digit." } },
  { "physicalCardNo=1", { "The number of the physical card is not 16 digits with a valid check "
                          "digit." } },
  { "mobileCardNo=1 physicalCardNo=1",
    { "The numbers of the mobile and the physical card are not 16 digits with a valid check "
      "digit." } },
  { "par=Q", { "The PAR has 1 character instead of 27." } },
  { "par=Q1", { "The PAR has 2 characters instead of 27." } },
  { "limits.once=2000001",
    { "The limit for one payment, ₩2,000,001, is above the limit for a day, ₩2,000,000." } },
  { "limits.month=1", { "The limit for a day, ₩2,000,000, is above the limit for a month, ₩1." } },
  { "limits.once=3 limits.day=2 limits.month=1",
    { "The limits fall where they should rise: one payment ₩3, a day ₩2, a month ₩1." } },

  { "isNamed=no rechargeableAmount=200000",
    { "The card is not tied to a person, neither by a real-name check "
      "nor by a linked deposit account." } },
  { "balance=2000000 rechargeableAmount=0",
    { "The card holds the most that it may, ₩2,000,000." } },
  { "rechargeable=no", { "The card cannot be recharged." } },
  { "refundable=no", { "The balance of the card cannot be refunded." } },
  { "remittable=no", { "No money can be sent from the card to others." } },
  { "cardLifeStatus=90 autoReloadStatus=ACTIVE",
    { "The card was deleted from the card ledger, which is final.",
      "Auto-reload is on although the card cannot be used." } },
  { "cardBizStatus=61", { "The card had been reported lost, and the report was withdrawn." } },
};

static GArray *
derive (const CsCardFields *fields)
{
  static const GDate today = SAMPLE_TODAY;

  return cs_facts_derive (fields, &today, CS_EXPIRY_DAYS_DEFAULT);
}

static void
test_texts (void)
{
  gboolean said[CS_N_FACTS] = { FALSE };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CsCardFields) fields = sample_card_new_with (cases[i].patch);
      g_autoptr (GArray) facts = derive (fields);

      g_test_message ("%s", cases[i].patch);

      for (guint j = 0; j < facts->len; j++)
        {
          const CsFact *fact = &g_array_index (facts, CsFact, j);
          g_autofree char *text = cs_fact_dup_text (fact, fields);

          g_assert_cmpuint (j, <, G_N_ELEMENTS (cases[i].texts));
          g_assert_cmpstr (text, ==, cases[i].texts[j]);
          said[fact->id] = TRUE;
        }

      g_assert_null (cases[i].texts[facts->len]);
    }

  for (CsFactId id = 0; id < CS_N_FACTS; id++)
    g_assert_true (said[id]);
}

/* Advice is read out: whole sentences, no code, no name of a field. */
static void
test_advice (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CsCardFields) fields = sample_card_new_with (cases[i].patch);
      g_autoptr (GArray) facts = derive (fields);

      for (guint j = 0; j < facts->len; j++)
        {
          const CsFact *fact = &g_array_index (facts, CsFact, j);
          g_autofree char *advice = cs_fact_dup_advice (fact, fields);

          g_assert_true (g_ascii_isupper (advice[0]));
          g_assert_true (g_str_has_suffix (advice, "."));

          for (const char *c = advice; *c != '\0'; c++)
            {
              g_assert_false (g_ascii_isdigit (*c));
              g_assert_false (g_ascii_islower (c[0]) && g_ascii_isupper (c[1]));
            }
        }
    }
}

/* A status has one advice, in the dictionary and as a fact. */
static void
test_advice_of_the_dictionary (void)
{
  static const struct
  {
    const char        *patch;
    CsStatusDimension  dimension;
    const char        *code;
  } same[] = {
    { "cardLifeStatus=90", CS_STATUS_LEDGER, "90" },
    { "cardBizStatus=31", CS_STATUS_BUSINESS, "31" },
    { "cardBizStatus=35", CS_STATUS_BUSINESS, "35" },
    { "expiryDate=-1", CS_STATUS_BUSINESS, "35" },
    { "cardBizStatus=36", CS_STATUS_BUSINESS, "36" },
    { "cardBizStatus=3A", CS_STATUS_BUSINESS, "3A" },
    { "cardBizStatus=61", CS_STATUS_BUSINESS, "61" },
    { "accTransferStatus=1", CS_STATUS_TRANSFER, "1" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (same); i++)
    {
      g_autoptr (CsCardFields) fields = sample_card_new_with (same[i].patch);
      g_autoptr (GArray) facts = derive (fields);
      const CsFact *fact = &g_array_index (facts, CsFact, 0);
      const CsStatusEntry *entry = cs_status_find (same[i].dimension, same[i].code);
      g_autofree char *advice = cs_fact_dup_advice (fact, fields);

      g_assert_true (cs_fact_find_entry (fact, fields) == entry);
      g_assert_cmpstr (advice, ==, cs_status_entry_get_advice (entry));
    }
}

/* What calls for care only must not make a caller doubt that the card works. */
static void
test_advice_by_severity (void)
{
  static const struct
  {
    const char *unknown;
    const char *care;
  } pairs[] = {
    { "cardBizStatus=B7", "autoReloadStatus=B7" },
    { "expiryDate-", "serviceImageUrl-" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autoptr (CsCardFields) unknown_fields = sample_card_new_with (pairs[i].unknown);
      g_autoptr (CsCardFields) care_fields = sample_card_new_with (pairs[i].care);
      g_autoptr (GArray) unknown_facts = derive (unknown_fields);
      g_autoptr (GArray) care_facts = derive (care_fields);
      const CsFact *unknown = &g_array_index (unknown_facts, CsFact, 0);
      const CsFact *care = &g_array_index (care_facts, CsFact, 0);
      g_autofree char *unknown_advice = cs_fact_dup_advice (unknown, unknown_fields);
      g_autofree char *care_advice = cs_fact_dup_advice (care, care_fields);

      g_assert_cmpint (unknown->id, ==, care->id);
      g_assert_true (strstr (unknown_advice, "call you back") != NULL);
      g_assert_true (strstr (care_advice, "does not decide whether you can pay") != NULL);
    }
}

static void
test_find_entry (void)
{
  g_autoptr (CsCardFields) fields =
    sample_card_new_with ("cardLifeStatus=77 cardBizStatus=61 balance=0 bankInfo-");
  CsFact unknown = { CS_FACT_UNKNOWN_STATUS, CS_SEVERITY_UNKNOWN,
                     CS_CARD_FIELD_BIT (CS_CARD_FIELD_CARD_LIFE_STATUS) };
  CsFact empty = { CS_FACT_EMPTY, CS_SEVERITY_CARE, CS_CARD_FIELD_BIT (CS_CARD_FIELD_BALANCE) };
  CsFact withdrawn = { CS_FACT_LOSS_WITHDRAWN, CS_SEVERITY_NOTE,
                       CS_CARD_FIELD_BIT (CS_CARD_FIELD_CARD_BIZ_STATUS) };

  g_assert_null (cs_fact_find_entry (&unknown, fields));
  g_assert_null (cs_fact_find_entry (&empty, fields));
  g_assert_cmpstr (cs_fact_find_entry (&withdrawn, fields)->code, ==, "61");
}

static void
test_titles (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (CsFactId id = 0; id < CS_N_FACTS; id++)
    {
      CsFact fact = { id, CS_SEVERITY_NOTE, 0 };
      const char *title = cs_fact_get_title (&fact);

      g_assert_true (g_ascii_isupper (title[0]));
      g_assert_false (g_str_has_suffix (title, "."));
      g_assert_true (g_hash_table_add (seen, (gpointer) title));
    }
}

/* Whoever explains the rules finds every fact, with a cause of its own or a status. */
static void
test_rules (void)
{
  gboolean has[CS_N_FACTS] = { FALSE };
  const CsStatusEntry *entry;
  CsFact fact;
  gsize n_rules = 0;

  for (; cs_facts_get_rule (n_rules, &fact, &entry); n_rules++)
    {
      has[fact.id] = TRUE;
      g_assert_true ((entry == NULL) == (cs_fact_get_cause (&fact) != NULL));
      g_assert_true (entry != NULL || g_str_has_suffix (cs_fact_get_cause (&fact), "."));
    }

  for (CsFactId id = 0; id < CS_N_FACTS; id++)
    g_assert_true (has[id]);

  g_assert_false (cs_facts_get_rule (n_rules, &fact, &entry));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/fact-text/texts", test_texts);
  g_test_add_func ("/fact-text/advice", test_advice);
  g_test_add_func ("/fact-text/advice/dictionary", test_advice_of_the_dictionary);
  g_test_add_func ("/fact-text/advice/severity", test_advice_by_severity);
  g_test_add_func ("/fact-text/find-entry", test_find_entry);
  g_test_add_func ("/fact-text/titles", test_titles);
  g_test_add_func ("/fact-text/rules", test_rules);

  return g_test_run ();
}
