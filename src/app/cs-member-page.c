/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-member-page-private.h"

#include <glib/gi18n-lib.h>

#include "cs-card-changes.h"
#include "cs-page-layout.h"
#include "cs-resources-path.h"

/**
 * CsMemberPage:
 *
 * One tab: a member, or the state that stands in for one.
 *
 * The cards of all tabs are shown by one [class@MemberStage]: the page knows what it is to
 * show, and is blank meanwhile. The other states are its own, and those but the first are made
 * when they are shown: the first frame of a window waits for none of them.
 *
 * While it is asked for another member the last one's values are gone from the
 * screen at once; only a refresh of the same member leaves them until the answer
 * is there.
 */
G_DEFINE_FINAL_TYPE (CsMemberPage, cs_member_page, ADW_TYPE_BIN)

typedef enum
{
  PROP_TITLE = 1,
  PROP_MEMBER,
  PROP_HAS_CARDS,
} CsMemberPageProperty;

static GParamSpec *properties[PROP_HAS_CARDS + 1];

GtkWidget *
cs_member_page_ensure_state (CsMemberPage *self,
                             const char   *name,
                             GType         type)
{
  GtkWidget *state = gtk_stack_get_child_by_name (self->stack, name);

  if (state == NULL)
    {
      state = g_object_new (type, NULL);
      gtk_stack_add_named (self->stack, state, name);
    }

  return state;
}

/* Other cards than before are news, too. */
static void
set_has_cards (CsMemberPage *self,
               gboolean      has_cards)
{
  if (!has_cards)
    {
      g_clear_object (&self->selected);
      g_clear_pointer (&self->changes, g_ptr_array_unref);
      self->scroll = 0;
    }

  if (!has_cards && !self->has_cards)
    return;

  self->has_cards = has_cards;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HAS_CARDS]);
}

static void
drop_failure (CsMemberPage *self)
{
  GtkWidget *page = gtk_stack_get_child_by_name (self->stack, "error");

  if (page != NULL)
    gtk_stack_remove (self->stack, page);
}

/* GTK finds styles for what is not hidden, seen or not. */
static void
show_state (CsMemberPage *self,
            const char   *name)
{
  GtkWidget *loading = gtk_stack_get_child_by_name (self->stack, "loading");
  gboolean is_start = g_str_equal (name, "start");

  g_clear_handle_id (&self->skeleton_id, g_source_remove);

  if (loading != NULL)
    cs_loading_page_stop (CS_LOADING_PAGE (loading));

  if (is_start)
    gtk_widget_set_visible (GTK_WIDGET (self->start), TRUE);

  gtk_stack_set_visible_child_name (self->stack, name);
  gtk_widget_set_visible (GTK_WIDGET (self->start), is_start);

  if (!g_str_equal (name, "error"))
    drop_failure (self);
}

void
cs_member_page_show (CsMemberPage *self,
                     const char   *name)
{
  show_state (self, name);
  set_has_cards (self, FALSE);
}

static void
set_member (CsMemberPage *self,
            CsMember     *member)
{
  if (!g_set_object (&self->member, member))
    return;

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MEMBER]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

/* After a refresh the same card stays selected; after a look-up by card number it
 * is the one that was asked for; otherwise the list picks the worst.
 */
static CsCard *
choose_card (CsMemberPage *self)
{
  CsCard *before = self->is_refresh ? self->selected : NULL;
  CsCard *same = before != NULL ? cs_card_find_same (self->member, before) : NULL;

  return same != NULL ? same : cs_member_get_selected (self->member);
}

static void
show_cards (CsMemberPage *self,
            GPtrArray    *changes)
{
  cs_image_store_forget_failures (self->images);
  g_set_object (&self->selected, choose_card (self));
  g_clear_pointer (&self->changes, g_ptr_array_unref);
  self->changes = changes != NULL ? g_ptr_array_ref (changes) : NULL;
  show_state (self, "blank");
  set_has_cards (self, TRUE);
}

void
cs_member_page_show_member (CsMemberPage *self,
                            CsMember     *member)
{
  g_autoptr (GPtrArray) changes = NULL;
  GtkWidget *empty;

  if (self->is_refresh && self->member != NULL)
    changes = cs_card_changes_list (self->member, member);

  set_member (self, member);

  if (cs_member_get_n_cards (member) > 0)
    {
      show_cards (self, changes);
      return;
    }

  empty = cs_member_page_ensure_state (self, "empty", CS_TYPE_EMPTY_PAGE);
  cs_empty_page_set_member (CS_EMPTY_PAGE (empty), member);
  cs_member_page_show (self, "empty");
}

void
cs_member_page_show_failure (CsMemberPage       *self,
                             const GError       *error,
                             const CsCallReport *report)
{
  GtkWidget *page = cs_member_page_ensure_state (self, "error", CS_TYPE_ERROR_PAGE);

  set_member (self, NULL);
  cs_error_page_set_failure (CS_ERROR_PAGE (page), error, report,
                             self->connection != NULL
                               ? cs_connection_get_profile (self->connection) : NULL,
                             g_get_monotonic_time () - self->started_us);
  cs_member_page_show (self, "error");
  gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
}

static void
cs_member_page_dispose (GObject *object)
{
  CsMemberPage *self = CS_MEMBER_PAGE (object);

  g_clear_handle_id (&self->skeleton_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->connection);
  g_clear_object (&self->images);
  g_clear_object (&self->member);
  g_clear_object (&self->selected);
  g_clear_pointer (&self->changes, g_ptr_array_unref);
  g_clear_pointer (&self->question, cs_question_free);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), CS_TYPE_MEMBER_PAGE);

  G_OBJECT_CLASS (cs_member_page_parent_class)->dispose (object);
}

static void
cs_member_page_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  CsMemberPage *self = CS_MEMBER_PAGE (object);

  switch ((CsMemberPageProperty) prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, cs_member_page_get_title (self));
      break;

    case PROP_MEMBER:
      g_value_set_object (value, self->member);
      break;

    case PROP_HAS_CARDS:
      g_value_set_boolean (value, self->has_cards);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
cs_member_page_class_init (CsMemberPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cs_member_page_dispose;
  object_class->get_property = cs_member_page_get_property;

  /**
   * CsMemberPage:title:
   *
   * What the tab is called: the member, never a card number.
   */
  properties[PROP_TITLE] =
    g_param_spec_string ("title", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * CsMemberPage:member:
   *
   * The member on screen, or `NULL`.
   */
  properties[PROP_MEMBER] =
    g_param_spec_object ("member", NULL, NULL, CS_TYPE_MEMBER,
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  /**
   * CsMemberPage:has-cards:
   *
   * Whether there are cards to be shown. It is notified of other cards, too.
   */
  properties[PROP_HAS_CARDS] =
    g_param_spec_boolean ("has-cards", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  cs_member_page_install_actions (widget_class);

  g_type_ensure (CS_TYPE_START_PAGE);
  gtk_widget_class_set_layout_manager_type (widget_class, CS_TYPE_PAGE_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, CS_UI ("cs-member-page.ui"));
  gtk_widget_class_bind_template_child (widget_class, CsMemberPage, stack);
  gtk_widget_class_bind_template_child (widget_class, CsMemberPage, start);
}

static void
cs_member_page_init (CsMemberPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/**
 * cs_member_page_new:
 *
 * Makes a page that shows the start state.
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
cs_member_page_new (void)
{
  return g_object_new (CS_TYPE_MEMBER_PAGE, NULL);
}

/**
 * cs_member_page_set_connection:
 * @self: a page
 * @connection: where to ask
 * @images: the connection's product images
 *
 * Gives the page its connection. What was asked for before is asked now.
 */
void
cs_member_page_set_connection (CsMemberPage *self,
                               CsConnection *connection,
                               CsImageStore *images)
{
  g_set_object (&self->connection, connection);
  g_set_object (&self->images, images);
  cs_start_page_set_demo (self->start, cs_connection_is_demo (connection));
  cs_start_page_set_first_start (self->start, cs_connection_is_first_start (connection));

  /* What stood here was that there is no connection. */
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "error") == 0)
    cs_member_page_show (self, self->is_waiting ? "blank" : "start");

  if (self->is_waiting)
    cs_member_page_ask (self);
}

/**
 * cs_member_page_set_recents:
 * @self: a page
 * @member_ids: (element-type guint64): who was looked up in this run, latest first
 *
 * Offers members on the start page.
 */
void
cs_member_page_set_recents (CsMemberPage *self,
                            const GArray *member_ids)
{
  cs_start_page_set_recents (self->start, member_ids);
}

/**
 * cs_member_page_fill:
 * @self: a page that has cards
 * @view: where they are shown
 *
 * Shows the cards as they were left: the selected one, scrolled to where it was.
 */
void
cs_member_page_fill (CsMemberPage *self,
                     CsMemberView *view)
{
  cs_member_view_set_member (view, self->member, self->selected, self->changes, self->images);
  cs_member_view_set_scroll (view, self->scroll);
}

/**
 * cs_member_page_set_selected:
 * @self: a page
 * @card: one of its member's cards
 *
 * Remembers which card was selected.
 */
void
cs_member_page_set_selected (CsMemberPage *self,
                             CsCard       *card)
{
  g_set_object (&self->selected, card);
}

/**
 * cs_member_page_set_scroll:
 * @self: a page
 * @scroll: pixels
 *
 * Remembers how far the detail was scrolled.
 */
void
cs_member_page_set_scroll (CsMemberPage *self,
                           double        scroll)
{
  self->scroll = scroll;
}

/**
 * cs_member_page_look_up:
 * @self: a page
 * @question: (transfer full): whom to look for
 *
 * Looks a member up and shows what comes of it.
 */
void
cs_member_page_look_up (CsMemberPage *self,
                        CsQuestion   *question)
{
  cs_member_page_postpone (self, question);
  cs_member_page_wake (self);
}

/**
 * cs_member_page_postpone:
 * @self: a page
 * @question: (transfer full): whom to look for
 *
 * Makes the page that of a member whom nobody is asked for before somebody looks: see
 * [method@MemberPage.wake].
 */
void
cs_member_page_postpone (CsMemberPage *self,
                         CsQuestion   *question)
{
  g_clear_pointer (&self->question, cs_question_free);
  self->question = question;
  self->is_refresh = FALSE;

  set_member (self, NULL);
  cs_member_page_show (self, "blank");

  /* Last, since whoever hears that the member is gone may wake the page. */
  self->is_postponed = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

/**
 * cs_member_page_refresh:
 * @self: a page
 * @purpose: (nullable): case and reason, for the access log
 *
 * Asks for the same member again. Selection and scroll position stay, and what
 * changed is marked.
 */
void
cs_member_page_refresh (CsMemberPage *self,
                        const CsCase *purpose)
{
  g_autoptr (CsQuestion) question = NULL;

  if (!cs_member_page_can_refresh (self))
    return;

  if (self->member == NULL)
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "page.retry", NULL);
      return;
    }

  question = cs_question_new_member (cs_member_get_id (self->member), self->question->par,
                                     purpose);
  g_clear_pointer (&self->question, cs_question_free);
  self->question = g_steal_pointer (&question);
  self->is_refresh = TRUE;
  cs_member_page_ask (self);
}

/**
 * cs_member_page_show_error:
 * @self: a page
 * @error: what went wrong
 *
 * Shows that there is no connection, and why.
 */
void
cs_member_page_show_error (CsMemberPage *self,
                           const GError *error)
{
  self->started_us = g_get_monotonic_time ();
  cs_member_page_show_failure (self, error, NULL);
}

/**
 * cs_member_page_get_title:
 * @self: a page
 *
 * Names the page for its tab: by the member ID, never by a card number.
 *
 * Returns: the title
 */
const char *
cs_member_page_get_title (CsMemberPage *self)
{
  static char title[32];
  guint64 member_id = cs_member_page_get_member_id (self);

  if (member_id == 0)
    return _("Look-up");

  g_snprintf (title, sizeof title, "%" G_GUINT64_FORMAT, member_id);

  return title;
}

/**
 * cs_member_page_get_member_id:
 * @self: a page
 *
 * Tells whose page it is.
 *
 * Returns: the member ID, or 0 if it is not known
 */
guint64
cs_member_page_get_member_id (CsMemberPage *self)
{
  if (self->member != NULL)
    return cs_member_get_id (self->member);

  if (self->question != NULL && self->question->identity->kind == CS_IDENTITY_MEMBER_ID)
    return self->question->identity->member_id;

  return 0;
}

const char *
cs_member_page_get_par (CsMemberPage *self)
{
  return self->question != NULL ? self->question->par : NULL;
}

CsMember *
cs_member_page_get_member (CsMemberPage *self)
{
  return self->member;
}

gboolean
cs_member_page_is_untouched (CsMemberPage *self)
{
  return self->question == NULL;
}

gboolean
cs_member_page_can_refresh (CsMemberPage *self)
{
  return self->question != NULL && self->connection != NULL;
}

/**
 * cs_member_page_has_cards:
 * @self: a page
 *
 * Tells if there are cards to be shown, rather than what the page has in itself.
 *
 * Returns: whether there are
 */
gboolean
cs_member_page_has_cards (CsMemberPage *self)
{
  return self->has_cards && self->member != NULL;
}

/**
 * cs_member_page_is_refresh:
 * @self: a page
 *
 * Tells if the last question, answered or not, was for the member who stood there before.
 *
 * Returns: whether it was
 */
gboolean
cs_member_page_is_refresh (CsMemberPage *self)
{
  return self->is_refresh;
}
