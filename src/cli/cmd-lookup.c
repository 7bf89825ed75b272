/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cmd.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <signal.h>

#include "cs-identify.h"
#include "cs-input.h"
#include "cs-lookup.h"
#include "cs-member-view.h"
#include "cs-message.h"
#include "cs-options.h"
#include "cs-purpose.h"
#include "cs-target.h"

typedef struct
{
  CsTarget        target;
  char           *as;
  char           *par;
  gboolean        json;
  CsPurpose       purpose;
  char          **rest;

  CsOverride      override;
  gboolean        from_input;
} Options;

static void
options_clear (Options *self)
{
  cs_target_clear (&self->target);
  g_clear_pointer (&self->as, g_free);
  g_clear_pointer (&self->par, cs_secret_wipe_free);
  cs_purpose_clear (&self->purpose);

  for (gsize i = 0; self->rest != NULL && self->rest[i] != NULL; i++)
    cs_secret_wipe_free (self->rest[i]);

  g_clear_pointer (&self->rest, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
parse_override (const char *as,
                CsOverride *out_override)
{
  if (as == NULL)
    *out_override = CS_OVERRIDE_NONE;
  else if (g_str_equal (as, "member"))
    *out_override = CS_OVERRIDE_MEMBER_ID;
  else if (g_str_equal (as, "card"))
    *out_override = CS_OVERRIDE_CARD_NUMBER;
  else
    return FALSE;

  return TRUE;
}

/* How a number gets in without being seen, with the options that were given. */
static char *
dup_pipe_command (const Options *options)
{
  const CsTarget *target = &options->target;
  g_autofree char *quoted = g_shell_quote (target->profile != NULL ? target->profile : "NAME");

  return g_strdup_printf ("printf '%%s' \"$NUMBER\" | cardsyncctl lookup %s%s -",
                          target->mock ? "--mock" : "--profile ", target->mock ? "" : quoted);
}

/* A card number reaches the process list and the shell's history before anyone can
 * keep it from there, so it is not rewarded with an answer; nor is what is most likely
 * one with a digit wrong.
 */
static int
check_argument (const Options *options)
{
  g_autoptr (CsIdentity) identity = cs_identify (options->rest[0], -1, options->override);
  g_autofree char *command = NULL;
  g_autofree char *sentence = NULL;

  if (identity->kind != CS_IDENTITY_CARD_NUMBER && identity->refusal != CS_REFUSAL_CHECK_DIGIT)
    return 0;

  command = dup_pipe_command (options);

  if (identity->kind == CS_IDENTITY_CARD_NUMBER)
    /* Translators: %s is a command. */
    return cs_message_input (_("A card number is not taken as an argument, where others can see "
                               "it. Pipe it in: %s"), command);

  sentence = cs_identity_dup_sentence (identity);

  /* Translators: why the input was refused, a sentence; then a command. */
  return cs_message_input (_("%s If it is a card number, correct it and pipe it in, since others "
                             "can see an argument: %s. If it is a member ID, add: --as member"),
                           sentence, command);
}

static gboolean
is_par (const char *text)
{
  g_autoptr (CsIdentity) identity = cs_identify (text, -1, CS_OVERRIDE_NONE);

  return identity->kind == CS_IDENTITY_PAR;
}

/* What the options say together: 0, or the exit code after a message. */
static int
check_options (Options *options)
{
  int exit_code = 0;

  if (options->rest == NULL || options->rest[1] != NULL)
    return cs_message_usage (_("One member ID is needed, or “-” to read it, or a card number, "
                               "from standard input."));

  if (!parse_override (options->as, &options->override))
    return cs_message_usage (_("--as takes “member” or “card”."));

  options->from_input = g_str_equal (options->rest[0], "-");

  if (!options->from_input)
    exit_code = check_argument (options);

  if (exit_code == 0)
    exit_code = cs_target_check (&options->target);

  if (exit_code != 0)
    return exit_code;

  if (options->par != NULL && !is_par (options->par))
    return cs_message_usage (_("--par takes a PAR: Q1 and 25 hexadecimal digits."));

  return cs_purpose_check (&options->purpose);
}

static int
refuse_identity (const CsIdentity *identity)
{
  g_autofree char *sentence = cs_identity_dup_sentence (identity);

  if (identity->kind == CS_IDENTITY_NOTHING)
    return cs_message_input (_("Nothing was entered to look up."));

  if (identity->may_override)
    /* Translators: why the input was refused, a sentence. */
    return cs_message_input (_("%s If it is a member ID, add: --as member"), sentence);

  return cs_message_input ("%s", sentence);
}

static CsIdentity *
identify (const Options *options,
          int           *out_exit_code)
{
  g_autoptr (CsIdentity) identity = NULL;
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  if (options->from_input)
    text = cs_input_read_id (CS_IDENTIFY_TEXT_MAX, &error);

  if (error != NULL)
    {
      *out_exit_code = cs_message_input ("%s", error->message);
      return NULL;
    }

  identity = cs_identify (text != NULL ? text : options->rest[0], -1, options->override);
  cs_secret_wipe_free (text);

  if (identity->kind == CS_IDENTITY_NOTHING || identity->kind == CS_IDENTITY_REFUSED)
    {
      *out_exit_code = refuse_identity (identity);
      return NULL;
    }

  return g_steal_pointer (&identity);
}

typedef struct
{
  GMainLoop    *loop;
  CsMember     *member;
  CsCallReport *report;
  GError       *error;
} Answer;

static void
answer_clear (Answer *self)
{
  g_clear_pointer (&self->loop, g_main_loop_unref);
  g_clear_object (&self->member);
  g_clear_pointer (&self->report, cs_call_report_free);
  g_clear_error (&self->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Answer, answer_clear)

static void
lookup_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Answer *answer = user_data;

  answer->member = cs_lookup_run_finish (CS_LOOKUP (source), result, &answer->report,
                                         &answer->error);
  g_main_loop_quit (answer->loop);
}

static gboolean
interrupt_cb (gpointer user_data)
{
  g_cancellable_cancel (user_data);

  return G_SOURCE_CONTINUE;
}

/* Asks, and lets an interrupt end the look-up in order: its record is written. */
static void
ask (CsCliSession     *session,
     const Options    *options,
     const CsIdentity *identity,
     Answer           *answer)
{
  g_autoptr (CsLookup) lookup = cs_lookup_new (session->profile, session->access_log,
                                               session->clock);
  g_autoptr (CsCase) purpose = cs_purpose_dup_case (&options->purpose);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  guint on_interrupt = g_unix_signal_add (SIGINT, interrupt_cb, cancellable);

  answer->loop = g_main_loop_new (NULL, FALSE);
  cs_lookup_run_async (lookup, identity, options->par, purpose, cancellable, lookup_cb, answer);
  g_main_loop_run (answer->loop);
  g_source_remove (on_interrupt);
}

static int
report (const Options *options,
        const Answer  *answer)
{
  if (answer->member != NULL)
    return cs_member_view_print (answer->member, options->json, &options->purpose);

  if (g_error_matches (answer->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      (void) signal (SIGINT, SIG_DFL);
      (void) raise (SIGINT);
    }

  return cs_message_failure (answer->error, answer->report);
}

static int
run (const Options *options)
{
  g_autoptr (CsIdentity) identity = NULL;
  g_autoptr (CsCliSession) session = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (Answer) answer = { 0 };
  int exit_code = 0;

  identity = identify (options, &exit_code);

  if (identity == NULL)
    return exit_code;

  session = cs_target_open (&options->target, &error);

  if (session == NULL)
    return cs_message_failure (error, NULL);

  ask (session, options, identity, &answer);

  return report (options, &answer);
}

int
cs_cmd_lookup (int    argc,
               char **argv)
{
  g_auto (Options) options = { 0 };
  int exit_code = 0;
  const GOptionEntry entries[] = {
    CS_TARGET_OPTIONS (options.target),
    { "as", 0, 0, G_OPTION_ARG_STRING, &options.as,
      N_("Take the ID for what it is said to be"), "member|card" },
    { "par", 0, 0, G_OPTION_ARG_STRING, &options.par,
      N_("Ask for this card of the member only"), N_("PAR") },
    { "json", 'j', 0, G_OPTION_ARG_NONE, &options.json, N_("Answer with a JSON document"), NULL },
    CS_PURPOSE_OPTIONS (options.purpose),
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.rest, NULL, NULL },
    G_OPTION_ENTRY_NULL
  };
  const CsUsage usage = {
    .parameters = _("ID|-"),
    .summary = _("Shows every card of a member, whether it can be used, and if not, why."),
    .description =
      _("ID is a member ID. With “-” it is read from standard input. A card number is taken only "
        "that way, since as an argument it would reach the process list and the shell's "
        "history.\n\n"
        "Every look-up is recorded in the access log before anything is shown."),
  };

  if (!cs_options_parse (&usage, entries, &argc, &argv, &exit_code))
    return exit_code;

  exit_code = check_options (&options);

  return exit_code != 0 ? exit_code : run (&options);
}
