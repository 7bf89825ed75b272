/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-application.h"
#include "cs-harden.h"
#include "cs-locale.h"
#include "cs-redact.h"

int
main (int   argc,
      char *argv[])
{
  g_autoptr (CsApplication) app = NULL;

  cs_harden_process (CS_HARDEN_WINDOW);
  cs_redact_log_writer ();

  cs_locale_init ();

  app = cs_application_new ();

  return g_application_run (G_APPLICATION (app), argc, argv);
}
