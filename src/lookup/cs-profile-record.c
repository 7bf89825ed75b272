/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-profile-record.h"

#include "cs-failure.h"
#include "cs-printable.h"

#define CHANGE_MAX_CHARACTERS 190

/**
 * cs_profile_record_new:
 * @clock: tells the time
 * @environment: of the profile
 * @change: what was done to which one, in English: `import seoul-desk`
 * @outcome: (nullable): why it failed, or `NULL` if it did not
 *
 * Makes the record of a profile that somebody changed or checked.
 *
 * Returns: (transfer full): the record
 */
CsAccessRecord *
cs_profile_record_new (CsClock       *clock,
                       CsEnvironment  environment,
                       const char    *change,
                       const GError  *outcome)
{
  CsAccessRecord *record = cs_access_record_new (CS_ACTION_PROFILE_CHANGED,
                                                 cs_environment_to_string (environment),
                                                 cs_clock_get_unix_us (clock));

  record->subject = cs_printable_dup (change, CHANGE_MAX_CHARACTERS);
  record->outcome = outcome != NULL ? cs_failure_dup_outcome (outcome, NULL) : g_strdup ("ok");

  return record;
}

/**
 * cs_profile_record:
 * @access_log: the log
 * @clock: tells the time
 * @environment: of the profile
 * @change: what was done to which one, in English: `import seoul-desk`
 * @outcome: (nullable): why it failed, or `NULL` if it did not
 * @error: a [error@LogError]
 *
 * Records that somebody changed or checked a profile. Blocks.
 *
 * Returns: `TRUE` once it is recorded
 */
gboolean
cs_profile_record (CsAccessLog    *access_log,
                   CsClock        *clock,
                   CsEnvironment   environment,
                   const char     *change,
                   const GError   *outcome,
                   GError        **error)
{
  g_autoptr (GPtrArray) records =
    g_ptr_array_new_with_free_func ((GDestroyNotify) cs_access_record_free);

  g_ptr_array_add (records, cs_profile_record_new (clock, environment, change, outcome));

  return cs_access_log_append (access_log, records, error);
}
