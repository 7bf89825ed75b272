/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-empty-page.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "cs-resources-path.h"

/**
 * CsEmptyPage:
 *
 * A member who exists and holds no card: not the same as no such member.
 */
struct _CsEmptyPage
{
  AdwBin         parent_instance;

  AdwStatusPage *status;
};

G_DEFINE_FINAL_TYPE (CsEmptyPage, cs_empty_page, ADW_TYPE_BIN)

static void
cs_empty_page_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_EMPTY_PAGE);

  G_OBJECT_CLASS (cs_empty_page_parent_class)->dispose (object);
}

static void
cs_empty_page_class_init (CsEmptyPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cs_empty_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, CS_UI ("cs-empty-page.ui"));
  gtk_widget_class_bind_template_child (widget_class, CsEmptyPage, status);
}

static void
cs_empty_page_init (CsEmptyPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * cs_empty_page_set_member:
 * @self: an empty page
 * @member: a member without cards
 *
 * Says who has no cards, and when that was so.
 */
void
cs_empty_page_set_member (CsEmptyPage *self,
                          CsMember    *member)
{
  g_autofree char *time = g_date_time_format (cs_member_get_as_of (member), "%H:%M:%S");
  g_autofree char *id = g_strdup_printf ("%" G_GUINT64_FORMAT, cs_member_get_id (member));
  g_autofree char *text = NULL;

  /* Translators: first a member ID, then a time of day in Korean time */
  text = g_strdup_printf (_("Member %s exists and holds no card (as of %s KST)."), id, time);
  adw_status_page_set_description (self->status, text);
}
