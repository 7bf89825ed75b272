/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-fact.h"

#include <glib/gi18n-lib.h>

/* A fact without advice of its own is one status of the dictionary and takes the
 * advice from there.
 */
typedef struct
{
  const char *title;
  const char *advice;
  const char *care_advice;     /* where the same fact only calls for care */
} FactWords;

/* "We" is the issuer, "I" the agent and "you" the caller. */
static const FactWords words[CS_N_FACTS] = {
  [CS_FACT_DELETED] = { .title = NC_("fact", "Deleted") },
  [CS_FACT_EXPIRED] = { .title = NC_("fact", "Expired") },
  [CS_FACT_LOST] = { .title = NC_("fact", "Reported lost") },
  [CS_FACT_AWAITING_RECEIPT] = { .title = NC_("fact", "Awaiting receipt") },
  [CS_FACT_REISSUED] = { .title = NC_("fact", "Replaced by a re-issue") },
  [CS_FACT_SUSPENDED] = {
    .title = NC_("fact", "Suspended"),
    .advice =
      N_("Your card is suspended, and I cannot see from here why. I will have the reason checked; "
         "once it is settled, the card can be released."),
  },
  [CS_FACT_MOBILE_SUSPENDED] = {
    .title = NC_("fact", "Mobile card suspended"),
    .advice =
      N_("Your mobile card is suspended, so paying with the phone is refused; your physical card "
         "is not affected by that. Once the reason is settled, the mobile card can be released."),
  },
  [CS_FACT_PHYSICAL_SUSPENDED] = {
    .title = NC_("fact", "Physical card suspended"),
    .advice =
      N_("Your physical card is suspended, so paying with it is refused; your mobile card is not "
         "affected by that. Once the reason is settled, the physical card can be released."),
  },
  [CS_FACT_UNKNOWN_STATUS] = {
    .title = NC_("fact", "Unknown status"),
    .advice =
      N_("I cannot see from here whether your card can be used. I will pass this on "
         "and call you back."),
    .care_advice =
      N_("One detail of your card is unclear to me, but it does not decide whether you can pay. "
         "I will pass it on."),
  },
  [CS_FACT_INCOMPLETE] = {
    .title = NC_("fact", "Incomplete answer"),
    .advice =
      N_("I do not have everything about your card that I need to tell whether it can be used. "
         "I will pass this on and call you back."),
    .care_advice =
      N_("I do not have every detail of your card, but what is missing does not decide "
         "whether you can pay."),
  },
  [CS_FACT_CONTRADICTION] = {
    .title = NC_("fact", "Contradiction"),
    .advice = N_("Two of our records about your card do not agree. I will have them put right."),
  },
  [CS_FACT_EMPTY] = {
    .title = NC_("fact", "Empty"),
    .advice = N_("There is no money on your card. Please recharge it and try again."),
  },
  [CS_FACT_TRANSFER_IN_PROGRESS] = { .title = NC_("fact", "Transfer in progress") },
  [CS_FACT_EXPIRES_SOON] = {
    .title = NC_("fact", "Expires soon"),
    .advice = N_("Your card expires soon. Please see to a new one in time."),
  },
  [CS_FACT_RECHARGEABLE_MISMATCH] = {
    .title = NC_("fact", "Rechargeable amount does not add up"),
    .advice =
      N_("The amount for which you can recharge may be shown wrongly. I will have it checked."),
  },
  [CS_FACT_OVER_MAXIMUM] = {
    .title = NC_("fact", "Above its maximum"),
    .advice =
      N_("There is more on your card than it may hold, so it cannot be recharged "
         "until the balance has come down."),
  },
  [CS_FACT_OVER_PENDING_CAP] = {
    .title = NC_("fact", "Above the pending cap"),
    .advice =
      N_("More is waiting for your card than it may take. I will have it checked; "
         "please do not recharge it until then."),
  },
  [CS_FACT_NUMBER_INVALID] = {
    .title = NC_("fact", "Card number invalid"),
    .advice =
      N_("The number that we have recorded for your card looks wrong. I will have it checked."),
  },
  [CS_FACT_PAR_MALFORMED] = {
    .title = NC_("fact", "PAR malformed"),
    .advice =
      N_("A reference number in our records looks wrong. There is nothing that you need to do."),
  },
  [CS_FACT_LIMITS_ORDER] = {
    .title = NC_("fact", "Limits out of order"),
    .advice =
      N_("Your payment limits do not fit together, so a payment may be refused "
         "below one of them. I will have them checked."),
  },
  [CS_FACT_PENDING_CHARGE] = {
    .title = NC_("fact", "Pending charge"),
    .advice =
      N_("Your recharge has been accepted and waits until there is room for it on the card."),
  },
  [CS_FACT_ANONYMOUS] = {
    .title = NC_("fact", "Anonymous"),
    .advice =
      N_("Your card is not registered to a name. With a real-name check or a linked deposit "
         "account, the maximum for named cards applies."),
  },
  [CS_FACT_FULL] = {
    .title = NC_("fact", "Full"),
    .advice = N_("Your card is full. It cannot be recharged until you have spent some of it."),
  },
  [CS_FACT_NOT_RECHARGEABLE] = {
    .title = NC_("fact", "Not rechargeable"),
    .advice = N_("This card cannot be recharged."),
  },
  [CS_FACT_NOT_REFUNDABLE] = {
    .title = NC_("fact", "Not refundable"),
    .advice = N_("The balance of this card cannot be paid out."),
  },
  [CS_FACT_NOT_REMITTABLE] = {
    .title = NC_("fact", "Not remittable"),
    .advice = N_("You cannot send money from this card to a mobile number or another card."),
  },
  [CS_FACT_AUTO_RELOAD_ON_BLOCKED] = {
    .title = NC_("fact", "Auto-reload is on"),
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
