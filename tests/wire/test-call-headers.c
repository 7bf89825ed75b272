/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cs-call-headers.h"

#include <string.h>

#include "cs-wire-error.h"

/* 2026-11-24T15:30:00.123Z: already the next day in Korea. */
#define NOW  G_GINT64_CONSTANT (1795534200123999)
#define BODY "{\"userId\":50000104652}"

/* printf BODY | openssl dgst -sha256 -hmac s3cret -binary | base64 */
#define MAC  "fWyZsrf7DqkbO0SW60oInOVsbMPCxJp96fiOfRyFwhM="

static CsCredentials *
make_credentials (const char *time_zone)
{
  g_autoptr (CsSecret) secret = cs_secret_new ("s3cret", 6);

  return cs_credentials_new ("000170000000000", "0a1b2c3-0123456789abcdef0123456789abcdef",
                             secret, time_zone);
}

static gboolean
sign (CsCallHeaders  *headers,
      const char     *time_zone,
      gint64          unix_us,
      GError        **error)
{
  g_autoptr (CsCredentials) credentials = make_credentials (time_zone);

  return cs_call_headers_sign (headers, credentials, unix_us, (const guint8 *) BODY,
                               strlen (BODY), error);
}

static gboolean
verify (const char *token,
        const char *key,
        const char *body)
{
  g_autoptr (CsSecret) secret = cs_secret_new (key, strlen (key));

  return cs_tran_token_verify (token, secret, (const guint8 *) body, strlen (body));
}

static void
test_kst (void)
{
  g_autoptr (GError) error = NULL;
  CsCallHeaders headers;

  g_assert_true (sign (&headers, "KST", NOW, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (headers.tran_time, ==, "20261125003000");
  g_assert_cmpstr (headers.tran_token, ==, "KMV1:20261125003000123:" MAC);
  g_assert_cmpuint (strlen (headers.tran_token), ==, 67);
  g_assert_true (g_str_has_prefix (headers.correlation_id, "261125003000-"));
  g_assert_true (cs_correlation_id_is_valid (headers.correlation_id));
}

static void
test_utc (void)
{
  CsCallHeaders headers;

  g_assert_true (sign (&headers, "UTC", NOW, NULL));
  g_assert_cmpstr (headers.tran_time, ==, "20261124153000");
  g_assert_cmpstr (headers.tran_token, ==, "KMV1:20261124153000123:" MAC);
  g_assert_true (g_str_has_prefix (headers.correlation_id, "261124153000-"));
}

/* The machine's zone has no say, least of all one with daylight saving. */
static void
test_machine_zone (void)
{
  if (g_test_subprocess ())
    {
      test_kst ();
      return;
    }

  g_setenv ("TZ", "America/New_York", TRUE);
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_unsetenv ("TZ");
  g_test_trap_assert_passed ();
}

static void
test_bounds (void)
{
  CsCallHeaders headers;

  g_assert_true (sign (&headers, "UTC", 0, NULL));
  g_assert_true (g_str_has_prefix (headers.tran_token, "KMV1:19700101000000000:"));
  g_assert_true (sign (&headers, "KST", G_GINT64_CONSTANT (253402214399999999), NULL));
  g_assert_cmpstr (headers.tran_time, ==, "99991231085959");
}

static void
test_unsignable (void)
{
  const gint64 times[] = { -1, G_MININT64, G_GINT64_CONSTANT (253402214400000000), G_MAXINT64 };

  for (gsize i = 0; i <= G_N_ELEMENTS (times); i++)
    {
      g_autoptr (GError) error = NULL;
      CsCallHeaders headers;

      if (i < G_N_ELEMENTS (times))
        g_assert_false (sign (&headers, "KST", times[i], &error));
      else
        g_assert_false (sign (&headers, "CET", NOW, &error));

      g_assert_error (error, CS_WIRE_ERROR, CS_WIRE_ERROR_CREDENTIALS);
    }
}

static void
test_correlation_differs (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < 100; i++)
    {
      CsCallHeaders headers;

      g_assert_true (sign (&headers, "KST", NOW, NULL));
      g_assert_true (g_hash_table_add (seen, g_strdup (headers.correlation_id)));
    }
}

static void
test_verify (void)
{
  CsCallHeaders headers;

  g_assert_true (sign (&headers, "KST", NOW, NULL));
  g_assert_true (verify (headers.tran_token, "s3cret", BODY));
  g_assert_false (verify (headers.tran_token, "s3creT", BODY));
  g_assert_false (verify (headers.tran_token, "s3cret", BODY " "));
  g_assert_false (verify (headers.tran_token, "s3cret", ""));
}

static void
test_verify_form (void)
{
  const char *good = "KMV1:20261125003000123:" MAC;

  g_assert_true (verify (good, "s3cret", BODY));

  /* Every character counts, but for the digits of the time, which is judged apart. */
  for (gsize i = 0; i < strlen (good); i++)
    {
      g_autofree char *bad = g_strdup (good);
      g_autofree char *cut = g_strndup (good, i);

      bad[i] = bad[i] == '~' ? '!' : '~';
      g_assert_false (verify (bad, "s3cret", BODY));
      g_assert_false (verify (cut, "s3cret", BODY));
    }

  g_assert_false (verify ("KMV1:20261125003000123:" MAC "=", "s3cret", BODY));
  g_assert_false (verify ("kmv1:20261125003000123:" MAC, "s3cret", BODY));
  g_assert_false (verify ("KMV2:20261125003000123:" MAC, "s3cret", BODY));
  g_assert_false (verify ("", "s3cret", BODY));
}

static void
test_correlation_form (void)
{
  g_assert_true (cs_correlation_id_is_valid ("261125003000-0a1b2c3"));
  g_assert_true (cs_correlation_id_is_valid ("261125003000-0A1B2C3"));
  g_assert_false (cs_correlation_id_is_valid (""));
  g_assert_false (cs_correlation_id_is_valid ("261125003000-0a1b2c"));
  g_assert_false (cs_correlation_id_is_valid ("261125003000-0a1b2c34"));
  g_assert_false (cs_correlation_id_is_valid ("261125003000-0a1b2cg"));
  g_assert_false (cs_correlation_id_is_valid ("261125003000_0a1b2c3"));
  g_assert_false (cs_correlation_id_is_valid ("26112500300a-0a1b2c3"));
  g_assert_false (cs_correlation_id_is_valid ("2611250030000-a1b2c3"));
}

static void
test_tran_time (void)
{
  static const char *const bad[] = {
    "", "2026112500300", "202611250030000", "20261325003000", "20260229003000", "20261125240000",
    "20261125006000", "20261125000060", "00000101000000", "2026112500300a", "-2026112500300",
  };
  gint64 unix_us = 0;

  g_assert_true (cs_tran_time_parse ("20261125003000", "KST", &unix_us));
  g_assert_cmpint (unix_us, ==, NOW / G_USEC_PER_SEC * G_USEC_PER_SEC);
  g_assert_true (cs_tran_time_parse ("20261124153000", "UTC", &unix_us));
  g_assert_cmpint (unix_us, ==, NOW / G_USEC_PER_SEC * G_USEC_PER_SEC);
  g_assert_true (cs_tran_time_parse ("20280229235959", "UTC", &unix_us));
  g_assert_false (cs_tran_time_parse ("20261124153000", "PST", &unix_us));

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_test_message ("%s", bad[i]);
      g_assert_false (cs_tran_time_parse (bad[i], "KST", &unix_us));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/call-headers/kst", test_kst);
  g_test_add_func ("/call-headers/utc", test_utc);
  g_test_add_func ("/call-headers/machine-zone", test_machine_zone);
  g_test_add_func ("/call-headers/bounds", test_bounds);
  g_test_add_func ("/call-headers/unsignable", test_unsignable);
  g_test_add_func ("/call-headers/correlation-differs", test_correlation_differs);
  g_test_add_func ("/call-headers/verify", test_verify);
  g_test_add_func ("/call-headers/verify-form", test_verify_form);
  g_test_add_func ("/call-headers/correlation-form", test_correlation_form);
  g_test_add_func ("/call-headers/tran-time", test_tran_time);

  return g_test_run ();
}
