/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cs-json.h"
#include "cs-wire-error.h"

#include <string.h>
#include <time.h>

#include "cs-card-list.h"

/* What is linear takes four times as long for four times as much; what is quadratic,
 * sixteen times. Both runs are in one process, on its own clock, the best of a few:
 * a busy machine slows both.
 */
#define FACTOR    4
#define RATIO_MAX 9.0
#define N_RUNS    3

typedef void (*Work) (const char *text, gsize length);

static double
measure (Work        work,
         const char *text)
{
  gsize length = strlen (text);
  double best = G_MAXDOUBLE;

  for (guint i = 0; i < N_RUNS; i++)
    {
      clock_t start = clock ();

      work (text, length);
      best = MIN (best, (double) (clock () - start));
    }

  return MAX (best, 1.0);
}

static void
assert_linear (Work        work,
               const char *small,
               const char *large)
{
  double ratio = measure (work, large) / measure (work, small);

  g_test_message ("%d times the input: %.1f times the work", FACTOR, ratio);
  g_assert_cmpfloat (ratio, <, RATIO_MAX);
}

static void
accept (const char *text,
        gsize       length)
{
  g_autoptr (CsJson) json = cs_json_parse (text, length, CS_JSON_FILE_MAX, NULL);

  g_assert_nonnull (json);
}

static void
refuse (const char *text,
        gsize       length)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (cs_json_parse (text, length, CS_JSON_FILE_MAX, &error));
  g_assert_error (error, CS_WIRE_ERROR, CS_WIRE_ERROR_MALFORMED);
}

static void
decode (const char *text,
        gsize       length)
{
  g_autoptr (CsCardList) list = NULL;

  list = cs_card_list_decode ((const guint8 *) text, length, CS_JSON_FILE_MAX, NULL);
  g_assert_nonnull (list);
}

/* Members of one object, named so that nothing but their middle differs. */
static char *
make_object (guint       n_members,
             const char *format,
             const char *last)
{
  GString *text = g_string_new ("{");

  for (guint i = 0; i < n_members; i++)
    {
      g_autofree char *number = g_strdup_printf ("%08u", i);
      g_auto (GStrv) parts = g_strsplit (format, "#", 2);

      g_string_append_printf (text, "\"%s%s%s\":0,", parts[0], number, parts[1]);
    }

  g_string_append_printf (text, "\"%s\":0}", last);

  return g_string_free (text, FALSE);
}

static void
test_many_members (void)
{
  static const char *formats[] = { "#", "prefix#suffix", "\\u0061#\\u0062" };

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *small = make_object (10000, formats[i], "last");
      g_autofree char *large = make_object (10000 * FACTOR, formats[i], "last");

      assert_linear (accept, small, large);
    }
}

/* A hundred thousand: the last name is the first one again, or the first one spelt otherwise. */
static void
test_many_members_and_a_duplicate (void)
{
  static const char *lasts[] = { "00000000", "\\u00300000000" };

  for (gsize i = 0; i < G_N_ELEMENTS (lasts); i++)
    {
      g_autofree char *small = make_object (25000, "#", lasts[i]);
      g_autofree char *large = make_object (25000 * FACTOR, "#", lasts[i]);

      assert_linear (refuse, small, large);
    }
}

static char *
repeat (const char *start,
        const char *part,
        guint       n_parts,
        const char *end)
{
  GString *text = g_string_new (start);

  for (guint i = 0; i < n_parts; i++)
    g_string_append (text, part);

  g_string_append (text, end);

  return g_string_free (text, FALSE);
}

static void
test_many_values (void)
{
  static const char *parts[] = { "0,", "[],", "{},", "\"\",", "[[[[0]]]],", "{\"a\":{\"b\":[]}}," };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *small = repeat ("[", parts[i], 30000, "0]");
      g_autofree char *large = repeat ("[", parts[i], 30000 * FACTOR, "0]");

      assert_linear (accept, small, large);
    }
}

/* As many members as are compared one by one, all leaving the same mark. */
static void
test_names_that_collide (void)
{
  g_autoptr (GString) part = g_string_new ("{");
  g_autofree char *small = NULL;
  g_autofree char *large = NULL;

  for (guint i = 0; i < 60; i++)
    g_string_append_printf (part, "%s\"a%02uz%02ua\":0", i > 0 ? "," : "", i, i);

  g_string_append (part, "},");
  small = repeat ("[", part->str, 500, "0]");
  large = repeat ("[", part->str, 500 * FACTOR, "0]");
  assert_linear (accept, small, large);
}

static void
test_long_strings_and_numbers (void)
{
  static const char *parts[] = { "x", "\\n", "\\ud83d\\ude00", "\xea\xb0\x80" };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *small = repeat ("\"", parts[i], 100000, "\"");
      g_autofree char *large = repeat ("\"", parts[i], 100000 * FACTOR, "\"");

      assert_linear (accept, small, large);
    }
}

/* Four million brackets end at the 33rd: that is less work than to accept as much. */
static void
test_nesting_is_cheap (void)
{
  g_autofree char *bomb = repeat ("", "[", 4000000, "");
  g_autofree char *good = repeat ("[", "0,", 2000000, "0]");

  g_assert_cmpfloat (measure (refuse, bomb), <, measure (accept, good) / 2);
}

static void
read_amount (const char *text,
             gsize       length)
{
  g_autoptr (CsJson) json = cs_json_parse (text, length, CS_JSON_FILE_MAX, NULL);
  guint64 number;

  for (guint i = 0; i < 10000; i++)
    cs_json_value_get_uint64 (cs_json_get_root (json), G_MAXUINT64, &number);
}

/* An exponent is no number of steps. */
static void
test_exponents_are_cheap (void)
{
  static const char *bombs[] = { "0e999999999", "1e999999999", "1e-999999999", "0e-999999999" };
  double plain = measure (read_amount, "300000000000");

  for (gsize i = 0; i < G_N_ELEMENTS (bombs); i++)
    g_assert_cmpfloat (measure (read_amount, bombs[i]), <, plain * 20);
}

static void
test_ten_thousand_cards (void)
{
  static const char card[] =
    "{\"par\":\"Q10123456789ABCDEF012345678\",\"serviceName\":\"Card\",\"balance\":300000,"
    "\"mobileCardNo\":\"4111111111111111\",\"unknown\":{\"a\":[1,2,3]},\"isNamed\":true},";
  static const char head[] = "{\"response\":{\"code\":\"000_000\"},\"cardDataInfo\":[";
  g_autofree char *small = repeat (head, card, 2499, "{}]}");
  g_autofree char *large = repeat (head, card, 9999, "{}]}");

  assert_linear (decode, small, large);
}

/* One card of members that nobody knows. */
static void
test_unknown_members (void)
{
  static const char head[] = "{\"response\":{\"code\":\"000_000\"},\"cardDataInfo\":[";
  g_autofree char *few = make_object (10000, "#", "par");
  g_autofree char *many = make_object (10000 * FACTOR, "#", "par");
  g_autofree char *small = g_strconcat (head, few, "]}", NULL);
  g_autofree char *large = g_strconcat (head, many, "]}", NULL);

  assert_linear (decode, small, large);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/json-cost/many-members", test_many_members);
  g_test_add_func ("/json-cost/many-members-and-a-duplicate", test_many_members_and_a_duplicate);
  g_test_add_func ("/json-cost/many-values", test_many_values);
  g_test_add_func ("/json-cost/names-that-collide", test_names_that_collide);
  g_test_add_func ("/json-cost/long-strings-and-numbers", test_long_strings_and_numbers);
  g_test_add_func ("/json-cost/nesting-is-cheap", test_nesting_is_cheap);
  g_test_add_func ("/json-cost/exponents-are-cheap", test_exponents_are_cheap);
  g_test_add_func ("/json-cost/ten-thousand-cards", test_ten_thousand_cards);
  g_test_add_func ("/json-cost/unknown-members", test_unknown_members);

  return g_test_run ();
}
