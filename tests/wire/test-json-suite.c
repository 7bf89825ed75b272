/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cs-json.h"
#include "cs-wire-error.h"

#include <string.h>

/* nst/JSONTestSuite, test_parsing: y_ must be accepted, n_ refused, i_ is ours to
 * decide. Nothing of it is copied here; it is read where the environment says.
 */

/* Valid by RFC 8259, refused by our policy. */
static const char *refused_by_policy[] = {
  "y_object_duplicated_key.json",             /* which of the two is meant? */
  "y_object_duplicated_key_and_value.json",
  "y_object_escaped_null_in_key.json",        /* C strings end there */
  "y_string_null_escape.json",
};

typedef struct
{
  const char *name;
  gboolean    accepted;
} Decision;

/* Numbers of any size pass, because the gate keeps their text and whoever reads one
 * decides. Bytes that are not UTF-8, a byte order mark, UTF-16 and lone surrogates
 * are refused: they stand for no text that could be kept. So is nesting beyond 32.
 */
static const Decision decisions[] = {
  { "i_number_double_huge_neg_exp.json", TRUE },
  { "i_number_huge_exp.json", TRUE },
  { "i_number_neg_int_huge_exp.json", TRUE },
  { "i_number_pos_double_huge_exp.json", TRUE },
  { "i_number_real_neg_overflow.json", TRUE },
  { "i_number_real_pos_overflow.json", TRUE },
  { "i_number_real_underflow.json", TRUE },
  { "i_number_too_big_neg_int.json", TRUE },
  { "i_number_too_big_pos_int.json", TRUE },
  { "i_number_very_big_negative_int.json", TRUE },
  { "i_object_key_lone_2nd_surrogate.json", FALSE },
  { "i_string_1st_surrogate_but_2nd_missing.json", FALSE },
  { "i_string_1st_valid_surrogate_2nd_invalid.json", FALSE },
  { "i_string_UTF-16LE_with_BOM.json", FALSE },
  { "i_string_UTF-8_invalid_sequence.json", FALSE },
  { "i_string_UTF8_surrogate_U+D800.json", FALSE },
  { "i_string_incomplete_surrogate_and_escape_valid.json", FALSE },
  { "i_string_incomplete_surrogate_pair.json", FALSE },
  { "i_string_incomplete_surrogates_escape_valid.json", FALSE },
  { "i_string_invalid_lonely_surrogate.json", FALSE },
  { "i_string_invalid_surrogate.json", FALSE },
  { "i_string_invalid_utf-8.json", FALSE },
  { "i_string_inverted_surrogates_U+1D11E.json", FALSE },
  { "i_string_iso_latin_1.json", FALSE },
  { "i_string_lone_second_surrogate.json", FALSE },
  { "i_string_lone_utf8_continuation_byte.json", FALSE },
  { "i_string_not_in_unicode_range.json", FALSE },
  { "i_string_overlong_sequence_2_bytes.json", FALSE },
  { "i_string_overlong_sequence_6_bytes.json", FALSE },
  { "i_string_overlong_sequence_6_bytes_null.json", FALSE },
  { "i_string_truncated-utf-8.json", FALSE },
  { "i_string_utf16BE_no_BOM.json", FALSE },
  { "i_string_utf16LE_no_BOM.json", FALSE },
  { "i_structure_500_nested_arrays.json", FALSE },
  { "i_structure_UTF-8_BOM_empty_object.json", FALSE },
};

G_STATIC_ASSERT (G_N_ELEMENTS (decisions) == 35);

static gboolean
is_expected (const char *name)
{
  if (name[0] == 'n')
    return FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (refused_by_policy); i++)
    if (g_str_equal (name, refused_by_policy[i]))
      return FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (decisions); i++)
    if (g_str_equal (name, decisions[i].name))
      return decisions[i].accepted;

  if (name[0] != 'y')
    g_error ("%s: not decided", name);

  return TRUE;
}

static gboolean
is_accepted (const char *directory,
             const char *name)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);
  g_autofree char *text = NULL;
  g_autofree char *copy = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CsJson) json = NULL;
  gsize length;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);

  /* Without the NUL that g_file_get_contents() adds. */
  copy = g_memdup2 (text, length);
  json = cs_json_parse (copy, length, CS_JSON_NETWORK_MAX, &error);

  if (json == NULL)
    g_assert_error (error, CS_WIRE_ERROR, CS_WIRE_ERROR_MALFORMED);

  return json != NULL;
}

static void
test_suite (void)
{
  g_autofree char *directory = NULL;
  g_autoptr (GDir) files = NULL;
  const char *shared = g_getenv ("CARDSYNC_SHARED");
  const char *name;
  guint n_accepted[128] = { 0 };
  guint n_refused[128] = { 0 };

  if (shared != NULL)
    directory = g_build_filename (shared, "vectors", "jsontestsuite", "test_parsing", NULL);

  if (directory != NULL)
    files = g_dir_open (directory, 0, NULL);

  if (files == NULL)
    {
      g_test_skip ("JSONTestSuite is not here: set CARDSYNC_SHARED");
      return;
    }

  while ((name = g_dir_read_name (files)) != NULL)
    {
      gboolean accepted = is_accepted (directory, name);

      if (accepted != is_expected (name))
        g_error ("%s was %s", name, accepted ? "accepted" : "refused");

      (accepted ? n_accepted : n_refused)[name[0] & 127]++;
    }

  g_assert_cmpuint (n_accepted['y'], ==, 91);
  g_assert_cmpuint (n_refused['y'], ==, 4);
  g_assert_cmpuint (n_accepted['n'], ==, 0);
  g_assert_cmpuint (n_refused['n'], ==, 188);
  g_assert_cmpuint (n_accepted['i'], ==, 10);
  g_assert_cmpuint (n_refused['i'], ==, 25);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/json/suite", test_suite);

  return g_test_run ();
}
