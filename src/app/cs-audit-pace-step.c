/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-audit-pace-step.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "cs-audit-desk.h"
#include "cs-file-choice.h"
#include "cs-lookup-batch.h"
#include "cs-resources-path.h"

#define NAMES_MOST 100      /* runs of one input in one minute */

/**
 * CsAuditPaceStep:
 *
 * Chooses where a run is kept, and how much of the service it takes.
 */
struct _CsAuditPaceStep
{
  AdwBin          parent_instance;

  char           *folder;
  GCancellable   *cancellable;

  GtkCheckButton *bom;
  GtkSpinButton  *concurrency;
  AdwActionRow   *place;
  GtkSpinButton  *rate;
};

G_DEFINE_FINAL_TYPE (CsAuditPaceStep, cs_audit_pace_step, ADW_TYPE_BIN)

static void
set_folder (CsAuditPaceStep *self,
            char            *folder)
{
  g_autofree char *shown = g_filename_display_name (folder);

  g_free (self->folder);
  self->folder = folder;
  adw_action_row_set_subtitle (self->place, shown);
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (CsAuditPaceStep) self = user_data;
  char *folder = cs_file_choice_finish (result, NULL, NULL);

  if (folder != NULL && self->place != NULL)
    set_folder (self, folder);
  else
    g_free (folder);
}

static void
choose_cb (CsAuditPaceStep *self)
{
  cs_file_choice_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                        CS_FILE_CHOICE_FOLDER, _("Keep Runs In"), NULL, NULL, self->cancellable,
                        chosen_cb, g_object_ref (self));
}

static void
cs_audit_pace_step_dispose (GObject *object)
{
  CsAuditPaceStep *self = CS_AUDIT_PACE_STEP (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), CS_TYPE_AUDIT_PACE_STEP);
  self->place = NULL;
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->folder, g_free);

  G_OBJECT_CLASS (cs_audit_pace_step_parent_class)->dispose (object);
}

static void
cs_audit_pace_step_class_init (CsAuditPaceStepClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cs_audit_pace_step_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, CS_UI ("cs-audit-pace-step.ui"));
  gtk_widget_class_bind_template_child (widget_class, CsAuditPaceStep, bom);
  gtk_widget_class_bind_template_child (widget_class, CsAuditPaceStep, concurrency);
  gtk_widget_class_bind_template_child (widget_class, CsAuditPaceStep, place);
  gtk_widget_class_bind_template_child (widget_class, CsAuditPaceStep, rate);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
}

static void
cs_audit_pace_step_init (CsAuditPaceStep *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

/**
 * cs_audit_pace_step_set_profile:
 * @self: the step
 * @profile: whom will be asked
 *
 * Sets what fits the service.
 */
void
cs_audit_pace_step_set_profile (CsAuditPaceStep *self,
                                CsProfile       *profile)
{
  CsAuditSettings settings;

  cs_audit_settings_init (&settings, profile);
  gtk_spin_button_set_range (self->concurrency, 1, CS_BATCH_CONCURRENCY_MAX);
  gtk_spin_button_set_range (self->rate, 0, CS_AUDIT_PER_SECOND_MAX);
  gtk_spin_button_set_value (self->concurrency, settings.concurrency);
  gtk_spin_button_set_value (self->rate, settings.per_second);
  set_folder (self, cs_audit_desk_dup_folder (profile));
}

/**
 * cs_audit_pace_step_fill_settings:
 * @self: the step
 * @settings: (inout): settings
 *
 * Writes what is chosen into settings.
 */
void
cs_audit_pace_step_fill_settings (CsAuditPaceStep *self,
                                  CsAuditSettings *settings)
{
  settings->concurrency = (guint) gtk_spin_button_get_value_as_int (self->concurrency);
  settings->per_second = (guint) gtk_spin_button_get_value_as_int (self->rate);
  settings->with_bom = gtk_check_button_get_active (self->bom);
}

/**
 * cs_audit_pace_step_create_folder:
 * @self: the step
 * @input_path: the input, whose name the run gets
 * @clock: tells the time, which makes the name
 * @error: return location for an error
 *
 * Makes the folder of a run, which nobody else can read.
 *
 * Returns: (transfer full): its path, or `NULL` on error
 */
char *
cs_audit_pace_step_create_folder (CsAuditPaceStep  *self,
                                  const char       *input_path,
                                  CsClock          *clock,
                                  GError          **error)
{
  g_autofree char *name = g_path_get_basename (input_path);
  g_autoptr (GDateTime) now = cs_clock_dup_kst (clock);
  g_autofree char *time = g_date_time_format (now, "%Y-%m-%d %H.%M");
  int saved_errno;

  (void) g_mkdir_with_parents (self->folder, 0700);

  for (guint i = 1; i <= NAMES_MOST; i++)
    {
      g_autofree char *number = i > 1 ? g_strdup_printf (" (%u)", i) : g_strdup ("");
      g_autofree char *whole = g_strconcat (name, " ", time, number, NULL);
      g_autofree char *path = g_build_filename (self->folder, whole, NULL);

      if (g_mkdir (path, 0700) == 0)
        return g_steal_pointer (&path);

      if (errno != EEXIST)
        break;
    }

  saved_errno = errno;
  g_set_error (error, G_IO_ERROR, (int) g_io_error_from_errno (saved_errno), "%s: %s", self->folder,
               g_strerror (saved_errno));

  return NULL;
}
