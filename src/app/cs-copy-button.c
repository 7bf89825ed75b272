/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-copy-button.h"

#include "cs-clipboard.h"

/**
 * CsCopyButton:
 *
 * Copies a text in the form in which it is shown, and shows for a moment that it
 * did. There is no text here that could not be on the screen.
 */
struct _CsCopyButton
{
  GtkButton  parent_instance;

  char      *text;
  guint      restore_id;
};

#define DONE_SHOWN_MS 1500

G_DEFINE_FINAL_TYPE (CsCopyButton, cs_copy_button, GTK_TYPE_BUTTON)

static gboolean
restore_cb (gpointer user_data)
{
  CsCopyButton *self = user_data;

  self->restore_id = 0;
  gtk_button_set_icon_name (GTK_BUTTON (self), "edit-copy-symbolic");

  return G_SOURCE_REMOVE;
}

static void
cs_copy_button_clicked (GtkButton *button)
{
  CsCopyButton *self = CS_COPY_BUTTON (button);

  if (self->text == NULL)
    return;

  cs_copy_shown (GTK_WIDGET (self), self->text);
  gtk_button_set_icon_name (button, "cs-fine-symbolic");
  g_clear_handle_id (&self->restore_id, g_source_remove);
  self->restore_id = g_timeout_add (DONE_SHOWN_MS, restore_cb, self);
}

static void
cs_copy_button_dispose (GObject *object)
{
  CsCopyButton *self = CS_COPY_BUTTON (object);

  g_clear_handle_id (&self->restore_id, g_source_remove);
  g_clear_pointer (&self->text, g_free);

  G_OBJECT_CLASS (cs_copy_button_parent_class)->dispose (object);
}

static void
cs_copy_button_class_init (CsCopyButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cs_copy_button_dispose;
  GTK_BUTTON_CLASS (klass)->clicked = cs_copy_button_clicked;
}

/* What a pointer is told, a screen reader is too; its own name would be that of the icon. */
static void
tooltip_cb (CsCopyButton *self)
{
  const char *text = gtk_widget_get_tooltip_text (GTK_WIDGET (self));

  if (text != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    text, -1);
}

static void
cs_copy_button_init (CsCopyButton *self)
{
  g_signal_connect (self, "notify::tooltip-text", G_CALLBACK (tooltip_cb), NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "flat");
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_button_set_icon_name (GTK_BUTTON (self), "edit-copy-symbolic");
}

/**
 * cs_copy_button_set_text:
 * @self: a button
 * @text: (nullable): what to copy, as it is shown, or `NULL` for nothing
 *
 * Sets what the button copies; without anything it is hidden.
 */
void
cs_copy_button_set_text (CsCopyButton *self,
                         const char   *text)
{
  g_free (self->text);
  self->text = g_strdup (text);
  gtk_widget_set_visible (GTK_WIDGET (self), text != NULL);
}

const char *
cs_copy_button_get_text (CsCopyButton *self)
{
  return self->text;
}

/**
 * cs_copy_to_clipboard:
 * @widget: who shows it
 * @text: a text as it is on the screen
 *
 * Puts a text on the clipboard. The one place that does; what is a member's has been
 * recorded by then.
 */
void
cs_copy_to_clipboard (GtkWidget  *widget,
                      const char *text)
{
  cs_clipboard_offer (gtk_widget_get_clipboard (widget), text, CS_CLIPBOARD_MS);
}

/**
 * cs_copy_shown:
 * @widget: who shows it
 * @text: (nullable): a text as it is on the screen
 *
 * Copies a text: on a member's page as soon as that is recorded, elsewhere at once.
 */
void
cs_copy_shown (GtkWidget  *widget,
               const char *text)
{
  if (text != NULL && !gtk_widget_activate_action (widget, "page.copy", "s", text))
    cs_copy_to_clipboard (widget, text);
}
