/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cmd.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "cs-cli-session.h"
#include "cs-message.h"
#include "cs-options.h"
#include "cs-output.h"
#include "cs-saved-answer.h"
#include "cs-saved-input.h"

/* Bytes from outside may steer a terminal: nothing of them is changed, so they are
 * kept from it.
 */
static gboolean
is_safe_on_terminal (const char *text,
                     gsize       length)
{
  if (!g_utf8_validate_len (text, length, NULL))
    return FALSE;

  for (const char *p = text; p < text + length; p = g_utf8_next_char (p))
    if (g_unichar_iscntrl (g_utf8_get_char (p)) && strchr ("\t\r\n", *p) == NULL)
      return FALSE;

  return TRUE;
}

static int
print (CsBuffer *plaintext)
{
  gsize length;
  const guint8 *data = cs_buffer_get_data (plaintext, &length);

  if (isatty (STDOUT_FILENO) && !is_safe_on_terminal ((const char *) data, length))
    return cs_message_usage (_("The plaintext holds characters that would steer the terminal. "
                               "Send it to a file or a pipe."));

  return cs_output_write (data, length);
}

static int
decrypt (const CsSavedInput *input)
{
  g_autoptr (CsCase) purpose = cs_purpose_dup_case (&input->purpose);
  g_autoptr (GError) error = NULL;
  g_autoptr (CsCliSession) session = cs_cli_session_open_offline (&error);
  g_autoptr (CsBuffer) plaintext = NULL;

  if (session != NULL)
    plaintext = cs_saved_answer_decrypt (input->bytes, input->key, purpose, session->access_log,
                                         session->clock, &error);

  if (plaintext == NULL)
    return cs_message_failure (error, NULL);

  return print (plaintext);
}

int
cs_cmd_decrypt (int    argc,
                char **argv)
{
  g_auto (CsSavedInput) input = { 0 };
  int exit_code = 0;
  const GOptionEntry entries[] = {
    CS_SAVED_INPUT_OPTIONS (input),
    G_OPTION_ENTRY_NULL
  };
  const CsUsage usage = {
    .parameters = _("[FILE|-]"),
    .summary = _("Decrypts a compact JWE, or an answer with encData, for integrators."),
    .description = _("CAUTION: the plaintext goes to standard output exactly as it is, with full "
                     "card and account numbers. This is the only command that prints them; "
                     "“show” displays the same answer masked.\n\n"
                     "It is recorded in the access log before anything is printed."),
  };

  if (!cs_options_parse (&usage, entries, &argc, &argv, &exit_code))
    return exit_code;

  if (input.private_key == NULL)
    return cs_message_usage (_("--private-key is needed."));

  exit_code = cs_saved_input_read (&input);

  return exit_code != 0 ? exit_code : decrypt (&input);
}
