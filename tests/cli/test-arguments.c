/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cs-arguments.h"

typedef struct
{
  const char *argument;
  const char *left;
} Case;

static const Case cases[] = {
  { "4111111111111111", "****************" },
  { "4111111111111112", "****************" },              /* mistyped */
  { "4111 1111-1111 1111", "**** ****-**** ****" },
  { "--par=4111111111111111", "--par=****************" },
  { "１２３４１２３４１２３４１２３４",
    "************************************************" },
  { "1234567890123", "*************" },
  { "50000104652", "50000104652" },
  { "123456789012", "123456789012" },
  { "lookup", "lookup" },
  { "", "" },
};

static void
test_take (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *original = g_strdup (cases[i].argument);
      char *argv[] = { original, NULL };
      char **taken = cs_arguments_take (1, argv);

      g_assert_cmpstr (original, ==, cases[i].left);
      g_assert_cmpstr (taken[0], ==, cases[i].argument);
      g_assert_null (taken[1]);
      cs_arguments_wipe (taken);
    }
}

static void
test_take_none (void)
{
  char *argv[] = { NULL };
  char **taken = cs_arguments_take (0, argv);

  g_assert_null (taken[0]);
  cs_arguments_wipe (taken);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/arguments/take", test_take);
  g_test_add_func ("/arguments/take-none", test_take_none);

  return g_test_run ();
}
