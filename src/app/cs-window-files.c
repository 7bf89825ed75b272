/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-window-private.h"

#include <glib/gi18n-lib.h>

#include "cs-case-sheet.h"
#include "cs-failure.h"
#include "cs-file-choice.h"
#include "cs-leaving.h"
#include "cs-lookup-record.h"
#include "cs-member-export.h"
#include "cs-member-page.h"

static const CsFileType export_types[] = {
  [CS_EXPORT_CSV] = { N_("Table (CSV)"), ".csv" },
  [CS_EXPORT_JSON] = { N_("JSON"), ".json" },
  [CS_EXPORT_PDF] = { N_("Case sheet (PDF)"), ".pdf" },
  { NULL, NULL },
};

static CsLeaving *
create_leaving (CsWindow *self)
{
  CsMemberPage *page = cs_member_tabs_get_page (self->tabs);
  CsMember *member = page != NULL ? cs_member_page_get_member (page) : NULL;
  CsLeaving *leaving = member != NULL ? cs_leaving_new (self) : NULL;

  if (leaving != NULL)
    leaving->member = g_object_ref (member);

  return leaving;
}

void
cs_window_tell (CsWindow   *self,
                const char *text)
{
  if (self->toasts != NULL)
    adw_toast_overlay_add_toast (self->toasts, adw_toast_new (text));
}

/* What failed stays until somebody has read it. */
void
cs_window_tell_failure (CsWindow     *self,
                        const GError *error)
{
  g_autoptr (CsFailure) failure = cs_failure_new (error, NULL);
  g_autofree char *text = NULL;
  AdwToast *toast;

  if (self->toasts == NULL)
    return;

  /* An error of the file system has no better words than its own. */
  text = error->domain == G_FILE_ERROR || error->domain == G_IO_ERROR
           ? g_markup_escape_text (error->message, -1)
           : g_markup_printf_escaped ("%s. %s", failure->title, failure->cause);
  toast = adw_toast_new (text);
  adw_toast_set_timeout (toast, 0);
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
exported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (CsLeaving) leaving = user_data;
  g_autoptr (GError) error = NULL;
  guint n_cards = cs_member_get_n_cards (leaving->member);
  g_autofree char *name = cs_leaving_dup_name (leaving);
  g_autofree char *text = NULL;

  if (!cs_member_export_finish (result, &error))
    {
      cs_window_tell_failure (leaving->window, error);
      return;
    }

  /* Translators: how many cards, and the name of a file */
  text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u card exported to %s",
                                       "%u cards exported to %s", n_cards), n_cards, name);
  cs_window_tell (leaving->window, text);
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (CsLeaving) leaving = user_data;
  guint form;

  if (!cs_leaving_choose_finish (leaving, result, &form))
    return;

  cs_member_export_async (leaving->lookup, leaving->member, leaving->purpose, (CsExportForm) form,
                          leaving->path, exported_cb, leaving);
  g_steal_pointer (&leaving);
}

static void
export_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  CsWindow *self = CS_WINDOW (widget);
  CsLeaving *leaving = create_leaving (self);
  g_autofree char *file = NULL;

  if (leaving == NULL)
    return;

  file = g_strdup_printf ("member-%" G_GUINT64_FORMAT ".csv", cs_member_get_id (leaving->member));
  cs_file_choice_async (GTK_WINDOW (self), CS_FILE_CHOICE_SAVE, _("Export the Member"), file,
                        export_types, leaving->cancellable, chosen_cb, leaving);
}

static void
recorded_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (CsLeaving) leaving = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CsCaseSheet) sheet = NULL;

  if (!cs_lookup_record_finish (leaving->lookup, result, &error))
    {
      cs_window_tell_failure (leaving->window, error);
      return;
    }

  if (leaving->window->toasts == NULL || g_cancellable_is_cancelled (leaving->cancellable))
    return;

  sheet = cs_case_sheet_new (leaving->member, cs_lookup_get_profile (leaving->lookup),
                             leaving->purpose);
  g_signal_connect_object (leaving->window->lock, "notify::is-locked",
                           G_CALLBACK (cs_case_sheet_revoke), sheet, G_CONNECT_SWAPPED);
  cs_case_sheet_print (sheet, GTK_WINDOW (leaving->window));
}

/* Recorded before the dialog opens: its preview is a print, too. */
static void
print_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  CsLeaving *leaving = create_leaving (CS_WINDOW (widget));

  if (leaving != NULL)
    cs_lookup_record_async (leaving->lookup, CS_ACTION_PRINT, leaving->member, NULL,
                            leaving->purpose, recorded_cb, leaving);
}

/**
 * cs_window_install_file_actions:
 * @widget_class: the class of the window
 *
 * Installs what brings a member out of the window.
 */
void
cs_window_install_file_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.export", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "win.print", NULL, print_action);
}
