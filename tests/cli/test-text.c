/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cs-text.h"

static void
test_width (void)
{
  g_assert_cmpuint (cs_text_get_width (""), ==, 0);
  g_assert_cmpuint (cs_text_get_width ("abc"), ==, 3);
  g_assert_cmpuint (cs_text_get_width ("₩1,000"), ==, 6);
  g_assert_cmpuint (cs_text_get_width ("서울사랑카드"), ==, 12);
  g_assert_cmpuint (cs_text_get_width ("e\xcc\x81"), ==, 1);             /* combining acute */
  g_assert_cmpuint (cs_text_get_width ("✓ 정상"), ==, 6);
}

typedef struct
{
  const char *text;
  guint       width;
  const char *cell;
} Cell;

static const Cell cells[] = {
  { "abc", 5, "abc  " },
  { "abc", 3, "abc" },
  { "abcd", 3, "ab…" },
  { "카드", 4, "카드" },
  { "카드", 5, "카드 " },
  { "카드사", 5, "카드…" },
  { "카드사", 4, "카… " },          /* half of a syllable is none */
  { "abc", 1, "…" },
  { "\xe2\x81\xa8" "כרטיס" "\xe2\x81\xa9", 4, "\xe2\x81\xa8" "כרט" "…" "\xe2\x81\xa9" },
  { "", 2, "  " },
};

static void
test_cell (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      g_autoptr (GString) line = g_string_new (NULL);

      cs_text_append_cell (line, cells[i].text, cells[i].width);
      g_assert_cmpstr (line->str, ==, cells[i].cell);
      g_assert_cmpuint (cs_text_get_width (line->str), ==, cells[i].width);
    }
}

static void
test_amount (void)
{
  g_autoptr (GString) line = g_string_new (NULL);

  cs_text_append_amount (line, "₩7", 5);
  cs_text_append_amount (line, "₩1,000,000", 5);
  g_assert_cmpstr (line->str, ==, "   ₩7₩1,000,000");
}

typedef struct
{
  const char *text;
  guint       indent;
  guint       width;
  const char *lines;
} Wrap;

static const Wrap wraps[] = {
  { "one two three", 0, 80, "one two three\n" },
  { "one two three", 0, 7, "one two\nthree\n" },
  { "one two three", 2, 9, "  one two\n  three\n" },
  { "one two three", 0, 8, "one two\nthree\n" },
  { "abcdefgh", 0, 3, "abc\ndef\ngh\n" },
  { "분실 신고된 카드입니다", 0, 12, "분실 신고된\n카드입니다\n" },
  { "카드입니다", 0, 5, "카드\n입니\n다\n" },
  { "카드", 0, 1, "카\n드\n" },           /* no room at all: one a line, and an end */
  { "abc", 5, 5, "     a\n     b\n     c\n" },
  { "  spaces   between  ", 0, 8, "spaces\nbetween\n" },
  { "", 0, 10, "" },
};

static void
test_wrapped (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (wraps); i++)
    {
      g_autoptr (GString) page = g_string_new (NULL);

      cs_text_append_wrapped (page, wraps[i].text, wraps[i].indent, wraps[i].width);
      g_assert_cmpstr (page->str, ==, wraps[i].lines);
    }
}

typedef struct
{
  const char *text;
  const char *shown;
} Shown;

static const Shown shown[] = {
  { "Seoul Love Card", "Seoul Love Card" },
  { "서울사랑카드", "서울사랑카드" },
  { "a\033[2Jb", "a\\u001b[2Jb" },                          /* would clear the screen */
  { "a\xc2\x9b" "2Jb", "a\\u009b2Jb" },                     /* the same in one character */
  { "a\nb\tc\rd", "a\\u000ab\\u0009c\\u000dd" },
  { "a\xe2\x80\xae" "b", "a\\u202eb" },                     /* right-to-left override */
  { "a\xff", "a\\xff" },
  { "כרטיס", "\xe2\x81\xa8" "כרטיס" "\xe2\x81\xa9" },       /* kept apart, not reordered */
};

static void
test_shown (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (shown); i++)
    {
      g_autofree char *text = cs_text_dup_shown (shown[i].text);

      g_assert_cmpstr (text, ==, shown[i].shown);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/text/width", test_width);
  g_test_add_func ("/text/cell", test_cell);
  g_test_add_func ("/text/amount", test_amount);
  g_test_add_func ("/text/wrapped", test_wrapped);
  g_test_add_func ("/text/shown", test_shown);

  return g_test_run ();
}
