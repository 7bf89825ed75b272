/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-audit-finding.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cs-audit-csv.h"
#include "cs-digits.h"
#include "cs-won.h"

/**
 * CsAuditFinding:
 *
 * Something that a rule has against a card. A value: never changes, and is small, since
 * there may be a hundred thousand of them. Texts that repeat are kept once.
 */
struct _CsAuditFinding
{
  GObject      parent_instance;

  guint64      row;
  guint64      line;
  guint64      member_id;
  guint64      balance;
  char        *number;          /* masked */
  char        *par;
  const char  *product;         /* (GRefString) */
  const char  *product_id;      /* (GRefString) */
  char        *expiry;          /* yyyy-mm-dd */
  const char  *sentence;        /* (GRefString) */
  guint8       verdict;
  guint8       rule;
  guint8       severity;
  gboolean     has_balance;
};

G_DEFINE_FINAL_TYPE (CsAuditFinding, cs_audit_finding, G_TYPE_OBJECT)

typedef enum
{
  COLUMN_ROW,
  COLUMN_LINE,
  COLUMN_MEMBER_ID,
  COLUMN_CARD,
  COLUMN_PRODUCT,
  COLUMN_PRODUCT_ID,
  COLUMN_PAR,
  COLUMN_VERDICT,
  COLUMN_RULE,
  COLUMN_VERSION,
  COLUMN_SEVERITY,
  COLUMN_EXPIRY,
  COLUMN_BALANCE,
  COLUMN_TITLE,
  COLUMN_SENTENCE,
  N_COLUMNS,
} Column;

static void
cs_audit_finding_finalize (GObject *object)
{
  CsAuditFinding *self = CS_AUDIT_FINDING (object);

  g_free (self->number);
  g_free (self->par);
  g_free (self->expiry);
  g_ref_string_release ((char *) self->product);
  g_ref_string_release ((char *) self->product_id);
  g_ref_string_release ((char *) self->sentence);

  G_OBJECT_CLASS (cs_audit_finding_parent_class)->finalize (object);
}

static void
cs_audit_finding_class_init (CsAuditFindingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cs_audit_finding_finalize;
}

static void
cs_audit_finding_init (CsAuditFinding *self)
{
}

guint64
cs_audit_finding_get_row (CsAuditFinding *self)
{
  g_return_val_if_fail (CS_IS_AUDIT_FINDING (self), 0);

  return self->row;
}

guint64
cs_audit_finding_get_line (CsAuditFinding *self)
{
  g_return_val_if_fail (CS_IS_AUDIT_FINDING (self), 0);

  return self->line;
}

guint64
cs_audit_finding_get_member_id (CsAuditFinding *self)
{
  g_return_val_if_fail (CS_IS_AUDIT_FINDING (self), 0);

  return self->member_id;
}

/**
 * cs_audit_finding_get_number:
 * @self: a finding
 *
 * Gets the number of the card, masked.
 *
 * Returns: (transfer none): the number, empty if none was supplied
 */
const char *
cs_audit_finding_get_number (CsAuditFinding *self)
{
  g_return_val_if_fail (CS_IS_AUDIT_FINDING (self), NULL);

  return self->number;
}

const char *
cs_audit_finding_get_par (CsAuditFinding *self)
{
  g_return_val_if_fail (CS_IS_AUDIT_FINDING (self), NULL);

  return self->par;
}

const char *
cs_audit_finding_get_product (CsAuditFinding *self)
{
  g_return_val_if_fail (CS_IS_AUDIT_FINDING (self), NULL);

  return self->product;
}

const char *
cs_audit_finding_get_product_id (CsAuditFinding *self)
{
  g_return_val_if_fail (CS_IS_AUDIT_FINDING (self), NULL);

  return self->product_id;
}

CsVerdict
cs_audit_finding_get_verdict (CsAuditFinding *self)
{
  g_return_val_if_fail (CS_IS_AUDIT_FINDING (self), CS_VERDICT_UNKNOWN);

  return (CsVerdict) self->verdict;
}

/**
 * cs_audit_finding_get_rule:
 * @self: a finding
 *
 * Gets the rule that it is by: a [enum@FactId] or a [enum@AuditRule].
 *
 * Returns: the rule
 */
guint
cs_audit_finding_get_rule (CsAuditFinding *self)
{
  g_return_val_if_fail (CS_IS_AUDIT_FINDING (self), 0);

  return self->rule;
}

CsSeverity
cs_audit_finding_get_severity (CsAuditFinding *self)
{
  g_return_val_if_fail (CS_IS_AUDIT_FINDING (self), CS_SEVERITY_UNKNOWN);

  return (CsSeverity) self->severity;
}

/**
 * cs_audit_finding_get_expiry:
 * @self: a finding
 *
 * Gets when the card expires.
 *
 * Returns: (transfer none): yyyy-mm-dd, empty if it is not known
 */
const char *
cs_audit_finding_get_expiry (CsAuditFinding *self)
{
  g_return_val_if_fail (CS_IS_AUDIT_FINDING (self), NULL);

  return self->expiry;
}

/**
 * cs_audit_finding_get_balance:
 * @self: a finding
 * @out_balance: (out): what is on the card, won
 *
 * Gets the balance of the card.
 *
 * Returns: `FALSE` if it is not known
 */
gboolean
cs_audit_finding_get_balance (CsAuditFinding *self,
                              guint64        *out_balance)
{
  g_return_val_if_fail (CS_IS_AUDIT_FINDING (self), FALSE);

  if (self->has_balance)
    *out_balance = self->balance;

  return self->has_balance;
}

/**
 * cs_audit_finding_get_sentence:
 * @self: a finding
 *
 * Gets what was found, in plain words.
 *
 * Returns: (transfer none): a sentence
 */
const char *
cs_audit_finding_get_sentence (CsAuditFinding *self)
{
  g_return_val_if_fail (CS_IS_AUDIT_FINDING (self), NULL);

  return self->sentence;
}

static char *
dup_expiry (const CsCardFields *fields)
{
  const GDate *date = &fields->expiry_date;

  if (!cs_card_fields_has (fields, CS_CARD_FIELD_EXPIRY_DATE))
    return g_strdup ("");

  return g_strdup_printf ("%04u-%02u-%02u", g_date_get_year (date),
                          (guint) g_date_get_month (date), g_date_get_day (date));
}

static char *
intern (const char *text)
{
  return g_ref_string_new_intern (text != NULL ? text : "");
}

static CsAuditFinding *
finding_new (CsMember   *member,
             CsCard     *card,
             guint       rule,
             CsSeverity  severity,
             char       *sentence)
{
  const CsCardFields *fields = cs_card_get_fields (card);
  const CsMaskedPan *number = cs_card_get_number (card);
  CsAuditFinding *self = g_object_new (CS_TYPE_AUDIT_FINDING, NULL);

  self->member_id = cs_member_get_id (member);
  self->number = g_strdup (number != NULL ? number->masked : "");
  self->par = g_strdup (fields->par != NULL ? fields->par : "");
  self->product = intern (fields->service_name);
  self->product_id = intern (fields->service_id);
  self->expiry = dup_expiry (fields);
  self->has_balance = cs_card_fields_has (fields, CS_CARD_FIELD_BALANCE);
  self->balance = fields->balance;
  self->verdict = (guint8) cs_card_get_verdict (card);
  self->rule = (guint8) rule;
  self->severity = (guint8) severity;
  self->sentence = intern (sentence);
  g_free (sentence);

  return self;
}

static void
add_facts (GPtrArray    *findings,
           CsMember     *member,
           CsCard       *card,
           CsAuditRules *rules)
{
  const GArray *facts = cs_card_get_facts (card);

  for (guint i = 0; i < facts->len; i++)
    {
      const CsFact *fact = &g_array_index (facts, CsFact, i);

      if (cs_audit_rules_is_selected (rules, fact->id))
        g_ptr_array_add (findings,
                         finding_new (member, card, fact->id, fact->severity,
                                      cs_fact_dup_text (fact, cs_card_get_fields (card))));
    }
}

static void
add_low_balance (GPtrArray    *findings,
                 CsMember     *member,
                 CsCard       *card,
                 CsAuditRules *rules)
{
  g_autofree char *minimum = NULL;

  if (!cs_audit_rules_is_selected (rules, CS_AUDIT_RULE_LOW_BALANCE) ||
      !cs_audit_rules_has_low_balance (rules, card))
    return;

  minimum = cs_won_dup (cs_audit_rules_get_minimum_balance (rules));
  g_ptr_array_add (findings,
                   finding_new (member, card, CS_AUDIT_RULE_LOW_BALANCE, CS_SEVERITY_CARE,
                                /* Translators: an amount of money. */
                                g_strdup_printf (_("The balance is below %s."), minimum)));
}

/**
 * cs_audit_findings_add:
 * @findings: (element-type CsAuditFinding): what is appended to
 * @row: the row of the input
 * @line: its line
 * @member: what was answered
 * @rules: what counts as a finding
 *
 * Judges the cards of a member.
 */
void
cs_audit_findings_add (GPtrArray    *findings,
                       guint64       row,
                       guint64       line,
                       CsMember     *member,
                       CsAuditRules *rules)
{
  guint first = findings->len;

  for (guint i = 0; i < cs_member_get_n_cards (member); i++)
    {
      CsCard *card = cs_member_get_card (member, i);

      if (!cs_audit_rules_apply_to (rules, card))
        continue;

      add_facts (findings, member, card, rules);
      add_low_balance (findings, member, card, rules);
    }

  for (guint i = first; i < findings->len; i++)
    {
      CsAuditFinding *finding = g_ptr_array_index (findings, i);

      finding->row = row;
      finding->line = line;
    }
}

/**
 * cs_audit_finding_get_csv_heading:
 *
 * Names the columns of `findings.csv`; not translated, since programs read them.
 *
 * Returns: a record without line end
 */
const char *
cs_audit_finding_get_csv_heading (void)
{
  return "row,line,member_id,card,product,product_id,par,verdict,rule,rule_version,severity,"
         "expiry,balance,finding,sentence";
}

/**
 * cs_audit_finding_append_csv:
 * @self: a finding
 * @record: what it is appended to
 *
 * Writes a finding as a record of `findings.csv`, without line end. Texts cannot be
 * formulas, and hold no line end; numbers stay numbers.
 */
void
cs_audit_finding_append_csv (CsAuditFinding *self,
                             GString        *record)
{
  g_autoptr (GString) cells = g_string_new (NULL);

  cs_audit_csv_append_number (cells, self->row);
  cs_audit_csv_append_number (cells, self->line);
  cs_audit_csv_append_number (cells, self->member_id);
  cs_audit_csv_append_text (cells, self->number);
  cs_audit_csv_append_text (cells, self->product);
  cs_audit_csv_append_text (cells, self->product_id);
  cs_audit_csv_append_text (cells, self->par);
  cs_audit_csv_append_text (cells, cs_verdict_to_string ((CsVerdict) self->verdict));
  cs_audit_csv_append_text (cells, cs_audit_rule_get_id (self->rule));
  cs_audit_csv_append_number (cells, cs_audit_rule_get_version (self->rule));
  cs_audit_csv_append_text (cells, cs_severity_to_string ((CsSeverity) self->severity));
  cs_audit_csv_append_text (cells, self->expiry);

  if (self->has_balance)
    cs_audit_csv_append_number (cells, self->balance);
  else
    cs_audit_csv_append_nothing (cells);

  cs_audit_csv_append_text (cells, cs_audit_rule_get_title (self->rule));
  cs_audit_csv_append_text (cells, self->sentence);
  g_string_append_len (record, cells->str, (gssize) cells->len);
}

static gboolean
read_number (const char *text,
             guint64    *out_number)
{
  return cs_digits_parse_uint64 (text, strlen (text), 0, G_MAXUINT64, out_number);
}

static gboolean
read_words (CsAuditFinding *self,
            GStrv           cells)
{
  guint rule = 0;
  guint severity = 0;
  guint verdict = 0;

  while (rule < CS_AUDIT_N_RULES &&
         !g_str_equal (cs_audit_rule_get_id (rule), cells[COLUMN_RULE]))
    rule++;

  while (severity <= CS_SEVERITY_FINISHED &&
         !g_str_equal (cs_severity_to_string ((CsSeverity) severity), cells[COLUMN_SEVERITY]))
    severity++;

  while (verdict < CS_N_VERDICTS &&
         !g_str_equal (cs_verdict_to_string ((CsVerdict) verdict), cells[COLUMN_VERDICT]))
    verdict++;

  self->rule = (guint8) rule;
  self->severity = (guint8) severity;
  self->verdict = (guint8) verdict;

  return rule < CS_AUDIT_N_RULES && severity <= CS_SEVERITY_FINISHED && verdict < CS_N_VERDICTS;
}

/**
 * cs_audit_finding_new_from_csv:
 * @record: a record of `findings.csv`, without line end
 * @length: bytes
 *
 * Reads a finding of an earlier run.
 *
 * Returns: (transfer full) (nullable): the finding, or `NULL` if it is no such record
 */
CsAuditFinding *
cs_audit_finding_new_from_csv (const char *record,
                               gsize       length)
{
  g_autoptr (CsAuditFinding) self = g_object_new (CS_TYPE_AUDIT_FINDING, NULL);
  g_auto (GStrv) cells = cs_audit_csv_split (record, length, ',');
  gboolean is_complete = g_strv_length (cells) == N_COLUMNS;

  self->product = intern (is_complete ? cells[COLUMN_PRODUCT] : "");
  self->product_id = intern (is_complete ? cells[COLUMN_PRODUCT_ID] : "");
  self->sentence = intern (is_complete ? cells[COLUMN_SENTENCE] : "");

  if (!is_complete || !read_words (self, cells) ||
      !read_number (cells[COLUMN_ROW], &self->row) ||
      !read_number (cells[COLUMN_LINE], &self->line) ||
      !read_number (cells[COLUMN_MEMBER_ID], &self->member_id))
    return NULL;

  self->has_balance = read_number (cells[COLUMN_BALANCE], &self->balance);
  self->number = g_strdup (cells[COLUMN_CARD]);
  self->par = g_strdup (cells[COLUMN_PAR]);
  self->expiry = g_strdup (cells[COLUMN_EXPIRY]);

  return g_steal_pointer (&self);
}
