/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-audit-totals.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cs-digits.h"

/* What a part of a tally counts: a letter, a number of its kind, a colon, how many. */
#define TALLY_VERDICT 'v'
#define TALLY_RULE    'r'
#define TALLY_MONTH   'm'
#define TALLY_NO_CARD 'n'
#define TALLY_UNDATED 'u'
#define TALLY_MAX     100000

typedef struct
{
  const char *name;
  const char *word;
} OutcomeWords;

static const OutcomeWords outcomes[CS_AUDIT_N_OUTCOMES] = {
  [CS_AUDIT_ANSWERED] = { "answered", NC_("audit outcome", "Answered") },
  [CS_AUDIT_NOT_FOUND] = { "not-found", NC_("audit outcome", "Not found") },
  [CS_AUDIT_REFUSED] = { "refused", NC_("audit outcome", "Refused") },
  [CS_AUDIT_FAILED] = { "failed", NC_("audit outcome", "Failed") },
  [CS_AUDIT_DUPLICATE] = { "duplicate", NC_("audit outcome", "Duplicates") },
  [CS_AUDIT_BAD_ROW] = { "bad-row", NC_("audit outcome", "Bad rows") },
};

/**
 * cs_audit_outcome_to_string:
 * @outcome: an outcome
 *
 * Names an outcome as files do.
 *
 * Returns: the name
 */
const char *
cs_audit_outcome_to_string (CsAuditOutcome outcome)
{
  g_return_val_if_fail (outcome < CS_AUDIT_N_OUTCOMES, NULL);

  return outcomes[outcome].name;
}

/**
 * cs_audit_outcome_from_string:
 * @text: a name, not necessarily terminated
 * @length: bytes
 * @out_outcome: (out): the outcome
 *
 * Reads the name of an outcome.
 *
 * Returns: `FALSE` if none is called so
 */
gboolean
cs_audit_outcome_from_string (const char     *text,
                              gsize           length,
                              CsAuditOutcome *out_outcome)
{
  for (guint i = 0; i < CS_AUDIT_N_OUTCOMES; i++)
    if (strlen (outcomes[i].name) == length && memcmp (outcomes[i].name, text, length) == 0)
      {
        *out_outcome = (CsAuditOutcome) i;
        return TRUE;
      }

  return FALSE;
}

/**
 * cs_audit_outcome_get_word:
 * @outcome: an outcome
 *
 * Says an outcome to people, over a number of rows.
 *
 * Returns: a word or two, translated
 */
const char *
cs_audit_outcome_get_word (CsAuditOutcome outcome)
{
  g_return_val_if_fail (outcome < CS_AUDIT_N_OUTCOMES, NULL);

  return g_dpgettext2 (GETTEXT_PACKAGE, "audit outcome", outcomes[outcome].word);
}

/**
 * cs_audit_totals_get_done:
 * @self: totals
 *
 * Tells how many rows have an outcome.
 *
 * Returns: how many
 */
guint64
cs_audit_totals_get_done (const CsAuditTotals *self)
{
  guint64 n_done = 0;

  for (guint i = 0; i < CS_AUDIT_N_OUTCOMES; i++)
    n_done += self->outcomes[i];

  return n_done;
}

/**
 * cs_audit_totals_reconcile:
 * @self: totals
 *
 * Tells whether every row that was read has an outcome, and none has two.
 *
 * Returns: `TRUE` if it adds up
 */
gboolean
cs_audit_totals_reconcile (const CsAuditTotals *self)
{
  return cs_audit_totals_get_done (self) == self->n_rows;
}

static void
append_counts (GString      *tally,
               char          kind,
               const guint  *counts,
               guint         n_counts)
{
  for (guint i = 0; i < n_counts; i++)
    if (counts[i] > 0)
      g_string_append_printf (tally, "%c%u:%u ", kind, i, counts[i]);
}

/* CS_AUDIT_N_MONTHS for a date that is not known. */
static guint
get_month (const CsCardFields *fields)
{
  guint year;

  if (!cs_card_fields_has (fields, CS_CARD_FIELD_EXPIRY_DATE))
    return CS_AUDIT_N_MONTHS;

  year = g_date_get_year (&fields->expiry_date);

  if (year < CS_AUDIT_FIRST_YEAR || year >= CS_AUDIT_FIRST_YEAR + CS_AUDIT_N_MONTHS / 12)
    return CS_AUDIT_N_MONTHS;

  return (year - CS_AUDIT_FIRST_YEAR) * 12 + (guint) g_date_get_month (&fields->expiry_date) - 1;
}

static void
count_findings (CsCard       *card,
                CsAuditRules *rules,
                guint        *counts)
{
  const GArray *facts = cs_card_get_facts (card);

  if (!cs_audit_rules_apply_to (rules, card))
    return;

  for (guint i = 0; i < facts->len; i++)
    {
      guint rule = g_array_index (facts, CsFact, i).id;

      if (cs_audit_rules_is_selected (rules, rule))
        counts[rule]++;
    }

  if (cs_audit_rules_is_selected (rules, CS_AUDIT_RULE_LOW_BALANCE) &&
      cs_audit_rules_has_low_balance (rules, card))
    counts[CS_AUDIT_RULE_LOW_BALANCE]++;
}

/* Cards of one member have few months: they are written one by one, and add up. */
static void
append_month (GString *tally,
              CsCard  *card)
{
  guint month = get_month (cs_card_get_fields (card));

  if (month < CS_AUDIT_N_MONTHS)
    g_string_append_printf (tally, "%c%u:1 ", TALLY_MONTH, month);
  else
    g_string_append_printf (tally, "%c0:1 ", TALLY_UNDATED);
}

/**
 * cs_audit_tally_append:
 * @tally: what it is appended to
 * @member: an answer
 * @rules: what counts as a finding
 *
 * Writes down what an answer adds to the totals.
 */
void
cs_audit_tally_append (GString      *tally,
                       CsMember     *member,
                       CsAuditRules *rules)
{
  guint n_cards = cs_member_get_n_cards (member);
  guint verdicts[CS_N_VERDICTS] = { 0 };
  guint findings[CS_AUDIT_N_RULES] = { 0 };

  for (guint i = 0; i < n_cards; i++)
    {
      CsCard *card = cs_member_get_card (member, i);

      verdicts[cs_card_get_verdict (card)]++;
      count_findings (card, rules, findings);
      append_month (tally, card);
    }

  if (n_cards == 0)
    g_string_append_printf (tally, "%c0:1 ", TALLY_NO_CARD);

  append_counts (tally, TALLY_VERDICT, verdicts, CS_N_VERDICTS);
  append_counts (tally, TALLY_RULE, findings, CS_AUDIT_N_RULES);
}

static gboolean
add_part (CsAuditTotals *self,
          char           kind,
          guint64        index,
          guint64        count)
{
  if (kind == TALLY_VERDICT && index < CS_N_VERDICTS)
    {
      self->verdicts[index] += count;
      self->n_cards += count;
    }
  else if (kind == TALLY_RULE && index < CS_AUDIT_N_RULES)
    {
      self->findings[index] += count;
      self->n_findings += count;
    }
  else if (kind == TALLY_MONTH && index < CS_AUDIT_N_MONTHS)
    self->months[index] += count;
  else if (kind == TALLY_NO_CARD && index == 0)
    self->n_without_cards += count;
  else if (kind == TALLY_UNDATED && index == 0)
    self->n_without_expiry += count;
  else
    return FALSE;

  return TRUE;
}

static gboolean
read_number (const char **at,
             const char  *end,
             char         stop,
             guint64     *out_number)
{
  const char *found = memchr (*at, stop, (gsize) (end - *at));

  if (found == NULL ||
      !cs_digits_parse_uint64 (*at, (gsize) (found - *at), 0, TALLY_MAX, out_number))
    return FALSE;

  *at = found + 1;

  return TRUE;
}

/**
 * cs_audit_totals_add_tally:
 * @self: totals
 * @tally: what cs_audit_tally_append() wrote, not necessarily terminated
 * @length: bytes
 *
 * Adds a row's part.
 *
 * Returns: `FALSE` if it is no such text
 */
gboolean
cs_audit_totals_add_tally (CsAuditTotals *self,
                           const char    *tally,
                           gsize          length)
{
  const char *at = tally;
  const char *end = tally + length;

  while (at < end)
    {
      char kind = *at++;
      guint64 index, count;

      if (!read_number (&at, end, ':', &index) || !read_number (&at, end, ' ', &count) ||
          !add_part (self, kind, index, count))
        return FALSE;
    }

  return TRUE;
}
