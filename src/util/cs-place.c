/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-place.h"

/**
 * cs_place_find:
 * @installed: (type filename): the folder where it is installed
 * @built: (type filename): the folder where it is built
 * @configured: (type filename): the folder where it was to be installed
 *
 * Finds a folder that belongs to the program. @installed and @built are seen from the
 * folder of the program, so that it may be installed, or moved, anywhere; @configured
 * serves where neither is there, or the system does not tell where the program is.
 *
 * Returns: (transfer full) (type filename): the folder
 */
char *
cs_place_find (const char *installed,
               const char *built,
               const char *configured)
{
  const char *const places[] = { installed, built };
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = program != NULL ? g_path_get_dirname (program) : NULL;

  for (gsize i = 0; folder != NULL && i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *place = g_canonicalize_filename (places[i], folder);

      if (g_file_test (place, G_FILE_TEST_IS_DIR))
        return g_steal_pointer (&place);
    }

  return g_strdup (configured);
}
