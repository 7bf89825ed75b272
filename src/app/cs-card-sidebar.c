/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-card-sidebar.h"

#include <glib/gi18n-lib.h>

#include "cs-card-item.h"
#include "cs-card-row.h"
#include "cs-copy-button.h"
#include "cs-resources-path.h"

/* Rows that are there at once, more than a screen shows, and rows that each later frame
 * adds: GTK 4.8 makes the widgets of 200 rows in one go, seen or not.
 */
#define FIRST_ROWS     12
#define ROWS_PER_FRAME 4
#define LIST_VIEW_ROWS 200

/* Rows that are kept when a list goes: those of a screen, twice. */
#define SPARE_ROWS     (2 * FIRST_ROWS)

/**
 * CsCardSidebar:
 *
 * A member's cards, in groups, worst first.
 */
struct _CsCardSidebar
{
  AdwBin              parent_instance;

  CsImageStore       *images;
  GListStore         *items;
  GtkSliceListModel  *slice;    /* grows, frame by frame, until all @items are in it */
  GtkSingleSelection *selection;
  guint               grow_id;
  gboolean            has_begun;  /* to grow */
  GtkListItemFactory *factory;
  GPtrArray          *spare_rows; /* to make one takes longer than to fill it */
  gboolean            is_replacing;
  gboolean            is_compact;

  CsCopyButton       *copy;
  GtkListView        *list;
  GtkLabel           *member_id;
  GtkLabel           *totals;
};

G_DEFINE_FINAL_TYPE (CsCardSidebar, cs_card_sidebar, ADW_TYPE_BIN)

enum
{
  SIGNAL_SELECTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
selected_cb (CsCardSidebar *self)
{
  CsCard *card = cs_card_sidebar_get_selected (self);

  if (!self->is_replacing && card != NULL)
    g_signal_emit (self, signals[SIGNAL_SELECTED], 0, card);
}

static GtkWidget *
create_row (void)
{
  return g_object_ref_sink (g_object_new (CS_TYPE_CARD_ROW, NULL));
}

static void
setup_cb (CsCardSidebar *self,
          GtkListItem   *list_item)
{
  g_autoptr (GtkWidget) row = NULL;

  if (self->spare_rows->len > 0)
    row = g_ptr_array_steal_index_fast (self->spare_rows, self->spare_rows->len - 1);
  else
    row = create_row ();

  gtk_list_item_set_child (list_item, row);
}

/* GTK takes the rows of a list apart when it gets another one. Those that are kept hold nothing;
 * a sidebar that goes keeps none.
 */
static void
teardown_cb (CsCardSidebar *self,
             GtkListItem   *list_item)
{
  GtkWidget *row = gtk_list_item_get_child (list_item);

  if (row != NULL && self->spare_rows != NULL && self->spare_rows->len < SPARE_ROWS)
    {
      cs_card_row_clear (CS_CARD_ROW (row));
      g_ptr_array_add (self->spare_rows, g_object_ref (row));
    }
}

static void
bind_cb (CsCardSidebar *self,
         GtkListItem   *list_item)
{
  CsCardRow *row = CS_CARD_ROW (gtk_list_item_get_child (list_item));

  cs_card_row_set_compact (row, self->is_compact);
  cs_card_row_set_item (row, gtk_list_item_get_item (list_item), self->images);
}

/* Beyond what the list makes widgets of, rows cost nothing. */
static gboolean
grow_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  CsCardSidebar *self = CS_CARD_SIDEBAR (widget);
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  guint size;

  /* The frame that this tick belongs to is the first one. */
  if (!self->has_begun)
    {
      self->has_begun = TRUE;
      return G_SOURCE_CONTINUE;
    }

  size = gtk_slice_list_model_get_size (self->slice) + ROWS_PER_FRAME;

  gtk_slice_list_model_set_size (self->slice, size < LIST_VIEW_ROWS ? size : n_items);

  if (size < n_items && size < LIST_VIEW_ROWS)
    return G_SOURCE_CONTINUE;

  self->grow_id = 0;

  return G_SOURCE_REMOVE;
}

static void
stop_growing (CsCardSidebar *self)
{
  if (self->grow_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->grow_id);

  self->grow_id = 0;
  self->has_begun = FALSE;
}

static gboolean
copy_cb (GtkWidget *widget,
         GVariant  *args,
         gpointer   user_data)
{
  CsCard *card = cs_card_sidebar_get_selected (CS_CARD_SIDEBAR (widget));
  const CsMaskedPan *number = card != NULL ? cs_card_get_number (card) : NULL;

  if (number == NULL)
    return FALSE;

  cs_copy_shown (widget, number->masked);

  return TRUE;
}

static void
cs_card_sidebar_dispose (GObject *object)
{
  CsCardSidebar *self = CS_CARD_SIDEBAR (object);

  self->is_replacing = TRUE;
  stop_growing (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), CS_TYPE_CARD_SIDEBAR);
  g_clear_object (&self->factory);
  g_clear_object (&self->selection);
  g_clear_object (&self->slice);
  g_clear_object (&self->items);
  g_clear_object (&self->images);
  g_clear_pointer (&self->spare_rows, g_ptr_array_unref);

  G_OBJECT_CLASS (cs_card_sidebar_parent_class)->dispose (object);
}

static void
cs_card_sidebar_class_init (CsCardSidebarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CS_TYPE_COPY_BUTTON);
  G_OBJECT_CLASS (klass)->dispose = cs_card_sidebar_dispose;

  /**
   * CsCardSidebar::selected:
   * @self: the sidebar
   * @card: the card
   *
   * Emitted when another card is selected, by hand or with a new member.
   */
  signals[SIGNAL_SELECTED] =
    g_signal_new ("selected", CS_TYPE_CARD_SIDEBAR, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 1, CS_TYPE_CARD);

  gtk_widget_class_set_template_from_resource (widget_class, CS_UI ("cs-card-sidebar.ui"));
  gtk_widget_class_add_binding (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, copy_cb, NULL);
  gtk_widget_class_bind_template_child (widget_class, CsCardSidebar, copy);
  gtk_widget_class_bind_template_child (widget_class, CsCardSidebar, list);
  gtk_widget_class_bind_template_child (widget_class, CsCardSidebar, member_id);
  gtk_widget_class_bind_template_child (widget_class, CsCardSidebar, totals);
}

static void
cs_card_sidebar_init (CsCardSidebar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->spare_rows = g_ptr_array_new_with_free_func (g_object_unref);
  self->factory = gtk_signal_list_item_factory_new ();
  self->items = g_list_store_new (CS_TYPE_CARD_ITEM);
  self->slice = gtk_slice_list_model_new (G_LIST_MODEL (g_object_ref (self->items)), 0, FIRST_ROWS);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->slice)));

  g_signal_connect_object (self->factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->factory, "teardown", G_CALLBACK (teardown_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb),
                           self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list, self->factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
}

/**
 * cs_card_sidebar_prepare:
 * @self: a sidebar
 *
 * Makes the rows of a screen, so that the first member need not wait for them.
 */
void
cs_card_sidebar_prepare (CsCardSidebar *self)
{
  while (self->spare_rows->len < SPARE_ROWS)
    g_ptr_array_add (self->spare_rows, create_row ());
}

static guint
find_position (GPtrArray *items,
               CsCard    *card)
{
  for (guint i = 0; card != NULL && i < items->len; i++)
    if (cs_card_item_get_card (g_ptr_array_index (items, i)) == card)
      return i;

  return 0;
}

static char *
dup_totals (GPtrArray *items)
{
  guint n_attention = 0;
  g_autofree char *cards = NULL;
  g_autofree char *attention = NULL;

  for (guint i = 0; i < items->len; i++)
    if (cs_card_item_get_group (g_ptr_array_index (items, i)) == CS_CARD_GROUP_ATTENTION)
      n_attention++;

  cards = g_strdup_printf (ngettext ("%u card", "%u cards", items->len), items->len);

  if (n_attention == 0)
    return g_steal_pointer (&cards);

  attention = g_strdup_printf (ngettext ("%u needs attention", "%u need attention", n_attention),
                               n_attention);

  return g_strdup_printf ("%s · %s", cards, attention);
}

/* The list begins with a screen of rows below the selected one, and grows. */
static guint
replace_items (CsCardSidebar *self,
               GPtrArray     *items,
               CsCard        *selected)
{
  guint n_before = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  guint position = find_position (items, selected);

  stop_growing (self);
  gtk_slice_list_model_set_size (self->slice, FIRST_ROWS);
  g_list_store_splice (self->items, 0, n_before, items->pdata, items->len);
  gtk_slice_list_model_set_size (self->slice, position + FIRST_ROWS);
  gtk_single_selection_set_selected (self->selection, position);

  if (gtk_slice_list_model_get_size (self->slice) < items->len)
    self->grow_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), grow_cb, NULL, NULL);

  return position;
}

/**
 * cs_card_sidebar_set_member:
 * @self: a sidebar
 * @member: a member with at least one card
 * @selected: (nullable): the card to select, or `NULL` for the worst
 * @images: where product images come from
 *
 * Lists the cards of a member and selects one.
 */
void
cs_card_sidebar_set_member (CsCardSidebar *self,
                            CsMember      *member,
                            CsCard        *selected,
                            CsImageStore  *images)
{
  g_autoptr (GPtrArray) items = cs_card_items_list (member);
  g_autofree char *id = g_strdup_printf ("%" G_GUINT64_FORMAT, cs_member_get_id (member));
  g_autofree char *totals = dup_totals (items);
  guint position;

  g_set_object (&self->images, images);
  gtk_label_set_label (self->member_id, id);
  gtk_label_set_label (self->totals, totals);
  cs_copy_button_set_text (self->copy, id);

  self->is_replacing = TRUE;
  position = replace_items (self, items, selected);
  self->is_replacing = FALSE;

  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
  selected_cb (self);
}

/**
 * cs_card_sidebar_set_compact:
 * @self: a sidebar
 * @is_compact: whether the window is small
 *
 * Arranges the rows for a small window, or for a large one.
 */
void
cs_card_sidebar_set_compact (CsCardSidebar *self,
                             gboolean       is_compact)
{
  if (self->is_compact == is_compact)
    return;

  /* A factory that is set anew binds every row again. */
  self->is_compact = is_compact;
  gtk_list_view_set_factory (self->list, NULL);
  gtk_list_view_set_factory (self->list, self->factory);
}

/**
 * cs_card_sidebar_get_selected:
 * @self: a sidebar
 *
 * Borrows the selected card.
 *
 * Returns: (nullable): the card
 */
CsCard *
cs_card_sidebar_get_selected (CsCardSidebar *self)
{
  CsCardItem *item = gtk_single_selection_get_selected_item (self->selection);

  return item != NULL ? cs_card_item_get_card (item) : NULL;
}
