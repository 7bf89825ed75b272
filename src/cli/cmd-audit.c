/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cmd.h"

#include <errno.h>
#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "cs-audit-run.h"
#include "cs-audit-view.h"
#include "cs-cli-session.h"
#include "cs-digits.h"
#include "cs-message.h"
#include "cs-options.h"
#include "cs-purpose.h"
#include "cs-redact.h"
#include "cs-target.h"

/* What came through a pipe is kept under this name, so that the run can be resumed. */
#define SPOOLED "input"

typedef struct
{
  CsTarget   target;
  char      *input;
  char      *output;
  char      *column;
  char      *heading;
  char      *concurrency;
  char      *rate;
  char      *rules;
  char      *rules_file;
  gboolean   resume;
  gboolean   retry_failed;
  gboolean   bom;
  CsPurpose  purpose;

  CsAuditHeading heading_kind;
  guint64        n_concurrent;
  guint64        n_per_second;
  gboolean       is_stream;
} Options;

static void
options_clear (Options *self)
{
  cs_target_clear (&self->target);
  g_clear_pointer (&self->input, g_free);
  g_clear_pointer (&self->output, g_free);
  g_clear_pointer (&self->column, g_free);
  g_clear_pointer (&self->heading, g_free);
  g_clear_pointer (&self->concurrency, g_free);
  g_clear_pointer (&self->rate, g_free);
  g_clear_pointer (&self->rules, g_free);
  g_clear_pointer (&self->rules_file, g_free);
  cs_purpose_clear (&self->purpose);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* The audit, and what it runs with. */
typedef struct
{
  CsCliSession *session;
  CsAuditInput *input;
  CsAuditRules *rules;
  CsAuditRun   *run;
  CsAuditView  *view;
  GMainLoop    *loop;
  GMainContext *waiting;        /* for signals while nobody reads what is written */
  gboolean      is_done;
  int           signal;         /* that ended it early, 0 for none */
  gboolean      is_told;        /* that signal, also to @waiting */
  GError       *error;
} Audit;

static void
audit_clear (Audit *self)
{
  g_clear_pointer (&self->view, cs_audit_view_free);
  g_clear_object (&self->run);
  g_clear_object (&self->input);
  g_clear_object (&self->rules);
  g_clear_pointer (&self->loop, g_main_loop_unref);
  g_clear_pointer (&self->waiting, g_main_context_unref);
  g_clear_pointer (&self->session, cs_cli_session_close);
  g_clear_error (&self->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Audit, audit_clear)

static gboolean
parse_number (const char *text,
              guint64     minimum,
              guint64     maximum,
              guint64    *out_number)
{
  return text == NULL ||
         cs_digits_parse_uint64 (text, strlen (text), minimum, maximum, out_number);
}

static gboolean
parse_heading (const char     *text,
               CsAuditHeading *out_heading)
{
  if (text == NULL)
    *out_heading = CS_AUDIT_HEADING_GUESS;
  else if (g_str_equal (text, "yes"))
    *out_heading = CS_AUDIT_HEADING_YES;
  else if (g_str_equal (text, "no"))
    *out_heading = CS_AUDIT_HEADING_NO;
  else
    return FALSE;

  return TRUE;
}

/* What the options say together: 0, or the exit code after a message. */
static int
check_options (Options *options)
{
  int exit_code = cs_target_check (&options->target);

  if (exit_code != 0)
    return exit_code;

  if (options->input == NULL || options->output == NULL)
    return cs_message_usage (_("--input and --output are needed; “-” stands for a pipe."));

  options->is_stream = g_str_equal (options->output, "-");

  if (options->is_stream && (options->resume || options->retry_failed || options->bom))
    return cs_message_usage (_("Only a run that is kept in a folder can be resumed, and only it "
                               "has a table of findings."));

  if (!parse_heading (options->heading, &options->heading_kind))
    return cs_message_usage (_("--heading takes “yes” or “no”."));

  if (!parse_number (options->concurrency, 1, CS_BATCH_CONCURRENCY_MAX, &options->n_concurrent))
    return cs_message_usage (_("--concurrency takes a number from 1 to %d."),
                             CS_BATCH_CONCURRENCY_MAX);

  if (!parse_number (options->rate, 0, CS_AUDIT_PER_SECOND_MAX, &options->n_per_second))
    return cs_message_usage (_("--rate takes a number from 1 to %d; 0 sets no limit."),
                             CS_AUDIT_PER_SECOND_MAX);

  return cs_purpose_check (&options->purpose);
}

/* Looked for before the input of that run would be written over. One that was killed
 * before it had a manifest never began.
 */
static gboolean
is_free (const char  *folder,
         GError     **error)
{
  g_autofree char *manifest = g_build_filename (folder, "manifest.json", NULL);

  if (!g_file_test (manifest, G_FILE_TEST_EXISTS))
    return TRUE;

  g_set_error (error, CS_AUDIT_ERROR, CS_AUDIT_ERROR_FOLDER,
               /* Translators: the path of a folder. */
               _("“%s” holds a run already. Resume it, or choose another folder."), folder);

  return FALSE;
}

static CsAuditInput *
open_piped (const Options  *options,
            GError        **error)
{
  g_autofree char *path = NULL;

  if (options->is_stream)
    return cs_audit_input_spool (STDIN_FILENO, NULL, error);

  path = g_build_filename (options->output, SPOOLED, NULL);

  if (options->resume)
    return cs_audit_input_open (path, error);

  if (!is_free (options->output, error))
    return NULL;

  if (g_mkdir_with_parents (options->output, 0700) != 0)
    {
      cs_audit_error_set_errno (error, CS_AUDIT_ERROR_WRITE, options->output, errno);
      return NULL;
    }

  return cs_audit_input_spool (STDIN_FILENO, path, error);
}

static CsAuditInput *
open_input (const Options  *options,
            GError        **error)
{
  CsAuditInput *input = g_str_equal (options->input, "-")
                          ? open_piped (options, error)
                          : cs_audit_input_open (options->input, error);

  if (input == NULL)
    return NULL;

  cs_audit_input_set_column (input, options->column);
  cs_audit_input_set_heading (input, options->heading_kind);

  return input;
}

static CsAuditRules *
make_rules (const Options  *options,
            GError        **error)
{
  g_autoptr (CsAuditRules) rules = cs_audit_rules_new ();

  if (options->rules_file != NULL && !cs_audit_rules_load (rules, options->rules_file, error))
    return NULL;

  if (options->rules != NULL && !cs_audit_rules_select (rules, options->rules, error))
    return NULL;

  return g_steal_pointer (&rules);
}

static CsAuditRun *
make_run (const Options *options,
          Audit         *audit)
{
  g_autoptr (CsCase) purpose = cs_purpose_dup_case (&options->purpose);
  CsAuditSettings settings;

  cs_audit_settings_init (&settings, audit->session->profile);
  settings.folder = options->is_stream ? NULL : options->output;
  settings.stream_fd = STDOUT_FILENO;
  settings.stream_context = audit->waiting;
  settings.is_resumed = options->resume;
  settings.retries_failed = options->retry_failed;
  settings.with_bom = options->bom;

  if (options->concurrency != NULL)
    settings.concurrency = (guint) options->n_concurrent;

  if (options->rate != NULL)
    settings.per_second = (guint) options->n_per_second;

  return cs_audit_run_new (audit->session->profile, audit->session->access_log,
                           audit->session->clock, audit->input, audit->rules, purpose, &settings);
}

/* Everything that can be wrong before the first call. */
static gboolean
prepare (const Options  *options,
         Audit          *audit,
         GError        **error)
{
  audit->rules = make_rules (options, error);

  if (audit->rules == NULL)
    return FALSE;

  audit->input = open_input (options, error);

  if (audit->input == NULL || !cs_audit_input_survey (audit->input, NULL, error))
    return FALSE;

  audit->session = cs_target_open (&options->target, error);

  if (audit->session == NULL)
    return FALSE;

  audit->waiting = g_main_context_new ();
  audit->run = make_run (options, audit);

  return TRUE;
}

static void
ended_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  Audit *audit = user_data;

  audit->is_done = cs_audit_run_start_finish (CS_AUDIT_RUN (source), result, &audit->error);
  g_main_loop_quit (audit->loop);
}

/* Whoever asks twice does not want to wait. */
static void
stop (Audit *audit,
      int    number)
{
  if (audit->signal != 0)
    {
      (void) signal (number, SIG_DFL);
      (void) raise (number);
    }

  audit->signal = number;
  cs_audit_view_clear_line (audit->view);
  cs_audit_run_stop (audit->run);
}

static gboolean
interrupt_cb (gpointer user_data)
{
  stop (user_data, SIGINT);

  return G_SOURCE_CONTINUE;
}

static gboolean
terminate_cb (gpointer user_data)
{
  stop (user_data, SIGTERM);

  return G_SOURCE_CONTINUE;
}

/* A signal is told to the sources of both contexts. The one that stopped the run is told
 * here whenever somebody does not read for a moment: it is not a second one.
 */
static void
end_now (Audit *audit,
         int    number)
{
  if (audit->signal == number && !audit->is_told)
    {
      audit->is_told = TRUE;
      return;
    }

  (void) signal (number, SIG_DFL);
  (void) raise (number);
}

static gboolean
interrupt_now_cb (gpointer user_data)
{
  end_now (user_data, SIGINT);

  return G_SOURCE_CONTINUE;
}

static gboolean
terminate_now_cb (gpointer user_data)
{
  end_now (user_data, SIGTERM);

  return G_SOURCE_CONTINUE;
}

/* Whoever ends a run whose reader does not read need not wait for it. */
static void
end_while_waiting (Audit       *audit,
                   int          number,
                   GSourceFunc  callback)
{
  g_autoptr (GSource) source = g_unix_signal_source_new (number);

  g_source_set_callback (source, callback, audit, NULL);
  g_source_attach (source, audit->waiting);
}

static void
carry_out (Audit *audit)
{
  guint on_interrupt = g_unix_signal_add (SIGINT, interrupt_cb, audit);
  guint on_terminate = g_unix_signal_add (SIGTERM, terminate_cb, audit);

  end_while_waiting (audit, SIGINT, interrupt_now_cb);
  end_while_waiting (audit, SIGTERM, terminate_now_cb);
  audit->loop = g_main_loop_new (NULL, FALSE);
  cs_audit_run_start_async (audit->run, NULL, ended_cb, audit);
  g_main_loop_run (audit->loop);
  cs_audit_view_clear_line (audit->view);
  g_source_remove (on_interrupt);
  g_source_remove (on_terminate);
}

static int
report_error (const GError *error)
{
  g_assert (error != NULL);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE))
    return cs_message_local (_("Whoever reads the results ended first: rows are missing there."));

  if (error->domain != CS_AUDIT_ERROR)
    return cs_message_failure (error, NULL);

  return cs_audit_error_is_input (error) ? cs_message_input ("%s", error->message)
                                         : cs_message_local ("%s", error->message);
}

static int
report (const Options *options,
        Audit         *audit,
        const char    *command)
{
  const CsAuditTotals *totals = cs_audit_run_get_totals (audit->run);
  int exit_code = 0;

  if (!options->is_stream && totals->n_rows > 0 &&
      (audit->error == NULL || !cs_audit_error_is_input (audit->error)))
    exit_code = cs_audit_view_print_totals (audit->view);

  if (g_error_matches (audit->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      if (!options->is_stream)
        cs_audit_view_tell_resume (audit->view, command);

      (void) signal (audit->signal, SIG_DFL);
      (void) raise (audit->signal);
    }

  if (audit->error != NULL)
    {
      exit_code = report_error (audit->error);

      if (!options->is_stream && totals->n_rows > 0 && !cs_audit_error_is_input (audit->error))
        cs_audit_view_tell_resume (audit->view, command);
    }
  else if (!audit->is_done)
    exit_code = cs_message_local (_("The totals do not add up. Resume the run."));
  else if (!options->is_stream)
    cs_audit_view_tell_report (options->output);

  return exit_code;
}

static int
run (const Options *options,
     const char    *command)
{
  g_auto (Audit) audit = { 0 };
  g_autoptr (GError) error = NULL;

  if (!prepare (options, &audit, &error))
    return report_error (error);

  audit.view = cs_audit_view_new (audit.run, audit.input);

  if (!options->is_stream)
    cs_audit_view_print_preview (audit.view);

  carry_out (&audit);

  return report (options, &audit, command);
}

/* The command that goes on with this one, to be pasted. */
static char *
dup_resume_command (int    argc,
                    char **argv)
{
  GString *command = g_string_new ("cardsyncctl");
  char *text;

  for (int i = 0; i < argc; i++)
    {
      g_autofree char *quoted = g_shell_quote (argv[i]);
      gboolean is_plain = strpbrk (argv[i], " \t\n'\"\\$`*?;&|<>()#~!{}[]") == NULL;

      if (!g_str_equal (argv[i], "--resume"))
        g_string_append_printf (command, " %s", is_plain && *argv[i] != '\0' ? argv[i] : quoted);
    }

  g_string_append (command, " --resume");
  text = cs_redact_dup (command->str);
  g_string_free (command, TRUE);

  return text;
}

static gboolean
parse_entries (const GOptionEntry   *entries,
               int                  *argc,
               char               ***argv,
               int                  *out_exit_code)
{
  const CsUsage usage = {
    .parameters = NULL,
    .summary = _("Looks up many members and reports what stands out."),
    .description =
      _("The folder gets report.html, findings.csv, cards.ndjson, manifest.json and the journal "
        "of the run, which may be stopped at any moment and resumed.\n\n"
        "Every member is recorded in the access log before anything of it is written."),
  };

  return cs_options_parse (&usage, entries, argc, argv, out_exit_code);
}

static gboolean
parse_options (Options   *options,
               int       *argc,
               char    ***argv,
               int       *out_exit_code)
{
  const GOptionEntry entries[] = {
    CS_TARGET_OPTIONS (options->target),
    { "input", 'i', 0, G_OPTION_ARG_FILENAME, &options->input,
      N_("Member IDs: text, one a line, or CSV"), N_("FILE|-") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options->output,
      N_("Keep the run in this folder; “-” prints a line of JSON a row"), N_("DIR|-") },
    { "column", 0, 0, G_OPTION_ARG_STRING, &options->column,
      N_("The column with the member IDs, its heading or its number"), N_("COLUMN") },
    { "heading", 0, 0, G_OPTION_ARG_STRING, &options->heading,
      N_("Whether the first row is a heading"), "yes|no" },
    { "concurrency", 0, 0, G_OPTION_ARG_STRING, &options->concurrency,
      N_("So many calls at a time; 8 by default"), N_("N") },
    { "rate", 0, 0, G_OPTION_ARG_STRING, &options->rate,
      N_("At most so many calls a second; 20 by default, no limit on this computer"), N_("N") },
    { "rules", 0, 0, G_OPTION_ARG_STRING, &options->rules,
      N_("What is reported: names divided by commas, “default” or “all”"), N_("LIST") },
    { "rules-file", 0, 0, G_OPTION_ARG_FILENAME, &options->rules_file,
      N_("A file with the rules and their parameters"), N_("FILE") },
    { "resume", 0, 0, G_OPTION_ARG_NONE, &options->resume,
      N_("Go on with the run in the folder"), NULL },
    { "retry-failed", 0, 0, G_OPTION_ARG_NONE, &options->retry_failed,
      N_("Ask again for the rows that failed in it"), NULL },
    { "bom", 0, 0, G_OPTION_ARG_NONE, &options->bom,
      N_("Begin findings.csv with a byte order mark, for spreadsheets"), NULL },
    CS_PURPOSE_OPTIONS (options->purpose),
    G_OPTION_ENTRY_NULL
  };

  return parse_entries (entries, argc, argv, out_exit_code);
}

int
cs_cmd_audit (int    argc,
              char **argv)
{
  g_auto (Options) options = { 0 };
  g_autofree char *command = dup_resume_command (argc, argv);
  int exit_code = 0;

  if (!parse_options (&options, &argc, &argv, &exit_code))
    return exit_code;

  if (argc > 1)
    return cs_message_usage (_("No argument is taken but options."));

  exit_code = check_options (&options);

  /* Asking again for what failed is to resume. */
  options.resume = options.resume || options.retry_failed;

  return exit_code != 0 ? exit_code : run (&options, command);
}
