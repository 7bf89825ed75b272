/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fuzz.h"

#include <stdlib.h>

/* Stands in for libFuzzer where the compiler has none: each seed of a folder as it
 * is, cut at every byte, and with every bit flipped. So the ordinary suite, whatever
 * it is built with, runs every target on every seed.
 */
#define MUTATED_UP_TO 4096

static void
run (const guint8 *data,
     gsize         length)
{
  /* A copy of just the size, so that a sanitizer sees a read beyond the end. */
  g_autofree guint8 *copy = g_memdup2 (data, length);

  LLVMFuzzerTestOneInput (copy, length);
}

static void
run_mutations (guint8 *data,
               gsize   length)
{
  for (gsize cut = 0; cut < length; cut++)
    run (data, cut);

  for (gsize bit = 0; bit < length * 8; bit++)
    {
      data[bit / 8] ^= (guint8) (1 << bit % 8);
      run (data, length);
      data[bit / 8] ^= (guint8) (1 << bit % 8);
    }
}

static void
run_seed (gconstpointer path)
{
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_file_get_contents (path, &contents, &length, &error);
  g_assert_no_error (error);
  run ((const guint8 *) contents, length);

  if (length <= MUTATED_UP_TO)
    run_mutations ((guint8 *) contents, length);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
list_names (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) files = g_dir_open (folder, 0, &error);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  g_assert_no_error (error);

  while ((name = g_dir_read_name (files)) != NULL)
    g_ptr_array_add (names, g_strdup (name));

  g_ptr_array_sort (names, compare_names);

  return names;
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GPtrArray) names = NULL;

  g_test_init (&argc, &argv, NULL);

  if (argc != 2)
    {
      g_printerr ("Usage: %s CORPUS\n", argv[0]);
      return EXIT_FAILURE;
    }

  names = list_names (argv[1]);
  g_assert_cmpuint (names->len, >, 0);

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autofree char *test_path = g_strconcat ("/fuzz/", name, NULL);

      g_test_add_data_func_full (test_path, g_build_filename (argv[1], name, NULL), run_seed,
                                 g_free);
    }

  return g_test_run ();
}
