/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib.h>

#include "cs-harden.h"

int
main (int   argc,
      char *argv[])
{
  cs_harden_process (CS_HARDEN_COMMAND);
  g_print ("cardsyncctl " CARDSYNC_VERSION "\n");

  return 0;
}
