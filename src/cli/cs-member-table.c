/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-member-table.h"

#include <glib/gi18n-lib.h>

#include "cs-card-row.h"
#include "cs-member-heading.h"
#include "cs-text.h"

#define GAP         2
#define PRODUCT_MIN 12     /* below it the cells go under one another */

typedef struct
{
  const CsTerminal *terminal;
  GPtrArray        *rows;                   /* (element-type CsCardRow) */
  guint             widths[CS_N_COLUMNS];
  gboolean          is_stacked;
  gboolean          needs_gap;
  GString          *page;
} Table;

static void
measure (Table *self)
{
  guint others = GAP * (CS_N_COLUMNS - 1);

  for (guint column = 0; column < CS_N_COLUMNS; column++)
    {
      self->widths[column] = cs_text_get_width (cs_column_get_heading (column));

      for (guint i = 0; i < self->rows->len; i++)
        {
          const CsCardRow *row = g_ptr_array_index (self->rows, i);
          guint width = cs_text_get_width (row->cells[column]);

          self->widths[column] = MAX (self->widths[column], width);
        }

      if (column != CS_COLUMN_PRODUCT)
        others += self->widths[column];
    }

  self->is_stacked = others + MIN (PRODUCT_MIN, self->widths[CS_COLUMN_PRODUCT]) >
                     self->terminal->columns;

  if (!self->is_stacked)
    self->widths[CS_COLUMN_PRODUCT] = MIN (self->widths[CS_COLUMN_PRODUCT],
                                           self->terminal->columns - others);
}

static void
append_headings (Table *self)
{
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint column = 0; column < CS_COLUMN_BALANCE; column++)
    cs_text_append_cell (line, cs_column_get_heading (column), self->widths[column] + GAP);

  cs_text_append_amount (line, cs_column_get_heading (CS_COLUMN_BALANCE),
                         self->widths[CS_COLUMN_BALANCE]);
  cs_terminal_append_styled (self->terminal, self->page, CS_STYLE_DIM, line->str);
  g_string_append_c (self->page, '\n');
}

static void
append_verdict (Table           *self,
                const CsCardRow *row,
                guint            width)
{
  const char *verdict = row->cells[CS_COLUMN_VERDICT];

  cs_terminal_append_styled (self->terminal, self->page, row->style, verdict);
  cs_text_append_spaces (self->page, width - MIN (width, cs_text_get_width (verdict)));
}

static void
append_row (Table           *self,
            const CsCardRow *row)
{
  append_verdict (self, row, self->widths[CS_COLUMN_VERDICT] + GAP);

  for (guint column = CS_COLUMN_NUMBER; column < CS_COLUMN_BALANCE; column++)
    {
      cs_text_append_cell (self->page, row->cells[column], self->widths[column]);
      cs_text_append_spaces (self->page, GAP);
    }

  cs_text_append_amount (self->page, row->cells[CS_COLUMN_BALANCE],
                         self->widths[CS_COLUMN_BALANCE]);
  g_string_append_c (self->page, '\n');
}

static void
append_stack (Table           *self,
              const CsCardRow *row)
{
  g_autofree char *line = NULL;
  guint width = self->widths[CS_COLUMN_VERDICT] + GAP;
  gboolean fits = width + self->widths[CS_COLUMN_NUMBER] <= self->terminal->columns;

  append_verdict (self, row, width);
  g_string_append (self->page, fits ? "" : "\n  ");
  g_string_append_printf (self->page, "%s\n", row->cells[CS_COLUMN_NUMBER]);
  cs_text_append_wrapped (self->page, row->cells[CS_COLUMN_PRODUCT], GAP,
                          self->terminal->columns);
  line = g_strdup_printf ("%s %s · %s %s",
                          cs_column_get_heading (CS_COLUMN_EXPIRES),
                          row->cells[CS_COLUMN_EXPIRES],
                          cs_column_get_heading (CS_COLUMN_BALANCE),
                          row->cells[CS_COLUMN_BALANCE]);
  cs_text_append_wrapped (self->page, line, GAP, self->terminal->columns);
}

static void
append_sentence (Table      *self,
                 const char *sentence)
{
  g_autofree char *shown = cs_text_dup_shown (sentence);

  cs_text_append_wrapped (self->page, shown, GAP, self->terminal->columns);
}

static void
append_advice (Table              *self,
               const CsFact       *fact,
               const CsCardFields *fields)
{
  g_autofree char *advice = cs_fact_dup_advice (fact, fields);
  g_autofree char *sentence = NULL;

  if (advice == NULL)
    return;

  /* Translators: what staff may say, a sentence. */
  sentence = g_strdup_printf (_("Tell the caller: %s"), advice);
  append_sentence (self, sentence);
}

/* Why the verdict is what it is, what to say about it, and what else there is. */
static void
append_facts (Table  *self,
              CsCard *card)
{
  const CsCardFields *fields = cs_card_get_fields (card);
  const GArray *facts = cs_card_get_facts (card);

  for (guint i = 0; i < facts->len; i++)
    {
      const CsFact *fact = &g_array_index (facts, CsFact, i);
      g_autofree char *text = cs_fact_dup_text (fact, fields);

      append_sentence (self, text);

      if (i == 0 && fact->severity != CS_SEVERITY_NOTE)
        append_advice (self, fact, fields);
    }
}

static gboolean
is_product_cut (const Table     *self,
                const CsCardRow *row)
{
  return !self->is_stacked &&
         cs_text_get_width (row->cells[CS_COLUMN_PRODUCT]) > self->widths[CS_COLUMN_PRODUCT];
}

/* Cards with nothing to say stand line by line; the others get air. */
static void
append_card (Table           *self,
             const CsCardRow *row,
             CsCard          *selected)
{
  gsize end_of_row;

  if (self->needs_gap)
    g_string_append_c (self->page, '\n');

  if (self->is_stacked)
    append_stack (self, row);
  else
    append_row (self, row);

  end_of_row = self->page->len;

  if (is_product_cut (self, row))
    cs_text_append_wrapped (self->page, row->cells[CS_COLUMN_PRODUCT], GAP,
                            self->terminal->columns);

  if (row->card == selected)
    append_sentence (self, _("This is the card that was asked for."));

  append_facts (self, row->card);
  self->needs_gap = self->is_stacked || self->page->len > end_of_row;
}

static int
compare_rows (gconstpointer a,
              gconstpointer b,
              gpointer      user_data)
{
  const CsCardRow *row_a = *(const CsCardRow *const *) a;
  const CsCardRow *row_b = *(const CsCardRow *const *) b;

  if ((row_a->card == user_data) != (row_b->card == user_data))
    return row_a->card == user_data ? -1 : 1;

  return cs_card_row_compare (row_a, row_b);
}

/**
 * cs_member_table_dup:
 * @member: a member
 * @terminal: where it will be shown
 * @purpose: what the reading is for
 *
 * Writes a member for a person at a terminal: who it is and as of when, then every
 * card with its verdict first, the reason under it and what to tell the caller.
 * The card that was asked for comes first, then those that need attention.
 *
 * Returns: (transfer full): the text
 */
char *
cs_member_table_dup (CsMember         *member,
                     const CsTerminal *terminal,
                     const CsPurpose  *purpose)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_card_row_free);
  CsCard *selected = cs_member_get_selected (member);
  Table self = { .terminal = terminal, .rows = rows, .page = g_string_new (NULL) };

  for (guint i = 0; i < cs_member_get_n_cards (member); i++)
    g_ptr_array_add (rows, cs_card_row_new (cs_member_get_card (member, i)));

  g_ptr_array_sort_with_data (rows, compare_rows, selected);

  cs_member_heading_append (self.page, member, terminal, purpose);
  measure (&self);

  if (rows->len > 0)
    g_string_append_c (self.page, '\n');

  if (rows->len > 0 && !self.is_stacked)
    append_headings (&self);

  for (guint i = 0; i < rows->len; i++)
    append_card (&self, g_ptr_array_index (rows, i), selected);

  return g_string_free (self.page, FALSE);
}
