/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cmd.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <signal.h>
#include <string.h>

#include "cs-digits.h"
#include "cs-message.h"
#include "cs-mock-list.h"
#include "cs-mock-service.h"
#include "cs-options.h"
#include "cs-output.h"
#include "cs-text.h"

#define MEMBERS_MAX 10000000

typedef struct
{
  char          *port;
  char          *export_directory;
  char          *members;
  char          *latency;
  char         **faults;
  gboolean       list;

  guint64        port_number;
  guint64        n_members;
} Options;

static void
options_clear (Options *self)
{
  g_clear_pointer (&self->port, g_free);
  g_clear_pointer (&self->export_directory, g_free);
  g_clear_pointer (&self->members, g_free);
  g_clear_pointer (&self->latency, g_free);
  g_clear_pointer (&self->faults, g_strfreev);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
parse_number (const char *text,
              guint64     maximum,
              guint64    *out_number)
{
  *out_number = 0;

  return text == NULL || cs_digits_parse_uint64 (text, strlen (text), 0, maximum, out_number);
}

static int
check_options (Options *options)
{
  if (!parse_number (options->port, G_MAXUINT16, &options->port_number))
    return cs_message_usage (_("--port takes a number from 0 to 65535; 0 finds a free port."));

  if (!parse_number (options->members, MEMBERS_MAX, &options->n_members))
    return cs_message_usage (_("--members takes a number from 0 to %d."), MEMBERS_MAX);

  return 0;
}

/* As much as is written at once: the list may have ten million lines. */
typedef struct
{
  char  bytes[64 * 1024];
  gsize length;
  int   exit_code;
} Lines;

static void
flush (Lines *self)
{
  self->exit_code = cs_output_write (self->bytes, self->length);
  self->length = 0;
}

static gboolean
write_line_cb (const char *line,
               gpointer    user_data)
{
  Lines *self = user_data;
  gsize length = strlen (line);

  g_return_val_if_fail (length < sizeof self->bytes, FALSE);

  if (self->length + length + 1 > sizeof self->bytes)
    flush (self);

  memcpy (self->bytes + self->length, line, length);
  self->bytes[self->length + length] = '\n';
  self->length += length + 1;

  return self->exit_code == 0 && !cs_output_is_abandoned ();
}

static int
list_members (guint n_generated)
{
  g_autofree Lines *lines = g_new0 (Lines, 1);

  cs_mock_list_members (n_generated, write_line_cb, lines);

  if (lines->exit_code == 0)
    flush (lines);

  return lines->exit_code;
}

static int
add_faults (CsMockService *service,
            char         **faults)
{
  for (gsize i = 0; faults != NULL && faults[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      CsMockFault *fault = cs_mock_fault_parse (faults[i], &error);

      if (fault == NULL)
        return cs_message_usage ("%s", error->message);

      cs_mock_service_add_fault (service, fault);
    }

  return 0;
}

static gboolean
quit_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);

  return G_SOURCE_CONTINUE;
}

static int
serve (CsMockService *service)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autofree char *ready = NULL;
  int exit_code;

  /* Before the line is out, so that whoever waits for it may stop us at once. */
  g_unix_signal_add (SIGINT, quit_cb, loop);
  g_unix_signal_add (SIGTERM, quit_cb, loop);

  ready = g_strdup_printf ("ready %s\n", cs_mock_service_get_base_url (service));
  exit_code = cs_output_write_text (ready);

  if (exit_code == 0)
    g_main_loop_run (loop);

  cs_mock_service_stop (service);

  return exit_code;
}

static int
run (const Options *options)
{
  g_autoptr (CsClock) clock = cs_clock_new_system ();
  g_autoptr (CsMockService) service = cs_mock_service_new (clock);
  g_autoptr (GError) error = NULL;
  int exit_code = add_faults (service, options->faults);

  if (exit_code != 0)
    return exit_code;

  if (options->latency != NULL &&
      !cs_mock_service_set_latency (service, options->latency, &error))
    return cs_message_usage ("%s", error->message);

  cs_mock_service_set_n_members (service, (guint) options->n_members);

  if (!cs_mock_service_start (service, (guint16) options->port_number, &error))
    return cs_message_local (_("The mock service cannot listen: %s"), error->message);

  if (options->export_directory != NULL &&
      !cs_mock_service_export_profile (service, options->export_directory, &error))
    return cs_message_local (_("The profile cannot be written: %s"), error->message);

  return serve (service);
}

static void
append_fault (GString    *list,
              const char *name)
{
  const CsMockFaultKind *kind = cs_mock_fault_find_kind (name);
  g_autofree char *form = kind->argument != NULL ? g_strconcat (name, ":", kind->argument, NULL)
                                                 : g_strdup (name);

  g_string_append_printf (list, "\n  %s\n", form);
  cs_text_append_wrapped (list, cs_mock_fault_get_meaning (name), 6, CS_HELP_COLUMNS);
  g_string_truncate (list, list->len - 1);
}

static char *
dup_description (void)
{
  const char *const *names = cs_mock_fault_get_names ();
  GString *description = g_string_new (_("It listens on this computer only, until it is "
                                         "interrupted.\n\n"
                                         "Faults, each of which may be followed by :once, :next=N "
                                         "or :PERCENT:"));

  for (gsize i = 0; names[i] != NULL; i++)
    append_fault (description, names[i]);

  return g_string_free (description, FALSE);
}

int
cs_cmd_mock_server (int    argc,
                    char **argv)
{
  g_auto (Options) options = { 0 };
  g_autofree char *description = dup_description ();
  int exit_code = 0;
  const GOptionEntry entries[] = {
    { "port", 'p', 0, G_OPTION_ARG_STRING, &options.port,
      N_("Listen on this port, not on any free one"), N_("N") },
    { "export-profile", 'e', 0, G_OPTION_ARG_FILENAME, &options.export_directory,
      N_("Write profile.ini and keys into this folder, for any client"), N_("DIR") },
    { "members", 'n', 0, G_OPTION_ARG_STRING, &options.members,
      N_("Add this many generated members to the cast"), N_("N") },
    { "latency", 'l', 0, G_OPTION_ARG_STRING, &options.latency,
      N_("Answer after this many milliseconds"), N_("MS") },
    { "fault", 'f', 0, G_OPTION_ARG_STRING_ARRAY, &options.faults,
      N_("Let something go wrong; may be given more than once"), N_("NAME[:HOW]") },
    { "list", 0, 0, G_OPTION_ARG_NONE, &options.list,
      N_("Print the members, one a line, ID first, and leave"), NULL },
    G_OPTION_ENTRY_NULL
  };
  const CsUsage usage = {
    .parameters = NULL,
    .summary = _("Runs the mock service, with the whole protocol, for any client."),
    .description = description,
  };

  if (!cs_options_parse (&usage, entries, &argc, &argv, &exit_code))
    return exit_code;

  if (argc > 1)
    return cs_message_usage (_("No argument is taken but options."));

  exit_code = check_options (&options);

  if (exit_code != 0)
    return exit_code;

  return options.list ? list_members ((guint) options.n_members) : run (&options);
}
