/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cs-identify.h"

#include <string.h>

#include "cs-digits.h"

typedef struct
{
  const char     *text;
  CsIdentityKind  kind;
  CsRefusal       refusal;
  const char     *value;
} Case;

#define NOTHING(text)         { text, CS_IDENTITY_NOTHING, CS_REFUSAL_NONE, NULL }
#define MEMBER(text, value)   { text, CS_IDENTITY_MEMBER_ID, CS_REFUSAL_NONE, value }
#define CARD(text, value)     { text, CS_IDENTITY_CARD_NUMBER, CS_REFUSAL_NONE, value }
#define PAR(text, value)      { text, CS_IDENTITY_PAR, CS_REFUSAL_NONE, value }
#define REFUSED(text, reason) { text, CS_IDENTITY_REFUSED, CS_REFUSAL_ ## reason, NULL }

#define A_PAR "Q1ABCDEF0123456789ABCDEF012"
#define CANARY "9491330000000768"

static const Case cases[] = {
  /* nothing */
  NOTHING (""),
  NOTHING (" "),
  NOTHING ("\t\r\n "),
  NOTHING ("\302\240\343\200\200"),                      /* U+00A0 U+3000 */
  NOTHING ("\357\273\277"),                              /* U+FEFF */
  NOTHING ("\342\200\213\342\200\256"),                  /* U+200B U+202E */

  /* member IDs */
  MEMBER ("1", "1"),
  MEMBER ("9", "9"),
  MEMBER ("10", "10"),
  MEMBER ("50000104652", "50000104652"),
  MEMBER (" 50000104652 ", "50000104652"),
  MEMBER ("50000104652\n", "50000104652"),
  MEMBER ("\r\n50000104652\r\n", "50000104652"),
  MEMBER ("\t50000104652\t", "50000104652"),
  MEMBER ("\302\24050000104652\302\240", "50000104652"),
  MEMBER ("\343\200\20050000104652", "50000104652"),
  MEMBER ("\342\200\25050000104652\342\200\251", "50000104652"),
  MEMBER ("\302\20550000104652", "50000104652"),
  MEMBER ("\357\273\277" "50000104652", "50000104652"),     /* byte order mark */
  MEMBER ("\342\200\25250000104652\342\200\254", "50000104652"),
  MEMBER ("50000\342\200\213104652", "50000104652"),     /* zero-width space */
  MEMBER ("50000\302\255104652", "50000104652"),         /* soft hyphen */
  MEMBER ("50000 104652", "50000104652"),
  MEMBER ("500-001-046-52", "50000104652"),
  MEMBER ("500 - 001 - 046 - 52", "50000104652"),
  MEMBER ("5 0 0 0 0 1 0 4 6 5 2", "50000104652"),
  MEMBER ("50000\302\240104652", "50000104652"),         /* no-break space */
  MEMBER ("50000\342\200\257104652", "50000104652"),     /* narrow no-break space */
  MEMBER ("50000\343\200\200104652", "50000104652"),     /* ideographic space */
  MEMBER ("50000\342\200\220104652", "50000104652"),     /* U+2010 hyphen */
  MEMBER ("50000\342\200\221104652", "50000104652"),     /* U+2011 */
  MEMBER ("50000\342\200\222104652", "50000104652"),     /* U+2012 */
  MEMBER ("50000\342\200\223104652", "50000104652"),     /* U+2013 en dash */
  MEMBER ("50000\342\200\224104652", "50000104652"),     /* U+2014 em dash */
  MEMBER ("50000\342\200\225104652", "50000104652"),     /* U+2015 */
  MEMBER ("50000\342\210\222104652", "50000104652"),     /* U+2212 minus */
  MEMBER ("50000\357\274\215104652", "50000104652"),     /* U+FF0D */
  MEMBER ("５００００１０４６５２", "50000104652"),
  MEMBER ("　５００００　１０４６５２　", "50000104652"),
  MEMBER ("5００００-104652", "50000104652"),
  MEMBER ("123456789012345", "123456789012345"),
  MEMBER ("12345678901234567", "12345678901234567"),
  MEMBER ("9223372036854775807", "9223372036854775807"),
  MEMBER ("9223372036854775808", "9223372036854775808"),
  MEMBER ("9999999999999999999", "9999999999999999999"),
  MEMBER ("9999 9999 9999 9999 999", "9999999999999999999"),

  /* card numbers */
  CARD ("4111111111111111", "4111 11** **** 1111"),
  CARD (CANARY, "9491 33** **** 0768"),
  CARD (" " CANARY "\n", "9491 33** **** 0768"),
  CARD ("4111 1111 1111 1111", "4111 11** **** 1111"),
  CARD ("4111-1111-1111-1111", "4111 11** **** 1111"),
  CARD ("4111  1111--1111 - 1111", "4111 11** **** 1111"),
  CARD ("4111\342\200\2231111\342\200\2231111\342\200\2231111", "4111 11** **** 1111"),
  CARD ("4111\302\2401111\302\2401111\302\2401111", "4111 11** **** 1111"),
  CARD ("\357\274\224" "11111111111111１", "4111 11** **** 1111"),
  CARD ("４１１１－１１１１－１１１１－１１１１", "4111 11** **** 1111"),
  CARD ("5555555555554444", "5555 55** **** 4444"),

  /* PARs */
  PAR (A_PAR, A_PAR),
  PAR ("q1abcdef0123456789abcdef012", A_PAR),
  PAR (" Q1abcDEF0123456789ABCdef012\t", A_PAR),
  PAR ("Ｑ１ＡＢＣＤＥＦ0123456789ABCDEF012", A_PAR),
  PAR ("Q1ABCDEF0123 456789ABCDEF012", A_PAR),

  /* leading zeros */
  REFUSED ("00", LEADING_ZERO),
  REFUSED ("01012345678", LEADING_ZERO),
  REFUSED ("010-1234-5678", LEADING_ZERO),
  REFUSED ("010 1234 5678", LEADING_ZERO),
  REFUSED ("０１０－１２３４－５６７８", LEADING_ZERO),
  REFUSED ("050000104652", LEADING_ZERO),
  REFUSED ("0000000000000000", LEADING_ZERO),
  REFUSED ("0000000000000000000000000", LEADING_ZERO),

  /* decimals */
  REFUSED ("50000104652.0", DECIMAL),
  REFUSED ("50000104652.", DECIMAL),
  REFUSED (".5", DECIMAL),
  REFUSED ("50,000,104,652", DECIMAL),
  REFUSED ("50.000.104.652", DECIMAL),
  REFUSED ("50000104652,00", DECIMAL),
  REFUSED ("５００００１０４６５２．０", DECIMAL),
  REFUSED ("4111.1111.1111.1111", DECIMAL),
  REFUSED ("4111111111111111.0", DECIMAL),

  /* exponents */
  REFUSED ("5.0E+10", EXPONENT),
  REFUSED ("5.00001E+10", EXPONENT),
  REFUSED ("5,00001E+10", EXPONENT),
  REFUSED ("5e10", EXPONENT),
  REFUSED ("5E-3", EXPONENT),
  REFUSED ("-5E3", EXPONENT),
  REFUSED ("９.４９Ｅ＋１５", EXPONENT),

  /* signs */
  REFUSED ("-50000104652", SIGN),
  REFUSED ("- 50000104652", SIGN),
  REFUSED ("+50000104652", SIGN),
  REFUSED ("+82 10-1234-5678", SIGN),
  REFUSED ("\342\210\22250000104652", SIGN),
  REFUSED ("50000104652-", SIGN),
  REFUSED ("50000104652+", SIGN),
  REFUSED ("-4111111111111111", SIGN),

  /* letters and other characters */
  REFUSED ("kim", LETTERS),
  REFUSED ("회원 50000104652", LETTERS),
  REFUSED ("50000104652번", LETTERS),
  REFUSED ("#50000104652", LETTERS),
  REFUSED ("'50000104652", LETTERS),
  REFUSED ("\"50000104652\"", LETTERS),
  REFUSED ("50000104652;", LETTERS),
  REFUSED ("5000010465O", LETTERS),
  REFUSED ("5e", LETTERS),
  REFUSED ("e10", LETTERS),
  REFUSED ("5e1.5", LETTERS),
  REFUSED ("-", LETTERS),
  REFUSED (".", LETTERS),
  REFUSED ("0x1F", LETTERS),
  REFUSED ("02/1234/5678", LETTERS),
  REFUSED ("(02) 123 4567", LETTERS),
  REFUSED ("Q2ABCDEF0123456789ABCDEF012", LETTERS),
  REFUSED ("ABCDEF0123456789ABCDEF01234", LETTERS),
  REFUSED ("\331\241\331\242\331\243", LETTERS),         /* Arabic-Indic digits */
  REFUSED ("\302\262\302\263", LETTERS),                 /* superscripts */
  REFUSED ("\342\221\240", LETTERS),                     /* circled digit one */
  REFUSED ("\377\376" "5", LETTERS),
  REFUSED ("50000104652\340\244", LETTERS),
  REFUSED ("4111111111111111 VISA", LETTERS),
  REFUSED ("<50000104652>", LETTERS),
  REFUSED ("1 OR 1=1", LETTERS),
  REFUSED ("5\0335", LETTERS),

  /* too long */
  REFUSED ("10000000000000000000", TOO_LONG),
  REFUSED ("99999999999999999999", TOO_LONG),
  REFUSED ("18446744073709551617", TOO_LONG),
  REFUSED ("4111111111111111 4111111111111111", TOO_LONG),

  /* out of range */
  REFUSED ("0", OUT_OF_RANGE),
  REFUSED ("０", OUT_OF_RANGE),

  /* wrong check digit */
  REFUSED ("4111111111111112", CHECK_DIGIT),
  REFUSED ("4111 1111 1111 1112", CHECK_DIGIT),
  REFUSED ("9491330000000769", CHECK_DIGIT),
  REFUSED ("1234567890123456", CHECK_DIGIT),
  REFUSED ("9999999999999999", CHECK_DIGIT),
  REFUSED ("５０００010465200001", CHECK_DIGIT),

  /* PARs that are none */
  REFUSED ("Q1", PAR_MALFORMED),
  REFUSED ("q1", PAR_MALFORMED),
  REFUSED ("Q1ABCDEF0123456789ABCDEF01", PAR_MALFORMED),
  REFUSED ("Q1ABCDEF0123456789ABCDEF0123", PAR_MALFORMED),
  REFUSED ("Q1GBCDEF0123456789ABCDEF012", PAR_MALFORMED),
  REFUSED ("Q1-ABCDEF0123456789ABCDEF012", PAR_MALFORMED),
  REFUSED ("Q1ABCDEF 0123456789ABCDEF012", PAR_MALFORMED),
  REFUSED ("Q1" CANARY, PAR_MALFORMED),

  /* masked already */
  REFUSED ("9491 33** **** 0768", MASKED),
  REFUSED ("949133******0768", MASKED),
  REFUSED ("949133＊＊＊＊＊＊0768", MASKED),
  REFUSED ("···· 0768", MASKED),
  REFUSED ("•••• 0768", MASKED),
  REFUSED ("●●●● 0768", MASKED),
  REFUSED ("○○○○ 0768", MASKED),
  REFUSED ("9491…0768", MASKED),
  REFUSED ("XXXX-XXXX-XXXX-0768", MASKED),
  REFUSED ("949133xxxxxx0768", MASKED),
  REFUSED ("5000*", MASKED),

  /* several */
  REFUSED ("50000104652\n50000104653", SEVERAL),
  REFUSED ("50000104652\r\n50000104653\r\n", SEVERAL),
  REFUSED ("50000104652\t김", SEVERAL),
  REFUSED ("12345\t67890", SEVERAL),
  REFUSED ("4111\n1111\n1111\n1111", SEVERAL),
  REFUSED ("5\342\200\250" "5", SEVERAL),
};

static void
assert_identity (const CsIdentity *identity,
                 const Case       *expected)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GUINT64_FORMAT, identity->member_id);

  g_assert_cmpint (identity->kind, ==, expected->kind);
  g_assert_cmpint (identity->refusal, ==, expected->refusal);
  g_assert_cmpint (identity->card_no != NULL, ==, expected->kind == CS_IDENTITY_CARD_NUMBER);
  g_assert_cmpint (identity->par != NULL, ==, expected->kind == CS_IDENTITY_PAR);

  if (expected->kind == CS_IDENTITY_MEMBER_ID)
    g_assert_cmpstr (digits, ==, expected->value);
  else
    g_assert_cmpuint (identity->member_id, ==, 0);

  if (expected->kind == CS_IDENTITY_CARD_NUMBER)
    g_assert_cmpstr (identity->number.masked, ==, expected->value);

  if (expected->kind == CS_IDENTITY_PAR)
    g_assert_cmpstr (identity->par, ==, expected->value);
}

static void
test_table (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CsIdentity) identity = cs_identify (cases[i].text, -1, CS_OVERRIDE_NONE);

      g_test_message ("%" G_GSIZE_FORMAT, i);
      assert_identity (identity, &cases[i]);
    }
}

/* The length counts, not a terminator. */
static void
test_bounds (void)
{
  g_autofree char *longest = g_strnfill (CS_IDENTIFY_TEXT_MAX, ' ');
  g_autofree char *too_long = g_strnfill (CS_IDENTIFY_TEXT_MAX + 1, ' ');
  g_autoptr (CsIdentity) part = cs_identify ("500001046529", 11, CS_OVERRIDE_NONE);
  g_autoptr (CsIdentity) none = cs_identify ("50000104652", 0, CS_OVERRIDE_NONE);
  g_autoptr (CsIdentity) with_nul = cs_identify ("5\0005", 3, CS_OVERRIDE_NONE);
  g_autoptr (CsIdentity) cut = cs_identify ("\357\274\225", 2, CS_OVERRIDE_NONE);
  g_autoptr (CsIdentity) at_most = NULL;
  g_autoptr (CsIdentity) beyond = NULL;

  memcpy (longest + 100, "50000104652", 11);
  memcpy (too_long + 100, "50000104652", 11);
  at_most = cs_identify (longest, -1, CS_OVERRIDE_NONE);
  beyond = cs_identify (too_long, -1, CS_OVERRIDE_NONE);

  g_assert_cmpuint (part->member_id, ==, 50000104652);
  g_assert_cmpint (none->kind, ==, CS_IDENTITY_NOTHING);
  g_assert_cmpint (with_nul->refusal, ==, CS_REFUSAL_LETTERS);
  g_assert_cmpint (cut->refusal, ==, CS_REFUSAL_LETTERS);
  g_assert_cmpuint (at_most->member_id, ==, 50000104652);
  g_assert_cmpint (beyond->refusal, ==, CS_REFUSAL_TOO_LONG);
}

static void
assert_override (const char     *text,
                 CsOverride      override,
                 CsIdentityKind  kind,
                 CsRefusal       refusal)
{
  g_autoptr (CsIdentity) identity = cs_identify (text, -1, override);

  g_assert_cmpint (identity->kind, ==, kind);
  g_assert_cmpint (identity->refusal, ==, refusal);
}

static void
test_override (void)
{
  const CsOverride member = CS_OVERRIDE_MEMBER_ID, card = CS_OVERRIDE_CARD_NUMBER;
  const CsIdentityKind is_member = CS_IDENTITY_MEMBER_ID, is_refused = CS_IDENTITY_REFUSED;

  assert_override ("4111111111111111", member, is_member, CS_REFUSAL_NONE);
  assert_override ("4111111111111112", member, is_member, CS_REFUSAL_NONE);
  assert_override ("50000104652", member, is_member, CS_REFUSAL_NONE);
  assert_override ("0", member, is_refused, CS_REFUSAL_OUT_OF_RANGE);
  assert_override ("01012345678", member, is_refused, CS_REFUSAL_LEADING_ZERO);
  assert_override ("0111111111111111", member, is_refused, CS_REFUSAL_LEADING_ZERO);
  assert_override ("10000000000000000000", member, is_refused, CS_REFUSAL_TOO_LONG);
  assert_override (A_PAR, member, is_refused, CS_REFUSAL_LETTERS);
  assert_override ("", member, CS_IDENTITY_NOTHING, CS_REFUSAL_NONE);

  assert_override ("4111111111111111", card, CS_IDENTITY_CARD_NUMBER, CS_REFUSAL_NONE);
  assert_override ("4111111111111112", card, is_refused, CS_REFUSAL_CHECK_DIGIT);
  assert_override ("50000104652", card, is_refused, CS_REFUSAL_NO_CARD_NUMBER);
  assert_override ("12345678901234567", card, is_refused, CS_REFUSAL_NO_CARD_NUMBER);
  assert_override (A_PAR, card, is_refused, CS_REFUSAL_NO_CARD_NUMBER);
  assert_override ("9491 33** **** 0768", card, is_refused, CS_REFUSAL_MASKED);
}

/* The override is offered exactly where it would help. */
static void
test_may_override (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CsIdentity) plain = cs_identify (cases[i].text, -1, CS_OVERRIDE_NONE);
      g_autoptr (CsIdentity) forced = cs_identify (cases[i].text, -1, CS_OVERRIDE_MEMBER_ID);
      gboolean helps = plain->kind != CS_IDENTITY_MEMBER_ID &&
                       forced->kind == CS_IDENTITY_MEMBER_ID;

      g_assert_cmpint (plain->may_override, ==, helps);
      g_assert_false (forced->may_override);
    }
}

static void
test_new_member (void)
{
  static const guint64 good[] = { 1, 50000104652, 4111111111111112, CS_MEMBER_ID_MAX };
  static const guint64 bad[] = { 0, CS_MEMBER_ID_MAX + 1, G_MAXUINT64 };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (CsIdentity) identity = cs_identity_new_member (good[i]);

      g_assert_cmpint (identity->kind, ==, CS_IDENTITY_MEMBER_ID);
      g_assert_cmpuint (identity->member_id, ==, good[i]);
    }

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (CsIdentity) identity = cs_identity_new_member (bad[i]);

      g_assert_cmpint (identity->kind, ==, CS_IDENTITY_REFUSED);
      g_assert_cmpuint (identity->member_id, ==, 0);
    }
}

static void
test_copy (void)
{
  g_autoptr (CsIdentity) card = cs_identify (CANARY, -1, CS_OVERRIDE_NONE);
  g_autoptr (CsIdentity) card_copy = cs_identity_copy (card);
  g_autoptr (CsIdentity) par = cs_identify (A_PAR, -1, CS_OVERRIDE_NONE);
  g_autoptr (CsIdentity) par_copy = cs_identity_copy (par);

  g_clear_pointer (&card, cs_identity_free);
  g_clear_pointer (&par, cs_identity_free);
  g_assert_cmpstr (cs_secret_get_data (card_copy->card_no, NULL), ==, CANARY);
  g_assert_cmpstr (card_copy->number.last4, ==, "0768");
  g_assert_cmpstr (par_copy->par, ==, A_PAR);
}

typedef struct
{
  const char *text;
  CsOverride  override;
  const char *sentence;
} SentenceCase;

static const SentenceCase sentences[] = {
  { "", CS_OVERRIDE_NONE, "" },
  { "50000104652", CS_OVERRIDE_NONE, "Member ID 50000104652" },
  { CANARY, CS_OVERRIDE_NONE, "Card number ending 0768" },
  { CANARY, CS_OVERRIDE_MEMBER_ID, "Member ID 9491 33** **** 0768" },
  { "4111111111111112", CS_OVERRIDE_MEMBER_ID, "Member ID 4111 11** **** 1112" },
  { "4111111111111112", CS_OVERRIDE_NONE,
    "These sixteen digits, ending 1112, fail the check digit: most likely a mistyped card "
    "number." },
  { A_PAR, CS_OVERRIDE_NONE,
    "PAR ending F012: the service finds it only within a member, so the member ID is needed too." },
};

static void
test_sentence (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sentences); i++)
    {
      g_autoptr (CsIdentity) identity = cs_identify (sentences[i].text, -1, sentences[i].override);
      g_autofree char *sentence = cs_identity_dup_sentence (identity);

      g_assert_cmpstr (sentence, ==, sentences[i].sentence);
    }
}

static gsize
count_digits (const char *text)
{
  gsize n_digits = 0;

  for (; *text != '\0'; text++)
    n_digits += g_ascii_isdigit (*text) ? 1 : 0;

  return n_digits;
}

/* Every refusal has a sentence of its own, and it repeats nothing of the text. */
static void
test_refusals_have_sentences (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint seen_refusals = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CsIdentity) identity = cs_identify (cases[i].text, -1, CS_OVERRIDE_NONE);
      g_autofree char *sentence = cs_identity_dup_sentence (identity);

      if (identity->kind != CS_IDENTITY_REFUSED)
        continue;

      g_assert_cmpuint (strlen (sentence), >, 10);
      g_assert_cmpuint (count_digits (sentence), <=, 5);
      seen_refusals |= 1u << identity->refusal;

      if (identity->refusal != CS_REFUSAL_CHECK_DIGIT)
        g_hash_table_add (seen, g_steal_pointer (&sentence));
    }

  /* All but NONE, CHECK_DIGIT and NO_CARD_NUMBER occur here with fixed words. */
  g_assert_cmphex (seen_refusals, ==, (1u << CS_REFUSAL_NO_CARD_NUMBER) - 2);
  g_assert_cmpuint (g_hash_table_size (seen), ==, CS_REFUSAL_NO_CARD_NUMBER - 2);
}

/* A number as somebody might paste it: grouped, full-width, with odd spaces. */
static char *
dup_dressed (const char *digits)
{
  static const char *const separators[] = {
    " ", "-", "\302\240", "\342\200\223", "\357\274\215", "\343\200\200", "\342\200\213", " - ",
  };
  GString *dressed = g_string_new (g_test_rand_bit () ? " " : "");

  for (gsize i = 0; digits[i] != '\0'; i++)
    {
      if (i > 0 && g_test_rand_int_range (0, 4) == 0)
        g_string_append (dressed, separators[g_test_rand_int_range (0, G_N_ELEMENTS (separators))]);

      if (g_test_rand_int_range (0, 3) == 0)
        g_string_append_unichar (dressed, 0xff10 + (gunichar) (digits[i] - '0'));
      else
        g_string_append_c (dressed, digits[i]);
    }

  return g_string_free (dressed, FALSE);
}

static void
fill_digits (char  *digits,
             gsize  length)
{
  digits[0] = (char) g_test_rand_int_range ('1', '9' + 1);

  for (gsize i = 1; i < length; i++)
    digits[i] = (char) g_test_rand_int_range ('0', '9' + 1);

  digits[length] = '\0';
}

/* However 16 digits are dressed: never a member ID unless the operator says so, and
 * what is said of them never shows more than the first six and the last four.
 */
static void
test_sixteen_digits (void)
{
  for (guint round = 0; round < 20000; round++)
    {
      char digits[CS_PAN_LENGTH + 1];
      g_autofree char *text = NULL;
      g_autoptr (CsIdentity) identity = NULL;
      g_autoptr (CsIdentity) forced = NULL;
      g_autofree char *sentence = NULL;
      g_autofree char *forced_sentence = NULL;

      fill_digits (digits, CS_PAN_LENGTH);
      text = dup_dressed (digits);
      identity = cs_identify (text, -1, CS_OVERRIDE_NONE);
      forced = cs_identify (text, -1, CS_OVERRIDE_MEMBER_ID);
      sentence = cs_identity_dup_sentence (identity);
      forced_sentence = cs_identity_dup_sentence (forced);

      g_assert_cmpint (identity->kind, ==, cs_pan_is_valid (digits, CS_PAN_LENGTH)
                                             ? CS_IDENTITY_CARD_NUMBER : CS_IDENTITY_REFUSED);
      g_assert_cmpuint (identity->member_id, ==, 0);
      g_assert_true (identity->may_override);
      g_assert_cmpint (forced->kind, ==, CS_IDENTITY_MEMBER_ID);
      g_assert_cmpuint (forced->member_id, ==, g_ascii_strtoull (digits, NULL, 10));
      g_assert_cmpuint (count_digits (sentence), ==, 4);
      g_assert_cmpuint (count_digits (forced_sentence), ==, 10);
    }
}

/* Every other number of digits is a member ID, digit for digit. */
static void
test_other_lengths (void)
{
  for (guint round = 0; round < 20000; round++)
    {
      char digits[20];
      gsize length = (gsize) g_test_rand_int_range (1, 20);
      g_autofree char *text = NULL;
      g_autofree char *back = NULL;
      g_autoptr (CsIdentity) identity = NULL;

      if (length == CS_PAN_LENGTH)
        continue;

      fill_digits (digits, length);
      text = dup_dressed (digits);
      identity = cs_identify (text, -1, CS_OVERRIDE_NONE);
      back = g_strdup_printf ("%" G_GUINT64_FORMAT, identity->member_id);

      g_assert_cmpint (identity->kind, ==, CS_IDENTITY_MEMBER_ID);
      g_assert_cmpstr (back, ==, digits);
    }
}

/* Any bytes: an answer that is sound in itself. */
static void
test_any_bytes (void)
{
  static const char likely[] = "0123456789 -.+eEQ1*\n\t\302\240\357\274\221\342\200\223";

  for (guint round = 0; round < 50000; round++)
    {
      char bytes[40];
      gsize length = (gsize) g_test_rand_int_range (0, sizeof bytes + 1);
      g_autoptr (CsIdentity) identity = NULL;
      g_autofree char *sentence = NULL;

      for (gsize i = 0; i < length; i++)
        bytes[i] = g_test_rand_bit () ? (char) g_test_rand_int_range (0, 256)
                                      : likely[g_test_rand_int_range (0, sizeof likely)];

      identity = cs_identify (bytes, (gssize) length,
                              (CsOverride) g_test_rand_int_range (0, CS_OVERRIDE_CARD_NUMBER + 1));
      sentence = cs_identity_dup_sentence (identity);

      g_assert_true (g_utf8_validate (sentence, -1, NULL));
      g_assert_cmpint (identity->kind == CS_IDENTITY_REFUSED, ==,
                       identity->refusal != CS_REFUSAL_NONE);
      g_assert_cmpint (identity->kind == CS_IDENTITY_MEMBER_ID, ==, identity->member_id != 0);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/identify/table", test_table);
  g_test_add_func ("/identify/bounds", test_bounds);
  g_test_add_func ("/identify/override", test_override);
  g_test_add_func ("/identify/may-override", test_may_override);
  g_test_add_func ("/identify/new-member", test_new_member);
  g_test_add_func ("/identify/copy", test_copy);
  g_test_add_func ("/identify/sentence", test_sentence);
  g_test_add_func ("/identify/refusals-have-sentences", test_refusals_have_sentences);
  g_test_add_func ("/identify/sixteen-digits", test_sixteen_digits);
  g_test_add_func ("/identify/other-lengths", test_other_lengths);
  g_test_add_func ("/identify/any-bytes", test_any_bytes);

  return g_test_run ();
}
