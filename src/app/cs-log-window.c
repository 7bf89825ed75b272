/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-log-window.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cs-digits.h"
#include "cs-failure.h"
#include "cs-flow-layout.h"
#include "cs-log-item.h"
#include "cs-log-job.h"
#include "cs-log-words.h"
#include "cs-resources-path.h"

/**
 * CsLogWindow:
 *
 * The access log: who read what, when and why. Each search, verification and export is in
 * the log before its result is shown.
 */
struct _CsLogWindow
{
  AdwWindow      parent_instance;

  CsAccessLog   *access_log;
  CsClock       *clock;
  CsCase        *purpose;
  CsLogFilter   *filter;       /* of what is shown */
  GListStore    *items;
  GCancellable  *cancellable;
  guint64        n_found;
  gboolean       is_busy;

  GtkDropDown   *action;
  GtkEditable   *case_reference;
  GtkColumnView *columns;
  GtkLabel      *count;
  GtkEditable   *from;
  GtkEditable   *member;
  GtkLabel      *message;
  GtkRevealer   *message_bar;
  GtkEditable   *operator_name;
  GtkEditable   *outcome;
  GtkEditable   *to;
};

G_DEFINE_FINAL_TYPE (CsLogWindow, cs_log_window, ADW_TYPE_WINDOW)

typedef char *(*TextFunc) (const CsAccessRecord *record);

static char *
dup_sequence (const CsAccessRecord *record)
{
  return g_strdup_printf ("%" G_GUINT64_FORMAT, record->sequence);
}

static char *
dup_time (const CsAccessRecord *record)
{
  g_autoptr (GTimeZone) kst = cs_clock_dup_zone ("KST");
  g_autoptr (GDateTime) time = cs_clock_in_zone (record->unix_us, kst);

  return g_date_time_format (time, "%Y-%m-%d %H:%M:%S");
}

static char *
dup_operator (const CsAccessRecord *record)
{
  return g_strdup (record->operator_name);
}

static char *
dup_action (const CsAccessRecord *record)
{
  return g_strdup (cs_action_get_title (record->action));
}

static char *
dup_member (const CsAccessRecord *record)
{
  return record->member_id != 0 ? g_strdup_printf ("%" G_GUINT64_FORMAT, record->member_id)
                                : g_strdup (record->subject);
}

static char *
dup_outcome (const CsAccessRecord *record)
{
  return g_strdup (record->outcome);
}

static char *
dup_case (const CsAccessRecord *record)
{
  return g_strdup (record->case_reference);
}

static char *
dup_reason (const CsAccessRecord *record)
{
  return g_strdup (record->reason);
}

/* The order of the columns in the window's file, and how many characters are seen of each in
 * any window, 0 for all. Where that takes too much room, the table scrolls.
 */
static const struct
{
  TextFunc dup_text;
  int      width_chars;
} texts[] = {
  { dup_sequence, 0 }, { dup_time, 0 }, { dup_operator, 5 }, { dup_action, 8 },
  { dup_member, 11 }, { dup_outcome, 2 }, { dup_case, 5 }, { dup_reason, 5 },
};

static void
set_up_cb (GtkSignalListItemFactory *factory,
           GtkListItem              *item,
           gpointer                  user_data)
{
  int width_chars = texts[GPOINTER_TO_UINT (user_data)].width_chars;
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "numeric");

  if (width_chars > 0)
    {
      gtk_label_set_width_chars (GTK_LABEL (label), width_chars);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
    }

  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         gpointer                  user_data)
{
  TextFunc dup_text = texts[GPOINTER_TO_UINT (user_data)].dup_text;
  g_autofree char *text = dup_text (cs_log_item_get_record (gtk_list_item_get_item (item)));

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)), text != NULL ? text : "");
}

static void
set_factories (CsLogWindow *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->columns);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

      g_signal_connect (factory, "setup", G_CALLBACK (set_up_cb), GUINT_TO_POINTER (i));
      g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), GUINT_TO_POINTER (i));
      gtk_column_view_column_set_factory (column, factory);
    }
}

static void
say (CsLogWindow *self,
     const char  *text,
     gboolean     is_bad)
{
  gtk_label_set_label (self->message, text != NULL ? text : "");
  gtk_revealer_set_reveal_child (self->message_bar, text != NULL);

  if (is_bad)
    gtk_widget_add_css_class (GTK_WIDGET (self->message), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->message), "error");
}

static void
say_failure (CsLogWindow  *self,
             const GError *error)
{
  g_autoptr (CsFailure) failure = cs_failure_new (error, NULL);
  g_autofree char *text = g_strdup_printf ("%s %s", failure->cause, failure->next_step);

  say (self, text, TRUE);
}

static void
update_count (CsLogWindow *self)
{
  g_autofree char *text =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%lu record", "%lu records",
                                  (gulong) self->n_found), (gulong) self->n_found);

  gtk_label_set_label (self->count, text);
}

static void
add_page (CsLogWindow *self,
          GPtrArray   *records)
{
  for (guint i = 0; i < records->len; i++)
    {
      g_autoptr (CsLogItem) item = cs_log_item_new (g_ptr_array_index (records, i));

      g_list_store_append (self->items, item);
    }
}

static void
say_report (CsLogWindow       *self,
            const CsLogReport *report)
{
  g_autofree char *sentence = cs_log_report_dup_sentence (report);
  g_autofree char *clock = cs_log_report_dup_clock (report);
  g_autofree char *text = g_strjoin (" ", sentence, clock, NULL);

  say (self, text, report->state != CS_LOG_INTACT);
}

static void
take_result (CsLogWindow    *self,
             const CsLogJob *job)
{
  g_autofree char *text = NULL;

  switch (job->kind)
    {
    case CS_LOG_JOB_SEARCH:
      self->n_found = job->n_records;
      g_list_store_remove_all (self->items);
      add_page (self, job->records);
      update_count (self);
      break;

    case CS_LOG_JOB_MORE:
      add_page (self, job->records);
      break;

    case CS_LOG_JOB_EXPORT:
      text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%lu record exported.",
                                           "%lu records exported.", (gulong) job->n_records),
                              (gulong) job->n_records);
      say (self, text, FALSE);
      break;

    case CS_LOG_JOB_VERIFY:
    default:
      say_report (self, &job->report);
      break;
    }
}

/* An errand does not keep the window: its records go when it is closed, or locked away. */
static GWeakRef *
weak_ref_new (CsLogWindow *self)
{
  GWeakRef *ref = g_new0 (GWeakRef, 1);

  g_weak_ref_init (ref, self);

  return ref;
}

/* Frees @ref. */
static CsLogWindow *
dup_window (GWeakRef *ref)
{
  CsLogWindow *self = g_weak_ref_get (ref);

  g_weak_ref_clear (ref);
  g_free (ref);

  return self;
}

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (CsLogWindow) self = dup_window (user_data);
  g_autoptr (GError) error = NULL;
  CsLogJob *job = cs_log_job_finish (result, &error);

  /* Closed meanwhile. */
  if (self == NULL || self->columns == NULL)
    return;

  self->is_busy = FALSE;

  if (job != NULL)
    take_result (self, job);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    say_failure (self, error);
}

static void
run (CsLogWindow *self,
     CsLogJob    *job)
{
  self->is_busy = TRUE;
  cs_log_job_run (job, self->cancellable, done_cb, weak_ref_new (self));
}

static CsAccessRecord *
create_record (CsLogWindow *self,
               CsAction     action)
{
  CsAccessRecord *record = cs_case_new_record (self->purpose, action, CS_ENVIRONMENT_LOCAL,
                                               cs_clock_get_unix_us (self->clock));

  record->outcome = g_strdup ("ok");
  record->subject = cs_log_filter_dup_text (self->filter);

  return record;
}

static char *
dup_entered (GtkEditable *entry)
{
  char *text = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  if (*text != '\0')
    return text;

  g_free (text);

  return NULL;
}

static gboolean
read_day (GtkEditable *entry,
          GDate       *day,
          GDate      **out_day)
{
  g_autofree char *text = dup_entered (entry);

  *out_day = text != NULL ? day : NULL;

  return text == NULL || cs_log_day_parse (text, day);
}

/* What was entered as a filter, or `NULL` after a message. */
static CsLogFilter *
read_filter (CsLogWindow *self)
{
  g_autoptr (CsLogFilter) filter = cs_log_filter_new ();
  g_autofree char *member = dup_entered (self->member);
  guint action = gtk_drop_down_get_selected (self->action);
  GDate from, to, *from_day, *to_day;

  if (!read_day (self->from, &from, &from_day) || !read_day (self->to, &to, &to_day))
    {
      say (self, _("A day is written like 2026-11-24."), TRUE);
      return NULL;
    }

  if (member != NULL && !cs_digits_parse_uint64 (member, strlen (member), 1, CS_MEMBER_ID_MAX,
                                                 &filter->member_id))
    {
      say (self, _("That is no member ID."), TRUE);
      return NULL;
    }

  cs_log_filter_set_days (filter, from_day, to_day);
  filter->operator_name = dup_entered (self->operator_name);
  filter->outcome = dup_entered (self->outcome);
  filter->case_reference = dup_entered (self->case_reference);
  filter->has_action = action > 0 && action <= CS_N_ACTIONS;
  filter->action = filter->has_action ? (CsAction) (action - 1) : CS_ACTION_LOOKUP;
  filter->newest_first = TRUE;

  return g_steal_pointer (&filter);
}

static void
search_cb (CsLogWindow *self)
{
  CsLogFilter *filter;

  if (self->access_log == NULL || self->is_busy)
    return;

  filter = read_filter (self);

  if (filter == NULL)
    return;

  g_clear_pointer (&self->filter, cs_log_filter_free);
  self->filter = filter;
  say (self, NULL, FALSE);
  run (self, cs_log_job_new (CS_LOG_JOB_SEARCH, self->access_log, filter,
                             create_record (self, CS_ACTION_LOG_OPENED)));
}

static void
search_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  search_cb (CS_LOG_WINDOW (widget));
}

/* The next page comes when somebody has read as far as this one goes. */
static void
edge_reached_cb (CsLogWindow     *self,
                 GtkPositionType  edge)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  g_autoptr (CsLogItem) last = NULL;

  if (edge != GTK_POS_BOTTOM || self->is_busy || n_items == 0 || n_items >= self->n_found)
    return;

  last = g_list_model_get_item (G_LIST_MODEL (self->items), n_items - 1);
  run (self, cs_log_job_new (CS_LOG_JOB_MORE, self->access_log, self->filter,
                             cs_access_record_copy (cs_log_item_get_record (last))));
}

static void
verify_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  CsLogWindow *self = CS_LOG_WINDOW (widget);

  if (self->is_busy)
    return;

  say (self, _("Verifying…"), FALSE);
  run (self, cs_log_job_new (CS_LOG_JOB_VERIFY, self->access_log, self->filter,
                             create_record (self, CS_ACTION_LOG_VERIFIED)));
}

static void
chosen_cb (GtkNativeDialog *chooser,
           int              response,
           gpointer         user_data)
{
  CsLogWindow *self = user_data;
  g_autoptr (GFile) output = NULL;

  if (response == GTK_RESPONSE_ACCEPT && self->columns != NULL)
    {
      output = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
      cs_log_window_export (self, output);
    }

  g_object_unref (chooser);
}

static void
export_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  GtkFileChooserNative *chooser =
    gtk_file_chooser_native_new (_("Export Records"), GTK_WINDOW (widget),
                                 GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), "access-log.csv");
  g_signal_connect_object (chooser, "response", G_CALLBACK (chosen_cb), widget, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
cs_log_window_dispose (GObject *object)
{
  CsLogWindow *self = CS_LOG_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), CS_TYPE_LOG_WINDOW);
  g_clear_object (&self->items);
  g_clear_object (&self->access_log);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->purpose, cs_case_free);
  g_clear_pointer (&self->filter, cs_log_filter_free);

  G_OBJECT_CLASS (cs_log_window_parent_class)->dispose (object);
}

static void
cs_log_window_class_init (CsLogWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cs_log_window_dispose;

  g_type_ensure (CS_TYPE_FLOW_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, CS_UI ("cs-log-window.ui"));
  gtk_widget_class_bind_template_child (widget_class, CsLogWindow, action);
  gtk_widget_class_bind_template_child (widget_class, CsLogWindow, case_reference);
  gtk_widget_class_bind_template_child (widget_class, CsLogWindow, columns);
  gtk_widget_class_bind_template_child (widget_class, CsLogWindow, count);
  gtk_widget_class_bind_template_child (widget_class, CsLogWindow, from);
  gtk_widget_class_bind_template_child (widget_class, CsLogWindow, member);
  gtk_widget_class_bind_template_child (widget_class, CsLogWindow, message);
  gtk_widget_class_bind_template_child (widget_class, CsLogWindow, message_bar);
  gtk_widget_class_bind_template_child (widget_class, CsLogWindow, operator_name);
  gtk_widget_class_bind_template_child (widget_class, CsLogWindow, outcome);
  gtk_widget_class_bind_template_child (widget_class, CsLogWindow, to);
  gtk_widget_class_bind_template_callback (widget_class, edge_reached_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_install_action (widget_class, "log.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "log.verify", NULL, verify_action);
  gtk_widget_class_install_action (widget_class, "log.export", NULL, export_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
cs_log_window_init (CsLogWindow *self)
{
  g_autoptr (GtkStringList) actions = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  self->items = g_list_store_new (CS_TYPE_LOG_ITEM);
  set_factories (self);

  gtk_string_list_append (actions, _("Any action"));

  for (guint i = 0; i < CS_N_ACTIONS; i++)
    gtk_string_list_append (actions, cs_action_get_title ((CsAction) i));

  gtk_drop_down_set_model (self->action, G_LIST_MODEL (actions));
}

/**
 * cs_log_window_present:
 * @parent: (nullable): the window to stand over
 * @access_log: the log
 * @clock: the clock
 * @purpose: (nullable): why it is read
 *
 * Opens the log, which is recorded in it before anything is shown.
 *
 * Returns: (transfer none): the window
 */
CsLogWindow *
cs_log_window_present (GtkWindow    *parent,
                       CsAccessLog  *access_log,
                       CsClock      *clock,
                       const CsCase *purpose)
{
  CsLogWindow *self = g_object_new (CS_TYPE_LOG_WINDOW, "transient-for", parent, NULL);
  g_autoptr (GtkSelectionModel) selection =
    GTK_SELECTION_MODEL (gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->items))));

  self->access_log = g_object_ref (access_log);
  self->clock = g_object_ref (clock);
  self->purpose = purpose != NULL ? cs_case_copy (purpose) : NULL;
  gtk_column_view_set_model (self->columns, selection);
  gtk_window_present (GTK_WINDOW (self));
  search_cb (self);

  return self;
}

/**
 * cs_log_window_export:
 * @self: a window
 * @output: where to
 *
 * Writes the records that are found, all pages of them, as CSV.
 */
void
cs_log_window_export (CsLogWindow *self,
                      GFile       *output)
{
  CsLogJob *job;

  if (self->is_busy || self->filter == NULL)
    return;

  job = cs_log_job_new (CS_LOG_JOB_EXPORT, self->access_log, self->filter,
                        create_record (self, CS_ACTION_LOG_EXPORTED));
  job->output = g_object_ref (output);
  job->filter->newest_first = FALSE;
  run (self, job);
}
