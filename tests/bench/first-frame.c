/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Preloaded into any GTK program: reports when its first frame was painted, in the same way
 * for all of them and with no word in the programs. One line on standard error: the
 * monotonic clock and the processor time that the process has used until then, both in
 * microseconds. With FIRST_FRAME_QUIT the process ends there.
 */

#include <dlfcn.h>
#include <gtk/gtk.h>
#include <sys/resource.h>
#include <unistd.h>

static gint64
get_cpu_us (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);

  return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * G_USEC_PER_SEC +
         usage.ru_utime.tv_usec + usage.ru_stime.tv_usec;
}

static void
after_paint_cb (GdkFrameClock *clock,
                gpointer       user_data)
{
  gint64 now_us = g_get_monotonic_time ();

  if (!gtk_widget_get_mapped (GTK_WIDGET (user_data)))
    return;

  g_signal_handlers_disconnect_by_func (clock, after_paint_cb, user_data);
  g_printerr ("first-frame %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n", now_us, get_cpu_us ());

  if (g_getenv ("FIRST_FRAME_QUIT") != NULL)
    _exit (0);
}

/* Stands before the library's own, which every window is shown by. */
G_MODULE_EXPORT void
gtk_window_present (GtkWindow *window)
{
  static gsize is_watched;
  void (*present) (GtkWindow *) = (void (*) (GtkWindow *)) dlsym (RTLD_NEXT, "gtk_window_present");

  present (window);

  if (g_once_init_enter (&is_watched))
    {
      g_signal_connect (gtk_widget_get_frame_clock (GTK_WIDGET (window)), "after-paint",
                        G_CALLBACK (after_paint_cb), window);
      g_once_init_leave (&is_watched, 1);
    }
}
