/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-audit-page.h"

#include <glib/gi18n-lib.h>

#include "cs-audit-history.h"
#include "cs-audit-run-page.h"
#include "cs-audit-setup.h"
#include "cs-file-choice.h"
#include "cs-resources-path.h"

/**
 * CsAuditPage:
 *
 * The tab of audits: the way to one, and the run itself. It owns neither the run nor what
 * was found for longer than it is shown.
 */
struct _CsAuditPage
{
  AdwBin           parent_instance;

  CsAuditDesk     *desk;
  CsConnection    *connection;
  CsCase          *purpose;         /* of a run that waits for its input */
  char            *folder;          /* and where that is kept */
  GCancellable    *cancellable;

  CsAuditRunPage  *run;
  CsAuditSetup    *setup;
  GtkStack        *stack;
};

G_DEFINE_FINAL_TYPE (CsAuditPage, cs_audit_page, ADW_TYPE_BIN)

typedef enum
{
  PROP_TITLE = 1,
} CsAuditPageProperty;

static GParamSpec *properties[PROP_TITLE + 1];

static void
show (CsAuditPage *self,
      const char  *name)
{
  gtk_stack_set_visible_child_name (self->stack, name);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

static void
show_run (CsAuditPage *self)
{
  cs_audit_run_page_show_run (self->run);
  show (self, "run");
}

static void
set_up_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  CsAuditPage *self = CS_AUDIT_PAGE (widget);

  cs_audit_setup_restart (self->setup);
  show (self, "setup");
}

static void
open_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  CsAuditPage *self = CS_AUDIT_PAGE (widget);
  const char *folder = g_variant_get_string (parameter, NULL);
  g_autoptr (GError) error = NULL;
  CsAuditManifest *manifest = cs_audit_manifest_read (folder, &error);

  if (manifest == NULL)
    {
      cs_audit_setup_tell (self->setup, error->message);
      return;
    }

  cs_audit_run_page_show_past (self->run, folder, manifest);
  show (self, "run");
}

static void
resume_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  gtk_widget_activate_action_variant (widget, "win.resume-audit", parameter);
}

static void
export_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  gtk_widget_activate_action (widget, "win.export-findings", NULL);
}

static void
cs_audit_page_dispose (GObject *object)
{
  CsAuditPage *self = CS_AUDIT_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), CS_TYPE_AUDIT_PAGE);
  self->stack = NULL;
  g_clear_object (&self->desk);
  g_clear_object (&self->connection);
  g_clear_pointer (&self->purpose, cs_case_free);
  g_clear_pointer (&self->folder, g_free);

  G_OBJECT_CLASS (cs_audit_page_parent_class)->dispose (object);
}

static void
cs_audit_page_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  CsAuditPage *self = CS_AUDIT_PAGE (object);
  const char *name = self->stack != NULL ? gtk_stack_get_visible_child_name (self->stack) : NULL;

  switch ((CsAuditPageProperty) prop_id)
    {
    case PROP_TITLE:
      if (g_strcmp0 (name, "run") == 0)
        /* Translators: title of a tab; %s is the name of a file */
        g_value_take_string (value, g_strdup_printf (_("Audit · %s"),
                                                     cs_audit_run_page_get_title (self->run)));
      else
        g_value_set_string (value, _("Audit"));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
cs_audit_page_class_init (CsAuditPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (CS_TYPE_AUDIT_RUN_PAGE);
  g_type_ensure (CS_TYPE_AUDIT_SETUP);
  object_class->dispose = cs_audit_page_dispose;
  object_class->get_property = cs_audit_page_get_property;

  /**
   * CsAuditPage:title:
   *
   * What the tab is called.
   */
  properties[PROP_TITLE] =
    g_param_spec_string ("title", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_install_action (widget_class, "audit.set-up", NULL, set_up_action);
  gtk_widget_class_install_action (widget_class, "audit.open", "s", open_action);
  gtk_widget_class_install_action (widget_class, "audit.resume", "s", resume_action);
  gtk_widget_class_install_action (widget_class, "audit.export", NULL, export_action);
  gtk_widget_class_set_template_from_resource (widget_class, CS_UI ("cs-audit-page.ui"));
  gtk_widget_class_bind_template_child (widget_class, CsAuditPage, run);
  gtk_widget_class_bind_template_child (widget_class, CsAuditPage, setup);
  gtk_widget_class_bind_template_child (widget_class, CsAuditPage, stack);
}

static void
cs_audit_page_init (CsAuditPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

/**
 * cs_audit_page_new:
 * @desk: where runs go on
 * @connection: whom runs ask
 *
 * Makes the page. A run that is there is shown at once.
 *
 * Returns: (transfer floating): the page
 */
GtkWidget *
cs_audit_page_new (CsAuditDesk  *desk,
                   CsConnection *connection)
{
  CsAuditPage *self = g_object_new (CS_TYPE_AUDIT_PAGE, NULL);

  self->desk = g_object_ref (desk);
  self->connection = g_object_ref (connection);
  cs_audit_run_page_set_desk (self->run, desk, cs_connection_get_clock (connection));
  cs_audit_setup_set_profile (self->setup, cs_connection_get_profile (connection));

  if (cs_audit_desk_get_run (desk) != NULL)
    show_run (self);

  return GTK_WIDGET (self);
}

/**
 * cs_audit_page_start:
 * @self: the page
 * @purpose: (nullable): what the run is for
 *
 * Starts the run that was set up.
 */
void
cs_audit_page_start (CsAuditPage  *self,
                     const CsCase *purpose)
{
  CsAuditInputStep *step = cs_audit_setup_get_input (self->setup);
  CsAuditPaceStep *pace = cs_audit_setup_get_pace (self->setup);
  g_autoptr (CsAuditRules) rules =
    cs_audit_rules_step_create_rules (cs_audit_setup_get_rules (self->setup));
  CsAuditInput *input = cs_audit_input_step_get_input (step);
  g_autofree char *folder = NULL;
  g_autofree char *parent = NULL;
  g_autoptr (GError) error = NULL;
  CsAuditSettings settings;

  if (!cs_audit_input_step_is_ready (step) || cs_audit_desk_is_running (self->desk))
    return;

  folder = cs_audit_pace_step_create_folder (pace, cs_audit_input_step_get_path (step),
                                             cs_connection_get_clock (self->connection), &error);

  if (folder == NULL)
    {
      cs_audit_setup_tell (self->setup, error->message);
      return;
    }

  cs_audit_settings_init (&settings, cs_connection_get_profile (self->connection));
  cs_audit_pace_step_fill_settings (pace, &settings);
  settings.folder = folder;
  cs_audit_desk_remember_input (cs_audit_input_get_survey (input)->sha256,
                                cs_audit_input_step_get_path (step));
  parent = g_path_get_dirname (folder);
  cs_audit_history_remember (parent);
  cs_audit_desk_start (self->desk, self->connection, input, rules, purpose, &settings);
  show_run (self);
}

/* Goes on with what the manifest says; the engine refuses what does not fit. */
static void
go_on (CsAuditPage *self,
       const char  *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CsAuditManifest) manifest = cs_audit_manifest_read (self->folder, &error);
  g_autoptr (CsAuditInput) input = manifest != NULL ? cs_audit_input_open (path, &error) : NULL;
  g_autoptr (CsAuditRules) rules = cs_audit_rules_new ();
  CsAuditSettings settings;

  if (input == NULL || !cs_audit_rules_parse (rules, manifest->rules, &error))
    {
      cs_audit_setup_tell (self->setup, error->message);
      return;
    }

  cs_audit_input_set_column (input, manifest->column);
  cs_audit_settings_init (&settings, cs_connection_get_profile (self->connection));
  settings.folder = self->folder;
  settings.is_resumed = TRUE;
  settings.retries_failed = TRUE;
  settings.concurrency = manifest->concurrency;
  settings.per_second = manifest->per_second;
  cs_audit_desk_start (self->desk, self->connection, input, rules, self->purpose, &settings);
  show_run (self);
}

static void
input_chosen_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (CsAuditPage) self = user_data;
  g_autofree char *path = cs_file_choice_finish (result, NULL, NULL);

  if (path != NULL && self->stack != NULL && !cs_audit_desk_is_running (self->desk))
    go_on (self, path);
}

/**
 * cs_audit_page_resume:
 * @self: the page
 * @folder: of an earlier run
 * @purpose: (nullable): what it is for
 *
 * Goes on with an earlier run, and asks again for members that failed. Where its input
 * lies is remembered; if it is not there any more, somebody has to choose it.
 */
void
cs_audit_page_resume (CsAuditPage  *self,
                      const char   *folder,
                      const CsCase *purpose)
{
  g_autoptr (CsAuditManifest) manifest = cs_audit_manifest_read (folder, NULL);
  g_autofree char *path = manifest != NULL ? cs_audit_desk_dup_input (manifest->input_sha256)
                                           : NULL;

  if (manifest == NULL || cs_audit_desk_is_running (self->desk))
    return;

  g_free (self->folder);
  self->folder = g_strdup (folder);
  g_clear_pointer (&self->purpose, cs_case_free);
  self->purpose = purpose != NULL ? cs_case_copy (purpose) : NULL;

  if (path != NULL && g_file_test (path, G_FILE_TEST_EXISTS))
    go_on (self, path);
  else
    cs_file_choice_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                          CS_FILE_CHOICE_OPEN, _("Choose the Input of That Run"), NULL, NULL,
                          self->cancellable, input_chosen_cb, g_object_ref (self));
}

/**
 * cs_audit_page_copy_shown:
 * @self: the page
 *
 * Takes the findings that are shown, for an export.
 *
 * Returns: (transfer full) (element-type CsAuditFinding): the findings in their order
 */
GPtrArray *
cs_audit_page_copy_shown (CsAuditPage *self)
{
  return cs_audit_run_page_copy_shown (self->run);
}

/**
 * cs_audit_page_set_compact:
 * @self: the page
 * @is_compact: whether the window is small
 *
 * Arranges the page for a small window, or for a large one.
 */
void
cs_audit_page_set_compact (CsAuditPage *self,
                           gboolean     is_compact)
{
  cs_audit_run_page_set_compact (self->run, is_compact);
}
