/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cs-status.h"

#include <string.h>

typedef struct
{
  CsStatusDimension  dimension;
  const char        *code;
  const char        *korean;
  CsTone             tone;
} Expected;

/* Every code of the service's documentation, with the vendor's own word. */
static const Expected expected[] = {
  { CS_STATUS_LEDGER, "30", "정지", CS_TONE_PAUSED },
  { CS_STATUS_LEDGER, "60", "활성화", CS_TONE_FINE },
  { CS_STATUS_LEDGER, "90", "삭제", CS_TONE_FINISHED },
  { CS_STATUS_BUSINESS, "31", "카드 분실로 인한 정지", CS_TONE_PAUSED },
  { CS_STATUS_BUSINESS, "35", "카드 유효 기간 만료로 인한 중지", CS_TONE_FINISHED },
  { CS_STATUS_BUSINESS, "36", "카드 수령 전 정지", CS_TONE_PAUSED },
  { CS_STATUS_BUSINESS, "3A", "카드 재발급으로 인한 중지", CS_TONE_PAUSED },
  { CS_STATUS_BUSINESS, "60", "정상", CS_TONE_FINE },
  { CS_STATUS_BUSINESS, "61", "카드 분실 신고 해지", CS_TONE_FINE },
  { CS_STATUS_MOBILE, "ACTIVE", "정상", CS_TONE_FINE },
  { CS_STATUS_MOBILE, "SUSPENDED", "중지", CS_TONE_PAUSED },
  { CS_STATUS_PHYSICAL, "ACTIVE", "정상", CS_TONE_FINE },
  { CS_STATUS_PHYSICAL, "SUSPENDED", "중지", CS_TONE_PAUSED },
  { CS_STATUS_TRANSFER, "0", "진행 중인 이체 없음", CS_TONE_FINE },
  { CS_STATUS_TRANSFER, "1", "이체 진행 중", CS_TONE_MOVING },
  { CS_STATUS_AUTO_RELOAD, "ACTIVE", "활성화", CS_TONE_FINE },
  { CS_STATUS_AUTO_RELOAD, "INACTIVE", "비활성화", CS_TONE_PAUSED },
  { CS_STATUS_AUTO_RELOAD, "NONE", "설정안함", CS_TONE_FINE },
};

static void
test_complete (void)
{
  gsize n_entries;

  g_assert_nonnull (cs_status_get_entries (&n_entries));
  g_assert_cmpuint (n_entries, ==, G_N_ELEMENTS (expected));

  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      const CsStatusEntry *entry = cs_status_find (expected[i].dimension, expected[i].code);

      g_assert_nonnull (entry);
      g_assert_cmpint (entry->dimension, ==, expected[i].dimension);
      g_assert_cmpstr (entry->code, ==, expected[i].code);
      g_assert_cmpstr (entry->korean, ==, expected[i].korean);
      g_assert_cmpint (entry->tone, ==, expected[i].tone);
    }
}

static void
assert_sentence (GHashTable *seen,
                 const char *text)
{
  g_assert_nonnull (text);
  g_assert_true (g_ascii_isupper (text[0]));
  g_assert_true (g_str_has_suffix (text, "."));
  g_assert_null (strstr (text, "  "));

  if (!g_hash_table_add (seen, (gpointer) text))
    g_error ("Said twice: %s", text);
}

/* Texts are read out to callers: each is a whole sentence and said once only. */
static void
test_texts (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gsize n_entries;
  const CsStatusEntry *entries = cs_status_get_entries (&n_entries);

  for (gsize i = 0; i < n_entries; i++)
    {
      const char *word = cs_status_entry_get_word (&entries[i]);

      g_assert_cmpstr (word, ==, entries[i].word);
      g_assert_true (g_ascii_isupper (word[0]));
      g_assert_false (g_str_has_suffix (word, "."));
      g_assert_true (g_hash_table_add (words, g_strdup_printf ("%d %s",
                                                               entries[i].dimension, word)));

      assert_sentence (seen, cs_status_entry_get_meaning (&entries[i]));
      assert_sentence (seen, cs_status_entry_get_experience (&entries[i]));
      assert_sentence (seen, cs_status_entry_get_advice (&entries[i]));
    }
}

static void
test_find (void)
{
  static const char *const strangers[] = {
    "", " ", "30 ", " 30", "3a", "active", "Active", "SUSPENDED ", "00", "6", "600", "31\n",
  };

  for (CsStatusDimension dimension = 0; dimension < CS_N_STATUS_DIMENSIONS; dimension++)
    for (gsize i = 0; i < G_N_ELEMENTS (strangers); i++)
      g_assert_null (cs_status_find (dimension, strangers[i]));

  /* A code means something in its own dimension only. */
  g_assert_null (cs_status_find (CS_STATUS_LEDGER, "31"));
  g_assert_null (cs_status_find (CS_STATUS_BUSINESS, "90"));
  g_assert_null (cs_status_find (CS_STATUS_MOBILE, "INACTIVE"));
  g_assert_null (cs_status_find (CS_STATUS_AUTO_RELOAD, "SUSPENDED"));
  g_assert_true (cs_status_find (CS_STATUS_LEDGER, "60") !=
                 cs_status_find (CS_STATUS_BUSINESS, "60"));
}

static void
test_dimensions (void)
{
  static const char *const names[CS_N_STATUS_DIMENSIONS] = {
    "cardLifeStatus", "cardBizStatus", "mobileCardStatus", "physicalCardStatus",
    "accTransferStatus", "autoReloadStatus",
  };
  g_autoptr (GHashTable) titles = g_hash_table_new (g_str_hash, g_str_equal);

  for (CsStatusDimension dimension = 0; dimension < CS_N_STATUS_DIMENSIONS; dimension++)
    {
      CsCardField field = cs_status_dimension_get_field (dimension);

      g_assert_cmpstr (cs_card_field_get_name (field), ==, names[dimension]);
      g_assert_true (g_hash_table_add (titles,
                                       (gpointer) cs_status_dimension_get_title (dimension)));
    }
}

static void
test_get_code (void)
{
  g_autoptr (CsCardFields) fields = cs_card_fields_new ();
  char **codes[CS_N_STATUS_DIMENSIONS] = {
    [CS_STATUS_LEDGER] = &fields->card_life_status,
    [CS_STATUS_BUSINESS] = &fields->card_biz_status,
    [CS_STATUS_MOBILE] = &fields->mobile_card_status,
    [CS_STATUS_PHYSICAL] = &fields->physical_card_status,
    [CS_STATUS_TRANSFER] = &fields->acc_transfer_status,
    [CS_STATUS_AUTO_RELOAD] = &fields->auto_reload_status,
  };

  for (CsStatusDimension dimension = 0; dimension < CS_N_STATUS_DIMENSIONS; dimension++)
    {
      CsCardFieldSet bit = CS_CARD_FIELD_BIT (cs_status_dimension_get_field (dimension));

      *codes[dimension] = g_strdup_printf ("code %d", dimension);

      g_assert_null (cs_status_get_code (fields, dimension));
      fields->invalid |= bit;
      g_assert_null (cs_status_get_code (fields, dimension));
      fields->invalid &= ~bit;
      fields->present |= bit;
      g_assert_cmpstr (cs_status_get_code (fields, dimension), ==, *codes[dimension]);
    }
}

static void
test_raw_code (void)
{
  static const struct
  {
    const char *code;
    const char *shown;
  } cases[] = {
    { "B7", "B7" },
    { "", "" },
    { "정지됨", "정지됨" },
    { "1234567890ab", "1234567890ab" },
    { "1234567890abc", "1234567890a…" },
    { "a\nb", "a\\u000ab" },
    { "\u202eB7", "\\u202eB7" },
    { "\xff", "\\xff" },
    { "4111111111111111", "411111*****…" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *shown = cs_status_dup_raw_code (cases[i].code);

      g_assert_cmpstr (shown, ==, cases[i].shown);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/status/complete", test_complete);
  g_test_add_func ("/status/texts", test_texts);
  g_test_add_func ("/status/find", test_find);
  g_test_add_func ("/status/dimensions", test_dimensions);
  g_test_add_func ("/status/get-code", test_get_code);
  g_test_add_func ("/status/raw-code", test_raw_code);

  return g_test_run ();
}
