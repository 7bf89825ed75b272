/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cs-card.h"

#include <string.h>

#include "sample-card.h"

static CsCard *
card_new (const char *patch)
{
  static const GDate today = SAMPLE_TODAY;

  return cs_card_new (sample_card_new_with (patch), &today, CS_EXPIRY_DAYS_DEFAULT);
}

static void
test_usable (void)
{
  CsCard *card = card_new ("");
  g_autofree char *reason = cs_card_dup_reason (card);
  g_autofree char *advice = cs_card_dup_advice (card);

  g_assert_cmpint (cs_card_get_verdict (card), ==, CS_VERDICT_USABLE);
  g_assert_cmpint (cs_card_get_tone (card), ==, CS_TONE_FINE);
  g_assert_cmpuint (cs_card_get_facts (card)->len, ==, 0);
  g_assert_null (cs_card_get_worst_fact (card));
  g_assert_cmpstr (reason, ==, "Nothing that the service reports stands in the way of a payment.");
  g_assert_null (advice);
  g_assert_cmpstr (cs_card_get_fields (card)->service_name, ==, "Garam");

  g_assert_finalize_object (card);
}

/* A note is listed, but is not why a card is usable. */
static void
test_note (void)
{
  CsCard *card = card_new ("refundable=no");
  g_autofree char *advice = cs_card_dup_advice (card);
  g_autofree char *reason = cs_card_dup_reason (card);

  g_assert_cmpint (cs_card_get_worst_fact (card)->id, ==, CS_FACT_NOT_REFUNDABLE);
  g_assert_cmpint (cs_card_get_tone (card), ==, CS_TONE_FINE);
  g_assert_true (g_str_has_prefix (reason, "Nothing"));
  g_assert_null (advice);

  g_assert_finalize_object (card);
}

static void
test_care (void)
{
  CsCard *card = card_new ("expiryDate=12 refundable=no");
  g_autofree char *reason = cs_card_dup_reason (card);
  g_autofree char *advice = cs_card_dup_advice (card);

  g_assert_cmpint (cs_card_get_verdict (card), ==, CS_VERDICT_USABLE);
  g_assert_cmpint (cs_card_get_tone (card), ==, CS_TONE_CARE);
  g_assert_cmpint (cs_card_get_worst_fact (card)->id, ==, CS_FACT_EXPIRES_SOON);
  g_assert_cmpstr (reason, ==, "The card is valid until 30 Mar 2026.");
  g_assert_nonnull (advice);

  g_assert_finalize_object (card);
}

static void
test_blocked (void)
{
  CsCard *card = card_new ("cardBizStatus=31 cardLifeStatus=30 accTransferStatus=1");
  g_autofree char *reason = cs_card_dup_reason (card);
  g_autofree char *advice = cs_card_dup_advice (card);

  g_assert_cmpint (cs_card_get_verdict (card), ==, CS_VERDICT_BLOCKED);
  g_assert_cmpint (cs_card_get_tone (card), ==, CS_TONE_PAUSED);
  g_assert_cmpint (cs_card_get_worst_fact (card)->id, ==, CS_FACT_LOST);
  g_assert_cmpuint (cs_card_get_facts (card)->len, ==, 2);
  g_assert_true (strstr (reason, "reported lost") != NULL);
  g_assert_true (strstr (advice, "re-issue") != NULL);

  g_assert_finalize_object (card);
}

static void
test_number (void)
{
  CsCard *both = card_new ("");
  CsCard *mobile = card_new ("physicalCardNo-");
  CsCard *unusable = card_new ("mobileCardNo! physicalCardNo!");
  CsMaskedPan asked;

  g_assert_cmpstr (cs_card_get_number (both)->last4, ==, "4444");
  g_assert_cmpstr (cs_card_get_number (mobile)->last4, ==, "1111");
  g_assert_null (cs_card_get_number (unusable));

  cs_pan_mask ("4111111111111111", 16, &asked);
  g_assert_true (cs_card_has_number (both, &asked));
  g_assert_true (cs_card_has_number (mobile, &asked));
  g_assert_false (cs_card_has_number (unusable, &asked));

  cs_pan_mask ("5555555555554444", 16, &asked);
  g_assert_true (cs_card_has_number (both, &asked));
  g_assert_false (cs_card_has_number (mobile, &asked));

  /* The same first six and last four, but another card. */
  cs_pan_mask ("4111110000001111", 16, &asked);
  g_assert_false (cs_card_has_number (both, &asked));

  g_assert_finalize_object (both);
  g_assert_finalize_object (mobile);
  g_assert_finalize_object (unusable);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/card/usable", test_usable);
  g_test_add_func ("/card/note", test_note);
  g_test_add_func ("/card/care", test_care);
  g_test_add_func ("/card/blocked", test_blocked);
  g_test_add_func ("/card/number", test_number);

  return g_test_run ();
}
