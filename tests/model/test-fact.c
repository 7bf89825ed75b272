/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sample-card.h"

#include <string.h>

typedef struct
{
  const char *fact;         /* what the row is about */
  const char *patch;        /* what differs from the sample card */
  const char *expected;     /* every fact of that card */
} Row;

/* For each fact: where it is found, and that it is not one step beside. */
static const Row rows[] = {
  { "deleted", "cardLifeStatus=90", "deleted finished cardLifeStatus" },
  { "deleted", "cardLifeStatus=60", "" },
  { "deleted", "cardLifeStatus=9", "unknown-status unknown cardLifeStatus" },
  { "deleted", "cardLifeStatus-", "incomplete unknown cardLifeStatus" },
  { "deleted", "cardLifeStatus!90", "incomplete unknown cardLifeStatus" },
  { "deleted", "cardLifeStatus=90 cardBizStatus=31",
    "deleted finished cardLifeStatus; lost blocked cardBizStatus" },

  { "expired", "expiryDate=-1 cardBizStatus=61",
    "expired finished expiryDate; loss-withdrawn note cardBizStatus" },
  { "expired", "expiryDate=-30000 cardBizStatus=61",
    "expired finished expiryDate; loss-withdrawn note cardBizStatus" },
  { "expired", "expiryDate=0", "expires-soon care expiryDate" },
  { "expired", "expiryDate-", "incomplete unknown expiryDate" },
  { "expired", "expiryDate!-1", "incomplete unknown expiryDate" },
  { "expired", "cardBizStatus=35 cardLifeStatus=30 expiryDate=-1",
    "expired finished cardBizStatus+expiryDate" },
  { "expired", "cardBizStatus=35 cardLifeStatus=30 expiryDate-",
    "expired finished cardBizStatus; incomplete unknown expiryDate" },
  { "expired", "cardBizStatus!35 cardLifeStatus=30",
    "suspended blocked cardLifeStatus; incomplete unknown cardBizStatus" },

  { "lost", "cardBizStatus=31 cardLifeStatus=30", "lost blocked cardBizStatus" },
  { "lost", "cardBizStatus=61",
    "loss-withdrawn note cardBizStatus" },
  { "lost", "cardBizStatus!31", "incomplete unknown cardBizStatus" },
  { "lost", "cardBizStatus-", "incomplete unknown cardBizStatus" },
  { "awaiting-receipt", "cardBizStatus=36 cardLifeStatus=30",
    "awaiting-receipt blocked cardBizStatus" },
  { "awaiting-receipt", "cardBizStatus!36", "incomplete unknown cardBizStatus" },
  { "reissued", "cardBizStatus=3A cardLifeStatus=30", "reissued blocked cardBizStatus" },
  { "reissued", "cardBizStatus=3a", "unknown-status unknown cardBizStatus" },
  { "reissued", "cardBizStatus!3A", "incomplete unknown cardBizStatus" },

  { "suspended", "mobileCardStatus=SUSPENDED physicalCardStatus=SUSPENDED",
    "suspended blocked mobileCardStatus+physicalCardStatus" },
  { "suspended", "mobileCardStatus=SUSPENDED physicalCardStatus-",
    "suspended blocked mobileCardStatus" },
  { "suspended", "mobileCardStatus- physicalCardStatus=SUSPENDED",
    "suspended blocked physicalCardStatus; incomplete unknown mobileCardStatus" },
  { "suspended", "mobileCardStatus- physicalCardStatus-",
    "incomplete unknown mobileCardStatus" },
  { "suspended", "cardLifeStatus=30 cardBizStatus=99",
    "suspended blocked cardLifeStatus; unknown-status unknown cardBizStatus" },
  { "suspended", "cardLifeStatus=30 cardBizStatus=99 mobileCardStatus=SUSPENDED "
    "physicalCardStatus=SUSPENDED",
    "suspended blocked mobileCardStatus+physicalCardStatus+cardLifeStatus; "
    "unknown-status unknown cardBizStatus" },
  { "suspended", "mobileCardStatus=SUSPENDED physicalCardStatus=SUSPENDED cardBizStatus=31 "
    "cardLifeStatus=30", "lost blocked cardBizStatus" },
  { "suspended", "mobileCardStatus=SUSPENDED physicalCardStatus=SUSPENDED cardLifeStatus=90",
    "deleted finished cardLifeStatus" },
  { "suspended", "mobileCardStatus=SUSPENDED physicalCardStatus=SUSPENDED expiryDate=-1 "
    "cardBizStatus=61", "expired finished expiryDate; loss-withdrawn note cardBizStatus" },
  { "suspended", "mobileCardStatus!SUSPENDED physicalCardStatus!SUSPENDED",
    "incomplete unknown mobileCardStatus+physicalCardStatus" },

  { "mobile-suspended", "mobileCardStatus=SUSPENDED", "mobile-suspended limited mobileCardStatus" },
  { "mobile-suspended", "mobileCardStatus=SUSPENDED physicalCardStatus=?",
    "unknown-status unknown physicalCardStatus; mobile-suspended limited mobileCardStatus" },
  { "mobile-suspended", "mobileCardStatus=SUSPENDED physicalCardStatus!",
    "incomplete unknown physicalCardStatus; mobile-suspended limited mobileCardStatus" },
  { "mobile-suspended", "mobileCardStatus=SUSPENDED cardBizStatus=31 cardLifeStatus=30",
    "lost blocked cardBizStatus; mobile-suspended limited mobileCardStatus" },
  { "mobile-suspended", "mobileCardStatus!SUSPENDED", "incomplete unknown mobileCardStatus" },
  { "physical-suspended", "physicalCardStatus=SUSPENDED",
    "physical-suspended limited physicalCardStatus" },
  { "physical-suspended", "physicalCardStatus=SUSPENDED mobileCardStatus=?",
    "unknown-status unknown mobileCardStatus; physical-suspended limited physicalCardStatus" },
  { "physical-suspended", "physicalCardStatus=SUSPENDED mobileCardStatus!",
    "incomplete unknown mobileCardStatus; physical-suspended limited physicalCardStatus" },
  { "physical-suspended", "physicalCardStatus!SUSPENDED",
    "incomplete unknown physicalCardStatus" },

  { "unknown-status", "cardLifeStatus=B7", "unknown-status unknown cardLifeStatus" },
  { "unknown-status", "cardBizStatus=B7", "unknown-status unknown cardBizStatus" },
  { "unknown-status", "mobileCardStatus=active", "unknown-status unknown mobileCardStatus" },
  { "unknown-status", "physicalCardStatus=", "unknown-status unknown physicalCardStatus" },
  { "unknown-status", "accTransferStatus=2", "unknown-status care accTransferStatus" },
  { "unknown-status", "autoReloadStatus=SUSPENDED", "unknown-status care autoReloadStatus" },
  { "unknown-status", "cardLifeStatus=? cardBizStatus=? mobileCardStatus=? physicalCardStatus=? "
    "accTransferStatus=? autoReloadStatus=?",
    "unknown-status unknown mobileCardStatus+physicalCardStatus+cardLifeStatus+cardBizStatus; "
    "unknown-status care accTransferStatus+autoReloadStatus" },
  { "unknown-status", "accTransferStatus!2", "incomplete care accTransferStatus" },
  { "unknown-status", "autoReloadStatus-", "" },

  { "incomplete", "expiryDate- balance-",
    "incomplete unknown expiryDate; incomplete care balance" },
  { "incomplete", "physicalCardStatus-", "" },
  { "incomplete", "physicalCardStatus!", "incomplete unknown physicalCardStatus" },
  { "incomplete", "par-", "incomplete care par" },
  { "incomplete", "enableFIC-", "incomplete care enableFIC" },
  { "incomplete", "enableFIC- limits- limits.once- limits.day- limits.month- bankInfo- "
    "bankInfo.bankName- bankInfo.accountNo-", "" },
  { "incomplete", "bankInfo.accountNo-", "incomplete care bankInfo.accountNo" },
  { "incomplete", "limits.once!", "incomplete care limits.once" },
  { "incomplete", "limits.once-", "" },
  { "incomplete", "cardApplyNo-", "" },
  { "incomplete", "cardApplyNo!", "incomplete care cardApplyNo" },

  { "contradiction", "cardBizStatus=31",
    "lost blocked cardBizStatus; contradiction care cardLifeStatus+cardBizStatus" },
  { "contradiction", "cardBizStatus=36",
    "awaiting-receipt blocked cardBizStatus; contradiction care cardLifeStatus+cardBizStatus" },
  { "contradiction", "cardBizStatus=3A",
    "reissued blocked cardBizStatus; contradiction care cardLifeStatus+cardBizStatus" },
  { "contradiction", "cardBizStatus=35 expiryDate=-1",
    "expired finished cardBizStatus+expiryDate; contradiction care cardLifeStatus+cardBizStatus" },
  { "contradiction", "cardBizStatus=35 expiryDate=1000",
    "expired finished cardBizStatus; contradiction care cardLifeStatus+cardBizStatus; "
    "contradiction care cardBizStatus+expiryDate" },
  { "contradiction", "cardLifeStatus=30 cardBizStatus=35 expiryDate=1",
    "expired finished cardBizStatus; contradiction care cardBizStatus+expiryDate; "
    "expires-soon care expiryDate" },
  { "contradiction", "cardLifeStatus=30 cardBizStatus=35 expiryDate=0",
    "expired finished cardBizStatus; expires-soon care expiryDate" },
  { "contradiction", "cardLifeStatus=30",
    "suspended blocked cardLifeStatus; contradiction care cardLifeStatus+cardBizStatus" },
  { "contradiction", "cardLifeStatus=30 cardBizStatus=61",
    "suspended blocked cardLifeStatus; contradiction care cardLifeStatus+cardBizStatus; "
    "loss-withdrawn note cardBizStatus" },
  { "contradiction", "expiryDate=-1",
    "expired finished expiryDate; contradiction care cardBizStatus+expiryDate" },
  { "contradiction", "cardLifeStatus!30", "incomplete unknown cardLifeStatus" },
  { "contradiction", "cardLifeStatus=90", "deleted finished cardLifeStatus" },

  { "empty", "balance=0 rechargeableAmount=2000000 bankInfo-", "empty care balance" },
  { "empty", "balance=1 rechargeableAmount=1999999 bankInfo-", "" },
  { "empty", "balance=0 rechargeableAmount=2000000", "" },
  { "empty", "balance=0 rechargeableAmount=2000000 bankInfo!", "incomplete care bankInfo" },
  { "empty", "balance- bankInfo-", "incomplete care balance" },
  { "empty", "balance!0 bankInfo-", "incomplete care balance" },

  { "transfer-in-progress", "accTransferStatus=1", "transfer-in-progress care accTransferStatus" },
  { "transfer-in-progress", "accTransferStatus=0", "" },
  { "transfer-in-progress", "accTransferStatus!1", "incomplete care accTransferStatus" },

  { "expires-soon", "expiryDate=1", "expires-soon care expiryDate" },
  { "expires-soon", "expiryDate=29", "expires-soon care expiryDate" },
  { "expires-soon", "expiryDate=30", "expires-soon care expiryDate" },
  { "expires-soon", "expiryDate=31", "" },
  { "expires-soon", "expiryDate!1", "incomplete unknown expiryDate" },

  { "rechargeable-mismatch", "rechargeableAmount=1700001",
    "rechargeable-mismatch care balance+isNamed+maxRealNameRechargeAmount+rechargeableAmount" },
  { "rechargeable-mismatch", "rechargeableAmount=1699999",
    "rechargeable-mismatch care balance+isNamed+maxRealNameRechargeAmount+rechargeableAmount" },
  { "rechargeable-mismatch", "isNamed=no rechargeableAmount=200000",
    "anonymous note isNamed" },
  { "rechargeable-mismatch", "isNamed=no",
    "rechargeable-mismatch care balance+isNamed+maxNonRealNameRechargeAmount+rechargeableAmount; "
    "anonymous note isNamed" },
  { "rechargeable-mismatch", "balance=0 rechargeableAmount=0 maxRealNameRechargeAmount=0",
    "full note balance+isNamed+maxRealNameRechargeAmount" },
  { "rechargeable-mismatch", "balance=0 rechargeableAmount=9999999999 "
    "maxRealNameRechargeAmount=9999999999", "" },
  { "rechargeable-mismatch", "rechargeableAmount=1 balance-", "incomplete care balance" },
  { "rechargeable-mismatch", "rechargeableAmount=1 isNamed!", "incomplete care isNamed" },
  { "rechargeable-mismatch", "rechargeableAmount=1 maxRealNameRechargeAmount-",
    "incomplete care maxRealNameRechargeAmount" },
  { "rechargeable-mismatch", "rechargeableAmount!1", "incomplete care rechargeableAmount" },
  { "rechargeable-mismatch", "maxNonRealNameRechargeAmount-",
    "incomplete care maxNonRealNameRechargeAmount" },

  { "over-maximum", "balance=2000001 rechargeableAmount=0",
    "over-maximum care balance+isNamed+maxRealNameRechargeAmount" },
  { "over-maximum", "balance=9999999999 rechargeableAmount=0 maxRealNameRechargeAmount=0 "
    "enableVirtualAccountPendingAmount=no",
    "over-maximum care balance+isNamed+maxRealNameRechargeAmount" },
  { "over-maximum", "balance=500001 isNamed=no rechargeableAmount=0",
    "over-maximum care balance+isNamed+maxNonRealNameRechargeAmount; anonymous note isNamed" },
  { "over-maximum", "balance!2000001", "incomplete care balance" },
  { "over-maximum", "balance=2000001 isNamed-", "incomplete care isNamed" },

  { "over-pending-cap", "pendingAmount=2700000", "pending-charge note pendingAmount" },
  { "over-pending-cap", "pendingAmount=2700001",
    "over-pending-cap care balance+pendingAmount+enableVirtualAccountPendingAmount+"
    "virtualAccountMaxPendingAmount; pending-charge note pendingAmount" },
  { "over-pending-cap", "pendingAmount=2700001 enableVirtualAccountPendingAmount=no",
    "pending-charge note pendingAmount" },
  { "over-pending-cap", "pendingAmount=2700001 enableVirtualAccountPendingAmount-",
    "incomplete care enableVirtualAccountPendingAmount; pending-charge note pendingAmount" },
  { "over-pending-cap", "pendingAmount=2700001 virtualAccountMaxPendingAmount!",
    "incomplete care virtualAccountMaxPendingAmount; pending-charge note pendingAmount" },
  { "over-pending-cap", "pendingAmount!2700001", "incomplete care pendingAmount" },
  { "over-pending-cap", "pendingAmount=2700001 balance-",
    "incomplete care balance; pending-charge note pendingAmount" },
  { "over-pending-cap", "balance=9999999999 pendingAmount=9999999999 rechargeableAmount=0 "
    "maxRealNameRechargeAmount=9999999999 virtualAccountMaxPendingAmount=9999999999",
    "over-pending-cap care balance+pendingAmount+enableVirtualAccountPendingAmount+"
    "virtualAccountMaxPendingAmount; pending-charge note pendingAmount; "
    "full note balance+isNamed+maxRealNameRechargeAmount" },
  /* No service may send so much, but a sum that wraps would hide it. */
  { "over-pending-cap", "balance=300000 pendingAmount=18446744073709551615",
    "over-pending-cap care balance+pendingAmount+enableVirtualAccountPendingAmount+"
    "virtualAccountMaxPendingAmount; pending-charge note pendingAmount" },

  { "number-invalid", "mobileCardNo=4111111111111112", "number-invalid care mobileCardNo" },
  { "number-invalid", "physicalCardNo=411111111111111", "number-invalid care physicalCardNo" },
  { "number-invalid", "mobileCardNo= physicalCardNo=0",
    "number-invalid care mobileCardNo+physicalCardNo" },
  { "number-invalid", "mobileCardNo- physicalCardNo-", "" },
  { "number-invalid", "mobileCardNo!4111111111111112", "incomplete care mobileCardNo" },

  { "par-malformed", "par=Q1E704A91C55D2B80F3677E1A9", "par-malformed care par" },
  { "par-malformed", "par=Q1E704A91C55D2B80F3677E1A900", "par-malformed care par" },
  { "par-malformed", "par=", "par-malformed care par" },
  { "par-malformed", "par=가나다라마바사아자차카타파하가나다라마바사아자차카타파", "" },
  { "par-malformed", "par!Q1", "incomplete care par" },

  { "limits-order", "limits.once=2000001", "limits-order care limits.once+limits.day" },
  { "limits-order", "limits.once=2000000", "" },
  { "limits-order", "limits.day=5000001", "limits-order care limits.day+limits.month" },
  { "limits-order", "limits.day=5000000", "" },
  { "limits-order", "limits.once=9999999999 limits.day=5000001",
    "limits-order care limits.once+limits.day+limits.month" },
  { "limits-order", "limits.once=9999999999 limits.day-", "" },
  { "limits-order", "limits.once!9999999999", "incomplete care limits.once" },

  { "pending-charge", "pendingAmount=1", "pending-charge note pendingAmount" },
  { "pending-charge", "pendingAmount=0", "" },
  { "anonymous", "isNamed=no rechargeableAmount=200000", "anonymous note isNamed" },
  { "anonymous", "isNamed!no", "incomplete care isNamed" },
  { "full", "balance=2000000 rechargeableAmount=0",
    "full note balance+isNamed+maxRealNameRechargeAmount" },
  { "full", "balance=1999999 rechargeableAmount=1", "" },
  { "not-rechargeable", "rechargeable=no", "not-rechargeable note rechargeable" },
  { "not-rechargeable", "rechargeable!no", "incomplete care rechargeable" },
  { "not-rechargeable", "personalRechargeable=no", "" },
  { "not-refundable", "refundable=no", "not-refundable note refundable" },
  { "not-refundable", "refundable-", "incomplete care refundable" },
  { "not-remittable", "remittable=no", "not-remittable note remittable" },
  { "not-remittable", "remittable!no", "incomplete care remittable" },

  { "auto-reload-on-blocked", "autoReloadStatus=ACTIVE", "" },
  { "auto-reload-on-blocked", "autoReloadStatus=ACTIVE cardBizStatus=31 cardLifeStatus=30",
    "lost blocked cardBizStatus; auto-reload-on-blocked note autoReloadStatus" },
  { "auto-reload-on-blocked", "autoReloadStatus=ACTIVE cardLifeStatus=90",
    "deleted finished cardLifeStatus; auto-reload-on-blocked note autoReloadStatus" },
  { "auto-reload-on-blocked", "autoReloadStatus=ACTIVE mobileCardStatus=SUSPENDED",
    "mobile-suspended limited mobileCardStatus" },
  { "auto-reload-on-blocked", "autoReloadStatus=ACTIVE cardBizStatus=B7",
    "unknown-status unknown cardBizStatus" },
  { "auto-reload-on-blocked", "autoReloadStatus=INACTIVE cardLifeStatus=90",
    "deleted finished cardLifeStatus" },
  { "auto-reload-on-blocked", "autoReloadStatus!ACTIVE cardLifeStatus=90",
    "deleted finished cardLifeStatus; incomplete care autoReloadStatus" },

  { "loss-withdrawn", "cardBizStatus=61", "loss-withdrawn note cardBizStatus" },
  { "loss-withdrawn", "cardBizStatus!61", "incomplete unknown cardBizStatus" },
};

static void
test_sample (void)
{
  g_autoptr (CsCardFields) fields = sample_card_new ();
  g_autofree char *facts = sample_facts_dup_text (fields);

  g_assert_cmpstr (facts, ==, "");
}

static void
test_rows (gconstpointer data)
{
  const char *fact = data;
  guint n_found = 0;
  guint n_not_found = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (CsCardFields) fields = NULL;
      g_autofree char *facts = NULL;

      if (!g_str_equal (rows[i].fact, fact))
        continue;

      fields = sample_card_new_with (rows[i].patch);
      facts = sample_facts_dup_text (fields);
      g_test_message ("%s", rows[i].patch);
      g_assert_cmpstr (facts, ==, rows[i].expected);

      if (strstr (rows[i].expected, fact) != NULL)
        n_found++;
      else
        n_not_found++;
    }

  /* A fact without both kinds of rows would not be tested. */
  g_assert_cmpuint (n_found, >, 0);
  g_assert_cmpuint (n_not_found, >, 0);
}

/* Facts come from what is there; only "incomplete" comes from what is not. */
static void
test_come_from_present_fields (void)
{
  static const GDate today = SAMPLE_TODAY;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (CsCardFields) fields = sample_card_new_with (rows[i].patch);
      g_autoptr (GArray) facts = cs_facts_derive (fields, &today, CS_EXPIRY_DAYS_DEFAULT);

      for (guint j = 0; j < facts->len; j++)
        {
          const CsFact *fact = &g_array_index (facts, CsFact, j);
          CsCardFieldSet allowed = fact->id == CS_FACT_INCOMPLETE
                                   ? cs_card_fields_get_problems (fields) : fields->present;

          g_assert_cmpuint (fact->fields, !=, 0);
          g_assert_cmpuint (fact->fields & ~allowed, ==, 0);
        }
    }
}

/* Whatever stands in the place of a value that is not there makes no difference. */
static void
test_read_present_fields_only (void)
{
  static const char *const garbage[] = {
    "90", "31", "SUSPENDED", "1", "ACTIVE", "B7", "0", "yes", "no", "18446744073709551615",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    for (CsCardField field = 0; field < CS_N_CARD_FIELDS; field++)
      {
        const char *name = cs_card_field_get_name (field);
        g_autofree char *spoil = g_strdup_printf ("%s!", name);
        g_autoptr (CsCardFields) fields = sample_card_new_with (rows[i].patch);
        g_autofree char *expected = NULL;

        sample_card_patch (fields, spoil);
        expected = sample_facts_dup_text (fields);

        for (gsize j = 0; j < G_N_ELEMENTS (garbage); j++)
          {
            g_autofree char *value = g_strdup_printf ("%s!%s", name, garbage[j]);
            g_autofree char *facts = NULL;

            /* So many days no calendar has. */
            if (field == CS_CARD_FIELD_EXPIRY_DATE && strlen (garbage[j]) > 10)
              continue;

            sample_card_patch (fields, value);
            facts = sample_facts_dup_text (fields);
            g_assert_cmpstr (facts, ==, expected);
          }
      }
}

/* The setting goes from a week to half a year; the last day counts. */
static void
test_expiry_days (void)
{
  static const GDate today = SAMPLE_TODAY;
  static const guint settings[] = {
    0, CS_EXPIRY_DAYS_MIN, CS_EXPIRY_DAYS_DEFAULT, CS_EXPIRY_DAYS_MAX,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (settings); i++)
    for (gint beyond = -1; beyond <= 1; beyond++)
      {
        gint n_days = (gint) settings[i] + beyond;
        g_autofree char *patch = g_strdup_printf ("expiryDate=%d cardBizStatus=61", n_days);
        g_autoptr (CsCardFields) fields = sample_card_new_with (patch);
        g_autoptr (GArray) facts = cs_facts_derive (fields, &today, settings[i]);
        CsFactId id = g_array_index (facts, CsFact, 0).id;

        if (n_days < 0)
          g_assert_cmpint (id, ==, CS_FACT_EXPIRED);
        else if (beyond <= 0)
          g_assert_cmpint (id, ==, CS_FACT_EXPIRES_SOON);
        else
          g_assert_cmpint (id, ==, CS_FACT_LOSS_WITHDRAWN);
      }
}

/* A card expires with its day, also where a month, a year or February ends. */
static void
test_expiry_calendar (void)
{
  static const struct
  {
    GDate today;
    GDate expiry;
    gboolean expired;
  } cases[] = {
    { { .day = 31, .month = 12, .year = 2026, .dmy = 1 },
      { .day = 31, .month = 12, .year = 2026, .dmy = 1 }, FALSE },
    { { .day = 1, .month = 1, .year = 2027, .dmy = 1 },
      { .day = 31, .month = 12, .year = 2026, .dmy = 1 }, TRUE },
    { { .day = 29, .month = 2, .year = 2028, .dmy = 1 },
      { .day = 29, .month = 2, .year = 2028, .dmy = 1 }, FALSE },
    { { .day = 1, .month = 3, .year = 2028, .dmy = 1 },
      { .day = 29, .month = 2, .year = 2028, .dmy = 1 }, TRUE },
    { { .day = 1, .month = 1, .year = 2026, .dmy = 1 },
      { .day = 31, .month = 12, .year = 9999, .dmy = 1 }, FALSE },
    { { .day = 1, .month = 1, .year = 2026, .dmy = 1 },
      { .day = 1, .month = 1, .year = 1, .dmy = 1 }, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CsCardFields) fields = sample_card_new ();
      g_autoptr (GArray) facts = NULL;

      fields->expiry_date = cases[i].expiry;
      facts = cs_facts_derive (fields, &cases[i].today, CS_EXPIRY_DAYS_DEFAULT);
      g_assert_cmpint (cs_facts_get_verdict (facts), ==,
                       cases[i].expired ? CS_VERDICT_FINISHED : CS_VERDICT_USABLE);
    }
}

static void
test_ids (void)
{
  CsFactId found;

  for (CsFactId id = 0; id < CS_N_FACTS; id++)
    {
      g_assert_true (cs_fact_id_from_string (cs_fact_id_to_string (id), &found));
      g_assert_cmpint (found, ==, id);
    }

  g_assert_false (cs_fact_id_from_string ("", &found));
  g_assert_false (cs_fact_id_from_string ("Lost", &found));
  g_assert_false (cs_fact_id_from_string ("lost ", &found));
  g_assert_cmpint (found, ==, CS_N_FACTS - 1);
}

static GArray *
facts_of_severities (gint first,
                     gint second)
{
  GArray *facts = g_array_new (FALSE, FALSE, sizeof (CsFact));
  CsFact fact = { CS_FACT_EMPTY, 0, 1 };

  if (first >= 0)
    {
      fact.severity = (CsSeverity) first;
      g_array_append_val (facts, fact);
    }

  if (second >= 0)
    {
      fact.severity = (CsSeverity) second;
      g_array_append_val (facts, fact);
    }

  return facts;
}

/* Finished before blocked, unknown, limited and usable, in whatever order facts come. */
static void
test_verdict_order (void)
{
  static const char *const worst_first[] = {
    "finished", "blocked", "unknown", "limited", "usable", "usable", "usable",
  };
  static const gint severities[] = {
    CS_SEVERITY_FINISHED, CS_SEVERITY_BLOCKED, CS_SEVERITY_UNKNOWN, CS_SEVERITY_LIMITED,
    CS_SEVERITY_CARE, CS_SEVERITY_NOTE, -1,
  };
  static const CsTone tones[] = {
    CS_TONE_FINISHED, CS_TONE_PAUSED, CS_TONE_UNKNOWN, CS_TONE_CARE,
    CS_TONE_CARE, CS_TONE_FINE, CS_TONE_FINE,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (severities); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (severities); j++)
      {
        g_autoptr (GArray) facts = facts_of_severities (severities[i], severities[j]);
        CsVerdict verdict = cs_facts_get_verdict (facts);

        g_assert_cmpstr (cs_verdict_to_string (verdict), ==, worst_first[MIN (i, j)]);
        g_assert_cmpint (cs_facts_get_tone (facts), ==, tones[MIN (i, j)]);
      }
}

static void
test_words (void)
{
  static const char *const severities[] = {
    "note", "care", "limited", "unknown", "blocked", "finished",
  };
  static const char *const words[CS_N_VERDICTS] = {
    "Usable", "Usable with limits", "Unknown", "Blocked", "Finished",
  };

  for (CsSeverity severity = CS_SEVERITY_NOTE; severity <= CS_SEVERITY_FINISHED; severity++)
    g_assert_cmpstr (cs_severity_to_string (severity), ==, severities[severity]);

  for (CsVerdict verdict = 0; verdict < CS_N_VERDICTS; verdict++)
    g_assert_cmpstr (cs_verdict_get_word (verdict), ==, words[verdict]);

  g_assert_cmpint (cs_verdict_get_tone (CS_VERDICT_USABLE), ==, CS_TONE_FINE);
  g_assert_cmpint (cs_verdict_get_tone (CS_VERDICT_BLOCKED), ==, CS_TONE_PAUSED);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/fact/sample", test_sample);

  for (CsFactId id = 0; id < CS_N_FACTS; id++)
    {
      g_autofree char *path = g_strconcat ("/fact/found/", cs_fact_id_to_string (id), NULL);

      g_test_add_data_func (path, cs_fact_id_to_string (id), test_rows);
    }

  g_test_add_func ("/fact/come-from-present-fields", test_come_from_present_fields);
  g_test_add_func ("/fact/read-present-fields-only", test_read_present_fields_only);
  g_test_add_func ("/fact/expiry/days", test_expiry_days);
  g_test_add_func ("/fact/expiry/calendar", test_expiry_calendar);
  g_test_add_func ("/fact/ids", test_ids);
  g_test_add_func ("/fact/verdict-order", test_verdict_order);
  g_test_add_func ("/fact/words", test_words);

  return g_test_run ();
}
