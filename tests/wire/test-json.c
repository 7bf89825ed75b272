/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cs-json.h"
#include "cs-wire-error.h"

#include <string.h>

static CsJson *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  CsJson *json = cs_json_parse (text, strlen (text), CS_JSON_NETWORK_MAX, &error);

  g_assert_no_error (error);
  g_assert_nonnull (json);

  return json;
}

static void
assert_refused (const void *data,
                gsize       length)
{
  g_autoptr (GError) error = NULL;
  /* A copy of just the size, so that a sanitizer sees a read beyond the end. */
  g_autofree char *copy = g_memdup2 (data, length);

  if (cs_json_parse (copy, length, CS_JSON_NETWORK_MAX, &error) != NULL)
    g_error ("accepted: %.*s", (int) length, (const char *) data);

  g_assert_error (error, CS_WIRE_ERROR, CS_WIRE_ERROR_MALFORMED);
}

static void
test_values (void)
{
  g_autoptr (CsJson) json = parse (" { \"a\" : [ null , true,false,-1.5e+2,\"x\"], \"b\":{}} ");
  static const CsJsonType types[] = {
    CS_JSON_NULL, CS_JSON_TRUE, CS_JSON_FALSE, CS_JSON_NUMBER, CS_JSON_STRING,
  };
  static const char *raw[] = { "null", "true", "false", "-1.5e+2", "x" };
  CsJsonValue root = cs_json_get_root (json);
  CsJsonValue array, object, value;
  CsJsonIter iter;
  gsize length;
  guint n = 0;

  g_assert_cmpint (cs_json_value_get_type (root), ==, CS_JSON_OBJECT);
  g_assert_cmpuint (cs_json_value_get_size (root), ==, 2);
  g_assert_true (cs_json_object_get_member (root, "a", &array));
  g_assert_cmpint (cs_json_value_get_type (array), ==, CS_JSON_ARRAY);
  g_assert_cmpuint (cs_json_value_get_size (array), ==, 5);
  g_assert_true (cs_json_object_get_member (root, "b", &object));
  g_assert_cmpint (cs_json_value_get_type (object), ==, CS_JSON_OBJECT);
  g_assert_cmpuint (cs_json_value_get_size (object), ==, 0);
  g_assert_false (cs_json_object_get_member (root, "c", &value));
  g_assert_false (cs_json_object_get_member (array, "a", &value));

  for (iter = cs_json_iter (array); cs_json_iter_next (&iter, NULL, &value); n++)
    {
      const char *text = cs_json_value_get_raw (value, &length);

      g_assert_cmpint (cs_json_value_get_type (value), ==, types[n]);
      g_assert_cmpmem (text, length, raw[n], strlen (raw[n]));
      g_assert_cmpuint (cs_json_value_get_size (value), ==, 0);
    }

  g_assert_cmpuint (n, ==, 5);
  cs_json_value_get_raw (array, &length);
  g_assert_cmpuint (length, ==, 0);
}

static void
test_walk_skips_nested (void)
{
  g_autoptr (CsJson) json = parse ("{\"x\":[[1,[2]],{\"y\":{\"z\":[]}}],\"\":3,\"w\":{\"v\":4}}");
  static const char *names[] = { "x", "", "w" };
  CsJsonIter iter = cs_json_iter (cs_json_get_root (json));
  CsJsonValue name, value;
  guint n = 0;

  for (; cs_json_iter_next (&iter, &name, &value); n++)
    g_assert_true (cs_json_value_equals (name, names[n]));

  g_assert_cmpuint (n, ==, 3);
  g_assert_true (cs_json_object_get_member (value, "v", &value));
}

static void
test_scalar_roots (void)
{
  static const char *texts[] = { "null", " 0", "\"\"", "true\n", "-0", "1e999999999", "[]" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (CsJson) json = parse (texts[i]);

      g_assert_cmpuint (cs_json_value_get_size (cs_json_get_root (json)), ==, 0);
    }
}

static void
test_refused (void)
{
  static const char *texts[] = {
    "", " ", "{", "[", "[1", "[1,", "[1,]", "[,1]", "[1 2]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}",
    "{a:1}", "{'a':1}", "{1:1}", "{\"a\" 1}", "{\"a\":1 \"b\":2}", "{\"a\":1]", "[1}", "]", "}",
    "1 2", "[]x", "[] []", "nul", "nulL", "TRUE", "NaN", "Infinity", "-Infinity", "undefined",
    "01", "-", "-a", "+1", ".5", "1.", "1.e1", "1e", "1e+", "1e-", "0x1", "1_000", "--1", "-01",
    "\"", "\"a", "\"\\\"", "\"\\", "\"\\x\"", "\"\\u\"", "\"\\u12\"", "\"\\u123g\"", "\"\\U0041\"",
    "\"\\u0000\"", "\"\\ud800\"", "\"\\ud800x\"", "\"\\ud800\\n\"", "\"\\ud800\\ud800\"",
    "\"\\udc00\"", "\"\\udc00\\ud800\"", "\"\\udc00\\udc00\"", "\"\\ud800\\ue000\"",
    "\"\\ud800\\u\"", "\"\\ud800\\udc0\"", "\"\n\"", "\"\t\"",
    "\"\x1f\"", "\xef\xbb\xbf[]", "[\"\x80\"]", "[\"\xc0\x80\"]", "[\"\xc1\xbf\"]",
    "[\"\xe0\x9f\xbf\"]", "[\"\xed\xa0\x80\"]", "[\"\xed\xbf\xbf\"]", "[\"\xf0\x8f\xbf\xbf\"]",
    "[\"\xf4\x90\x80\x80\"]", "[\"\xf8\x88\x80\x80\x80\"]", "[\"\xff\"]", "[\"\xea\xb0\"]",
    "[\"\xea\"", "\"\xea\xb0", "[\xea\xb0\x80]", "/**/1", "[1]//", "\x0c[]", "[]\x0b", "\xc2\xa0[]",
    "{\"a\":1,\"a\":2}", "{\"\\u0061\":1,\"a\":2}", "{\"\\u0061\":1,\"b\":0,\"\\u0061\":2}",
    "{\"a\":1,\"\\u0061\":2}", "{\"\":1,\"\":1}", "{\"\\\"\":1,\"\\u0022\":1}",
    "{\"\xf0\x9f\x98\x80\":1,\"\\ud83d\\ude00\":1}", "[{\"b\":{\"a\":1,\"c\":0,\"a\":1}}]",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_refused (texts[i], strlen (texts[i]));

  assert_refused ("\0", 1);
  assert_refused ("[]\0", 3);
  assert_refused ("[\"a\0b\"]", 7);
  assert_refused ("\"\\\0\"", 4);
}

/* A message may reach a log: a place in it, but nothing of the document. */
static void
test_message_has_no_content (void)
{
  static const char text[] = "{\"mobileCardNo\":\"4111111111111111\x01\"}";
  g_autoptr (GError) error = NULL;

  g_assert_null (cs_json_parse (text, strlen (text), CS_JSON_NETWORK_MAX, &error));
  g_assert_error (error, CS_WIRE_ERROR, CS_WIRE_ERROR_MALFORMED);
  g_assert_nonnull (strstr (error->message, "byte 33"));
  g_assert_null (strstr (error->message, "4111"));
  g_assert_null (strstr (error->message, "mobile"));
}

static void
test_size_cap (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strnfill (CS_JSON_FILE_MAX + 1, ' ');
  g_autoptr (CsJson) json = NULL;

  text[0] = '0';
  g_assert_null (cs_json_parse ("[ ]", 3, 2, &error));
  g_assert_error (error, CS_WIRE_ERROR, CS_WIRE_ERROR_TOO_LARGE);
  g_clear_error (&error);

  /* The caller's bound may be any, the gate's own holds. */
  g_assert_null (cs_json_parse (text, CS_JSON_FILE_MAX + 1, G_MAXSIZE, &error));
  g_assert_error (error, CS_WIRE_ERROR, CS_WIRE_ERROR_TOO_LARGE);
  g_clear_error (&error);

  json = cs_json_parse (text, CS_JSON_FILE_MAX, CS_JSON_FILE_MAX, &error);
  g_assert_no_error (error);
  g_assert_nonnull (json);
}

static char *
nest (const char *open,
      const char *core,
      const char *close,
      guint       depth)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < depth; i++)
    g_string_append (text, open);

  g_string_append (text, core);

  for (guint i = 0; i < depth; i++)
    g_string_append (text, close);

  return g_string_free (text, FALSE);
}

static void
test_depth (void)
{
  g_autofree char *arrays = nest ("[", "", "]", CS_JSON_DEPTH_MAX);
  g_autofree char *objects = nest ("{\"a\":", "1", "}", CS_JSON_DEPTH_MAX);
  g_autofree char *arrays_over = nest ("[", "", "]", CS_JSON_DEPTH_MAX + 1);
  g_autofree char *objects_over = nest ("{\"a\":", "1", "}", CS_JSON_DEPTH_MAX + 1);
  g_autofree char *bomb = nest ("[", "", "", 1000000);
  g_autofree char *mixed_bomb = nest ("[{\"\":", "", "", 200000);

  cs_json_free (parse (arrays));
  cs_json_free (parse (objects));
  assert_refused (arrays_over, strlen (arrays_over));
  assert_refused (objects_over, strlen (objects_over));
  assert_refused (bomb, strlen (bomb));
  assert_refused (mixed_bomb, strlen (mixed_bomb));
}

/* Objects on both sides of the size from which names are sorted. */
static void
test_duplicates_of_any_size (void)
{
  static const guint sizes[] = { 2, 3, 63, 64, 65, 66, 200, 5000 };
  static const char *spellings[] = { "n0", "\\u006e0", "n\\u0030" };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GString) text = g_string_new ("{");

      for (guint member = 0; member < sizes[i]; member++)
        g_string_append_printf (text, "%s\"n%u\":[%u]", member > 0 ? "," : "", member, member);

      g_string_append (text, "}");
      cs_json_free (parse (text->str));

      for (gsize spelling = 0; spelling < G_N_ELEMENTS (spellings); spelling++)
        {
          g_autofree char *twice = g_strdup_printf ("%.*s,\"%s\":0}", (int) text->len - 1,
                                                    text->str, spellings[spelling]);

          assert_refused (twice, strlen (twice));
        }
    }
}

/* Names that differ in nothing but their spelling's length, their end or their middle. */
static void
test_similar_names_differ (void)
{
  cs_json_free (parse ("{\"a\":1,\"aa\":1,\"aaa\":1,\"A\":1,\"\":1,\"a\\u0062\":1,\"a\\\\u0062\":1,"
                       "\"b\":1,\"axb\":1,\"ayb\":1,\"\\n\":1,\"n\":1,\"\\u000b\":1}"));
}

static void
test_strings (void)
{
  g_autoptr (CsJson) json = parse ("[\"\",\"abc\",\"\\\"\\\\\\/\\b\\f\\n\\r\\t\","
                                   "\"\\u00e9\\uAC00\",\"\\ud83d\\uDE00!\","
                                   "\"\xea\xb0\x80\xf0\x9f\x98\x80\",\"\\u0001\","
                                   "\"\\uffff\\ue000\\ud7ff\"]");
  static const char *texts[] = {
    "", "abc", "\"\\/\b\f\n\r\t", "\xc3\xa9\xea\xb0\x80", "\xf0\x9f\x98\x80!",
    "\xea\xb0\x80\xf0\x9f\x98\x80", "\x01", "\xef\xbf\xbf\xee\x80\x80\xed\x9f\xbf",
  };
  CsJsonIter iter = cs_json_iter (cs_json_get_root (json));
  CsJsonValue value;
  guint n = 0;

  for (; cs_json_iter_next (&iter, NULL, &value); n++)
    {
      glong n_characters = g_utf8_strlen (texts[n], -1);
      g_autofree char *text = NULL;
      g_autofree char *longer = g_strconcat (texts[n], "x", NULL);
      g_autofree char *shorter = g_utf8_substring (texts[n], 0, MAX (n_characters, 1) - 1);
      char *untouched = (char *) "untouched";

      g_assert_true (cs_json_value_copy_string (value, (gsize) n_characters, &text));
      g_assert_cmpstr (text, ==, texts[n]);
      g_assert_true (cs_json_value_equals (value, texts[n]));
      g_assert_false (cs_json_value_equals (value, longer));
      g_assert_cmpint (cs_json_value_equals (value, shorter), ==, n_characters == 0);
      g_assert_false (cs_json_value_equals (value, "abd"));

      if (n_characters > 0)
        g_assert_false (cs_json_value_copy_string (value, (gsize) n_characters - 1,
                                                     &untouched));

      g_assert_cmpstr (untouched, ==, "untouched");
    }

  g_assert_cmpuint (n, ==, G_N_ELEMENTS (texts));
}

static void
test_no_string (void)
{
  g_autoptr (CsJson) json = parse ("[1,null,true,[],{}]");
  CsJsonIter iter = cs_json_iter (cs_json_get_root (json));
  CsJsonValue value;
  char *text = NULL;

  while (cs_json_iter_next (&iter, NULL, &value))
    {
      g_assert_false (cs_json_value_copy_string (value, 100, &text));
      g_assert_false (cs_json_value_equals (value, "1"));
    }

  g_assert_null (text);
}

typedef struct
{
  const char *text;
  gboolean    valid;
  guint64     number;
} Amount;

static const Amount amounts[] = {
  { "0", TRUE, 0 },
  { "7", TRUE, 7 },
  { "300000", TRUE, 300000 },
  { "3e5", TRUE, 300000 },
  { "3E+5", TRUE, 300000 },
  { "300000.0", TRUE, 300000 },
  { "300000.000000000000000000000000000000", TRUE, 300000 },
  { "1000e-3", TRUE, 1 },
  { "1.5e1", TRUE, 15 },
  { "0.003e3", TRUE, 3 },
  { "0.0", TRUE, 0 },
  { "0e999999999", TRUE, 0 },
  { "0e-999999999", TRUE, 0 },
  { "0.000e99999999999999999999999999", TRUE, 0 },
  { "1000000000000000000000000000000e-30", TRUE, 1 },
  { "\"300000\"", TRUE, 300000 },
  { "\"300000.00\"", TRUE, 300000 },
  { "\"3E+5\"", TRUE, 300000 },
  { "9999999999", TRUE, 9999999999 },
  { "9999999999999999999", TRUE, G_GUINT64_CONSTANT (9999999999999999999) },
  { "\"9999999999999999999\"", TRUE, G_GUINT64_CONSTANT (9999999999999999999) },
  { "9999999999999999999.0", TRUE, G_GUINT64_CONSTANT (9999999999999999999) },
  { "9007199254740993", TRUE, G_GUINT64_CONSTANT (9007199254740993) },
  { "9.007199254740993e15", TRUE, G_GUINT64_CONSTANT (9007199254740993) },
  { "9223372036854775808", TRUE, G_GUINT64_CONSTANT (9223372036854775808) },
  { "18446744073709551615", TRUE, G_MAXUINT64 },
  { "1844674407370955161500e-2", TRUE, G_MAXUINT64 },
  { "18446744073709551616", FALSE, 0 },
  { "99999999999999999999", FALSE, 0 },
  { "100000000000000000000", FALSE, 0 },
  { "1e20", FALSE, 0 },
  { "1e999999999", FALSE, 0 },
  { "1e99999999999999999999999999999999", FALSE, 0 },
  { "1e-999999999", FALSE, 0 },
  { "1.5", FALSE, 0 },
  { "0.1", FALSE, 0 },
  { "1e-1", FALSE, 0 },
  { "300000.000000000000000000000000000001", FALSE, 0 },
  { "-1", FALSE, 0 },
  { "-5", FALSE, 0 },
  { "-0", FALSE, 0 },
  { "-0.0", FALSE, 0 },
  { "\"\"", FALSE, 0 },
  { "\" 1\"", FALSE, 0 },
  { "\"1 \"", FALSE, 0 },
  { "\"+1\"", FALSE, 0 },
  { "\"-1\"", FALSE, 0 },
  { "\"01\"", FALSE, 0 },
  { "\"1,000\"", FALSE, 0 },
  { "\"0x10\"", FALSE, 0 },
  { "\"1e\"", FALSE, 0 },
  { "\".\"", FALSE, 0 },
  { "\"1.\"", FALSE, 0 },
  { "\"\\u0031\"", FALSE, 0 },
  { "\"\xef\xbc\x91\"", FALSE, 0 },
  { "\"NaN\"", FALSE, 0 },
  { "null", FALSE, 0 },
  { "true", FALSE, 0 },
  { "[1]", FALSE, 0 },
  { "{}", FALSE, 0 },
};

static void
test_amounts (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (amounts); i++)
    {
      g_autoptr (CsJson) json = parse (amounts[i].text);
      CsJsonValue value = cs_json_get_root (json);
      guint64 number = 4711;

      g_test_message ("%s", amounts[i].text);
      g_assert_cmpint (cs_json_value_get_uint64 (value, G_MAXUINT64, &number), ==,
                       amounts[i].valid);
      g_assert_cmpuint (number, ==, amounts[i].valid ? amounts[i].number : 4711);

      if (amounts[i].valid && amounts[i].number > 0)
        {
          g_assert_true (cs_json_value_get_uint64 (value, amounts[i].number, &number));
          g_assert_false (cs_json_value_get_uint64 (value, amounts[i].number - 1, &number));
        }
    }
}

/* A million digits and an exponent that takes them back. */
static void
test_long_amount (void)
{
  g_autofree char *zeros = g_strnfill (1000000, '0');
  g_autofree char *whole = g_strdup_printf ("12%se-1000000", zeros);
  g_autofree char *fraction = g_strdup_printf ("0.%s12e1000002", zeros);
  g_autofree char *broken = g_strdup_printf ("12%se-1000001", zeros);
  g_autoptr (CsJson) whole_json = parse (whole);
  g_autoptr (CsJson) fraction_json = parse (fraction);
  g_autoptr (CsJson) broken_json = parse (broken);
  guint64 number;

  g_assert_true (cs_json_value_get_uint64 (cs_json_get_root (whole_json), 100, &number));
  g_assert_cmpuint (number, ==, 12);
  g_assert_true (cs_json_value_get_uint64 (cs_json_get_root (fraction_json), 100, &number));
  g_assert_cmpuint (number, ==, 12);
  g_assert_false (cs_json_value_get_uint64 (cs_json_get_root (broken_json), 100, &number));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/json/values", test_values);
  g_test_add_func ("/json/walk-skips-nested", test_walk_skips_nested);
  g_test_add_func ("/json/scalar-roots", test_scalar_roots);
  g_test_add_func ("/json/refused", test_refused);
  g_test_add_func ("/json/message-has-no-content", test_message_has_no_content);
  g_test_add_func ("/json/size-cap", test_size_cap);
  g_test_add_func ("/json/depth", test_depth);
  g_test_add_func ("/json/duplicates-of-any-size", test_duplicates_of_any_size);
  g_test_add_func ("/json/similar-names-differ", test_similar_names_differ);
  g_test_add_func ("/json/strings", test_strings);
  g_test_add_func ("/json/no-string", test_no_string);
  g_test_add_func ("/json/amounts", test_amounts);
  g_test_add_func ("/json/long-amount", test_long_amount);

  return g_test_run ();
}
