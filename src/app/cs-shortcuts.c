/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-shortcuts.h"

#include <glib/gi18n-lib.h>

/* A shortcut without an action is built into a widget; it is listed, not installed. */
static const CsShortcut shortcuts[] = {
  { "win.focus-lookup", { "<Control>f", "<Control>l" },
    N_("Go to the look-up box"), N_("Look-up") },
  { "win.refresh", { "F5", "<Control>r" }, N_("Ask again and mark what changed"), N_("Look-up") },
  { "win.show-audit", { "<Control><Shift>a" }, N_("Audit"), N_("Look-up") },
  { "win.export", { "<Control>e" }, N_("Export the member"), N_("Look-up") },
  { "win.print", { "<Control>p" }, N_("Print the case sheet"), N_("Look-up") },
  { "win.set-case", { "<Control>k" }, N_("Set case and reason"), N_("Look-up") },
  { "win.show-dictionary", { "<Shift>F1" }, N_("Status dictionary"), N_("Look-up") },
  { "win.show-log", { "<Control>h" }, N_("Access log"), N_("Look-up") },
  { "win.show-cast", { "<Control>d" }, N_("Show the cast of the demo"), N_("Look-up") },
  { NULL, { "Up" }, N_("Previous card"), N_("Cards") },
  { NULL, { "Down" }, N_("Next card"), N_("Cards") },
  { NULL, { "Page_Down" }, N_("Scroll what is known of the card"), N_("Cards") },
  { NULL, { "F1" }, N_("Meaning of the focused status"), N_("Cards") },
  { NULL, { "<Control>c" }, N_("Copy the focused field as shown"), N_("Cards") },
  { "win.new-tab", { "<Control>t" }, N_("New tab"), N_("Tabs") },
  { "win.close-tab", { "<Control>w" }, N_("Close the tab"), N_("Tabs") },
  { "win.go-to-tab(0)", { "<Alt>1" }, N_("First tab, and Alt+2 … Alt+9"), N_("Tabs") },
  { "win.go-to-tab(1)", { "<Alt>2" }, NULL, NULL },
  { "win.go-to-tab(2)", { "<Alt>3" }, NULL, NULL },
  { "win.go-to-tab(3)", { "<Alt>4" }, NULL, NULL },
  { "win.go-to-tab(4)", { "<Alt>5" }, NULL, NULL },
  { "win.go-to-tab(5)", { "<Alt>6" }, NULL, NULL },
  { "win.go-to-tab(6)", { "<Alt>7" }, NULL, NULL },
  { "win.go-to-tab(7)", { "<Alt>8" }, NULL, NULL },
  { "win.go-to-tab(8)", { "<Alt>9" }, NULL, NULL },
  { "app.new-window", { "<Control>n" }, N_("New window"), N_("Window") },
  { "app.preferences", { "<Control>comma" }, N_("Preferences"), N_("Window") },
  { NULL, { "F1" }, N_("Help"), N_("Window") },
  { "win.show-shortcuts", { "<Control>question", "<Control>slash" },
    N_("All shortcuts"), N_("Window") },
  { "app.lock", { "<Control><Alt>l" }, N_("Lock"), N_("Window") },
  { "app.quit", { "<Control>q" }, N_("Quit"), N_("Window") },
};

/**
 * cs_shortcuts_get_table:
 * @out_n_shortcuts: (out): how many
 *
 * Borrows the table of all shortcuts. Lines without a title repeat the one above.
 *
 * Returns: (array length=out_n_shortcuts): the table
 */
const CsShortcut *
cs_shortcuts_get_table (gsize *out_n_shortcuts)
{
  *out_n_shortcuts = G_N_ELEMENTS (shortcuts);

  return shortcuts;
}

/**
 * cs_shortcuts_install:
 * @app: the application
 *
 * Gives the actions of the table their accelerators.
 */
void
cs_shortcuts_install (GtkApplication *app)
{
  for (gsize i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    if (shortcuts[i].action != NULL)
      gtk_application_set_accels_for_action (app, shortcuts[i].action, shortcuts[i].accels);
}
