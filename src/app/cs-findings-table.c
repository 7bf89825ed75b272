/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-findings-table.h"

#include <glib/gi18n-lib.h>

#include "cs-finding-words.h"
#include "cs-resources-path.h"
#include "cs-text-scale.h"
#include "cs-won.h"

#define SENTENCE_CHARS_LEAST 20

/**
 * CsFindingsTable:
 *
 * Findings with filter, order and search. Choosing one opens its member.
 *
 * GTK 4.8 does not tell by which column a view is sorted, so the columns' sorters find
 * out: see ask_order().
 */
struct _CsFindingsTable
{
  AdwBin          parent_instance;

  CsFindingView  *view;
  guint           asked;            /* which column was asked to compare first */

  GtkOrientable  *bar;
  GtkColumnView  *columns;
  GtkLabel       *count;
  GtkDropDown    *facts;
  GtkSearchEntry *search;
  GtkDropDown    *severities;
};

G_DEFINE_FINAL_TYPE (CsFindingsTable, cs_findings_table, ADW_TYPE_BIN)

enum
{
  SIGNAL_EXPORT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
count_cb (CsFindingsTable *self)
{
  guint n_shown;
  g_autofree char *shown = NULL;
  g_autofree char *text = NULL;

  if (self->count == NULL)
    return;

  n_shown = g_list_model_get_n_items (G_LIST_MODEL (self->view));
  shown = cs_points_dup (n_shown);
  /* Translators: a number of findings */
  text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s shown", "%s shown", n_shown), shown);
  gtk_label_set_label (self->count, text);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "findings.export", n_shown > 0);
}

/* The first line of a drop-down stands for any; the worst severity is the first. */
static void
filter_cb (CsFindingsTable *self)
{
  guint rule;
  guint severity;

  if (self->view == NULL)
    return;

  rule = gtk_drop_down_get_selected (self->facts);
  severity = gtk_drop_down_get_selected (self->severities);
  cs_finding_view_filter (self->view,
                          rule > 0 && rule <= CS_AUDIT_N_RULES ? rule - 1 : CS_FINDING_ANY,
                          severity > 0 && severity <= CS_N_SEVERITIES
                            ? CS_N_SEVERITIES - severity : CS_FINDING_ANY,
                          gtk_editable_get_text (GTK_EDITABLE (self->search)));
}

static void
activated_cb (CsFindingsTable *self,
              guint            position)
{
  g_autoptr (CsAuditFinding) finding = g_list_model_get_item (G_LIST_MODEL (self->view),
                                                              position);

  if (finding != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.look-up", "t",
                                cs_audit_finding_get_member_id (finding));
}

static void
open_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  CsFindingsTable *self = CS_FINDINGS_TABLE (widget);
  GtkSelectionModel *selection = gtk_column_view_get_model (self->columns);

  activated_cb (self, gtk_single_selection_get_selected (GTK_SINGLE_SELECTION (selection)));
}

static void
export_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_EXPORT], 0);
}

/* Its size does not depend on its text, so that other rows can come into view without
 * anything being measured: a list view keeps 200 of them, of which a dozen are seen.
 */
static GtkWidget *
create_inscription (void)
{
  GtkWidget *inscription = gtk_inscription_new (NULL);

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (inscription),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_widget_set_hexpand (inscription, TRUE);

  return inscription;
}

static void
set_inscription (GtkWidget  *inscription,
                 const char *text)
{
  gtk_inscription_set_text (GTK_INSCRIPTION (inscription), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (inscription),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
setup_severity_cb (GtkSignalListItemFactory *factory,
                   GtkListItem              *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *word = create_inscription ();

  gtk_widget_add_css_class (box, "tone");
  gtk_widget_add_css_class (word, "plain");
  gtk_box_append (GTK_BOX (box), gtk_image_new ());
  gtk_box_append (GTK_BOX (box), word);
  gtk_list_item_set_child (item, box);
}

/* Most rows look as the one did that stood there before. */
static void
bind_severity_cb (GtkSignalListItemFactory *factory,
                  GtkListItem              *item)
{
  CsAuditFinding *finding = gtk_list_item_get_item (item);
  GtkWidget *box = gtk_list_item_get_child (item);
  GtkWidget *icon = gtk_widget_get_first_child (box);
  const CsToneStyle *style = cs_finding_get_style (finding);

  if (!gtk_widget_has_css_class (box, style->css_class))
    {
      gtk_image_set_from_icon_name (GTK_IMAGE (icon), style->icon_name);
      cs_tone_style_apply (style, box);
    }

  set_inscription (gtk_widget_get_next_sibling (icon),
                   cs_severity_get_word (cs_audit_finding_get_severity (finding)));
}

static void
setup_text_cb (GtkSignalListItemFactory *factory,
               GtkListItem              *item,
               gpointer                  column)
{
  GtkWidget *inscription = create_inscription ();

  if (GPOINTER_TO_UINT (column) == CS_FINDING_COLUMN_SENTENCE)
    gtk_inscription_set_min_chars (GTK_INSCRIPTION (inscription), SENTENCE_CHARS_LEAST);

  gtk_list_item_set_child (item, inscription);
}

static char *
dup_cell (CsAuditFinding  *finding,
          CsFindingColumn  column)
{
  switch (column)
    {
    case CS_FINDING_COLUMN_MEMBER:
      return g_strdup_printf ("%" G_GUINT64_FORMAT, cs_audit_finding_get_member_id (finding));
    case CS_FINDING_COLUMN_CARD:
      return cs_finding_words_dup_card (finding);
    case CS_FINDING_COLUMN_FACT:
      return g_strdup (cs_audit_rule_get_title (cs_audit_finding_get_rule (finding)));
    case CS_FINDING_COLUMN_SENTENCE:
    case CS_FINDING_COLUMN_SEVERITY:
    case CS_N_FINDING_COLUMNS:
    default:
      return g_strdup (cs_audit_finding_get_sentence (finding));
    }
}

static void
bind_text_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *item,
              gpointer                  column)
{
  g_autofree char *text = dup_cell (gtk_list_item_get_item (item),
                                    (CsFindingColumn) GPOINTER_TO_UINT (column));

  set_inscription (gtk_list_item_get_child (item), text);
}

static GtkListItemFactory *
create_factory (CsFindingColumn column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  gboolean is_severity = column == CS_FINDING_COLUMN_SEVERITY;

  g_signal_connect (factory, "setup",
                    is_severity ? G_CALLBACK (setup_severity_cb) : G_CALLBACK (setup_text_cb),
                    GUINT_TO_POINTER (column));
  g_signal_connect (factory, "bind",
                    is_severity ? G_CALLBACK (bind_severity_cb) : G_CALLBACK (bind_text_cb),
                    GUINT_TO_POINTER (column));

  return factory;
}

/* Title, and width in a large window and a small one; the last one takes what is left. */
static const struct
{
  const char *title;
  int         width;
  int         compact_width;
} column_looks[CS_N_FINDING_COLUMNS] = {
  [CS_FINDING_COLUMN_SEVERITY] = { N_("Severity"), 184, 172 },
  [CS_FINDING_COLUMN_MEMBER] = { N_("Member"), 150, 116 },
  [CS_FINDING_COLUMN_CARD] = { N_("Card"), 240, 190 },
  [CS_FINDING_COLUMN_FACT] = { N_("Fact"), 210, 166 },
  [CS_FINDING_COLUMN_SENTENCE] = { N_("What was found"), -1, -1 },
};

typedef struct
{
  CsFindingsTable *table;
  guint            column;
} Probe;

/* Whoever is asked first has the order; what it answers comes back turned round if the
 * order is descending.
 */
static int
probe_cb (gconstpointer a,
          gconstpointer b,
          gpointer      user_data)
{
  Probe *probe = user_data;

  if (probe->table->asked == CS_FINDING_ANY)
    probe->table->asked = probe->column;

  return 1;
}

static void
ask_order (CsFindingsTable *self)
{
  GtkSorter *sorter = gtk_column_view_get_sorter (self->columns);
  GtkOrdering answer;

  self->asked = CS_FINDING_ANY;

  /* Any two objects will do, as long as they are two. */
  answer = gtk_sorter_compare (sorter, self, self->view);
  cs_finding_view_order (self->view, self->asked, answer == GTK_ORDERING_SMALLER);
}

static GtkSorter *
create_probe (CsFindingsTable *self,
              guint            column)
{
  Probe *probe = g_new0 (Probe, 1);

  probe->table = self;
  probe->column = column;

  return GTK_SORTER (gtk_custom_sorter_new (probe_cb, probe, g_free));
}

static void
add_columns (CsFindingsTable *self)
{
  for (guint i = 0; i < CS_N_FINDING_COLUMNS; i++)
    {
      g_autoptr (GtkColumnViewColumn) column =
        gtk_column_view_column_new (_(column_looks[i].title),
                                    create_factory ((CsFindingColumn) i));
      g_autoptr (GtkSorter) order = create_probe (self, i);

      gtk_column_view_column_set_sorter (column, order);
      gtk_column_view_column_set_resizable (column, TRUE);
      gtk_column_view_column_set_expand (column, column_looks[i].width < 0);
      gtk_column_view_append_column (self->columns, column);
    }
}

static void
add_severities (CsFindingsTable *self)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  gtk_string_list_append (words, _("All severities"));

  for (guint i = 1; i <= CS_N_SEVERITIES; i++)
    gtk_string_list_append (words, cs_severity_get_word ((CsSeverity) (CS_N_SEVERITIES - i)));

  gtk_drop_down_set_model (self->severities, G_LIST_MODEL (words));
}

static void
add_facts (CsFindingsTable *self)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  gtk_string_list_append (words, _("All facts"));

  for (guint rule = 0; rule < CS_AUDIT_N_RULES; rule++)
    gtk_string_list_append (words, cs_audit_rule_get_title (rule));

  gtk_drop_down_set_model (self->facts, G_LIST_MODEL (words));
}

static void
create_models (CsFindingsTable *self)
{
  g_autoptr (GtkSingleSelection) selection = NULL;

  self->view = cs_finding_view_new ();
  selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->view)));
  gtk_column_view_set_model (self->columns, GTK_SELECTION_MODEL (selection));
  g_signal_connect_object (self->view, "items-changed", G_CALLBACK (count_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_column_view_get_sorter (self->columns), "changed",
                           G_CALLBACK (ask_order), self, G_CONNECT_SWAPPED);
}

static void
cs_findings_table_dispose (GObject *object)
{
  CsFindingsTable *self = CS_FINDINGS_TABLE (object);

  if (self->view != NULL)
    {
      g_signal_handlers_disconnect_by_data (gtk_column_view_get_sorter (self->columns), self);
      cs_finding_view_set_list (self->view, NULL);
    }

  gtk_widget_dispose_template (GTK_WIDGET (self), CS_TYPE_FINDINGS_TABLE);
  self->count = NULL;
  g_clear_object (&self->view);

  G_OBJECT_CLASS (cs_findings_table_parent_class)->dispose (object);
}

static void
cs_findings_table_class_init (CsFindingsTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cs_findings_table_dispose;

  /**
   * CsFindingsTable::export:
   *
   * Emitted when somebody wants what is shown as a file.
   */
  signals[SIGNAL_EXPORT] =
    g_signal_new ("export", CS_TYPE_FINDINGS_TABLE, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "findings.export", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "findings.open", NULL, open_action);
  gtk_widget_class_set_template_from_resource (widget_class, CS_UI ("cs-findings-table.ui"));
  gtk_widget_class_bind_template_child (widget_class, CsFindingsTable, bar);
  gtk_widget_class_bind_template_child (widget_class, CsFindingsTable, columns);
  gtk_widget_class_bind_template_child (widget_class, CsFindingsTable, count);
  gtk_widget_class_bind_template_child (widget_class, CsFindingsTable, facts);
  gtk_widget_class_bind_template_child (widget_class, CsFindingsTable, search);
  gtk_widget_class_bind_template_child (widget_class, CsFindingsTable, severities);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_cb);
}

static void
cs_findings_table_init (CsFindingsTable *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_facts (self);
  add_severities (self);
  create_models (self);
  add_columns (self);
  cs_findings_table_set_compact (self, FALSE);
  count_cb (self);
}

/**
 * cs_findings_table_set_list:
 * @self: a table
 * @list: findings; more may come
 *
 * Sets what the table shows.
 */
void
cs_findings_table_set_list (CsFindingsTable *self,
                            CsFindingList   *list)
{
  cs_finding_view_set_list (self->view, list);
}

/**
 * cs_findings_table_set_compact:
 * @self: a table
 * @is_compact: whether the window is small
 *
 * Arranges the columns for a small window, or for a large one. They grow with the text; the
 * table scrolls if there is no room for all of them.
 */
void
cs_findings_table_set_compact (CsFindingsTable *self,
                               gboolean         is_compact)
{
  GListModel *columns = gtk_column_view_get_columns (self->columns);

  for (guint i = 0; i < CS_N_FINDING_COLUMNS; i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      int width = is_compact ? column_looks[i].compact_width : column_looks[i].width;

      if (width > 0)
        gtk_column_view_column_set_fixed_width (column,
                                                cs_text_scale_apply (GTK_WIDGET (self), width));
    }

  gtk_orientable_set_orientation (self->bar,
                                  is_compact && cs_text_scale_is_large (GTK_WIDGET (self))
                                    ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
}

/**
 * cs_findings_table_choose_rule:
 * @self: a table
 * @rule: a rule
 *
 * Shows the findings of one rule alone, as its drop-down would.
 */
void
cs_findings_table_choose_rule (CsFindingsTable *self,
                               guint            rule)
{
  gtk_drop_down_set_selected (self->facts, rule + 1);
}

/**
 * cs_findings_table_sort:
 * @self: a table
 * @column: a column
 * @order: up or down
 *
 * Orders the findings, as a click on a heading would.
 */
void
cs_findings_table_sort (CsFindingsTable *self,
                        CsFindingColumn  column,
                        GtkSortType      order)
{
  g_autoptr (GtkColumnViewColumn) one =
    g_list_model_get_item (gtk_column_view_get_columns (self->columns), column);

  gtk_column_view_sort_by_column (self->columns, one, order);
}

/**
 * cs_findings_table_get_shown:
 * @self: a table
 *
 * Borrows what is shown, in its order.
 *
 * Returns: (element-type CsAuditFinding): the findings
 */
GListModel *
cs_findings_table_get_shown (CsFindingsTable *self)
{
  return G_LIST_MODEL (self->view);
}

/**
 * cs_findings_table_copy_shown:
 * @self: a table
 *
 * Takes what is shown at this moment, for an export.
 *
 * Returns: (transfer full) (element-type CsAuditFinding): the findings in their order
 */
GPtrArray *
cs_findings_table_copy_shown (CsFindingsTable *self)
{
  GPtrArray *shown = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_shown = g_list_model_get_n_items (G_LIST_MODEL (self->view));

  for (guint i = 0; i < n_shown; i++)
    g_ptr_array_add (shown, g_list_model_get_item (G_LIST_MODEL (self->view), i));

  return shown;
}
