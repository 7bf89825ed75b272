/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CsMockLine:
 * @line: a line without its end
 * @user_data: whatever was given
 *
 * Takes a line of the list.
 *
 * Returns: `FALSE` if no more are wanted
 */
typedef gboolean (*CsMockLine) (const char *line,
                                gpointer    user_data);

void cs_mock_list_members (guint      n_generated,
                           CsMockLine take,
                           gpointer   user_data);

G_END_DECLS
