/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <gio/gio.h>

#include "cs-place.h"

static void
assert_place (const char *installed,
              const char *built,
              const char *expected)
{
  g_autofree char *place = cs_place_find (installed, built, "/configured");

  g_assert_cmpstr (place, ==, expected);
}

static void
test_place (gconstpointer program)
{
  g_autofree char *absolute = g_canonicalize_filename (program, NULL);
  g_autofree char *own = g_path_get_dirname (absolute);
  g_autofree char *parent = g_path_get_dirname (own);

  assert_place ("../util", "..", own);
  assert_place ("..", "../util", parent);
  assert_place ("no-such-folder", "..", parent);
  assert_place ("no-such-folder", "no-such-folder", "/configured");

  /* An absolute folder is the same from everywhere, and a file is none. */
  assert_place ("/usr", "..", "/usr");
  assert_place ("test-place", "..", parent);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/place", argv[0], test_place);

  return g_test_run ();
}
