/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-case-chip.h"

#include <glib/gi18n-lib.h>

#include "cs-resources-path.h"

#define KEPT_SECONDS (30 * 60)

/**
 * CsCaseChip:
 *
 * The case reference and reason of the caller on the line.
 *
 * Both are kept for one caller: until they are changed or 30 minutes old. They go
 * into every record of the access log, every export and print.
 */
struct _CsCaseChip
{
  AdwBin         parent_instance;

  CsCase        *purpose;
  guint          expiry_id;

  GtkMenuButton *button;
  GtkLabel      *label;
  GtkPopover    *popover;
  GtkEditable   *reason;
  GtkEditable   *reference;
};

G_DEFINE_FINAL_TYPE (CsCaseChip, cs_case_chip, ADW_TYPE_BIN)

static void
update_label (CsCaseChip *self)
{
  const char *reference = self->purpose != NULL ? self->purpose->reference : NULL;
  const char *reason = self->purpose != NULL ? self->purpose->reason : NULL;
  g_autofree char *text = NULL;

  if (reference != NULL && reason != NULL)
    /* Translators: a case reference, then the reason for the call */
    text = g_strdup_printf (_("Case %s · %s"), reference, reason);
  else if (reference != NULL)
    text = g_strdup_printf (_("Case %s"), reference);
  else
    text = g_strdup (reason != NULL ? reason : _("Set a case"));

  gtk_label_set_label (self->label, text);
}

static gboolean
expire_cb (gpointer user_data)
{
  CsCaseChip *self = user_data;

  self->expiry_id = 0;
  cs_case_chip_clear (self);

  return G_SOURCE_REMOVE;
}

static void
accept_cb (CsCaseChip *self)
{
  g_clear_pointer (&self->purpose, cs_case_free);
  g_clear_handle_id (&self->expiry_id, g_source_remove);

  self->purpose = cs_case_new (gtk_editable_get_text (self->reference),
                               gtk_editable_get_text (self->reason));
  self->expiry_id = g_timeout_add_seconds (KEPT_SECONDS, expire_cb, self);
  update_label (self);
  gtk_popover_popdown (self->popover);
}

static void
clear_cb (CsCaseChip *self)
{
  cs_case_chip_clear (self);
  gtk_popover_popdown (self->popover);
}

static void
cs_case_chip_dispose (GObject *object)
{
  CsCaseChip *self = CS_CASE_CHIP (object);

  g_clear_handle_id (&self->expiry_id, g_source_remove);
  g_clear_pointer (&self->purpose, cs_case_free);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), CS_TYPE_CASE_CHIP);

  G_OBJECT_CLASS (cs_case_chip_parent_class)->dispose (object);
}

static void
cs_case_chip_class_init (CsCaseChipClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cs_case_chip_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, CS_UI ("cs-case-chip.ui"));
  gtk_widget_class_bind_template_child (widget_class, CsCaseChip, button);
  gtk_widget_class_bind_template_child (widget_class, CsCaseChip, label);
  gtk_widget_class_bind_template_child (widget_class, CsCaseChip, popover);
  gtk_widget_class_bind_template_child (widget_class, CsCaseChip, reason);
  gtk_widget_class_bind_template_child (widget_class, CsCaseChip, reference);
  gtk_widget_class_bind_template_callback (widget_class, accept_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
}

static void
cs_case_chip_init (CsCaseChip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update_label (self);
}

/**
 * cs_case_chip_dup_case:
 * @self: a chip
 *
 * Copies the case that is set.
 *
 * Returns: (transfer full) (nullable): the case, or `NULL` if none is set
 */
CsCase *
cs_case_chip_dup_case (CsCaseChip *self)
{
  return self->purpose != NULL ? cs_case_copy (self->purpose) : NULL;
}

/**
 * cs_case_chip_clear:
 * @self: a chip
 *
 * Forgets the case: the next caller's is another one.
 */
void
cs_case_chip_clear (CsCaseChip *self)
{
  g_clear_handle_id (&self->expiry_id, g_source_remove);
  g_clear_pointer (&self->purpose, cs_case_free);
  gtk_editable_set_text (self->reference, "");
  gtk_editable_set_text (self->reason, "");
  update_label (self);
}

/**
 * cs_case_chip_is_complete:
 * @self: a chip
 *
 * Tells whether both the case and the reason are set.
 *
 * Returns: `TRUE` if they are
 */
gboolean
cs_case_chip_is_complete (CsCaseChip *self)
{
  return self->purpose != NULL && self->purpose->reference != NULL &&
         self->purpose->reason != NULL;
}

void
cs_case_chip_popup (CsCaseChip *self)
{
  gtk_menu_button_popup (self->button);
}
