/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "cs-card.h"

G_BEGIN_DECLS

/* The facts of a card are rules under their own numbers and names; what follows is
 * there for audits alone.
 */
typedef enum
{
  CS_AUDIT_RULE_LOW_BALANCE = CS_N_FACTS,
  CS_AUDIT_N_RULES,
} CsAuditRule;

#define CS_TYPE_AUDIT_RULES (cs_audit_rules_get_type ())

G_DECLARE_FINAL_TYPE (CsAuditRules, cs_audit_rules, CS, AUDIT_RULES, GObject)

const char         *cs_audit_rule_get_id                (guint           rule);
guint               cs_audit_rule_get_version           (guint           rule);
const char         *cs_audit_rule_get_title             (guint           rule);
gboolean            cs_audit_rule_is_default            (guint           rule);

CsAuditRules       *cs_audit_rules_new                  (void) G_GNUC_WARN_UNUSED_RESULT;
gboolean            cs_audit_rules_select               (CsAuditRules   *self,
                                                         const char     *list,
                                                         GError        **error);
gboolean            cs_audit_rules_load                 (CsAuditRules   *self,
                                                         const char     *path,
                                                         GError        **error);
gboolean            cs_audit_rules_is_selected          (CsAuditRules   *self,
                                                         guint           rule);
void                cs_audit_rules_set_selected         (CsAuditRules   *self,
                                                         guint           rule,
                                                         gboolean        is_selected);
guint               cs_audit_rules_get_expiry_days      (CsAuditRules   *self);
void                cs_audit_rules_set_expiry_days      (CsAuditRules   *self,
                                                         guint           days);
guint64             cs_audit_rules_get_minimum_balance  (CsAuditRules   *self);
void                cs_audit_rules_set_minimum_balance  (CsAuditRules   *self,
                                                         guint64         amount);
const char *const  *cs_audit_rules_get_products         (CsAuditRules   *self);
void                cs_audit_rules_set_products         (CsAuditRules   *self,
                                                         const char *const *products);
char               *cs_audit_rules_dup_text             (CsAuditRules   *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean            cs_audit_rules_parse                (CsAuditRules   *self,
                                                         const char     *text,
                                                         GError        **error);

gboolean            cs_audit_rules_apply_to             (CsAuditRules   *self,
                                                         CsCard         *card);
gboolean            cs_audit_rules_has_low_balance      (CsAuditRules   *self,
                                                         CsCard         *card);

G_END_DECLS
