/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-member-stage.h"

#include "cs-copy-button.h"
#include "cs-member-view.h"
#include "cs-resources-path.h"

/* The view is made when a member has been shown, not while one is. */
#define PREPARE_AFTER_MS 250

/**
 * CsMemberStage:
 *
 * What stands below the tabs: the page in front, or its cards.
 *
 * All tabs share one view of cards. It is the largest part of a window by far, and to fill it
 * anew takes a fraction of what its widgets take to be made, styled and destroyed. Were it
 * handed from tab to tab, GTK would find the styles of all its widgets anew, so it stands
 * beside the pages, and they say what is in it.
 */
struct _CsMemberStage
{
  AdwBin        parent_instance;

  CsMemberPage *front;       /* not owned; NULL if what is in front is no member's */
  CsMemberPage *held;        /* not owned; whose values are in the view, or NULL */
  CsMemberView *view;        /* not owned; a child of the stack, or NULL */
  GtkWidget    *pages;
  guint         prepare_id;
  gboolean      is_compact;

  GtkStack     *stack;
};

G_DEFINE_FINAL_TYPE (CsMemberStage, cs_member_stage, ADW_TYPE_BIN)

typedef enum
{
  PROP_PAGES = 1,
} CsMemberStageProperty;

static GParamSpec *properties[PROP_PAGES + 1];

static void
selected_cb (CsMemberStage *self,
             CsCard        *card)
{
  if (self->held != NULL)
    cs_member_page_set_selected (self->held, card);
}

static CsMemberView *
ensure_view (CsMemberStage *self)
{
  g_clear_handle_id (&self->prepare_id, g_source_remove);

  if (self->view == NULL)
    {
      self->view = g_object_new (CS_TYPE_MEMBER_VIEW, NULL);
      cs_member_view_set_compact (self->view, self->is_compact);
      g_signal_connect_object (self->view, "selected", G_CALLBACK (selected_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_stack_add_named (self->stack, GTK_WIDGET (self->view), "cards");
    }

  return self->view;
}

static gboolean
has_focus_inside (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, widget);
}

/* What is not on screen and in no tab any more is not in the widgets, either: those that
 * are hidden can be read over the accessibility bus.
 */
static void
drop_view (CsMemberStage *self)
{
  self->held = NULL;

  if (self->view == NULL)
    return;

  /* A window keeps a widget that goes with the focus in it, to find the next one from there. */
  if (has_focus_inside (GTK_WIDGET (self->view)))
    gtk_root_set_focus (gtk_widget_get_root (GTK_WIDGET (self)), NULL);

  gtk_stack_remove (self->stack, GTK_WIDGET (g_steal_pointer (&self->view)));
}

static void
keep_scroll (CsMemberStage *self)
{
  if (self->held != NULL)
    cs_member_page_set_scroll (self->held, cs_member_view_get_scroll (self->view));
}

static void
show_front (CsMemberStage *self)
{
  CsMemberView *view;

  if (self->front == NULL || !cs_member_page_has_cards (self->front))
    {
      gtk_stack_set_visible_child (self->stack, self->pages);
      return;
    }

  view = ensure_view (self);
  self->held = self->front;
  cs_member_page_fill (self->front, view);
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (view));
}

static gboolean
prepare_cb (gpointer user_data)
{
  CsMemberStage *self = user_data;

  self->prepare_id = 0;
  cs_member_view_prepare (ensure_view (self));

  return G_SOURCE_REMOVE;
}

static void
copy_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  CsMemberStage *self = CS_MEMBER_STAGE (widget);

  if (self->front != NULL)
    cs_member_page_copy (self->front, g_variant_get_string (parameter, NULL));
  else
    cs_copy_to_clipboard (widget, g_variant_get_string (parameter, NULL));
}

static void
cs_member_stage_dispose (GObject *object)
{
  CsMemberStage *self = CS_MEMBER_STAGE (object);

  g_clear_handle_id (&self->prepare_id, g_source_remove);
  self->front = NULL;
  self->held = NULL;
  self->view = NULL;
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), CS_TYPE_MEMBER_STAGE);

  G_OBJECT_CLASS (cs_member_stage_parent_class)->dispose (object);
}

static void
cs_member_stage_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  CsMemberStage *self = CS_MEMBER_STAGE (object);

  switch ((CsMemberStageProperty) prop_id)
    {
    case PROP_PAGES:
      self->pages = g_value_get_object (value);
      gtk_stack_add_named (self->stack, self->pages, "pages");
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
cs_member_stage_class_init (CsMemberStageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cs_member_stage_dispose;
  object_class->set_property = cs_member_stage_set_property;

  /**
   * CsMemberStage:pages:
   *
   * Where the pages are, one of which is in front. It is set once.
   */
  properties[PROP_PAGES] =
    g_param_spec_object ("pages", NULL, NULL, GTK_TYPE_WIDGET,
                         G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_install_action (widget_class, "page.copy", "s", copy_action);
  gtk_widget_class_set_template_from_resource (widget_class, CS_UI ("cs-member-stage.ui"));
  gtk_widget_class_bind_template_child (widget_class, CsMemberStage, stack);
}

static void
cs_member_stage_init (CsMemberStage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * cs_member_stage_set_front:
 * @self: a stage
 * @page: (nullable): the page in front, or `NULL` if that is no member's
 *
 * Shows what the page has to show. Where the last one was scrolled to is kept with it. If the
 * focus was in what goes, it goes to the verdict of what comes.
 */
void
cs_member_stage_set_front (CsMemberStage *self,
                           CsMemberPage  *page)
{
  gboolean had_focus = has_focus_inside (GTK_WIDGET (self));

  if (self->front == page)
    return;

  keep_scroll (self);
  self->front = page;
  show_front (self);

  if (had_focus && page != NULL && cs_member_page_has_cards (page))
    cs_member_view_focus_verdict (self->view);
}

/**
 * cs_member_stage_update:
 * @self: a stage
 * @page: a page that has cards now, or other ones, or none any more
 *
 * Follows a page. To the cards of another member than before the focus goes, to the
 * verdict: a screen reader speaks it.
 */
void
cs_member_stage_update (CsMemberStage *self,
                        CsMemberPage  *page)
{
  gboolean has_cards = cs_member_page_has_cards (page);

  if (self->held == page && !has_cards)
    {
      drop_view (self);
      cs_member_stage_prepare (self);
    }

  if (self->front != page)
    return;

  if (self->held == page && cs_member_page_is_refresh (page))
    keep_scroll (self);

  show_front (self);

  if (has_cards && !cs_member_page_is_refresh (page))
    cs_member_view_focus_verdict (self->view);
}

/**
 * cs_member_stage_forget:
 * @self: a stage
 * @page: a page whose tab is closed
 *
 * Keeps nothing of the page.
 */
void
cs_member_stage_forget (CsMemberStage *self,
                        CsMemberPage  *page)
{
  if (self->held == page)
    {
      drop_view (self);
      cs_member_stage_prepare (self);
    }

  if (self->front == page)
    self->front = NULL;
}

/**
 * cs_member_stage_prepare:
 * @self: a stage
 *
 * Makes the view when there is time, so that the next answer need not wait for it.
 */
void
cs_member_stage_prepare (CsMemberStage *self)
{
  if (self->view == NULL && self->prepare_id == 0)
    self->prepare_id = g_timeout_add_full (G_PRIORITY_LOW, PREPARE_AFTER_MS, prepare_cb, self,
                                           NULL);
}

/**
 * cs_member_stage_clear:
 * @self: a stage
 *
 * Destroys the view, until there is something to show in it again.
 */
void
cs_member_stage_clear (CsMemberStage *self)
{
  drop_view (self);
  g_clear_handle_id (&self->prepare_id, g_source_remove);
}

/**
 * cs_member_stage_set_compact:
 * @self: a stage
 * @is_compact: whether the window is small
 *
 * Arranges the cards for a small window, or for a large one.
 */
void
cs_member_stage_set_compact (CsMemberStage *self,
                             gboolean       is_compact)
{
  self->is_compact = is_compact;

  if (self->view != NULL)
    cs_member_view_set_compact (self->view, is_compact);
}
