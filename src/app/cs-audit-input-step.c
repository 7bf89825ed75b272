/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-audit-input-step.h"

#include <glib/gi18n-lib.h>

#include "cs-audit-entry.h"
#include "cs-file-choice.h"
#include "cs-flow-layout.h"
#include "cs-resources-path.h"
#include "cs-tile.h"
#include "cs-won.h"

#define BAD_SHOWN 5

static const CsFileType input_types[] = {
  { N_("Member IDs (CSV)"), ".csv" },
  { N_("Member IDs (text)"), ".txt" },
  { N_("All files"), "" },
  { NULL, NULL },
};

/**
 * CsAuditInputStep:
 *
 * Chooses the input of an audit, and shows what is in it before anybody is asked.
 */
struct _CsAuditInputStep
{
  AdwBin          parent_instance;

  CsAuditInput   *input;
  char           *path;
  GCancellable   *cancellable;
  gboolean        is_surveyed;
  gboolean        is_filling;       /* the choices are set by the program */

  CsTile         *bad;
  GtkLabel       *bad_rows;
  CsTile         *blank;
  GtkDropDown    *column;
  CsTile         *duplicates;
  GtkWidget      *found;
  GtkCheckButton *heading;
  CsTile         *members;
  GtkLabel       *message;
  GtkLabel       *name;
  GtkColumnView  *preview;
  CsTile         *rows;
  GtkSpinner     *spinner;
};

G_DEFINE_FINAL_TYPE (CsAuditInputStep, cs_audit_input_step, ADW_TYPE_BIN)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const CsAuditSurvey *
get_survey (CsAuditInputStep *self)
{
  return cs_audit_input_get_survey (self->input);
}

static void
set_tile (CsTile  *tile,
          guint64  count)
{
  g_autofree char *shown = cs_points_dup (count);

  cs_tile_set_value (tile, shown, NULL);
}

static char *
dup_column_name (const CsAuditSurvey *survey,
                 guint                column)
{
  if (survey->headings != NULL && column < g_strv_length (survey->headings))
    return g_strdup (survey->headings[column]);

  /* Translators: the number of a column of a table without headings */
  return g_strdup_printf (_("Column %u"), column + 1);
}

static void
fill_columns (CsAuditInputStep    *self,
              const CsAuditSurvey *survey)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < survey->n_columns; i++)
    gtk_string_list_take (names, dup_column_name (survey, i));

  gtk_drop_down_set_model (self->column, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->column, survey->column);
  gtk_check_button_set_active (self->heading, survey->has_heading);
}

static void
setup_cell_cb (GtkSignalListItemFactory *factory,
               GtkListItem              *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static void
bind_cell_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *item,
              gpointer                  user_data)
{
  guint column = GPOINTER_TO_UINT (user_data);
  GStrv cells = g_object_get_data (gtk_list_item_get_item (item), "cells");

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)),
                       column < g_strv_length (cells) ? cells[column] : "");
}

static void
add_preview_column (CsAuditInputStep    *self,
                    const CsAuditSurvey *survey,
                    guint                column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autofree char *name = dup_column_name (survey, column);
  g_autoptr (GtkColumnViewColumn) shown = NULL;

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cell_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cell_cb), GUINT_TO_POINTER (column));
  shown = gtk_column_view_column_new (name, factory);
  gtk_column_view_column_set_expand (shown, TRUE);
  gtk_column_view_append_column (self->preview, shown);
}

static void
fill_preview (CsAuditInputStep    *self,
              const CsAuditSurvey *survey)
{
  GListModel *columns = gtk_column_view_get_columns (self->preview);
  g_autoptr (GListStore) rows = g_list_store_new (G_TYPE_OBJECT);
  g_autoptr (GtkNoSelection) selection = NULL;

  while (g_list_model_get_n_items (columns) > 0)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, 0);

      gtk_column_view_remove_column (self->preview, column);
    }

  for (guint i = 0; i < survey->n_columns; i++)
    add_preview_column (self, survey, i);

  for (guint i = 0; i < survey->preview->len; i++)
    {
      g_autoptr (GObject) row = g_object_new (G_TYPE_OBJECT, NULL);

      g_object_set_data_full (row, "cells", g_strdupv (g_ptr_array_index (survey->preview, i)),
                              (GDestroyNotify) g_strfreev);
      g_list_store_append (rows, row);
    }

  selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (rows)));
  gtk_column_view_set_model (self->preview, GTK_SELECTION_MODEL (selection));
}

/* Line numbers only: what stands there may be a card number. */
static void
fill_bad_rows (CsAuditInputStep    *self,
               const CsAuditSurvey *survey)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < survey->bad->len && i < BAD_SHOWN; i++)
    {
      const CsAuditBadRow *bad = &g_array_index (survey->bad, CsAuditBadRow, i);
      g_autofree char *sentence = cs_audit_refusal_dup_sentence (bad->refusal);
      g_autofree char *line = cs_points_dup (bad->line);

      if (i > 0)
        g_string_append_c (text, '\n');

      /* Translators: the number of a line, and a sentence. */
      g_string_append_printf (text, _("Line %s: %s"), line, sentence);
    }

  if (survey->n_bad > BAD_SHOWN)
    g_string_append (text, "\n…");

  gtk_label_set_label (self->bad_rows, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->bad_rows), survey->n_bad > 0);
}

static void
show_survey (CsAuditInputStep *self)
{
  const CsAuditSurvey *survey = get_survey (self);

  self->is_filling = TRUE;
  set_tile (self->rows, survey->n_rows);
  set_tile (self->members, survey->n_to_ask);
  set_tile (self->duplicates, survey->n_duplicates);
  set_tile (self->bad, survey->n_bad);
  set_tile (self->blank, survey->n_blank);
  fill_columns (self, survey);
  fill_preview (self, survey);
  fill_bad_rows (self, survey);
  gtk_widget_set_visible (self->found, TRUE);
  self->is_filling = FALSE;
}

static void
show_message (CsAuditInputStep *self,
              const char       *text)
{
  gtk_label_set_label (self->message, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message), text != NULL);
}

static void
surveyed_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (CsAuditInputStep) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_read = cs_audit_input_survey_finish (CS_AUDIT_INPUT (source), result, &error);

  if (self->found == NULL || self->input != CS_AUDIT_INPUT (source) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  gtk_spinner_stop (self->spinner);
  self->is_surveyed = is_read && get_survey (self)->n_to_ask > 0;

  if (is_read)
    show_survey (self);

  show_message (self, !is_read ? error->message
                               : self->is_surveyed ? NULL : _("There is nobody to ask for."));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
survey (CsAuditInputStep *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->is_surveyed = FALSE;
  gtk_spinner_start (self->spinner);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  cs_audit_input_survey_async (self->input, self->cancellable, surveyed_cb, g_object_ref (self));
}

static void
column_cb (CsAuditInputStep *self)
{
  g_autofree char *column = NULL;

  if (self->is_filling || self->input == NULL)
    return;

  column = g_strdup_printf ("%u", gtk_drop_down_get_selected (self->column) + 1);
  cs_audit_input_set_column (self->input, column);
  survey (self);
}

static void
heading_cb (CsAuditInputStep *self)
{
  if (self->is_filling || self->input == NULL)
    return;

  cs_audit_input_set_heading (self->input, gtk_check_button_get_active (self->heading)
                                             ? CS_AUDIT_HEADING_YES : CS_AUDIT_HEADING_NO);
  survey (self);
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (CsAuditInputStep) self = user_data;
  g_autofree char *path = cs_file_choice_finish (result, NULL, NULL);

  if (path != NULL && self->found != NULL)
    cs_audit_input_step_open (self, path);
}

static void
choose_cb (CsAuditInputStep *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  cs_file_choice_async (GTK_WINDOW (root), CS_FILE_CHOICE_OPEN, _("Choose the Member IDs"), NULL,
                        input_types, self->cancellable, chosen_cb, g_object_ref (self));
}

static void
cs_audit_input_step_dispose (GObject *object)
{
  CsAuditInputStep *self = CS_AUDIT_INPUT_STEP (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), CS_TYPE_AUDIT_INPUT_STEP);
  self->found = NULL;
  g_clear_object (&self->input);
  g_clear_pointer (&self->path, g_free);

  G_OBJECT_CLASS (cs_audit_input_step_parent_class)->dispose (object);
}

static void
cs_audit_input_step_class_init (CsAuditInputStepClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CS_TYPE_FLOW_LAYOUT);
  g_type_ensure (CS_TYPE_TILE);
  G_OBJECT_CLASS (klass)->dispose = cs_audit_input_step_dispose;

  /**
   * CsAuditInputStep::changed:
   *
   * Emitted when there is another input, or more is known of it.
   */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", CS_TYPE_AUDIT_INPUT_STEP, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, CS_UI ("cs-audit-input-step.ui"));
  gtk_widget_class_bind_template_child (widget_class, CsAuditInputStep, bad);
  gtk_widget_class_bind_template_child (widget_class, CsAuditInputStep, bad_rows);
  gtk_widget_class_bind_template_child (widget_class, CsAuditInputStep, blank);
  gtk_widget_class_bind_template_child (widget_class, CsAuditInputStep, column);
  gtk_widget_class_bind_template_child (widget_class, CsAuditInputStep, duplicates);
  gtk_widget_class_bind_template_child (widget_class, CsAuditInputStep, found);
  gtk_widget_class_bind_template_child (widget_class, CsAuditInputStep, heading);
  gtk_widget_class_bind_template_child (widget_class, CsAuditInputStep, members);
  gtk_widget_class_bind_template_child (widget_class, CsAuditInputStep, message);
  gtk_widget_class_bind_template_child (widget_class, CsAuditInputStep, name);
  gtk_widget_class_bind_template_child (widget_class, CsAuditInputStep, preview);
  gtk_widget_class_bind_template_child (widget_class, CsAuditInputStep, rows);
  gtk_widget_class_bind_template_child (widget_class, CsAuditInputStep, spinner);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
  gtk_widget_class_bind_template_callback (widget_class, column_cb);
  gtk_widget_class_bind_template_callback (widget_class, heading_cb);
}

static void
cs_audit_input_step_init (CsAuditInputStep *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * cs_audit_input_step_open:
 * @self: the step
 * @path: a file of member IDs
 *
 * Takes a file as the input, and reads it through in a thread.
 */
void
cs_audit_input_step_open (CsAuditInputStep *self,
                          const char       *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsAuditInput) input = cs_audit_input_open (path, &error);
  g_autofree char *name = g_path_get_basename (path);

  if (input == NULL)
    {
      show_message (self, error->message);
      return;
    }

  show_message (self, NULL);
  gtk_label_set_label (self->name, name);
  g_set_object (&self->input, input);
  g_free (self->path);
  self->path = g_strdup (path);
  survey (self);
}

/**
 * cs_audit_input_step_get_input:
 * @self: the step
 *
 * Borrows the input.
 *
 * Returns: (nullable): the input, or `NULL` if none is chosen
 */
CsAuditInput *
cs_audit_input_step_get_input (CsAuditInputStep *self)
{
  return self->input;
}

const char *
cs_audit_input_step_get_path (CsAuditInputStep *self)
{
  return self->path;
}

/**
 * cs_audit_input_step_is_ready:
 * @self: the step
 *
 * Tells whether there is an input with somebody to ask for.
 *
 * Returns: `TRUE` if there is
 */
gboolean
cs_audit_input_step_is_ready (CsAuditInputStep *self)
{
  return self->is_surveyed;
}

/**
 * cs_audit_input_step_reset:
 * @self: the step
 *
 * Lets go of the input, which belongs to a run now.
 */
void
cs_audit_input_step_reset (CsAuditInputStep *self)
{
  g_clear_object (&self->input);
  g_clear_pointer (&self->path, g_free);
  self->is_surveyed = FALSE;
  gtk_widget_set_visible (self->found, FALSE);
  gtk_label_set_label (self->name, _("No file is chosen yet"));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}
