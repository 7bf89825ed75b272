/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-window-private.h"

#include <glib/gi18n-lib.h>

#include "cs-audit-page.h"
#include "cs-file-choice.h"
#include "cs-findings-export.h"
#include "cs-leaving.h"
#include "cs-won.h"

static const CsFileType table_types[] = {
  { N_("Table (CSV)"), ".csv" },
  { NULL, NULL },
};

static CsAuditPage *
find_page (CsWindow *self)
{
  GtkWidget *page = cs_member_tabs_find_other (self->tabs, CS_TYPE_AUDIT_PAGE);

  return page != NULL ? CS_AUDIT_PAGE (page) : NULL;
}

void
cs_window_set_audit_compact (CsWindow *self,
                             gboolean  is_compact)
{
  CsAuditPage *page = find_page (self);

  if (page != NULL)
    cs_audit_page_set_compact (page, is_compact);
}

static void
show_audit_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  CsWindow *self = CS_WINDOW (widget);
  CsAuditPage *page = find_page (self);
  CsAuditDesk *desk;

  if (self->connection == NULL)
    return;

  if (page == NULL)
    {
      desk = cs_audit_desk_get (G_OBJECT (gtk_window_get_application (GTK_WINDOW (self))),
                                self->profile);
      page = CS_AUDIT_PAGE (cs_audit_page_new (desk, self->connection));
      cs_audit_page_set_compact (page, gtk_widget_has_css_class (widget, "compact"));
      cs_member_tabs_add_other (self->tabs, GTK_WIDGET (page), "x-office-spreadsheet-symbolic");
    }

  cs_member_tabs_show_other (self->tabs, GTK_WIDGET (page));
  gtk_widget_child_focus (GTK_WIDGET (page), GTK_DIR_TAB_FORWARD);
}

static void
start_audit_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  CsWindow *self = CS_WINDOW (widget);
  CsAuditPage *page = find_page (self);
  g_autoptr (CsCase) purpose = cs_case_chip_dup_case (self->case_chip);

  if (page != NULL && cs_window_has_case (self))
    cs_audit_page_start (page, purpose);
}

static void
resume_audit_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  CsWindow *self = CS_WINDOW (widget);
  CsAuditPage *page = find_page (self);
  g_autoptr (CsCase) purpose = cs_case_chip_dup_case (self->case_chip);

  if (page != NULL && cs_window_has_case (self))
    cs_audit_page_resume (page, g_variant_get_string (parameter, NULL), purpose);
}

static void
exported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (CsLeaving) leaving = user_data;
  g_autoptr (GError) error = NULL;
  guint n_rows = leaving->findings->len;
  g_autofree char *count = cs_points_dup (n_rows);
  g_autofree char *name = cs_leaving_dup_name (leaving);
  g_autofree char *text = NULL;

  if (!cs_findings_export_finish (result, &error))
    {
      cs_window_tell_failure (leaving->window, error);
      return;
    }

  /* Translators: how many rows, and the name of a file */
  text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s row exported to %s",
                                       "%s rows exported to %s", n_rows), count, name);
  cs_window_tell (leaving->window, text);
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (CsLeaving) leaving = user_data;

  if (!cs_leaving_choose_finish (leaving, result, NULL))
    return;

  cs_findings_export_async (leaving->lookup, leaving->findings, leaving->purpose, leaving->path,
                            exported_cb, leaving);
  g_steal_pointer (&leaving);
}

static void
export_findings_action (GtkWidget  *widget,
                        const char *name,
                        GVariant   *parameter)
{
  CsWindow *self = CS_WINDOW (widget);
  CsAuditPage *page = find_page (self);
  g_autofree char *count = NULL;
  g_autofree char *title = NULL;
  CsLeaving *leaving = page != NULL ? cs_leaving_new (self) : NULL;

  if (leaving == NULL)
    return;

  leaving->findings = cs_audit_page_copy_shown (page);
  count = cs_points_dup (leaving->findings->len);
  /* Translators: title of a dialog for files; how many rows */
  title = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Export %s Row", "Export %s Rows",
                                        leaving->findings->len), count);
  cs_file_choice_async (GTK_WINDOW (self), CS_FILE_CHOICE_SAVE, title, "findings.csv",
                        table_types, leaving->cancellable, chosen_cb, leaving);
}

/**
 * cs_window_install_audit_actions:
 * @widget_class: the class of the window
 *
 * Installs what concerns audits.
 */
void
cs_window_install_audit_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.show-audit", NULL, show_audit_action);
  gtk_widget_class_install_action (widget_class, "win.start-audit", NULL, start_audit_action);
  gtk_widget_class_install_action (widget_class, "win.resume-audit", "s", resume_audit_action);
  gtk_widget_class_install_action (widget_class, "win.export-findings", NULL,
                                   export_findings_action);
}
