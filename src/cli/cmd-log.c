/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cmd.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cs-cli-session.h"
#include "cs-clock.h"
#include "cs-digits.h"
#include "cs-log-view.h"
#include "cs-log-words.h"
#include "cs-message.h"
#include "cs-options.h"
#include "cs-output.h"
#include "cs-purpose.h"
#include "cs-terminal.h"

typedef struct
{
  gboolean      mock;
  gboolean      json;
  char         *from;
  char         *to;
  char         *before;
  char         *operator_name;
  char         *action;
  char         *outcome;
  char         *member;
  char         *of_case;
  char         *output;
  char        **rest;
  CsPurpose     purpose;
  CsLogFilter  *filter;
  gint64        before_us;
} Options;

static void
options_clear (Options *self)
{
  g_free (self->from);
  g_free (self->to);
  g_free (self->before);
  g_free (self->operator_name);
  g_free (self->action);
  g_free (self->outcome);
  g_free (self->member);
  g_free (self->of_case);
  g_free (self->output);
  g_strfreev (self->rest);
  cs_purpose_clear (&self->purpose);
  g_clear_pointer (&self->filter, cs_log_filter_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gint64
get_now_us (void)
{
  g_autoptr (CsClock) clock = cs_clock_new_system ();

  return cs_clock_get_unix_us (clock);
}

static CsAccessRecord *
record_new (const Options *options,
            CsAction       action,
            const char    *subject,
            const char    *outcome)
{
  g_autoptr (CsCase) purpose = cs_purpose_dup_case (&options->purpose);
  CsAccessRecord *record = cs_case_new_record (purpose, action, CS_ENVIRONMENT_LOCAL,
                                               get_now_us ());

  record->outcome = g_strdup (outcome);
  record->subject = g_strdup (subject);

  return record;
}

/* Who reads, verifies or exports the log is in it before anything is shown. */
static int
append_record (CsAccessLog   *access_log,
               const Options *options,
               CsAction       action,
               const char    *subject,
               const char    *outcome)
{
  g_autoptr (GPtrArray) records =
    g_ptr_array_new_with_free_func ((GDestroyNotify) cs_access_record_free);
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (records, record_new (options, action, subject, outcome));

  return cs_access_log_append (access_log, records, &error) ? 0
                                                            : cs_message_failure (error, NULL);
}

static CsAccessLog *
open_log (const Options *options,
          int           *out_exit_code)
{
  g_autoptr (GError) error = NULL;
  CsAccessLog *access_log = cs_cli_session_open_log (options->mock, &error);

  if (access_log == NULL)
    *out_exit_code = cs_message_failure (error, NULL);

  return access_log;
}

static int
list (Options *options)
{
  g_autofree char *subject = cs_log_filter_dup_text (options->filter);
  g_autoptr (CsAccessLog) access_log = NULL;
  CsLogForm form = CS_LOG_FORM_JSON;
  CsTerminal terminal;
  int exit_code = 0;

  access_log = open_log (options, &exit_code);

  if (access_log != NULL)
    exit_code = append_record (access_log, options, CS_ACTION_LOG_OPENED, subject, "ok");

  if (exit_code != 0)
    return exit_code;

  cs_terminal_init (&terminal);

  if (!options->json)
    form = terminal.is_terminal ? CS_LOG_FORM_TABLE : CS_LOG_FORM_LINES;

  return cs_log_view_print_records (access_log, options->filter, form);
}

static int
print_report (const Options     *options,
              const CsLogReport *report)
{
  g_autofree char *sentence = cs_log_report_dup_sentence (report);
  g_autofree char *clock = cs_log_report_dup_clock (report);
  g_autofree char *document = cs_log_view_dup_report (report);
  g_autofree char *text = g_strdup_printf ("%s%s%s\n", sentence, clock != NULL ? "\n" : "",
                                           clock != NULL ? clock : "");
  int exit_code = 0;

  if (options->json || report->state == CS_LOG_INTACT)
    exit_code = cs_output_write_text (options->json ? document : text);

  if (exit_code != 0 || report->state == CS_LOG_INTACT)
    return exit_code;

  /* Translators: what is wrong with the access log, a sentence. */
  return cs_message_local (_("%s Keep the file as it is, and tell whoever reviews the log."),
                           sentence);
}

/* A log that is damaged too badly to be opened cannot take the record of it; to open one
 * that is gone would make a new one, which is intact.
 */
static int
record_verification (const Options     *options,
                     const CsLogReport *report)
{
  g_autoptr (CsAccessLog) access_log = NULL;
  g_autofree char *outcome = NULL;
  g_autofree char *subject = NULL;
  int exit_code = 0;

  if (report->state == CS_LOG_UNREADABLE)
    return 0;

  access_log = report->state == CS_LOG_INTACT
                 ? open_log (options, &exit_code)
                 : cs_access_log_open_default (options->mock, NULL);

  if (access_log == NULL)
    return exit_code;

  outcome = report->state == CS_LOG_INTACT
              ? g_strdup ("ok")
              : g_strdup_printf ("%s:%" G_GUINT64_FORMAT, cs_log_state_to_string (report->state),
                                 report->bad_sequence);
  subject = g_strdup_printf ("%" G_GUINT64_FORMAT " to %" G_GUINT64_FORMAT,
                             report->first_sequence, report->last_sequence);

  return append_record (access_log, options, CS_ACTION_LOG_VERIFIED, subject, outcome);
}

static int
verify (Options *options)
{
  g_autoptr (GError) error = NULL;
  CsLogReport report;
  int exit_code;

  if (!cs_access_log_verify_default (options->mock, NULL, &report, &error))
    return cs_message_failure (error, NULL);

  exit_code = record_verification (options, &report);

  return exit_code != 0 ? exit_code : print_report (options, &report);
}

static int
export (Options *options)
{
  g_autofree char *subject = cs_log_filter_dup_text (options->filter);
  g_autoptr (CsAccessLog) access_log = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) output = NULL;
  g_autofree char *text = NULL;
  guint64 n_records = 0;
  int exit_code = 0;

  if (options->output == NULL)
    return cs_message_usage (_("“log export” needs --output with the name of a file."));

  access_log = open_log (options, &exit_code);

  if (access_log != NULL)
    exit_code = append_record (access_log, options, CS_ACTION_LOG_EXPORTED, subject, "ok");

  if (exit_code != 0)
    return exit_code;

  output = g_file_new_for_commandline_arg (options->output);

  if (!cs_access_log_export (access_log, options->filter, output, NULL, &n_records, &error))
    return error->domain == CS_LOG_ERROR
             ? cs_message_failure (error, NULL)
             /* Translators: what the system says, such as "Permission denied". */
             : cs_message_local (_("The file could not be written: %s."), error->message);

  text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%lu record written.\n",
                                       "%lu records written.\n", (gulong) n_records),
                          (gulong) n_records);

  return cs_output_write_text (text);
}

static int
purge (Options *options)
{
  g_autoptr (CsAccessLog) access_log = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autoptr (CsAccessRecord) record = record_new (options, CS_ACTION_LOG_PURGED, NULL, "ok");
  gint64 kept_from_us = cs_access_log_get_keep_from (record->unix_us);
  guint64 n_purged = 0;
  int exit_code = 0;

  if (options->before == NULL)
    options->before_us = kept_from_us;
  else if (options->before_us > kept_from_us)
    return cs_message_usage (_("Records are kept for 24 months; --before names a later day."));

  access_log = open_log (options, &exit_code);

  if (access_log == NULL)
    return exit_code;

  if (!cs_access_log_purge (access_log, options->before_us, record, &n_purged, &error))
    return cs_message_failure (error, NULL);

  text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%lu record removed.\n",
                                       "%lu records removed.\n", (gulong) n_purged),
                          (gulong) n_purged);

  return cs_output_write_text (text);
}

static gboolean
parse_day (const char *text,
           GDate      *day,
           GDate     **out_day)
{
  if (text == NULL)
    return TRUE;

  *out_day = day;

  return cs_log_day_parse (text, day);
}

static int
parse_days (Options *options)
{
  GDate from, to, before, *from_day = NULL, *to_day = NULL, *before_day = NULL;
  g_autoptr (CsLogFilter) purged = cs_log_filter_new ();

  if (!parse_day (options->from, &from, &from_day) || !parse_day (options->to, &to, &to_day) ||
      !parse_day (options->before, &before, &before_day))
    return cs_message_usage (_("A day is written like 2026-11-24."));

  if (from_day != NULL && to_day != NULL && g_date_compare (from_day, to_day) > 0)
    return cs_message_usage (_("--from is later than --to."));

  cs_log_filter_set_days (options->filter, from_day, to_day);
  cs_log_filter_set_days (purged, before_day, NULL);
  options->before_us = purged->from_us;

  return 0;
}

static int
parse_filter (Options *options)
{
  CsLogFilter *filter = cs_log_filter_new ();

  options->filter = filter;
  filter->operator_name = g_strdup (options->operator_name);
  filter->outcome = g_strdup (options->outcome);
  filter->case_reference = g_strdup (options->of_case);
  filter->has_action = options->action != NULL;

  if (options->action != NULL && !cs_action_from_string (options->action, &filter->action))
    return cs_message_usage (_("--action takes a word as the log has it, such as “lookup”."));

  if (options->member != NULL &&
      !cs_digits_parse_uint64 (options->member, strlen (options->member), 1, CS_MEMBER_ID_MAX,
                               &filter->member_id))
    return cs_message_usage (_("--member takes a member ID."));

  return parse_days (options);
}

typedef struct
{
  const char *name;
  int       (*run) (Options *options);
} Task;

static const Task tasks[] = {
  { "list", list },
  { "verify", verify },
  { "export", export },
  { "purge", purge },
};

static int
run (Options *options)
{
  int exit_code = parse_filter (options);

  if (exit_code == 0)
    exit_code = cs_purpose_check (&options->purpose);

  if (exit_code != 0)
    return exit_code;

  for (gsize i = 0; options->rest != NULL && i < G_N_ELEMENTS (tasks); i++)
    if (options->rest[1] == NULL && g_str_equal (options->rest[0], tasks[i].name))
      return tasks[i].run (options);

  return cs_message_usage (_("One of list, verify, export and purge is needed."));
}

int
cs_cmd_log (int    argc,
            char **argv)
{
  g_auto (Options) options = { 0 };
  int exit_code = 0;
  const GOptionEntry entries[] = {
    { "mock", 'm', 0, G_OPTION_ARG_NONE, &options.mock,
      N_("The demo’s log, which profiles with environment=mock write to"), NULL },
    { "from", 0, 0, G_OPTION_ARG_STRING, &options.from, N_("From this day on"), N_("DAY") },
    { "to", 0, 0, G_OPTION_ARG_STRING, &options.to, N_("Up to this day, and with it"), N_("DAY") },
    { "operator", 0, 0, G_OPTION_ARG_STRING, &options.operator_name, N_("Only of this operator"),
      N_("NAME") },
    { "action", 0, 0, G_OPTION_ARG_STRING, &options.action, N_("Only this action"), N_("WORD") },
    { "outcome", 0, 0, G_OPTION_ARG_STRING, &options.outcome,
      N_("Only this outcome, or family of outcomes"), N_("WORD") },
    { "member", 0, 0, G_OPTION_ARG_STRING, &options.member, N_("Only of this member"), N_("ID") },
    { "of-case", 0, 0, G_OPTION_ARG_STRING, &options.of_case, N_("Only for this case"),
      N_("REF") },
    { "json", 'j', 0, G_OPTION_ARG_NONE, &options.json, N_("Answer with a JSON document"), NULL },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output, N_("Export to this file"),
      N_("FILE") },
    { "before", 0, 0, G_OPTION_ARG_STRING, &options.before,
      N_("Purge what is older than this day"), N_("DAY") },
    CS_PURPOSE_OPTIONS (options.purpose),
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.rest, NULL, NULL },
    G_OPTION_ENTRY_NULL
  };
  const CsUsage usage = {
    .parameters = "list|verify|export|purge",
    .summary = _("Reads the access log: who read what, when and why."),
    .description = _("“list” prints records, oldest first. “verify” holds every record to the "
                     "chain, and tells the first that is not as it was written. “export” writes "
                     "records as CSV. “purge” removes records that are older than 24 months.\n\n"
                     "Days are those of Korea, written like 2026-11-24. Each of these is recorded "
                     "in the log itself."),
  };

  if (!cs_options_parse (&usage, entries, &argc, &argv, &exit_code))
    return exit_code;

  return run (&options);
}
