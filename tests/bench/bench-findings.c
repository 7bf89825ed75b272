/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A hundred thousand findings in their table: filter, search and sort until the new rows
 * are painted, and what the frames of a scroll through it cost. Needs a display.
 */

#include <stdlib.h>
#include <time.h>

#include "cs-findings-table.h"
#include "desk-window.h"
#include "sample-findings.h"

#define N_FINDINGS 100000
#define N_FRAMES   300

static void
count_cb (guint *n_painted)
{
  (*n_painted)++;
}

/* Of this thread alone: whoever else is at work on the machine is not counted. */
static gint64
get_cpu_us (void)
{
  struct timespec now;

  (void) clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);

  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

/* Until what was asked for is on the screen. */
static void
settle (CsFindingsTable *table,
        const char      *name,
        gint64           since_us,
        gint64           cpu_us)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (table));
  guint n_painted = 0;
  gulong id = g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (count_cb), &n_painted);

  while (n_painted == 0)
    g_main_context_iteration (NULL, TRUE);

  g_signal_handler_disconnect (clock, id);

  if (name != NULL)
    g_print ("  %-24s%10.0f%10.0f\n", name,
             (double) (g_get_monotonic_time () - since_us) / 1000,
             (double) (get_cpu_us () - cpu_us) / 1000);
}

static void
measure_filter (CsFindingsTable *table)
{
  gint64 since_us = g_get_monotonic_time ();
  gint64 cpu_us = get_cpu_us ();

  cs_findings_table_choose_rule (table, CS_FACT_LOST);
  settle (table, "filter by fact", since_us, cpu_us);

  since_us = g_get_monotonic_time ();
  cpu_us = get_cpu_us ();
  gtk_drop_down_set_selected (GTK_DROP_DOWN (desk_child (table, "facts")), 0);
  settle (table, "back to all", since_us, cpu_us);
}

static void
measure_search (CsFindingsTable *table,
                const char      *text)
{
  GtkWidget *entry = GTK_WIDGET (desk_child (table, "search"));
  g_autofree char *name = g_strdup_printf ("search for “%s”", text);
  gint64 since_us;
  gint64 cpu_us;

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  since_us = g_get_monotonic_time ();
  cpu_us = get_cpu_us ();
  g_signal_emit_by_name (entry, "search-changed");
  settle (table, name, since_us, cpu_us);
}

static void
measure_sorts (CsFindingsTable *table)
{
  static const char *const names[] = { "sort by severity", "sort by member", "sort by card",
                                       "sort by fact", "sort by sentence" };

  for (guint column = 0; column < CS_N_FINDING_COLUMNS; column++)
    {
      gint64 since_us = g_get_monotonic_time ();
      gint64 cpu_us = get_cpu_us ();

      cs_findings_table_sort (table, (CsFindingColumn) column, GTK_SORT_DESCENDING);
      settle (table, names[column], since_us, cpu_us);
    }
}

typedef struct
{
  GtkAdjustment *adjustment;
  gint64         times_us[N_FRAMES];
  guint          n_frames;
  double         step;            /* pixels a frame, or 0 for a leap to anywhere */
  GRand         *rand;
} Scroll;

static void
before_cb (Scroll *scroll)
{
  if (scroll->n_frames < N_FRAMES)
    scroll->times_us[scroll->n_frames] = get_cpu_us ();
}

static void
after_cb (Scroll *scroll)
{
  if (scroll->n_frames < N_FRAMES)
    {
      scroll->times_us[scroll->n_frames] = get_cpu_us () -
                                           scroll->times_us[scroll->n_frames];
      scroll->n_frames++;
    }
}

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  Scroll *scroll = user_data;
  double most = gtk_adjustment_get_upper (scroll->adjustment) -
                gtk_adjustment_get_page_size (scroll->adjustment);

  gtk_adjustment_set_value (scroll->adjustment,
                            scroll->step > 0
                              ? gtk_adjustment_get_value (scroll->adjustment) + scroll->step
                              : g_rand_double_range (scroll->rand, 0, most));

  return scroll->n_frames < N_FRAMES;
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  gint64 first = *(const gint64 *) a;
  gint64 second = *(const gint64 *) b;

  return (first > second) - (first < second);
}

static void
measure_scroll (CsFindingsTable *table,
                GtkWidget       *window,
                const char      *name,
                double           step)
{
  static Scroll scroll;
  GtkWidget *columns = GTK_WIDGET (desk_child (table, "columns"));
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);

  scroll.n_frames = 0;
  scroll.step = step;
  scroll.rand = g_rand_new_with_seed (1);
  scroll.adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (columns));
  gtk_adjustment_set_value (scroll.adjustment, 0);
  g_signal_connect_swapped (clock, "before-paint", G_CALLBACK (before_cb), &scroll);
  g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (after_cb), &scroll);
  gtk_widget_add_tick_callback (columns, tick_cb, &scroll, NULL);

  while (scroll.n_frames < N_FRAMES)
    g_main_context_iteration (NULL, TRUE);

  g_signal_handlers_disconnect_by_data (clock, &scroll);
  g_rand_free (scroll.rand);
  qsort (scroll.times_us, N_FRAMES, sizeof scroll.times_us[0], compare);
  g_print ("  %-34s%10.1f\n  %-34s%10.1f\n", name,
           (double) scroll.times_us[N_FRAMES / 2] / 1000, "  p99",
           (double) scroll.times_us[N_FRAMES * 99 / 100] / 1000);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GPtrArray) findings = sample_findings_new (N_FINDINGS);
  g_autoptr (CsFindingList) list = cs_finding_list_new ();
  GtkWidget *table;
  GtkWidget *window;

  desk_init (&argc, &argv);
  table = g_object_new (CS_TYPE_FINDINGS_TABLE, NULL);
  window = desk_show (table);
  gtk_window_set_default_size (GTK_WINDOW (window), 1160, 700);
  cs_findings_table_set_list (CS_FINDINGS_TABLE (table), list);
  cs_finding_list_append (list, findings);
  settle (CS_FINDINGS_TABLE (table), NULL, 0, 0);

  g_print ("%d findings in the table%*s%10s\n", N_FINDINGS, 7, "ms", "CPU ms");
  measure_filter (CS_FINDINGS_TABLE (table));
  measure_search (CS_FINDINGS_TABLE (table), "narae");
  measure_search (CS_FINDINGS_TABLE (table), "500000");
  measure_search (CS_FINDINGS_TABLE (table), "");
  measure_sorts (CS_FINDINGS_TABLE (table));
  g_print ("A frame, on the processor%*s%10s\n", 11, "", "ms");
  measure_scroll (CS_FINDINGS_TABLE (table), window, "a wheel's 90 pixels a frame, p50", 90);
  measure_scroll (CS_FINDINGS_TABLE (table), window, "a fling, 900 pixels a frame, p50", 900);
  measure_scroll (CS_FINDINGS_TABLE (table), window, "the bar dragged anywhere, p50", 0);
  desk_close (window, table);

  return 0;
}
