/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-profile-view.h"

#include <unistd.h>

#include "cs-json-writer.h"
#include "cs-output.h"
#include "cs-printable.h"
#include "cs-profile-entry.h"
#include "cs-text.h"

#define SHOWN_MAX  100
#define N_COLUMNS  6
#define GAP        2
#define JSON_MAX   (1024 * 1024)

/* Columns, of which the first are words that programs may rely on. */
typedef struct
{
  char *cells[N_COLUMNS];
} Row;

static void
row_free (gpointer data)
{
  Row *row = data;

  for (gsize i = 0; i < N_COLUMNS; i++)
    g_free (row->cells[i]);

  g_free (row);
}

static GPtrArray *
rows_new (void)
{
  return g_ptr_array_new_with_free_func (row_free);
}

/* Aligned on a terminal; in a pipe divided by tabs. */
static int
print_rows (GPtrArray *rows)
{
  g_autoptr (GString) page = g_string_new (NULL);
  gboolean is_aligned = isatty (STDOUT_FILENO);
  guint widths[N_COLUMNS] = { 0 };

  for (guint i = 0; i < rows->len; i++)
    for (gsize c = 0; c < N_COLUMNS; c++)
      {
        const Row *row = g_ptr_array_index (rows, i);

        if (row->cells[c] != NULL)
          widths[c] = MAX (widths[c], cs_text_get_width (row->cells[c]));
      }

  for (guint i = 0; i < rows->len; i++)
    {
      const Row *row = g_ptr_array_index (rows, i);

      for (gsize c = 0; c < N_COLUMNS && row->cells[c] != NULL; c++)
        {
          gboolean is_last = c + 1 == N_COLUMNS || row->cells[c + 1] == NULL;

          if (is_aligned && !is_last)
            cs_text_append_cell (page, row->cells[c], widths[c] + GAP);
          else
            g_string_append_printf (page, "%s%s", row->cells[c], is_last ? "\n" : "\t");
        }
    }

  return cs_output_write_text (page->str);
}

static const char *
get_owner (CsProfileEntry *entry)
{
  return cs_profile_entry_is_read_only (entry) ? "administrator" : "user";
}

static const char *
get_secrets (CsProfileEntry *entry)
{
  return cs_profile_entry_uses_keyring (entry) ? "keyring" : "files";
}

static const char *
get_host (CsProfileEntry *entry)
{
  const char *host = cs_profile_entry_get_host (entry);

  return host != NULL ? host : "";
}

static Row *
row_for_entry (CsProfileEntry *entry)
{
  const char *problem = cs_profile_entry_get_problem (entry);
  Row *row = g_new0 (Row, 1);

  row->cells[0] = g_strdup (cs_profile_entry_get_id (entry));
  row->cells[1] = g_strdup (get_owner (entry));

  if (problem != NULL)
    {
      row->cells[2] = g_strdup ("unusable");
      row->cells[3] = cs_printable_dup (problem, SHOWN_MAX * 2);
      return row;
    }

  row->cells[2] = g_strdup (cs_environment_to_string (cs_profile_entry_get_environment (entry)));
  row->cells[3] = g_strdup (get_secrets (entry));
  row->cells[4] = g_strdup (get_host (entry));
  row->cells[5] = cs_printable_dup (cs_profile_entry_get_name (entry), SHOWN_MAX);

  return row;
}

static int
print_json (GPtrArray *entries)
{
  g_autoptr (CsBuffer) buffer = cs_buffer_new (JSON_MAX);
  CsJsonWriter writer;
  const guint8 *data;
  gsize length;

  cs_json_writer_init (&writer, buffer);
  cs_json_writer_set_pretty (&writer);
  cs_json_writer_begin_object (&writer, NULL);
  cs_json_writer_uint64 (&writer, "schema", 1);
  cs_json_writer_begin_array (&writer, "profiles");

  for (guint i = 0; i < entries->len; i++)
    {
      CsProfileEntry *entry = g_ptr_array_index (entries, i);

      cs_json_writer_begin_object (&writer, NULL);
      cs_json_writer_string (&writer, "id", cs_profile_entry_get_id (entry));
      cs_json_writer_string (&writer, "name", cs_profile_entry_get_name (entry));
      cs_json_writer_string (&writer, "owner", get_owner (entry));
      cs_json_writer_string (&writer, "environment",
                             cs_environment_to_string (cs_profile_entry_get_environment (entry)));
      cs_json_writer_string (&writer, "secrets", get_secrets (entry));
      cs_json_writer_string (&writer, "host", get_host (entry));
      cs_json_writer_boolean (&writer, "usable", cs_profile_entry_get_problem (entry) == NULL);
      cs_json_writer_end_object (&writer);
    }

  cs_json_writer_end_array (&writer);
  cs_json_writer_end_object (&writer);
  cs_json_writer_finish (&writer);
  data = cs_buffer_get_data (buffer, &length);

  return cs_output_write (data, length);
}

/**
 * cs_profile_view_print_list:
 * @entries: (element-type CsProfileEntry): profiles
 * @as_json: whether a program reads it
 *
 * Prints which profiles there are.
 *
 * Returns: the exit code
 */
int
cs_profile_view_print_list (GPtrArray *entries,
                            gboolean   as_json)
{
  g_autoptr (GPtrArray) rows = rows_new ();

  if (as_json)
    return print_json (entries);

  for (guint i = 0; i < entries->len; i++)
    g_ptr_array_add (rows, row_for_entry (g_ptr_array_index (entries, i)));

  return print_rows (rows);
}

/**
 * cs_profile_view_print_check:
 * @check: what was found
 *
 * Prints a line for each thing that was looked at: how it is, what it is, a sentence.
 *
 * Returns: the exit code
 */
int
cs_profile_view_print_check (const CsProfileCheck *check)
{
  g_autoptr (GPtrArray) rows = rows_new ();

  for (guint i = 0; i < check->lines->len; i++)
    {
      const CsCheckLine *line = g_ptr_array_index (check->lines, i);
      Row *row = g_new0 (Row, 1);

      row->cells[0] = g_strdup (cs_check_result_to_string (line->result));
      row->cells[1] = g_strdup (cs_check_part_to_string (line->part));
      row->cells[2] = cs_printable_dup (line->text, SHOWN_MAX * 4);
      g_ptr_array_add (rows, row);
    }

  return print_rows (rows);
}
