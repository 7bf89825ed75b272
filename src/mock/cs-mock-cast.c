/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-mock-cast.h"

#include <string.h>

#include "cs-mock-cast-tables.h"

static const CsMockTable *const tables[] = {
  &cs_mock_cast_documented,
  &cs_mock_cast_status,
  &cs_mock_cast_dates,
  &cs_mock_cast_money,
  &cs_mock_cast_odd,
};

static const char *const titles[CS_N_MOCK_GROUPS] = {
  [CS_MOCK_GROUP_DOCUMENTED] = N_("The documentation's test cases"),
  [CS_MOCK_GROUP_STATUS] = N_("Cards and their statuses"),
  [CS_MOCK_GROUP_DATES] = N_("Around the expiry date"),
  [CS_MOCK_GROUP_MONEY] = N_("Money, limits and points"),
  [CS_MOCK_GROUP_COUNT] = N_("Few cards and many"),
  [CS_MOCK_GROUP_ODD] = N_("Odd answers"),
};

typedef struct
{
  CsMockPart *parts;
  gsize       n_parts;
} Cast;

static gpointer
join_tables (gpointer unused)
{
  Cast *cast = g_new0 (Cast, 1);

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    cast->n_parts += tables[i]->n_parts;

  cast->parts = g_new (CsMockPart, cast->n_parts);
  cast->n_parts = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      memcpy (cast->parts + cast->n_parts, tables[i]->parts,
              tables[i]->n_parts * sizeof (CsMockPart));
      cast->n_parts += tables[i]->n_parts;
    }

  return cast;
}

/**
 * cs_mock_cast_get_parts:
 * @out_n_parts: (out): how many
 *
 * Gets the whole cast, group by group.
 *
 * Returns: (transfer none) (array length=out_n_parts): the parts
 */
const CsMockPart *
cs_mock_cast_get_parts (gsize *out_n_parts)
{
  static GOnce once = G_ONCE_INIT;
  const Cast *cast = g_once (&once, join_tables, NULL);

  *out_n_parts = cast->n_parts;

  return cast->parts;
}

/**
 * cs_mock_cast_find:
 * @member_id: a member
 *
 * Finds the part that a member plays.
 *
 * Returns: (transfer none) (nullable): the part, or `NULL` if the member is not of the cast
 */
const CsMockPart *
cs_mock_cast_find (guint64 member_id)
{
  gsize n_parts;
  const CsMockPart *parts = cs_mock_cast_get_parts (&n_parts);

  for (gsize i = 0; member_id != 0 && i < n_parts; i++)
    if (parts[i].member_id == member_id)
      return &parts[i];

  return NULL;
}

/**
 * cs_mock_group_get_title:
 * @group: a group
 *
 * Gets the heading of a group, translated.
 *
 * Returns: (transfer none): the title
 */
const char *
cs_mock_group_get_title (CsMockGroup group)
{
  g_return_val_if_fail (group < CS_N_MOCK_GROUPS, NULL);

  return _(titles[group]);
}

/**
 * cs_mock_part_get_name:
 * @part: a part
 *
 * Gets the name of a part, translated.
 *
 * Returns: (transfer none): a few words
 */
const char *
cs_mock_part_get_name (const CsMockPart *part)
{
  return _(part->name);
}

/**
 * cs_mock_part_get_shows:
 * @part: a part
 *
 * Gets what a part shows, translated.
 *
 * Returns: (transfer none): a sentence
 */
const char *
cs_mock_part_get_shows (const CsMockPart *part)
{
  return _(part->shows);
}

/**
 * cs_mock_part_get_par:
 * @part: a part
 * @out_par: (out caller-allocates): the PAR of its first card
 *
 * Tells the PAR to ask for, where the part is shown by asking for one.
 *
 * Returns: `TRUE` if it is
 */
gboolean
cs_mock_part_get_par (const CsMockPart *part,
                      CsMockPar         out_par)
{
  if (part->ask != CS_MOCK_ASK_PAR)
    return FALSE;

  cs_mock_par (part->member_id, 0, out_par);

  return TRUE;
}

/**
 * cs_mock_part_get_card_no:
 * @part: a part
 * @out_card_no: (out caller-allocates): the physical card number of its first card
 *
 * Tells the card number to ask for, where the part is shown by asking for one.
 *
 * Returns: `TRUE` if it is
 */
gboolean
cs_mock_part_get_card_no (const CsMockPart *part,
                          CsMockCardNo      out_card_no)
{
  if (part->ask != CS_MOCK_ASK_CARD)
    return FALSE;

  if (part->answer == CS_MOCK_ANSWER_NOBODYS_CARD)
    cs_mock_nobodys_card_no (out_card_no);
  else
    cs_mock_cast_card_no (part->member_id, 0, CS_MOCK_FORM_PHYSICAL, NULL, out_card_no);

  return TRUE;
}
