/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-mock-generated.h"

#include <string.h>

#include "cs-mock-cast.h"
#include "cs-mock-mix.h"

#define FIRST_ID  G_GUINT64_CONSTANT (60000000001)
#define PER_MILLE 1000

/* What a generated card may have against it, and how many of a thousand have it.
 * The first line stands for the rest.
 */
typedef struct
{
  guint      per_mille;
  CsMockCard card;
} Fate;

#define STOPPED .mobile = "SUSPENDED", .physical = "SUSPENDED"

static const Fate fates[] = {
  { 0, { .flags = 0 } },
  { 70, { .flags = CS_MOCK_CARD_ANONYMOUS } },
  { 60, { .flags = CS_MOCK_CARD_MOBILE_ONLY } },
  { 20, { .flags = CS_MOCK_CARD_NOT_REFUNDABLE | CS_MOCK_CARD_NOT_REMITTABLE } },
  { 10, { .auto_reload = "ACTIVE" } },
  { 10, { .transfer = "1" } },
  { 5, { .biz = "61" } },
  { 3, { .flags = CS_MOCK_CARD_WRONG_RECHARGEABLE } },
  { 12, { .mobile = "SUSPENDED" } },
  { 12, { .physical = "SUSPENDED" } },
  { 25, { .life = "30", .biz = "31", STOPPED } },
  { 15, { .life = "30", .biz = "36", STOPPED } },
  { 12, { .life = "30", .biz = "3A", STOPPED } },
  { 4, { STOPPED } },
  { 2, { .biz = "31", STOPPED } },
  { 3, { .life = "30", .biz = "31", STOPPED, .auto_reload = "ACTIVE" } },
  { 50, { .life = "30", .biz = "35", STOPPED, .expires = CS_MOCK_MONTH_END (-4) } },
  { 2, { .expires = CS_MOCK_IN_DAYS (-1) } },
  { 15, { .life = "90", STOPPED } },
  { 20, { .expires = CS_MOCK_IN_DAYS (9) } },
  { 3, { .biz = "8Z" } },
  { 2, { .without = CS_CARD_FIELD_BIT (CS_CARD_FIELD_EXPIRY_DATE) } },
  { 2, { .without = CS_CARD_FIELD_BIT (CS_CARD_FIELD_BALANCE) } },
};

static const Fate *
choose_fate (guint64 draw)
{
  guint left = (guint) (draw % PER_MILLE);

  for (gsize i = 1; i < G_N_ELEMENTS (fates); i++)
    {
      if (left < fates[i].per_mille)
        return &fates[i];

      left -= fates[i].per_mille;
    }

  return &fates[0];
}

/* Most cards hold a small part of what they may; a few hold nothing, a few all. */
static guint64
choose_balance (const CsMockCard *card,
                guint64           draw)
{
  guint64 maximum = cs_mock_card_get_maximum (card);
  guint64 share = draw % 64;

  if (share <= 1)
    return 0;

  if (share == 2)
    return maximum;

  return maximum * share / 128 / 50 * 50;
}

/**
 * cs_mock_generated_id:
 * @index: below `CS_MOCK_GENERATED_MAX`
 *
 * Tells the ID of a generated member.
 *
 * Returns: a member ID
 */
guint64
cs_mock_generated_id (guint index)
{
  return FIRST_ID + index;
}

/**
 * cs_mock_generated_index:
 * @member_id: a member
 * @out_index: (out): which generated member it is
 *
 * Undoes [func@mock_generated_id].
 *
 * Returns: `TRUE` if @member_id can be a generated member
 */
gboolean
cs_mock_generated_index (guint64  member_id,
                         guint   *out_index)
{
  if (member_id < FIRST_ID || member_id - FIRST_ID >= CS_MOCK_GENERATED_MAX)
    return FALSE;

  *out_index = (guint) (member_id - FIRST_ID);

  return TRUE;
}

/**
 * cs_mock_generated_card:
 * @seed: any number
 * @out_card: (out caller-allocates): a card
 *
 * Makes a card up: the same for the same @seed, and over many seeds a mixture as
 * a portfolio has it.
 */
void
cs_mock_generated_card (guint64     seed,
                        CsMockCard *out_card)
{
  guint64 draw = cs_mock_mix (seed);

  *out_card = choose_fate (draw)->card;
  draw /= PER_MILLE;

  out_card->product = (CsMockProductId) (draw % CS_N_MOCK_PRODUCTS);
  draw /= CS_N_MOCK_PRODUCTS;

  /* Two months ahead at least, so that only its fate lets a card expire soon. */
  if (out_card->expires == 0)
    out_card->expires = CS_MOCK_MONTH_END (2 + (gint) (draw % 58));

  draw /= 58;
  out_card->balance = choose_balance (out_card, draw);
}

/**
 * cs_mock_generated_numbers:
 * @index: a generated member
 * @card: which of its cards
 * @out_numbers: (out caller-allocates): the numbers of the card
 *
 * Makes the numbers of a generated card.
 */
void
cs_mock_generated_numbers (guint          index,
                           guint          card,
                           CsMockNumbers *out_numbers)
{
  guint32 serial = (index * CS_MOCK_GENERATED_CARDS + card) * 2;

  cs_mock_par (cs_mock_generated_id (index), card, out_numbers->par);
  cs_mock_generated_card_no (serial + CS_MOCK_FORM_MOBILE, out_numbers->mobile);
  cs_mock_generated_card_no (serial + CS_MOCK_FORM_PHYSICAL, out_numbers->physical);
}
