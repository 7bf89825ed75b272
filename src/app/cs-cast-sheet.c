/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-cast-sheet.h"

#include <glib/gi18n-lib.h>

#include "cs-cast-row.h"
#include "cs-mock-fault.h"
#include "cs-resources-path.h"

/**
 * CsCastSheet:
 *
 * The demo's members, each with what it shows and one click away; and its faults.
 */
struct _CsCastSheet
{
  AdwBin          parent_instance;

  CsMockService  *mock;
  GtkWidget      *lists[CS_N_MOCK_GROUPS];
  GtkWidget      *headings[CS_N_MOCK_GROUPS];

  GtkMenuButton  *fault_button;
  GtkLabel       *fault_state;
  GtkBox         *groups;
  GtkWidget      *reset;
  GtkEditable    *search;
  GtkWidget      *sheet;
  GtkLabel       *subtitle;
};

G_DEFINE_FINAL_TYPE (CsCastSheet, cs_cast_sheet, ADW_TYPE_BIN)

enum
{
  SIGNAL_CHOSEN,
  SIGNAL_CLOSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
close_cb (CsCastSheet *self)
{
  g_signal_emit (self, signals[SIGNAL_CLOSED], 0);
}

static gboolean
escape_cb (GtkWidget *widget,
           GVariant  *args,
           gpointer   user_data)
{
  close_cb (CS_CAST_SHEET (widget));

  return TRUE;
}

static void
row_activated_cb (CsCastSheet *self,
                  CsCastRow   *row)
{
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, cs_cast_row_get_part (row));
}

static gboolean
filter_row (GtkListBoxRow *row,
            gpointer       user_data)
{
  CsCastSheet *self = user_data;
  g_autofree char *folded = g_utf8_casefold (gtk_editable_get_text (self->search), -1);

  return cs_cast_row_matches (CS_CAST_ROW (row), folded);
}

static CsCastRow *
find_first_match (CsCastSheet *self,
                  guint        group)
{
  GtkWidget *row = gtk_widget_get_first_child (self->lists[group]);

  while (row != NULL && !filter_row (GTK_LIST_BOX_ROW (row), self))
    row = gtk_widget_get_next_sibling (row);

  return row != NULL ? CS_CAST_ROW (row) : NULL;
}

static void
search_cb (CsCastSheet *self)
{
  for (guint i = 0; i < CS_N_MOCK_GROUPS; i++)
    {
      gboolean has_match = find_first_match (self, i) != NULL;

      gtk_list_box_invalidate_filter (GTK_LIST_BOX (self->lists[i]));
      gtk_widget_set_visible (self->lists[i], has_match);
      gtk_widget_set_visible (self->headings[i], has_match);
    }
}

static void
search_activate_cb (CsCastSheet *self)
{
  for (guint i = 0; i < CS_N_MOCK_GROUPS; i++)
    {
      CsCastRow *row = find_first_match (self, i);

      if (row != NULL)
        {
          row_activated_cb (self, row);
          return;
        }
    }
}

static void
show_fault (CsCastSheet *self,
            const char  *name)
{
  g_autofree char *text = NULL;

  /* Translators: %s is the name of a fault */
  text = name != NULL ? g_strdup_printf (_("Fault: %s"), name) : g_strdup (_("Faults: none armed"));
  gtk_label_set_label (self->fault_state, text);
  gtk_widget_set_visible (self->reset, name != NULL);
}

static void
reset_cb (CsCastSheet *self)
{
  cs_mock_service_clear_faults (self->mock);
  show_fault (self, NULL);
}

static void
arm_action (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  CsCastSheet *self = CS_CAST_SHEET (widget);
  const char *name = g_variant_get_string (parameter, NULL);
  g_autoptr (CsMockFault) fault = cs_mock_fault_parse (name, NULL);

  if (fault == NULL)
    return;

  cs_mock_service_clear_faults (self->mock);
  cs_mock_service_add_fault (self->mock, g_steal_pointer (&fault));
  show_fault (self, name);
}

static gboolean
cs_cast_sheet_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (CS_CAST_SHEET (widget)->search));
}

static void
cs_cast_sheet_dispose (GObject *object)
{
  CsCastSheet *self = CS_CAST_SHEET (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), CS_TYPE_CAST_SHEET);
  g_clear_object (&self->mock);

  G_OBJECT_CLASS (cs_cast_sheet_parent_class)->dispose (object);
}

static void
cs_cast_sheet_class_init (CsCastSheetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cs_cast_sheet_dispose;
  widget_class->grab_focus = cs_cast_sheet_grab_focus;

  /**
   * CsCastSheet::chosen:
   * @self: the sheet
   * @part: (type gpointer): the [struct@MockPart]
   *
   * Emitted when a member is chosen.
   */
  signals[SIGNAL_CHOSEN] =
    g_signal_new ("chosen", CS_TYPE_CAST_SHEET, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);

  /**
   * CsCastSheet::closed:
   *
   * Emitted when the sheet is to go away.
   */
  signals[SIGNAL_CLOSED] =
    g_signal_new ("closed", CS_TYPE_CAST_SHEET, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, CS_UI ("cs-cast-sheet.ui"));
  gtk_widget_class_bind_template_child (widget_class, CsCastSheet, fault_button);
  gtk_widget_class_bind_template_child (widget_class, CsCastSheet, fault_state);
  gtk_widget_class_bind_template_child (widget_class, CsCastSheet, groups);
  gtk_widget_class_bind_template_child (widget_class, CsCastSheet, reset);
  gtk_widget_class_bind_template_child (widget_class, CsCastSheet, search);
  gtk_widget_class_bind_template_child (widget_class, CsCastSheet, sheet);
  gtk_widget_class_bind_template_child (widget_class, CsCastSheet, subtitle);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
  gtk_widget_class_bind_template_callback (widget_class, reset_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
  gtk_widget_class_install_action (widget_class, "cast.arm", "s", arm_action);
}

static void
cs_cast_sheet_init (CsCastSheet *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
add_group (CsCastSheet *self,
           CsMockGroup  group)
{
  GtkWidget *heading = gtk_label_new (cs_mock_group_get_title (group));
  GtkWidget *list = gtk_list_box_new ();

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "heading");
  gtk_widget_add_css_class (heading, "cast-group");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_list_box_set_filter_func (GTK_LIST_BOX (list), filter_row, self, NULL);
  gtk_widget_add_css_class (list, "sheet-card");
  gtk_widget_add_css_class (list, "rows");
  gtk_accessible_update_relation (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  heading, NULL, -1);
  g_signal_connect_object (list, "row-activated", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (self->groups, heading);
  gtk_box_append (self->groups, list);
  self->headings[group] = heading;
  self->lists[group] = list;
}

static void
add_parts (CsCastSheet *self)
{
  gsize n_parts;
  const CsMockPart *parts = cs_mock_cast_get_parts (&n_parts);
  g_autofree char *subtitle = NULL;

  for (gsize i = 0; i < n_parts; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->lists[parts[i].group]), cs_cast_row_new (&parts[i]));

  subtitle = g_strdup_printf (
    ngettext ("%u invented member, one for every state. Same answer every time.",
              "%u invented members, one for every state. Same answer every time.", n_parts),
    (guint) n_parts);
  gtk_label_set_label (self->subtitle, subtitle);
}

static GMenuModel *
create_fault_menu (void)
{
  GMenu *menu = g_menu_new ();
  const char *const *names = cs_mock_fault_get_names ();

  for (gsize i = 0; names[i] != NULL; i++)
    {
      g_autoptr (CsMockFault) fault = cs_mock_fault_parse (names[i], NULL);
      g_autoptr (GMenuItem) item = NULL;

      /* Some take an argument, which a menu cannot give. */
      if (fault == NULL)
        continue;

      item = g_menu_item_new (names[i], NULL);
      g_menu_item_set_action_and_target (item, "cast.arm", "s", names[i]);
      g_menu_append_item (menu, item);
    }

  return G_MENU_MODEL (menu);
}

/**
 * cs_cast_sheet_new:
 * @mock: the demo's service
 *
 * Makes a sheet.
 *
 * Returns: (transfer floating): the sheet
 */
GtkWidget *
cs_cast_sheet_new (CsMockService *mock)
{
  CsCastSheet *self = g_object_new (CS_TYPE_CAST_SHEET, NULL);
  g_autoptr (GMenuModel) menu = create_fault_menu ();

  self->mock = g_object_ref (mock);

  for (guint i = 0; i < CS_N_MOCK_GROUPS; i++)
    add_group (self, (CsMockGroup) i);

  add_parts (self);
  search_cb (self);
  gtk_menu_button_set_menu_model (self->fault_button, menu);
  show_fault (self, NULL);

  return GTK_WIDGET (self);
}
