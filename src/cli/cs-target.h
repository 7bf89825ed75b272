/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "cs-cli-session.h"

G_BEGIN_DECLS

/**
 * CsTarget:
 * @profile: (nullable): a profile, by its name or its file
 * @mock: the mock service in this program instead
 *
 * Whom a command asks.
 */
typedef struct
{
  char     *profile;
  gboolean  mock;
} CsTarget;

#define CS_TARGET_OPTIONS(target) \
  { "profile", 'p', 0, G_OPTION_ARG_FILENAME, &(target).profile, \
    N_("Ask the service of this profile, a name or a file"), N_("NAME|FILE") }, \
  { "mock", 'm', 0, G_OPTION_ARG_NONE, &(target).mock, \
    N_("Ask the mock service in this program; nothing leaves the computer"), NULL }

int           cs_target_check (const CsTarget  *self);
CsCliSession *cs_target_open  (const CsTarget  *self,
                               GError         **error) G_GNUC_WARN_UNUSED_RESULT;
void          cs_target_clear (CsTarget        *self);

G_END_DECLS
