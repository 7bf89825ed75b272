/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cs-printable.h"

typedef struct
{
  const char *text;
  gsize       max_characters;
  const char *printable;
} Case;

static const Case cases[] = {
  { "", 1, "" },
  { "refused payment", 64, "refused payment" },
  { "카드 분실", 64, "카드 분실" },
  { "a\nb\tc\033[31m", 64, "a\\u000ab\\u0009c\\u001b[31m" },
  { "\302\205\342\200\250\342\200\251", 64, "\\u0085\\u2028\\u2029" },
  { "a\342\200\256b", 64, "a\\u202eb" },
  { "a\342\201\246b", 64, "a\\u2066b" },
  { "\177", 64, "\\u007f" },
  { "a\377b\300\200", 64, "a\\xffb\\xc0\\x80" },
  { "\355\240\200", 64, "\\xed\\xa0\\x80" },
  { "a\352\260", 64, "a\\xea\\xb0" },
  { "1234", 4, "1234" },
  { "12345", 4, "123…" },
  { "카드번호요", 4, "카드번…" },
  { "1\n", 4, "1\\u…" },
  { "12", 1, "…" },
};

static void
test_dup (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *printable = cs_printable_dup (cases[i].text, cases[i].max_characters);

      g_assert_cmpstr (printable, ==, cases[i].printable);
    }
}

/* Whatever the bytes, the result is text, of one line, within the bound. */
static void
test_any_bytes (void)
{
  for (guint round = 0; round < 10000; round++)
    {
      char bytes[33] = "";
      gsize max_characters = (gsize) g_test_rand_int_range (1, 40);
      g_autofree char *printable = NULL;

      for (gsize i = 0; i < sizeof bytes - 1; i++)
        bytes[i] = (char) g_test_rand_int_range (0, 256);

      printable = cs_printable_dup (bytes, max_characters);
      g_assert_true (g_utf8_validate (printable, -1, NULL));
      g_assert_cmpint (g_utf8_strlen (printable, -1), <=, (glong) max_characters);

      for (const char *c = printable; *c != '\0'; c = g_utf8_next_char (c))
        g_assert_false (g_unichar_iscntrl (g_utf8_get_char (c)));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/printable/dup", test_dup);
  g_test_add_func ("/printable/any-bytes", test_any_bytes);

  return g_test_run ();
}
