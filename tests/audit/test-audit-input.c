/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cs-audit-input.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "cs-audit-csv.h"
#include "cs-audit-error.h"
#include "cs-audit-rows.h"
#include "log-support.h"

typedef struct
{
  char         *folder;
  char         *path;
  CsAuditInput *input;
  GError       *error;
} Fixture;

static void
setup (Fixture       *fixture,
       gconstpointer  unused)
{
  fixture->folder = test_folder_new ();
  fixture->path = g_build_filename (fixture->folder, "members.csv", NULL);
}

static void
teardown (Fixture       *fixture,
          gconstpointer  unused)
{
  g_clear_error (&fixture->error);

  if (fixture->input != NULL)
    g_assert_finalize_object (fixture->input);

  g_free (fixture->path);
  test_folder_remove (fixture->folder);
}

static const CsAuditSurvey *
survey_bytes (Fixture    *fixture,
              const char *content,
              gssize      length,
              const char *column)
{
  g_assert_true (g_file_set_contents (fixture->path, content, length, NULL));
  g_clear_object (&fixture->input);
  g_clear_error (&fixture->error);
  fixture->input = cs_audit_input_open (fixture->path, &fixture->error);
  g_assert_no_error (fixture->error);
  cs_audit_input_set_column (fixture->input, column);

  if (!cs_audit_input_survey (fixture->input, NULL, &fixture->error))
    return NULL;

  return cs_audit_input_get_survey (fixture->input);
}

static const CsAuditSurvey *
survey (Fixture    *fixture,
        const char *content)
{
  const CsAuditSurvey *found = survey_bytes (fixture, content, -1, NULL);

  g_assert_no_error (fixture->error);

  return found;
}

/* Rows as text: a line number and an ID, a D before duplicates, an X for bad rows. */
static char *
dup_rows (Fixture *fixture)
{
  g_autoptr (CsAuditRows) rows = cs_audit_rows_new (fixture->input);
  GString *text = g_string_new (NULL);
  CsAuditRow row;
  guint64 n = 0;

  while (cs_audit_rows_next (rows, &row, &fixture->error))
    {
      g_assert_cmpuint (row.number, ==, ++n);
      g_string_append_printf (text, "%s%" G_GUINT64_FORMAT ":", n > 1 ? " " : "", row.line);

      if (row.kind == CS_AUDIT_ROW_BAD)
        g_string_append (text, "X");
      else
        g_string_append_printf (text, "%s%" G_GUINT64_FORMAT,
                                row.kind == CS_AUDIT_ROW_DUPLICATE ? "D" : "", row.member_id);
    }

  g_assert_no_error (fixture->error);

  return g_string_free (text, FALSE);
}

static void
test_rows (Fixture       *fixture,
           gconstpointer  unused)
{
  static const struct { const char *content; const char *rows; } samples[] = {
    { "12\n34\n", "1:12 2:34" },
    { "12\r\n34", "1:12 2:34" },
    { "\n\n12\n \t\n34\n", "3:12 5:34" },
    { "\xef\xbb\xbf" "12\n", "1:12" },
    { "userId\n12\n", "2:12" },
    { "12\n12\n34\n12\n", "1:12 2:D12 3:34 4:D12" },
    { "12\n0012\n-1\n1.0\n1e5\nabc\n0\n", "1:12 2:X 3:X 4:X 5:X 6:X 7:X" },
    { "4111111111111111\n4111111111111112\n411111111111111\n", "1:X 2:X 3:411111111111111" },
    { "9999999999999999999\n10000000000000000000\n", "1:9999999999999999999 2:X" },
    { " 12 \n１２３\n500 0010\n", "1:12 2:123 3:5000010" },
    { "a,userId\n\"x,y\",12\n\"p\"\"q\",34\n", "2:12 3:34" },
    { "name;member id\n\"two\nlines\";12\nx;34\n", "2:12 4:34" },
    { "a\tb\n1x\t12\n2x\t34\n", "2:12 3:34" },
    { "a,userId\nx,12\nx\nx,\"34\"\n", "2:12 3:X 4:34" },
    { "a,userId\n\"x,12\nx,34\n", "2:X 3:34" },
    { "회원 ID,이름\n12,x\n", "2:12" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autofree char *rows = NULL;

      survey (fixture, samples[i].content);
      rows = dup_rows (fixture);
      g_assert_cmpstr (rows, ==, samples[i].rows);
    }
}

static void
test_survey (Fixture       *fixture,
             gconstpointer  unused)
{
  const CsAuditSurvey *found =
    survey (fixture, "\xef\xbb\xbf" "note,Member ID\r\na,12\r\nb,12\r\n\r\nc,4111111111111111\r\n");

  g_assert_true (found->has_bom);
  g_assert_true (found->has_crlf);
  g_assert_true (found->has_heading);
  g_assert_cmpint (found->delimiter, ==, ',');
  g_assert_cmpuint (found->n_columns, ==, 2);
  g_assert_cmpuint (found->column, ==, 1);
  g_assert_cmpstr (found->headings[1], ==, "Member ID");
  g_assert_cmpuint (found->n_rows, ==, 3);
  g_assert_cmpuint (found->n_blank, ==, 1);
  g_assert_cmpuint (found->n_duplicates, ==, 1);
  g_assert_cmpuint (found->n_bad, ==, 1);
  g_assert_cmpuint (found->n_to_ask, ==, 1);
  g_assert_cmpuint (found->preview->len, ==, 3);
  g_assert_cmpstr (((GStrv) g_ptr_array_index (found->preview, 0))[1], ==, "12");

  /* What is shown of a card number is what may be shown. */
  g_assert_null (strstr (((GStrv) g_ptr_array_index (found->preview, 2))[1], "1111111"));
  g_assert_cmpuint (g_array_index (found->bad, CsAuditBadRow, 0).line, ==, 5);
  g_assert_cmpint (g_array_index (found->bad, CsAuditBadRow, 0).refusal, ==,
                   CS_REFUSAL_CHECK_DIGIT);
}

static void
test_sha256_is_of_the_file (Fixture       *fixture,
                            gconstpointer  unused)
{
  static const char content[] = "\xef\xbb\xbf" "12\r\nx\r\n";
  g_autofree char *wanted = g_compute_checksum_for_string (G_CHECKSUM_SHA256, content, -1);

  g_assert_cmpstr (survey (fixture, content)->sha256, ==, wanted);
}

static void
test_columns (Fixture       *fixture,
              gconstpointer  unused)
{
  static const char content[] = "first,second\n11,21\n12,22\n";

  g_assert_cmpuint (survey_bytes (fixture, content, -1, "second")->column, ==, 1);
  g_assert_cmpuint (survey_bytes (fixture, content, -1, "SECOND ")->column, ==, 1);
  g_assert_cmpuint (survey_bytes (fixture, content, -1, "2")->column, ==, 1);
  g_assert_cmpuint (survey_bytes (fixture, content, -1, NULL)->column, ==, 0);
  g_assert_null (survey_bytes (fixture, content, -1, "third"));
  g_assert_error (fixture->error, CS_AUDIT_ERROR, CS_AUDIT_ERROR_INPUT);
  g_assert_null (survey_bytes (fixture, content, -1, "3"));
  g_assert_null (survey_bytes (fixture, content, -1, "0"));

  /* A number that was pasted into the wrong place. */
  g_assert_null (survey_bytes (fixture, content, -1, "4111111111111111"));
  g_assert_null (strstr (fixture->error->message, "411111111"));
}

static void
test_unusable (Fixture       *fixture,
               gconstpointer  unused)
{
  g_assert_null (survey_bytes (fixture, "", 0, NULL));
  g_assert_error (fixture->error, CS_AUDIT_ERROR, CS_AUDIT_ERROR_INPUT);
  g_assert_null (survey_bytes (fixture, "\n\r\n", -1, NULL));
  g_assert_null (survey_bytes (fixture, "\xff\xfe" "1\0\n\0", 6, NULL));
  g_assert_error (fixture->error, CS_AUDIT_ERROR, CS_AUDIT_ERROR_INPUT);

  g_clear_error (&fixture->error);
  g_assert_null (cs_audit_input_open (fixture->folder, &fixture->error));
  g_assert_error (fixture->error, CS_AUDIT_ERROR, CS_AUDIT_ERROR_INPUT);
}

/* One that is longer than any row is one bad row, and costs no more memory. */
static void
test_endless_line (Fixture       *fixture,
                   gconstpointer  unused)
{
  g_autoptr (GString) content = g_string_new ("12\n");
  g_autofree char *rows = NULL;

  for (guint i = 0; i < 40000; i++)
    g_string_append (content, "9999999999");

  g_string_append (content, "\n34\n");
  g_assert_nonnull (survey_bytes (fixture, content->str, (gssize) content->len, NULL));
  rows = dup_rows (fixture);
  g_assert_cmpstr (rows, ==, "1:12 2:X 3:34");
}

/* More than one chunk of the sorter holds: 100,000 rows, each ID twice. */
static void
test_many_duplicates (Fixture       *fixture,
                      gconstpointer  unused)
{
  g_autoptr (GString) content = g_string_new (NULL);
  g_autoptr (CsAuditRows) rows = NULL;
  CsAuditRow row;

  for (guint i = 0; i < 100000; i++)
    g_string_append_printf (content, "%u\n", 1000000 + (i * 7919) % 50000);

  g_assert_cmpuint (survey (fixture, content->str)->n_duplicates, ==, 50000);
  rows = cs_audit_rows_new (fixture->input);

  while (cs_audit_rows_next (rows, &row, NULL))
    g_assert_cmpint (row.kind, ==, row.number <= 50000 ? CS_AUDIT_ROW_TO_ASK
                                                       : CS_AUDIT_ROW_DUPLICATE);
}

static CsAuditInput *
spool (const char  *text,
       const char  *path,
       GError     **error)
{
  CsAuditInput *input;
  int ends[2];

  g_assert_no_errno (pipe (ends));
  g_assert_cmpint (write (ends[1], text, strlen (text)), ==, strlen (text));
  g_assert_no_errno (close (ends[1]));
  input = cs_audit_input_spool (ends[0], path, error);
  g_assert_no_errno (close (ends[0]));

  return input;
}

static void
test_pipe (Fixture       *fixture,
           gconstpointer  unused)
{
  fixture->input = spool ("12\n12\n", NULL, &fixture->error);
  g_assert_no_error (fixture->error);
  g_assert_true (cs_audit_input_survey (fixture->input, NULL, &fixture->error));
  g_assert_cmpuint (cs_audit_input_get_survey (fixture->input)->n_duplicates, ==, 1);
}

/* What is kept of a pipe takes no name that something has. */
static void
test_pipe_kept (Fixture       *fixture,
                gconstpointer  unused)
{
  g_autofree char *folder = g_dir_make_tmp (NULL, &fixture->error);
  g_autofree char *path = g_build_filename (folder, "input", NULL);
  g_autofree char *kept = NULL;

  fixture->input = spool ("12\n", path, &fixture->error);
  g_assert_no_error (fixture->error);
  g_assert_null (spool ("34\n", path, &fixture->error));
  g_assert_error (fixture->error, CS_AUDIT_ERROR, CS_AUDIT_ERROR_FOLDER);
  g_assert_true (g_file_get_contents (path, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, "12\n");

  g_assert_no_errno (g_unlink (path));
  g_assert_no_errno (g_rmdir (folder));
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  unused)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GString) content = g_string_new (NULL);

  for (guint i = 1; i <= 5000; i++)
    g_string_append_printf (content, "%u\n", i);

  survey (fixture, content->str);
  g_cancellable_cancel (cancellable);
  g_assert_false (cs_audit_input_survey (fixture->input, cancellable, &fixture->error));
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_csv_written (void)
{
  static const struct { const char *text; const char *cell; } samples[] = {
    { "plain", "plain" }, { "", "" }, { "a,b", "\"a,b\"" }, { "say \"x\"", "\"say \"\"x\"\"\"" },
    { "=1+1", "'=1+1" }, { "+1", "'+1" }, { "-1", "'-1" }, { "@x", "'@x" }, { "＝1", "'＝1" },
    { "=\"a\"", "\"'=\"\"a\"\"\"" }, { "a=b", "a=b" }, { "a\tb\nc", "a\\u0009b\\u000ac" },
    { "\xe2\x80\xae" "abc", "\\u202eabc" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autoptr (GString) record = g_string_new (NULL);
      g_autofree char *wanted = g_strconcat ("7,", samples[i].cell, ",", NULL);

      cs_audit_csv_append_number (record, 7);
      cs_audit_csv_append_text (record, samples[i].text);
      cs_audit_csv_append_nothing (record);
      g_assert_cmpstr (record->str, ==, wanted);
    }
}

#define ADD(name, function) g_test_add (name, Fixture, NULL, setup, function, teardown)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/audit/input/rows", test_rows);
  ADD ("/audit/input/survey", test_survey);
  ADD ("/audit/input/sha256-is-of-the-file", test_sha256_is_of_the_file);
  ADD ("/audit/input/columns", test_columns);
  ADD ("/audit/input/unusable", test_unusable);
  ADD ("/audit/input/endless-line", test_endless_line);
  ADD ("/audit/input/many-duplicates", test_many_duplicates);
  ADD ("/audit/input/pipe", test_pipe);
  ADD ("/audit/input/pipe-kept", test_pipe_kept);
  ADD ("/audit/input/cancelled", test_cancelled);
  g_test_add_func ("/audit/csv/written", test_csv_written);

  return g_test_run ();
}
