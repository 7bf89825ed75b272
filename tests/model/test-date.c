/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cs-date.h"

typedef struct
{
  GDateDay    day;
  GDateMonth  month;
  GDateYear   year;
  const char *text;
} Case;

static const Case cases[] = {
  { 31, G_DATE_AUGUST, 2031, "31 Aug 2031" },
  { 1, G_DATE_JANUARY, 2026, "1 Jan 2026" },
  { 29, G_DATE_FEBRUARY, 2028, "29 Feb 2028" },
  { 3, G_DATE_MARCH, 2026, "3 Mar 2026" },
  { 30, G_DATE_APRIL, 2026, "30 Apr 2026" },
  { 5, G_DATE_MAY, 2026, "5 May 2026" },
  { 6, G_DATE_JUNE, 2026, "6 Jun 2026" },
  { 7, G_DATE_JULY, 2026, "7 Jul 2026" },
  { 9, G_DATE_SEPTEMBER, 2026, "9 Sep 2026" },
  { 10, G_DATE_OCTOBER, 2026, "10 Oct 2026" },
  { 11, G_DATE_NOVEMBER, 2026, "11 Nov 2026" },
  { 31, G_DATE_DECEMBER, 9999, "31 Dec 9999" },
};

static void
test_text (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = NULL;
      GDate date;

      g_date_clear (&date, 1);
      g_date_set_dmy (&date, cases[i].day, cases[i].month, cases[i].year);
      text = cs_date_dup_text (&date);
      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

/* A date that GLib knows by its day number only, in memory that cannot be written. */
static void
test_julian_const (void)
{
  static const GDate date = { .julian_days = 741685, .julian = 1 };
  g_autofree char *text = cs_date_dup_text (&date);

  g_assert_cmpstr (text, ==, "31 Aug 2031");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/date/text", test_text);
  g_test_add_func ("/date/julian-const", test_julian_const);

  return g_test_run ();
}
