/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cs-won.h"

typedef struct
{
  guint64     amount;
  const char *text;
} Case;

static const Case cases[] = {
  { 0, "₩0" },
  { 7, "₩7" },
  { 999, "₩999" },
  { 1000, "₩1,000" },
  { 300000, "₩300,000" },
  { 1700000, "₩1,700,000" },
  { G_GUINT64_CONSTANT (9999999999), "₩9,999,999,999" },
  { G_MAXUINT64, "₩18,446,744,073,709,551,615" },
};

static void
test_dup (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = cs_won_dup (cases[i].amount);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/won/dup", test_dup);

  return g_test_run ();
}
