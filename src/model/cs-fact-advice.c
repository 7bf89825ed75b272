/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-fact.h"

#include <glib/gi18n-lib.h>

/* A fact without a cause or advice of its own is one status of the dictionary and takes
 * them from there.
 */
typedef struct
{
  const char *title;
  const char *cause;           /* when a card has this fact */
  const char *advice;
  const char *care_advice;     /* where the same fact only calls for care */
} FactWords;

/* "We" is the issuer, "I" the agent and "you" the caller. */
static const FactWords words[CS_N_FACTS] = {
  [CS_FACT_DELETED] = { .title = NC_("fact", "Deleted") },
  [CS_FACT_EXPIRED] = {
    .title = NC_("fact", "Expired"),
    .cause =
      N_("The expiry date is past, or the card status is 35."),
  },
  [CS_FACT_LOST] = { .title = NC_("fact", "Reported lost") },
  [CS_FACT_AWAITING_RECEIPT] = { .title = NC_("fact", "Awaiting receipt") },
  [CS_FACT_REISSUED] = { .title = NC_("fact", "Replaced by a re-issue") },
  [CS_FACT_SUSPENDED] = {
    .title = NC_("fact", "Suspended"),
    .cause =
      N_("Every form of the card is suspended, or its ledger, and no other fact says why."),
    .advice =
      N_("Your card is suspended, and I cannot see from here why. I will have the reason checked; "
         "once it is settled, the card can be released."),
  },
  [CS_FACT_MOBILE_SUSPENDED] = {
    .title = NC_("fact", "Mobile card suspended"),
    .cause =
      N_("The mobile card is suspended and the physical card is not."),
    .advice =
      N_("Your mobile card is suspended, so paying with the phone is refused; your physical card "
         "is not affected by that. Once the reason is settled, the mobile card can be released."),
  },
  [CS_FACT_PHYSICAL_SUSPENDED] = {
    .title = NC_("fact", "Physical card suspended"),
    .cause =
      N_("The physical card is suspended and the mobile card is not."),
    .advice =
      N_("Your physical card is suspended, so paying with it is refused; your mobile card is not "
         "affected by that. Once the reason is settled, the physical card can be released."),
  },
  [CS_FACT_UNKNOWN_STATUS] = {
    .title = NC_("fact", "Unknown status"),
    .cause =
      N_("The service reports a code that its documentation does not list. In the ledger, the "
         "card status or the status of a form it decides the verdict; elsewhere it calls for "
         "care."),
    .advice =
      N_("I cannot see from here whether your card can be used. I will pass this on "
         "and call you back."),
    .care_advice =
      N_("One detail of your card is unclear to me, but it does not decide whether you can pay. "
         "I will pass it on."),
  },
  [CS_FACT_INCOMPLETE] = {
    .title = NC_("fact", "Incomplete answer"),
    .cause =
      N_("A required value is missing or cannot be read. For the ledger, the card status, the "
         "status of a form and the expiry date it decides the verdict; elsewhere it calls for "
         "care."),
    .advice =
      N_("I do not have everything about your card that I need to tell whether it can be used. "
         "I will pass this on and call you back."),
    .care_advice =
      N_("I do not have every detail of your card, but what is missing does not decide "
         "whether you can pay."),
  },
  [CS_FACT_CONTRADICTION] = {
    .title = NC_("fact", "Contradiction"),
    .cause =
      N_("Two values exclude each other: the ledger and the card status, or the expiry date "
         "and the card status."),
    .advice = N_("Two of our records about your card do not agree. I will have them put right."),
  },
  [CS_FACT_EMPTY] = {
    .title = NC_("fact", "Empty"),
    .cause =
      N_("The balance is 0, and no account is linked."),
    .advice = N_("There is no money on your card. Please recharge it and try again."),
  },
  [CS_FACT_TRANSFER_IN_PROGRESS] = { .title = NC_("fact", "Transfer in progress") },
  [CS_FACT_EXPIRES_SOON] = {
    .title = NC_("fact", "Expires soon"),
    .cause =
      N_("The expiry date is near: within 30 days, unless the preferences say otherwise."),
    .advice = N_("Your card expires soon. Please see to a new one in time."),
  },
  [CS_FACT_RECHARGEABLE_MISMATCH] = {
    .title = NC_("fact", "Rechargeable amount does not add up"),
    .cause =
      N_("The rechargeable amount is not the maximum that applies less the balance."),
    .advice =
      N_("The amount for which you can recharge may be shown wrongly. I will have it checked."),
  },
  [CS_FACT_OVER_MAXIMUM] = {
    .title = NC_("fact", "Above its maximum"),
    .cause =
      N_("The balance is above the maximum that applies."),
    .advice =
      N_("There is more on your card than it may hold, so it cannot be recharged "
         "until the balance has come down."),
  },
  [CS_FACT_OVER_PENDING_CAP] = {
    .title = NC_("fact", "Above the pending cap"),
    .cause =
      N_("Balance and pending charges are together above the cap for virtual-account charges."),
    .advice =
      N_("More is waiting for your card than it may take. I will have it checked; "
         "please do not recharge it until then."),
  },
  [CS_FACT_NUMBER_INVALID] = {
    .title = NC_("fact", "Card number invalid"),
    .cause =
      N_("A card number is not 16 digits with a valid check digit."),
    .advice =
      N_("The number that we have recorded for your card looks wrong. I will have it checked."),
  },
  [CS_FACT_PAR_MALFORMED] = {
    .title = NC_("fact", "PAR malformed"),
    .cause =
      N_("The PAR does not have 27 characters."),
    .advice =
      N_("A reference number in our records looks wrong. There is nothing that you need to do."),
  },
  [CS_FACT_LIMITS_ORDER] = {
    .title = NC_("fact", "Limits out of order"),
    .cause =
      N_("The limit for one payment is above that for a day, or that for a day above that for "
         "a month."),
    .advice =
      N_("Your payment limits do not fit together, so a payment may be refused "
         "below one of them. I will have them checked."),
  },
  [CS_FACT_PENDING_CHARGE] = {
    .title = NC_("fact", "Pending charge"),
    .cause =
      N_("Accepted recharges wait for room on the card."),
    .advice =
      N_("Your recharge has been accepted and waits until there is room for it on the card."),
  },
  [CS_FACT_ANONYMOUS] = {
    .title = NC_("fact", "Anonymous"),
    .cause =
      N_("Neither a real-name check nor a linked deposit account ties the card to a person."),
    .advice =
      N_("Your card is not registered to a name. With a real-name check or a linked deposit "
         "account, the maximum for named cards applies."),
  },
  [CS_FACT_FULL] = {
    .title = NC_("fact", "Full"),
    .cause =
      N_("The balance is the maximum that applies."),
    .advice = N_("Your card is full. It cannot be recharged until you have spent some of it."),
  },
  [CS_FACT_NOT_RECHARGEABLE] = {
    .title = NC_("fact", "Not rechargeable"),
    .cause =
      N_("The service reports that the card cannot be recharged."),
    .advice = N_("This card cannot be recharged."),
  },
  [CS_FACT_NOT_REFUNDABLE] = {
    .title = NC_("fact", "Not refundable"),
    .cause =
      N_("The service reports that the balance cannot be refunded."),
    .advice = N_("The balance of this card cannot be paid out."),
  },
  [CS_FACT_NOT_REMITTABLE] = {
    .title = NC_("fact", "Not remittable"),
    .cause =
      N_("The service reports that no money can be sent from the card."),
    .advice = N_("You cannot send money from this card to a mobile number or another card."),
  },
  [CS_FACT_AUTO_RELOAD_ON_BLOCKED] = {
    .title = NC_("fact", "Auto-reload is on"),
    .cause =
      N_("Auto-reload is on although the card is blocked or finished."),
    .advice =
      N_("Auto-reload is still on for a card that you cannot use. "
         "You may want to switch it off."),
  },
  [CS_FACT_LOSS_WITHDRAWN] = { .title = NC_("fact", "Loss report withdrawn") },
};

/**
 * cs_fact_get_title:
 * @self: a fact
 *
 * Names a fact in a few words: "Reported lost".
 *
 * Returns: the title, translated
 */
const char *
cs_fact_get_title (const CsFact *self)
{
  g_return_val_if_fail (self->id < CS_N_FACTS, NULL);

  return g_dpgettext2 (GETTEXT_PACKAGE, "fact", words[self->id].title);
}

/**
 * cs_fact_get_cause:
 * @self: a fact
 *
 * Says when a card has a fact, whatever the values of a card are. What there is to be
 * said of one card, with its values, is in cs_fact_dup_text().
 *
 * Returns: (nullable): a sentence, translated, or `NULL` if the fact is one status
 */
const char *
cs_fact_get_cause (const CsFact *self)
{
  g_return_val_if_fail (self->id < CS_N_FACTS, NULL);

  return words[self->id].cause != NULL ? _(words[self->id].cause) : NULL;
}

/**
 * cs_fact_find_entry:
 * @self: a fact
 * @fields: the fields that it was derived from
 *
 * Looks up the status that a fact comes from, or the first of them. A date that
 * is past amounts to the status for it.
 *
 * Returns: (nullable): the dictionary's entry, or `NULL` if the fact comes from
 *   no status or from one that is not in the dictionary
 */
const CsStatusEntry *
cs_fact_find_entry (const CsFact       *self,
                    const CsCardFields *fields)
{
  if (self->id == CS_FACT_EXPIRED)
    return cs_status_find (CS_STATUS_BUSINESS, "35");

  for (CsStatusDimension dimension = 0; dimension < CS_N_STATUS_DIMENSIONS; dimension++)
    {
      CsCardField field = cs_status_dimension_get_field (dimension);
      const char *code = cs_status_get_code (fields, dimension);

      if ((self->fields & CS_CARD_FIELD_BIT (field)) != 0 && code != NULL)
        return cs_status_find (dimension, code);
    }

  return NULL;
}

/**
 * cs_fact_dup_advice:
 * @self: a fact
 * @fields: the fields that it was derived from
 *
 * Says what to tell the caller about a fact, ready to be read out.
 *
 * Returns: (transfer full): one or two sentences, translated
 */
char *
cs_fact_dup_advice (const CsFact       *self,
                    const CsCardFields *fields)
{
  const FactWords *own;

  g_return_val_if_fail (self->id < CS_N_FACTS, NULL);

  own = &words[self->id];

  if (self->severity == CS_SEVERITY_CARE && own->care_advice != NULL)
    return g_strdup (_(own->care_advice));

  if (own->advice != NULL)
    return g_strdup (_(own->advice));

  return g_strdup (cs_status_entry_get_advice (cs_fact_find_entry (self, fields)));
}
