/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-mock-card.h"

#include <string.h>

#define TAIL_LENGTH 4

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

/**
 * cs_mock_tail:
 * @own: (nullable): what the table says of a card number
 *
 * Tells the last four digits of a number that is made, if the table says any.
 *
 * Returns: (nullable): four digits, or `NULL` if they do not matter or the table has
 *   the whole number
 */
const char *
cs_mock_tail (const char *own)
{
  return own != NULL && strlen (own) == TAIL_LENGTH ? own : NULL;
}
