/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whatever somebody does to a record, wherever it stands: a verification finds it, and
 * tells the first record that is not as it was.
 */

#include "log-support.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

#include "cs-log-verify.h"

#define N_RECORDS 200

/* Bytes of each record that are flipped; all of them with `-m slow`. */
#define N_FLIPS 6

/* A log and its anchor after each of its records. */
typedef struct
{
  char   *folder;
  char   *path;
  GBytes *logs[N_RECORDS + 1];
  GBytes *anchors[N_RECORDS + 1];
} Fixture;

static GBytes *
read_bytes (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *bytes;
  gsize length;

  g_file_get_contents (path, &bytes, &length, &error);
  g_assert_no_error (error);

  return g_bytes_new_take (bytes, length);
}

static void
write_bytes (const char *path,
             GBytes     *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  int fd = open (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (write (fd, data, length), ==, (gssize) length);
  close (fd);
}

static char *
dup_anchor_path (Fixture *fixture)
{
  return g_strconcat (fixture->path, ".anchor", NULL);
}

static void
put_back (Fixture *fixture,
          guint    n_of_log,
          guint    n_of_anchor)
{
  g_autofree char *anchor = dup_anchor_path (fixture);

  write_bytes (fixture->path, fixture->logs[n_of_log]);
  write_bytes (anchor, fixture->anchors[n_of_anchor]);
}

static CsAccessRecord *
record_new (guint i)
{
  CsAccessRecord *record = test_record_new (50000104652 + i);

  record->unix_us += i;
  record->n_cards = i % 7;
  record->par = i % 3 == 0 ? g_strdup ("Q1ABCDEF0123456789ABCDEF012") : NULL;
  record->case_reference = i % 2 == 0 ? g_strdup_printf ("사건 %u", i) : NULL;
  record->reason = g_strdup ("refused payment");
  record->correlation_id = g_strdup_printf ("261124140322-%07x", i);

  return record;
}

/* Each record by a process of its own, as it were: closing moves it into the file. */
static void
append_one (Fixture *fixture,
            guint    i)
{
  g_autoptr (CsAccessLog) access_log = test_log_open (fixture->path);
  g_autoptr (GPtrArray) records =
    g_ptr_array_new_with_free_func ((GDestroyNotify) cs_access_record_free);
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (records, record_new (i));
  cs_access_log_append (access_log, records, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture)
{
  g_autofree char *anchor = NULL;

  fixture->folder = test_folder_new ();
  fixture->path = g_build_filename (fixture->folder, "access-log.db", NULL);
  anchor = dup_anchor_path (fixture);
  g_object_unref (test_log_open (fixture->path));

  for (guint i = 0; i <= N_RECORDS; i++)
    {
      if (i > 0)
        append_one (fixture, i);

      fixture->logs[i] = read_bytes (fixture->path);
      fixture->anchors[i] = read_bytes (anchor);
    }
}

static void
tear_down (Fixture *fixture)
{
  for (guint i = 0; i <= N_RECORDS; i++)
    {
      g_bytes_unref (fixture->logs[i]);
      g_bytes_unref (fixture->anchors[i]);
    }

  g_free (fixture->path);
  test_folder_remove (fixture->folder);
}

static CsLogReport
verify (Fixture *fixture)
{
  CsLogReport report = { 0 };
  g_autoptr (GError) error = NULL;

  cs_log_verify_file (fixture->path, CS_LOG_LIVE, NULL, &report, &error);
  g_assert_no_error (error);

  return report;
}

static void
assert_found (Fixture    *fixture,
              CsLogState  state,
              guint64     bad_sequence)
{
  CsLogReport report = verify (fixture);

  g_assert_cmpstr (cs_log_state_to_string (report.state), ==, cs_log_state_to_string (state));
  g_assert_cmpuint (report.bad_sequence, ==, bad_sequence);
}

/* Does what @format says to a whole log of 200, with @i in place of each number. */
static void
mutate (Fixture    *fixture,
        const char *sql,
        guint       i)
{
  sqlite3 *sqlite = NULL;
  g_autofree char *number = g_strdup_printf ("%u", i);
  g_auto (GStrv) parts = g_strsplit (sql, "$i", -1);
  g_autofree char *statements = g_strjoinv (number, parts);

  put_back (fixture, N_RECORDS, N_RECORDS);
  g_assert_cmpint (sqlite3_open (fixture->path, &sqlite), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (sqlite, "PRAGMA synchronous = OFF", NULL, NULL, NULL), ==, 0);
  g_assert_cmpint (sqlite3_exec (sqlite, statements, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (sqlite);
}

static void
test_intact (gconstpointer data)
{
  Fixture *fixture = (gpointer) data;
  CsLogReport report;

  for (guint n = 0; n <= N_RECORDS; n++)
    {
      put_back (fixture, n, n);
      report = verify (fixture);
      g_assert_cmpuint (report.state, ==, CS_LOG_INTACT);
      g_assert_cmpuint (report.bad_sequence, ==, 0);
      g_assert_cmpuint (report.n_verified, ==, n);
      g_assert_cmpuint (report.last_sequence, ==, n);
      g_assert_cmpuint (report.n_backwards, ==, 0);
    }

  /* The anchor may lag one commit. */
  for (guint n = 1; n <= N_RECORDS; n++)
    {
      put_back (fixture, n, n - 1);
      g_assert_cmpuint (verify (fixture).state, ==, CS_LOG_INTACT);
    }
}

/* A record in the file, as SQLite's format describes a cell of a table. */
typedef struct
{
  gsize start;      /* its size, its sequence, its header, its values */
  gsize payload;    /* where its header begins */
  gsize end;
} Cell;

static gsize
read_varint (const guint8 *data,
             guint64      *out_value)
{
  gsize length = 0;

  *out_value = 0;

  do
    *out_value = *out_value << 7 | (data[length] & 0x7f);
  while ((data[length++] & 0x80) != 0 && length < 8);

  return length;
}

/* Looks for the cell that ends with @mac. */
static Cell
find_cell (GBytes       *log,
           const guint8 *mac,
           guint64       sequence)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (log, &length);
  const guint8 *found = memmem (data, length, mac, CS_LOG_MAC_SIZE);
  gsize end;

  g_assert_nonnull (found);
  end = (gsize) (found - data) + CS_LOG_MAC_SIZE;

  for (gsize start = end - CS_LOG_MAC_SIZE; start > 0; start--)
    {
      guint64 size, rowid;
      gsize n = read_varint (data + start, &size);

      n += read_varint (data + start + n, &rowid);

      if (rowid == sequence && start + n + size == end)
        return (Cell) { start, start + n, end };
    }

  g_assert_not_reached ();
}

static GPtrArray *
list_macs (Fixture *fixture)
{
  GPtrArray *macs = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  sqlite3_stmt *rows = NULL;
  sqlite3 *sqlite = NULL;

  put_back (fixture, N_RECORDS, N_RECORDS);
  g_assert_cmpint (sqlite3_open (fixture->path, &sqlite), ==, SQLITE_OK);
  sqlite3_prepare_v2 (sqlite, "SELECT mac FROM record ORDER BY sequence", -1, &rows, NULL);

  while (sqlite3_step (rows) == SQLITE_ROW)
    g_ptr_array_add (macs, g_bytes_new (sqlite3_column_blob (rows, 0), CS_LOG_MAC_SIZE));

  sqlite3_finalize (rows);
  sqlite3_close (sqlite);
  put_back (fixture, N_RECORDS, N_RECORDS);

  return macs;
}

static void
flip (Fixture *fixture,
      gsize    offset,
      guint8   mask)
{
  int fd = open (fixture->path, O_RDWR | O_CLOEXEC);
  guint8 byte;

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (pread (fd, &byte, 1, (off_t) offset), ==, 1);
  byte ^= mask;
  g_assert_cmpint (pwrite (fd, &byte, 1, (off_t) offset), ==, 1);
  close (fd);
}

/* The sequence is the key of the table, so that its place in the header of a cell is
 * always empty, and SQLite does not look at it. No other byte has no meaning.
 */
static gboolean
has_meaning (const Cell *cell,
             gsize       offset)
{
  return offset != cell->payload + 1;
}

static void
flip_and_verify (Fixture    *fixture,
                 const Cell *cell,
                 gsize       offset,
                 guint       i)
{
  guint8 mask = (guint8) (1 << g_test_rand_int_range (0, 8));
  CsLogReport report;

  if (!has_meaning (cell, offset))
    return;

  flip (fixture, offset, mask);
  report = verify (fixture);
  flip (fixture, offset, mask);

  if (report.bad_sequence != i)
    g_test_message ("record %u, byte %" G_GSIZE_FORMAT " of %" G_GSIZE_FORMAT ", mask %x", i,
                    offset - cell->start, cell->end - cell->start, mask);

  g_assert_cmpuint (report.bad_sequence, ==, i);
}

static void
test_flip (gconstpointer data)
{
  Fixture *fixture = (gpointer) data;
  g_autoptr (GPtrArray) macs = list_macs (fixture);

  for (guint i = 1; i <= N_RECORDS; i++)
    {
      const guint8 *mac = g_bytes_get_data (g_ptr_array_index (macs, i - 1), NULL);
      Cell cell = find_cell (fixture->logs[N_RECORDS], mac, i);

      if (g_test_slow ())
        for (gsize offset = cell.start; offset < cell.end; offset++)
          flip_and_verify (fixture, &cell, offset, i);
      else
        for (guint k = 0; k < N_FLIPS; k++)
          flip_and_verify (fixture, &cell,
                           (gsize) g_test_rand_int_range ((int) cell.start, (int) cell.end), i);
    }
}

static void
test_delete (gconstpointer data)
{
  Fixture *fixture = (gpointer) data;

  for (guint i = 1; i <= N_RECORDS; i++)
    {
      mutate (fixture, "DELETE FROM record WHERE sequence = $i", i);
      assert_found (fixture, i < N_RECORDS ? CS_LOG_MISSING : CS_LOG_CUT, i);
    }
}

/* Taken out, and the gap closed. */
static void
test_delete_and_close_up (gconstpointer data)
{
  Fixture *fixture = (gpointer) data;

  for (guint i = 1; i <= N_RECORDS; i++)
    {
      mutate (fixture,
              "DELETE FROM record WHERE sequence = $i;"
              "UPDATE record SET sequence = sequence - 1 WHERE sequence > $i", i);
      assert_found (fixture, i < N_RECORDS ? CS_LOG_CHANGED : CS_LOG_CUT, i);
    }
}

static void
test_swap (gconstpointer data)
{
  Fixture *fixture = (gpointer) data;

  for (guint i = 1; i < N_RECORDS; i++)
    {
      mutate (fixture,
              "UPDATE record SET sequence = 9000 WHERE sequence = $i;"
              "UPDATE record SET sequence = $i WHERE sequence = $i + 1;"
              "UPDATE record SET sequence = $i + 1 WHERE sequence = 9000", i);
      assert_found (fixture, CS_LOG_CHANGED, i);
    }
}

#define MAKE_ROOM(from) \
  "UPDATE record SET sequence = sequence + 9000 WHERE sequence >= " from ";" \
  "UPDATE record SET sequence = sequence - 8999 WHERE sequence > 9000;"

#define COLUMNS_BUT_SEQUENCE \
  "unix_us, operator, host, environment, action, member_id, par, outcome, n_cards, subject," \
  " case_reference, reason, correlation_id"

static void
test_duplicate (gconstpointer data)
{
  Fixture *fixture = (gpointer) data;

  for (guint i = 1; i <= N_RECORDS; i++)
    {
      mutate (fixture,
              MAKE_ROOM ("$i + 1")
              "INSERT INTO record (sequence, " COLUMNS_BUT_SEQUENCE ", mac)"
              " SELECT $i + 1, " COLUMNS_BUT_SEQUENCE ", mac FROM record WHERE sequence = $i", i);
      assert_found (fixture, CS_LOG_CHANGED, i + 1);
    }
}

/* With the MAC of the record that was there, the likeliest guess. */
static void
test_insert (gconstpointer data)
{
  Fixture *fixture = (gpointer) data;

  for (guint i = 1; i <= N_RECORDS + 1; i++)
    {
      mutate (fixture,
              MAKE_ROOM ("$i")
              "INSERT INTO record (sequence, " COLUMNS_BUT_SEQUENCE ", mac)"
              " SELECT $i, unix_us + 1, operator, host, environment, action, '4711', par,"
              "  outcome, n_cards, subject, case_reference, reason, correlation_id, mac"
              " FROM record WHERE sequence <> $i ORDER BY abs (sequence - $i) LIMIT 1", i);
      assert_found (fixture, CS_LOG_CHANGED, i);
    }
}

static void
test_cut (gconstpointer data)
{
  Fixture *fixture = (gpointer) data;

  for (guint i = 1; i <= N_RECORDS; i++)
    {
      mutate (fixture, "DELETE FROM record WHERE sequence >= $i", i);
      assert_found (fixture, CS_LOG_CUT, i);
    }
}

static void
test_older_copy (gconstpointer data)
{
  Fixture *fixture = (gpointer) data;

  for (guint n = 0; n < N_RECORDS; n++)
    {
      put_back (fixture, n, N_RECORDS);
      assert_found (fixture, CS_LOG_CUT, n + 1);
      g_assert_null (cs_access_log_open (fixture->path, NULL));
    }
}

/* An empty log in place of one that had n records: made by ourselves even, with its key;
 * by nobody, of no length; or none at all, which is not made anew.
 */
static void
test_emptied (gconstpointer data)
{
  Fixture *fixture = (gpointer) data;
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);

  for (guint n = 1; n <= N_RECORDS; n++)
    {
      put_back (fixture, 0, n);
      assert_found (fixture, CS_LOG_CUT, 1);

      write_bytes (fixture->path, nothing);
      assert_found (fixture, CS_LOG_UNREADABLE, 1);

      g_assert_no_errno (g_unlink (fixture->path));
      assert_found (fixture, CS_LOG_UNREADABLE, 1);
      g_assert_null (cs_access_log_open (fixture->path, NULL));
      g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
    }
}

/* One that was made elsewhere by the program itself, whole and with a key of its own. */
static void
test_replaced (gconstpointer data)
{
  Fixture *fixture = (gpointer) data;
  g_autofree char *path = g_build_filename (fixture->folder, "elsewhere.db", NULL);
  g_autoptr (GBytes) other = NULL;

  g_object_unref (test_log_open (path));
  other = read_bytes (path);
  put_back (fixture, N_RECORDS, N_RECORDS);
  write_bytes (fixture->path, other);
  assert_found (fixture, CS_LOG_BEGINNING_CHANGED, 1);
  g_assert_null (cs_access_log_open (fixture->path, NULL));
}

/* The same content under another key is somebody else's. */
static void
test_value (gconstpointer data)
{
  static const char *const changes[] = {
    "unix_us = unix_us + 1", "operator = operator || 'x'", "host = 'h'", "environment = 'mock'",
    "action = 'show'", "member_id = '1'", "par = 'Q'", "outcome = 'input'",
    "n_cards = n_cards + 1", "subject = 's'", "case_reference = 'c'", "reason = ''",
    "correlation_id = ''", "mac = zeroblob (32)", "operator = 'a', host = 'b'",
  };
  Fixture *fixture = (gpointer) data;

  for (gsize k = 0; k < G_N_ELEMENTS (changes); k++)
    {
      g_autofree char *sql = g_strconcat ("UPDATE record SET ", changes[k],
                                          " WHERE sequence = $i", NULL);

      for (guint i = 1; i <= N_RECORDS; i += 67)
        {
          mutate (fixture, sql, i);
          assert_found (fixture, CS_LOG_CHANGED, i);
        }
    }
}

static void
test_checkpoint (gconstpointer data)
{
  Fixture *fixture = (gpointer) data;

  mutate (fixture, "UPDATE checkpoint SET created_us = created_us - 1", 0);
  assert_found (fixture, CS_LOG_BEGINNING_CHANGED, 1);

  mutate (fixture,
          "UPDATE checkpoint SET (sequence, mac) ="
          " (SELECT sequence, mac FROM record WHERE sequence = $i);"
          "DELETE FROM record WHERE sequence <= $i", 100);
  assert_found (fixture, CS_LOG_BEGINNING_CHANGED, 1);

  mutate (fixture, "DELETE FROM checkpoint", 0);
  assert_found (fixture, CS_LOG_BEGINNING_CHANGED, 1);
}

/* A search must not miss a record because its index was changed. */
static void
test_index (gconstpointer data)
{
  Fixture *fixture = (gpointer) data;

  mutate (fixture,
          "DROP INDEX record_by_member;"
          "CREATE INDEX record_by_member ON record (member_id, unix_us)"
          " WHERE member_id <> '0' AND sequence <> 100;"
          "PRAGMA writable_schema = ON;"
          "UPDATE sqlite_schema SET sql = replace (sql, ' AND sequence <> 100', '')", 0);
  assert_found (fixture, CS_LOG_INDEX_DAMAGED, 0);
}

static void
test_clock_backwards (gconstpointer data)
{
  Fixture *fixture = (gpointer) data;
  g_autoptr (CsAccessLog) access_log = NULL;
  g_autoptr (GPtrArray) records = test_records_new (3, 1);
  CsLogReport report;

  ((CsAccessRecord *) g_ptr_array_index (records, 1))->unix_us -= G_TIME_SPAN_HOUR;
  put_back (fixture, N_RECORDS, N_RECORDS);
  access_log = test_log_open (fixture->path);
  g_assert_true (cs_access_log_append (access_log, records, NULL));
  g_clear_object (&access_log);
  report = verify (fixture);

  g_assert_cmpuint (((CsAccessRecord *) g_ptr_array_index (records, 2))->sequence, ==, 203);
  g_assert_cmpuint (report.state, ==, CS_LOG_INTACT);
  g_assert_cmpuint (report.n_backwards, ==, 2);
  g_assert_cmpuint (report.backwards_sequence, ==, 201);
}

#define ADD(name, function) \
  g_test_add_data_func ("/log-mutations/" name, &fixture, function)

int
main (int   argc,
      char *argv[])
{
  Fixture fixture = { 0 };
  int status;

  g_test_init (&argc, &argv, NULL);
  set_up (&fixture);

  ADD ("intact", test_intact);
  ADD ("flip", test_flip);
  ADD ("delete", test_delete);
  ADD ("delete-and-close-up", test_delete_and_close_up);
  ADD ("swap", test_swap);
  ADD ("duplicate", test_duplicate);
  ADD ("insert", test_insert);
  ADD ("cut", test_cut);
  ADD ("older-copy", test_older_copy);
  ADD ("emptied", test_emptied);
  ADD ("replaced", test_replaced);
  ADD ("value", test_value);
  ADD ("checkpoint", test_checkpoint);
  ADD ("index", test_index);
  ADD ("clock-backwards", test_clock_backwards);

  status = g_test_run ();
  tear_down (&fixture);

  return status;
}
