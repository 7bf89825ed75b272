/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cs-failure.h"

#include <gio/gio.h>
#include <string.h>

#include "cs-access-log.h"
#include "cs-client-error.h"
#include "cs-lookup.h"
#include "cs-wire-error.h"

/* Follows every text from outside around; none of its digits may be seen whole. */
#define CANARY        "9491330000000768"
#define CANARY_MIDDLE "30000000"
#define NOW_US        (G_GINT64_CONSTANT (1795496602) * G_USEC_PER_SEC)

typedef struct
{
  const char      *domain;
  int              code;
  CsFailureFamily  family;
  int              exit_code;
} Row;

static GQuark
find_domain (const char *name)
{
  if (g_str_equal (name, "client"))
    return CS_CLIENT_ERROR;

  if (g_str_equal (name, "wire"))
    return CS_WIRE_ERROR;

  if (g_str_equal (name, "log"))
    return CS_LOG_ERROR;

  if (g_str_equal (name, "lookup"))
    return CS_LOOKUP_ERROR;

  if (g_str_equal (name, "io"))
    return G_IO_ERROR;

  if (g_str_equal (name, "file"))
    return G_FILE_ERROR;

  if (g_str_equal (name, "key-file"))
    return G_KEY_FILE_ERROR;

  g_assert_cmpstr (name, ==, "option");

  return G_OPTION_ERROR;
}

static const Row rows[] = {
  { "client", CS_CLIENT_ERROR_REFUSED, CS_FAMILY_REFUSED, 1 },
  { "client", CS_CLIENT_ERROR_UNREACHABLE, CS_FAMILY_UNREACHABLE, 3 },
  { "client", CS_CLIENT_ERROR_TIMED_OUT, CS_FAMILY_UNREACHABLE, 3 },
  { "client", CS_CLIENT_ERROR_TLS, CS_FAMILY_UNREACHABLE, 3 },
  { "client", CS_CLIENT_ERROR_IN_TROUBLE, CS_FAMILY_IN_TROUBLE, 3 },
  { "client", CS_CLIENT_ERROR_UNUSABLE, CS_FAMILY_UNUSABLE, 4 },
  { "client", CS_CLIENT_ERROR_PROFILE, CS_FAMILY_LOCAL, 5 },
  { "client", CS_CLIENT_ERROR_NO_PROFILE, CS_FAMILY_LOCAL, 5 },
  { "client", CS_CLIENT_ERROR_PASSPHRASE, CS_FAMILY_LOCAL, 5 },
  { "wire", CS_WIRE_ERROR_TOO_LARGE, CS_FAMILY_UNUSABLE, 4 },
  { "wire", CS_WIRE_ERROR_MALFORMED, CS_FAMILY_UNUSABLE, 4 },
  { "wire", CS_WIRE_ERROR_ENVELOPE, CS_FAMILY_UNUSABLE, 4 },
  { "wire", CS_WIRE_ERROR_NOT_ENCRYPTED, CS_FAMILY_UNUSABLE, 4 },
  { "wire", CS_WIRE_ERROR_UNVERIFIED, CS_FAMILY_UNUSABLE, 4 },
  { "wire", CS_WIRE_ERROR_KEY, CS_FAMILY_LOCAL, 5 },
  { "wire", CS_WIRE_ERROR_PASSPHRASE, CS_FAMILY_LOCAL, 5 },
  { "wire", CS_WIRE_ERROR_CREDENTIALS, CS_FAMILY_LOCAL, 5 },
  { "log", CS_LOG_ERROR_OPEN, CS_FAMILY_LOCAL, 5 },
  { "log", CS_LOG_ERROR_WRITE, CS_FAMILY_LOCAL, 5 },
  { "log", CS_LOG_ERROR_BUSY, CS_FAMILY_LOCAL, 5 },
  { "log", CS_LOG_ERROR_DAMAGED, CS_FAMILY_LOCAL, 5 },
  { "log", CS_LOG_ERROR_SEAL, CS_FAMILY_LOCAL, 5 },
  { "log", CS_LOG_ERROR_TOO_YOUNG, CS_FAMILY_LOCAL, 5 },
  { "lookup", CS_LOOKUP_ERROR_INPUT, CS_FAMILY_INPUT, 2 },
  { "lookup", CS_LOOKUP_ERROR_NEEDS_MEMBER_ID, CS_FAMILY_INPUT, 2 },
  { "lookup", CS_LOOKUP_ERROR_NOBODYS_CARD, CS_FAMILY_REFUSED, 1 },
  { "lookup", CS_LOOKUP_ERROR_SELECTED_CARD_MISSING, CS_FAMILY_REFUSED, 1 },
  { "lookup", CS_LOOKUP_ERROR_NEEDS_KEY, CS_FAMILY_INPUT, 2 },
  { "io", G_IO_ERROR_CANCELLED, CS_FAMILY_LOCAL, 5 },
  { "io", G_IO_ERROR_NOT_FOUND, CS_FAMILY_LOCAL, 5 },
  { "io", G_IO_ERROR_PERMISSION_DENIED, CS_FAMILY_LOCAL, 5 },
  { "io", G_IO_ERROR_NO_SPACE, CS_FAMILY_LOCAL, 5 },
  { "io", G_IO_ERROR_FAILED, CS_FAMILY_LOCAL, 5 },
  { "file", G_FILE_ERROR_NOENT, CS_FAMILY_LOCAL, 5 },
  { "file", G_FILE_ERROR_NOSPC, CS_FAMILY_LOCAL, 5 },
  { "key-file", G_KEY_FILE_ERROR_PARSE, CS_FAMILY_LOCAL, 5 },
  { "option", G_OPTION_ERROR_BAD_VALUE, CS_FAMILY_INPUT, 2 },
  { "client", 99, CS_FAMILY_LOCAL, 5 },
  { "wire", -1, CS_FAMILY_LOCAL, 5 },
};

static void
assert_sound_text (const char *text)
{
  g_assert_nonnull (text);
  g_assert_cmpuint (strlen (text), >, 3);
  g_assert_cmpint (g_utf8_strlen (text, -1), <=, 700);
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_null (strstr (text, CANARY_MIDDLE));
  g_assert_null (strchr (text, '\n'));
  g_assert_null (strchr (text, '\033'));
  g_assert_null (strstr (text, "%s"));
}

static void
assert_sound (const CsFailure *failure)
{
  assert_sound_text (failure->title);
  assert_sound_text (failure->cause);
  assert_sound_text (failure->next_step);
  g_assert_cmpint (g_utf8_strlen (failure->title, -1), <=, 40);
}

/* Every error, without a report and with one that is full of what must not be seen. */
static void
test_every_error (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error =
        g_error_new (find_domain (rows[i].domain), rows[i].code,
                     "Message with card " CANARY "\n\033[2J<b>and more</b>");
      g_autoptr (CsFailure) failure = cs_failure_new (error, NULL);
      g_autofree char *outcome = cs_failure_dup_outcome (error, NULL);

      g_test_message ("%s %d", rows[i].domain, rows[i].code);
      g_assert_cmpint (failure->family, ==, rows[i].family);
      g_assert_cmpint (cs_failure_get_exit_code (failure->family), ==, rows[i].exit_code);

      assert_sound (failure);
      g_assert_cmpuint (strspn (outcome, "abcdefghijklmnopqrstuvwxyz-"), ==, strlen (outcome));
    }
}

static void
test_no_message (void)
{
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "");
  g_autoptr (CsFailure) failure = cs_failure_new (error, NULL);

  g_assert_cmpstr (failure->cause, ==, "No reason is known.");
}

static CsCallReport *
new_report (guint       http_status,
            const char *code,
            const char *description)
{
  CsCallReport *report = cs_call_report_new ();

  report->http_status = http_status;
  report->code = g_strdup (code);
  report->description = g_strdup (description);
  report->started_us = NOW_US;
  report->n_attempts = 1;

  return report;
}

typedef struct
{
  guint            http_status;
  CsClientError    code;
  const char      *business_code;
  CsFailureFamily  family;
} StatusRow;

/* The status decides first. */
static const StatusRow status_rows[] = {
  { 200, CS_CLIENT_ERROR_REFUSED, "009_001", CS_FAMILY_REFUSED },
  { 400, CS_CLIENT_ERROR_REFUSED, "001_006", CS_FAMILY_REFUSED },
  { 403, CS_CLIENT_ERROR_REFUSED, "009_001", CS_FAMILY_REFUSED },
  { 429, CS_CLIENT_ERROR_REFUSED, "009_001", CS_FAMILY_IN_TROUBLE },
  { 500, CS_CLIENT_ERROR_REFUSED, "009_001", CS_FAMILY_IN_TROUBLE },
  { 503, CS_CLIENT_ERROR_IN_TROUBLE, NULL, CS_FAMILY_IN_TROUBLE },
  { 599, CS_CLIENT_ERROR_UNUSABLE, NULL, CS_FAMILY_IN_TROUBLE },
  { 302, CS_CLIENT_ERROR_UNUSABLE, NULL, CS_FAMILY_UNUSABLE },
  { 301, CS_CLIENT_ERROR_REFUSED, "001_006", CS_FAMILY_UNUSABLE },
  { 404, CS_CLIENT_ERROR_UNUSABLE, NULL, CS_FAMILY_UNUSABLE },
  { 200, CS_CLIENT_ERROR_UNUSABLE, NULL, CS_FAMILY_UNUSABLE },
  { 0, CS_CLIENT_ERROR_UNREACHABLE, NULL, CS_FAMILY_UNREACHABLE },
  { 503, CS_CLIENT_ERROR_TIMED_OUT, NULL, CS_FAMILY_UNREACHABLE },
  { 500, CS_CLIENT_ERROR_PROFILE, NULL, CS_FAMILY_LOCAL },
};

static void
test_status_decides (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (status_rows); i++)
    {
      g_autoptr (CsCallReport) report =
        new_report (status_rows[i].http_status, status_rows[i].business_code, "Words " CANARY);
      g_autoptr (GError) error =
        g_error_new_literal (CS_CLIENT_ERROR, (int) status_rows[i].code, "Some reason " CANARY);
      g_autoptr (CsFailure) failure = cs_failure_new (error, report);

      g_test_message ("%u", status_rows[i].http_status);
      g_assert_cmpint (failure->family, ==, status_rows[i].family);
      g_assert_cmpint (cs_failure_classify (error, report), ==, failure->family);
      assert_sound (failure);
    }
}

/* A log that fails is the trouble of this computer, whatever the service said. */
static void
test_status_of_other_errors (void)
{
  g_autoptr (CsCallReport) report = new_report (503, NULL, NULL);
  g_autoptr (GError) log_error = g_error_new_literal (CS_LOG_ERROR, CS_LOG_ERROR_WRITE, "full");
  g_autoptr (GError) wire_error =
    g_error_new_literal (CS_WIRE_ERROR, CS_WIRE_ERROR_MALFORMED, "no JSON");
  g_autoptr (GError) key_error = g_error_new_literal (CS_WIRE_ERROR, CS_WIRE_ERROR_KEY, "no key");

  g_assert_cmpint (cs_failure_classify (log_error, report), ==, CS_FAMILY_LOCAL);
  g_assert_cmpint (cs_failure_classify (wire_error, report), ==, CS_FAMILY_IN_TROUBLE);
  g_assert_cmpint (cs_failure_classify (key_error, report), ==, CS_FAMILY_LOCAL);
}

static CsFailure *
new_refusal (guint       http_status,
             const char *code,
             const char *description,
             gint64      skew_us)
{
  g_autoptr (CsCallReport) report = new_report (http_status, code, description);
  g_autoptr (GError) error =
    g_error_new_literal (CS_CLIENT_ERROR, CS_CLIENT_ERROR_REFUSED, "The service said no");

  report->server_time_us = skew_us == 0 ? 0 : NOW_US + skew_us;

  return cs_failure_new (error, report);
}

typedef struct
{
  const char *code;
  const char *description;
  const char *title;
  const char *cause;
  const char *next_step;
} CodeRow;

static const CodeRow code_rows[] = {
  { "000_002", "Invalid input parameter. userId", "Value not valid",
    "The service does not accept the value of userId.",
    "A member ID is 1 to 19 digits and does not start with 0." },
  { "000_002", "Invalid input parameter. userId.", "Value not valid",
    "The service does not accept the value of userId.",
    "A member ID is 1 to 19 digits and does not start with 0." },
  { "000_002", "Wrong. par", "Value not valid",
    "The service does not accept the value of par.",
    "A PAR is Q1 and 25 more characters, 0–9 and A–F." },
  { "000_002", "Invalid input parameter. cardNo", "Value not valid",
    "The service does not accept the value of cardNo.", "A card number has 16 digits." },
  { "000_002", "Invalid input parameter. X-KM-Tran-Time", "Value not valid",
    "The service does not accept the value of X-KM-Tran-Time.",
    "Check what was entered, then try again." },
  { "000_002", "Invalid input parameter.", "Value not valid",
    "The service does not accept a value that was sent.",
    "Check what was entered, then try again." },
  { "000_002", "Invalid input parameter. " CANARY, "Value not valid",
    "The service does not accept a value that was sent.",
    "Check what was entered, then try again." },
  { "000_002", "Invalid. two words", "Value not valid",
    "The service does not accept a value that was sent.", NULL },
  { "000_002", NULL, "Value not valid", NULL, NULL },
  { "000_003", "Missing required values. userId", "Value missing",
    "The service says that the value of userId is missing.", NULL },
  { "000_003", "", "Value missing", "The service says that a value is missing.", NULL },
  { "001_006", "Wallet user not found", "No such member",
    "The service knows no member with this ID: there never was one, or the membership was "
    "cancelled.", "Read the ID back to the caller, digit by digit." },
  { "001_006", "Wallet. userId", "No such member", NULL, NULL },
  { "009_123", "Something else.", "Refused by the service",
    "The service answered with code 009_123: Something else.", NULL },
  { "009_123", "", "Refused by the service",
    "The service answered with code 009_123 and no explanation.", NULL },
  { "009_123", "Card " CANARY " is\nodd\342\200\256", "Refused by the service",
    "The service answered with code 009_123: Card 949133******0768 is\\u000aodd\\u202e.", NULL },
  { "009_123", "No full stop", "Refused by the service",
    "The service answered with code 009_123: No full stop.", NULL },
  { "009_123", "\352\260\200\343\200\202", "Refused by the service",
    "The service answered with code 009_123: \352\260\200\343\200\202", NULL },
};

static void
test_codes (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (code_rows); i++)
    {
      g_autoptr (CsFailure) failure =
        new_refusal (400, code_rows[i].code, code_rows[i].description, 0);

      assert_sound (failure);
      g_assert_cmpint (failure->family, ==, CS_FAMILY_REFUSED);
      g_assert_cmpstr (failure->title, ==, code_rows[i].title);

      if (code_rows[i].cause != NULL)
        g_assert_cmpstr (failure->cause, ==, code_rows[i].cause);

      if (code_rows[i].next_step != NULL)
        g_assert_cmpstr (failure->next_step, ==, code_rows[i].next_step);
    }
}

static void
test_long_description (void)
{
  g_autofree char *description = g_strnfill (100000, 'x');
  g_autoptr (CsFailure) failure = new_refusal (400, "009_123", description, 0);

  assert_sound (failure);
}

/* F30: a signature may have been refused for its time alone. */
static void
test_clock (void)
{
  g_autoptr (CsFailure) on_time = new_refusal (401, "009_123", "no", 59 * G_USEC_PER_SEC);
  g_autoptr (CsFailure) late = new_refusal (401, "009_123", "no", 600 * G_USEC_PER_SEC);
  g_autoptr (CsFailure) early = new_refusal (400, "009_123", "no", -61 * G_USEC_PER_SEC);
  g_autoptr (CsFailure) known = new_refusal (400, "001_006", "no", 600 * G_USEC_PER_SEC);
  g_autoptr (CsFailure) no_date = new_refusal (401, "009_123", "no", 0);

  g_assert_null (strstr (on_time->next_step, "clock"));
  g_assert_nonnull (strstr (late->next_step, "clock is off by 10 minutes"));
  g_assert_nonnull (strstr (early->next_step, "clock is off by 1 minute "));
  g_assert_null (strstr (known->next_step, "clock"));
  g_assert_null (strstr (no_date->next_step, "clock"));
}

/* F22: keys that were replaced; no code, and the body may be anything. */
static void
test_credentials (void)
{
  g_autoptr (CsCallReport) report = new_report (403, NULL, NULL);
  g_autoptr (GError) error =
    g_error_new_literal (CS_CLIENT_ERROR, CS_CLIENT_ERROR_UNUSABLE, "The answer has no code");
  g_autoptr (CsFailure) failure = cs_failure_new (error, report);
  g_autoptr (CsFailure) late = NULL;

  g_assert_cmpint (failure->family, ==, CS_FAMILY_UNUSABLE);
  g_assert_cmpstr (failure->title, ==, "Credentials not accepted");
  g_assert_nonnull (strstr (failure->next_step, "keys were replaced"));

  report->server_time_us = NOW_US + 600 * G_USEC_PER_SEC;
  late = cs_failure_new (error, report);
  g_assert_nonnull (strstr (late->next_step, "clock"));
}

static void
test_retry_after (void)
{
  g_autoptr (CsCallReport) report = new_report (429, NULL, NULL);
  g_autoptr (GError) error =
    g_error_new_literal (CS_CLIENT_ERROR, CS_CLIENT_ERROR_IN_TROUBLE, "Later");
  g_autoptr (CsFailure) unknown = cs_failure_new (error, report);
  g_autoptr (CsFailure) one = NULL;
  g_autoptr (CsFailure) many = NULL;

  report->retry_after_s = 1;
  one = cs_failure_new (error, report);
  report->retry_after_s = 120;
  report->http_status = 503;
  many = cs_failure_new (error, report);

  g_assert_cmpstr (unknown->title, ==, "Too many requests");
  g_assert_cmpstr (unknown->next_step, ==, "Try again in a few minutes.");
  g_assert_cmpstr (one->next_step, ==, "Try again in 1 second.");
  g_assert_cmpstr (many->cause, ==, "The service is in trouble (HTTP 503).");
  g_assert_cmpstr (many->next_step, ==, "Try again in 120 seconds.");
}

/* The words in the log: they may be added to, never changed. */
static void
test_outcome (void)
{
  g_autoptr (CsCallReport) report = new_report (400, "001_006", "Wallet user not found");
  g_autoptr (CsCallReport) trouble = new_report (500, "009_999", "oops");
  g_autoptr (GError) refused = g_error_new_literal (CS_CLIENT_ERROR, CS_CLIENT_ERROR_REFUSED, "");
  g_autoptr (GError) nobody =
    g_error_new_literal (CS_LOOKUP_ERROR, CS_LOOKUP_ERROR_NOBODYS_CARD, "");
  g_autoptr (GError) cancelled = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "");
  g_autofree char *ok = cs_failure_dup_outcome (NULL, report);
  g_autofree char *with_code = cs_failure_dup_outcome (refused, report);
  g_autofree char *without_code = cs_failure_dup_outcome (refused, NULL);
  g_autofree char *in_trouble = cs_failure_dup_outcome (refused, trouble);
  g_autofree char *of_nobody = cs_failure_dup_outcome (nobody, report);
  g_autofree char *stopped = cs_failure_dup_outcome (cancelled, report);

  g_assert_cmpstr (ok, ==, "ok");
  g_assert_cmpstr (with_code, ==, "refused:001_006");
  g_assert_cmpstr (without_code, ==, "refused");
  g_assert_cmpstr (in_trouble, ==, "in-trouble");
  g_assert_cmpstr (of_nobody, ==, "refused");
  g_assert_cmpstr (stopped, ==, "cancelled");
  g_assert_cmpstr (cs_failure_get_word (CS_FAMILY_INPUT), ==, "input");
  g_assert_cmpstr (cs_failure_get_word (CS_FAMILY_UNREACHABLE), ==, "unreachable");
  g_assert_cmpstr (cs_failure_get_word (CS_FAMILY_UNUSABLE), ==, "unusable");
  g_assert_cmpstr (cs_failure_get_word (CS_FAMILY_LOCAL), ==, "local");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/failure/every-error", test_every_error);
  g_test_add_func ("/failure/no-message", test_no_message);
  g_test_add_func ("/failure/status-decides", test_status_decides);
  g_test_add_func ("/failure/status-of-other-errors", test_status_of_other_errors);
  g_test_add_func ("/failure/codes", test_codes);
  g_test_add_func ("/failure/long-description", test_long_description);
  g_test_add_func ("/failure/clock", test_clock);
  g_test_add_func ("/failure/credentials", test_credentials);
  g_test_add_func ("/failure/retry-after", test_retry_after);
  g_test_add_func ("/failure/outcome", test_outcome);

  return g_test_run ();
}
