/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-card.h"

#include <glib/gi18n-lib.h>

/**
 * CsCard:
 *
 * One card of a member: what the service said of it and what follows from that.
 *
 * A card never changes. Facts are derived once, for the day on which it was
 * fetched; a later day needs a new look-up anyway.
 */
struct _CsCard
{
  GObject       parent_instance;

  CsCardFields *fields;
  GArray       *facts;
};

G_DEFINE_FINAL_TYPE (CsCard, cs_card, G_TYPE_OBJECT)

static void
cs_card_finalize (GObject *object)
{
  CsCard *self = CS_CARD (object);

  g_clear_pointer (&self->fields, cs_card_fields_free);
  g_clear_pointer (&self->facts, g_array_unref);

  G_OBJECT_CLASS (cs_card_parent_class)->finalize (object);
}

static void
cs_card_class_init (CsCardClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cs_card_finalize;
}

static void
cs_card_init (CsCard *self)
{
}

/**
 * cs_card_new:
 * @fields: (transfer full): what the service said of the card
 * @today: today's date in KST
 * @expiry_days: from how many days before its expiry a card expires soon
 *
 * Makes a card and derives its facts.
 *
 * Returns: (transfer full): a card
 */
CsCard *
cs_card_new (CsCardFields *fields,
             const GDate  *today,
             guint         expiry_days)
{
  CsCard *self;

  g_return_val_if_fail (fields != NULL, NULL);
  g_return_val_if_fail (today != NULL && g_date_valid (today), NULL);

  self = g_object_new (CS_TYPE_CARD, NULL);
  self->fields = fields;
  self->facts = cs_facts_derive (fields, today, expiry_days);

  return self;
}

const CsCardFields *
cs_card_get_fields (CsCard *self)
{
  g_return_val_if_fail (CS_IS_CARD (self), NULL);

  return self->fields;
}

/**
 * cs_card_get_facts:
 * @self: a card
 *
 * Gets everything that its fields say together.
 *
 * Returns: (transfer none) (element-type CsFact): the facts, worst first
 */
const GArray *
cs_card_get_facts (CsCard *self)
{
  g_return_val_if_fail (CS_IS_CARD (self), NULL);

  return self->facts;
}

CsVerdict
cs_card_get_verdict (CsCard *self)
{
  g_return_val_if_fail (CS_IS_CARD (self), CS_VERDICT_UNKNOWN);

  return cs_facts_get_verdict (self->facts);
}

CsTone
cs_card_get_tone (CsCard *self)
{
  g_return_val_if_fail (CS_IS_CARD (self), CS_TONE_UNKNOWN);

  return cs_facts_get_tone (self->facts);
}

/**
 * cs_card_get_worst_fact:
 * @self: a card
 *
 * Gets the fact that decides the verdict. It may be a mere note.
 *
 * Returns: (transfer none) (nullable): the fact, or `NULL` if there is none
 */
const CsFact *
cs_card_get_worst_fact (CsCard *self)
{
  g_return_val_if_fail (CS_IS_CARD (self), NULL);

  return self->facts->len > 0 ? &g_array_index (self->facts, CsFact, 0) : NULL;
}

/* A note is worth listing, but is no reason for a verdict. */
static const CsFact *
get_cause (CsCard *self)
{
  const CsFact *worst = cs_card_get_worst_fact (self);

  return worst != NULL && worst->severity > CS_SEVERITY_NOTE ? worst : NULL;
}

/**
 * cs_card_dup_reason:
 * @self: a card
 *
 * Says why the verdict is what it is, in one sentence.
 *
 * Returns: (transfer full): the sentence, translated
 */
char *
cs_card_dup_reason (CsCard *self)
{
  const CsFact *cause;

  g_return_val_if_fail (CS_IS_CARD (self), NULL);

  cause = get_cause (self);

  if (cause == NULL)
    return g_strdup (_("Nothing that the service reports stands in the way of a payment."));

  return cs_fact_dup_text (cause, self->fields);
}

/**
 * cs_card_dup_advice:
 * @self: a card
 *
 * Says what to tell the caller about the reason for the verdict.
 *
 * Returns: (transfer full) (nullable): one or two sentences, translated, or
 *   `NULL` if nothing is the matter
 */
char *
cs_card_dup_advice (CsCard *self)
{
  const CsFact *cause;

  g_return_val_if_fail (CS_IS_CARD (self), NULL);

  cause = get_cause (self);

  return cause != NULL ? cs_fact_dup_advice (cause, self->fields) : NULL;
}

/**
 * cs_card_get_number:
 * @self: a card
 *
 * Gets the number by which people know the card: the one that is printed on it,
 * or else the mobile card's.
 *
 * Returns: (transfer none) (nullable): the number, masked, or `NULL` if none
 *   was supplied
 */
const CsMaskedPan *
cs_card_get_number (CsCard *self)
{
  g_return_val_if_fail (CS_IS_CARD (self), NULL);

  if (cs_card_fields_has (self->fields, CS_CARD_FIELD_PHYSICAL_CARD_NO))
    return &self->fields->physical_card_no;

  if (cs_card_fields_has (self->fields, CS_CARD_FIELD_MOBILE_CARD_NO))
    return &self->fields->mobile_card_no;

  return NULL;
}

/**
 * cs_card_has_number:
 * @self: a card
 * @number: a card number that was asked for, masked
 *
 * Tells whether @number is the card's own, as mobile or as physical card.
 *
 * Returns: `TRUE` if it is
 */
gboolean
cs_card_has_number (CsCard            *self,
                    const CsMaskedPan *number)
{
  const CsCardFields *fields;

  g_return_val_if_fail (CS_IS_CARD (self), FALSE);
  g_return_val_if_fail (number != NULL, FALSE);

  fields = self->fields;

  return (cs_card_fields_has (fields, CS_CARD_FIELD_MOBILE_CARD_NO) &&
          cs_masked_pan_equal (&fields->mobile_card_no, number)) ||
         (cs_card_fields_has (fields, CS_CARD_FIELD_PHYSICAL_CARD_NO) &&
          cs_masked_pan_equal (&fields->physical_card_no, number));
}
