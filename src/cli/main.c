/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "cmd.h"
#include "cs-access-log.h"
#include "cs-arguments.h"
#include "cs-harden.h"
#include "cs-locale.h"
#include "cs-message.h"
#include "cs-options.h"
#include "cs-output.h"
#include "cs-redact.h"

typedef struct
{
  const char *name;
  const char *summary;
  int       (*run) (int    argc,
                    char **argv);
} Command;

static const Command commands[] = {
  { "lookup", N_("Show a member's cards: which can be used, and if not, why"), cs_cmd_lookup },
  { "show", N_("Show a saved answer the same way, without asking anyone"), cs_cmd_show },
  { "decrypt", N_("Print what is inside an encrypted answer"), cs_cmd_decrypt },
  { "audit", N_("Look up many members and report what stands out"), cs_cmd_audit },
  { "log", N_("Read, verify or export the access log"), cs_cmd_log },
  { "mock-server", N_("Run the mock service for other clients"), cs_cmd_mock_server },
  { "profile", N_("Keep the connections to projects, and their keys"), cs_cmd_profile },
};

static char *
dup_command_list (void)
{
  GString *list = g_string_new (_("Commands:"));

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    g_string_append_printf (list, "\n  %-12s %s", commands[i].name, _(commands[i].summary));

  g_string_append_printf (list, "\n\n%s", _("“cardsyncctl help COMMAND” tells more of each; "
                                            "so does the manual, “man cardsyncctl”."));

  return g_string_free (list, FALSE);
}

/* What is there without a command: --help and --version. */
static int
run_without_command (int    argc,
                     char **argv)
{
  g_autofree char *list = dup_command_list ();
  gboolean wants_version = FALSE;
  int exit_code = 0;
  const GOptionEntry entries[] = {
    { "version", 0, 0, G_OPTION_ARG_NONE, &wants_version, N_("Show the version and leave"), NULL },
    G_OPTION_ENTRY_NULL
  };
  const CsUsage usage = {
    .parameters = _("COMMAND"),
    .summary = _("Looks up the prepaid and debit cards of a member."),
    .description = list,
  };

  if (!cs_options_parse (&usage, entries, &argc, &argv, &exit_code))
    return exit_code;

  if (wants_version)
    return cs_output_write_text ("cardsyncctl " CARDSYNC_VERSION "\n");

  return argc > 1 ? cs_message_usage (_("There is no such command."))
                  : cs_message_usage (_("A command is missing."));
}

static int
run (int    argc,
     char **argv)
{
  for (gsize i = 0; argc > 1 && i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (argv[1], commands[i].name))
      {
        g_autofree char *name = g_strconcat ("cardsyncctl ", commands[i].name, NULL);

        g_set_prgname (name);

        return commands[i].run (argc - 1, argv + 1);
      }

  g_set_prgname ("cardsyncctl");

  return run_without_command (argc, argv);
}

/* “help” and “help COMMAND” are what --help answers. */
static void
turn_help_into_option (int    argc,
                       char **argv)
{
  static char option[] = "--help";

  if (argc < 2 || argc > 3 || !g_str_equal (argv[1], "help"))
    return;

  if (argc == 3)
    argv[1] = argv[2];

  argv[argc - 1] = option;
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char **taken = NULL;
  char **arguments;
  int exit_code;

  cs_harden_process (CS_HARDEN_COMMAND);
  cs_output_init ();
  arguments = cs_arguments_take (argc, argv);
  cs_locale_init ();
  cs_redact_log_writer ();

  /* Parsing takes options out of the array; the strings stay ours, to be wiped. */
  taken = g_memdup2 (arguments, ((gsize) argc + 1) * sizeof *arguments);
  turn_help_into_option (argc, taken);
  exit_code = run (argc, taken);
  cs_access_log_wait_closed ();
  cs_arguments_wipe (arguments);

  return exit_code;
}
