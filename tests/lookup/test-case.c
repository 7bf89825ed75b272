/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cs-case.h"

#include "cs-lookup.h"

typedef struct
{
  const char *text;
  const char *kept;
  gboolean    is_valid;
} Case;

static const Case cases[] = {
  { NULL, NULL, TRUE },
  { "", NULL, TRUE },
  { "  \t ", NULL, TRUE },
  { "4711", "4711", TRUE },
  { " 4711 ", "4711", TRUE },
  { "사건 4711", "사건 4711", TRUE },
  { "line\nline", "line\\u000aline", FALSE },
  { "a\033[2Jb", "a\\u001b[2Jb", FALSE },
  { "a\342\200\256b", "a\\u202eb", FALSE },
  { "a\377b", "a\\xffb", FALSE },
  { "card 4111 1111 1111 1111", "card 4111 11** **** 1111", TRUE },
};

static void
test_reference (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CsCase) purpose = cs_case_new (cases[i].text, NULL);
      g_autoptr (GError) error = NULL;

      g_assert_cmpstr (purpose->reference, ==, cases[i].kept);
      g_assert_null (purpose->reason);
      g_assert_cmpint (cs_case_validate (cases[i].text, NULL, &error), ==, cases[i].is_valid);

      if (!cases[i].is_valid)
        g_assert_error (error, CS_LOOKUP_ERROR, CS_LOOKUP_ERROR_INPUT);
    }
}

static void
test_reason (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CsCase) purpose = cs_case_new (NULL, cases[i].text);

      g_assert_cmpstr (purpose->reason, ==, cases[i].kept);
      g_assert_null (purpose->reference);
      g_assert_cmpint (cs_case_validate ("4711", cases[i].text, NULL), ==, cases[i].is_valid);
    }
}

/* Bounds count characters, not bytes; what is too long is cut, not lost. */
static void
test_bounds (void)
{
  GString *text = g_string_new (NULL);
  g_autofree char *fits = NULL;
  g_autofree char *too_long = NULL;
  g_autoptr (CsCase) whole = NULL;
  g_autoptr (CsCase) cut = NULL;

  for (guint i = 0; i < CS_CASE_REFERENCE_MAX; i++)
    g_string_append (text, "건");

  too_long = g_strconcat (text->str, "건", NULL);
  fits = g_string_free (text, FALSE);
  whole = cs_case_new (fits, NULL);
  cut = cs_case_new (too_long, NULL);

  g_assert_true (cs_case_validate (fits, NULL, NULL));
  g_assert_true (cs_case_validate (NULL, too_long, NULL));
  g_assert_false (cs_case_validate (too_long, NULL, NULL));
  g_assert_cmpstr (whole->reference, ==, fits);
  g_assert_cmpint (g_utf8_strlen (cut->reference, -1), ==, CS_CASE_REFERENCE_MAX);
  g_assert_true (g_str_has_suffix (cut->reference, "…"));
}

static void
test_copy (void)
{
  g_autoptr (CsCase) purpose = cs_case_new ("4711", "refused payment");
  g_autoptr (CsCase) copy = cs_case_copy (purpose);

  g_clear_pointer (&purpose, cs_case_free);
  g_assert_cmpstr (copy->reference, ==, "4711");
  g_assert_cmpstr (copy->reason, ==, "refused payment");
}

static void
test_new_record (void)
{
  g_autoptr (CsCase) purpose = cs_case_new ("4711", "refused payment");
  g_autoptr (CsAccessRecord) record = cs_case_new_record (purpose, CS_ACTION_COPY, "mock", 42);
  g_autoptr (CsAccessRecord) bare = cs_case_new_record (NULL, CS_ACTION_PRINT, "mock", 42);

  g_assert_cmpint (record->action, ==, CS_ACTION_COPY);
  g_assert_cmpint (record->unix_us, ==, 42);
  g_assert_cmpstr (record->case_reference, ==, "4711");
  g_assert_cmpstr (record->reason, ==, "refused payment");
  g_assert_null (bare->case_reference);
  g_assert_null (bare->reason);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/case/reference", test_reference);
  g_test_add_func ("/case/reason", test_reason);
  g_test_add_func ("/case/bounds", test_bounds);
  g_test_add_func ("/case/copy", test_copy);
  g_test_add_func ("/case/new-record", test_new_record);

  return g_test_run ();
}
