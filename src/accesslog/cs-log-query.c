/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-log-query.h"

#include "cs-access-log.h"
#include "cs-log-error.h"
#include "cs-log-file.h"
#include "cs-log-row.h"

/**
 * cs_log_query_dup_sql:
 * @filter: which records
 * @columns: what of them
 * @after: (nullable): only those behind this one, in the order of @filter
 *
 * Writes the query. No value is in it; each has a parameter of its own number. What a
 * partial index needs in order to be used is said once more.
 *
 * Returns: (transfer full): SQL without an order
 */
char *
cs_log_query_dup_sql (const CsLogFilter    *filter,
                      const char           *columns,
                      const CsAccessRecord *after)
{
  GString *sql = g_string_new (NULL);

  g_string_append_printf (sql, "SELECT %s FROM record WHERE unix_us >= ?1 AND unix_us < ?2",
                          columns);

  if (filter->operator_name != NULL)
    g_string_append (sql, " AND operator = ?3");

  if (filter->has_action)
    g_string_append (sql, " AND action = ?4");

  if (filter->outcome != NULL)
    g_string_append (sql, " AND (outcome = ?5"
                          " OR substr (outcome, 1, length (?5) + 1) = ?5 || ':')");

  if (filter->member_id != 0)
    g_string_append (sql, " AND member_id = ?6 AND member_id <> '0'");

  if (filter->case_reference != NULL)
    g_string_append (sql, " AND case_reference = ?7 AND case_reference <> ''");

  if (after != NULL)
    g_string_append_printf (sql, " AND (unix_us, sequence) %s (?8, ?9)",
                            filter->newest_first ? "<" : ">");

  return g_string_free (sql, FALSE);
}

static void
bind_text (sqlite3_stmt *statement,
           int           number,
           const char   *text)
{
  if (text != NULL)
    sqlite3_bind_text (statement, number, text, -1, SQLITE_TRANSIENT);
}

/* A parameter that the query does not have is no error here: binding it fails alone. */
static void
bind (sqlite3_stmt         *statement,
      const CsLogFilter    *filter,
      const CsAccessRecord *after)
{
  g_autofree char *member_id = g_strdup_printf ("%" G_GUINT64_FORMAT, filter->member_id);

  sqlite3_bind_int64 (statement, 1, filter->from_us);
  sqlite3_bind_int64 (statement, 2, filter->until_us);
  bind_text (statement, 3, filter->operator_name);
  bind_text (statement, 4, filter->has_action ? cs_action_to_string (filter->action) : NULL);
  bind_text (statement, 5, filter->outcome);
  bind_text (statement, 6, filter->member_id != 0 ? member_id : NULL);
  bind_text (statement, 7, filter->case_reference);

  if (after != NULL)
    {
      sqlite3_bind_int64 (statement, 8, after->unix_us);
      sqlite3_bind_int64 (statement, 9, (gint64) after->sequence);
    }
}

static int
collect (sqlite3_stmt *statement,
         GPtrArray    *records)
{
  int status;

  while ((status = sqlite3_step (statement)) == SQLITE_ROW)
    {
      CsAccessRecord *record = cs_log_row_read (statement);

      if (record == NULL)
        return SQLITE_CORRUPT;

      g_ptr_array_add (records, record);
    }

  return status == SQLITE_DONE ? SQLITE_OK : status;
}

/**
 * cs_log_query_file:
 * @path: a log
 * @filter: which records
 * @after: (nullable): only those behind this one: the last of the page before
 * @n_most: how many at the most
 * @error: return location for an error
 *
 * Reads a page of records, by time and then by sequence.
 *
 * Returns: (transfer full) (element-type CsAccessRecord): the records, maybe none, or
 *   `NULL` with an error of `CS_LOG_ERROR`
 */
GPtrArray *
cs_log_query_file (const char            *path,
                   const CsLogFilter     *filter,
                   const CsAccessRecord  *after,
                   guint                  n_most,
                   GError               **error)
{
  g_autoptr (GPtrArray) records =
    g_ptr_array_new_with_free_func ((GDestroyNotify) cs_access_record_free);
  g_autofree char *where = cs_log_query_dup_sql (filter, CS_LOG_ROW_COLUMNS, after);
  const char *order = filter->newest_first ? "DESC" : "ASC";
  g_autofree char *sql = g_strdup_printf ("%s ORDER BY unix_us %s, sequence %s LIMIT %u", where,
                                          order, order, n_most);
  sqlite3_stmt *statement = NULL;
  sqlite3 *sqlite = cs_log_file_connect (path, error);
  int status;

  if (sqlite == NULL)
    return NULL;

  status = sqlite3_prepare_v2 (sqlite, sql, -1, &statement, NULL);

  if (status == SQLITE_OK)
    {
      bind (statement, filter, after);
      status = collect (statement, records);
    }

  sqlite3_finalize (statement);
  sqlite3_close (sqlite);

  if (status == SQLITE_OK)
    return g_steal_pointer (&records);

  cs_log_error_set (error, status, CS_LOG_ERROR_OPEN, path);

  return NULL;
}

/**
 * cs_log_count_file:
 * @path: a log
 * @filter: which records
 * @out_n_records: (out): how many
 * @error: return location for an error
 *
 * Counts records.
 *
 * Returns: `FALSE` with an error of `CS_LOG_ERROR` if it could not
 */
gboolean
cs_log_count_file (const char         *path,
                   const CsLogFilter  *filter,
                   guint64            *out_n_records,
                   GError            **error)
{
  g_autofree char *sql = cs_log_query_dup_sql (filter, "count (*)", NULL);
  sqlite3_stmt *statement = NULL;
  sqlite3 *sqlite = cs_log_file_connect (path, error);
  int status;

  if (sqlite == NULL)
    return FALSE;

  status = sqlite3_prepare_v2 (sqlite, sql, -1, &statement, NULL);

  if (status == SQLITE_OK)
    {
      bind (statement, filter, NULL);
      status = sqlite3_step (statement);
    }

  if (status == SQLITE_ROW)
    *out_n_records = (guint64) sqlite3_column_int64 (statement, 0);

  sqlite3_finalize (statement);
  sqlite3_close (sqlite);

  return status == SQLITE_ROW || cs_log_error_set (error, status, CS_LOG_ERROR_OPEN, path);
}
