/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-card-record.h"

#include <string.h>

#include "cs-secret.h"

/**
 * cs_card_record_new:
 *
 * Makes a record of a card of which nothing is known.
 *
 * Returns: (transfer full): a record
 */
CsCardRecord *
cs_card_record_new (void)
{
  CsCardRecord *self = g_new0 (CsCardRecord, 1);

  self->fields = cs_card_fields_new ();

  return self;
}

static void
wipe_numbers (CsCardRecord *self)
{
  g_clear_pointer (&self->mobile_card_no, cs_secret_wipe_free);
  g_clear_pointer (&self->physical_card_no, cs_secret_wipe_free);
  g_clear_pointer (&self->account_no, cs_secret_wipe_free);
}

/**
 * cs_card_record_free:
 * @self: (transfer full) (nullable): a record
 *
 * Wipes the full numbers and frees the rest.
 */
void
cs_card_record_free (CsCardRecord *self)
{
  if (self == NULL)
    return;

  wipe_numbers (self);
  cs_card_fields_free (self->fields);
  g_free (self->expiry_text);
  g_free (self);
}

/**
 * cs_card_record_seal:
 * @self: a record, of which nothing but the shell is left afterwards
 *
 * Makes what may be kept of a card: of its numbers the masked form, of its account
 * the last four digits. The full numbers are wiped.
 *
 * Returns: (transfer full): the fields
 */
CsCardFields *
cs_card_record_seal (CsCardRecord *self)
{
  CsCardFields *fields = g_steal_pointer (&self->fields);

  if (self->mobile_card_no != NULL)
    cs_pan_mask (self->mobile_card_no, strlen (self->mobile_card_no), &fields->mobile_card_no);

  if (self->physical_card_no != NULL)
    cs_pan_mask (self->physical_card_no, strlen (self->physical_card_no),
                 &fields->physical_card_no);

  if (self->account_no != NULL)
    {
      g_free (fields->account_last4);
      fields->account_last4 = cs_account_dup_last4 (self->account_no, strlen (self->account_no));
    }

  wipe_numbers (self);

  return fields;
}
