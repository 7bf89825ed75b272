/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-status.h"

#include <glib/gi18n-lib.h>

#include "cs-printable.h"
#include "cs-redact.h"

/* Characters shown of a code that nobody knows; those that are known have nine at most. */
#define RAW_CODE_MAX 12

typedef struct
{
  CsCardField  field;
  const char  *title;
  const char  *context;     /* of the badge words, which differ in Korean */
} DimensionInfo;

static const DimensionInfo dimensions[CS_N_STATUS_DIMENSIONS] = {
  [CS_STATUS_LEDGER] =
    { CS_CARD_FIELD_CARD_LIFE_STATUS, NC_("status", "Ledger"), "ledger status" },
  [CS_STATUS_BUSINESS] =
    { CS_CARD_FIELD_CARD_BIZ_STATUS, NC_("status", "Card status"), "card status" },
  [CS_STATUS_MOBILE] =
    { CS_CARD_FIELD_MOBILE_CARD_STATUS, NC_("status", "Mobile card"), "card form" },
  [CS_STATUS_PHYSICAL] =
    { CS_CARD_FIELD_PHYSICAL_CARD_STATUS, NC_("status", "Physical card"), "card form" },
  [CS_STATUS_TRANSFER] =
    { CS_CARD_FIELD_ACC_TRANSFER_STATUS, NC_("status", "Transfers"), "bank transfers" },
  [CS_STATUS_AUTO_RELOAD] =
    { CS_CARD_FIELD_AUTO_RELOAD_STATUS, NC_("status", "Auto-reload"), "auto-reload" },
};

/* The status dictionary: everything the product says about a code stands here and
 * nowhere else. In the advice "we" is the issuer and "you" the caller.
 */
static const CsStatusEntry entries[] = {
  { CS_STATUS_LEDGER, "30", "정지", NC_("ledger status", "Suspended"),
    N_("The card is suspended in the card ledger."),
    N_("Every payment, recharge and refund is refused until the card is released."),
    N_("Your card is suspended at the moment. Once the reason is settled, it can be released."),
    CS_TONE_PAUSED },
  { CS_STATUS_LEDGER, "60", "활성화", NC_("ledger status", "Active"),
    N_("The card is active in the card ledger."),
    N_("The ledger does not stand in the way of any payment."),
    N_("Your card is registered and active."),
    CS_TONE_FINE },
  { CS_STATUS_LEDGER, "90", "삭제", NC_("ledger status", "Deleted"),
    N_("The card was deleted from the card ledger, which is final."),
    N_("Every payment, recharge and refund is refused, for good."),
    N_("This card was terminated and cannot be brought back. "
       "To pay by card again, please apply for a new one."),
    CS_TONE_FINISHED },

  { CS_STATUS_BUSINESS, "31", "카드 분실로 인한 정지", NC_("card status", "Lost"),
    N_("The card was reported lost and is suspended for that reason."),
    N_("Every payment, recharge and refund is refused, in shops and online."),
    N_("Your card is stopped because it was reported lost. If you have found it, we can "
       "release it; if not, we can re-issue it, and the lost one stays stopped."),
    CS_TONE_PAUSED },
  { CS_STATUS_BUSINESS, "35", "카드 유효 기간 만료로 인한 중지", NC_("card status", "Expired"),
    N_("The card's period of validity is over, and it is suspended for that reason."),
    N_("Every payment is refused, even if balance is left on the card."),
    N_("Your card has expired and is no longer accepted. To pay again, you need a new card."),
    CS_TONE_FINISHED },
  { CS_STATUS_BUSINESS, "36", "카드 수령 전 정지", NC_("card status", "Awaiting receipt"),
    N_("The card is suspended until its holder has received it."),
    N_("The new card is refused, because its receipt is not registered yet."),
    N_("Your new card is stopped so that nobody can use it on its way to you. "
       "As soon as your receipt of it is registered, it works."),
    CS_TONE_PAUSED },
  { CS_STATUS_BUSINESS, "3A", "카드 재발급으로 인한 중지", NC_("card status", "Re-issued"),
    N_("The card is suspended because it was re-issued: another card takes its place."),
    N_("The old card is refused; the new one is the one to pay with."),
    N_("This card was replaced by a new one. Please use the new card, "
       "also wherever you have stored the old one."),
    CS_TONE_PAUSED },
  { CS_STATUS_BUSINESS, "60", "정상", NC_("card status", "Normal"),
    N_("The card is in normal use."),
    N_("The card status does not stand in the way of any payment."),
    N_("Your card is in normal use. Should you have lost it, we suspend it at once."),
    CS_TONE_FINE },
  { CS_STATUS_BUSINESS, "61", "카드 분실 신고 해지", NC_("card status", "Loss withdrawn"),
    N_("The card had been reported lost, and the report was withdrawn."),
    N_("The card works again as it did before the loss report."),
    N_("The loss report for your card was withdrawn, so you can use it again."),
    CS_TONE_FINE },

  { CS_STATUS_MOBILE, "ACTIVE", "정상", NC_("card form", "Active"),
    N_("The mobile card is in normal use."),
    N_("The mobile card is accepted."),
    N_("Your mobile card is active."),
    CS_TONE_FINE },
  { CS_STATUS_MOBILE, "SUSPENDED", "중지", NC_("card form", "Suspended"),
    N_("The mobile card is suspended."),
    N_("Paying with the phone is refused."),
    N_("Your mobile card is suspended, so paying with the phone is refused. "
       "Once the reason is settled, it can be released."),
    CS_TONE_PAUSED },

  { CS_STATUS_PHYSICAL, "ACTIVE", "정상", NC_("card form", "Active"),
    N_("The physical card is in normal use."),
    N_("The physical card is accepted."),
    N_("Your physical card is active."),
    CS_TONE_FINE },
  { CS_STATUS_PHYSICAL, "SUSPENDED", "중지", NC_("card form", "Suspended"),
    N_("The physical card is suspended."),
    N_("Paying with the physical card is refused, at terminals and online."),
    N_("Your physical card is suspended, so paying with it is refused. "
       "Once the reason is settled, it can be released."),
    CS_TONE_PAUSED },

  { CS_STATUS_TRANSFER, "0", "진행 중인 이체 없음", NC_("bank transfers", "None in progress"),
    N_("No bank transfer is in progress, neither the cancellation of a recharge nor a refund."),
    N_("No transfer is about to change the balance."),
    N_("Neither a cancellation nor a refund is on its way."),
    CS_TONE_FINE },
  { CS_STATUS_TRANSFER, "1", "이체 진행 중", NC_("bank transfers", "In progress"),
    N_("A bank transfer is in progress: the cancellation of a recharge, or a refund."),
    N_("The balance may still change, and the money may not have arrived yet."),
    N_("A cancellation or refund is being processed with the bank. "
       "Until it is done, the balance may still change."),
    CS_TONE_MOVING },

  { CS_STATUS_AUTO_RELOAD, "ACTIVE", "활성화", NC_("auto-reload", "On"),
    N_("Auto-reload is switched on."),
    N_("The card is recharged by itself, as its holder has set it up."),
    N_("Auto-reload is on for your card."),
    CS_TONE_FINE },
  { CS_STATUS_AUTO_RELOAD, "INACTIVE", "비활성화", NC_("auto-reload", "Off"),
    N_("Auto-reload is switched off."),
    N_("The card is not recharged by itself; without balance, payments are refused."),
    N_("Auto-reload is off for your card. You can switch it on again, "
       "or recharge the card yourself."),
    CS_TONE_PAUSED },
  { CS_STATUS_AUTO_RELOAD, "NONE", "설정안함", NC_("auto-reload", "Not set up"),
    N_("Auto-reload is not set up."),
    N_("The card is recharged only when its holder does so."),
    N_("Auto-reload is not set up for your card. You can set it up, "
       "or recharge the card yourself."),
    CS_TONE_FINE },
};

/**
 * cs_status_get_entries:
 * @out_n_entries: (out): how many
 *
 * Gets the whole status dictionary, ordered by dimension and code.
 *
 * Returns: (array length=out_n_entries): the entries
 */
const CsStatusEntry *
cs_status_get_entries (gsize *out_n_entries)
{
  *out_n_entries = G_N_ELEMENTS (entries);

  return entries;
}

/**
 * cs_status_find:
 * @dimension: where the code occurs
 * @code: the service's code
 *
 * Looks a code up. Case and blanks count: a code that is nearly one of the
 * service's is not one of them.
 *
 * Returns: (nullable): the entry, or `NULL` if @code is not documented
 */
const CsStatusEntry *
cs_status_find (CsStatusDimension  dimension,
                const char        *code)
{
  g_return_val_if_fail (code != NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    if (entries[i].dimension == dimension && g_str_equal (entries[i].code, code))
      return &entries[i];

  return NULL;
}

const char *
cs_status_entry_get_word (const CsStatusEntry *entry)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, dimensions[entry->dimension].context, entry->word);
}

const char *
cs_status_entry_get_meaning (const CsStatusEntry *entry)
{
  return _(entry->meaning);
}

const char *
cs_status_entry_get_experience (const CsStatusEntry *entry)
{
  return _(entry->experience);
}

const char *
cs_status_entry_get_advice (const CsStatusEntry *entry)
{
  return _(entry->advice);
}

/**
 * cs_status_dimension_get_field:
 * @dimension: a dimension
 *
 * Tells which field of a card reports this status.
 *
 * Returns: the field
 */
CsCardField
cs_status_dimension_get_field (CsStatusDimension dimension)
{
  g_return_val_if_fail (dimension < CS_N_STATUS_DIMENSIONS, CS_N_CARD_FIELDS);

  return dimensions[dimension].field;
}

/**
 * cs_status_dimension_get_title:
 * @dimension: a dimension
 *
 * Names a dimension for a caption: "Mobile card". A word like "Suspended" alone
 * could be any of them.
 *
 * Returns: the name, translated
 */
const char *
cs_status_dimension_get_title (CsStatusDimension dimension)
{
  g_return_val_if_fail (dimension < CS_N_STATUS_DIMENSIONS, NULL);

  return g_dpgettext2 (GETTEXT_PACKAGE, "status", dimensions[dimension].title);
}

/**
 * cs_status_get_code:
 * @fields: the fields of a card
 * @dimension: a dimension
 *
 * Gets the code that the service reported, known or not.
 *
 * Returns: (nullable): the code, or `NULL` if none may be read
 */
const char *
cs_status_get_code (const CsCardFields *fields,
                    CsStatusDimension   dimension)
{
  if (!cs_card_fields_has (fields, cs_status_dimension_get_field (dimension)))
    return NULL;

  switch (dimension)
    {
    case CS_STATUS_LEDGER:
      return fields->card_life_status;

    case CS_STATUS_BUSINESS:
      return fields->card_biz_status;

    case CS_STATUS_MOBILE:
      return fields->mobile_card_status;

    case CS_STATUS_PHYSICAL:
      return fields->physical_card_status;

    case CS_STATUS_TRANSFER:
      return fields->acc_transfer_status;

    case CS_STATUS_AUTO_RELOAD:
      return fields->auto_reload_status;

    case CS_N_STATUS_DIMENSIONS:
    default:
      g_return_val_if_reached (NULL);
    }
}

/**
 * cs_status_dup_raw_code:
 * @code: a code that is not in the dictionary
 *
 * Makes an unknown code fit to be shown. It may be anything the other side cares
 * to send, so it is cut, cannot turn the direction of the text around it and is
 * masked where it looks like a card number.
 *
 * Returns: (transfer full): up to 12 characters
 */
char *
cs_status_dup_raw_code (const char *code)
{
  g_autofree char *masked = cs_redact_dup (code);

  return cs_printable_dup (masked, RAW_CODE_MAX);
}
