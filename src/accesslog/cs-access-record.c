/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-access-record.h"

#include <pwd.h>
#include <unistd.h>

#define PASSWD_ENTRY_MAX (64 * 1024)

/* The log keeps these words: they may be added to, never changed. */
static const char *const action_words[CS_N_ACTIONS] = {
  [CS_ACTION_LOOKUP] = "lookup",
  [CS_ACTION_SHOW] = "show",
  [CS_ACTION_COPY] = "copy",
  [CS_ACTION_EXPORT] = "export",
  [CS_ACTION_PRINT] = "print",
  [CS_ACTION_AUDIT_ROW] = "audit-row",
  [CS_ACTION_DECRYPT] = "decrypt",
  [CS_ACTION_LOG_OPENED] = "log-opened",
  [CS_ACTION_LOG_VERIFIED] = "log-verified",
  [CS_ACTION_LOG_EXPORTED] = "log-exported",
  [CS_ACTION_LOG_PURGED] = "log-purged",
  [CS_ACTION_PROFILE_CHANGED] = "profile-changed",
  [CS_ACTION_SETTINGS_CHANGED] = "settings-changed",
  [CS_ACTION_LOCKED] = "locked",
  [CS_ACTION_UNLOCKED] = "unlocked",
  [CS_ACTION_UNLOCK_FAILED] = "unlock-failed",
  [CS_ACTION_AUDIT_STARTED] = "audit-started",
  [CS_ACTION_AUDIT_FINISHED] = "audit-finished",
};

/* By the user ID alone: $LOGNAME and $USER are whatever the operator says. */
static char *
dup_operator_name (void)
{
  g_autofree char *buffer = g_malloc (PASSWD_ENTRY_MAX);
  struct passwd entry, *found = NULL;

  if (getpwuid_r (getuid (), &entry, buffer, PASSWD_ENTRY_MAX, &found) == 0 && found != NULL &&
      *found->pw_name != '\0')
    return g_strdup (found->pw_name);

  /* NOLINTNEXTLINE(clang-analyzer-unix.Malloc): g_autofree frees it. */
  return g_strdup_printf ("uid-%u", getuid ());
}

/* One look-up in the user database a process; audits make many records. */
static const char *
get_operator_name (void)
{
  static char *name = NULL;

  if (g_once_init_enter (&name))
    g_once_init_leave (&name, dup_operator_name ());

  return name;
}

/**
 * cs_access_record_new:
 * @action: what was done
 * @environment: `mock`, `sandbox` or `production`; `file` for a saved answer;
 *   `CS_ENVIRONMENT_LOCAL` for what concerns this computer alone
 * @unix_us: when, microseconds UTC
 *
 * Makes a record of something that this user did on this machine.
 *
 * The outcome is to be set before the record can be appended: a record without
 * one is refused, so that a forgotten outcome never reads as a success.
 *
 * Returns: (transfer full): a record
 */
CsAccessRecord *
cs_access_record_new (CsAction    action,
                      const char *environment,
                      gint64      unix_us)
{
  CsAccessRecord *self;

  g_return_val_if_fail (action < CS_N_ACTIONS, NULL);
  g_return_val_if_fail (environment != NULL, NULL);

  self = g_new0 (CsAccessRecord, 1);
  self->unix_us = unix_us;
  self->operator_name = g_strdup (get_operator_name ());
  self->host = g_strdup (g_get_host_name ());
  self->environment = g_strdup (environment);
  self->action = action;

  return self;
}

/**
 * cs_access_record_copy:
 * @self: a record
 *
 * Copies a record.
 *
 * Returns: (transfer full): the copy
 */
CsAccessRecord *
cs_access_record_copy (const CsAccessRecord *self)
{
  CsAccessRecord *copy = g_memdup2 (self, sizeof *self);

  copy->operator_name = g_strdup (self->operator_name);
  copy->host = g_strdup (self->host);
  copy->environment = g_strdup (self->environment);
  copy->par = g_strdup (self->par);
  copy->outcome = g_strdup (self->outcome);
  copy->subject = g_strdup (self->subject);
  copy->case_reference = g_strdup (self->case_reference);
  copy->reason = g_strdup (self->reason);
  copy->correlation_id = g_strdup (self->correlation_id);

  return copy;
}

/**
 * cs_access_record_free:
 * @self: (transfer full): a record
 *
 * Frees a record.
 */
void
cs_access_record_free (CsAccessRecord *self)
{
  g_free (self->operator_name);
  g_free (self->host);
  g_free (self->environment);
  g_free (self->par);
  g_free (self->outcome);
  g_free (self->subject);
  g_free (self->case_reference);
  g_free (self->reason);
  g_free (self->correlation_id);
  g_free (self);
}

/**
 * cs_action_to_string:
 * @action: an action
 *
 * Names an action as the log and its exports do; not translated.
 *
 * Returns: a word
 */
const char *
cs_action_to_string (CsAction action)
{
  g_return_val_if_fail (action < CS_N_ACTIONS, NULL);

  return action_words[action];
}

/**
 * cs_action_from_string:
 * @text: a word
 * @out_action: (out): the action
 *
 * Finds an action by its word.
 *
 * Returns: `FALSE` if @text names none
 */
gboolean
cs_action_from_string (const char *text,
                       CsAction   *out_action)
{
  for (guint i = 0; i < CS_N_ACTIONS; i++)
    if (g_str_equal (text, action_words[i]))
      {
        *out_action = (CsAction) i;
        return TRUE;
      }

  return FALSE;
}
