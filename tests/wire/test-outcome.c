/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cs-outcome.h"
#include "cs-wire-error.h"

#include <string.h>

static void
decode (const char *text,
        CsOutcome  *out_outcome)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsJson) json = cs_json_parse (text, strlen (text), CS_JSON_NETWORK_MAX, &error);

  g_assert_no_error (error);
  g_assert_true (cs_outcome_decode (cs_json_get_root (json), out_outcome, &error));
  g_assert_no_error (error);
}

static void
test_success_is_one_code (void)
{
  static const char *others[] = { "000_001", "000_0000", "000", "0", "SUCCESS" };
  CsOutcome outcome = { 0 };

  g_assert_false (cs_outcome_is_success (&outcome));

  outcome.code = (char *) CS_CODE_SUCCESS;
  g_assert_true (cs_outcome_is_success (&outcome));

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      outcome.code = (char *) others[i];
      g_assert_false (cs_outcome_is_success (&outcome));
    }
}

static void
test_longest_code (void)
{
  g_auto (CsOutcome) outcome = { 0 };

  decode ("{\"response\":{\"code\":\"12345678901234567890123456789012\"}}", &outcome);
  g_assert_cmpuint (strlen (outcome.code), ==, 32);
  g_assert_cmpstr (outcome.description, ==, "");
}

/* Some services put a whole stack trace there. */
static void
test_long_description_is_cut (void)
{
  g_autofree char *words = g_strnfill (5000, 'x');
  g_autofree char *text = g_strdup_printf ("{\"response\":{\"description\":\"\\uac00%s\","
                                           "\"code\":\"000_500\"}}", words);
  g_auto (CsOutcome) outcome = { 0 };

  decode (text, &outcome);
  g_assert_cmpint (g_utf8_strlen (outcome.description, -1), ==, 1000);
  g_assert_true (g_str_has_prefix (outcome.description, "\xea\xb0\x80xxx"));
}

static void
test_card_number_in_description_is_masked (void)
{
  g_auto (CsOutcome) outcome = { 0 };

  decode ("{\"response\":{\"code\":\"000_002\","
          "\"description\":\"Invalid input parameter. 4111111111111111\"}}", &outcome);
  g_assert_null (strstr (outcome.description, "4111111111111111"));
  g_assert_nonnull (strstr (outcome.description, "1111"));
}

static void
test_parameters (void)
{
  g_auto (CsOutcome) outcome = { 0 };

  cs_outcome_set_missing (&outcome, "userId");
  g_assert_cmpstr (outcome.code, ==, CS_CODE_MISSING_PARAMETER);
  g_assert_cmpstr (outcome.description, ==, "Missing required values. userId");

  cs_outcome_set_invalid (&outcome, "userId");
  g_assert_cmpstr (outcome.code, ==, CS_CODE_INVALID_PARAMETER);
  g_assert_cmpstr (outcome.description, ==, "Invalid input parameter. userId");

  cs_outcome_set_invalid (&outcome, NULL);
  g_assert_cmpstr (outcome.description, ==, "Invalid input parameter.");
}

static void
test_round_trip (void)
{
  static const CsOutcome said = { (char *) "003_001", (char *) "Invalid \"card\"\n\xea\xb0\x80." };
  g_autoptr (CsBuffer) buffer = cs_buffer_new (1000);
  g_autofree char *text = NULL;
  g_auto (CsOutcome) heard = { 0 };
  CsJsonWriter writer;
  const guint8 *data;
  gsize length;

  cs_json_writer_init (&writer, buffer);
  cs_json_writer_begin_object (&writer, NULL);
  cs_outcome_encode (&said, &writer);
  cs_json_writer_end_object (&writer);
  g_assert_true (cs_json_writer_finish (&writer));

  data = cs_buffer_get_data (buffer, &length);
  text = g_strndup ((const char *) data, length);
  decode (text, &heard);
  g_assert_cmpstr (heard.code, ==, said.code);
  g_assert_cmpstr (heard.description, ==, said.description);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/outcome/success-is-one-code", test_success_is_one_code);
  g_test_add_func ("/outcome/longest-code", test_longest_code);
  g_test_add_func ("/outcome/long-description-is-cut", test_long_description_is_cut);
  g_test_add_func ("/outcome/card-number-in-description-is-masked",
                   test_card_number_in_description_is_masked);
  g_test_add_func ("/outcome/parameters", test_parameters);
  g_test_add_func ("/outcome/round-trip", test_round_trip);

  return g_test_run ();
}
