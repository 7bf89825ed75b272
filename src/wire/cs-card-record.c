/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-card-record.h"

#include <string.h>

#include "cs-redact.h"
#include "cs-secret.h"

#define SERVICE_ID_LENGTH    15
#define CARD_APPLY_NO_LENGTH 22

/* No shorter text holds a card number. */
#define SHORTEST_NUMBER      13

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

static void
redact (char **text)
{
  char *redacted;

  if (*text == NULL || strlen (*text) < SHORTEST_NUMBER)
    return;

  redacted = cs_redact_dup (*text);
  cs_secret_wipe_free (*text);
  *text = redacted;
}

/* An identifier of the right length is left alone: some consist of digits that have
 * a check digit by chance.
 */
static void
redact_identifier (char  **text,
                   gsize   length)
{
  if (*text != NULL && strlen (*text) != length)
    redact (text);
}

/* What a service puts where a name, a status or an identifier belongs must not be a
 * way around the masking of card numbers.
 */
static void
redact_texts (CsCardFields *fields)
{
  redact_identifier (&fields->par, CS_PAR_LENGTH);
  redact_identifier (&fields->service_id, SERVICE_ID_LENGTH);
  redact_identifier (&fields->card_apply_no, CARD_APPLY_NO_LENGTH);

  redact (&fields->service_name);
  redact (&fields->bank_name);
  redact (&fields->mobile_card_status);
  redact (&fields->physical_card_status);
  redact (&fields->card_life_status);
  redact (&fields->card_biz_status);
  redact (&fields->acc_transfer_status);
  redact (&fields->auto_reload_status);

  for (guint i = 0; i < fields->points->len; i++)
    {
      CsCardPoint *point = g_ptr_array_index (fields->points, i);

      redact (&point->name);
    }
}

/**
 * cs_card_record_seal:
 * @self: a record, of which nothing but the shell is left afterwards
 *
 * Makes what may be kept of a card: of its numbers the masked form, also where they
 * stand in a text that is for something else, of its account the last four digits.
 * The full numbers are wiped.
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

  redact_texts (fields);
  wipe_numbers (self);

  return fields;
}
