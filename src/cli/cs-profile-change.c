/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-profile-change.h"

#include <glib/gi18n-lib.h>

#include "cs-access-log.h"
#include "cs-cli-session.h"
#include "cs-message.h"
#include "cs-output.h"
#include "cs-profile-check.h"
#include "cs-profile-record.h"
#include "cs-profile-store.h"
#include "cs-profile-view.h"
#include "cs-terminal.h"

/* The log is opened before anything is done: what cannot be recorded is not done. */
static CsAccessLog *
open_log (CsEnvironment   environment,
          GError        **error)
{
  return cs_cli_session_open_log (environment == CS_ENVIRONMENT_MOCK, error);
}

/* Takes @outcome, which is NULL if the change was made. */
static int
conclude (CsAccessLog   *access_log,
          CsEnvironment  environment,
          const char    *verb,
          const char    *id,
          GError        *outcome)
{
  g_autoptr (CsClock) clock = cs_clock_new_system ();
  g_autoptr (GError) failure = outcome;
  g_autoptr (GError) error = NULL;
  g_autofree char *change = g_strdup_printf ("%s %s", verb, id);

  if (!cs_profile_record (access_log, clock, environment, change, failure, &error) &&
      failure == NULL)
    failure = g_steal_pointer (&error);

  return failure != NULL ? cs_message_failure (failure, NULL) : 0;
}

/* For a person; a script reads the ID alone. */
static void
tell_check (const char *id)
{
  CsTerminal terminal;

  cs_terminal_init (&terminal);

  if (!terminal.is_terminal)
    return;

  /* Translators: the ID of a profile. */
  g_printerr (_("Test it: cardsyncctl profile check %s"), id);
  g_printerr ("\n");
}

/**
 * cs_profile_change_add:
 * @profile: a profile with its secrets
 * @name: (nullable): what to call it, or `NULL` for its own name
 * @verb: what is recorded, `import` or `create`
 *
 * Keeps a profile, and prints its ID.
 *
 * Returns: the exit code
 */
int
cs_profile_change_add (CsProfile  *profile,
                       const char *name,
                       const char *verb)
{
  CsEnvironment environment = cs_profile_get_environment (profile);
  g_autoptr (CsAccessLog) access_log = NULL;
  g_autofree char *id = NULL;
  g_autofree char *line = NULL;
  GError *error = NULL;
  int exit_code;

  access_log = open_log (environment, &error);

  if (access_log != NULL)
    id = cs_profile_store_add (profile, name, &error);

  if (access_log == NULL)
    {
      exit_code = cs_message_failure (error, NULL);
      g_error_free (error);
      return exit_code;
    }

  exit_code = conclude (access_log, environment, verb,
                        id != NULL ? id : cs_profile_get_name (profile), error);

  if (exit_code != 0)
    return exit_code;

  line = g_strdup_printf ("%s\n", id);
  exit_code = cs_output_write_text (line);
  tell_check (id);

  return exit_code;
}

/**
 * cs_profile_change_run:
 * @input: what options said; the first argument after the subcommand is the profile
 * @verb: what is recorded
 * @change: what to do
 *
 * Changes a profile that is there.
 *
 * Returns: the exit code
 */
int
cs_profile_change_run (const CsProfileInput *input,
                       const char           *verb,
                       CsProfileChange       change)
{
  g_autoptr (CsProfileEntry) entry = NULL;
  g_autoptr (CsAccessLog) access_log = NULL;
  g_autoptr (GError) error = NULL;
  GError *outcome = NULL;
  CsEnvironment environment;

  entry = cs_profile_store_find (input->rest[1], &error);

  if (entry == NULL)
    return cs_message_failure (error, NULL);

  environment = cs_profile_entry_get_environment (entry);
  access_log = open_log (environment, &error);

  if (access_log == NULL)
    return cs_message_failure (error, NULL);

  change (entry, input, &outcome);

  return conclude (access_log, environment, verb, cs_profile_entry_get_id (entry), outcome);
}

typedef struct
{
  GMainLoop      *loop;
  CsProfileCheck *check;
} Answer;

static void
checked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Answer *answer = user_data;

  answer->check = cs_profile_check_run_finish (result, NULL);
  g_main_loop_quit (answer->loop);
}

static CsProfileCheck *
check (CsProfile   *profile,
       CsAccessLog *access_log,
       CsClock     *clock,
       guint64      member_id)
{
  Answer answer = { g_main_loop_new (NULL, FALSE), NULL };

  cs_profile_check_run_async (profile, access_log, clock, member_id, NULL, checked_cb, &answer);
  g_main_loop_run (answer.loop);
  g_main_loop_unref (answer.loop);

  return answer.check;
}

/**
 * cs_profile_change_check:
 * @input: what options said; the first argument after the subcommand is the profile
 * @member_id: whom the call asks for
 *
 * Tests a profile and prints a line for each thing that was looked at.
 *
 * Returns: the exit code: that of the first thing that failed
 */
int
cs_profile_change_check (const CsProfileInput *input,
                         guint64               member_id)
{
  g_autoptr (CsClock) clock = cs_clock_new_system ();
  g_autoptr (CsProfile) profile = NULL;
  g_autoptr (CsAccessLog) access_log = NULL;
  g_autoptr (CsProfileCheck) found = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *change = g_strdup_printf ("check %s", input->rest[1]);
  int exit_code;

  profile = cs_profile_find (input->rest[1], &error);

  if (profile != NULL)
    access_log = open_log (cs_profile_get_environment (profile), &error);

  if (access_log == NULL)
    return cs_message_failure (error, NULL);

  found = check (profile, access_log, clock, member_id);

  if (!cs_profile_record (access_log, clock, cs_profile_get_environment (profile), change,
                          found->failure, &error))
    return cs_message_failure (error, NULL);

  exit_code = cs_profile_view_print_check (found);

  return exit_code == 0 && found->failure != NULL
           ? cs_message_failure (found->failure, found->report) : exit_code;
}
