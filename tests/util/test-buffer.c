/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cs-buffer.h"

#include <string.h>

static void
test_bound (void)
{
  g_autoptr (CsBuffer) buffer = cs_buffer_new (8);
  gsize length = 99;

  g_assert_nonnull (cs_buffer_get_data (buffer, &length));
  g_assert_cmpuint (length, ==, 0);
  g_assert_true (cs_buffer_append (buffer, "12345", 5));
  g_assert_false (cs_buffer_append (buffer, "6789", 4));
  g_assert_cmpuint (cs_buffer_get_length (buffer), ==, 5);
  g_assert_true (cs_buffer_append_string (buffer, "678"));
  g_assert_false (cs_buffer_append (buffer, "9", 1));
  g_assert_true (cs_buffer_append (buffer, NULL, 0));
  g_assert_null (cs_buffer_reserve (buffer, G_MAXSIZE));
  g_assert_cmpmem (cs_buffer_get_data (buffer, NULL), 8, "12345678", 8);
}

static void
test_growth (void)
{
  g_autoptr (CsBuffer) buffer = cs_buffer_new (1024 * 1024);
  const guint8 *data;
  gsize length;

  for (guint i = 0; i < 256 * 1024; i++)
    {
      guint8 bytes[3] = { (guint8) i, (guint8) (i >> 8), (guint8) (i >> 16) };

      g_assert_true (cs_buffer_append (buffer, bytes, 3));
    }

  data = cs_buffer_get_data (buffer, &length);
  g_assert_cmpuint (length, ==, 768 * 1024);

  for (guint i = 0; i < 256 * 1024; i++)
    g_assert_true (data[i * 3] == (guint8) i && data[i * 3 + 1] == (guint8) (i >> 8));
}

static void
test_truncate_wipes (void)
{
  g_autoptr (CsBuffer) buffer = cs_buffer_new (64);
  const guint8 *data;

  g_assert_true (cs_buffer_append_string (buffer, "keep and wipe"));
  data = cs_buffer_get_data (buffer, NULL);
  cs_buffer_truncate (buffer, 4);
  g_assert_cmpmem (data, 13, "keep\0\0\0\0\0\0\0\0\0", 13);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/buffer/bound", test_bound);
  g_test_add_func ("/buffer/growth", test_growth);
  g_test_add_func ("/buffer/truncate-wipes", test_truncate_wipes);

  return g_test_run ();
}
