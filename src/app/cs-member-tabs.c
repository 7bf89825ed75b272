/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-member-tabs.h"

#include "cs-heap.h"
#include "cs-member-stage.h"
#include "cs-resources-path.h"

#define RECENTS_MAX 6

/* A spare page is made when a member has been shown, not while one is. */
#define SPARE_AFTER_MS 250

/* By then an answer is on the screen, and what was needed for it is free. */
#define TRIM_AFTER_S 2

/**
 * CsMemberTabs:
 *
 * One tab a member, and who was looked up in this run.
 */
struct _CsMemberTabs
{
  AdwBin        parent_instance;

  CsConnection *connection;
  CsImageStore *images;
  GArray       *recents;        /* member IDs, latest first; kept nowhere else */
  GPtrArray    *suspended;      /* of CsQuestion; NULL while the pages are there */
  guint         front;          /* which of the suspended ones was in front */
  CsMemberPage *spare;          /* made when there is time, for the next tab */
  guint         spare_id;
  guint         trim_id;

  CsMemberStage *stage;
  AdwTabView    *view;
};

G_DEFINE_FINAL_TYPE (CsMemberTabs, cs_member_tabs, ADW_TYPE_BIN)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

typedef void (*PageFunc) (CsMemberTabs *self,
                          CsMemberPage *page);

static void
changed_cb (CsMemberTabs *self)
{
  CsMemberPage *page = self->view != NULL ? cs_member_tabs_get_page (self) : NULL;

  if (self->view == NULL || self->stage == NULL)
    return;

  /* While tabs are closed or come back one after the other none of them is shown. */
  cs_member_stage_set_front (self->stage, self->suspended == NULL ? page : NULL);

  if (page != NULL && self->suspended == NULL)
    cs_member_page_wake (page);

  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static CsMemberPage *
get_member_page (AdwTabPage *tab)
{
  GtkWidget *child = adw_tab_page_get_child (tab);

  return CS_IS_MEMBER_PAGE (child) ? CS_MEMBER_PAGE (child) : NULL;
}

static void
detached_cb (CsMemberTabs *self,
             AdwTabPage   *tab)
{
  CsMemberPage *page = get_member_page (tab);

  if (page != NULL && self->stage != NULL)
    cs_member_stage_forget (self->stage, page);
}

/* NULL if something else than a member has that tab. */
static CsMemberPage *
get_nth_member_page (CsMemberTabs *self,
                     int           index)
{
  return get_member_page (adw_tab_view_get_nth_page (self->view, index));
}

static void
for_each_page (CsMemberTabs *self,
               PageFunc      func)
{
  int n_pages = adw_tab_view_get_n_pages (self->view);

  for (int i = 0; i < n_pages; i++)
    if (get_nth_member_page (self, i) != NULL)
      func (self, get_nth_member_page (self, i));
}

static void
update_recents (CsMemberTabs *self,
                CsMemberPage *page)
{
  cs_member_page_set_recents (page, self->recents);
}

static void
remember (CsMemberTabs *self,
          guint64       member_id)
{
  for (guint i = 0; i < self->recents->len; i++)
    if (g_array_index (self->recents, guint64, i) == member_id)
      {
        g_array_remove_index (self->recents, i);
        break;
      }

  g_array_prepend_val (self->recents, member_id);

  if (self->recents->len > RECENTS_MAX)
    g_array_set_size (self->recents, RECENTS_MAX);

  for_each_page (self, update_recents);
}

static void
update_connection (CsMemberTabs *self,
                   CsMemberPage *page)
{
  cs_member_page_set_connection (page, self->connection, self->images);
}

static gboolean
prepare_spare_cb (gpointer user_data)
{
  CsMemberTabs *self = user_data;

  self->spare_id = 0;
  self->spare = g_object_ref_sink (CS_MEMBER_PAGE (cs_member_page_new ()));
  update_connection (self, self->spare);

  return G_SOURCE_REMOVE;
}

static gboolean
trim_cb (gpointer user_data)
{
  CS_MEMBER_TABS (user_data)->trim_id = 0;
  cs_heap_trim ();

  return G_SOURCE_REMOVE;
}

static void
trim_soon (CsMemberTabs *self)
{
  g_clear_handle_id (&self->trim_id, g_source_remove);
  self->trim_id = g_timeout_add_seconds_full (G_PRIORITY_LOW, TRIM_AFTER_S, trim_cb, self, NULL);
}

/* A page takes longer to make than Enter may take. Without a connection there is none:
 * a window that is locked holds nothing.
 */
static void
prepare_spare (CsMemberTabs *self)
{
  if (self->connection != NULL && self->spare == NULL && self->spare_id == 0)
    self->spare_id = g_timeout_add_full (G_PRIORITY_LOW, SPARE_AFTER_MS, prepare_spare_cb, self,
                                         NULL);

  trim_soon (self);
}

static void
member_cb (CsMemberTabs *self,
           GParamSpec   *pspec,
           CsMemberPage *page)
{
  CsMember *member = cs_member_page_get_member (page);

  if (self->view == NULL)
    return;

  if (member != NULL)
    {
      remember (self, cs_member_get_id (member));
      prepare_spare (self);
    }

  changed_cb (self);
}

static void
cards_cb (CsMemberTabs *self,
          GParamSpec   *pspec,
          CsMemberPage *page)
{
  if (self->stage != NULL)
    cs_member_stage_update (self->stage, page);
}

static void
drop_spare (CsMemberTabs *self)
{
  g_clear_handle_id (&self->spare_id, g_source_remove);
  g_clear_object (&self->spare);
}

static void
cs_member_tabs_dispose (GObject *object)
{
  CsMemberTabs *self = CS_MEMBER_TABS (object);

  drop_spare (self);
  g_clear_handle_id (&self->trim_id, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), CS_TYPE_MEMBER_TABS);
  g_clear_object (&self->connection);
  g_clear_object (&self->images);
  g_clear_pointer (&self->recents, g_array_unref);
  g_clear_pointer (&self->suspended, g_ptr_array_unref);

  G_OBJECT_CLASS (cs_member_tabs_parent_class)->dispose (object);
}

static void
cs_member_tabs_class_init (CsMemberTabsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cs_member_tabs_dispose;

  /**
   * CsMemberTabs::changed:
   *
   * Emitted when another page is in front, or shows another member.
   */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", CS_TYPE_MEMBER_TABS, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (CS_TYPE_MEMBER_STAGE);
  gtk_widget_class_set_template_from_resource (widget_class, CS_UI ("cs-member-tabs.ui"));
  gtk_widget_class_bind_template_child (widget_class, CsMemberTabs, stage);
  gtk_widget_class_bind_template_child (widget_class, CsMemberTabs, view);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, detached_cb);
}

static void
cs_member_tabs_init (CsMemberTabs *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->recents = g_array_new (FALSE, FALSE, sizeof (guint64));
  cs_member_tabs_add_page (self);
}

/**
 * cs_member_tabs_add_page:
 * @self: the tabs
 *
 * Adds an untouched page and brings it to the front.
 *
 * Returns: (transfer none): the page
 */
CsMemberPage *
cs_member_tabs_add_page (CsMemberTabs *self)
{
  g_autoptr (CsMemberPage) spare = g_steal_pointer (&self->spare);
  CsMemberPage *page = spare != NULL ? spare : CS_MEMBER_PAGE (cs_member_page_new ());
  AdwTabPage *tab = adw_tab_view_append (self->view, GTK_WIDGET (page));

  g_object_bind_property (page, "title", tab, "title", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (page, "notify::member", G_CALLBACK (member_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "notify::has-cards", G_CALLBACK (cards_cb), self,
                           G_CONNECT_SWAPPED);
  update_recents (self, page);

  if (self->connection != NULL && spare == NULL)
    update_connection (self, page);

  adw_tab_view_set_selected_page (self->view, tab);

  return page;
}

/**
 * cs_member_tabs_get_page:
 * @self: the tabs
 *
 * Borrows the page in front.
 *
 * Returns: (nullable): the page, or `NULL` if all are closed or it is no member's
 */
CsMemberPage *
cs_member_tabs_get_page (CsMemberTabs *self)
{
  AdwTabPage *tab = adw_tab_view_get_selected_page (self->view);

  return tab != NULL ? get_member_page (tab) : NULL;
}

static gboolean
is_members (CsMemberPage     *page,
            const CsIdentity *identity)
{
  return identity->kind == CS_IDENTITY_MEMBER_ID &&
         cs_member_page_get_member_id (page) == identity->member_id;
}

/**
 * cs_member_tabs_choose_page:
 * @self: the tabs
 * @identity: who is to be looked up
 *
 * Brings the page to the front that is already the member's, else the present one
 * if it shows no member, else a new one.
 *
 * Returns: (transfer none): the page
 */
CsMemberPage *
cs_member_tabs_choose_page (CsMemberTabs     *self,
                            const CsIdentity *identity)
{
  CsMemberPage *current = cs_member_tabs_get_page (self);
  int n_pages = adw_tab_view_get_n_pages (self->view);

  for (int i = 0; i < n_pages; i++)
    {
      CsMemberPage *page = get_nth_member_page (self, i);

      if (page == NULL ||
          !(is_members (page, identity) || (current == NULL && cs_member_page_is_untouched (page))))
        continue;

      cs_member_tabs_go_to (self, i);
      return page;
    }

  if (current != NULL && cs_member_page_get_member (current) == NULL)
    return current;

  return cs_member_tabs_add_page (self);
}

/**
 * cs_member_tabs_close_page:
 * @self: the tabs
 *
 * Closes the page in front, unless it is the last.
 *
 * Returns: `FALSE` if it is the last
 */
gboolean
cs_member_tabs_close_page (CsMemberTabs *self)
{
  if (adw_tab_view_get_n_pages (self->view) < 2)
    return FALSE;

  adw_tab_view_close_page (self->view, adw_tab_view_get_selected_page (self->view));

  return TRUE;
}

/**
 * cs_member_tabs_go_to:
 * @self: the tabs
 * @index: which one, from 0; a tab that is not there is passed over
 *
 * Brings a page to the front.
 */
void
cs_member_tabs_go_to (CsMemberTabs *self,
                      int           index)
{
  if (index < adw_tab_view_get_n_pages (self->view))
    adw_tab_view_set_selected_page (self->view, adw_tab_view_get_nth_page (self->view, index));
}

/**
 * cs_member_tabs_add_other:
 * @self: the tabs
 * @child: something else than a member, with a property `title`
 * @icon_name: what its tab looks like
 *
 * Adds a tab. A lock closes it and does not bring it back.
 */
void
cs_member_tabs_add_other (CsMemberTabs *self,
                          GtkWidget    *child,
                          const char   *icon_name)
{
  AdwTabPage *tab = adw_tab_view_append (self->view, child);
  g_autoptr (GIcon) icon = g_themed_icon_new (icon_name);

  adw_tab_page_set_icon (tab, icon);
  g_object_bind_property (child, "title", tab, "title", G_BINDING_SYNC_CREATE);
}

/**
 * cs_member_tabs_find_other:
 * @self: the tabs
 * @type: what it is
 *
 * Finds a tab that is no member's.
 *
 * Returns: (transfer none) (nullable): what was added
 */
GtkWidget *
cs_member_tabs_find_other (CsMemberTabs *self,
                           GType         type)
{
  int n_pages = adw_tab_view_get_n_pages (self->view);

  for (int i = 0; i < n_pages; i++)
    {
      GtkWidget *child = adw_tab_page_get_child (adw_tab_view_get_nth_page (self->view, i));

      if (G_TYPE_CHECK_INSTANCE_TYPE (child, type))
        return child;
    }

  return NULL;
}

/**
 * cs_member_tabs_show_other:
 * @self: the tabs
 * @child: what was added
 *
 * Brings a tab to the front.
 */
void
cs_member_tabs_show_other (CsMemberTabs *self,
                           GtkWidget    *child)
{
  adw_tab_view_set_selected_page (self->view, adw_tab_view_get_page (self->view, child));
}

static void
free_question (gpointer data)
{
  cs_question_free (data);
}

/**
 * cs_member_tabs_suspend:
 * @self: the tabs
 *
 * Destroys all pages, and lets go of the connection. Member IDs are all that stays,
 * for [method@MemberTabs.resume].
 *
 * Returns: how many members come back
 */
guint
cs_member_tabs_suspend (CsMemberTabs *self)
{
  CsMemberPage *front = cs_member_tabs_get_page (self);

  drop_spare (self);
  g_clear_object (&self->connection);
  g_clear_object (&self->images);
  g_clear_pointer (&self->suspended, g_ptr_array_unref);
  self->suspended = g_ptr_array_new_with_free_func (free_question);
  self->front = 0;

  while (adw_tab_view_get_n_pages (self->view) > 0)
    {
      CsMemberPage *page = get_nth_member_page (self, 0);
      guint64 member_id = page != NULL ? cs_member_page_get_member_id (page) : 0;

      if (page != NULL && page == front)
        self->front = self->suspended->len;

      if (member_id != 0)
        g_ptr_array_add (self->suspended,
                         cs_question_new_member (member_id, cs_member_page_get_par (page), NULL));

      adw_tab_view_close_page (self->view, adw_tab_view_get_nth_page (self->view, 0));
    }

  cs_member_stage_clear (self->stage);
  trim_soon (self);

  return self->suspended->len;
}

/**
 * cs_member_tabs_resume:
 * @self: tabs that were suspended
 * @purpose: (nullable): case and reason, for the access log
 *
 * Makes the pages again. The one in front is asked for at once, the others when
 * somebody looks at them.
 */
void
cs_member_tabs_resume (CsMemberTabs *self,
                       const CsCase *purpose)
{
  g_autoptr (GPtrArray) suspended = g_steal_pointer (&self->suspended);
  gboolean has_any = suspended != NULL && suspended->len > 0;

  /* Pages are not woken while they come to the front one after the other. */
  self->suspended = g_ptr_array_new ();

  for (guint i = 0; has_any && i < suspended->len; i++)
    {
      CsQuestion *one = g_ptr_array_index (suspended, i);

      cs_member_page_postpone (cs_member_tabs_add_page (self),
                               cs_question_new (one->identity, one->par, purpose));
    }

  if (!has_any)
    cs_member_tabs_add_page (self);

  g_clear_pointer (&self->suspended, g_ptr_array_unref);
  cs_member_tabs_go_to (self, (int) MIN (self->front, has_any ? suspended->len - 1 : 0));
  changed_cb (self);
}

/**
 * cs_member_tabs_set_connection:
 * @self: the tabs
 * @connection: where to ask
 * @images: the connection's product images
 *
 * Gives all pages their connection.
 */
void
cs_member_tabs_set_connection (CsMemberTabs *self,
                               CsConnection *connection,
                               CsImageStore *images)
{
  g_set_object (&self->connection, connection);
  g_set_object (&self->images, images);
  for_each_page (self, update_connection);
  drop_spare (self);
  prepare_spare (self);
  cs_member_stage_prepare (self->stage);
}

/**
 * cs_member_tabs_set_compact:
 * @self: the tabs
 * @is_compact: whether the window is small
 *
 * Arranges the cards for a small window, or for a large one.
 */
void
cs_member_tabs_set_compact (CsMemberTabs *self,
                            gboolean      is_compact)
{
  cs_member_stage_set_compact (self->stage, is_compact);
}
