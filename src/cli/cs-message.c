/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-message.h"

#include <glib/gi18n-lib.h>

#include "cs-arguments.h"
#include "cs-failure.h"
#include "cs-lookup.h"
#include "cs-printable.h"
#include "cs-redact.h"
#include "cs-wire-error.h"

/* A code of the service has 7 characters; what else comes in its place is cut. */
#define CODE_SHOWN 40

/* Whatever a message was made from, it stays one line and commands no terminal. What
 * comes from outside was made printable before, where it can be told apart.
 */
static void
drop_controls (GString *line)
{
  for (gsize i = 0; i < line->len; i++)
    if (g_ascii_iscntrl (line->str[i]))
      line->str[i] = ' ';
}

static void
print_line (const char *text,
            const char *reference)
{
  g_autofree char *redacted = cs_redact_dup (text);
  g_autoptr (GString) line = g_string_new (redacted);

  drop_controls (line);
  g_printerr ("%s: %s%s\n", g_get_prgname (), line->str, reference);
}

/* Text that may quote an argument. */
G_GNUC_PRINTF (1, 0)
static char *
dup_blotted (const char *format,
             va_list     args)
{
  char *text = g_strdup_vprintf (format, args);

  cs_arguments_blot (text);

  return text;
}

/**
 * cs_message_usage:
 * @format: what is wrong with the command, one or two sentences
 * @...: arguments of @format
 *
 * Says that the command is not one that can be carried out. An argument that is
 * quoted loses its digits if there are enough of them for a card number.
 *
 * Returns: the exit code
 */
int
cs_message_usage (const char *format,
                  ...)
{
  g_autofree char *text = NULL;
  g_autofree char *line = NULL;
  va_list args;

  va_start (args, format);
  text = dup_blotted (format, args);
  va_end (args);

  /* Translators: what is wrong with a command, a sentence, and the command that
   * helps further.
   */
  line = g_strdup_printf (_("%s See: %s --help"), text, g_get_prgname ());
  print_line (line, "");

  return cs_failure_get_exit_code (CS_FAMILY_INPUT);
}

/**
 * cs_message_input:
 * @format: what is wrong with what was entered, and what to do
 * @...: arguments of @format
 *
 * Says that what was entered is nothing to work with, where the options are not to
 * blame. The same care is taken as in cs_message_usage().
 *
 * Returns: the exit code
 */
int
cs_message_input (const char *format,
                  ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = dup_blotted (format, args);
  va_end (args);

  print_line (text, "");

  return cs_failure_get_exit_code (CS_FAMILY_INPUT);
}

/**
 * cs_message_local:
 * @format: what is wrong with this computer, and what to do: one or two sentences
 * @...: arguments of @format
 *
 * Says that something on this computer stands in the way.
 *
 * Returns: the exit code
 */
int
cs_message_local (const char *format,
                  ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);

  print_line (text, "");

  return cs_failure_get_exit_code (CS_FAMILY_LOCAL);
}

/**
 * cs_message_note:
 * @format: what whoever called the program should know, a sentence
 * @...: arguments of @format
 *
 * Says something beside the result; nothing has failed.
 */
void
cs_message_note (const char *format,
                 ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);

  print_line (text, "");
}

/* What the operator of the platform needs to find the call. */
static char *
dup_reference (const CsCallReport *report)
{
  g_autofree char *redacted = NULL;
  g_autofree char *code = NULL;

  if (report == NULL || *report->correlation_id == '\0')
    return g_strdup ("");

  if (report->http_status == 0)
    /* Translators: a correlation ID. */
    return g_strdup_printf (_(" [correlation ID %s]"), report->correlation_id);

  if (report->code == NULL)
    /* Translators: a correlation ID, and an HTTP status. */
    return g_strdup_printf (_(" [correlation ID %s, HTTP %u]"), report->correlation_id,
                            report->http_status);

  redacted = cs_redact_dup (report->code);
  code = cs_printable_dup (redacted, CODE_SHOWN);

  /* Translators: a correlation ID, an HTTP status, and a code of the service. */
  return g_strdup_printf (_(" [correlation ID %s, HTTP %u, code %s]"), report->correlation_id,
                          report->http_status, code);
}

/* Where a window has a place to enter something, a command has an option. */
static const char *
get_next_step (const GError       *error,
               const CsCallReport *report,
               const CsFailure    *failure)
{
  if (g_error_matches (error, CS_LOOKUP_ERROR, CS_LOOKUP_ERROR_NEEDS_MEMBER_ID))
    return _("Give the member ID as the ID, and the PAR with --par.");

  if (g_error_matches (error, CS_LOOKUP_ERROR, CS_LOOKUP_ERROR_NEEDS_KEY))
    return _("Name the private key that it was encrypted for with --private-key.");

  /* No call was made for it, so nobody else has written it. */
  if (report == NULL && error->domain == CS_WIRE_ERROR &&
      error->code <= CS_WIRE_ERROR_ENVELOPE)
    return _("Check that the file is a whole answer of the service, as it was received.");

  return failure->next_step;
}

/**
 * cs_message_failure:
 * @error: what failed
 * @report: (nullable): the call that it failed in
 *
 * Says what failed, why, and what to do.
 *
 * Returns: the exit code
 */
int
cs_message_failure (const GError       *error,
                    const CsCallReport *report)
{
  g_autoptr (CsFailure) failure = cs_failure_new (error, report);
  g_autofree char *reference = dup_reference (report);
  g_autofree char *line = NULL;

  /* Translators: what failed, a few words; why, a sentence; what to do, a sentence. */
  line = g_strdup_printf (_("%s: %s %s"), failure->title, failure->cause,
                          get_next_step (error, report, failure));
  print_line (line, reference);

  return cs_failure_get_exit_code (failure->family);
}
