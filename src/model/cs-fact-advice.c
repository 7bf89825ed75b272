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
  [CS_FACT_DELETED] = { N_("Deleted"), NULL, NULL },
  [CS_FACT_EXPIRED] = {
    N_("Expired"),
    N_("Your card has expired and is no longer accepted. To pay again, you need a new card."),
    NULL,
  },
  [CS_FACT_LOST] = { N_("Reported lost"), NULL, NULL },
  [CS_FACT_AWAITING_RECEIPT] = { N_("Awaiting receipt"), NULL, NULL },
  [CS_FACT_REISSUED] = { N_("Replaced by a re-issue"), NULL, NULL },
  [CS_FACT_SUSPENDED] = {
    N_("Suspended"),
    N_("Your card is suspended, and I cannot see from here why. I will have the reason checked; "
       "once it is settled, the card can be released."),
    NULL,
  },
  [CS_FACT_MOBILE_SUSPENDED] = {
    N_("Mobile card suspended"),
    N_("Your mobile card is suspended, so paying with the phone is refused; your physical card "
       "is not affected by that. Once the reason is settled, the mobile card can be released."),
    NULL,
  },
  [CS_FACT_PHYSICAL_SUSPENDED] = {
    N_("Physical card suspended"),
    N_("Your physical card is suspended, so paying with it is refused; your mobile card is not "
       "affected by that. Once the reason is settled, the physical card can be released."),
    NULL,
  },
  [CS_FACT_UNKNOWN_STATUS] = {
    N_("Unknown status"),
    N_("I cannot see from here whether your card can be used. I will pass this on "
       "and call you back."),
    N_("One detail of your card is unclear to me, but it does not decide whether you can pay. "
       "I will pass it on."),
  },
  [CS_FACT_INCOMPLETE] = {
    N_("Incomplete answer"),
    N_("I do not have everything about your card that I need to tell whether it can be used. "
       "I will pass this on and call you back."),
    N_("I do not have every detail of your card, but what is missing does not decide "
       "whether you can pay."),
  },
  [CS_FACT_CONTRADICTION] = {
    N_("Contradiction"),
    N_("Two of our records about your card do not agree. I will have them put right."),
    NULL,
  },
  [CS_FACT_EMPTY] = {
    N_("Empty"),
    N_("There is no money on your card. Please charge it and try again."),
    NULL,
  },
  [CS_FACT_TRANSFER_IN_PROGRESS] = { N_("Transfer in progress"), NULL, NULL },
  [CS_FACT_EXPIRES_SOON] = {
    N_("Expires soon"),
    N_("Your card expires soon. Please see to a new one in time."),
    NULL,
  },
  [CS_FACT_RECHARGEABLE_MISMATCH] = {
    N_("Rechargeable amount does not add up"),
    N_("The amount that can be charged may be shown wrongly. I will have it checked."),
    NULL,
  },
  [CS_FACT_OVER_MAXIMUM] = {
    N_("Above its maximum"),
    N_("There is more on your card than it may hold, so no more can be charged "
       "until the balance has come down."),
    NULL,
  },
  [CS_FACT_OVER_PENDING_CAP] = {
    N_("Above the pending cap"),
    N_("More is waiting to be charged than your card may take. I will have it checked; "
       "please do not pay in any more until then."),
    NULL,
  },
  [CS_FACT_NUMBER_INVALID] = {
    N_("Card number invalid"),
    N_("The number that we have recorded for your card looks wrong. I will have it checked."),
    NULL,
  },
  [CS_FACT_PAR_MALFORMED] = {
    N_("PAR malformed"),
    N_("A reference number in our records looks wrong. There is nothing that you need to do."),
    NULL,
  },
  [CS_FACT_LIMITS_ORDER] = {
    N_("Limits out of order"),
    N_("Your payment limits do not fit together, so a payment may be refused "
       "below one of them. I will have them checked."),
    NULL,
  },
  [CS_FACT_PENDING_CHARGE] = {
    N_("Pending charge"),
    N_("Your charge has been accepted and waits until there is room for it on the card."),
    NULL,
  },
  [CS_FACT_ANONYMOUS] = {
    N_("Anonymous"),
    N_("Your card is not registered to a name. With a real-name check or a linked deposit "
       "account, the maximum for named cards applies."),
    NULL,
  },
  [CS_FACT_FULL] = {
    N_("Full"),
    N_("Your card is full. No more can be charged until you have spent some of it."),
    NULL,
  },
  [CS_FACT_NOT_RECHARGEABLE] = {
    N_("Not rechargeable"),
    N_("No money can be charged to this card."),
    NULL,
  },
  [CS_FACT_NOT_REFUNDABLE] = {
    N_("Not refundable"),
    N_("The balance of this card cannot be paid out."),
    NULL,
  },
  [CS_FACT_NOT_REMITTABLE] = {
    N_("Not remittable"),
    N_("You cannot send money from this card to a mobile number or another card."),
    NULL,
  },
  [CS_FACT_AUTO_RELOAD_ON_BLOCKED] = {
    N_("Auto-reload is on"),
    N_("Auto-reload is still on for a card that you cannot use. "
       "You may want to switch it off."),
    NULL,
  },
  [CS_FACT_LOSS_WITHDRAWN] = { N_("Loss report withdrawn"), NULL, NULL },
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

  return _(words[self->id].title);
}

/**
 * cs_fact_find_entry:
 * @self: a fact
 * @fields: the fields that it was derived from
 *
 * Looks up the status that a fact comes from, or the first of them.
 *
 * Returns: (nullable): the dictionary's entry, or `NULL` if the fact comes from
 *   no status or from one that is not in the dictionary
 */
const CsStatusEntry *
cs_fact_find_entry (const CsFact       *self,
                    const CsCardFields *fields)
{
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
