/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cs-digits.h"

#include <string.h>

typedef struct
{
  const char *text;
  gboolean    accepted;
  guint64     value;
} Case;

static const Case cases[] = {
  { "1", TRUE, 1 },
  { "50000104652", TRUE, G_GUINT64_CONSTANT (50000104652) },
  { "9999999999999999999", TRUE, CS_MEMBER_ID_MAX },
  { "9223372036854775808", TRUE, G_GUINT64_CONSTANT (9223372036854775808) },
  { "10000000000000000000", FALSE, 0 },
  { "18446744073709551616", FALSE, 0 },
  { "99999999999999999999999", FALSE, 0 },
  { "0", FALSE, 0 },
  { "01", FALSE, 0 },
  { "", FALSE, 0 },
  { "+1", FALSE, 0 },
  { "-1", FALSE, 0 },
  { " 1", FALSE, 0 },
  { "1 ", FALSE, 0 },
  { "1.0", FALSE, 0 },
  { "1e3", FALSE, 0 },
  { "0x10", FALSE, 0 },
};

static void
test_parse (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint64 value = 42;
      gboolean accepted = cs_digits_parse_uint64 (cases[i].text, strlen (cases[i].text),
                                                  1, CS_MEMBER_ID_MAX, &value);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (accepted, ==, cases[i].accepted);
      g_assert_cmpuint (value, ==, accepted ? cases[i].value : 42);
    }
}

static void
test_unterminated (void)
{
  guint64 value;

  g_assert_true (cs_digits_parse_uint64 ("12345", 3, 0, G_MAXUINT64, &value));
  g_assert_cmpuint (value, ==, 123);
  g_assert_true (cs_digits_parse_uint64 ("0", 1, 0, G_MAXUINT64, &value));
  g_assert_cmpuint (value, ==, 0);
  g_assert_true (cs_digits_parse_uint64 ("18446744073709551615", 20, 0, G_MAXUINT64, &value));
  g_assert_cmpuint (value, ==, G_MAXUINT64);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/digits/parse", test_parse);
  g_test_add_func ("/digits/unterminated", test_unterminated);

  return g_test_run ();
}
