/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-mock-list.h"

#include "cs-mock-cast.h"

#define ID_SIZE 24

static gboolean
list_part (const CsMockPart *part,
           CsMockLine        take,
           gpointer          user_data)
{
  CsMockPar par = "";
  gboolean has_par = cs_mock_part_get_par (part, par);
  g_autofree char *line = g_strdup_printf ("%" G_GUINT64_FORMAT "\t%s\t%s%s%s", part->member_id,
                                           cs_mock_part_get_name (part),
                                           cs_mock_part_get_shows (part),
                                           has_par ? "\t" : "", par);

  return take (line, user_data);
}

/**
 * cs_mock_list_members:
 * @n_generated: how many generated members to list after the cast
 * @take: called for each line, until it wants no more
 * @user_data: data for @take
 *
 * Lists all members, one a line: the ID; for the cast also, behind tabs, the name,
 * what the member shows, and the PAR to ask for where there is one. What is found by
 * a card number alone is not listed: a card number is no argument.
 */
void
cs_mock_list_members (guint      n_generated,
                      CsMockLine take,
                      gpointer   user_data)
{
  gsize n_parts;
  const CsMockPart *parts = cs_mock_cast_get_parts (&n_parts);

  for (gsize i = 0; i < n_parts; i++)
    if (parts[i].member_id != 0 && !list_part (&parts[i], take, user_data))
      return;

  for (guint i = 0; i < n_generated; i++)
    {
      char id[ID_SIZE];

      g_snprintf (id, sizeof id, "%" G_GUINT64_FORMAT, cs_mock_generated_id (i));

      if (!take (id, user_data))
        return;
    }
}
