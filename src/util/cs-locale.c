/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-locale.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <string.h>

#include "cs-place.h"

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

  localedir = cs_place_find (LOCALE_PLACE, "../../po", LOCALEDIR);
  bindtextdomain (GETTEXT_PACKAGE, localedir);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");

  /* For ngettext(), which has no domain of its own. */
  textdomain (GETTEXT_PACKAGE);
}
