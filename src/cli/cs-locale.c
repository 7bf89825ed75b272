/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-locale.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <string.h>

/* Where translations may lie, seen from the folder of the program: installed, and
 * in the folder where it was built.
 */
static const char *const places[] = {
  LOCALE_PLACE,
  "../../po",
};

static char *
find_localedir (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = program != NULL ? g_path_get_dirname (program) : NULL;

  for (gsize i = 0; folder != NULL && i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *place = g_canonicalize_filename (places[i], folder);

      if (g_file_test (place, G_FILE_TEST_IS_DIR))
        return g_steal_pointer (&place);
    }

  return g_strdup (LOCALEDIR);    /* no /proc: where it was to be installed */
}

/**
 * cs_locale_init:
 *
 * Makes the program speak the user's language. Translations are looked for beside
 * the program, so that it may be installed, or moved, anywhere.
 *
 * Where the locale is C, as in cron jobs, characters are UTF-8 all the same, since
 * names come in Korean and arguments may.
 */
void
cs_locale_init (void)
{
  g_autofree char *localedir = NULL;

  setlocale (LC_ALL, "");

  if (strcmp (setlocale (LC_CTYPE, NULL), "C") == 0)
    setlocale (LC_CTYPE, "C.UTF-8");

  localedir = find_localedir ();
  bindtextdomain (GETTEXT_PACKAGE, localedir);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");

  /* For ngettext(), which has no domain of its own. */
  textdomain (GETTEXT_PACKAGE);
}
