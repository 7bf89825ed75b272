/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-start-page.h"

#include "cs-art-fan.h"
#include "cs-flow-layout.h"
#include "cs-resources-path.h"
#include "cs-word-wrap.h"

/**
 * CsStartPage:
 *
 * What a tab shows before anything was looked up: the three things that the box
 * takes, and, in the demo, the way to the cast.
 */
struct _CsStartPage
{
  AdwBin     parent_instance;

  GtkWidget *cast_button;
  GtkWidget *first_start;
  GtkLabel  *introduction;
  GtkBox    *recents;
  GtkWidget *recents_box;
};

G_DEFINE_FINAL_TYPE (CsStartPage, cs_start_page, ADW_TYPE_BIN)

static void
cs_start_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_START_PAGE);

  G_OBJECT_CLASS (cs_start_page_parent_class)->dispose (object);
}

static void
cs_start_page_class_init (CsStartPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CS_TYPE_ART_FAN);
  g_type_ensure (CS_TYPE_FLOW_LAYOUT);
  G_OBJECT_CLASS (klass)->dispose = cs_start_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, CS_UI ("cs-start-page.ui"));
  gtk_widget_class_bind_template_child (widget_class, CsStartPage, cast_button);
  gtk_widget_class_bind_template_child (widget_class, CsStartPage, first_start);
  gtk_widget_class_bind_template_child (widget_class, CsStartPage, introduction);
  gtk_widget_class_bind_template_child (widget_class, CsStartPage, recents);
  gtk_widget_class_bind_template_child (widget_class, CsStartPage, recents_box);
}

static void
cs_start_page_init (CsStartPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cs_word_wrap_label (self->introduction);
}

/**
 * cs_start_page_set_demo:
 * @self: a start page
 * @is_demo: whether there is a cast to show
 *
 * Offers the cast, or not.
 */
void
cs_start_page_set_demo (CsStartPage *self,
                        gboolean     is_demo)
{
  gtk_widget_set_visible (self->cast_button, is_demo);
}

/**
 * cs_start_page_set_first_start:
 * @self: a start page
 * @is_first_start: whether nobody has chosen a connection yet
 *
 * Offers the ways to a connection, or not.
 */
void
cs_start_page_set_first_start (CsStartPage *self,
                               gboolean     is_first_start)
{
  gtk_widget_set_visible (self->first_start, is_first_start);
}

static GtkWidget *
create_recent (guint64 member_id)
{
  g_autofree char *text = g_strdup_printf ("%" G_GUINT64_FORMAT, member_id);
  GtkWidget *button = gtk_button_new_with_label (text);

  gtk_widget_add_css_class (button, "numeric");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.look-up");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "t", member_id);

  return button;
}

/**
 * cs_start_page_set_recents:
 * @self: a start page
 * @member_ids: (element-type guint64): who was looked up in this run, latest first
 *
 * Offers the members of this run again. They are kept nowhere.
 */
void
cs_start_page_set_recents (CsStartPage  *self,
                           const GArray *member_ids)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->recents))) != NULL)
    gtk_box_remove (self->recents, child);

  for (guint i = 0; i < member_ids->len; i++)
    gtk_box_append (self->recents, create_recent (g_array_index (member_ids, guint64, i)));

  gtk_widget_set_visible (self->recents_box, member_ids->len > 0);
}
