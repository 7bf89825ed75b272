/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cs-pan.h"

#include <string.h>

typedef struct
{
  const char *pan;
  const char *masked;
  const char *last4;
  gboolean    valid;
} Case;

/* Numbers of the schemes' public test ranges; none is anybody's card. */
static const Case cases[] = {
  { "4111111111111111", "4111 11** **** 1111", "1111", TRUE },
  { "4111111111111112", "4111 11** **** 1112", "1112", FALSE },
  { "411111111111111", "4111 11** ***1 111", "1111", FALSE },
  { "12345678901234567890", "1234 56** **** ***7 890", "7890", FALSE },
  { "1234567890123", "1234 56** *012 3", "0123", FALSE },
  { "123456789012", "**** **** 9012", "9012", FALSE },
  { "123456789", "**** *678 9", "6789", FALSE },
  { "12345678", "**** ****", "", FALSE },
  { "", "", "", FALSE },
  { "4111-1111-1111-1111", "4111 *1** **** ***1 111", "1111", FALSE },
  { "411111******1111", "4111 11** **** 1111", "1111", FALSE },
  { "not a number at all", "**** **** **** **** ***", "", FALSE },
};

static void
test_mask (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      CsMaskedPan masked;

      cs_pan_mask (cases[i].pan, strlen (cases[i].pan), &masked);
      g_assert_cmpstr (masked.masked, ==, cases[i].masked);
      g_assert_cmpstr (masked.last4, ==, cases[i].last4);
      g_assert_cmpint (masked.valid, ==, cases[i].valid);
    }
}

/* PCI DSS 3.4.1 for every length: never more than first six and last four. */
static void
test_never_more_than_ten (void)
{
  for (gsize length = 0; length <= 64; length++)
    {
      g_autofree char *pan = g_strnfill (length, '7');
      CsMaskedPan masked;
      gsize n_shown = 0;

      cs_pan_mask (pan, length, &masked);

      for (const char *c = masked.masked; *c != '\0'; c++)
        n_shown += g_ascii_isdigit (*c) ? 1 : 0;

      g_assert_cmpuint (n_shown, <=, 10);
      g_assert_cmpuint (n_shown, <=, length < 13 ? 4 : 10);
      g_assert_true (length == 0 || n_shown < length);
    }
}

static void
test_digest (void)
{
  CsMaskedPan a, b, c;

  cs_pan_mask ("4111111111111111", 16, &a);
  cs_pan_mask ("4111111111111111", 16, &b);
  cs_pan_mask ("4111110000001111", 16, &c);

  g_assert_true (cs_masked_pan_equal (&a, &b));
  g_assert_cmpstr (a.masked, ==, c.masked);
  g_assert_false (cs_masked_pan_equal (&a, &c));
}

static void
test_short_forms (void)
{
  g_autofree char *known = cs_pan_dup_short ("0765");
  g_autofree char *unknown = cs_pan_dup_short ("");
  g_autofree char *account = cs_account_dup_last4 ("11012345675557", 14);
  g_autofree char *brief = cs_account_dup_last4 ("12345678", 8);

  g_assert_cmpstr (known, ==, "···· 0765");
  g_assert_cmpstr (unknown, ==, "···· ····");
  g_assert_cmpstr (account, ==, "5557");
  g_assert_cmpstr (brief, ==, "");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/pan/mask", test_mask);
  g_test_add_func ("/pan/never-more-than-ten", test_never_more_than_ten);
  g_test_add_func ("/pan/digest", test_digest);
  g_test_add_func ("/pan/short-forms", test_short_forms);

  return g_test_run ();
}
