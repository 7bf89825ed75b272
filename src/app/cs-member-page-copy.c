/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-member-page-private.h"

#include "cs-copy-button.h"
#include "cs-lookup-record.h"

/* A text on its way to the clipboard. */
typedef struct
{
  CsMemberPage *page;
  char         *text;
} Copy;

static void
copy_free (gpointer data)
{
  Copy *copy = data;

  g_clear_object (&copy->page);
  g_free (copy->text);
  g_free (copy);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Copy, copy_free)

static void
recorded_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (Copy) copy = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_recorded = cs_lookup_record_finish (CS_LOOKUP (source), result, &error);

  /* The tab was closed meanwhile, maybe by the lock, which has withdrawn what was offered. It is
   * still whole, since it is kept here.
   */
  if (gtk_widget_get_root (GTK_WIDGET (copy->page)) == NULL)
    return;

  if (is_recorded)
    cs_copy_to_clipboard (GTK_WIDGET (copy->page), copy->text);
  else
    cs_member_page_show_error (copy->page, error);
}

/**
 * cs_member_page_copy:
 * @self: a page
 * @text: what is copied
 *
 * Copies a text, as the action `page.copy` does. Nothing of a member reaches the clipboard
 * before its record is committed. What is copied where no member is shown, such as the
 * reference of an error, is nobody's data.
 */
void
cs_member_page_copy (CsMemberPage *self,
                     const char   *text)
{
  Copy *copy;

  if (self->member == NULL || self->connection == NULL)
    {
      cs_copy_to_clipboard (GTK_WIDGET (self), text);
      return;
    }

  copy = g_new0 (Copy, 1);
  copy->page = g_object_ref (self);
  copy->text = g_strdup (text);
  cs_lookup_record_async (cs_connection_get_lookup (self->connection), CS_ACTION_COPY,
                          self->member, self->selected,
                          self->question != NULL ? self->question->purpose : NULL,
                          recorded_cb, copy);
}

void
cs_member_page_copy_action (GtkWidget  *widget,
                            const char *name,
                            GVariant   *parameter)
{
  cs_member_page_copy (CS_MEMBER_PAGE (widget), g_variant_get_string (parameter, NULL));
}
