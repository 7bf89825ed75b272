/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-member-view.h"

#include "cs-card-changes.h"
#include "cs-card-detail.h"
#include "cs-card-sidebar.h"
#include "cs-page-layout.h"
#include "cs-resources-path.h"
#include "cs-text-scale.h"

/* Pixels, as measured for the look-up box above to end with the sidebar. */
#define WIDE_SIDEBAR    340
#define COMPACT_SIDEBAR 296

/**
 * CsMemberView:
 *
 * A member with cards: the list, and beside it the card that is selected.
 */
struct _CsMemberView
{
  AdwBin         parent_instance;

  CsMember      *member;
  GPtrArray     *changes;
  CsImageStore  *images;

  CsCardDetail  *detail;
  GtkPaned      *paned;
  CsCardSidebar *sidebar;
};

G_DEFINE_FINAL_TYPE (CsMemberView, cs_member_view, ADW_TYPE_BIN)

enum
{
  SIGNAL_SELECTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const CsCardChanges *
find_changes (CsMemberView *self,
              CsCard       *card)
{
  for (guint i = 0; self->changes != NULL && i < cs_member_get_n_cards (self->member); i++)
    if (cs_member_get_card (self->member, i) == card)
      return g_ptr_array_index (self->changes, i);

  return NULL;
}

static void
selected_cb (CsMemberView *self,
             CsCard       *card)
{
  cs_card_detail_set_card (self->detail, self->member, card, find_changes (self, card),
                           self->images);
  g_signal_emit (self, signals[SIGNAL_SELECTED], 0, card);
}

static void
cs_member_view_dispose (GObject *object)
{
  CsMemberView *self = CS_MEMBER_VIEW (object);

  g_clear_object (&self->member);
  g_clear_pointer (&self->changes, g_ptr_array_unref);
  g_clear_object (&self->images);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), CS_TYPE_MEMBER_VIEW);

  G_OBJECT_CLASS (cs_member_view_parent_class)->dispose (object);
}

static void
cs_member_view_class_init (CsMemberViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CS_TYPE_CARD_DETAIL);
  g_type_ensure (CS_TYPE_CARD_SIDEBAR);
  G_OBJECT_CLASS (klass)->dispose = cs_member_view_dispose;

  /**
   * CsMemberView::selected:
   * @self: the view
   * @card: the card
   *
   * Emitted when another card is selected, by hand or with a new member.
   */
  signals[SIGNAL_SELECTED] =
    g_signal_new ("selected", CS_TYPE_MEMBER_VIEW, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 1, CS_TYPE_CARD);

  gtk_widget_class_set_layout_manager_type (widget_class, CS_TYPE_PAGE_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, CS_UI ("cs-member-view.ui"));
  gtk_widget_class_bind_template_child (widget_class, CsMemberView, detail);
  gtk_widget_class_bind_template_child (widget_class, CsMemberView, paned);
  gtk_widget_class_bind_template_child (widget_class, CsMemberView, sidebar);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
}

static void
cs_member_view_init (CsMemberView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/**
 * cs_member_view_prepare:
 * @self: a view
 *
 * Makes what the first member would otherwise wait for.
 */
void
cs_member_view_prepare (CsMemberView *self)
{
  cs_card_sidebar_prepare (self->sidebar);
}

/**
 * cs_member_view_set_member:
 * @self: a view
 * @member: a member with at least one card
 * @selected: (nullable): the card to select, or `NULL` for the worst
 * @changes: (nullable) (element-type CsCardChanges): what a refresh changed, card by card
 * @images: where product images come from
 *
 * Shows a member.
 */
void
cs_member_view_set_member (CsMemberView *self,
                           CsMember     *member,
                           CsCard       *selected,
                           GPtrArray    *changes,
                           CsImageStore *images)
{
  g_set_object (&self->member, member);
  g_set_object (&self->images, images);
  g_clear_pointer (&self->changes, g_ptr_array_unref);
  self->changes = changes != NULL ? g_ptr_array_ref (changes) : NULL;
  cs_card_sidebar_set_member (self->sidebar, member, selected, images);
}

/**
 * cs_member_view_get_scroll:
 * @self: a view
 *
 * Tells how far the detail is scrolled.
 *
 * Returns: pixels
 */
double
cs_member_view_get_scroll (CsMemberView *self)
{
  return cs_card_detail_get_scroll (self->detail);
}

/**
 * cs_member_view_set_scroll:
 * @self: a view
 * @scroll: pixels
 *
 * Scrolls the detail to where it was for a member.
 */
void
cs_member_view_set_scroll (CsMemberView *self,
                           double        scroll)
{
  cs_card_detail_set_scroll (self->detail, scroll);
}

/**
 * cs_member_view_set_compact:
 * @self: a view
 * @is_compact: whether the window is small
 *
 * Arranges the view for a small window, or for a large one.
 */
void
cs_member_view_set_compact (CsMemberView *self,
                            gboolean      is_compact)
{
  int width = is_compact ? COMPACT_SIDEBAR : WIDE_SIDEBAR;

  cs_card_detail_set_compact (self->detail, is_compact);
  cs_card_sidebar_set_compact (self->sidebar, is_compact);
  gtk_paned_set_position (self->paned, cs_text_scale_apply_half (GTK_WIDGET (self), width));
}

/**
 * cs_member_view_focus_verdict:
 * @self: a view
 *
 * Moves the focus to the verdict, so that a screen reader speaks it.
 */
void
cs_member_view_focus_verdict (CsMemberView *self)
{
  cs_card_detail_focus_verdict (self->detail);
}
