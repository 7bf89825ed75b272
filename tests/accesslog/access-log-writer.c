/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Appends to a log in groups and says after each how far it is safe: a second
 * process for the tests, to write beside them or to be killed.
 *
 * access-log-writer PATH N-GROUPS RECORDS-A-GROUP
 */

#include "log-support.h"

#include <string.h>
#include <unistd.h>

static void
append_group (CsAccessLog *access_log,
              guint        n_records)
{
  g_autoptr (GPtrArray) records = test_records_new (n_records, (guint64) getpid ());
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL;
  const CsAccessRecord *last;

  if (!cs_access_log_append (access_log, records, &error))
    g_error ("%s", error->message);

  last = g_ptr_array_index (records, records->len - 1);
  line = g_strdup_printf ("%" G_GUINT64_FORMAT "\n", last->sequence);

  if (write (STDOUT_FILENO, line, strlen (line)) < 0)
    _exit (1);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (CsAccessLog) access_log = NULL;
  guint64 n_groups = 0, n_records = 0;

  g_assert_cmpint (argc, ==, 4);
  g_assert_true (g_ascii_string_to_unsigned (argv[2], 10, 1, G_MAXUINT, &n_groups, NULL));
  g_assert_true (g_ascii_string_to_unsigned (argv[3], 10, 1, 1000, &n_records, NULL));

  access_log = test_log_open (argv[1]);

  for (guint64 i = 0; i < n_groups; i++)
    append_group (access_log, (guint) n_records);

  return 0;
}
