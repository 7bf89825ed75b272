/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cmd.h"

#include <glib/gi18n-lib.h>

#include "cs-cli-session.h"
#include "cs-member-view.h"
#include "cs-message.h"
#include "cs-options.h"
#include "cs-saved-answer.h"
#include "cs-saved-input.h"

static int
show (const CsSavedInput *input,
      gboolean            as_json)
{
  g_autoptr (CsCase) purpose = cs_purpose_dup_case (&input->purpose);
  g_autoptr (GError) error = NULL;
  g_autoptr (CsCliSession) session = cs_cli_session_open_offline (&error);
  g_autoptr (CsMember) member = NULL;

  if (session != NULL)
    member = cs_saved_answer_show (input->bytes, input->key, CS_EXPIRY_DAYS_DEFAULT, purpose,
                                   session->access_log, session->clock, &error);

  if (member == NULL)
    return cs_message_failure (error, NULL);

  return cs_member_view_print (member, as_json, &input->purpose);
}

int
cs_cmd_show (int    argc,
             char **argv)
{
  g_auto (CsSavedInput) input = { 0 };
  gboolean as_json = FALSE;
  int exit_code = 0;
  const GOptionEntry entries[] = {
    { "json", 'j', 0, G_OPTION_ARG_NONE, &as_json, N_("Answer with a JSON document"), NULL },
    CS_SAVED_INPUT_OPTIONS (input),
    G_OPTION_ENTRY_NULL
  };
  const CsUsage usage = {
    .parameters = _("FILE|-"),
    .summary = _("Shows a saved answer of the service the way a look-up is shown, without asking "
                 "anyone."),
    .description = _("The answer may be plain, or encrypted (encData) where the private key is at "
                     "hand. Key and passphrase files may have no permissions for others.\n\n"
                     "It is recorded in the access log before anything is shown."),
  };

  if (!cs_options_parse (&usage, entries, &argc, &argv, &exit_code))
    return exit_code;

  if (input.files == NULL)
    return cs_message_usage (_("A file is needed, or “-” for standard input."));

  exit_code = cs_saved_input_read (&input);

  return exit_code != 0 ? exit_code : show (&input, as_json);
}
