/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-date.h"

#include <glib/gi18n-lib.h>

static const char *const months[] = {
  NC_("month in a date", "Jan"), NC_("month in a date", "Feb"), NC_("month in a date", "Mar"),
  NC_("month in a date", "Apr"), NC_("month in a date", "May"), NC_("month in a date", "Jun"),
  NC_("month in a date", "Jul"), NC_("month in a date", "Aug"), NC_("month in a date", "Sep"),
  NC_("month in a date", "Oct"), NC_("month in a date", "Nov"), NC_("month in a date", "Dec"),
};

/**
 * cs_date_dup_text:
 * @date: a valid date
 *
 * Writes a date in the language of the messages: `31 Aug 2031`.
 *
 * It follows the translation and not LC_TIME, so that a sentence and the date in
 * it are never in two languages, and no reader can take the day for the month.
 *
 * Returns: (transfer full): the date
 */
char *
cs_date_dup_text (const GDate *date)
{
  GDate copy;
  const char *month;

  g_return_val_if_fail (date != NULL && g_date_valid (date), NULL);

  /* GDate fills in its other form where it is asked for, even when it is const. */
  copy = *date;
  month = g_dpgettext2 (GETTEXT_PACKAGE, "month in a date",
                        months[g_date_get_month (&copy) - G_DATE_JANUARY]);

  /* Translators: a date: day, month, year. Put them in the order of your
   * language with %1$u, %2$s and %3$u.
   */
  return g_strdup_printf (_("%1$u %2$s %3$u"), (guint) g_date_get_day (&copy), month,
                          (guint) g_date_get_year (&copy));
}
