/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-fact.h"

#include <glib/gi18n-lib.h>

static const char *const ids[CS_N_FACTS] = {
  [CS_FACT_DELETED] = "deleted",
  [CS_FACT_EXPIRED] = "expired",
  [CS_FACT_LOST] = "lost",
  [CS_FACT_AWAITING_RECEIPT] = "awaiting-receipt",
  [CS_FACT_REISSUED] = "reissued",
  [CS_FACT_SUSPENDED] = "suspended",
  [CS_FACT_MOBILE_SUSPENDED] = "mobile-suspended",
  [CS_FACT_PHYSICAL_SUSPENDED] = "physical-suspended",
  [CS_FACT_UNKNOWN_STATUS] = "unknown-status",
  [CS_FACT_INCOMPLETE] = "incomplete",
  [CS_FACT_CONTRADICTION] = "contradiction",
  [CS_FACT_EMPTY] = "empty",
  [CS_FACT_TRANSFER_IN_PROGRESS] = "transfer-in-progress",
  [CS_FACT_EXPIRES_SOON] = "expires-soon",
  [CS_FACT_RECHARGEABLE_MISMATCH] = "rechargeable-mismatch",
  [CS_FACT_OVER_MAXIMUM] = "over-maximum",
  [CS_FACT_OVER_PENDING_CAP] = "over-pending-cap",
  [CS_FACT_NUMBER_INVALID] = "number-invalid",
  [CS_FACT_PAR_MALFORMED] = "par-malformed",
  [CS_FACT_LIMITS_ORDER] = "limits-order",
  [CS_FACT_PENDING_CHARGE] = "pending-charge",
  [CS_FACT_ANONYMOUS] = "anonymous",
  [CS_FACT_FULL] = "full",
  [CS_FACT_NOT_RECHARGEABLE] = "not-rechargeable",
  [CS_FACT_NOT_REFUNDABLE] = "not-refundable",
  [CS_FACT_NOT_REMITTABLE] = "not-remittable",
  [CS_FACT_AUTO_RELOAD_ON_BLOCKED] = "auto-reload-on-blocked",
  [CS_FACT_LOSS_WITHDRAWN] = "loss-withdrawn",
};

typedef struct
{
  const char *name;
  CsVerdict   verdict;      /* of a card whose worst fact this is */
} SeverityInfo;

static const SeverityInfo severities[] = {
  [CS_SEVERITY_NOTE] = { "note", CS_VERDICT_USABLE },
  [CS_SEVERITY_CARE] = { "care", CS_VERDICT_USABLE },
  [CS_SEVERITY_LIMITED] = { "limited", CS_VERDICT_LIMITED },
  [CS_SEVERITY_UNKNOWN] = { "unknown", CS_VERDICT_UNKNOWN },
  [CS_SEVERITY_BLOCKED] = { "blocked", CS_VERDICT_BLOCKED },
  [CS_SEVERITY_FINISHED] = { "finished", CS_VERDICT_FINISHED },
};

typedef struct
{
  const char *name;
  const char *word;
  CsTone      tone;
} VerdictInfo;

static const VerdictInfo verdicts[CS_N_VERDICTS] = {
  [CS_VERDICT_USABLE] = { "usable", NC_("verdict", "Usable"), CS_TONE_FINE },
  [CS_VERDICT_LIMITED] = { "limited", NC_("verdict", "Usable with limits"), CS_TONE_CARE },
  [CS_VERDICT_UNKNOWN] = { "unknown", NC_("verdict", "Unknown"), CS_TONE_UNKNOWN },
  [CS_VERDICT_BLOCKED] = { "blocked", NC_("verdict", "Blocked"), CS_TONE_PAUSED },
  [CS_VERDICT_FINISHED] = { "finished", NC_("verdict", "Finished"), CS_TONE_FINISHED },
};

static CsSeverity
get_worst_severity (const GArray *facts)
{
  CsSeverity worst = CS_SEVERITY_NOTE;

  for (guint i = 0; i < facts->len; i++)
    worst = MAX (worst, g_array_index (facts, CsFact, i).severity);

  return worst;
}

/**
 * cs_facts_get_verdict:
 * @facts: (element-type CsFact): the facts of a card, in any order
 *
 * Judges a card by its worst fact: finished before blocked, unknown, limited and
 * usable. So an unknown value never lets a card pass as usable, and never hides
 * that it is blocked or finished.
 *
 * Returns: the verdict
 */
CsVerdict
cs_facts_get_verdict (const GArray *facts)
{
  return severities[get_worst_severity (facts)].verdict;
}

/**
 * cs_facts_get_tone:
 * @facts: (element-type CsFact): the facts of a card, in any order
 *
 * Gets the tone in which the verdict is shown: that of the verdict, but a usable
 * card that calls for care shows the triangle.
 *
 * Returns: the tone
 */
CsTone
cs_facts_get_tone (const GArray *facts)
{
  if (get_worst_severity (facts) == CS_SEVERITY_CARE)
    return CS_TONE_CARE;

  return cs_verdict_get_tone (cs_facts_get_verdict (facts));
}

/**
 * cs_fact_id_to_string:
 * @id: a fact
 *
 * Names a fact as JSON, rules and reports do: `mobile-suspended`.
 *
 * Returns: the name
 */
const char *
cs_fact_id_to_string (CsFactId id)
{
  g_return_val_if_fail (id < CS_N_FACTS, NULL);

  return ids[id];
}

/**
 * cs_fact_id_from_string:
 * @text: a name of a fact
 * @out_id: (out): the fact
 *
 * Reads the name of a fact.
 *
 * Returns: `FALSE` if no fact is called so
 */
gboolean
cs_fact_id_from_string (const char *text,
                        CsFactId   *out_id)
{
  g_return_val_if_fail (text != NULL, FALSE);

  for (CsFactId id = 0; id < CS_N_FACTS; id++)
    if (g_str_equal (ids[id], text))
      {
        *out_id = id;
        return TRUE;
      }

  return FALSE;
}

/**
 * cs_severity_to_string:
 * @severity: a severity
 *
 * Names a severity as JSON does.
 *
 * Returns: the name
 */
const char *
cs_severity_to_string (CsSeverity severity)
{
  g_return_val_if_fail (severity < G_N_ELEMENTS (severities), NULL);

  return severities[severity].name;
}

/**
 * cs_verdict_to_string:
 * @verdict: a verdict
 *
 * Names a verdict as JSON does.
 *
 * Returns: the name
 */
const char *
cs_verdict_to_string (CsVerdict verdict)
{
  g_return_val_if_fail (verdict < CS_N_VERDICTS, NULL);

  return verdicts[verdict].name;
}

/**
 * cs_verdict_get_word:
 * @verdict: a verdict
 *
 * Says a verdict to people.
 *
 * Returns: the word, translated
 */
const char *
cs_verdict_get_word (CsVerdict verdict)
{
  g_return_val_if_fail (verdict < CS_N_VERDICTS, NULL);

  return g_dpgettext2 (GETTEXT_PACKAGE, "verdict", verdicts[verdict].word);
}

/**
 * cs_verdict_get_tone:
 * @verdict: a verdict
 *
 * Gets the tone of a verdict where many cards are summed up. One card is shown
 * in the tone of its facts.
 *
 * Returns: the tone
 */
CsTone
cs_verdict_get_tone (CsVerdict verdict)
{
  g_return_val_if_fail (verdict < CS_N_VERDICTS, CS_TONE_UNKNOWN);

  return verdicts[verdict].tone;
}
