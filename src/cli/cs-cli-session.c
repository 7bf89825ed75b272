/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-cli-session.h"

#include <glib/gi18n-lib.h>

#include "cs-message.h"

static CsCliSession *
session_new (void)
{
  CsCliSession *self = g_new0 (CsCliSession, 1);

  self->clock = cs_clock_new_system ();

  return self;
}

/**
 * cs_cli_session_open_log:
 * @is_demo: whether it is for the demo, which has a log of its own, so that no
 *   demonstration stands between the records of real people
 * @error: return location for an error
 *
 * Opens this user's access log, and says so if the demo's was begun anew.
 *
 * Returns: (transfer full): the log, or `NULL` with a [error@LogError]
 */
CsAccessLog *
cs_cli_session_open_log (gboolean   is_demo,
                         GError   **error)
{
  CsAccessLog *access_log = cs_access_log_open_default (is_demo, error);

  if (access_log != NULL && cs_access_log_get_set_aside (access_log) != NULL)
    /* Translators: %s is the name of a file */
    cs_message_note (_("The demo’s access log was written by an older version, and is now %s."),
                     cs_access_log_get_set_aside (access_log));

  return access_log;
}

static gboolean
open_log (CsCliSession  *self,
          GError       **error)
{
  gboolean is_demo = self->profile != NULL &&
                     cs_profile_get_environment (self->profile) == CS_ENVIRONMENT_MOCK;

  self->access_log = cs_cli_session_open_log (is_demo, error);

  return self->access_log != NULL;
}

static gboolean
start_mock (CsCliSession  *self,
            GError       **error)
{
  self->mock = cs_mock_service_new (self->clock);

  if (!cs_mock_service_start (self->mock, 0, error))
    return FALSE;

  self->profile = cs_profile_new (_("Demo"), CS_ENVIRONMENT_MOCK,
                                  cs_mock_service_get_base_url (self->mock),
                                  cs_mock_service_get_credentials (self->mock), error);

  return self->profile != NULL;
}

/**
 * cs_cli_session_open_mock:
 * @error: return location for an error
 *
 * Opens a session with the mock service, which runs in this process.
 *
 * Returns: (transfer full): the session, or `NULL` on error
 */
CsCliSession *
cs_cli_session_open_mock (GError **error)
{
  g_autoptr (CsCliSession) self = session_new ();

  if (!start_mock (self, error) || !open_log (self, error))
    /* NOLINTNEXTLINE(clang-analyzer-unix.Malloc): g_autoptr() frees it. */
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * cs_cli_session_open_profile:
 * @name_or_path: a profile, by name or as a file
 * @error: [error@ClientError] `PROFILE`, or a [error@LogError]
 *
 * Opens a session with the service of a profile. Nothing is sent yet.
 *
 * Returns: (transfer full): the session, or `NULL` on error
 */
CsCliSession *
cs_cli_session_open_profile (const char  *name_or_path,
                             GError     **error)
{
  g_autoptr (CsCliSession) self = session_new ();

  self->profile = cs_profile_find (name_or_path, error);

  if (self->profile == NULL || !open_log (self, error))
    /* NOLINTNEXTLINE(clang-analyzer-unix.Malloc): g_autoptr() frees it. */
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * cs_cli_session_open_offline:
 * @error: a [error@LogError]
 *
 * Opens a session that asks nobody, for answers that are here already.
 *
 * Returns: (transfer full): the session, or `NULL` on error
 */
CsCliSession *
cs_cli_session_open_offline (GError **error)
{
  g_autoptr (CsCliSession) self = session_new ();

  if (!open_log (self, error))
    /* NOLINTNEXTLINE(clang-analyzer-unix.Malloc): g_autoptr() frees it. */
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * cs_cli_session_close:
 * @self: (transfer full): a session
 *
 * Stops what runs and frees the session.
 */
void
cs_cli_session_close (CsCliSession *self)
{
  if (self->mock != NULL)
    cs_mock_service_stop (self->mock);

  g_clear_object (&self->mock);
  g_clear_object (&self->profile);
  g_clear_object (&self->access_log);
  g_clear_object (&self->clock);
  g_free (self);
}
