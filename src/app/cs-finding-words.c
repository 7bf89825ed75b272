/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-finding-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cs-pan.h"
#include "cs-printable.h"

#define PRODUCT_SHOWN_MAX 60     /* characters */

/**
 * cs_severity_get_word:
 * @severity: a severity
 *
 * Names a severity. Those that decide a verdict have its word.
 *
 * Returns: the word, translated
 */
const char *
cs_severity_get_word (CsSeverity severity)
{
  switch (severity)
    {
    case CS_SEVERITY_CARE:
      /* Translators: how bad a finding is: the card can be used, but something is odd */
      return C_("severity", "Care");
    case CS_SEVERITY_LIMITED:
      return cs_verdict_get_word (CS_VERDICT_LIMITED);
    case CS_SEVERITY_UNKNOWN:
      return cs_verdict_get_word (CS_VERDICT_UNKNOWN);
    case CS_SEVERITY_BLOCKED:
      return cs_verdict_get_word (CS_VERDICT_BLOCKED);
    case CS_SEVERITY_FINISHED:
      return cs_verdict_get_word (CS_VERDICT_FINISHED);
    case CS_SEVERITY_NOTE:
    default:
      /* Translators: how bad a finding is: not at all, it is just told */
      return C_("severity", "Note");
    }
}

/**
 * cs_finding_get_style:
 * @finding: a finding
 *
 * Finds what a finding looks like.
 *
 * Returns: the style
 */
const CsToneStyle *
cs_finding_get_style (CsAuditFinding *finding)
{
  const CsFact fact = { .id = (CsFactId) cs_audit_finding_get_rule (finding),
                        .severity = cs_audit_finding_get_severity (finding) };

  return cs_tone_style_for_fact (&fact);
}

/**
 * cs_rule_get_style:
 * @rule: a rule
 *
 * Finds what the findings of a rule look like where they are only counted.
 *
 * Returns: the style
 */
const CsToneStyle *
cs_rule_get_style (guint rule)
{
  CsFact fact = { .id = (CsFactId) rule, .severity = CS_SEVERITY_NOTE };

  if (rule <= CS_FACT_EXPIRED)
    fact.severity = CS_SEVERITY_FINISHED;
  else if (rule <= CS_FACT_PHYSICAL_SUSPENDED)
    fact.severity = CS_SEVERITY_BLOCKED;
  else if (rule <= CS_FACT_INCOMPLETE)
    fact.severity = CS_SEVERITY_UNKNOWN;
  else if (rule < CS_FACT_PENDING_CHARGE || rule == CS_AUDIT_RULE_LOW_BALANCE)
    fact.severity = CS_SEVERITY_CARE;

  return cs_tone_style_for_fact (&fact);
}

/**
 * cs_finding_words_dup_card:
 * @finding: a finding
 *
 * Names the card of a finding.
 *
 * Returns: (transfer full): product and the end of the number
 */
char *
cs_finding_words_dup_card (CsAuditFinding *finding)
{
  const char *number = cs_audit_finding_get_number (finding);
  gsize length = strlen (number);
  g_autofree char *product = cs_printable_dup (cs_audit_finding_get_product (finding),
                                               PRODUCT_SHOWN_MAX);
  g_autofree char *end = cs_pan_dup_short (length >= 4 ? number + length - 4 : "");

  if (*product == '\0')
    return g_steal_pointer (&end);

  return length >= 4 ? g_strdup_printf ("%s  %s", product, end) : g_steal_pointer (&product);
}
