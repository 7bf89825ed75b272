/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-lookup-box.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cs-resources-path.h"

/**
 * CsLookupBox:
 *
 * The one box that takes whatever the caller reads out.
 *
 * It tells at every keystroke what the text would be taken for. A card number is
 * replaced by its masked form as soon as it is complete; the number itself is then
 * held outside of any widget, because whatever a widget holds can be read over
 * the accessibility bus.
 */
struct _CsLookupBox
{
  AdwBin      parent_instance;

  CsIdentity *identity;
  CsSecret   *typed;            /* what the masked form in the entry stands for */
  gboolean    is_replacing;
  guint       cursor_id;

  GtkEntry   *entry;
};

G_DEFINE_FINAL_TYPE (CsLookupBox, cs_lookup_box, ADW_TYPE_BIN)

enum
{
  SIGNAL_SUBMITTED,
  SIGNAL_RECOGNISED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
cursor_cb (gpointer user_data)
{
  CsLookupBox *self = user_data;

  self->cursor_id = 0;
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);

  return G_SOURCE_REMOVE;
}

/* The entry sets its cursor after the text has changed, so ours is set after that
 * and before the next key.
 */
static void
replace_text (CsLookupBox *self,
              const char  *text)
{
  self->is_replacing = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  self->is_replacing = FALSE;

  if (self->cursor_id == 0)
    self->cursor_id = g_idle_add_full (G_PRIORITY_HIGH, cursor_cb, self, NULL);
}

static void
update_clear_icon (CsLookupBox *self)
{
  gboolean is_empty = gtk_entry_get_text_length (self->entry) == 0;

  gtk_entry_set_icon_from_icon_name (self->entry, GTK_ENTRY_ICON_SECONDARY,
                                     is_empty ? NULL : "edit-clear-symbolic");

  if (!is_empty)
    gtk_entry_set_icon_tooltip_text (self->entry, GTK_ENTRY_ICON_SECONDARY, _("Clear"));
}

/* 16 digits are masked also when they fail the check digit: most likely they are a
 * mistyped card number.
 */
static void
recognise (CsLookupBox *self,
           const char  *text,
           CsOverride   override)
{
  CsIdentity *identity = cs_identify (text, -1, override);
  gboolean is_masked = identity->number.masked[0] != '\0';
  CsSecret *typed = is_masked ? cs_secret_new (text, strlen (text)) : NULL;

  g_clear_pointer (&self->identity, cs_identity_free);
  g_clear_pointer (&self->typed, cs_secret_unref);
  self->identity = identity;
  self->typed = typed;

  if (is_masked)
    replace_text (self, identity->number.masked);

  update_clear_icon (self);
  g_signal_emit (self, signals[SIGNAL_RECOGNISED], 0);
}

/* What stands in the box is a masked number. Digits typed behind it belong to a
 * longer number, so the whole is taken up again; any other edit starts afresh.
 */
static char *
unmask_for_edit (CsLookupBox *self,
                 const char  *text)
{
  const char *masked = self->identity->number.masked;

  if (g_str_has_prefix (text, masked))
    return g_strconcat (cs_secret_get_data (self->typed, NULL), text + strlen (masked), NULL);

  return g_strdup (strchr (text, '*') != NULL ? "" : text);
}

static void
changed_cb (CsLookupBox *self)
{
  g_autofree char *shown = NULL;
  char *text;

  if (self->is_replacing)
    return;

  shown = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  text = self->typed != NULL ? unmask_for_edit (self, shown) : g_strdup (shown);

  if (!g_str_equal (text, shown))
    replace_text (self, text);

  recognise (self, text, CS_OVERRIDE_NONE);
  cs_secret_wipe_free (text);
}

static void
activate_cb (CsLookupBox *self)
{
  if (self->identity != NULL && self->identity->kind != CS_IDENTITY_NOTHING)
    g_signal_emit (self, signals[SIGNAL_SUBMITTED], 0);
}

static void
icon_release_cb (CsLookupBox          *self,
                 GtkEntryIconPosition  position)
{
  if (position != GTK_ENTRY_ICON_SECONDARY)
    return;

  cs_lookup_box_clear (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static gboolean
cs_lookup_box_grab_focus (GtkWidget *widget)
{
  CsLookupBox *self = CS_LOOKUP_BOX (widget);

  return gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
cs_lookup_box_dispose (GObject *object)
{
  CsLookupBox *self = CS_LOOKUP_BOX (object);

  self->is_replacing = TRUE;
  g_clear_handle_id (&self->cursor_id, g_source_remove);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), CS_TYPE_LOOKUP_BOX);
  g_clear_pointer (&self->identity, cs_identity_free);
  g_clear_pointer (&self->typed, cs_secret_unref);

  G_OBJECT_CLASS (cs_lookup_box_parent_class)->dispose (object);
}

static void
cs_lookup_box_class_init (CsLookupBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cs_lookup_box_dispose;
  widget_class->grab_focus = cs_lookup_box_grab_focus;

  /**
   * CsLookupBox::submitted:
   *
   * Emitted when Enter is pressed on something; it may be something refused.
   */
  signals[SIGNAL_SUBMITTED] =
    g_signal_new ("submitted", CS_TYPE_LOOKUP_BOX, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * CsLookupBox::recognised:
   *
   * Emitted when the text is taken for something else than before.
   */
  signals[SIGNAL_RECOGNISED] =
    g_signal_new ("recognised", CS_TYPE_LOOKUP_BOX, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, CS_UI ("cs-lookup-box.ui"));
  gtk_widget_class_bind_template_child (widget_class, CsLookupBox, entry);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, icon_release_cb);
}

static void
cs_lookup_box_init (CsLookupBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->identity = cs_identify ("", 0, CS_OVERRIDE_NONE);
}

/**
 * cs_lookup_box_get_identity:
 * @self: a look-up box
 *
 * Borrows what the text is taken for, until it changes.
 *
 * Returns: the identity
 */
const CsIdentity *
cs_lookup_box_get_identity (CsLookupBox *self)
{
  return self->identity;
}

/**
 * cs_lookup_box_override:
 * @self: a look-up box
 * @override: what the text is to be taken for
 *
 * Takes the text for what the user says it is. It lasts until the text changes.
 */
void
cs_lookup_box_override (CsLookupBox *self,
                        CsOverride   override)
{
  g_autoptr (CsSecret) typed = NULL;

  if (self->typed == NULL)
    return;

  typed = cs_secret_ref (self->typed);
  recognise (self, cs_secret_get_data (typed, NULL), override);
}

/**
 * cs_lookup_box_set_text:
 * @self: a look-up box
 * @text: what to put there
 *
 * Puts @text in the box, as if it had been pasted.
 */
void
cs_lookup_box_set_text (CsLookupBox *self,
                        const char  *text)
{
  replace_text (self, text);
  recognise (self, text, CS_OVERRIDE_NONE);
}

void
cs_lookup_box_clear (CsLookupBox *self)
{
  cs_lookup_box_set_text (self, "");
}
