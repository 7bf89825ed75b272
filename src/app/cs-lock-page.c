/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-lock-page.h"

#include <glib/gi18n-lib.h>

#include "cs-failure.h"
#include "cs-keyring.h"
#include "cs-resources-path.h"
#include "cs-secret-entry.h"
#include "cs-unlock.h"

/**
 * CsLockPage:
 *
 * What stands in the window while it is locked, and the way back.
 *
 * With a passphrase that way leads over the keyring, in a worker: what is typed is
 * taken out of the entry before anything else happens. Without one, and in the demo,
 * one click does, and a passphrase is offered for the next time.
 */
struct _CsLockPage
{
  AdwBin             parent_instance;

  CsLock            *lock;
  GCancellable      *cancellable;
  gboolean           asks;
  guint              wait_seconds;
  guint              wait_id;

  GtkLabel          *message;
  GtkPasswordEntry  *new_one;
  GtkExpander       *offer;
  GtkPasswordEntry  *passphrase;
  GtkPasswordEntry  *repeated;
  GtkWidget         *set;
  GtkWidget         *unlock;
  GtkLabel          *who;
  GtkLabel          *why;
};

G_DEFINE_FINAL_TYPE (CsLockPage, cs_lock_page, ADW_TYPE_BIN)

/* What a worker does with the keyring, and what came of it. */
typedef struct
{
  CsSecret       *passphrase;
  CsClock        *clock;
  CsUnlockResult  result;
  guint           wait_seconds;
} Try;

static void
try_free (gpointer data)
{
  Try *try = data;

  g_clear_pointer (&try->passphrase, cs_secret_unref);
  g_clear_object (&try->clock);
  g_free (try);
}

static void
show_message (CsLockPage *self,
              const char *text)
{
  gtk_label_set_label (self->message, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message), text != NULL);
}

static void
set_busy (CsLockPage *self,
          gboolean    is_busy)
{
  gtk_widget_set_sensitive (self->unlock, !is_busy && self->wait_seconds == 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->passphrase), !is_busy && self->wait_seconds == 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->offer), !is_busy);
}

static void
show_wait (CsLockPage *self)
{
  g_autofree char *text =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                  "That is not the passphrase. Try again in %u second.",
                                  "That is not the passphrase. Try again in %u seconds.",
                                  self->wait_seconds), self->wait_seconds);

  show_message (self, text);
}

static gboolean
wait_cb (gpointer user_data)
{
  CsLockPage *self = user_data;

  self->wait_seconds--;

  if (self->wait_seconds > 0)
    {
      show_wait (self);
      return G_SOURCE_CONTINUE;
    }

  self->wait_id = 0;
  show_message (self, NULL);
  set_busy (self, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->passphrase));

  return G_SOURCE_REMOVE;
}

static void
show_wrong (CsLockPage *self,
            guint       wait_seconds)
{
  self->wait_seconds = wait_seconds;
  set_busy (self, FALSE);

  if (wait_seconds == 0)
    {
      show_message (self, _("That is not the passphrase."));
      gtk_widget_grab_focus (GTK_WIDGET (self->passphrase));
      return;
    }

  show_wait (self);
  g_clear_handle_id (&self->wait_id, g_source_remove);
  self->wait_id = g_timeout_add_seconds (1, wait_cb, self);
}

static void
run (CsLockPage          *self,
     CsSecret            *passphrase,
     GTaskThreadFunc      func,
     GAsyncReadyCallback  callback)
{
  g_autoptr (GTask) task = g_task_new (NULL, self->cancellable, callback, g_object_ref (self));
  Try *try = g_new0 (Try, 1);

  try->passphrase = passphrase != NULL ? cs_secret_ref (passphrase) : NULL;
  try->clock = g_object_ref (cs_lock_get_clock (self->lock));
  g_task_set_task_data (task, try, try_free);
  g_task_run_in_thread (task, func);
}

/* Stays locked, and says what to do. */
static void
show_trouble (CsLockPage   *self,
              const GError *error)
{
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  /* Translators: %s is what is the matter with the keyring, and what to do */
  text = g_strdup_printf (_("The console stays locked. %s"), error->message);
  set_busy (self, FALSE);
  show_message (self, text);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
try_in_thread (GTask        *task,
               gpointer      source_object,
               gpointer      task_data,
               GCancellable *cancellable)
{
  Try *try = task_data;
  GError *error = NULL;

  if (cs_unlock_try (try->passphrase, try->clock, &try->result, &try->wait_seconds, cancellable,
                     &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
report_refusal (CsLockPage   *self,
                const GError *trouble)
{
  g_autofree char *outcome = trouble != NULL ? cs_failure_dup_outcome (trouble, NULL) : NULL;

  cs_lock_report (self->lock, CS_ACTION_UNLOCK_FAILED, NULL,
                  outcome != NULL ? outcome : "refused");
}

static void
tried_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (CsLockPage) self = user_data;
  g_autoptr (GError) error = NULL;
  Try *try = g_task_get_task_data (G_TASK (result));
  gboolean is_tried = g_task_propagate_boolean (G_TASK (result), &error);

  if (self->lock == NULL)
    return;

  if (is_tried && try->result == CS_UNLOCK_OPEN)
    {
      cs_lock_release (self->lock);
      return;
    }

  report_refusal (self, is_tried ? NULL : error);

  if (!is_tried)
    show_trouble (self, error);
  else
    show_wrong (self, try->wait_seconds);
}

static void
unlock_cb (CsLockPage *self)
{
  g_autoptr (CsSecret) passphrase = NULL;

  if (!self->asks)
    {
      cs_lock_release (self->lock);
      return;
    }

  passphrase = cs_secret_entry_take (GTK_EDITABLE (self->passphrase));
  show_message (self, NULL);
  set_busy (self, TRUE);
  run (self, passphrase, try_in_thread, tried_cb);
}

static void
set_in_thread (GTask        *task,
               gpointer      source_object,
               gpointer      task_data,
               GCancellable *cancellable)
{
  Try *try = task_data;
  GError *error = NULL;

  if (cs_unlock_set (try->passphrase, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
set_done_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (CsLockPage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_set = g_task_propagate_boolean (G_TASK (result), &error);

  if (self->lock == NULL)
    return;

  set_busy (self, FALSE);

  if (!is_set)
    {
      show_message (self, error->message);
      return;
    }

  g_settings_set_boolean (cs_lock_get_settings (self->lock), "lock-passphrase", TRUE);
  cs_lock_release (self->lock);
}

static void
set_cb (CsLockPage *self)
{
  g_autofree char *problem = NULL;
  g_autoptr (CsSecret) passphrase =
    cs_secret_entry_take_new (GTK_EDITABLE (self->new_one), GTK_EDITABLE (self->repeated),
                              &problem);

  show_message (self, problem);

  if (passphrase == NULL)
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->new_one));
      return;
    }

  set_busy (self, TRUE);
  run (self, passphrase, set_in_thread, set_done_cb);
}

static void
read_in_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Try *try = task_data;
  CsUnlockState state = { 0 };
  GError *error = NULL;

  if (cs_unlock_read (try->clock, &state, cancellable, &error) && !state.is_set)
    cs_keyring_set_error (&error, CS_KEYRING_ERROR_MISSING);

  if (error == NULL)
    {
      try->wait_seconds = state.wait_seconds;
      g_task_return_boolean (task, TRUE);
    }
  else
    {
      g_task_return_error (task, error);
    }
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (CsLockPage) self = user_data;
  g_autoptr (GError) error = NULL;
  Try *try = g_task_get_task_data (G_TASK (result));
  gboolean is_read = g_task_propagate_boolean (G_TASK (result), &error);

  if (self->lock == NULL)
    return;

  if (!is_read)
    show_trouble (self, error);
  else if (try->wait_seconds > 0)
    show_wrong (self, try->wait_seconds);
}

static const char *
get_reason_text (CsLock *lock)
{
  switch (cs_lock_get_reason (lock))
    {
    case CS_LOCK_IDLE:
      return _("Nobody was here for a while: the answers were removed from memory, not covered.");

    case CS_LOCK_SCREEN:
      return _("The screen was locked: the answers were removed from memory, not covered.");

    case CS_LOCK_SUSPEND:
      return _("The computer went to sleep: the answers were removed from memory, not covered.");

    case CS_LOCK_START:
      return _("The console was locked when it was closed.");

    case CS_LOCK_ASKED:
    default:
      return _("The answers were removed from memory, not covered.");
    }
}

static void
describe (CsLockPage *self,
          guint       n_tabs)
{
  g_autofree char *tabs = NULL;
  g_autofree char *why = NULL;
  g_autofree char *time = g_date_time_format (cs_lock_get_since (self->lock), "%H:%M:%S");
  g_autofree char *who = NULL;

  if (n_tabs > 0)
    tabs = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         "%u tab comes back and is fetched again.",
                                         "%u tabs come back and are fetched again.", n_tabs),
                            n_tabs);

  why = g_strjoin (tabs != NULL ? "\n" : "", get_reason_text (self->lock),
                   tabs != NULL ? tabs : "", NULL);
  /* Translators: the login name of who sits here, and a time of day in Korean time */
  who = g_strdup_printf (_("Operator %s · locked at %s KST"), g_get_user_name (), time);
  gtk_label_set_label (self->why, why);
  gtk_label_set_label (self->who, who);
}

static void
cs_lock_page_dispose (GObject *object)
{
  CsLockPage *self = CS_LOCK_PAGE (object);

  g_clear_handle_id (&self->wait_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->lock);
  gtk_widget_dispose_template (GTK_WIDGET (self), CS_TYPE_LOCK_PAGE);

  G_OBJECT_CLASS (cs_lock_page_parent_class)->dispose (object);
}

static gboolean
cs_lock_page_grab_focus (GtkWidget *widget)
{
  CsLockPage *self = CS_LOCK_PAGE (widget);

  return gtk_widget_grab_focus (self->asks ? GTK_WIDGET (self->passphrase) : self->unlock);
}

/* A window that opens locked gives the focus away before there is anything to see. */
static void
cs_lock_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (cs_lock_page_parent_class)->map (widget);
  gtk_widget_grab_focus (widget);
}

static void
cs_lock_page_class_init (CsLockPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cs_lock_page_dispose;
  widget_class->grab_focus = cs_lock_page_grab_focus;
  widget_class->map = cs_lock_page_map;

  gtk_widget_class_set_template_from_resource (widget_class, CS_UI ("cs-lock-page.ui"));
  gtk_widget_class_bind_template_child (widget_class, CsLockPage, message);
  gtk_widget_class_bind_template_child (widget_class, CsLockPage, new_one);
  gtk_widget_class_bind_template_child (widget_class, CsLockPage, offer);
  gtk_widget_class_bind_template_child (widget_class, CsLockPage, passphrase);
  gtk_widget_class_bind_template_child (widget_class, CsLockPage, repeated);
  gtk_widget_class_bind_template_child (widget_class, CsLockPage, set);
  gtk_widget_class_bind_template_child (widget_class, CsLockPage, unlock);
  gtk_widget_class_bind_template_child (widget_class, CsLockPage, who);
  gtk_widget_class_bind_template_child (widget_class, CsLockPage, why);
  gtk_widget_class_bind_template_callback (widget_class, set_cb);
  gtk_widget_class_bind_template_callback (widget_class, unlock_cb);
}

static void
cs_lock_page_init (CsLockPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

/**
 * cs_lock_page_new:
 * @lock: the lock
 * @is_demo: whether nothing of any real member was here
 * @n_tabs: how many members come back
 *
 * Makes the page for a console that is locked.
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
cs_lock_page_new (CsLock   *lock,
                  gboolean  is_demo,
                  guint     n_tabs)
{
  CsLockPage *self = g_object_new (CS_TYPE_LOCK_PAGE, NULL);

  self->lock = g_object_ref (lock);
  self->asks = !is_demo && g_settings_get_boolean (cs_lock_get_settings (lock),
                                                   "lock-passphrase");
  gtk_widget_set_visible (GTK_WIDGET (self->passphrase), self->asks);
  gtk_widget_set_visible (GTK_WIDGET (self->offer), !is_demo && !self->asks);
  describe (self, n_tabs);

  if (self->asks)
    run (self, NULL, read_in_thread, read_cb);

  return GTK_WIDGET (self);
}
