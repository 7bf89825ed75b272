/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "desk-window.h"

#include <glib/gstdio.h>

/* The timeout wakes a context that has nothing left to do. */
static gboolean
wake_cb (gpointer user_data)
{
  return G_SOURCE_REMOVE;
}

/* Where the access log goes. Not all of G_TEST_OPTION_ISOLATE_DIRS: icons and schemas
 * are the system's.
 */
static char *state_home;

void
desk_init (int    *argc,
           char ***argv)
{
  g_autoptr (GError) error = NULL;

  state_home = g_dir_make_tmp ("cardsync-desk-XXXXXX", &error);
  g_assert_no_error (error);
  g_setenv ("XDG_STATE_HOME", state_home, TRUE);

  g_test_init (argc, argv, NULL);
  adw_init ();
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()),
                                    "/io/github/cardsync/CardSync/icons");
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }

  g_remove (path);
}

int
desk_run (void)
{
  int status = g_test_run ();

  remove_tree (state_home);
  g_free (state_home);

  return status;
}

void
desk_iterate (void)
{
  guint id = g_timeout_add (20, wake_cb, NULL);

  g_main_context_iteration (NULL, TRUE);

  if (g_main_context_find_source_by_id (NULL, id) != NULL)
    g_source_remove (id);
}

/* Shows @widget in a window of its own and keeps a reference to it. */
GtkWidget *
desk_show (GtkWidget *widget)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), 900, 600);
  gtk_window_set_child (GTK_WINDOW (window), g_object_ref_sink (widget));
  gtk_window_present (GTK_WINDOW (window));
  desk_wait_until (gtk_widget_get_mapped (widget));

  return window;
}

/* Destroys the window; the reference of desk_show() must be the last one to @widget. */
void
desk_close (GtkWidget *window,
            GtkWidget *widget)
{
  gtk_window_destroy (GTK_WINDOW (window));

  while (g_main_context_iteration (NULL, FALSE))
    ;

  g_assert_finalize_object (widget);
}

const char *
desk_label (gpointer label)
{
  return gtk_label_get_label (GTK_LABEL (label));
}
