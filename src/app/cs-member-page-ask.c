/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-member-page-private.h"

/* A quick answer shows no skeleton at all: it would only flicker. */
#define SKELETON_AFTER_MS 250

static CsMemberPage *
free_weak_page (GWeakRef *page)
{
  CsMemberPage *self = g_weak_ref_get (page);

  g_weak_ref_clear (page);
  g_free (page);

  return self;
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (CsMemberPage) self = free_weak_page (user_data);
  g_autoptr (CsMember) member = NULL;
  g_autoptr (CsCallReport) report = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_current = self != NULL && self->cancellable != NULL &&
                        g_task_get_cancellable (G_TASK (result)) == self->cancellable;

  member = cs_lookup_run_finish (CS_LOOKUP (source), result, &report, &error);

  /* Cancelling is a race: an answer to what nobody waits for any more may still come. */
  if (!is_current || self->stack == NULL)
    return;

  g_clear_object (&self->cancellable);

  if (member != NULL)
    cs_member_page_show_member (self, member);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    cs_member_page_show_failure (self, error, report);
  else if (self->member == NULL)
    cs_member_page_show (self, "start");
}

static void
tell_what_is_waited_for (CsMemberPage *self)
{
  GtkWidget *loading = gtk_stack_get_child_by_name (self->stack, "loading");

  if (loading != NULL)
    cs_loading_page_set_connecting (CS_LOADING_PAGE (loading), self->is_waiting);
}

static gboolean
skeleton_cb (gpointer user_data)
{
  CsMemberPage *self = user_data;
  GtkWidget *loading = cs_member_page_ensure_state (self, "loading", CS_TYPE_LOADING_PAGE);

  self->skeleton_id = 0;
  tell_what_is_waited_for (self);
  cs_loading_page_start (CS_LOADING_PAGE (loading));
  gtk_stack_set_visible_child_name (self->stack, "loading");

  return G_SOURCE_REMOVE;
}

/* The question holds no reference: a page that is closed stops asking. */
static GWeakRef *
create_weak_page (CsMemberPage *self)
{
  GWeakRef *page = g_new0 (GWeakRef, 1);

  g_weak_ref_init (page, self);

  return page;
}

void
cs_member_page_ask (CsMemberPage *self)
{
  self->is_waiting = self->connection == NULL;
  tell_what_is_waited_for (self);

  /* Where connecting has failed it is tried again: nobody waits for what nobody does. */
  if (self->is_waiting)
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "win.reconnect", NULL);
      return;
    }

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->started_us = g_get_monotonic_time ();

  cs_lookup_run_async (cs_connection_get_lookup (self->connection), self->question->identity,
                       self->question->par, self->question->purpose, self->cancellable,
                       answered_cb, create_weak_page (self));
}

/**
 * cs_member_page_wake:
 * @self: a page
 *
 * Asks for what was postponed, if anything was.
 */
void
cs_member_page_wake (CsMemberPage *self)
{
  if (!self->is_postponed)
    return;

  self->is_postponed = FALSE;
  self->skeleton_id = g_timeout_add (SKELETON_AFTER_MS, skeleton_cb, self);
  cs_member_page_ask (self);
}

/**
 * cs_member_page_cancel:
 * @self: a page
 *
 * Stops waiting. What was typed is still in the look-up box.
 */
void
cs_member_page_cancel (CsMemberPage *self)
{
  self->is_waiting = FALSE;
  g_cancellable_cancel (self->cancellable);

  if (self->member == NULL)
    cs_member_page_show (self, "start");
}

static void
retry_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  CsMemberPage *self = CS_MEMBER_PAGE (widget);

  if (self->connection == NULL)
    gtk_widget_activate_action (widget, "win.reconnect", NULL);

  if (self->question == NULL)
    {
      cs_member_page_show (self, "start");
      return;
    }

  self->is_refresh = FALSE;
  self->is_postponed = TRUE;
  cs_member_page_show (self, "blank");
  cs_member_page_wake (self);
}

static void
cancel_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  cs_member_page_cancel (CS_MEMBER_PAGE (widget));
}

/**
 * cs_member_page_install_actions:
 * @widget_class: the class of the page
 *
 * Installs what the states of a page offer.
 */
void
cs_member_page_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "page.retry", NULL, retry_action);
  gtk_widget_class_install_action (widget_class, "page.cancel", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "page.copy", "s", cs_member_page_copy_action);
}
