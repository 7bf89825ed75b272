/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-harden.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

/* What leaks secrets or loads code into us. Rendering switches are left alone. */
static const char *const scrubbed[] = {
  "SSLKEYLOGFILE", "G_TLS_GNUTLS_PRIORITY", "GNUTLS_SYSTEM_PRIORITY_FILE", "GNUTLS_DEBUG_LEVEL",
  "GTK_DEBUG", "GDK_DEBUG", "GSK_DEBUG", "GTK_PATH", "GTK_EXE_PREFIX", "GTK_DATA_PREFIX",
  "GTK_THEME", "GTK_INSPECTOR_DISPLAY", "GTK_MODULES", "GIO_EXTRA_MODULES", "GIO_MODULE_DIR",
  "GIO_USE_TLS", "GDK_PIXBUF_MODULE_FILE", "GDK_PIXBUF_MODULEDIR", "GI_TYPELIB_PATH",
  "G_MESSAGES_DEBUG", "G_DEBUG", "G_SLICE", "MALLOC_TRACE", "OPENSSL_CONF", "OPENSSL_MODULES",
  "OPENSSL_ENGINES", "GCONV_PATH", "SQLITE_TMPDIR", "SECRET_BACKEND", "SECRET_SERVICE_BUS_NAME",
};

/**
 * cs_harden_process:
 * @kind: what the process is
 *
 * Closes what a process with card data must not leave open: core files, files
 * that others can read, new privileges, and variables that write keys to disk or
 * load code.
 *
 * To be called before anything of GLib, whose libraries read those variables
 * when they are first used. A command is made non-dumpable as well; a window is
 * not, since the desktop's portals would then refuse to serve it.
 */
void
cs_harden_process (CsHardenKind kind)
{
  const struct rlimit no_core = { 0, 0 };

  umask (077);
  (void) setrlimit (RLIMIT_CORE, &no_core);
  /* A limit on files ends a write with an error, which is told, and not the process. */
  (void) signal (SIGXFSZ, SIG_IGN);
  (void) prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);

  if (kind == CS_HARDEN_COMMAND)
    (void) prctl (PR_SET_DUMPABLE, 0, 0, 0, 0);

  for (gsize i = 0; i < G_N_ELEMENTS (scrubbed); i++)
    unsetenv (scrubbed[i]);
}
