/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-log-filter.h"

#include <string.h>

#include "cs-clock.h"
#include "cs-digits.h"

/**
 * cs_log_filter_new:
 *
 * Makes a filter that every record passes.
 *
 * Returns: (transfer full): a filter
 */
CsLogFilter *
cs_log_filter_new (void)
{
  CsLogFilter *self = g_new0 (CsLogFilter, 1);

  self->until_us = G_MAXINT64;

  return self;
}

/**
 * cs_log_filter_copy:
 * @self: a filter
 *
 * Copies a filter.
 *
 * Returns: (transfer full): the copy
 */
CsLogFilter *
cs_log_filter_copy (const CsLogFilter *self)
{
  CsLogFilter *copy = g_memdup2 (self, sizeof *self);

  copy->operator_name = g_strdup (self->operator_name);
  copy->outcome = g_strdup (self->outcome);
  copy->case_reference = g_strdup (self->case_reference);

  return copy;
}

/**
 * cs_log_filter_free:
 * @self: (transfer full): a filter
 *
 * Frees a filter.
 */
void
cs_log_filter_free (CsLogFilter *self)
{
  g_free (self->operator_name);
  g_free (self->outcome);
  g_free (self->case_reference);
  g_free (self);
}

/* When a day begins in Korea, whatever the machine's zone is. */
static gint64
get_start_of_day (const GDate *day)
{
  g_autoptr (GTimeZone) kst = cs_clock_dup_zone ("KST");
  GDate copy = *day;
  g_autoptr (GDateTime) start = g_date_time_new (kst, g_date_get_year (&copy),
                                                 (int) g_date_get_month (&copy),
                                                 g_date_get_day (&copy), 0, 0, 0);

  return g_date_time_to_unix (start) * G_USEC_PER_SEC;
}

/**
 * cs_log_filter_set_days:
 * @self: a filter
 * @from: (nullable): the first day, or `NULL` for the log's first
 * @to: (nullable): the last day, or `NULL` for the log's last
 *
 * Asks for the records of some days, both included, as days are counted in Korea.
 */
void
cs_log_filter_set_days (CsLogFilter *self,
                        const GDate *from,
                        const GDate *to)
{
  GDate after;

  self->from_us = from != NULL ? get_start_of_day (from) : 0;
  self->until_us = G_MAXINT64;

  if (to != NULL)
    {
      after = *to;
      g_date_add_days (&after, 1);
      self->until_us = get_start_of_day (&after);
    }
}

static void
append_day (GString    *text,
            const char *name,
            gint64      unix_us)
{
  g_autoptr (GTimeZone) kst = cs_clock_dup_zone ("KST");
  g_autoptr (GDateTime) time = cs_clock_in_zone (unix_us, kst);
  g_autofree char *day = g_date_time_format (time, "%Y-%m-%d");

  g_string_append_printf (text, "%s%s %s", text->len > 0 ? ", " : "", name, day);
}

static void
append_word (GString    *text,
             const char *name,
             const char *value)
{
  if (value != NULL)
    g_string_append_printf (text, "%s%s %s", text->len > 0 ? ", " : "", name, value);
}

/**
 * cs_log_filter_dup_text:
 * @self: a filter
 *
 * Says which part of the log was read, for the record of that; not translated.
 *
 * Returns: (transfer full): one line
 */
char *
cs_log_filter_dup_text (const CsLogFilter *self)
{
  GString *text = g_string_new (NULL);
  g_autofree char *member_id = NULL;

  if (self->from_us > 0)
    append_day (text, "from", self->from_us);

  if (self->until_us < G_MAXINT64)
    append_day (text, "to", self->until_us - 1);

  append_word (text, "operator", self->operator_name);
  append_word (text, "action", self->has_action ? cs_action_to_string (self->action) : NULL);
  append_word (text, "outcome", self->outcome);

  if (self->member_id != 0)
    member_id = g_strdup_printf ("%" G_GUINT64_FORMAT, self->member_id);

  append_word (text, "member", member_id);
  append_word (text, "case", self->case_reference);

  if (text->len == 0)
    g_string_append (text, "all records");

  return g_string_free (text, FALSE);
}

/**
 * cs_log_day_parse:
 * @text: a day as `2026-11-24`
 * @out_day: (out caller-allocates): the day
 *
 * Reads a day.
 *
 * Returns: `FALSE` if @text is none
 */
gboolean
cs_log_day_parse (const char *text,
                  GDate      *out_day)
{
  guint64 year, month, day;

  if (strlen (text) != strlen ("yyyy-mm-dd") || text[4] != '-' || text[7] != '-' ||
      !cs_digits_only (text, 4) || !cs_digits_only (text + 5, 2) ||
      !cs_digits_only (text + 8, 2))
    return FALSE;

  year = g_ascii_strtoull (text, NULL, 10);
  month = g_ascii_strtoull (text + 5, NULL, 10);
  day = g_ascii_strtoull (text + 8, NULL, 10);

  if (year < 1970 || !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return FALSE;

  g_date_clear (out_day, 1);
  g_date_set_dmy (out_day, (GDateDay) day, (GDateMonth) month, (GDateYear) year);

  return TRUE;
}
