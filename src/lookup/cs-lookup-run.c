/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-lookup-run.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cs-failure.h"

/* Numbers of 16 digits, which may be somebody's mistyped card number. */
#define SIXTEEN_DIGITS_MIN G_GUINT64_CONSTANT (1000000000000000)
#define SIXTEEN_DIGITS_MAX G_GUINT64_CONSTANT (9999999999999999)

/* What somebody typed gets the form in which PARs are sent; one that the service
 * itself gave and that looks otherwise stays as it is.
 */
static char *
dup_par (const char *text)
{
  g_autoptr (CsIdentity) identity = cs_identify (text, -1, CS_OVERRIDE_NONE);

  return g_strdup (identity->kind == CS_IDENTITY_PAR ? identity->par : text);
}

/**
 * cs_lookup_run_new:
 * @identity: what to look up
 * @par: (nullable): the one card that is asked for
 * @purpose: (nullable): what for
 *
 * Starts a look-up that has sent nothing yet.
 *
 * Returns: (transfer full): the run
 */
CsLookupRun *
cs_lookup_run_new (const CsIdentity *identity,
                   const char       *par,
                   const CsCase     *purpose)
{
  CsLookupRun *self = g_new0 (CsLookupRun, 1);

  self->identity = cs_identity_copy (identity);
  self->par = par != NULL ? dup_par (par) : NULL;
  self->purpose = purpose != NULL ? cs_case_copy (purpose) : NULL;
  self->member_id = identity->member_id;

  return self;
}

/**
 * cs_lookup_run_free:
 * @self: (transfer full): a run
 *
 * Frees a run and drops what it found.
 */
void
cs_lookup_run_free (CsLookupRun *self)
{
  cs_identity_free (self->identity);
  g_free (self->par);
  g_clear_pointer (&self->purpose, cs_case_free);
  g_clear_object (&self->member);
  g_clear_pointer (&self->report, cs_call_report_free);
  g_clear_error (&self->error);
  g_free (self);
}

/* A card that is known already is asked for by the PAR that the service itself gave,
 * so no more is asked of it than its length.
 */
static gboolean
is_par (const char *par)
{
  gsize length = strlen (par);

  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (par[i]))
      return FALSE;

  return length == CS_PAR_LENGTH;
}

static void
refuse (CsLookupRun   *self,
        CsLookupError  code,
        const char    *sentence)
{
  g_set_error_literal (&self->error, CS_LOOKUP_ERROR, (int) code, sentence);
}

static void
refuse_identity (CsLookupRun *self)
{
  g_autofree char *sentence = cs_identity_dup_sentence (self->identity);

  refuse (self, CS_LOOKUP_ERROR_INPUT, *sentence != '\0' ? sentence : _("Nothing was entered."));
}

/**
 * cs_lookup_run_check:
 * @self: a run
 *
 * Tells whether there is anything that may be sent.
 *
 * Returns: `FALSE`, with the error set, if there is not
 */
gboolean
cs_lookup_run_check (CsLookupRun *self)
{
  /* What is no PAR may be anything, a card number as well: it is not recorded. */
  if (self->par != NULL && !is_par (self->par))
    {
      g_clear_pointer (&self->par, cs_secret_wipe_free);
      refuse (self, CS_LOOKUP_ERROR_INPUT, _("A PAR has 27 letters and digits."));
      return FALSE;
    }

  switch (self->identity->kind)
    {
    case CS_IDENTITY_MEMBER_ID:
      return TRUE;

    case CS_IDENTITY_CARD_NUMBER:
      if (self->par == NULL)
        return TRUE;

      refuse (self, CS_LOOKUP_ERROR_INPUT,
              _("A PAR goes with a member ID; a card number needs none."));
      return FALSE;

    case CS_IDENTITY_PAR:
      refuse (self, CS_LOOKUP_ERROR_NEEDS_MEMBER_ID,
              _("The service finds a card by its PAR only within a member."));
      return FALSE;

    case CS_IDENTITY_NOTHING:
    case CS_IDENTITY_REFUSED:
    default:
      refuse_identity (self);
      return FALSE;
    }
}

/**
 * cs_lookup_run_take_report:
 * @self: a run
 * @report: (transfer full) (nullable): how a call went
 *
 * Notes how the latest call went; one that sent nothing leaves the one before it.
 */
void
cs_lookup_run_take_report (CsLookupRun  *self,
                           CsCallReport *report)
{
  /* A call that does not say whether it was sent may have been. */
  self->n_attempts += report != NULL ? report->n_attempts : 1;

  if (report == NULL || (self->report != NULL && report->n_attempts == 0))
    {
      g_clear_pointer (&report, cs_call_report_free);
      return;
    }

  g_clear_pointer (&self->report, cs_call_report_free);
  self->report = report;
}

static gboolean
is_selected (CsLookupRun *self,
             CsCard      *card)
{
  const char *par = cs_card_get_fields (card)->par;

  if (self->identity->kind == CS_IDENTITY_CARD_NUMBER)
    return cs_card_has_number (card, &self->identity->number);

  return par != NULL && g_ascii_strcasecmp (par, self->par) == 0;
}

static void
select_card (CsLookupRun *self)
{
  guint n_cards = cs_member_get_n_cards (self->member);

  if (self->identity->kind != CS_IDENTITY_CARD_NUMBER && self->par == NULL)
    return;

  for (guint i = 0; i < n_cards; i++)
    {
      CsCard *card = cs_member_get_card (self->member, i);

      if (is_selected (self, card))
        {
          cs_member_set_selected (self->member, card);
          return;
        }
    }

  /* Any other card could be taken for the one that was asked for. */
  refuse (self, CS_LOOKUP_ERROR_SELECTED_CARD_MISSING,
          _("The member was found, but the card is not among the member’s cards."));
  g_clear_object (&self->member);
}

/**
 * cs_lookup_build_member:
 * @member_id: whose cards, 0 if it is not known
 * @fields: (element-type CsCardFields): what an answer said; emptied
 * @clock: tells as of when, and what today is
 * @expiry_days: from how many days before its expiry a card expires soon
 *
 * Makes a member of an answer, as of now.
 *
 * Returns: (transfer full): the member
 */
CsMember *
cs_lookup_build_member (guint64    member_id,
                        GPtrArray *fields,
                        CsClock   *clock,
                        guint      expiry_days)
{
  GPtrArray *cards = g_ptr_array_new_full (fields->len, g_object_unref);
  g_autoptr (GDateTime) now = cs_clock_dup_kst (clock);
  g_autofree gpointer *stolen = NULL;
  CsMember *member;
  gsize n_fields;
  GDate today;

  cs_clock_get_today (clock, &today);
  stolen = g_ptr_array_steal (fields, &n_fields);

  for (gsize i = 0; i < n_fields; i++)
    g_ptr_array_add (cards, cs_card_new (stolen[i], &today, expiry_days));

  member = cs_member_new (member_id, cards);
  cs_member_set_as_of (member, now);

  return member;
}

/**
 * cs_lookup_run_take_cards:
 * @self: a run
 * @fields: (element-type CsCardFields): what the answer said; emptied
 * @clock: tells as of when, and what today is
 * @expiry_days: from how many days before its expiry a card expires soon
 *
 * Notes what was found, and selects the card that was asked for. If that card is not
 * there, nothing was found.
 */
void
cs_lookup_run_take_cards (CsLookupRun *self,
                          GPtrArray   *fields,
                          CsClock     *clock,
                          guint        expiry_days)
{
  self->member = cs_lookup_build_member (self->member_id, fields, clock, expiry_days);

  if (self->report != NULL)
    cs_member_set_correlation_ids (self->member, self->report->correlation_id,
                                   self->report->answered_correlation_id);

  select_card (self);
}

/**
 * cs_lookup_run_is_to_log:
 * @self: a run that has ended
 *
 * Tells whether the run leaves a record: every one does, but for one that was
 * cancelled before anything was sent.
 *
 * Returns: `TRUE` if it does
 */
gboolean
cs_lookup_run_is_to_log (CsLookupRun *self)
{
  return self->n_attempts > 0 ||
         !g_error_matches (self->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* 16 digits that the operator called a member ID, and that the service does not know
 * as one, are a card number after all, or one that was mistyped.
 */
static guint64
get_loggable_member_id (CsLookupRun *self)
{
  gboolean may_be_card_number = self->identity->kind == CS_IDENTITY_MEMBER_ID &&
                                self->member_id >= SIXTEEN_DIGITS_MIN &&
                                self->member_id <= SIXTEEN_DIGITS_MAX;

  return may_be_card_number && self->member == NULL ? 0 : self->member_id;
}

static const char *
get_par (CsLookupRun *self)
{
  CsCard *selected = self->member != NULL ? cs_member_get_selected (self->member) : NULL;

  if (selected != NULL)
    return cs_card_get_fields (selected)->par;

  return self->par != NULL ? self->par : self->identity->par;
}

/* The call's ID, and beside it the answer's where that is another one: what was read
 * may then be what another call asked for.
 */
static char *
dup_correlation_ids (const CsCallReport *report)
{
  if (report == NULL)
    return NULL;

  if (report->answered_correlation_id == NULL ||
      g_str_equal (report->answered_correlation_id, report->correlation_id))
    return g_strdup (report->correlation_id);

  return g_strdup_printf ("%s, answered %s", report->correlation_id,
                          report->answered_correlation_id);
}

/**
 * cs_lookup_run_new_record:
 * @self: a run that has ended
 * @environment: the profile's environment
 * @unix_us: when, microseconds UTC
 *
 * Makes the one record of a run.
 *
 * Returns: (transfer full): the record
 */
CsAccessRecord *
cs_lookup_run_new_record (CsLookupRun *self,
                          const char  *environment,
                          gint64       unix_us)
{
  CsAccessRecord *record = cs_case_new_record (self->purpose, CS_ACTION_LOOKUP, environment,
                                               unix_us);

  record->member_id = get_loggable_member_id (self);
  record->par = g_strdup (get_par (self));
  record->outcome = cs_failure_dup_outcome (self->error, self->report);
  record->n_cards = self->member != NULL ? cs_member_get_n_cards (self->member) : 0;
  record->correlation_id = dup_correlation_ids (self->report);

  return record;
}
