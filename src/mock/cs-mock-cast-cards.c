/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-mock-cast-cards.h"

#include "cs-mock-generated.h"
#include "cs-mock-mix.h"

static const char *const lives[] = { "30", "60", "90" };
static const char *const reasons[] = { "31", "36", "3A", "35", "60", "61" };
static const char *const forms[] = { "ACTIVE", "SUSPENDED", NULL };

#define COMBINED_BALANCE 10000

static void
combine (guint       index,
         CsMockCard *card)
{
  const char *physical;

  *card = (CsMockCard) { .product = CS_MOCK_PRODUCT_GARAM_CITY, .balance = COMBINED_BALANCE };

  card->life = lives[index % G_N_ELEMENTS (lives)];
  index /= G_N_ELEMENTS (lives);
  card->biz = reasons[index % G_N_ELEMENTS (reasons)];
  index /= G_N_ELEMENTS (reasons);
  card->mobile = forms[index % 2];
  physical = forms[index / 2 % G_N_ELEMENTS (forms)];

  if (physical == NULL)
    card->flags |= CS_MOCK_CARD_MOBILE_ONLY;
  else
    card->physical = physical;
}

static void
make_numbers (guint64           member_id,
              guint             index,
              const CsMockCard *card,
              CsMockNumbers    *numbers)
{
  cs_mock_par (member_id, index, numbers->par);
  cs_mock_cast_card_no (member_id, index, CS_MOCK_FORM_MOBILE,
                        cs_mock_tail (card->mobile_no), numbers->mobile);
  cs_mock_cast_card_no (member_id, index, CS_MOCK_FORM_PHYSICAL,
                        cs_mock_tail (card->physical_no), numbers->physical);
}

/**
 * cs_mock_part_get_card:
 * @part: a part
 * @index: which of its cards
 * @out_card: (out caller-allocates): the card
 * @out_numbers: (out caller-allocates): its numbers
 *
 * Gets a card of the cast, from the table or made up as the part says.
 */
void
cs_mock_part_get_card (const CsMockPart *part,
                       guint             index,
                       CsMockCard       *out_card,
                       CsMockNumbers    *out_numbers)
{
  g_return_if_fail (index < part->n_cards);

  if (part->answer == CS_MOCK_ANSWER_EVERY_COMBINATION)
    combine (index, out_card);
  else if (part->answer == CS_MOCK_ANSWER_GENERATED_CARDS)
    cs_mock_generated_card (cs_mock_mix (part->member_id) + index, out_card);
  else
    *out_card = part->cards[index];

  make_numbers (part->member_id, index, out_card, out_numbers);
}
