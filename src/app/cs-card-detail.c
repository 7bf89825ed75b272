/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-card-detail.h"

#include "cs-account-section.h"
#include "cs-amounts-section.h"
#include "cs-card-head.h"
#include "cs-card-section.h"
#include "cs-facts-section.h"
#include "cs-identifiers-section.h"
#include "cs-limits-section.h"
#include "cs-points-section.h"
#include "cs-recharge-section.h"
#include "cs-resources-path.h"
#include "cs-status-section.h"

/**
 * CsCardDetail:
 *
 * All that is known of one card: the head stays, the sections below it scroll.
 *
 * The first card of a view does not wait for all of it: verdict and money come with the
 * first frame, and each later frame brings a section, in the order in which one reads.
 * Until then sections are hidden, and GTK finds no styles for them.
 */
struct _CsCardDetail
{
  AdwBin             parent_instance;

  CsMember          *member;    /* as long as a section waits for it */
  CsCard            *card;      /* the same */
  GtkWidget         *next;      /* the first section that is not there yet, or NULL */
  guint              reveal_id;
  gboolean           has_shown;

  GtkWidget         *account;
  GtkWidget         *amounts;
  GtkWidget         *facts;
  CsCardHead        *head;
  GtkWidget         *limits;
  GtkScrolledWindow *scroller;
  GtkBox            *sections;
};

G_DEFINE_FINAL_TYPE (CsCardDetail, cs_card_detail, ADW_TYPE_BIN)

static void
stop_revealing (CsCardDetail *self)
{
  if (self->reveal_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->reveal_id);

  self->reveal_id = 0;
  self->next = NULL;
  g_clear_object (&self->member);
  g_clear_object (&self->card);
}

/* A section that has nothing to say hides itself. */
static void
show_section (GtkWidget           *section,
              CsMember            *member,
              CsCard              *card,
              const CsCardChanges *changes)
{
  gtk_widget_set_visible (section, TRUE);
  cs_card_section_set_card (CS_CARD_SECTION (section), member, card, changes);
}

static void
reveal_next (CsCardDetail *self)
{
  show_section (self->next, self->member, self->card, NULL);
  self->next = gtk_widget_get_next_sibling (self->next);
}

static gboolean
reveal_cb (GtkWidget     *widget,
           GdkFrameClock *clock,
           gpointer       user_data)
{
  CsCardDetail *self = CS_CARD_DETAIL (widget);

  /* The frame that this tick belongs to is the first one. */
  if (!self->has_shown)
    {
      self->has_shown = TRUE;
      return G_SOURCE_CONTINUE;
    }

  reveal_next (self);

  if (self->next == NULL)
    stop_revealing (self);

  return G_SOURCE_CONTINUE;
}

static void
cs_card_detail_dispose (GObject *object)
{
  CsCardDetail *self = CS_CARD_DETAIL (object);

  stop_revealing (self);
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_CARD_DETAIL);

  G_OBJECT_CLASS (cs_card_detail_parent_class)->dispose (object);
}

/* The verdict, which has the focus, stands in what does not scroll; the keys that turn
 * pages are for what does.
 */
static gboolean
scroll_cb (GtkWidget *widget,
           GVariant  *args,
           gpointer   user_data)
{
  CsCardDetail *self = CS_CARD_DETAIL (widget);
  gboolean is_handled = FALSE;

  g_signal_emit_by_name (self->scroller, "scroll-child",
                         (GtkScrollType) g_variant_get_int32 (args), FALSE, &is_handled);

  return is_handled;
}

static void
add_scrolling (GtkWidgetClass *widget_class,
               guint           keyval,
               GtkScrollType   scroll)
{
  gtk_widget_class_add_binding (widget_class, keyval, 0, scroll_cb, "i", (gint32) scroll);
}

static void
cs_card_detail_class_init (CsCardDetailClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CS_TYPE_ACCOUNT_SECTION);
  g_type_ensure (CS_TYPE_AMOUNTS_SECTION);
  g_type_ensure (CS_TYPE_CARD_HEAD);
  g_type_ensure (CS_TYPE_FACTS_SECTION);
  g_type_ensure (CS_TYPE_IDENTIFIERS_SECTION);
  g_type_ensure (CS_TYPE_LIMITS_SECTION);
  g_type_ensure (CS_TYPE_POINTS_SECTION);
  g_type_ensure (CS_TYPE_RECHARGE_SECTION);
  g_type_ensure (CS_TYPE_STATUS_SECTION);
  G_OBJECT_CLASS (klass)->dispose = cs_card_detail_dispose;

  add_scrolling (widget_class, GDK_KEY_Page_Down, GTK_SCROLL_PAGE_DOWN);
  add_scrolling (widget_class, GDK_KEY_Page_Up, GTK_SCROLL_PAGE_UP);
  add_scrolling (widget_class, GDK_KEY_Home, GTK_SCROLL_START);
  add_scrolling (widget_class, GDK_KEY_End, GTK_SCROLL_END);

  gtk_widget_class_set_template_from_resource (widget_class, CS_UI ("cs-card-detail.ui"));
  gtk_widget_class_bind_template_child (widget_class, CsCardDetail, account);
  gtk_widget_class_bind_template_child (widget_class, CsCardDetail, amounts);
  gtk_widget_class_bind_template_child (widget_class, CsCardDetail, facts);
  gtk_widget_class_bind_template_child (widget_class, CsCardDetail, head);
  gtk_widget_class_bind_template_child (widget_class, CsCardDetail, limits);
  gtk_widget_class_bind_template_child (widget_class, CsCardDetail, scroller);
  gtk_widget_class_bind_template_child (widget_class, CsCardDetail, sections);
}

static void
cs_card_detail_init (CsCardDetail *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Verdict and money now, the rest frame by frame. */
static void
begin_revealing (CsCardDetail *self,
                 CsMember     *member,
                 CsCard       *card)
{
  show_section (self->amounts, member, card, NULL);
  self->member = g_object_ref (member);
  self->card = g_object_ref (card);
  self->next = gtk_widget_get_next_sibling (self->amounts);
  self->reveal_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), reveal_cb, NULL, NULL);
}

static void
show_all (CsCardDetail        *self,
          CsMember            *member,
          CsCard              *card,
          const CsCardChanges *changes)
{
  GtkWidget *section = gtk_widget_get_first_child (GTK_WIDGET (self->sections));

  self->has_shown = TRUE;

  for (; section != NULL; section = gtk_widget_get_next_sibling (section))
    show_section (section, member, card, changes);
}

static void
reveal_rest (CsCardDetail *self)
{
  if (self->next == NULL)
    return;

  show_all (self, self->member, self->card, NULL);
  stop_revealing (self);
}

/**
 * cs_card_detail_set_card:
 * @self: a detail
 * @member: the member
 * @card: one of the member's cards
 * @changes: (nullable): what a refresh changed in it
 * @images: where its image comes from
 *
 * Shows a card. The scroll position stays, so that two cards can be compared.
 */
void
cs_card_detail_set_card (CsCardDetail        *self,
                         CsMember            *member,
                         CsCard              *card,
                         const CsCardChanges *changes,
                         CsImageStore        *images)
{
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (self));
  gboolean has_frames = native != NULL && gtk_widget_get_mapped (GTK_WIDGET (native));

  stop_revealing (self);
  cs_card_head_set_card (self->head, card, images);

  if (has_frames && !self->has_shown && changes == NULL)
    begin_revealing (self, member, card);
  else
    show_all (self, member, card, changes);
}

/**
 * cs_card_detail_get_scroll:
 * @self: a detail
 *
 * Tells how far the sections are scrolled.
 *
 * Returns: pixels
 */
double
cs_card_detail_get_scroll (CsCardDetail *self)
{
  return gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (self->scroller));
}

/**
 * cs_card_detail_set_scroll:
 * @self: a detail
 * @scroll: pixels
 *
 * Scrolls the sections. How far that is possible is known when they have been laid out,
 * and until then it is believed.
 */
void
cs_card_detail_set_scroll (CsCardDetail *self,
                           double        scroll)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  double end = scroll + gtk_adjustment_get_page_size (adjustment);

  /* Sections that come later would leave no room to scroll. */
  if (scroll > 0)
    reveal_rest (self);

  gtk_adjustment_set_upper (adjustment, MAX (gtk_adjustment_get_upper (adjustment), end));
  gtk_adjustment_set_value (adjustment, scroll);
}

/**
 * cs_card_detail_set_compact:
 * @self: a detail
 * @is_compact: whether the window is small
 *
 * In a small window limits and account come directly after the amounts, so that a
 * debit card is read without scrolling.
 */
void
cs_card_detail_set_compact (CsCardDetail *self,
                            gboolean      is_compact)
{
  GtkWidget *section = gtk_widget_get_first_child (GTK_WIDGET (self->sections));

  /* Sections that change places would be missed. */
  reveal_rest (self);

  for (; section != NULL; section = gtk_widget_get_next_sibling (section))
    cs_card_section_set_compact (CS_CARD_SECTION (section), is_compact);

  cs_card_head_set_compact (self->head, is_compact);
  gtk_box_reorder_child_after (self->sections, self->limits,
                               is_compact ? self->amounts : self->facts);
  gtk_box_reorder_child_after (self->sections, self->account, self->limits);
}

/**
 * cs_card_detail_focus_verdict:
 * @self: a detail
 *
 * Moves the focus to the verdict, so that a screen reader speaks it.
 */
void
cs_card_detail_focus_verdict (CsCardDetail *self)
{
  cs_card_head_focus_verdict (self->head);
}
