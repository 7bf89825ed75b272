/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-window-private.h"

#include "cs-dictionary-window.h"
#include "cs-log-window.h"
#include "cs-member-page.h"
#include "cs-shortcuts-window.h"

static void
focus_lookup_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  gtk_widget_grab_focus (GTK_WIDGET (CS_WINDOW (widget)->lookup_box));
}

static void
look_up_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  g_autoptr (CsIdentity) identity = cs_identity_new_member (g_variant_get_uint64 (parameter));

  cs_window_look_up (CS_WINDOW (widget), identity);
}

static void
refresh_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  CsWindow *self = CS_WINDOW (widget);
  g_autoptr (CsCase) purpose = cs_case_chip_dup_case (self->case_chip);
  CsMemberPage *page = cs_member_tabs_get_page (self->tabs);

  if (page != NULL && cs_window_has_case (self))
    cs_member_page_refresh (page, purpose);
}

static void
set_case_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  cs_case_chip_popup (CS_WINDOW (widget)->case_chip);
}

static void
new_tab_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  CsWindow *self = CS_WINDOW (widget);

  cs_member_tabs_add_page (self->tabs);
  cs_lookup_box_clear (self->lookup_box);
  gtk_widget_grab_focus (GTK_WIDGET (self->lookup_box));
}

static void
close_tab_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  CsWindow *self = CS_WINDOW (widget);

  if (!cs_member_tabs_close_page (self->tabs))
    gtk_window_close (GTK_WINDOW (self));
}

static void
go_to_tab_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  cs_member_tabs_go_to (CS_WINDOW (widget)->tabs, g_variant_get_int32 (parameter));
}

/**
 * cs_window_close_cast:
 * @self: a window
 *
 * Closes the cast sheet, if it is open.
 */
void
cs_window_close_cast (CsWindow *self)
{
  if (self->cast_sheet == NULL)
    return;

  gtk_overlay_remove_overlay (self->overlay, GTK_WIDGET (self->cast_sheet));
  self->cast_sheet = NULL;
  gtk_widget_grab_focus (GTK_WIDGET (self->lookup_box));
}

static void
ask_for_part (CsWindow         *self,
              const CsMockPart *part)
{
  g_autofree char *text = g_strdup_printf ("%" G_GUINT64_FORMAT, part->member_id);
  g_autoptr (CsIdentity) member = cs_identity_new_member (part->member_id);
  CsMockCardNo card_no;
  CsMockPar par;

  switch (part->ask)
    {
    case CS_MOCK_ASK_CARD:
      if (!cs_mock_part_get_card_no (part, card_no))
        break;

      cs_lookup_box_set_text (self->lookup_box, card_no);
      cs_window_submit (self);
      break;

    case CS_MOCK_ASK_PAR:
      cs_lookup_box_set_text (self->lookup_box, text);
      cs_window_start_lookup (self, member, cs_mock_part_get_par (part, par) ? par : NULL);
      break;

    case CS_MOCK_ASK_MEMBER:
    default:
      cs_lookup_box_set_text (self->lookup_box, text);
      cs_window_submit (self);
      break;
    }
}

static void
cast_chosen_cb (CsWindow         *self,
                const CsMockPart *part)
{
  cs_window_close_cast (self);
  ask_for_part (self, part);
}

static void
show_cast_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  CsWindow *self = CS_WINDOW (widget);
  GtkWidget *sheet;

  if (self->cast_sheet != NULL)
    return;

  sheet = cs_cast_sheet_new (cs_connection_get_mock (self->connection));
  self->cast_sheet = CS_CAST_SHEET (sheet);
  g_signal_connect_object (sheet, "chosen", G_CALLBACK (cast_chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (sheet, "closed", G_CALLBACK (cs_window_close_cast), self,
                           G_CONNECT_SWAPPED);
  gtk_overlay_add_overlay (self->overlay, sheet);
  gtk_widget_grab_focus (sheet);
}

/* Reading the log is an access as well: where case and reason are required, it needs both. */
static void
show_log_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  CsWindow *self = CS_WINDOW (widget);
  g_autoptr (CsCase) purpose = cs_case_chip_dup_case (self->case_chip);
  CsLookup *lookup;

  if (self->connection == NULL || !cs_window_has_case (self))
    return;

  lookup = cs_connection_get_lookup (self->connection);
  cs_log_window_present (GTK_WINDOW (self), cs_lookup_get_access_log (lookup), self->clock,
                         purpose);
}

static void
show_dictionary_action (GtkWidget  *widget,
                        const char *name,
                        GVariant   *parameter)
{
  cs_dictionary_window_present (GTK_WINDOW (widget));
}

static void
show_shortcuts_action (GtkWidget  *widget,
                       const char *name,
                       GVariant   *parameter)
{
  cs_shortcuts_window_present (GTK_WINDOW (widget));
}

/* In a window of its own: nothing of one project is ever beside another's, and the demo's
 * mock service ends with its window.
 */
static void
connect_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  CsWindow *self = CS_WINDOW (widget);
  CsWindow *other = cs_window_new (gtk_window_get_application (GTK_WINDOW (self)), self->lock);

  cs_window_connect (other, g_variant_get_string (parameter, NULL));
  gtk_window_present (GTK_WINDOW (other));
  gtk_window_close (GTK_WINDOW (self));
}

static void
reconnect_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  cs_window_reconnect (CS_WINDOW (widget));
}

typedef struct
{
  const char                  *name;
  const char                  *parameter_type;
  GtkWidgetActionActivateFunc  activate;
} Action;

static const Action window_actions[] = {
  { "win.connect", "s", connect_action },
  { "win.reconnect", NULL, reconnect_action },
  { "win.focus-lookup", NULL, focus_lookup_action },
  { "win.look-up", "t", look_up_action },
  { "win.refresh", NULL, refresh_action },
  { "win.set-case", NULL, set_case_action },
  { "win.new-tab", NULL, new_tab_action },
  { "win.close-tab", NULL, close_tab_action },
  { "win.go-to-tab", "i", go_to_tab_action },
  { "win.show-cast", NULL, show_cast_action },
  { "win.show-log", NULL, show_log_action },
  { "win.show-dictionary", NULL, show_dictionary_action },
  { "win.show-shortcuts", NULL, show_shortcuts_action },
};

/**
 * cs_window_install_actions:
 * @widget_class: the class of the window
 *
 * Installs what menu, shortcuts and buttons ask for.
 */
void
cs_window_install_actions (GtkWidgetClass *widget_class)
{
  for (gsize i = 0; i < G_N_ELEMENTS (window_actions); i++)
    gtk_widget_class_install_action (widget_class, window_actions[i].name,
                                     window_actions[i].parameter_type,
                                     window_actions[i].activate);
}

/**
 * cs_window_enable_actions:
 * @self: a window
 * @is_enabled: whether anything can be asked for
 *
 * Takes away or gives back all that a locked window must not do.
 */
void
cs_window_enable_actions (CsWindow *self,
                          gboolean  is_enabled)
{
  for (gsize i = 0; i < G_N_ELEMENTS (window_actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), window_actions[i].name, is_enabled);
}
