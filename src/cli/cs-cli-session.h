/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "cs-access-log.h"
#include "cs-clock.h"
#include "cs-mock-service.h"
#include "cs-profile.h"

G_BEGIN_DECLS

/**
 * CsCliSession:
 * @clock: the time
 * @mock: (nullable): the mock service in this process
 * @profile: (nullable): whom to ask; none where nobody is asked
 * @access_log: where every reading of card data goes
 *
 * What a command works with while it runs.
 */
typedef struct
{
  CsClock       *clock;
  CsMockService *mock;
  CsProfile     *profile;
  CsAccessLog   *access_log;
} CsCliSession;

CsCliSession *cs_cli_session_open_mock    (GError       **error) G_GNUC_WARN_UNUSED_RESULT;
CsCliSession *cs_cli_session_open_profile (const char    *name_or_path,
                                           GError       **error) G_GNUC_WARN_UNUSED_RESULT;
CsCliSession *cs_cli_session_open_offline (GError       **error) G_GNUC_WARN_UNUSED_RESULT;
void          cs_cli_session_close        (CsCliSession  *self);
CsAccessLog  *cs_cli_session_open_log     (gboolean       is_demo,
                                           GError       **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsCliSession, cs_cli_session_close)

G_END_DECLS
