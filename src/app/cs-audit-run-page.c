/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-audit-run-page.h"

#include <glib/gi18n-lib.h>

#include "cs-audit-charts.h"
#include "cs-audit-past.h"
#include "cs-audit-words.h"
#include "cs-findings-table.h"
#include "cs-flow-layout.h"
#include "cs-resources-path.h"
#include "cs-text-scale.h"
#include "cs-tile.h"
#include "cs-tone-style.h"
#include "cs-won.h"

#define FINDINGS_MOST 1000000

/**
 * CsAuditRunPage:
 *
 * A run as it goes, or as it went: how far it is, charts, findings.
 *
 * Findings that were there before the page are read from the journal in a thread; those
 * that come meanwhile wait, and those of them that the journal had already are dropped.
 */
struct _CsAuditRunPage
{
  AdwBin           parent_instance;

  CsAuditDesk     *desk;
  CsClock         *clock;
  CsAuditRun      *run;             /* the one that is listened to, or NULL */
  CsAuditManifest *past;
  char            *folder;
  CsFindingList   *list;
  GPtrArray       *waiting;         /* findings that came while others are read, or NULL */
  GCancellable    *cancellable;

  GtkLabel        *adds_up;
  GtkImage        *adds_up_shape;
  CsAuditCharts   *charts;
  CsTile          *done;
  CsTile          *failed;
  CsTile          *findings;
  GtkOrientable   *head;
  CsTile          *left;
  GtkWidget       *pause;
  GtkProgressBar  *progress;
  CsTile          *rate;
  GtkWidget       *resume;
  GtkLabel        *state;
  GtkWidget       *state_box;
  GtkImage        *state_shape;
  GtkWidget       *stop;
  GtkLabel        *subtitle;
  CsFindingsTable *table;
  GtkLabel        *title;
};

G_DEFINE_FINAL_TYPE (CsAuditRunPage, cs_audit_run_page, ADW_TYPE_BIN)

static const CsAuditTotals *
get_totals (CsAuditRunPage *self)
{
  return self->past != NULL ? &self->past->totals : cs_audit_run_get_totals (self->run);
}

static CsAuditPhase
get_phase (CsAuditRunPage *self)
{
  return self->run != NULL ? cs_audit_run_get_phase (self->run) : CS_AUDIT_PHASE_ENDED;
}

static void
set_tile (CsTile     *tile,
          guint64     count,
          const char *note)
{
  g_autofree char *shown = cs_points_dup (count);

  cs_tile_set_value (tile, shown, note);
}

static void
update_speed (CsAuditRunPage *self)
{
  g_autofree char *rate = NULL;
  g_autofree char *limit = NULL;
  g_autofree char *left = NULL;
  g_autofree char *ends = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->rate), self->run != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->left), get_phase (self) != CS_AUDIT_PHASE_ENDED);

  if (self->run == NULL)
    return;

  /* Translators: members answered a second */
  rate = g_strdup_printf (_("%.0f / s"), cs_audit_run_get_rate (self->run));
  limit = cs_audit_desk_get_per_second (self->desk) > 0
            /* Translators: the most calls a second */
            ? g_strdup_printf (_("limit %u"), cs_audit_desk_get_per_second (self->desk))
            : g_strdup (_("no limit"));
  left = cs_audit_words_dup_left (self->run);
  ends = cs_audit_words_dup_end (self->run, self->clock);
  cs_tile_set_value (self->rate, rate, limit);
  cs_tile_set_value (self->left, left, ends);
}

static void
update_numbers (CsAuditRunPage *self)
{
  const CsAuditTotals *totals = get_totals (self);
  guint64 n_done = cs_audit_totals_get_done (totals);
  g_autofree char *rows = cs_points_dup (totals->n_rows);
  /* Translators: a number of rows */
  g_autofree char *of = g_strdup_printf (_("of %s rows"), rows);
  g_autofree char *cards = cs_points_dup (totals->n_cards);
  /* Translators: a number of cards */
  g_autofree char *in = g_strdup_printf (_("in %s cards"), cards);
  g_autofree char *sum = cs_audit_words_dup_sum (totals);
  gboolean is_even = cs_audit_totals_reconcile (totals);

  set_tile (self->done, n_done, of);
  set_tile (self->findings, totals->n_findings, in);
  set_tile (self->failed, totals->outcomes[CS_AUDIT_FAILED],
            totals->outcomes[CS_AUDIT_FAILED] > 0 ? _("can be asked again") : NULL);
  gtk_progress_bar_set_fraction (self->progress,
                                 totals->n_rows > 0
                                   ? (double) n_done / (double) totals->n_rows : 0);
  gtk_label_set_label (self->adds_up, sum);
  gtk_image_set_from_icon_name (self->adds_up_shape,
                                is_even ? "cs-fine-symbolic" : "cs-moving-symbolic");
}

static void
update (CsAuditRunPage *self)
{
  g_autoptr (GDateTime) now = NULL;

  if (self->table == NULL || (self->run == NULL && self->past == NULL))
    return;

  now = cs_clock_dup_kst (self->clock);
  update_numbers (self);
  update_speed (self);
  cs_audit_charts_set_totals (self->charts, get_totals (self), now);
}

static gboolean
is_complete (CsAuditRunPage *self)
{
  if (self->past != NULL)
    return self->past->state == CS_AUDIT_MANIFEST_COMPLETE;

  return cs_audit_desk_get_error (self->desk) == NULL &&
         cs_audit_totals_reconcile (get_totals (self));
}

static CsTone
get_tone (CsAuditRunPage *self)
{
  switch (get_phase (self))
    {
    case CS_AUDIT_PHASE_ENDED:
      return is_complete (self) ? CS_TONE_FINE : CS_TONE_CARE;
    case CS_AUDIT_PHASE_WAITING:
      return CS_TONE_CARE;
    case CS_AUDIT_PHASE_PAUSED:
      return CS_TONE_PAUSED;
    case CS_AUDIT_PHASE_READY:
    case CS_AUDIT_PHASE_PREPARING:
    case CS_AUDIT_PHASE_ASKING:
    case CS_AUDIT_PHASE_STOPPING:
    case CS_AUDIT_PHASE_WRITING:
    default:
      return CS_TONE_MOVING;
    }
}

static void
show_state (CsAuditRunPage *self)
{
  const CsToneStyle *style = cs_tone_style_for_tone (get_tone (self));
  g_autofree char *state =
    self->past != NULL ? cs_audit_words_dup_past (self->past)
                       : cs_audit_words_dup_phase (get_phase (self), get_totals (self),
                                                   cs_audit_desk_get_error (self->desk));

  gtk_label_set_label (self->state, state);
  gtk_image_set_from_icon_name (self->state_shape, style->icon_name);
  cs_tone_style_apply (style, self->state_box);
  gtk_widget_set_visible (self->state_box, TRUE);
}

static void
update_phase (CsAuditRunPage *self)
{
  CsAuditPhase phase;
  gboolean is_asking;

  if (self->table == NULL || (self->run == NULL && self->past == NULL))
    return;

  phase = get_phase (self);
  is_asking = phase == CS_AUDIT_PHASE_ASKING || phase == CS_AUDIT_PHASE_WAITING;
  show_state (self);
  gtk_widget_set_visible (self->pause, is_asking);
  gtk_widget_set_visible (self->resume, phase == CS_AUDIT_PHASE_PAUSED);
  gtk_widget_set_visible (self->stop, is_asking || phase == CS_AUDIT_PHASE_PAUSED);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "audit.back",
                                 !cs_audit_desk_is_running (self->desk));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "audit.show-report",
                                 phase == CS_AUDIT_PHASE_ENDED);
  update (self);
}

static void
findings_cb (CsAuditRunPage *self,
             GPtrArray      *findings)
{
  if (self->waiting == NULL)
    {
      cs_finding_list_append (self->list, findings);
      return;
    }

  for (guint i = 0; i < findings->len; i++)
    g_ptr_array_add (self->waiting, g_object_ref (g_ptr_array_index (findings, i)));
}

/* A row comes to the journal as a whole, and once. */
static GPtrArray *
list_unread (GPtrArray *waiting,
             GPtrArray *loaded)
{
  g_autoptr (GHashTable) rows = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  GPtrArray *unread = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; waiting->len > 0 && i < loaded->len; i++)
    {
      guint64 row = cs_audit_finding_get_row (g_ptr_array_index (loaded, i));

      g_hash_table_add (rows, g_memdup2 (&row, sizeof row));
    }

  for (guint i = 0; i < waiting->len; i++)
    {
      CsAuditFinding *finding = g_ptr_array_index (waiting, i);
      guint64 row = cs_audit_finding_get_row (finding);

      if (!g_hash_table_contains (rows, &row))
        g_ptr_array_add (unread, g_object_ref (finding));
    }

  return unread;
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (CsAuditRunPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) loaded = cs_audit_findings_load_finish (result, &error);
  g_autoptr (GPtrArray) waiting = NULL;
  g_autoptr (GPtrArray) unread = NULL;

  if (self->table == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  waiting = g_steal_pointer (&self->waiting);

  /* A run that has just begun has no journal yet. */
  if (loaded == NULL)
    loaded = g_ptr_array_new_with_free_func (g_object_unref);

  unread = list_unread (waiting, loaded);
  cs_finding_list_append (self->list, loaded);
  cs_finding_list_append (self->list, unread);
}

static void
load (CsAuditRunPage *self,
      const char     *folder)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->list);
  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  self->cancellable = g_cancellable_new ();
  self->list = cs_finding_list_new ();
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  g_free (self->folder);
  self->folder = g_strdup (folder);
  cs_findings_table_set_list (self->table, self->list);
  cs_audit_findings_load_async (folder, FINDINGS_MOST, self->cancellable, loaded_cb,
                                g_object_ref (self));
}

static void
forget_run (CsAuditRunPage *self)
{
  if (self->run != NULL)
    g_signal_handlers_disconnect_by_data (self->run, self);

  g_clear_object (&self->run);
  g_clear_pointer (&self->past, cs_audit_manifest_free);
}

static void
rule_chosen_cb (CsAuditRunPage *self,
                guint           rule)
{
  cs_findings_table_choose_rule (self->table, rule);
}

static void
export_cb (CsAuditRunPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "audit.export", NULL);
}

static void
pause_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  CsAuditRunPage *self = CS_AUDIT_RUN_PAGE (widget);

  if (self->run == NULL)
    return;

  if (get_phase (self) == CS_AUDIT_PHASE_PAUSED)
    cs_audit_run_resume (self->run);
  else
    cs_audit_run_pause (self->run);
}

static void
stop_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  CsAuditRunPage *self = CS_AUDIT_RUN_PAGE (widget);

  if (self->run != NULL)
    cs_audit_run_stop (self->run);
}

static void
show_report_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  CsAuditRunPage *self = CS_AUDIT_RUN_PAGE (widget);
  g_autofree char *path = g_build_filename (self->folder, "report.html", NULL);
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);

  if (uri != NULL)
    g_app_info_launch_default_for_uri_async (uri, NULL, NULL, NULL, NULL);
}

static void
cs_audit_run_page_dispose (GObject *object)
{
  CsAuditRunPage *self = CS_AUDIT_RUN_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  forget_run (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), CS_TYPE_AUDIT_RUN_PAGE);
  self->table = NULL;
  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  g_clear_object (&self->list);
  g_clear_object (&self->desk);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->folder, g_free);

  G_OBJECT_CLASS (cs_audit_run_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (CS_TYPE_AUDIT_CHARTS);
  g_type_ensure (CS_TYPE_FINDINGS_TABLE);
  g_type_ensure (CS_TYPE_FLOW_LAYOUT);
  g_type_ensure (CS_TYPE_TILE);

  gtk_widget_class_set_template_from_resource (widget_class, CS_UI ("cs-audit-run-page.ui"));
  gtk_widget_class_bind_template_child (widget_class, CsAuditRunPage, adds_up);
  gtk_widget_class_bind_template_child (widget_class, CsAuditRunPage, adds_up_shape);
  gtk_widget_class_bind_template_child (widget_class, CsAuditRunPage, charts);
  gtk_widget_class_bind_template_child (widget_class, CsAuditRunPage, done);
  gtk_widget_class_bind_template_child (widget_class, CsAuditRunPage, failed);
  gtk_widget_class_bind_template_child (widget_class, CsAuditRunPage, findings);
  gtk_widget_class_bind_template_child (widget_class, CsAuditRunPage, head);
  gtk_widget_class_bind_template_child (widget_class, CsAuditRunPage, left);
  gtk_widget_class_bind_template_child (widget_class, CsAuditRunPage, pause);
  gtk_widget_class_bind_template_child (widget_class, CsAuditRunPage, progress);
  gtk_widget_class_bind_template_child (widget_class, CsAuditRunPage, rate);
  gtk_widget_class_bind_template_child (widget_class, CsAuditRunPage, resume);
  gtk_widget_class_bind_template_child (widget_class, CsAuditRunPage, state);
  gtk_widget_class_bind_template_child (widget_class, CsAuditRunPage, state_box);
  gtk_widget_class_bind_template_child (widget_class, CsAuditRunPage, state_shape);
  gtk_widget_class_bind_template_child (widget_class, CsAuditRunPage, stop);
  gtk_widget_class_bind_template_child (widget_class, CsAuditRunPage, subtitle);
  gtk_widget_class_bind_template_child (widget_class, CsAuditRunPage, table);
  gtk_widget_class_bind_template_child (widget_class, CsAuditRunPage, title);
  gtk_widget_class_bind_template_callback (widget_class, export_cb);
  gtk_widget_class_bind_template_callback (widget_class, rule_chosen_cb);
}

static void
back_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  CsAuditRunPage *self = CS_AUDIT_RUN_PAGE (widget);

  forget_run (self);
  cs_audit_desk_put_away (self->desk);
  gtk_widget_activate_action (widget, "audit.set-up", NULL);
}

static void
cs_audit_run_page_class_init (CsAuditRunPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cs_audit_run_page_dispose;

  gtk_widget_class_install_action (widget_class, "audit.pause", NULL, pause_action);
  gtk_widget_class_install_action (widget_class, "audit.stop", NULL, stop_action);
  gtk_widget_class_install_action (widget_class, "audit.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "audit.show-report", NULL, show_report_action);
  bind_template (widget_class);
}

static void
cs_audit_run_page_init (CsAuditRunPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * cs_audit_run_page_set_desk:
 * @self: a page
 * @desk: where runs go on
 * @clock: tells the time
 *
 * Gives the page its desk.
 */
void
cs_audit_run_page_set_desk (CsAuditRunPage *self,
                            CsAuditDesk    *desk,
                            CsClock        *clock)
{
  self->desk = g_object_ref (desk);
  self->clock = g_object_ref (clock);
  g_signal_connect_object (desk, "changed", G_CALLBACK (update_phase), self, G_CONNECT_SWAPPED);
}

/**
 * cs_audit_run_page_show_run:
 * @self: a page whose desk has a run
 *
 * Shows the run of the desk, from its first finding on.
 */
void
cs_audit_run_page_show_run (CsAuditRunPage *self)
{
  g_autofree char *subtitle = NULL;

  forget_run (self);
  self->run = g_object_ref (cs_audit_desk_get_run (self->desk));
  g_signal_connect_object (self->run, "findings", G_CALLBACK (findings_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->run, "notify::seconds-left", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->run, "notify::phase", G_CALLBACK (update_phase), self,
                           G_CONNECT_SWAPPED);
  subtitle = cs_audit_words_dup_subtitle (self->desk);
  gtk_label_set_label (self->title, cs_audit_desk_get_title (self->desk));
  gtk_label_set_label (self->subtitle, subtitle);
  load (self, cs_audit_run_get_folder (self->run));
  update_phase (self);
}

/**
 * cs_audit_run_page_show_past:
 * @self: a page
 * @folder: of an earlier run
 * @manifest: (transfer full): what it was
 *
 * Shows an earlier run.
 */
void
cs_audit_run_page_show_past (CsAuditRunPage  *self,
                             const char      *folder,
                             CsAuditManifest *manifest)
{
  g_autofree char *title = g_path_get_basename (manifest->input_name);
  g_autofree char *subtitle = cs_audit_words_dup_past_subtitle (manifest);

  forget_run (self);
  self->past = manifest;
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->subtitle, subtitle);
  load (self, folder);
  update_phase (self);
}

/**
 * cs_audit_run_page_set_compact:
 * @self: a page
 * @is_compact: whether the window is small
 *
 * Arranges the page for a small window, or for a large one.
 */
void
cs_audit_run_page_set_compact (CsAuditRunPage *self,
                               gboolean        is_compact)
{
  gtk_orientable_set_orientation (self->head,
                                  is_compact && cs_text_scale_is_large (GTK_WIDGET (self))
                                    ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  cs_audit_charts_set_compact (self->charts, is_compact);
  cs_findings_table_set_compact (self->table, is_compact);
  cs_tile_set_compact (self->done, is_compact);
  cs_tile_set_compact (self->failed, is_compact);
  cs_tile_set_compact (self->findings, is_compact);
  cs_tile_set_compact (self->left, is_compact);
  cs_tile_set_compact (self->rate, is_compact);
}

/**
 * cs_audit_run_page_copy_shown:
 * @self: a page
 *
 * Takes the findings that are shown, for an export.
 *
 * Returns: (transfer full) (element-type CsAuditFinding): the findings in their order
 */
GPtrArray *
cs_audit_run_page_copy_shown (CsAuditRunPage *self)
{
  return cs_findings_table_copy_shown (self->table);
}

const char *
cs_audit_run_page_get_title (CsAuditRunPage *self)
{
  return gtk_label_get_label (self->title);
}
