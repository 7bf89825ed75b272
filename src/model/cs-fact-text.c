/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-fact.h"

#include <glib/gi18n-lib.h>

#include "cs-date.h"
#include "cs-won.h"

/* Fields that a sentence names before it counts the rest. */
#define NAMED_AT_MOST 4

#define BIT(field) CS_CARD_FIELD_BIT (CS_CARD_FIELD_ ## field)

typedef char *(*DupFunc) (const CsFact       *fact,
                          const CsCardFields *fields);

typedef struct
{
  const char *text;
  DupFunc     dup_text;     /* where the sentence depends on the values */
} FactText;

static char *
dup_expired (const CsFact       *fact,
             const CsCardFields *fields)
{
  g_autofree char *date = NULL;

  if ((fact->fields & BIT (EXPIRY_DATE)) == 0)
    return g_strdup (cs_status_entry_get_meaning (cs_fact_find_entry (fact, fields)));

  date = cs_date_dup_text (&fields->expiry_date);

  /* Translators: %s is a date. */
  return g_strdup_printf (_("The card expired on %s."), date);
}

static char *
dup_suspended (const CsFact       *fact,
               const CsCardFields *fields)
{
  CsCardFieldSet forms = fact->fields & (BIT (MOBILE_CARD_STATUS) | BIT (PHYSICAL_CARD_STATUS));

  if ((fact->fields & BIT (CARD_LIFE_STATUS)) != 0)
    return g_strdup (_("The card is suspended in the card ledger, and no known reason is given."));

  if (forms == BIT (MOBILE_CARD_STATUS))
    return g_strdup (_("The mobile card is suspended, and no known reason is given."));

  if (forms == BIT (PHYSICAL_CARD_STATUS))
    return g_strdup (_("The physical card is suspended, and no known reason is given."));

  return g_strdup (_("The mobile and the physical card are both suspended, "
                     "and no known reason is given."));
}

static gboolean
is_active (const CsCardFields *fields,
           CsStatusDimension   dimension)
{
  return g_strcmp0 (cs_status_get_code (fields, dimension), "ACTIVE") == 0;
}

static char *
dup_mobile_suspended (const CsFact       *fact,
                      const CsCardFields *fields)
{
  if (is_active (fields, CS_STATUS_PHYSICAL))
    return g_strdup (_("The mobile card is suspended; the physical card is active."));

  return g_strdup (_("The mobile card is suspended; "
                     "whether the physical card works cannot be told."));
}

static char *
dup_physical_suspended (const CsFact       *fact,
                        const CsCardFields *fields)
{
  if (is_active (fields, CS_STATUS_MOBILE))
    return g_strdup (_("The physical card is suspended; the mobile card is active."));

  return g_strdup (_("The physical card is suspended; "
                     "whether the mobile card works cannot be told."));
}

static char *
dup_unknown_status (const CsFact       *fact,
                    const CsCardFields *fields)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) statuses = NULL;
  g_autofree char *list = NULL;

  for (CsStatusDimension dimension = 0; dimension < CS_N_STATUS_DIMENSIONS; dimension++)
    {
      CsCardField field = cs_status_dimension_get_field (dimension);
      g_autofree char *code = NULL;
      g_autofree char *status = NULL;

      if ((fact->fields & CS_CARD_FIELD_BIT (field)) == 0)
        continue;

      code = cs_status_dup_raw_code (cs_status_get_code (fields, dimension));

      /* Translators: a status and its code: Card status “B7”. */
      status = g_strdup_printf (_("%s “%s”"), cs_status_dimension_get_title (dimension), code);
      g_strv_builder_add (builder, status);
    }

  statuses = g_strv_builder_end (builder);
  list = g_strjoinv (", ", statuses);

  return g_strdup_printf (
    /* Translators: %s is a list of statuses, each with its code. */
    g_dngettext (GETTEXT_PACKAGE,
                 "The service reported a status that its documentation does not list: %s.",
                 "The service reported statuses that its documentation does not list: %s.",
                 g_strv_length (statuses)),
    list);
}

static guint
count_fields (CsCardFieldSet set)
{
  guint n_fields = 0;

  for (CsCardField field = 0; field < CS_N_CARD_FIELDS; field++)
    n_fields += (set & CS_CARD_FIELD_BIT (field)) != 0 ? 1 : 0;

  return n_fields;
}

static char *
dup_field_names (CsCardFieldSet set)
{
  const char *names[NAMED_AT_MOST + 1] = { NULL };
  g_autofree char *list = NULL;
  guint n_named = 0;
  guint n_more;

  for (CsCardField field = 0; field < CS_N_CARD_FIELDS && n_named < NAMED_AT_MOST; field++)
    if ((set & CS_CARD_FIELD_BIT (field)) != 0)
      names[n_named++] = cs_card_field_get_name (field);

  list = g_strjoinv (", ", (char **) names);
  n_more = count_fields (set) - n_named;

  if (n_more == 0)
    return g_steal_pointer (&list);

  return g_strdup_printf (
    /* Translators: %s is a list of field names as the service spells them. */
    g_dngettext (GETTEXT_PACKAGE, "%s and %u more", "%s and %u more", n_more), list, n_more);
}

static char *
dup_incomplete (const CsFact       *fact,
                const CsCardFields *fields)
{
  CsCardFieldSet unusable = fact->fields & fields->invalid;
  CsCardFieldSet missing = fact->fields & ~fields->invalid;
  g_autofree char *unusable_names = dup_field_names (unusable);
  g_autofree char *missing_names = dup_field_names (missing);

  if (unusable == 0)
    return g_strdup_printf (
      /* Translators: %s is a list of field names as the service spells them. */
      g_dngettext (GETTEXT_PACKAGE, "The answer lacks a required value: %s.",
                   "The answer lacks required values: %s.", count_fields (missing)),
      missing_names);

  if (missing == 0)
    return g_strdup_printf (
      /* Translators: %s is a list of field names as the service spells them. */
      g_dngettext (GETTEXT_PACKAGE, "The answer has a value that cannot be used: %s.",
                   "The answer has values that cannot be used: %s.", count_fields (unusable)),
      unusable_names);

  return g_strdup_printf (
    /* Translators: both are lists of field names as the service spells them. */
    _("The answer lacks %s; what it has for %s cannot be used."), missing_names, unusable_names);
}

static char *
dup_statuses_at_odds (const CsCardFields *fields)
{
  const CsStatusEntry *ledger = cs_status_find (CS_STATUS_LEDGER, fields->card_life_status);
  const CsStatusEntry *business = cs_status_find (CS_STATUS_BUSINESS, fields->card_biz_status);

  return g_strdup_printf (
    /* Translators: words and codes of two statuses that exclude each other. */
    _("The ledger says “%s” (%s), but the card status says “%s” (%s)."),
    cs_status_entry_get_word (ledger), ledger->code,
    cs_status_entry_get_word (business), business->code);
}

static char *
dup_contradiction (const CsFact       *fact,
                   const CsCardFields *fields)
{
  const CsStatusEntry *entry;
  g_autofree char *date = NULL;

  if ((fact->fields & BIT (EXPIRY_DATE)) == 0)
    return dup_statuses_at_odds (fields);

  entry = cs_status_find (CS_STATUS_BUSINESS, fields->card_biz_status);
  date = cs_date_dup_text (&fields->expiry_date);

  if (g_str_equal (entry->code, "35"))
    return g_strdup_printf (
      /* Translators: word and code of a status, then a date. */
      _("The card status says “%s” (%s), but the card is valid until %s."),
      cs_status_entry_get_word (entry), entry->code, date);

  return g_strdup_printf (
    /* Translators: word and code of a status, then a date. */
    _("The card status says “%s” (%s), but the card expired on %s."),
    cs_status_entry_get_word (entry), entry->code, date);
}

static char *
dup_expires_soon (const CsFact       *fact,
                  const CsCardFields *fields)
{
  g_autofree char *date = cs_date_dup_text (&fields->expiry_date);

  /* Translators: %s is a date. */
  return g_strdup_printf (_("The card is valid until %s."), date);
}

static guint64
get_maximum (const CsCardFields *fields)
{
  guint64 maximum = 0;

  cs_card_fields_get_maximum (fields, &maximum);

  return maximum;
}

static char *
dup_rechargeable_mismatch (const CsFact       *fact,
                           const CsCardFields *fields)
{
  guint64 maximum = get_maximum (fields);
  guint64 room = fields->balance < maximum ? maximum - fields->balance : 0;
  g_autofree char *reported_text = cs_won_dup (fields->rechargeable_amount);
  g_autofree char *room_text = cs_won_dup (room);

  return g_strdup_printf (
    /* Translators: two amounts. */
    _("The service reports %s as rechargeable, but maximum and balance leave room for %s."),
    reported_text, room_text);
}

static char *
dup_over_maximum (const CsFact       *fact,
                  const CsCardFields *fields)
{
  g_autofree char *balance = cs_won_dup (fields->balance);
  g_autofree char *maximum = cs_won_dup (get_maximum (fields));

  /* Translators: two amounts. */
  return g_strdup_printf (_("The balance of %s is above the most that the card may hold, %s."),
                          balance, maximum);
}

static char *
dup_over_pending_cap (const CsFact       *fact,
                      const CsCardFields *fields)
{
  g_autofree char *balance = cs_won_dup (fields->balance);
  g_autofree char *pending = cs_won_dup (fields->pending_amount);
  g_autofree char *cap = cs_won_dup (fields->virtual_account_max_pending_amount);

  return g_strdup_printf (
    /* Translators: three amounts. */
    _("The balance of %s and the pending charges of %s are together above the cap of %s."),
    balance, pending, cap);
}

static char *
dup_number_invalid (const CsFact       *fact,
                    const CsCardFields *fields)
{
  if (fact->fields == BIT (MOBILE_CARD_NO))
    return g_strdup (_("The number of the mobile card is not 16 digits with a valid check digit."));

  if (fact->fields == BIT (PHYSICAL_CARD_NO))
    return g_strdup (_("The number of the physical card is not 16 digits "
                       "with a valid check digit."));

  return g_strdup (_("The numbers of the mobile and the physical card are not 16 digits "
                     "with a valid check digit."));
}

static char *
dup_par_malformed (const CsFact       *fact,
                   const CsCardFields *fields)
{
  gulong length = (gulong) g_utf8_strlen (fields->par, -1);

  return g_strdup_printf (
    /* Translators: PAR is the payment account reference; keep it. */
    g_dngettext (GETTEXT_PACKAGE, "The PAR has %lu character instead of 27.",
                 "The PAR has %lu characters instead of 27.", length),
    length);
}

static char *
dup_limits_order (const CsFact       *fact,
                  const CsCardFields *fields)
{
  g_autofree char *once = cs_won_dup (fields->limit_once);
  g_autofree char *day = cs_won_dup (fields->limit_day);
  g_autofree char *month = cs_won_dup (fields->limit_month);

  if ((fact->fields & BIT (LIMIT_MONTH)) == 0)
    /* Translators: two amounts. */
    return g_strdup_printf (_("The limit for one payment, %s, is above the limit for a day, %s."),
                            once, day);

  if ((fact->fields & BIT (LIMIT_ONCE)) == 0)
    /* Translators: two amounts. */
    return g_strdup_printf (_("The limit for a day, %s, is above the limit for a month, %s."),
                            day, month);

  return g_strdup_printf (
    /* Translators: three amounts. */
    _("The limits fall where they should rise: one payment %s, a day %s, a month %s."),
    once, day, month);
}

static char *
dup_pending_charge (const CsFact       *fact,
                    const CsCardFields *fields)
{
  g_autofree char *pending = cs_won_dup (fields->pending_amount);

  return g_strdup_printf (
    /* Translators: %s is an amount. */
    _("Recharges of %s are accepted and wait for room on the card."), pending);
}

static char *
dup_full (const CsFact       *fact,
          const CsCardFields *fields)
{
  g_autofree char *maximum = cs_won_dup (get_maximum (fields));

  /* Translators: %s is an amount. */
  return g_strdup_printf (_("The card holds the most that it may, %s."), maximum);
}

/* A fact that is missing here is one status of the dictionary: its meaning says it. */
static const FactText texts[CS_N_FACTS] = {
  [CS_FACT_EXPIRED] = { .dup_text = dup_expired },
  [CS_FACT_SUSPENDED] = { .dup_text = dup_suspended },
  [CS_FACT_MOBILE_SUSPENDED] = { .dup_text = dup_mobile_suspended },
  [CS_FACT_PHYSICAL_SUSPENDED] = { .dup_text = dup_physical_suspended },
  [CS_FACT_UNKNOWN_STATUS] = { .dup_text = dup_unknown_status },
  [CS_FACT_INCOMPLETE] = { .dup_text = dup_incomplete },
  [CS_FACT_CONTRADICTION] = { .dup_text = dup_contradiction },
  [CS_FACT_EMPTY] = {
    .text = N_("The balance is ₩0 and no account is linked: the likeliest reason for a refusal."),
  },
  [CS_FACT_EXPIRES_SOON] = { .dup_text = dup_expires_soon },
  [CS_FACT_RECHARGEABLE_MISMATCH] = { .dup_text = dup_rechargeable_mismatch },
  [CS_FACT_OVER_MAXIMUM] = { .dup_text = dup_over_maximum },
  [CS_FACT_OVER_PENDING_CAP] = { .dup_text = dup_over_pending_cap },
  [CS_FACT_NUMBER_INVALID] = { .dup_text = dup_number_invalid },
  [CS_FACT_PAR_MALFORMED] = { .dup_text = dup_par_malformed },
  [CS_FACT_LIMITS_ORDER] = { .dup_text = dup_limits_order },
  [CS_FACT_PENDING_CHARGE] = { .dup_text = dup_pending_charge },
  [CS_FACT_ANONYMOUS] = {
    .text = N_("The card is not tied to a person, neither by a real-name check "
               "nor by a linked deposit account."),
  },
  [CS_FACT_FULL] = { .dup_text = dup_full },
  [CS_FACT_NOT_RECHARGEABLE] = { .text = N_("The card cannot be recharged.") },
  [CS_FACT_NOT_REFUNDABLE] = { .text = N_("The balance of the card cannot be refunded.") },
  [CS_FACT_NOT_REMITTABLE] = { .text = N_("No money can be sent from the card to others.") },
  [CS_FACT_AUTO_RELOAD_ON_BLOCKED] = {
    .text = N_("Auto-reload is on although the card cannot be used."),
  },
};

/**
 * cs_fact_dup_text:
 * @self: a fact
 * @fields: the fields that it was derived from
 *
 * Says a fact in one plain sentence, with the values that matter.
 *
 * Returns: (transfer full): the sentence, translated
 */
char *
cs_fact_dup_text (const CsFact       *self,
                  const CsCardFields *fields)
{
  const FactText *own;

  g_return_val_if_fail (self->id < CS_N_FACTS, NULL);

  own = &texts[self->id];

  if (own->dup_text != NULL)
    return own->dup_text (self, fields);

  if (own->text != NULL)
    return g_strdup (_(own->text));

  return g_strdup (cs_status_entry_get_meaning (cs_fact_find_entry (self, fields)));
}
