/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-mock-card.h"

/**
 * cs_mock_card_get_maximum:
 * @self: a card
 *
 * Tells the most that the card may hold, named or anonymous as it is.
 *
 * Returns: whole won
 */
guint64
cs_mock_card_get_maximum (const CsMockCard *self)
{
  const CsMockProduct *product = cs_mock_product_get (self->product);

  return (self->flags & CS_MOCK_CARD_ANONYMOUS) != 0 ? product->max_anonymous : product->max_named;
}
