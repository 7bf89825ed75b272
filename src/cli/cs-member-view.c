/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-member-view.h"

#include "cs-member-json.h"
#include "cs-member-lines.h"
#include "cs-member-table.h"
#include "cs-output.h"
#include "cs-terminal.h"

/**
 * cs_member_view_print:
 * @member: a member
 * @as_json: whether a JSON document is wanted
 * @purpose: what the reading is for
 *
 * Shows a member: as a JSON document, as a table on a terminal, or as plain lines
 * in a pipe.
 *
 * Returns: the exit code
 */
int
cs_member_view_print (CsMember        *member,
                      gboolean         as_json,
                      const CsPurpose *purpose)
{
  g_autofree char *text = NULL;
  CsTerminal terminal;

  cs_terminal_init (&terminal);

  if (as_json)
    text = cs_member_json_dup (member);
  else if (terminal.is_terminal)
    text = cs_member_table_dup (member, &terminal, purpose);
  else
    text = cs_member_lines_dup (member);

  return cs_output_write_text (text);
}
