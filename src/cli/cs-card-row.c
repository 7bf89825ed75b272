/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-card-row.h"

#include <glib/gi18n-lib.h>

#include "cs-date.h"
#include "cs-text.h"
#include "cs-won.h"

/* Each verdict has a shape and a word of its own; a usable card with something to
 * take care of keeps the word and changes the shape.
 */
typedef struct
{
  const char *shape;
  CsStyle     style;
} Look;

static const Look looks[CS_N_VERDICTS] = {
  [CS_VERDICT_USABLE] = { "✓", CS_STYLE_FINE },
  [CS_VERDICT_LIMITED] = { "◐", CS_STYLE_CARE },
  [CS_VERDICT_UNKNOWN] = { "?", CS_STYLE_UNKNOWN },
  [CS_VERDICT_BLOCKED] = { "‖", CS_STYLE_PAUSED },
  [CS_VERDICT_FINISHED] = { "–", CS_STYLE_DIM },
};

static const Look care_look = { "▲", CS_STYLE_CARE };

static CsSeverity
get_worst_severity (CsCard *card)
{
  const CsFact *fact = cs_card_get_worst_fact (card);

  return fact != NULL ? fact->severity : CS_SEVERITY_NOTE;
}

static const Look *
get_look (CsCard *card)
{
  CsVerdict verdict = cs_card_get_verdict (card);

  if (verdict == CS_VERDICT_USABLE && get_worst_severity (card) == CS_SEVERITY_CARE)
    return &care_look;

  return &looks[verdict];
}

static char *
dup_verdict (CsCard *card)
{
  return g_strdup_printf ("%s %s", get_look (card)->shape,
                          cs_verdict_get_word (cs_card_get_verdict (card)));
}

static char *
dup_product (const CsCardFields *fields)
{
  if (cs_card_fields_has (fields, CS_CARD_FIELD_SERVICE_NAME))
    return cs_text_dup_shown (fields->service_name);

  return g_strdup (_("not supplied"));
}

static char *
dup_expiry (const CsCardFields *fields)
{
  if (cs_card_fields_has (fields, CS_CARD_FIELD_EXPIRY_DATE))
    return cs_date_dup_text (&fields->expiry_date);

  return g_strdup (_("not supplied"));
}

static char *
dup_balance (const CsCardFields *fields)
{
  if (cs_card_fields_has (fields, CS_CARD_FIELD_BALANCE))
    return cs_won_dup (fields->balance);

  return g_strdup (_("not supplied"));
}

/**
 * cs_card_row_new:
 * @card: a card
 *
 * Writes a card as a line of a table.
 *
 * Returns: (transfer full): the line
 */
CsCardRow *
cs_card_row_new (CsCard *card)
{
  CsCardRow *self = g_new0 (CsCardRow, 1);
  const CsCardFields *fields = cs_card_get_fields (card);
  const CsMaskedPan *number = cs_card_get_number (card);

  self->card = g_object_ref (card);
  self->style = get_look (card)->style;
  self->cells[CS_COLUMN_VERDICT] = dup_verdict (card);
  self->cells[CS_COLUMN_NUMBER] = g_strdup (number != NULL ? number->masked : _("not supplied"));
  self->cells[CS_COLUMN_PRODUCT] = dup_product (fields);
  self->cells[CS_COLUMN_EXPIRES] = dup_expiry (fields);
  self->cells[CS_COLUMN_BALANCE] = dup_balance (fields);

  return self;
}

/**
 * cs_card_row_free:
 * @self: (transfer full): a line
 *
 * Frees a line.
 */
void
cs_card_row_free (CsCardRow *self)
{
  for (guint i = 0; i < CS_N_COLUMNS; i++)
    g_free (self->cells[i]);

  g_object_unref (self->card);
  g_free (self);
}

/* What needs attention comes first, what is over last. */
static int
get_rank (const CsCardRow *self)
{
  CsSeverity severity = get_worst_severity (self->card);

  if (severity == CS_SEVERITY_FINISHED)
    return 0;

  return severity == CS_SEVERITY_NOTE ? 1 : 1 + (int) severity;
}

/**
 * cs_card_row_compare:
 * @a: a line
 * @b: another
 *
 * Orders cards as somebody on the telephone needs them: the worst that can still
 * be helped first, then the usable ones, then those that are finished.
 *
 * Returns: below 0 if @a comes before @b
 */
int
cs_card_row_compare (const CsCardRow *a,
                     const CsCardRow *b)
{
  return get_rank (b) - get_rank (a);
}

/**
 * cs_column_get_heading:
 * @column: a column
 *
 * Gets the heading of a column.
 *
 * Returns: the heading, translated
 */
const char *
cs_column_get_heading (CsColumn column)
{
  static const char *const headings[CS_N_COLUMNS] = {
    [CS_COLUMN_VERDICT] = N_("Verdict"),
    [CS_COLUMN_NUMBER] = N_("Card number"),
    [CS_COLUMN_PRODUCT] = N_("Product"),
    [CS_COLUMN_EXPIRES] = N_("Expires"),
    [CS_COLUMN_BALANCE] = N_("Balance"),
  };

  return _(headings[column]);
}
