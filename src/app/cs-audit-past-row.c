/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-audit-past-row.h"

#include "cs-audit-words.h"
#include "cs-resources-path.h"

/**
 * CsAuditPastRow:
 *
 * An earlier run, to be looked at or to go on.
 */
struct _CsAuditPastRow
{
  AdwActionRow  parent_instance;

  GtkWidget    *open;
  GtkWidget    *resume;
  GtkImage     *shape;
};

G_DEFINE_FINAL_TYPE (CsAuditPastRow, cs_audit_past_row, ADW_TYPE_ACTION_ROW)

static void
cs_audit_past_row_class_init (CsAuditPastRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, CS_UI ("cs-audit-past-row.ui"));
  gtk_widget_class_bind_template_child (widget_class, CsAuditPastRow, open);
  gtk_widget_class_bind_template_child (widget_class, CsAuditPastRow, resume);
  gtk_widget_class_bind_template_child (widget_class, CsAuditPastRow, shape);
}

static void
cs_audit_past_row_init (CsAuditPastRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * cs_audit_past_row_new:
 * @folder: of a run
 * @manifest: what it was
 *
 * Makes the row of a run. A complete one can go on where members failed: they are asked
 * again.
 *
 * Returns: (transfer floating): the row
 */
GtkWidget *
cs_audit_past_row_new (const char            *folder,
                       const CsAuditManifest *manifest)
{
  CsAuditPastRow *self = g_object_new (CS_TYPE_AUDIT_PAST_ROW, NULL);
  gboolean is_complete = manifest->state == CS_AUDIT_MANIFEST_COMPLETE;
  g_autofree char *name = g_path_get_basename (manifest->input_name);
  g_autofree char *about = cs_audit_words_dup_past_subtitle (manifest);
  g_autofree char *state = cs_audit_words_dup_past (manifest);
  g_autofree char *subtitle = g_strdup_printf ("%s\n%s", about, state);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  gtk_image_set_from_icon_name (self->shape,
                                is_complete ? "cs-fine-symbolic" : "cs-care-symbolic");
  gtk_widget_add_css_class (GTK_WIDGET (self->shape), is_complete ? "fine" : "care");
  gtk_widget_set_visible (self->resume,
                          !is_complete || manifest->totals.outcomes[CS_AUDIT_FAILED] > 0);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->open), "s", folder);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->resume), "s", folder);

  return GTK_WIDGET (self);
}
