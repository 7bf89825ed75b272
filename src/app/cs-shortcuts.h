/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * CsShortcut:
 * @action: detailed action name
 * @accels: up to three accelerators, the first is shown
 * @title: message ID of what it does
 * @group: message ID of the group that it is listed in
 *
 * One line of the table that makes the accelerators *and* the help window.
 */
typedef struct
{
  const char *action;
  const char *accels[4];
  const char *title;
  const char *group;
} CsShortcut;

const CsShortcut *cs_shortcuts_get_table (gsize          *out_n_shortcuts);
void              cs_shortcuts_install   (GtkApplication *app);

G_END_DECLS
