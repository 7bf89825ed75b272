/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-inspector.h"

static gboolean
enable_debugging_cb (GtkWindow *window,
                     gboolean   toggles)
{
  g_signal_stop_emission_by_name (window, "enable-debugging");

  return FALSE;
}

static void
toplevels_cb (GListModel *toplevels,
              guint       position,
              guint       n_removed,
              guint       n_added)
{
  for (guint i = position; i < position + n_added; i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i);

      g_signal_connect (window, "enable-debugging", G_CALLBACK (enable_debugging_cb), NULL);
    }
}

/**
 * cs_inspector_block:
 *
 * Keeps GTK's inspector shut in every window that comes: Ctrl+Shift+I, which is on by
 * default, shows every property and label. Call before the first window.
 */
void
cs_inspector_block (void)
{
  g_signal_connect (gtk_window_get_toplevels (), "items-changed", G_CALLBACK (toplevels_cb),
                    NULL);
}
