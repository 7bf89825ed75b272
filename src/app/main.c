/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-access-log.h"
#include "cs-application.h"
#include "cs-harden.h"
#include "cs-heap.h"
#include "cs-locale.h"
#include "cs-redact.h"

int
main (int   argc,
      char *argv[])
{
  CsApplication *app;
  int status;

  cs_harden_process (CS_HARDEN_WINDOW);
  cs_redact_log_writer ();
  cs_heap_share ();

  cs_locale_init ();

  app = cs_application_new ();

  status = g_application_run (G_APPLICATION (app), argc, argv);
  g_object_unref (app);
  cs_access_log_wait_closed ();

  return status;
}
