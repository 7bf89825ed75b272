/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-options.h"

#include <glib/gi18n-lib.h>

#include "cs-message.h"
#include "cs-output.h"
#include "cs-printable.h"
#include "cs-text.h"

#define REASON_MAX_CHARACTERS 200

/* Paragraphs are broken between words; lines that are indented stay as they are. */
static char *
dup_wrapped (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GString *page = g_string_new (NULL);

  for (char **line = lines; *line != NULL; line++)
    if (**line == ' ' || **line == '\0')
      g_string_append_printf (page, "%s\n", *line);
    else
      cs_text_append_wrapped (page, *line, 0, CS_HELP_COLUMNS);

  g_string_truncate (page, page->len - 1);

  return g_string_free (page, FALSE);
}

static GOptionContext *
context_new (const CsUsage *usage)
{
  GOptionContext *context = g_option_context_new (usage->parameters);
  g_autofree char *summary = dup_wrapped (usage->summary);
  g_autofree char *description = dup_wrapped (usage->description);

  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_set_summary (context, summary);
  g_option_context_set_description (context, description);

  /* The library's own --help prints and exits wherever it is, and does not mind a
   * full disk.
   */
  g_option_context_set_help_enabled (context, FALSE);

  return context;
}

/**
 * cs_options_parse:
 * @usage: what the help says
 * @entries: the command's options
 * @argc: (inout): number of arguments
 * @argv: (inout): the arguments
 * @out_exit_code: (out): the exit code where the command is over
 *
 * Reads the options of a command, and answers `--help`.
 *
 * Returns: `TRUE` if the command is to be carried out
 */
gboolean
cs_options_parse (const CsUsage       *usage,
                  const GOptionEntry  *entries,
                  int                 *argc,
                  char              ***argv,
                  int                 *out_exit_code)
{
  g_autoptr (GOptionContext) context = context_new (usage);
  g_autoptr (GError) error = NULL;
  g_autofree char *help = NULL;
  g_autofree char *reason = NULL;
  gboolean wants_help = FALSE;
  const GOptionEntry help_entries[] = {
    { "help", 'h', 0, G_OPTION_ARG_NONE, &wants_help, N_("Show this help and leave"), NULL },
    G_OPTION_ENTRY_NULL
  };

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, help_entries, GETTEXT_PACKAGE);

  if (!g_option_context_parse (context, argc, argv, &error))
    {
      reason = cs_printable_dup (error->message, REASON_MAX_CHARACTERS);
      *out_exit_code = cs_message_usage ("%s.", reason);
      return FALSE;
    }

  if (wants_help)
    {
      help = g_option_context_get_help (context, TRUE, NULL);
      *out_exit_code = cs_output_write_text (help);
    }

  return !wants_help;
}
