/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-audit-setup.h"

#include <glib/gi18n-lib.h>

#include "cs-audit-desk.h"
#include "cs-audit-history.h"
#include "cs-audit-past-row.h"
#include "cs-resources-path.h"

#define PAST_SHOWN 20

/**
 * CsAuditSetup:
 *
 * The way to an audit, in three steps: whom to ask for, what counts, how it is run. Below
 * the first are the runs that were.
 */
struct _CsAuditSetup
{
  AdwBin            parent_instance;

  CsProfile        *profile;
  GCancellable     *cancellable;

  GtkWidget        *back;
  CsAuditInputStep *input;
  GtkLabel         *message;
  GtkWidget        *next;
  CsAuditPaceStep  *pace;
  GtkListBox       *past;
  GtkWidget        *past_box;
  CsAuditRulesStep *rules;
  GtkStack         *stack;
  GtkWidget        *start;
  GtkLabel         *step;
};

G_DEFINE_FINAL_TYPE (CsAuditSetup, cs_audit_setup, ADW_TYPE_BIN)

static const char *const steps[] = { "input", "rules", "pace" };

static guint
get_step (CsAuditSetup *self)
{
  const char *name = gtk_stack_get_visible_child_name (self->stack);

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (g_strcmp0 (name, steps[i]) == 0)
      return i;

  return 0;
}

static void
show_step (CsAuditSetup *self,
           guint         step)
{
  static const char *const names[] = { N_("Members"), N_("Rules"), N_("Pace") };

  /* Translators: the number of a step, how many there are, and what it is about */
  g_autofree char *text = g_strdup_printf (_("Step %u of %u: %s"), step + 1,
                                           (guint) G_N_ELEMENTS (steps), _(names[step]));

  gtk_label_set_label (self->step, text);
}

static void
update (CsAuditSetup *self)
{
  guint step;
  gboolean is_ready;

  if (self->stack == NULL)
    return;

  step = get_step (self);
  is_ready = cs_audit_input_step_is_ready (self->input) &&
             (step == 0 || cs_audit_rules_step_is_ready (self->rules));
  show_step (self, step);
  gtk_widget_set_visible (self->back, step > 0);
  gtk_widget_set_visible (self->next, step + 1 < G_N_ELEMENTS (steps));
  gtk_widget_set_visible (self->start, step + 1 == G_N_ELEMENTS (steps));
  gtk_widget_set_sensitive (self->next, is_ready);
  gtk_widget_set_sensitive (self->start, is_ready);
}

static void
go_to (CsAuditSetup *self,
       guint         step)
{
  g_return_if_fail (step < G_N_ELEMENTS (steps));

  cs_audit_setup_tell (self, NULL);
  gtk_stack_set_visible_child_name (self->stack, steps[step]);
  update (self);
}

static void
back_cb (CsAuditSetup *self)
{
  go_to (self, get_step (self) - 1);
}

static void
next_cb (CsAuditSetup *self)
{
  go_to (self, get_step (self) + 1);
  gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (CsAuditSetup) self = user_data;
  g_autoptr (GPtrArray) runs = cs_audit_history_list_finish (result, NULL);
  GtkListBoxRow *row;

  if (runs == NULL || self->stack == NULL)
    return;

  while ((row = gtk_list_box_get_row_at_index (self->past, 0)) != NULL)
    gtk_list_box_remove (self->past, GTK_WIDGET (row));

  for (guint i = 0; i < runs->len && i < PAST_SHOWN; i++)
    {
      CsAuditPast *past = g_ptr_array_index (runs, i);

      gtk_list_box_append (self->past, cs_audit_past_row_new (past->folder, past->manifest));
    }

  gtk_widget_set_visible (self->past_box, runs->len > 0);
}

static void
cs_audit_setup_dispose (GObject *object)
{
  CsAuditSetup *self = CS_AUDIT_SETUP (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), CS_TYPE_AUDIT_SETUP);
  self->stack = NULL;
  g_clear_object (&self->profile);

  G_OBJECT_CLASS (cs_audit_setup_parent_class)->dispose (object);
}

static void
cs_audit_setup_class_init (CsAuditSetupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CS_TYPE_AUDIT_INPUT_STEP);
  g_type_ensure (CS_TYPE_AUDIT_PACE_STEP);
  g_type_ensure (CS_TYPE_AUDIT_RULES_STEP);
  G_OBJECT_CLASS (klass)->dispose = cs_audit_setup_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, CS_UI ("cs-audit-setup.ui"));
  gtk_widget_class_bind_template_child (widget_class, CsAuditSetup, back);
  gtk_widget_class_bind_template_child (widget_class, CsAuditSetup, input);
  gtk_widget_class_bind_template_child (widget_class, CsAuditSetup, message);
  gtk_widget_class_bind_template_child (widget_class, CsAuditSetup, next);
  gtk_widget_class_bind_template_child (widget_class, CsAuditSetup, pace);
  gtk_widget_class_bind_template_child (widget_class, CsAuditSetup, past);
  gtk_widget_class_bind_template_child (widget_class, CsAuditSetup, past_box);
  gtk_widget_class_bind_template_child (widget_class, CsAuditSetup, rules);
  gtk_widget_class_bind_template_child (widget_class, CsAuditSetup, stack);
  gtk_widget_class_bind_template_child (widget_class, CsAuditSetup, start);
  gtk_widget_class_bind_template_child (widget_class, CsAuditSetup, step);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback_full (widget_class, "update_cb", G_CALLBACK (update));
}

static void
cs_audit_setup_init (CsAuditSetup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  update (self);
}

/**
 * cs_audit_setup_set_profile:
 * @self: the way
 * @profile: whom will be asked
 *
 * Sets who will be asked.
 */
void
cs_audit_setup_set_profile (CsAuditSetup *self,
                            CsProfile    *profile)
{
  self->profile = g_object_ref (profile);
  cs_audit_pace_step_set_profile (self->pace, profile);
  cs_audit_setup_restart (self);
}

/**
 * cs_audit_setup_restart:
 * @self: the way
 *
 * Begins again, and lists the runs that were.
 */
void
cs_audit_setup_restart (CsAuditSetup *self)
{
  g_autofree char *folder = cs_audit_desk_dup_folder (self->profile);
  CsEnvironment environment = cs_profile_get_environment (self->profile);

  cs_audit_input_step_reset (self->input);
  go_to (self, 0);
  cs_audit_history_list_async (folder, cs_environment_to_string (environment), self->cancellable,
                               listed_cb, g_object_ref (self));
}

/**
 * cs_audit_setup_tell:
 * @self: the way
 * @text: (nullable): what is wrong
 *
 * Says why it cannot be started.
 */
void
cs_audit_setup_tell (CsAuditSetup *self,
                     const char   *text)
{
  gtk_label_set_label (self->message, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message), text != NULL);
}

CsAuditInputStep *
cs_audit_setup_get_input (CsAuditSetup *self)
{
  return self->input;
}

CsAuditRulesStep *
cs_audit_setup_get_rules (CsAuditSetup *self)
{
  return self->rules;
}

CsAuditPaceStep *
cs_audit_setup_get_pace (CsAuditSetup *self)
{
  return self->pace;
}
