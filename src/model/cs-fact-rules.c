/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-fact.h"

#define BIT(field) CS_CARD_FIELD_BIT (CS_CARD_FIELD_ ## field)

#define FORM_STATUSES     (BIT (MOBILE_CARD_STATUS) | BIT (PHYSICAL_CARD_STATUS))
#define DECISIVE_STATUSES (FORM_STATUSES | BIT (CARD_LIFE_STATUS) | BIT (CARD_BIZ_STATUS))

/* What a rule looks at. */
typedef struct
{
  const CsCardFields *fields;
  gint                days_left;        /* until the expiry, if there is one */
  guint               expiry_days;
  const GArray       *facts;            /* found by the rules above */
} Context;

/* Answers the fields that a fact comes from, none if it is not one. */
typedef CsCardFieldSet (*FindFunc) (const Context *context);

/* A rule is either a status that says it all, or a function. */
typedef struct
{
  CsFactId           id;
  CsSeverity         severity;
  FindFunc           find;
  CsStatusDimension  dimension;
  const char        *code;
} Rule;

static CsCardFieldSet
match (const Context     *context,
       CsStatusDimension  dimension,
       const char        *code)
{
  const char *actual = cs_status_get_code (context->fields, dimension);

  if (actual == NULL || !g_str_equal (actual, code))
    return 0;

  return CS_CARD_FIELD_BIT (cs_status_dimension_get_field (dimension));
}

/* The four stops and the two normal states of cardBizStatus. */
static CsCardFieldSet
match_stopped (const Context *context)
{
  return match (context, CS_STATUS_BUSINESS, "31") | match (context, CS_STATUS_BUSINESS, "35") |
         match (context, CS_STATUS_BUSINESS, "36") | match (context, CS_STATUS_BUSINESS, "3A");
}

static CsCardFieldSet
match_running (const Context *context)
{
  return match (context, CS_STATUS_BUSINESS, "60") | match (context, CS_STATUS_BUSINESS, "61");
}

static CsCardFieldSet
both (CsCardFieldSet a,
      CsCardFieldSet b)
{
  return a != 0 && b != 0 ? a | b : 0;
}

static gboolean
has_all (const Context  *context,
         CsCardFieldSet  set)
{
  return (context->fields->present & set) == set;
}

/* A card expires at the end of its last day: with 0 days left it is valid. */
static CsCardFieldSet
expires_within (const Context *context,
                gint           first_day,
                gint           last_day)
{
  if (!has_all (context, BIT (EXPIRY_DATE)) ||
      context->days_left < first_day || context->days_left > last_day)
    return 0;

  return BIT (EXPIRY_DATE);
}

/* Whether a rule above found that the card cannot be used. */
static gboolean
is_stopped (const Context *context)
{
  return cs_facts_get_verdict (context->facts) >= CS_VERDICT_BLOCKED;
}

static CsCardFieldSet
find_expired (const Context *context)
{
  return expires_within (context, G_MININT, -1) | match (context, CS_STATUS_BUSINESS, "35");
}

static CsCardFieldSet
get_suspended_forms (const Context *context)
{
  return match (context, CS_STATUS_MOBILE, "SUSPENDED") |
         match (context, CS_STATUS_PHYSICAL, "SUSPENDED");
}

/* A form whose status came but cannot be read is a form all the same; it may be
 * in use, and must not count as suspended with the other.
 */
static CsCardFieldSet
get_forms (const Context *context)
{
  return (context->fields->present | context->fields->invalid) & FORM_STATUSES;
}

static CsCardFieldSet
find_suspended (const Context *context)
{
  CsCardFieldSet suspended = get_suspended_forms (context);

  if (is_stopped (context))
    return 0;

  if (suspended != get_forms (context))
    suspended = 0;

  return suspended | match (context, CS_STATUS_LEDGER, "30");
}

static CsCardFieldSet
find_one_suspended (const Context  *context,
                    CsCardFieldSet  form)
{
  return get_forms (context) == FORM_STATUSES && get_suspended_forms (context) == form ? form : 0;
}

static CsCardFieldSet
find_mobile_suspended (const Context *context)
{
  return find_one_suspended (context, BIT (MOBILE_CARD_STATUS));
}

static CsCardFieldSet
find_physical_suspended (const Context *context)
{
  return find_one_suspended (context, BIT (PHYSICAL_CARD_STATUS));
}

static CsCardFieldSet
get_unknown_statuses (const Context *context)
{
  CsCardFieldSet unknown = 0;

  for (CsStatusDimension dimension = 0; dimension < CS_N_STATUS_DIMENSIONS; dimension++)
    {
      const char *code = cs_status_get_code (context->fields, dimension);

      if (code != NULL && cs_status_find (dimension, code) == NULL)
        unknown |= CS_CARD_FIELD_BIT (cs_status_dimension_get_field (dimension));
    }

  return unknown;
}

static CsCardFieldSet
find_decisive_status_unknown (const Context *context)
{
  return get_unknown_statuses (context) & DECISIVE_STATUSES;
}

static CsCardFieldSet
find_other_status_unknown (const Context *context)
{
  return get_unknown_statuses (context) & ~DECISIVE_STATUSES;
}

static CsCardFieldSet
find_decisive_problem (const Context *context)
{
  return cs_card_fields_get_problems (context->fields) & (DECISIVE_STATUSES | BIT (EXPIRY_DATE));
}

static CsCardFieldSet
find_other_problem (const Context *context)
{
  return cs_card_fields_get_problems (context->fields) & ~(DECISIVE_STATUSES | BIT (EXPIRY_DATE));
}

static CsCardFieldSet
find_statuses_at_odds (const Context *context)
{
  return both (match (context, CS_STATUS_LEDGER, "60"), match_stopped (context)) |
         both (match (context, CS_STATUS_LEDGER, "30"), match_running (context));
}

static CsCardFieldSet
find_expiry_at_odds (const Context *context)
{
  return both (expires_within (context, G_MININT, -1),
               match (context, CS_STATUS_BUSINESS, "60")) |
         both (expires_within (context, 1, G_MAXINT),
               match (context, CS_STATUS_BUSINESS, "35"));
}

/* Where bankInfo came but cannot be read, there may be an account. */
static CsCardFieldSet
find_empty (const Context *context)
{
  const CsCardFields *fields = context->fields;

  if (!has_all (context, BIT (BALANCE)) || fields->balance != 0 ||
      ((fields->present | fields->invalid) & BIT (BANK_INFO)) != 0)
    return 0;

  return BIT (BALANCE);
}

static CsCardFieldSet
find_expires_soon (const Context *context)
{
  return expires_within (context, 0, (gint) MIN (context->expiry_days, G_MAXINT));
}

/* The fields of the balance and of the maximum that applies to it, none unless
 * both are known.
 */
static CsCardFieldSet
get_balance_and_maximum (const Context *context,
                         guint64       *out_maximum)
{
  const CsCardFields *fields = context->fields;

  if (!has_all (context, BIT (BALANCE)) || !cs_card_fields_get_maximum (fields, out_maximum))
    return 0;

  return BIT (BALANCE) | BIT (IS_NAMED) |
         (fields->is_named ? BIT (MAX_REAL_NAME_RECHARGE_AMOUNT)
                           : BIT (MAX_NON_REAL_NAME_RECHARGE_AMOUNT));
}

static CsCardFieldSet
find_rechargeable_mismatch (const Context *context)
{
  const CsCardFields *fields = context->fields;
  guint64 maximum, room;
  CsCardFieldSet set = get_balance_and_maximum (context, &maximum);

  if (set == 0 || !has_all (context, BIT (RECHARGEABLE_AMOUNT)))
    return 0;

  room = fields->balance < maximum ? maximum - fields->balance : 0;

  return fields->rechargeable_amount != room ? set | BIT (RECHARGEABLE_AMOUNT) : 0;
}

static CsCardFieldSet
find_over_maximum (const Context *context)
{
  guint64 maximum;
  CsCardFieldSet set = get_balance_and_maximum (context, &maximum);

  return set != 0 && context->fields->balance > maximum ? set : 0;
}

static CsCardFieldSet
find_over_pending_cap (const Context *context)
{
  const CsCardFields *fields = context->fields;
  CsCardFieldSet set = BIT (BALANCE) | BIT (PENDING_AMOUNT) |
                       BIT (ENABLE_VIRTUAL_ACCOUNT_PENDING_AMOUNT) |
                       BIT (VIRTUAL_ACCOUNT_MAX_PENDING_AMOUNT);
  guint64 sum;

  if (!has_all (context, set) || !fields->enable_virtual_account_pending_amount)
    return 0;

  if (g_uint64_checked_add (&sum, fields->balance, fields->pending_amount) &&
      sum <= fields->virtual_account_max_pending_amount)
    return 0;

  return set;
}

static CsCardFieldSet
find_number_invalid (const Context *context)
{
  CsCardFieldSet set = 0;

  if (has_all (context, BIT (MOBILE_CARD_NO)) && !context->fields->mobile_card_no.valid)
    set |= BIT (MOBILE_CARD_NO);

  if (has_all (context, BIT (PHYSICAL_CARD_NO)) && !context->fields->physical_card_no.valid)
    set |= BIT (PHYSICAL_CARD_NO);

  return set;
}

static CsCardFieldSet
find_par_malformed (const Context *context)
{
  if (!has_all (context, BIT (PAR)) || g_utf8_strlen (context->fields->par, -1) == CS_PAR_LENGTH)
    return 0;

  return BIT (PAR);
}

static CsCardFieldSet
find_limits_order (const Context *context)
{
  const CsCardFields *fields = context->fields;
  CsCardFieldSet set = 0;

  if (has_all (context, BIT (LIMIT_ONCE) | BIT (LIMIT_DAY)) &&
      fields->limit_once > fields->limit_day)
    set |= BIT (LIMIT_ONCE) | BIT (LIMIT_DAY);

  if (has_all (context, BIT (LIMIT_DAY) | BIT (LIMIT_MONTH)) &&
      fields->limit_day > fields->limit_month)
    set |= BIT (LIMIT_DAY) | BIT (LIMIT_MONTH);

  return set;
}

static CsCardFieldSet
find_pending_charge (const Context *context)
{
  if (!has_all (context, BIT (PENDING_AMOUNT)) || context->fields->pending_amount == 0)
    return 0;

  return BIT (PENDING_AMOUNT);
}

static CsCardFieldSet
find_full (const Context *context)
{
  guint64 maximum;
  CsCardFieldSet set = get_balance_and_maximum (context, &maximum);

  return set != 0 && context->fields->balance == maximum ? set : 0;
}

static CsCardFieldSet
answered_no (const Context  *context,
             CsCardFieldSet  bit,
             gboolean        value)
{
  return has_all (context, bit) && !value ? bit : 0;
}

static CsCardFieldSet
find_anonymous (const Context *context)
{
  return answered_no (context, BIT (IS_NAMED), context->fields->is_named);
}

static CsCardFieldSet
find_not_rechargeable (const Context *context)
{
  return answered_no (context, BIT (RECHARGEABLE), context->fields->rechargeable);
}

static CsCardFieldSet
find_not_refundable (const Context *context)
{
  return answered_no (context, BIT (REFUNDABLE), context->fields->refundable);
}

static CsCardFieldSet
find_not_remittable (const Context *context)
{
  return answered_no (context, BIT (REMITTABLE), context->fields->remittable);
}

static CsCardFieldSet
find_auto_reload_on_blocked (const Context *context)
{
  return is_stopped (context) ? match (context, CS_STATUS_AUTO_RELOAD, "ACTIVE") : 0;
}

/* In the order of the facts, for some look at what stands above them. A fact that
 * comes in two severities, or from two pairs of fields, has a rule for each.
 */
static const Rule rules[] = {
  { CS_FACT_DELETED, CS_SEVERITY_FINISHED, NULL, CS_STATUS_LEDGER, "90" },
  { CS_FACT_EXPIRED, CS_SEVERITY_FINISHED, .find = find_expired },
  { CS_FACT_LOST, CS_SEVERITY_BLOCKED, NULL, CS_STATUS_BUSINESS, "31" },
  { CS_FACT_AWAITING_RECEIPT, CS_SEVERITY_BLOCKED, NULL, CS_STATUS_BUSINESS, "36" },
  { CS_FACT_REISSUED, CS_SEVERITY_BLOCKED, NULL, CS_STATUS_BUSINESS, "3A" },
  { CS_FACT_SUSPENDED, CS_SEVERITY_BLOCKED, .find = find_suspended },
  { CS_FACT_MOBILE_SUSPENDED, CS_SEVERITY_LIMITED, .find = find_mobile_suspended },
  { CS_FACT_PHYSICAL_SUSPENDED, CS_SEVERITY_LIMITED, .find = find_physical_suspended },
  { CS_FACT_UNKNOWN_STATUS, CS_SEVERITY_UNKNOWN, .find = find_decisive_status_unknown },
  { CS_FACT_UNKNOWN_STATUS, CS_SEVERITY_CARE, .find = find_other_status_unknown },
  { CS_FACT_INCOMPLETE, CS_SEVERITY_UNKNOWN, .find = find_decisive_problem },
  { CS_FACT_INCOMPLETE, CS_SEVERITY_CARE, .find = find_other_problem },
  { CS_FACT_CONTRADICTION, CS_SEVERITY_CARE, .find = find_statuses_at_odds },
  { CS_FACT_CONTRADICTION, CS_SEVERITY_CARE, .find = find_expiry_at_odds },
  { CS_FACT_EMPTY, CS_SEVERITY_CARE, .find = find_empty },
  { CS_FACT_TRANSFER_IN_PROGRESS, CS_SEVERITY_CARE, NULL, CS_STATUS_TRANSFER, "1" },
  { CS_FACT_EXPIRES_SOON, CS_SEVERITY_CARE, .find = find_expires_soon },
  { CS_FACT_RECHARGEABLE_MISMATCH, CS_SEVERITY_CARE, .find = find_rechargeable_mismatch },
  { CS_FACT_OVER_MAXIMUM, CS_SEVERITY_CARE, .find = find_over_maximum },
  { CS_FACT_OVER_PENDING_CAP, CS_SEVERITY_CARE, .find = find_over_pending_cap },
  { CS_FACT_NUMBER_INVALID, CS_SEVERITY_CARE, .find = find_number_invalid },
  { CS_FACT_PAR_MALFORMED, CS_SEVERITY_CARE, .find = find_par_malformed },
  { CS_FACT_LIMITS_ORDER, CS_SEVERITY_CARE, .find = find_limits_order },
  { CS_FACT_PENDING_CHARGE, CS_SEVERITY_NOTE, .find = find_pending_charge },
  { CS_FACT_ANONYMOUS, CS_SEVERITY_NOTE, .find = find_anonymous },
  { CS_FACT_FULL, CS_SEVERITY_NOTE, .find = find_full },
  { CS_FACT_NOT_RECHARGEABLE, CS_SEVERITY_NOTE, .find = find_not_rechargeable },
  { CS_FACT_NOT_REFUNDABLE, CS_SEVERITY_NOTE, .find = find_not_refundable },
  { CS_FACT_NOT_REMITTABLE, CS_SEVERITY_NOTE, .find = find_not_remittable },
  { CS_FACT_AUTO_RELOAD_ON_BLOCKED, CS_SEVERITY_NOTE, .find = find_auto_reload_on_blocked },
  { CS_FACT_LOSS_WITHDRAWN, CS_SEVERITY_NOTE, NULL, CS_STATUS_BUSINESS, "61" },
};

/**
 * cs_facts_get_rule:
 * @index: the place of a rule, from 0
 * @out_fact: (out): the fact that the rule finds, without fields
 * @out_entry: (out) (nullable): the status that the rule looks for, if it is but one
 *
 * Goes through the rules, for those who explain them. A fact that is found in two ways
 * or in two severities has as many rules.
 *
 * Returns: `FALSE` behind the last
 */
gboolean
cs_facts_get_rule (gsize                 index,
                   CsFact               *out_fact,
                   const CsStatusEntry **out_entry)
{
  const Rule *rule;

  if (index >= G_N_ELEMENTS (rules))
    return FALSE;

  rule = &rules[index];
  *out_fact = (CsFact) { rule->id, rule->severity, 0 };
  *out_entry = rule->find == NULL ? cs_status_find (rule->dimension, rule->code) : NULL;

  return TRUE;
}

/* On copies, because GDate fills in its other form where it is asked for, even
 * when it is const.
 */
static gint
count_days_left (const CsCardFields *fields,
                 const GDate        *today)
{
  GDate from = *today;
  GDate to = fields->expiry_date;

  return cs_card_fields_has (fields, CS_CARD_FIELD_EXPIRY_DATE) ? g_date_days_between (&from, &to)
                                                                : 0;
}

static gint
compare_severity (gconstpointer a,
                  gconstpointer b)
{
  return (gint) ((const CsFact *) b)->severity - (gint) ((const CsFact *) a)->severity;
}

/**
 * cs_facts_derive:
 * @fields: the fields of a card
 * @today: today's date in KST
 * @expiry_days: from how many days before its expiry a card expires soon,
 *   `CS_EXPIRY_DAYS_MIN` to `CS_EXPIRY_DAYS_MAX`
 *
 * Finds everything that the fields of a card say together. Nothing is concluded
 * from a value that was not supplied or cannot be used, but that it is wanting.
 *
 * Returns: (transfer full) (element-type CsFact): the facts, worst first and
 *   otherwise in the order of their IDs
 */
GArray *
cs_facts_derive (const CsCardFields *fields,
                 const GDate        *today,
                 guint               expiry_days)
{
  GArray *facts = g_array_new (FALSE, FALSE, sizeof (CsFact));
  Context context = { fields, count_days_left (fields, today), expiry_days, facts };

  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      const Rule *rule = &rules[i];
      CsFact fact = { rule->id, rule->severity, 0 };

      fact.fields = rule->find != NULL ? rule->find (&context)
                                       : match (&context, rule->dimension, rule->code);

      if (fact.fields != 0)
        g_array_append_val (facts, fact);
    }

  /* Stable, says GLib, and the order of equals matters here. */
  g_array_sort (facts, compare_severity);

  return facts;
}
