/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-lock-group.h"

#include <glib/gi18n-lib.h>

#include "cs-failure.h"
#include "cs-resources-path.h"
#include "cs-secret-entry.h"
#include "cs-unlock.h"

/* What the settings and the log call it. */
#define SETTING "lock-passphrase"

/**
 * CsLockGroup:
 *
 * The settings of the lock: after how many minutes it locks, and whether unlocking takes
 * a PIN or passphrase. Who changes or removes that must know the present one.
 */
struct _CsLockGroup
{
  AdwPreferencesGroup  parent_instance;

  CsLock              *lock;
  GCancellable        *cancellable;

  GtkWidget           *apply;
  GtkLabel            *message;
  GtkAdjustment       *minutes;
  GtkWidget           *minutes_spin;
  GtkWidget           *new_one;
  AdwExpanderRow      *passphrase;
  GtkWidget           *present;
  GtkWidget           *remove;
  GtkWidget           *repeated;
};

G_DEFINE_FINAL_TYPE (CsLockGroup, cs_lock_group, ADW_TYPE_PREFERENCES_GROUP)

/* What a worker does with the keyring, and what came of it. */
typedef struct
{
  CsSecret       *present;       /* NULL if there is none to know */
  CsSecret       *passphrase;    /* NULL to remove it */
  CsClock        *clock;
  CsUnlockResult  result;
  guint           wait_seconds;
} Change;

static void
change_free (gpointer data)
{
  Change *change = data;

  g_clear_pointer (&change->present, cs_secret_unref);
  g_clear_pointer (&change->passphrase, cs_secret_unref);
  g_clear_object (&change->clock);
  g_free (change);
}

static gboolean
has_passphrase (CsLockGroup *self)
{
  return g_settings_get_boolean (cs_lock_get_settings (self->lock), SETTING);
}

static void
show_message (CsLockGroup *self,
              const char  *text)
{
  gtk_label_set_label (self->message, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message), text != NULL);
}

static void
update (CsLockGroup *self)
{
  gboolean is_set = has_passphrase (self);

  adw_expander_row_set_subtitle (self->passphrase,
                                 is_set ? _("Unlocking takes the PIN or passphrase.")
                                        : _("None is set: one click unlocks."));
  gtk_widget_set_visible (self->present, is_set);
  gtk_widget_set_visible (self->remove, is_set);
  gtk_button_set_label (GTK_BUTTON (self->apply), is_set ? _("Change") : _("Set"));
}

static void
change_in_thread (GTask        *task,
                  gpointer      source_object,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  Change *change = task_data;
  GError *error = NULL;

  change->result = CS_UNLOCK_OPEN;

  if (change->present != NULL)
    cs_unlock_try (change->present, change->clock, &change->result, &change->wait_seconds,
                   cancellable, &error);

  if (error == NULL && change->result == CS_UNLOCK_OPEN && change->passphrase != NULL)
    cs_unlock_set (change->passphrase, cancellable, &error);
  else if (error == NULL && change->result == CS_UNLOCK_OPEN)
    cs_unlock_forget (cancellable, &error);

  if (error == NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
show_wrong (CsLockGroup *self,
            guint        wait_seconds)
{
  g_autofree char *text = NULL;

  if (wait_seconds > 0)
    text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         "That is not the passphrase. Try again in %u second.",
                                         "That is not the passphrase. Try again in %u seconds.",
                                         wait_seconds), wait_seconds);

  show_message (self, text != NULL ? text : _("That is not the passphrase."));
  cs_lock_report (self->lock, CS_ACTION_UNLOCK_FAILED, SETTING, "refused");
  gtk_widget_grab_focus (self->present);
}

/* That one is set or none is recorded by the setting; that it is another one, here. */
static void
finish_change (CsLockGroup *self,
               gboolean     is_set)
{
  if (is_set && has_passphrase (self))
    cs_lock_report (self->lock, CS_ACTION_SETTINGS_CHANGED, SETTING "=changed", "ok");

  g_settings_set_boolean (cs_lock_get_settings (self->lock), SETTING, is_set);
  adw_expander_row_set_expanded (self->passphrase, FALSE);
}

static void
changed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (CsLockGroup) self = user_data;
  g_autoptr (GError) error = NULL;
  Change *change = g_task_get_task_data (G_TASK (result));
  gboolean is_answered = g_task_propagate_boolean (G_TASK (result), &error);

  if (self->lock == NULL)
    return;

  gtk_widget_set_sensitive (GTK_WIDGET (self->passphrase), TRUE);

  if (!is_answered)
    show_message (self, error->message);
  else if (change->result != CS_UNLOCK_OPEN)
    show_wrong (self, change->wait_seconds);
  else
    finish_change (self, change->passphrase != NULL);
}

static void
run (CsLockGroup *self,
     CsSecret    *passphrase)
{
  g_autoptr (GTask) task = g_task_new (NULL, self->cancellable, changed_cb, g_object_ref (self));
  Change *change = g_new0 (Change, 1);

  if (has_passphrase (self))
    change->present = cs_secret_entry_take (GTK_EDITABLE (self->present));

  change->passphrase = passphrase != NULL ? cs_secret_ref (passphrase) : NULL;
  change->clock = g_object_ref (cs_lock_get_clock (self->lock));
  show_message (self, NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->passphrase), FALSE);
  g_task_set_source_tag (task, run);
  g_task_set_task_data (task, change, change_free);
  g_task_run_in_thread (task, change_in_thread);
}

static void
apply_cb (CsLockGroup *self)
{
  g_autofree char *problem = NULL;
  g_autoptr (CsSecret) passphrase =
    cs_secret_entry_take_new (GTK_EDITABLE (self->new_one), GTK_EDITABLE (self->repeated),
                              &problem);

  if (passphrase != NULL)
    {
      run (self, passphrase);
      return;
    }

  show_message (self, problem);
  gtk_widget_grab_focus (self->new_one);
}

static void
remove_cb (CsLockGroup *self)
{
  run (self, NULL);
}

static void
cs_lock_group_dispose (GObject *object)
{
  CsLockGroup *self = CS_LOCK_GROUP (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->lock);
  gtk_widget_dispose_template (GTK_WIDGET (self), CS_TYPE_LOCK_GROUP);

  G_OBJECT_CLASS (cs_lock_group_parent_class)->dispose (object);
}

static void
cs_lock_group_class_init (CsLockGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cs_lock_group_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, CS_UI ("cs-lock-group.ui"));
  gtk_widget_class_bind_template_child (widget_class, CsLockGroup, apply);
  gtk_widget_class_bind_template_child (widget_class, CsLockGroup, message);
  gtk_widget_class_bind_template_child (widget_class, CsLockGroup, minutes);
  gtk_widget_class_bind_template_child (widget_class, CsLockGroup, minutes_spin);
  gtk_widget_class_bind_template_child (widget_class, CsLockGroup, new_one);
  gtk_widget_class_bind_template_child (widget_class, CsLockGroup, passphrase);
  gtk_widget_class_bind_template_child (widget_class, CsLockGroup, present);
  gtk_widget_class_bind_template_child (widget_class, CsLockGroup, remove);
  gtk_widget_class_bind_template_child (widget_class, CsLockGroup, repeated);
  gtk_widget_class_bind_template_callback (widget_class, apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
cs_lock_group_init (CsLockGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

static void
setting_cb (CsLockGroup *self)
{
  if (self->lock != NULL)
    update (self);
}

/**
 * cs_lock_group_set_lock:
 * @self: a group without a lock
 * @lock: the application's
 *
 * Shows the settings of a lock; what an administrator has fixed cannot be changed.
 */
void
cs_lock_group_set_lock (CsLockGroup *self,
                        CsLock      *lock)
{
  GSettings *settings = cs_lock_get_settings (lock);

  self->lock = g_object_ref (lock);
  g_settings_bind (settings, "lock-minutes", self->minutes, "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind_writable (settings, "lock-minutes", self->minutes_spin, "sensitive", FALSE);
  g_signal_connect_object (settings, "changed::" SETTING, G_CALLBACK (setting_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_visible (GTK_WIDGET (self->passphrase),
                          g_settings_is_writable (settings, SETTING));
  update (self);
}
