/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "cs-card.h"
#include "cs-terminal.h"

G_BEGIN_DECLS

/* Columns of the table, from left to right. */
typedef enum
{
  CS_COLUMN_VERDICT,
  CS_COLUMN_NUMBER,
  CS_COLUMN_PRODUCT,
  CS_COLUMN_EXPIRES,
  CS_COLUMN_BALANCE,
  CS_N_COLUMNS,
} CsColumn;

/**
 * CsCardRow:
 * @card: the card
 * @cells: printable text of each column
 * @style: how the verdict looks
 *
 * A card as a line of a table.
 */
typedef struct
{
  CsCard  *card;
  char    *cells[CS_N_COLUMNS];
  CsStyle  style;
} CsCardRow;

CsCardRow  *cs_card_row_new       (CsCard          *card) G_GNUC_WARN_UNUSED_RESULT;
void        cs_card_row_free      (CsCardRow       *self);
int         cs_card_row_compare   (const CsCardRow *a,
                                   const CsCardRow *b);
const char *cs_column_get_heading (CsColumn         column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsCardRow, cs_card_row_free)

G_END_DECLS
