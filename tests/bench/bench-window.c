/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The real window, driven from inside: how long from Enter until the cards are painted, and
 * how long the main loop is busy while many cards arrive and the list is scrolled.
 *
 * bench-window [PROFILE [MEASURE]]; an empty profile is the embedded mock service, and the
 * measures are those of the table below. One line of JSON.
 */

#include "cs-application.h"
#include "cs-card-detail.h"
#include "cs-card-sidebar.h"
#include "cs-lock.h"
#include "cs-lookup-box.h"
#include "cs-member-page.h"
#include "cs-member-stage.h"
#include "cs-member-tabs.h"
#include "cs-member-view.h"
#include "cs-settings.h"
#include "cs-window.h"

#define TWENTY       "50000500020"
#define FIVE_HUNDRED "50000500500"
#define ONE          "50000500001"

#define N_LOOKUPS        40
#define N_ARRIVALS       10
#define N_SELECTED       60
#define SCROLL_STEP      140     /* pixels a frame */
#define SETTLE_US        500000  /* nobody types faster */
#define PROBE_INTERVAL_US 1000
#define QUIET_US         1000000 /* after which nothing is left to be prepared */
#define PATIENCE_US      (300 * G_USEC_PER_SEC) /* of a profiler, too */

typedef struct
{
  GtkWidget *window;
  GtkWidget *lookup_box;
  GtkWidget *tabs;
  guint64    n_paints;
  gint64     painted_us;
  gint64     processor_us;  /* of the main thread, when that frame was painted */
} Bench;

/* How late a source of high priority is, asked a thousand times a second: what a key
 * press would wait for the main loop.
 */
typedef struct
{
  GThread *thread;
  GArray  *delays;      /* gint64, microseconds; touched in the main thread only */
  gint     is_running;
} Probe;

typedef struct
{
  Probe  *probe;
  gint64  sent_us;
} Ping;

static gboolean
ping_cb (gpointer user_data)
{
  Ping *ping = user_data;
  gint64 delay_us = g_get_monotonic_time () - ping->sent_us;

  g_array_append_val (ping->probe->delays, delay_us);

  return G_SOURCE_REMOVE;
}

static gpointer
probe_in_thread (gpointer user_data)
{
  Probe *probe = user_data;

  while (g_atomic_int_get (&probe->is_running))
    {
      Ping *ping = g_new (Ping, 1);

      ping->probe = probe;
      ping->sent_us = g_get_monotonic_time ();
      g_main_context_invoke_full (NULL, G_PRIORITY_HIGH, ping_cb, ping, g_free);
      g_usleep (PROBE_INTERVAL_US);
    }

  return NULL;
}

static void
probe_start (Probe *probe)
{
  probe->delays = g_array_new (FALSE, FALSE, sizeof (gint64));
  probe->is_running = TRUE;
  probe->thread = g_thread_new ("probe", probe_in_thread, probe);
}

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  gint64 left = *(const gint64 *) a;
  gint64 right = *(const gint64 *) b;

  return left < right ? -1 : left > right;
}

static void
print_times (const char *name,
             GArray     *times)
{
  static const struct { const char *name; double share; } quantiles[] = {
    { "p50", 0.50 }, { "p95", 0.95 }, { "p99", 0.99 }, { "max", 1 },
  };

  g_array_sort (times, compare_times);
  g_print ("\"%s\": {\"n\": %u", name, times->len);

  for (gsize i = 0; i < G_N_ELEMENTS (quantiles); i++)
    {
      guint index = (guint) (quantiles[i].share * (times->len - 1) + 0.5);

      g_print (", \"%s\": %.2f", quantiles[i].name,
               (double) g_array_index (times, gint64, index) / 1000.0);
    }

  g_print ("}");
}

static void
probe_stop (Probe      *probe,
            const char *name)
{
  g_atomic_int_set (&probe->is_running, FALSE);
  g_thread_join (probe->thread);

  while (g_main_context_iteration (NULL, FALSE))
    ;

  print_times (name, probe->delays);
  g_array_unref (probe->delays);
}

/* What the main thread has worked, in microseconds: what neighbours on the machine change
 * less than the time on the wall.
 */
static gint64
get_processor_us (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);

  return time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static void
after_paint_cb (Bench *bench)
{
  bench->n_paints++;
  bench->painted_us = g_get_monotonic_time ();
  bench->processor_us = get_processor_us ();
}

static gboolean
wake_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;

  return G_SOURCE_REMOVE;
}

static void
run_for (gint64 us)
{
  gboolean is_over = FALSE;

  g_timeout_add ((guint) (us / 1000), wake_cb, &is_over);

  while (!is_over)
    g_main_context_iteration (NULL, TRUE);
}

static CsMemberPage *
get_page (Bench *bench)
{
  return cs_member_tabs_get_page (CS_MEMBER_TABS (bench->tabs));
}

static GtkWidget *
get_view (Bench *bench)
{
  GObject *stage = gtk_widget_get_template_child (bench->tabs, CS_TYPE_MEMBER_TABS, "stage");
  GObject *stack = gtk_widget_get_template_child (GTK_WIDGET (stage), CS_TYPE_MEMBER_STAGE,
                                                  "stack");

  return gtk_stack_get_child_by_name (GTK_STACK (stack), "cards");
}

static GObject *
get_sidebar_child (Bench      *bench,
                   const char *name)
{
  GObject *sidebar = gtk_widget_get_template_child (get_view (bench), CS_TYPE_MEMBER_VIEW,
                                                    "sidebar");

  return gtk_widget_get_template_child (GTK_WIDGET (sidebar), CS_TYPE_CARD_SIDEBAR, name);
}

/* The last of the sections, which come one after the other. */
static gboolean
shows_all_sections (Bench *bench)
{
  GObject *detail = gtk_widget_get_template_child (get_view (bench), CS_TYPE_MEMBER_VIEW, "detail");
  GObject *sections = gtk_widget_get_template_child (GTK_WIDGET (detail), CS_TYPE_CARD_DETAIL,
                                                     "sections");

  return gtk_widget_get_visible (gtk_widget_get_last_child (GTK_WIDGET (sections)));
}

/* In microseconds. The cards are painted with the verdict and the money of the first; the
 * whole page stands some frames later.
 */
typedef struct
{
  gint64 wall;
  gint64 processor;
  gint64 whole;
} Duration;

static void
wait_for_paint (Bench *bench)
{
  guint64 n_paints = bench->n_paints;

  while (bench->n_paints == n_paints)
    g_main_context_iteration (NULL, TRUE);
}

/* From Enter until a frame with the cards was painted; a function of its own, so that a
 * profiler can be told to look at nothing else.
 */
G_GNUC_NO_INLINE static Duration
activate_and_wait (Bench   *bench,
                   GObject *entry)
{
  gint64 started_us = g_get_monotonic_time ();
  gint64 processor_us = get_processor_us ();
  Duration duration;

  g_signal_emit_by_name (entry, "activate");

  while (!cs_member_page_has_cards (get_page (bench)))
    {
      if (g_get_monotonic_time () > started_us + PATIENCE_US)
        g_error ("no cards");

      g_main_context_iteration (NULL, TRUE);
    }

  wait_for_paint (bench);
  duration.wall = bench->painted_us - started_us;
  duration.processor = bench->processor_us - processor_us;

  while (!shows_all_sections (bench))
    g_main_context_iteration (NULL, TRUE);

  wait_for_paint (bench);
  duration.whole = bench->painted_us - started_us;

  return duration;
}

static Duration
press_enter (Bench      *bench,
             const char *member_id)
{
  GObject *entry = gtk_widget_get_template_child (bench->lookup_box, CS_TYPE_LOOKUP_BOX, "entry");

  cs_lookup_box_set_text (CS_LOOKUP_BOX (bench->lookup_box), member_id);
  gtk_widget_grab_focus (bench->lookup_box);
  run_for (SETTLE_US);

  return activate_and_wait (bench, entry);
}

/* The tabs but the one in front, so that each look-up opens one. */
static void
close_others (Bench *bench)
{
  AdwTabView *view = ADW_TAB_VIEW (gtk_widget_get_template_child (bench->tabs,
                                                                  CS_TYPE_MEMBER_TABS, "view"));

  adw_tab_view_close_other_pages (view, adw_tab_view_get_selected_page (view));
  run_for (SETTLE_US);
}

static void
measure_enter (Bench *bench)
{
  g_autoptr (GArray) wall = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) processor = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) whole = g_array_new (FALSE, FALSE, sizeof (gint64));
  Duration first = press_enter (bench, TWENTY);

  g_print ("\"first\": %.2f, ", (double) first.wall / 1000.0);

  for (guint i = 0; i < N_LOOKUPS; i++)
    {
      Duration duration;

      press_enter (bench, ONE);
      close_others (bench);
      duration = press_enter (bench, TWENTY);
      g_array_append_val (wall, duration.wall);
      g_array_append_val (processor, duration.processor);
      g_array_append_val (whole, duration.whole);
      close_others (bench);
    }

  print_times ("enter", wall);
  g_print (", ");
  print_times ("enter-processor", processor);
  g_print (", ");
  print_times ("enter-whole", whole);
}

/* The list takes more rows in frame by frame. */
static void
wait_for_rows (Bench *bench)
{
  GtkListView *list = GTK_LIST_VIEW (get_sidebar_child (bench, "list"));

  while (g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (list))) < 500)
    g_main_context_iteration (NULL, TRUE);

  run_for (SETTLE_US);
}

static void
measure_arrival (Bench *bench)
{
  Probe probe;

  probe_start (&probe);

  for (guint i = 0; i < N_ARRIVALS; i++)
    {
      press_enter (bench, ONE);
      close_others (bench);
      press_enter (bench, FIVE_HUNDRED);
      wait_for_rows (bench);
      close_others (bench);
    }

  probe_stop (&probe, "arrive");
}

/* To the end, wherever the list finds it on the way. */
static void
scroll_through (Bench         *bench,
                GtkAdjustment *adjustment,
                double         step)
{
  for (;;)
    {
      double value = gtk_adjustment_get_value (adjustment);
      guint64 n_paints = bench->n_paints;

      gtk_adjustment_set_value (adjustment, value + step);

      if (gtk_adjustment_get_value (adjustment) <= value)
        return;

      while (bench->n_paints == n_paints)
        g_main_context_iteration (NULL, TRUE);
    }
}

static void
measure_scroll (Bench *bench)
{
  GtkAdjustment *adjustment;
  Probe probe;

  press_enter (bench, FIVE_HUNDRED);
  wait_for_rows (bench);
  adjustment =
    gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (get_sidebar_child (bench, "list")));

  probe_start (&probe);
  scroll_through (bench, adjustment, SCROLL_STEP);
  probe_stop (&probe, "scroll");
}

static void
measure_selection (Bench *bench)
{
  GtkListView *list;
  GtkSingleSelection *selection;
  Probe probe;

  press_enter (bench, FIVE_HUNDRED);
  wait_for_rows (bench);
  list = GTK_LIST_VIEW (get_sidebar_child (bench, "list"));
  selection = GTK_SINGLE_SELECTION (gtk_list_view_get_model (list));

  probe_start (&probe);

  for (guint i = 1; i <= N_SELECTED; i++)
    {
      guint64 n_paints = bench->n_paints;

      gtk_single_selection_set_selected (selection, i);

      while (bench->n_paints == n_paints)
        g_main_context_iteration (NULL, TRUE);
    }

  probe_stop (&probe, "select");
}

static void
open_window (Bench          *bench,
             GtkApplication *app,
             const char     *profile)
{
  g_autoptr (CsClock) clock = cs_clock_new_system ();
  g_autoptr (GSettings) settings = cs_settings_new ();
  g_autoptr (CsLock) lock = cs_lock_new (settings, clock);
  CsWindow *window = cs_window_new (app, lock);

  bench->window = GTK_WIDGET (window);
  bench->lookup_box = GTK_WIDGET (gtk_widget_get_template_child (bench->window, CS_TYPE_WINDOW,
                                                                 "lookup_box"));
  bench->tabs = GTK_WIDGET (gtk_widget_get_template_child (bench->window, CS_TYPE_WINDOW, "tabs"));
  cs_window_connect (window, profile);
  gtk_window_present (GTK_WINDOW (window));
  g_signal_connect_swapped (gtk_widget_get_frame_clock (bench->window), "after-paint",
                            G_CALLBACK (after_paint_cb), bench);

  while (cs_window_get_access_log (window) == NULL)
    g_main_context_iteration (NULL, TRUE);

  run_for (QUIET_US);
}

static const struct { const char *name; void (*measure) (Bench *bench); } measures[] = {
  { "enter", measure_enter },
  { "arrive", measure_arrival },
  { "scroll", measure_scroll },
  { "select", measure_selection },
};

int
main (int   argc,
      char *argv[])
{
  g_autoptr (CsApplication) app = cs_application_new ();
  g_autoptr (GError) error = NULL;
  const char *profile = argc > 1 && *argv[1] != '\0' ? argv[1] : NULL;
  const char *only = argc > 2 ? argv[2] : NULL;
  const char *separator = "{";
  Bench bench = { 0 };

  g_application_set_flags (G_APPLICATION (app), G_APPLICATION_NON_UNIQUE);

  if (!g_application_register (G_APPLICATION (app), NULL, &error))
    g_error ("%s", error->message);

  open_window (&bench, GTK_APPLICATION (app), profile);

  for (gsize i = 0; i < G_N_ELEMENTS (measures); i++)
    if (only == NULL || g_str_equal (only, measures[i].name))
      {
        g_print ("%s", separator);
        measures[i].measure (&bench);
        separator = ", ";
      }

  g_print ("}\n");
  gtk_window_destroy (GTK_WINDOW (bench.window));

  return 0;
}
