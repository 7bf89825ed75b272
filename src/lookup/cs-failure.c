/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-failure.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cs-client-error.h"
#include "cs-failure-private.h"
#include "cs-outcome.h"
#include "cs-printable.h"
#include "cs-redact.h"

#define DETAIL_MAX     300    /* characters of text from outside */
#define FIELD_MAX      40
#define CLOCK_SKEW_MAX (60 * G_USEC_PER_SEC)

/* Text that is not ours: no card number, one line, not endless. */
static char *
dup_detail (const char *text)
{
  g_autofree char *redacted = cs_redact_dup (text != NULL ? text : "");

  return cs_printable_dup (redacted, DETAIL_MAX);
}

/* The field that a description names behind its first sentence: “Invalid input
 * parameter. userId”. Wording and final full stops vary; nothing else is read.
 */
static char *
dup_field (const char *description)
{
  const char *sentence_end = description != NULL ? strstr (description, ". ") : NULL;
  g_autofree char *field = NULL;

  if (sentence_end == NULL)
    return NULL;

  field = g_strstrip (g_strdup (sentence_end + 2));

  if (g_str_has_suffix (field, "."))
    field[strlen (field) - 1] = '\0';

  for (const char *c = field; *c != '\0'; c++)
    if (!g_ascii_isalpha (*c) && *c != '-')
      return NULL;

  return *field != '\0' && strlen (field) <= FIELD_MAX ? g_steal_pointer (&field) : NULL;
}

/* What a field must look like, for those that come from what was entered. */
static const char *
get_valid_form (const char *field)
{
  if (g_str_equal (field, "userId"))
    return _("A member ID is 1 to 19 digits and does not start with 0.");

  if (g_str_equal (field, "par"))
    return _("A PAR is Q1 and 25 more characters, 0–9 and A–F.");

  if (g_str_equal (field, "cardNo") || g_str_equal (field, "physicalCardNo"))
    return _("A card number has 16 digits.");

  return NULL;
}

static void
tell_field (CsFailure          *self,
            const CsCallReport *report)
{
  gboolean is_missing = g_strcmp0 (report->code, CS_CODE_MISSING_PARAMETER) == 0;
  g_autofree char *field = dup_field (report->description);

  if (field == NULL || g_strcmp0 (report->code, CS_CODE_NO_SUCH_MEMBER) == 0)
    return;

  g_free (self->cause);
  self->cause = is_missing
                  /* Translators: %s is the name of a field of the service. */
                  ? g_strdup_printf (_("The service says that the value of %s is missing."), field)
                  /* Translators: %s is the name of a field of the service. */
                  : g_strdup_printf (_("The service does not accept the value of %s."), field);

  if (!is_missing && get_valid_form (field) != NULL)
    {
      g_free (self->next_step);
      self->next_step = g_strdup (get_valid_form (field));
    }
}

static void
tell_code (CsFailure          *self,
           const CsCallReport *report)
{
  g_autofree char *code = dup_detail (report->code);
  g_autofree char *description = dup_detail (report->description);

  g_free (self->cause);
  self->cause = *description != '\0'
                  /* Translators: a code of the service, and the service's own words for it. */
                  ? g_strdup_printf (_("The service answered with code %s: %s"), code, description)
                  /* Translators: a code of the service. */
                  : g_strdup_printf (_("The service answered with code %s and no explanation."),
                                     code);
}

/* The time to wait is the next step, and is not told a second time. */
static void
tell_trouble (CsFailure          *self,
              const CsCallReport *report)
{
  if (report->http_status >= 500)
    {
      g_free (self->cause);
      /* Translators: a status of HTTP. */
      self->cause = g_strdup_printf (_("The service is in trouble (HTTP %u)."),
                                     report->http_status);
    }

  if (report->retry_after_s == 0)
    return;

  g_free (self->next_step);
  /* Translators: %u is a number of seconds. */
  self->next_step = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                  "Try again in %u second.",
                                                  "Try again in %u seconds.",
                                                  report->retry_after_s),
                                     report->retry_after_s);
}

static gboolean
is_clock_wrong (const CsCallReport *report)
{
  return report->server_time_us != 0 &&
         ABS (report->server_time_us - report->started_us) > CLOCK_SKEW_MAX;
}

/* The service refuses signatures of another time, and does not say so. */
static void
tell_clock (CsFailure          *self,
            const CsCallReport *report)
{
  gint64 skew_us = ABS (report->server_time_us - report->started_us);
  guint n_minutes = (guint) MIN (skew_us / (60 * G_USEC_PER_SEC), G_MAXINT);

  g_free (self->next_step);
  /* Translators: %u is a number of minutes. */
  self->next_step = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                  "This computer’s clock is off by %u minute "
                                                  "against the service’s: set it, then try again.",
                                                  "This computer’s clock is off by %u minutes "
                                                  "against the service’s: set it, then try again.",
                                                  n_minutes),
                                     n_minutes);
}

/* What the answer says, where the error is about one. */
static void
tell_answer (CsFailure          *self,
             const CsCallReport *report)
{
  gboolean is_documented = cs_failure_words_for_code (report->code) != NULL;
  gboolean is_unauthorized = report->http_status == 401 || report->http_status == 403;

  if (self->family == CS_FAMILY_REFUSED && is_documented)
    tell_field (self, report);
  else if (self->family == CS_FAMILY_REFUSED && report->code != NULL)
    tell_code (self, report);

  if (self->family == CS_FAMILY_IN_TROUBLE)
    tell_trouble (self, report);

  if ((is_unauthorized || (self->family == CS_FAMILY_REFUSED && !is_documented)) &&
      is_clock_wrong (report))
    tell_clock (self, report);
}

static const CsFailureWords *
find_words (const GError       *error,
            const CsCallReport *report,
            CsFailureFamily     family)
{
  const CsFailureWords *words = NULL;
  const GError in_trouble = { CS_CLIENT_ERROR, CS_CLIENT_ERROR_IN_TROUBLE, error->message };

  if (report == NULL || !cs_failure_is_about_answer (error))
    return cs_failure_words_for_error (error);

  if (family == CS_FAMILY_REFUSED)
    words = cs_failure_words_for_code (report->code);

  if (words == NULL)
    words = cs_failure_words_for_status (report->http_status);

  if (words == NULL)
    words = cs_failure_words_for_error (family == CS_FAMILY_IN_TROUBLE ? &in_trouble : error);

  return words;
}

static char *
dup_cause (const char   *sentence,
           const GError *error)
{
  g_autofree char *detail = dup_detail (error->message);
  GString *cause = g_string_new (sentence);

  g_string_replace (cause, "%s", *detail != '\0' ? detail : _("No reason is known."), 1);

  return g_string_free (cause, FALSE);
}

/* What the service and the layers below say need not be a whole sentence, and the
 * next step follows right behind it.
 */
static void
finish_sentence (char **text)
{
  const char *last = g_utf8_prev_char (*text + strlen (*text));

  if (g_utf8_strchr (".!?…。", -1, g_utf8_get_char (last)) == NULL)
    {
      char *finished = g_strconcat (*text, ".", NULL);

      g_free (*text);
      *text = finished;
    }
}

/**
 * cs_failure_new:
 * @error: what went wrong, of any domain
 * @report: (nullable): how the call went
 *
 * Tells a failure in the words of the person in front of it: what, why, what to do.
 *
 * What comes from outside is bounded, made one line and searched for card numbers;
 * it is text, never markup.
 *
 * Returns: (transfer full): the failure; no text in it is empty
 */
CsFailure *
cs_failure_new (const GError       *error,
                const CsCallReport *report)
{
  CsFailure *self;
  const CsFailureWords *words;

  g_return_val_if_fail (error != NULL, NULL);

  self = g_new0 (CsFailure, 1);
  self->family = cs_failure_classify (error, report);

  words = find_words (error, report, self->family);
  self->title = g_strdup (_(words->title));
  self->next_step = g_strdup (_(words->next_step));
  self->cause = dup_cause (_(words->cause), error);

  if (report != NULL && cs_failure_is_about_answer (error))
    tell_answer (self, report);

  finish_sentence (&self->cause);

  return self;
}

/**
 * cs_failure_free:
 * @self: (transfer full): a failure
 *
 * Frees a failure.
 */
void
cs_failure_free (CsFailure *self)
{
  g_free (self->title);
  g_free (self->cause);
  g_free (self->next_step);
  g_free (self);
}
