/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cs-audit-journal.h"

#include <glib/gstdio.h>
#include <string.h>

#include "cs-audit-chart.h"
#include "cs-audit-error.h"
#include "cs-audit-manifest.h"
#include "cs-audit-meter.h"
#include "cs-audit-output.h"
#include "cs-audit-past.h"
#include "cs-audit-sort.h"
#include "cs-audit-state.h"
#include "cs-audit-totals-json.h"
#include "log-support.h"

typedef struct
{
  char   *folder;
  char   *path;       /* of the journal */
  GError *error;
} Fixture;

static void
setup (Fixture       *fixture,
       gconstpointer  unused)
{
  fixture->folder = test_folder_new ();
  fixture->path = g_build_filename (fixture->folder, "journal", NULL);
}

static void
teardown (Fixture       *fixture,
          gconstpointer  unused)
{
  g_clear_error (&fixture->error);
  g_free (fixture->path);
  test_folder_remove (fixture->folder);
}

static void
add (CsAuditJournal *journal,
     guint64         row,
     CsAuditOutcome  outcome,
     const char     *json)
{
  const CsAuditEntry entry = {
    .row = row, .line = row + 1, .member_id = 100 + row, .outcome = outcome,
    .tally = "v0:1 ", .tally_length = outcome == CS_AUDIT_ANSWERED ? 5 : 0,
    .findings = "", .json = json, .json_length = strlen (json),
  };

  cs_audit_journal_add (journal, &entry);
}

static gboolean
list_cb (const CsAuditEntry  *entry,
         guint64              offset,
         gpointer             user_data,
         GError             **error)
{
  g_string_append_printf (user_data, "%" G_GUINT64_FORMAT ":%s ", entry->row,
                          cs_audit_outcome_to_string (entry->outcome));

  return TRUE;
}

static char *
dup_entries (Fixture *fixture)
{
  g_autoptr (CsAuditJournal) journal = cs_audit_journal_open (fixture->folder, &fixture->error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (fixture->error);
  g_assert_true (cs_audit_journal_each (journal, list_cb, text, &fixture->error));

  return g_string_free (text, FALSE);
}

static void
write_journal (Fixture *fixture)
{
  g_autoptr (CsAuditJournal) journal = cs_audit_journal_create (fixture->folder, &fixture->error);

  g_assert_no_error (fixture->error);
  add (journal, 2, CS_AUDIT_ANSWERED, "{\"row\":2}");
  add (journal, 1, CS_AUDIT_FAILED, "{}");
  g_assert_true (cs_audit_journal_flush (journal, &fixture->error));
  g_assert_true (cs_audit_journal_sync (journal, &fixture->error));
  add (journal, 3, CS_AUDIT_ANSWERED, "{}");
}

/* What was not flushed when the program ended is not there. */
static void
test_journal (Fixture       *fixture,
              gconstpointer  unused)
{
  g_autofree char *entries = NULL;

  write_journal (fixture);
  entries = dup_entries (fixture);
  g_assert_cmpstr (entries, ==, "2:answered 1:failed ");
}

/* Cut anywhere, the journal has the lines that are whole, and goes on behind them. */
static void
test_torn_line (Fixture       *fixture,
                gconstpointer  unused)
{
  g_autofree char *content = NULL;
  gsize length;
  gsize first;

  write_journal (fixture);
  g_assert_true (g_file_get_contents (fixture->path, &content, &length, NULL));
  first = (gsize) (strchr (content, '\n') - content) + 1;

  for (gsize cut = first; cut < length; cut++)
    {
      g_autofree char *entries = NULL;
      g_autoptr (CsAuditJournal) journal = NULL;
      gboolean has_first = memchr (content + first, '\n', cut - first) != NULL;

      g_assert_true (g_file_set_contents (fixture->path, content, (gssize) cut, NULL));
      journal = cs_audit_journal_open (fixture->folder, &fixture->error);
      g_assert_no_error (fixture->error);
      add (journal, 9, CS_AUDIT_NOT_FOUND, "{}");
      g_assert_true (cs_audit_journal_flush (journal, &fixture->error));
      g_clear_pointer (&journal, cs_audit_journal_close);
      entries = dup_entries (fixture);
      g_assert_cmpstr (entries, ==, has_first ? "2:answered 9:not-found " : "9:not-found ");
    }
}

static void
test_damaged_journal (Fixture       *fixture,
                      gconstpointer  unused)
{
  static const char *const samples[] = {
    "x\t1\t1\tanswered\t\t\t{}\n", "1\t1\t1\tmaybe\t\t\t{}\n", "1\t1\n", "\n",
    "0\t1\t1\tanswered\t\t\t{}\n", "1\t1\t0\tanswered\t\t\t{}\n",
    "1\t1\t99999999999999999999\tanswered\t\t\t{}\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autofree char *content = g_strconcat ("cardsync-audit-journal 1\n", samples[i], NULL);
      g_autoptr (CsAuditJournal) journal = NULL;
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_set_contents (fixture->path, content, -1, NULL));
      journal = cs_audit_journal_open (fixture->folder, &error);
      g_assert_no_error (error);
      g_assert_false (cs_audit_journal_each (journal, list_cb, text, &error));
      g_assert_error (error, CS_AUDIT_ERROR, CS_AUDIT_ERROR_DAMAGED);
    }

  g_assert_true (g_file_set_contents (fixture->path, "something else\n", -1, NULL));
  g_assert_null (cs_audit_journal_open (fixture->folder, &fixture->error));
  g_assert_error (fixture->error, CS_AUDIT_ERROR, CS_AUDIT_ERROR_DAMAGED);
}

static void
test_journal_is_one_runs (Fixture       *fixture,
                          gconstpointer  unused)
{
  g_autoptr (CsAuditJournal) journal = cs_audit_journal_create (fixture->folder, NULL);
  g_autoptr (CsAuditJournal) peeked = NULL;

  g_assert_nonnull (journal);
  g_assert_null (cs_audit_journal_create (fixture->folder, &fixture->error));
  g_assert_error (fixture->error, CS_AUDIT_ERROR, CS_AUDIT_ERROR_FOLDER);
  g_clear_error (&fixture->error);
  g_assert_null (cs_audit_journal_open (fixture->folder, &fixture->error));
  g_assert_error (fixture->error, CS_AUDIT_ERROR, CS_AUDIT_ERROR_FOLDER);
  g_clear_error (&fixture->error);
  peeked = cs_audit_journal_peek (fixture->folder, &fixture->error);
  g_assert_no_error (fixture->error);
}

/* One that was killed before it began goes; one that is just beginning does not. */
static void
test_journal_unborn (Fixture       *fixture,
                     gconstpointer  unused)
{
  g_autofree char *manifest = g_build_filename (fixture->folder, "manifest.json", NULL);
  g_autoptr (CsAuditJournal) journal = NULL;

  g_assert_true (cs_audit_journal_drop_unborn (fixture->folder, &fixture->error));
  journal = cs_audit_journal_create (fixture->folder, NULL);
  g_assert_false (cs_audit_journal_drop_unborn (fixture->folder, &fixture->error));
  g_assert_error (fixture->error, CS_AUDIT_ERROR, CS_AUDIT_ERROR_FOLDER);
  g_clear_error (&fixture->error);
  g_assert_true (g_file_test (fixture->path, G_FILE_TEST_EXISTS));

  g_clear_pointer (&journal, cs_audit_journal_close);
  g_assert_true (g_file_set_contents (manifest, "{}", -1, NULL));
  g_assert_true (cs_audit_journal_drop_unborn (fixture->folder, &fixture->error));
  g_assert_true (g_file_test (fixture->path, G_FILE_TEST_EXISTS));

  g_assert_cmpint (g_unlink (manifest), ==, 0);
  g_assert_true (cs_audit_journal_drop_unborn (fixture->folder, &fixture->error));
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

/* Of what somebody else keeps under that name nothing is touched. */
static void
test_journal_foreign (Fixture       *fixture,
                      gconstpointer  unused)
{
  static const char *const samples[] = {
    "x", "Dear diary", "cardsync-audit-journal 2\n", "cardsync-audit-journal 1\nx",
    "cardsync-audit-journal 1\n1\t2\t101\tfailed\t\t\t{}\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autoptr (CsAuditState) state = cs_audit_state_new (cs_audit_manifest_new ());
      g_autofree char *content = NULL;

      g_assert_true (g_file_set_contents (fixture->path, samples[i], -1, NULL));
      g_assert_false (cs_audit_state_begin (state, fixture->folder, &fixture->error));
      g_assert_error (fixture->error, CS_AUDIT_ERROR, CS_AUDIT_ERROR_FOLDER);
      g_clear_error (&fixture->error);
      g_assert_true (g_file_get_contents (fixture->path, &content, NULL, NULL));
      g_assert_cmpstr (content, ==, samples[i]);
    }
}

/* A first line that is torn is that of a run which was killed, too. */
static void
test_journal_unborn_torn (Fixture       *fixture,
                          gconstpointer  unused)
{
  static const char *const samples[] = { "", "c", "cardsync-audit-", "cardsync-audit-journal 1\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_assert_true (g_file_set_contents (fixture->path, samples[i], -1, NULL));
      g_assert_true (cs_audit_journal_drop_unborn (fixture->folder, &fixture->error));
      g_assert_no_error (fixture->error);
      g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
    }
}

typedef struct
{
  CsAuditJournal *journal;
  guint           n;
} Reading;

static gboolean
read_cb (const CsAuditEntry  *entry,
         guint64              offset,
         gpointer             user_data,
         GError             **error)
{
  Reading *reading = user_data;
  g_autoptr (GString) buffer = g_string_new (NULL);
  CsAuditEntry again;

  g_assert_true (cs_audit_journal_read (reading->journal, offset, buffer, &again, error));
  g_assert_cmpmem (again.json, again.json_length, entry->json, entry->json_length);
  g_assert_cmpuint (again.row, ==, entry->row);
  reading->n++;

  return TRUE;
}

/* Also those that are longer than what is read ahead. */
static void
test_single_entries (Fixture       *fixture,
                     gconstpointer  unused)
{
  Reading reading = { cs_audit_journal_create (fixture->folder, NULL), 0 };
  g_autofree char *large = g_strnfill (300000, 'x');

  for (guint row = 1; row <= 200; row++)
    {
      large[row * 1000] = '\0';
      add (reading.journal, row, CS_AUDIT_ANSWERED, large);
      large[row * 1000] = 'x';
    }

  g_assert_true (cs_audit_journal_flush (reading.journal, NULL));
  g_assert_true (cs_audit_journal_each (reading.journal, read_cb, &reading, &fixture->error));
  g_assert_cmpuint (reading.n, ==, 200);
  cs_audit_journal_close (reading.journal);
}

/* Of a row that failed and was asked again the last outcome counts. */
static void
test_state_counts_once (Fixture       *fixture,
                        gconstpointer  unused)
{
  g_autoptr (CsAuditState) state = cs_audit_state_new (cs_audit_manifest_new ());
  CsAuditEntry entry = { .row = 5, .outcome = CS_AUDIT_FAILED, .tally = "v0:2 " };

  g_assert_true (cs_audit_state_count (state, &entry));
  g_assert_true (cs_audit_state_count (state, &entry));
  g_assert_cmpuint (state->totals.outcomes[CS_AUDIT_FAILED], ==, 1);
  entry.outcome = CS_AUDIT_ANSWERED;
  entry.tally_length = 5;
  g_assert_true (cs_audit_state_count (state, &entry));
  g_assert_cmpuint (state->totals.outcomes[CS_AUDIT_FAILED], ==, 0);
  g_assert_cmpuint (state->totals.outcomes[CS_AUDIT_ANSWERED], ==, 1);
  g_assert_cmpuint (state->totals.n_cards, ==, 2);

  /* A row that was answered is never asked again. */
  g_assert_false (cs_audit_state_count (state, &entry));
}

/* The manifest is looked at under the lock: before it, it may be another's by then. */
static void
test_state_locks_first (Fixture       *fixture,
                        gconstpointer  unused)
{
  g_autoptr (CsAuditJournal) other = cs_audit_journal_create (fixture->folder, NULL);
  g_autoptr (CsAuditState) state = cs_audit_state_new (cs_audit_manifest_new ());

  g_assert_nonnull (other);
  g_assert_false (cs_audit_state_go_on (state, fixture->folder, &fixture->error));
  g_assert_error (fixture->error, CS_AUDIT_ERROR, CS_AUDIT_ERROR_FOLDER);
  g_assert_nonnull (strstr (fixture->error->message, "going on"));
}

static void
test_sort (Fixture       *fixture,
           gconstpointer  unused)
{
  static const guint sizes[] = { 0, 1, 32767, 32768, 32769, 200000 };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (CsAuditSort) sort = cs_audit_sort_new ();
      guint64 last_key = 0, last_value = 0, key, value;
      guint n = 0;

      for (guint j = 0; j < sizes[i]; j++)
        g_assert_true (cs_audit_sort_add (sort, (j * G_GUINT64_CONSTANT (2654435761)) % 65536 + 1,
                                          sizes[i] - j, &fixture->error));

      g_assert_true (cs_audit_sort_finish (sort, &fixture->error));

      for (; cs_audit_sort_next (sort, &key, &value, &fixture->error); n++)
        {
          g_assert_true (key > last_key || (key == last_key && value > last_value));
          last_key = key;
          last_value = value;
        }

      g_assert_no_error (fixture->error);
      g_assert_cmpuint (n, ==, sizes[i]);
    }
}

static void
test_bits (Fixture       *fixture,
           gconstpointer  unused)
{
  g_autoptr (CsAuditBits) bits = cs_audit_bits_new ();

  g_assert_false (cs_audit_bits_get (bits, 10000000));
  cs_audit_bits_set (bits, 10000000, TRUE);
  cs_audit_bits_set (bits, 7, TRUE);
  cs_audit_bits_set (bits, 8, TRUE);
  cs_audit_bits_set (bits, 8, FALSE);
  g_assert_true (cs_audit_bits_get (bits, 10000000));
  g_assert_true (cs_audit_bits_get (bits, 7));
  g_assert_false (cs_audit_bits_get (bits, 8));
  g_assert_false (cs_audit_bits_get (bits, 6));
}

/* Until it is complete the old file stays, and nothing is left of one that never is. */
static void
test_output (Fixture       *fixture,
             gconstpointer  unused)
{
  g_autofree char *path = g_build_filename (fixture->folder, "report.html", NULL);
  g_autofree char *part = g_strconcat (path, ".part", NULL);
  g_autofree char *content = NULL;
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "new", -1);
  CsAuditOutput *output;

  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
  output = cs_audit_output_new (fixture->folder, "report.html", &fixture->error);
  g_assert_true (cs_audit_output_write (output, "half", 4, NULL));
  cs_audit_output_free (output);
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "old");
  g_assert_false (g_file_test (part, G_FILE_TEST_EXISTS));
  g_clear_pointer (&content, g_free);

  output = cs_audit_output_new (fixture->folder, "report.html", &fixture->error);
  g_assert_true (cs_audit_output_write (output, "new", 3, NULL));
  g_assert_true (cs_audit_output_finish (output, &fixture->error));
  g_assert_cmpstr (cs_audit_output_get_sha256 (output), ==, sha256);
  g_assert_cmpuint (cs_audit_output_get_length (output), ==, 3);
  cs_audit_output_free (output);
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "new");

  g_assert_null (cs_audit_output_new ("/nonexistent", "x", &fixture->error));
  g_assert_error (fixture->error, CS_AUDIT_ERROR, CS_AUDIT_ERROR_WRITE);
}

static CsAuditManifest *
new_manifest (void)
{
  CsAuditManifest *manifest = cs_audit_manifest_new ();

  manifest->program = g_strdup ("CardSync");
  manifest->rules = g_strdup ("lost@1");
  manifest->input_sha256 = g_strdup ("abc");
  manifest->service = g_strdup ("https://x");

  return manifest;
}

static void
test_manifest (Fixture       *fixture,
               gconstpointer  unused)
{
  g_autoptr (CsAuditManifest) manifest = new_manifest ();
  g_autoptr (CsAuditManifest) read = NULL;

  manifest->state = CS_AUDIT_MANIFEST_COMPLETE;
  manifest->per_second = 20;
  manifest->totals.n_rows = CS_AUDIT_ROWS_MAX;
  manifest->totals.outcomes[CS_AUDIT_NOT_FOUND] = 5;
  manifest->totals.findings[CS_FACT_LOST] = 6;
  manifest->totals.months[0] = 8;
  manifest->totals.months[CS_AUDIT_N_MONTHS - 1] = G_MAXUINT64;
  manifest->totals.n_without_expiry = 9;
  cs_audit_manifest_add (manifest, "cards.ndjson", "def", 7);
  g_assert_true (cs_audit_manifest_write (manifest, fixture->folder, &fixture->error));

  read = cs_audit_manifest_read (fixture->folder, &fixture->error);
  g_assert_no_error (fixture->error);
  g_assert_cmpint (read->state, ==, CS_AUDIT_MANIFEST_COMPLETE);
  g_assert_cmpuint (read->per_second, ==, 20);
  g_assert_cmpuint (read->totals.n_rows, ==, CS_AUDIT_ROWS_MAX);
  g_assert_cmpuint (read->totals.outcomes[CS_AUDIT_NOT_FOUND], ==, 5);
  g_assert_cmpuint (read->totals.findings[CS_FACT_LOST], ==, 6);
  g_assert_cmpuint (read->totals.months[0], ==, 8);
  g_assert_cmpuint (read->totals.months[1], ==, 0);
  g_assert_cmpuint (read->totals.months[CS_AUDIT_N_MONTHS - 1], ==, G_MAXUINT64);
  g_assert_cmpuint (read->totals.n_without_expiry, ==, 9);
  g_assert_cmpuint (read->files->len, ==, 1);
  g_assert_null (read->column);
  g_assert_true (cs_audit_manifest_check (read, manifest, &fixture->error));
}

/* Months are read as they are spelled; what is none counts nowhere. */
static void
test_months (Fixture       *fixture,
             gconstpointer  unused)
{
  static const char text[] =
    "{\"counts\":{\"expiryMonths\":{\"2026-09\":1,\"2026-10\":2,\"2099-12\":3,"
    "\"1999-12\":9,\"2100-01\":9,\"2026-00\":9,\"2026-13\":9,\"2026-1\":9,\"2026-011\":9,"
    "\"2026/01\":9,\"2026-+1\":9,\"\":9,\"2026-02\":\"x\"}}}";
  g_autoptr (CsJson) json = cs_json_parse (text, strlen (text), sizeof text, &fixture->error);
  g_autofree CsAuditTotals *totals = g_new0 (CsAuditTotals, 1);
  guint64 sum = 0;

  g_assert_no_error (fixture->error);
  cs_audit_totals_read (totals, cs_json_get_root (json));
  g_assert_cmpuint (totals->months[26 * 12 + 8], ==, 1);
  g_assert_cmpuint (totals->months[26 * 12 + 9], ==, 2);
  g_assert_cmpuint (totals->months[CS_AUDIT_N_MONTHS - 1], ==, 3);

  for (guint i = 0; i < CS_AUDIT_N_MONTHS; i++)
    sum += totals->months[i];

  g_assert_cmpuint (sum, ==, 6);
}

/* Who began a run stays; of those who went on the latest are kept. */
static void
test_manifest_of_a_resumed_run (Fixture       *fixture,
                                gconstpointer  unused)
{
  g_autoptr (CsAuditManifest) run = new_manifest ();
  g_autoptr (CsAuditManifest) read = NULL;
  const CsAuditResumption *last;

  run->operator_name = g_strdup ("operator 0");

  for (guint i = 1; i <= 300; i++)
    {
      g_autoptr (CsAuditManifest) before = g_steal_pointer (&run);

      run = new_manifest ();
      run->operator_name = g_strdup_printf ("operator %u", i);
      run->case_reference = g_strdup_printf ("%u", i);
      cs_audit_manifest_resume (run, before);
      g_assert_cmpuint (run->resumptions->len, ==, MIN (i, 200));
    }

  g_assert_true (cs_audit_manifest_write (run, fixture->folder, &fixture->error));
  read = cs_audit_manifest_read (fixture->folder, &fixture->error);
  g_assert_no_error (fixture->error);
  g_assert_cmpstr (read->operator_name, ==, "operator 0");
  g_assert_null (read->case_reference);
  g_assert_cmpuint (read->resumptions->len, ==, 200);
  last = g_ptr_array_index (read->resumptions, 199);
  g_assert_cmpstr (last->operator_name, ==, "operator 300");
  g_assert_cmpstr (last->case_reference, ==, "300");
}

static void
test_manifest_that_is_none (Fixture       *fixture,
                            gconstpointer  unused)
{
  static const char *const samples[] = {
    "", "{}", "[]", "{\"schema\":1,\"state\":\"running\"}",
    "{\"schema\":2,\"state\":\"running\",\"rules\":\"x\",\"inputSha256\":\"x\"}",
  };
  g_autofree char *path = g_build_filename (fixture->folder, "manifest.json", NULL);
  g_autofree char *deep = g_strnfill (100000, '[');

  g_assert_null (cs_audit_manifest_read (fixture->folder, &fixture->error));
  g_assert_error (fixture->error, CS_AUDIT_ERROR, CS_AUDIT_ERROR_FOLDER);

  for (gsize i = 0; i <= G_N_ELEMENTS (samples); i++)
    {
      const char *content = i < G_N_ELEMENTS (samples) ? samples[i] : deep;

      g_clear_error (&fixture->error);
      g_assert_true (g_file_set_contents (path, content, -1, NULL));
      g_assert_null (cs_audit_manifest_read (fixture->folder, &fixture->error));
      g_assert_error (fixture->error, CS_AUDIT_ERROR, CS_AUDIT_ERROR_DAMAGED);
    }
}

static void
test_manifest_of_another_run (Fixture       *fixture,
                              gconstpointer  unused)
{
  g_autoptr (CsAuditManifest) before = new_manifest ();
  g_autoptr (CsAuditManifest) now = new_manifest ();

  now->concurrency = 64;
  now->case_reference = g_strdup ("other");
  g_assert_true (cs_audit_manifest_check (before, now, &fixture->error));

  /* It decides which row is the first. */
  now->heading = g_strdup ("yes");
  g_assert_false (cs_audit_manifest_check (before, now, &fixture->error));
  g_assert_error (fixture->error, CS_AUDIT_ERROR, CS_AUDIT_ERROR_SETTINGS);
  g_clear_error (&fixture->error);
  g_clear_pointer (&now->heading, g_free);

  g_free (now->rules);
  now->rules = g_strdup ("lost@2");
  g_assert_false (cs_audit_manifest_check (before, now, &fixture->error));
  g_assert_error (fixture->error, CS_AUDIT_ERROR, CS_AUDIT_ERROR_SETTINGS);
  g_assert_nonnull (strstr (fixture->error->message, "lost@2"));
  g_clear_error (&fixture->error);

  g_free (now->input_sha256);
  now->input_sha256 = g_strdup ("abd");
  g_assert_false (cs_audit_manifest_check (before, now, &fixture->error));
  g_assert_error (fixture->error, CS_AUDIT_ERROR, CS_AUDIT_ERROR_CHANGED);
}

static void
test_meter (Fixture       *fixture,
            gconstpointer  unused)
{
  CsAuditMeter meter = { 0 };

  g_assert_cmpfloat (cs_audit_meter_get_rate (&meter), ==, 0);

  for (guint i = 0; i < 100; i++)
    cs_audit_meter_add (&meter, i * G_USEC_PER_SEC, i < 50 ? 0 : (i - 50) * 10);

  g_assert_cmpfloat_with_epsilon (cs_audit_meter_get_rate (&meter), 10, 0.001);
  cs_audit_meter_reset (&meter);
  g_assert_cmpfloat (cs_audit_meter_get_rate (&meter), ==, 0);
}

/* Texts from outside are text, whatever is in them. */
static void
test_chart (Fixture       *fixture,
            gconstpointer  unused)
{
  const CsAuditBar bars[] = { { "<b>&", 7, "red" }, { "none", 0, "blue" } };
  g_autofree guint64 *months = g_new0 (guint64, CS_AUDIT_N_MONTHS);
  g_autoptr (GString) html = g_string_new (NULL);

  cs_audit_chart_append_bars (html, "\"Title\"", bars, G_N_ELEMENTS (bars));
  g_assert_null (strstr (html->str, "<b>"));
  g_assert_nonnull (strstr (html->str, "&lt;b&gt;&amp;"));
  g_assert_nonnull (strstr (html->str, "width=\"0\""));

  cs_audit_chart_append_months (html, "none", months);
  months[0] = 1;
  months[CS_AUDIT_N_MONTHS - 1] = G_MAXUINT32;
  cs_audit_chart_append_months (html, "years", months);
  g_assert_nonnull (strstr (html->str, "<title>2000: 1</title>"));
  g_assert_nonnull (strstr (html->str, "<title>2099: 4,294,967,295</title>"));
}

#define ADD(name, function) g_test_add (name, Fixture, NULL, setup, function, teardown)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/audit/journal/journal", test_journal);
  ADD ("/audit/journal/torn-line", test_torn_line);
  ADD ("/audit/journal/damaged", test_damaged_journal);
  ADD ("/audit/journal/is-one-runs", test_journal_is_one_runs);
  ADD ("/audit/journal/unborn", test_journal_unborn);
  ADD ("/audit/journal/unborn-torn", test_journal_unborn_torn);
  ADD ("/audit/journal/foreign", test_journal_foreign);
  ADD ("/audit/journal/single-entries", test_single_entries);
  ADD ("/audit/state/counts-once", test_state_counts_once);
  ADD ("/audit/state/locks-first", test_state_locks_first);
  ADD ("/audit/sort", test_sort);
  ADD ("/audit/bits", test_bits);
  ADD ("/audit/output", test_output);
  ADD ("/audit/manifest/round-trip", test_manifest);
  ADD ("/audit/manifest/months", test_months);
  ADD ("/audit/manifest/of-a-resumed-run", test_manifest_of_a_resumed_run);
  ADD ("/audit/manifest/that-is-none", test_manifest_that_is_none);
  ADD ("/audit/manifest/of-another-run", test_manifest_of_another_run);
  ADD ("/audit/meter", test_meter);
  ADD ("/audit/chart", test_chart);

  return g_test_run ();
}
