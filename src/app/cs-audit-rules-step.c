/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-audit-rules-step.h"

#include "cs-finding-words.h"
#include "cs-resources-path.h"

/**
 * CsAuditRulesStep:
 *
 * Chooses what counts as a finding, and with what parameters.
 */
struct _CsAuditRulesStep
{
  AdwBin          parent_instance;

  GtkWidget      *checks[CS_AUDIT_N_RULES];

  GtkSpinButton  *expiry_days;
  GtkSpinButton  *minimum_balance;
  GtkEditable    *products;
  GtkFlowBox     *rules;
};

G_DEFINE_FINAL_TYPE (CsAuditRulesStep, cs_audit_rules_step, ADW_TYPE_BIN)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
changed_cb (CsAuditRulesStep *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
add_rule (CsAuditRulesStep *self,
          guint             rule)
{
  const CsToneStyle *style = cs_rule_get_style (rule);
  GtkWidget *check = gtk_check_button_new_with_label (cs_audit_rule_get_title (rule));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *shape = gtk_image_new_from_icon_name (style->icon_name);

  gtk_widget_add_css_class (shape, "tone");
  cs_tone_style_apply (style, shape);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), cs_audit_rule_is_default (rule));
  gtk_widget_set_tooltip_text (check, cs_audit_rule_get_id (rule));
  g_signal_connect_object (check, "toggled", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), shape);
  gtk_box_append (GTK_BOX (box), check);
  gtk_flow_box_append (self->rules, box);
  gtk_widget_set_focusable (gtk_widget_get_parent (box), FALSE);
  self->checks[rule] = check;
}

static void
choose (CsAuditRulesStep *self,
        gboolean          is_all)
{
  for (guint rule = 0; rule < CS_AUDIT_N_RULES; rule++)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (self->checks[rule]),
                                 is_all || cs_audit_rule_is_default (rule));
}

static void
all_cb (CsAuditRulesStep *self)
{
  choose (self, TRUE);
}

static void
default_cb (CsAuditRulesStep *self)
{
  choose (self, FALSE);
}

static void
cs_audit_rules_step_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CS_TYPE_AUDIT_RULES_STEP);

  G_OBJECT_CLASS (cs_audit_rules_step_parent_class)->dispose (object);
}

static void
cs_audit_rules_step_class_init (CsAuditRulesStepClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cs_audit_rules_step_dispose;

  /**
   * CsAuditRulesStep::changed:
   *
   * Emitted when other rules are chosen.
   */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", CS_TYPE_AUDIT_RULES_STEP, G_SIGNAL_RUN_LAST,
                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, CS_UI ("cs-audit-rules-step.ui"));
  gtk_widget_class_bind_template_child (widget_class, CsAuditRulesStep, expiry_days);
  gtk_widget_class_bind_template_child (widget_class, CsAuditRulesStep, minimum_balance);
  gtk_widget_class_bind_template_child (widget_class, CsAuditRulesStep, products);
  gtk_widget_class_bind_template_child (widget_class, CsAuditRulesStep, rules);
  gtk_widget_class_bind_template_callback (widget_class, all_cb);
  gtk_widget_class_bind_template_callback (widget_class, default_cb);
}

static void
cs_audit_rules_step_init (CsAuditRulesStep *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  for (guint rule = 0; rule < CS_AUDIT_N_RULES; rule++)
    add_rule (self, rule);
}

/**
 * cs_audit_rules_step_create_rules:
 * @self: the step
 *
 * Makes the rules that are chosen.
 *
 * Returns: (transfer full): the rules
 */
CsAuditRules *
cs_audit_rules_step_create_rules (CsAuditRulesStep *self)
{
  CsAuditRules *rules = cs_audit_rules_new ();
  g_auto (GStrv) products = g_strsplit_set (gtk_editable_get_text (self->products), " ,;", -1);
  g_autoptr (GStrvBuilder) named = g_strv_builder_new ();
  g_auto (GStrv) ids = NULL;

  for (guint rule = 0; rule < CS_AUDIT_N_RULES; rule++)
    cs_audit_rules_set_selected (rules, rule,
                                 gtk_check_button_get_active (
                                   GTK_CHECK_BUTTON (self->checks[rule])));

  for (guint i = 0; products[i] != NULL; i++)
    if (*products[i] != '\0')
      g_strv_builder_add (named, products[i]);

  ids = g_strv_builder_end (named);
  cs_audit_rules_set_products (rules, (const char *const *) ids);
  cs_audit_rules_set_expiry_days (rules,
                                  (guint) gtk_spin_button_get_value_as_int (self->expiry_days));
  cs_audit_rules_set_minimum_balance (rules, (guint64)
                                      gtk_spin_button_get_value_as_int (self->minimum_balance));

  return rules;
}

/**
 * cs_audit_rules_step_is_ready:
 * @self: the step
 *
 * Tells whether any rule is chosen.
 *
 * Returns: `TRUE` if one is
 */
gboolean
cs_audit_rules_step_is_ready (CsAuditRulesStep *self)
{
  for (guint rule = 0; rule < CS_AUDIT_N_RULES; rule++)
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (self->checks[rule])))
      return TRUE;

  return FALSE;
}
