/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-help.h"

#include "cs-help-window.h"

#define HELP_URI "help:" GETTEXT_PACKAGE

static void
launched_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GtkWindow) parent = user_data;
  g_autoptr (GError) error = NULL;

  if (!g_app_info_launch_default_for_uri_finish (result, &error))
    cs_help_window_present (parent);
}

/**
 * cs_help_show:
 * @parent: (nullable): the window to stand over
 *
 * Opens the user guide in the help viewer of the desktop. Where there is none, a window
 * says where else to read. In a sandbox there is none either: the viewer outside could
 * not see the pages.
 */
void
cs_help_show (GtkWindow *parent)
{
  g_autoptr (GAppInfo) viewer = g_app_info_get_default_for_uri_scheme ("help");
  g_autoptr (GdkAppLaunchContext) context = NULL;

  if (viewer == NULL || parent == NULL)
    {
      cs_help_window_present (parent);
      return;
    }

  context = gdk_display_get_app_launch_context (gtk_widget_get_display (GTK_WIDGET (parent)));
  g_app_info_launch_default_for_uri_async (HELP_URI, G_APP_LAUNCH_CONTEXT (context), NULL,
                                           launched_cb, g_object_ref (parent));
}
