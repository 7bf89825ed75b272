/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-audit-rules.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cs-audit-error.h"
#include "cs-digits.h"

#define GROUP         "rules"
#define BALANCE_MAX   G_GUINT64_CONSTANT (9999999999)
#define BALANCE_LEAST 1000

/* A rule gets a new version whenever the same card may be judged otherwise by it, so
 * that two reports can be told apart.
 */
static const guint versions[CS_AUDIT_N_RULES] = {
  [CS_FACT_DELETED] = 1,
  [CS_FACT_EXPIRED] = 1,
  [CS_FACT_LOST] = 1,
  [CS_FACT_AWAITING_RECEIPT] = 1,
  [CS_FACT_REISSUED] = 1,
  [CS_FACT_SUSPENDED] = 1,
  [CS_FACT_MOBILE_SUSPENDED] = 1,
  [CS_FACT_PHYSICAL_SUSPENDED] = 1,
  [CS_FACT_UNKNOWN_STATUS] = 1,
  [CS_FACT_INCOMPLETE] = 1,
  [CS_FACT_CONTRADICTION] = 1,
  [CS_FACT_EMPTY] = 1,
  [CS_FACT_TRANSFER_IN_PROGRESS] = 1,
  [CS_FACT_EXPIRES_SOON] = 1,
  [CS_FACT_RECHARGEABLE_MISMATCH] = 1,
  [CS_FACT_OVER_MAXIMUM] = 1,
  [CS_FACT_OVER_PENDING_CAP] = 1,
  [CS_FACT_NUMBER_INVALID] = 1,
  [CS_FACT_PAR_MALFORMED] = 1,
  [CS_FACT_LIMITS_ORDER] = 1,
  [CS_FACT_PENDING_CHARGE] = 1,
  [CS_FACT_ANONYMOUS] = 1,
  [CS_FACT_FULL] = 1,
  [CS_FACT_NOT_RECHARGEABLE] = 1,
  [CS_FACT_NOT_REFUNDABLE] = 1,
  [CS_FACT_NOT_REMITTABLE] = 1,
  [CS_FACT_AUTO_RELOAD_ON_BLOCKED] = 1,
  [CS_FACT_LOSS_WITHDRAWN] = 1,
  [CS_AUDIT_RULE_LOW_BALANCE] = 1,
};

/**
 * CsAuditRules:
 *
 * Which facts an audit reports as findings, and with what parameters.
 *
 * At first it is every fact that is more than a note. What is not selected is derived
 * all the same, for the verdict; it is just no finding.
 */
struct _CsAuditRules
{
  GObject   parent_instance;

  gboolean  selected[CS_AUDIT_N_RULES];
  guint     expiry_days;
  guint64   minimum_balance;
  GStrv     products;           /* NULL: all */
};

G_DEFINE_FINAL_TYPE (CsAuditRules, cs_audit_rules, G_TYPE_OBJECT)

static void
cs_audit_rules_finalize (GObject *object)
{
  CsAuditRules *self = CS_AUDIT_RULES (object);

  g_strfreev (self->products);

  G_OBJECT_CLASS (cs_audit_rules_parent_class)->finalize (object);
}

static void
cs_audit_rules_class_init (CsAuditRulesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cs_audit_rules_finalize;
}

static void
cs_audit_rules_init (CsAuditRules *self)
{
  self->expiry_days = CS_EXPIRY_DAYS_DEFAULT;
  self->minimum_balance = BALANCE_LEAST;

  for (guint rule = 0; rule < CS_AUDIT_N_RULES; rule++)
    self->selected[rule] = cs_audit_rule_is_default (rule);
}

/**
 * cs_audit_rule_get_id:
 * @rule: a [enum@FactId] or [enum@AuditRule]
 *
 * Names a rule as files and options do.
 *
 * Returns: the name
 */
const char *
cs_audit_rule_get_id (guint rule)
{
  g_return_val_if_fail (rule < CS_AUDIT_N_RULES, NULL);

  return rule < CS_N_FACTS ? cs_fact_id_to_string ((CsFactId) rule) : "low-balance";
}

/**
 * cs_audit_rule_get_version:
 * @rule: a rule
 *
 * Tells which version of a rule this program applies.
 *
 * Returns: the version, from 1
 */
guint
cs_audit_rule_get_version (guint rule)
{
  g_return_val_if_fail (rule < CS_AUDIT_N_RULES, 0);

  return versions[rule];
}

/**
 * cs_audit_rule_get_title:
 * @rule: a rule
 *
 * Names a rule to people.
 *
 * Returns: a few words, translated
 */
const char *
cs_audit_rule_get_title (guint rule)
{
  const CsFact fact = { .id = (CsFactId) rule };

  g_return_val_if_fail (rule < CS_AUDIT_N_RULES, NULL);

  return rule < CS_N_FACTS ? cs_fact_get_title (&fact) : _("Balance below the minimum");
}

/**
 * cs_audit_rule_is_default:
 * @rule: a rule
 *
 * Tells whether a rule applies where nobody chooses: all but the notes, and but those
 * that need a parameter.
 *
 * Returns: `TRUE` if it does
 */
gboolean
cs_audit_rule_is_default (guint rule)
{
  return rule < CS_FACT_PENDING_CHARGE;
}

/**
 * cs_audit_rules_new:
 *
 * Makes the rules that apply where nobody chooses.
 *
 * Returns: (transfer full): the rules
 */
CsAuditRules *
cs_audit_rules_new (void)
{
  return g_object_new (CS_TYPE_AUDIT_RULES, NULL);
}

static gboolean
find_rule (const char  *name,
           guint       *out_rule,
           GError     **error)
{
  for (guint rule = 0; rule < CS_AUDIT_N_RULES; rule++)
    if (g_strcmp0 (cs_audit_rule_get_id (rule), name) == 0)
      {
        *out_rule = rule;
        return TRUE;
      }

  g_set_error (error, CS_AUDIT_ERROR, CS_AUDIT_ERROR_RULES,
               /* Translators: what somebody took for the name of a rule. */
               _("There is no rule “%s”."), name);

  return FALSE;
}

/* A name, or all, or default. */
static gboolean
select_one (gboolean    *selected,
            const char  *name,
            GError     **error)
{
  gboolean is_all = g_str_equal (name, "all");
  guint rule;

  if (is_all || g_str_equal (name, "default"))
    {
      for (rule = 0; rule < CS_AUDIT_N_RULES; rule++)
        selected[rule] = selected[rule] || is_all || cs_audit_rule_is_default (rule);

      return TRUE;
    }

  if (!find_rule (name, &rule, error))
    return FALSE;

  selected[rule] = TRUE;

  return TRUE;
}

static gboolean
select_names (CsAuditRules       *self,
              const char *const  *names,
              GError            **error)
{
  gboolean selected[CS_AUDIT_N_RULES] = { FALSE };
  gboolean any = FALSE;

  for (gsize i = 0; names[i] != NULL; i++)
    {
      g_autofree char *name = g_strstrip (g_strdup (names[i]));

      if (*name == '\0')
        continue;

      if (!select_one (selected, name, error))
        return FALSE;

      any = TRUE;
    }

  if (!any)
    {
      g_set_error_literal (error, CS_AUDIT_ERROR, CS_AUDIT_ERROR_RULES,
                           _("No rule is selected."));
      return FALSE;
    }

  memcpy (self->selected, selected, sizeof selected);

  return TRUE;
}

/**
 * cs_audit_rules_select:
 * @self: the rules
 * @list: names of rules, divided by commas; `all` and `default` stand for many
 * @error: [error@AuditError] `RULES`
 *
 * Selects these rules and no others.
 *
 * Returns: `FALSE` if there is no such rule; nothing is changed then
 */
gboolean
cs_audit_rules_select (CsAuditRules  *self,
                       const char    *list,
                       GError       **error)
{
  g_auto (GStrv) names = NULL;

  g_return_val_if_fail (CS_IS_AUDIT_RULES (self), FALSE);
  g_return_val_if_fail (list != NULL, FALSE);

  names = g_strsplit (list, ",", -1);

  return select_names (self, (const char *const *) names, error);
}

static gboolean
load_number (GKeyFile    *file,
             const char  *key,
             guint64      minimum,
             guint64      maximum,
             guint64     *out_number,
             GError     **error)
{
  g_autofree char *text = g_key_file_get_string (file, GROUP, key, NULL);
  g_autofree char *least = g_strdup_printf ("%" G_GUINT64_FORMAT, minimum);
  g_autofree char *most = g_strdup_printf ("%" G_GUINT64_FORMAT, maximum);

  if (text == NULL ||
      cs_digits_parse_uint64 (text, strlen (text), minimum, maximum, out_number))
    return TRUE;

  g_set_error (error, CS_AUDIT_ERROR, CS_AUDIT_ERROR_RULES,
               /* Translators: the name of a setting, and the least and the greatest number. */
               _("%s takes a number from %s to %s."), key, least, most);

  return FALSE;
}

/* A misspelt parameter must not leave a rule at its default in silence. */
static gboolean
check_keys (GKeyFile  *file,
            GError   **error)
{
  static const char *const known[] = { "select", "expiry-days", "minimum-balance", "products",
                                       NULL };
  g_auto (GStrv) groups = g_key_file_get_groups (file, NULL);
  g_auto (GStrv) keys = g_key_file_get_keys (file, GROUP, NULL, NULL);
  const char *stranger = NULL;

  for (gsize i = 0; groups[i] != NULL && stranger == NULL; i++)
    if (!g_str_equal (groups[i], GROUP))
      stranger = groups[i];

  for (gsize i = 0; keys != NULL && keys[i] != NULL && stranger == NULL; i++)
    if (!g_strv_contains (known, keys[i]))
      stranger = keys[i];

  if (stranger == NULL)
    return TRUE;

  g_set_error (error, CS_AUDIT_ERROR, CS_AUDIT_ERROR_RULES,
               /* Translators: what somebody took for the name of a setting. */
               _("The rules file has “%s”, which is no setting of it."), stranger);

  return FALSE;
}

static gboolean
apply (CsAuditRules  *self,
       GKeyFile      *file,
       GError       **error)
{
  guint64 days = self->expiry_days;
  guint64 balance = self->minimum_balance;
  g_auto (GStrv) names = g_key_file_get_string_list (file, GROUP, "select", NULL, NULL);
  g_auto (GStrv) products = g_key_file_get_string_list (file, GROUP, "products", NULL, NULL);

  if (!check_keys (file, error) ||
      !load_number (file, "expiry-days", CS_EXPIRY_DAYS_MIN, CS_EXPIRY_DAYS_MAX, &days, error) ||
      !load_number (file, "minimum-balance", 0, BALANCE_MAX, &balance, error) ||
      (names != NULL && !select_names (self, (const char *const *) names, error)))
    return FALSE;

  self->expiry_days = (guint) days;
  self->minimum_balance = balance;

  if (products != NULL)
    cs_audit_rules_set_products (self, (const char *const *) products);

  return TRUE;
}

/**
 * cs_audit_rules_load:
 * @self: the rules
 * @path: a key file with one group, `rules`: `select` (names), `expiry-days` (7 to
 *   180), `minimum-balance` (won), `products` (product IDs); all optional
 * @error: [error@AuditError] `RULES`
 *
 * Reads which rules apply, and their parameters.
 *
 * Returns: `FALSE` if the file cannot be used
 */
gboolean
cs_audit_rules_load (CsAuditRules  *self,
                     const char    *path,
                     GError       **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) reason = NULL;

  g_return_val_if_fail (CS_IS_AUDIT_RULES (self), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  if (g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, &reason))
    return apply (self, file, error);

  g_set_error (error, CS_AUDIT_ERROR, CS_AUDIT_ERROR_RULES,
               /* Translators: a file name, and what is wrong with the file. */
               _("The rules file “%s” cannot be read: %s"), path, reason->message);

  return FALSE;
}

gboolean
cs_audit_rules_is_selected (CsAuditRules *self,
                            guint         rule)
{
  g_return_val_if_fail (CS_IS_AUDIT_RULES (self), FALSE);
  g_return_val_if_fail (rule < CS_AUDIT_N_RULES, FALSE);

  return self->selected[rule];
}

void
cs_audit_rules_set_selected (CsAuditRules *self,
                             guint         rule,
                             gboolean      is_selected)
{
  g_return_if_fail (CS_IS_AUDIT_RULES (self));
  g_return_if_fail (rule < CS_AUDIT_N_RULES);

  self->selected[rule] = is_selected;
}

guint
cs_audit_rules_get_expiry_days (CsAuditRules *self)
{
  g_return_val_if_fail (CS_IS_AUDIT_RULES (self), CS_EXPIRY_DAYS_DEFAULT);

  return self->expiry_days;
}

void
cs_audit_rules_set_expiry_days (CsAuditRules *self,
                                guint         days)
{
  g_return_if_fail (CS_IS_AUDIT_RULES (self));
  g_return_if_fail (days >= CS_EXPIRY_DAYS_MIN && days <= CS_EXPIRY_DAYS_MAX);

  self->expiry_days = days;
}

guint64
cs_audit_rules_get_minimum_balance (CsAuditRules *self)
{
  g_return_val_if_fail (CS_IS_AUDIT_RULES (self), 0);

  return self->minimum_balance;
}

void
cs_audit_rules_set_minimum_balance (CsAuditRules *self,
                                    guint64       amount)
{
  g_return_if_fail (CS_IS_AUDIT_RULES (self));

  self->minimum_balance = amount;
}

/**
 * cs_audit_rules_get_products:
 * @self: the rules
 *
 * Gets the products whose cards are judged.
 *
 * Returns: (transfer none) (nullable): product IDs, or `NULL` for all products
 */
const char *const *
cs_audit_rules_get_products (CsAuditRules *self)
{
  g_return_val_if_fail (CS_IS_AUDIT_RULES (self), NULL);

  return (const char *const *) self->products;
}

void
cs_audit_rules_set_products (CsAuditRules       *self,
                             const char *const  *products)
{
  g_return_if_fail (CS_IS_AUDIT_RULES (self));

  g_clear_pointer (&self->products, g_strfreev);

  if (products != NULL && products[0] != NULL)
    self->products = g_strdupv ((char **) products);
}

/**
 * cs_audit_rules_dup_text:
 * @self: the rules
 *
 * Writes the rules down so that equal rules are equal texts.
 *
 * Returns: (transfer full): names with versions, and the parameters
 */
char *
cs_audit_rules_dup_text (CsAuditRules *self)
{
  g_autofree char *products = NULL;
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (CS_IS_AUDIT_RULES (self), NULL);

  for (guint rule = 0; rule < CS_AUDIT_N_RULES; rule++)
    if (self->selected[rule])
      g_string_append_printf (text, "%s@%u ", cs_audit_rule_get_id (rule), versions[rule]);

  products = self->products != NULL ? g_strjoinv (",", self->products) : g_strdup ("*");
  g_string_append_printf (text, "expiry-days=%u minimum-balance=%" G_GUINT64_FORMAT " products=%s",
                          self->expiry_days, self->minimum_balance, products);

  return g_string_free (text, FALSE);
}

/**
 * cs_audit_rules_apply_to:
 * @self: the rules
 * @card: a card
 *
 * Tells whether a card is of a product that is judged. One that does not say of which
 * product it is, is judged: it may be of any.
 *
 * Returns: `TRUE` if it is
 */
gboolean
cs_audit_rules_apply_to (CsAuditRules *self,
                         CsCard       *card)
{
  const CsCardFields *fields = cs_card_get_fields (card);

  return self->products == NULL || !cs_card_fields_has (fields, CS_CARD_FIELD_SERVICE_ID) ||
         g_strv_contains ((const char *const *) self->products, fields->service_id);
}

/**
 * cs_audit_rules_has_low_balance:
 * @self: the rules
 * @card: a card
 *
 * Tells whether a card that can be used holds less than it should.
 *
 * Returns: `TRUE` if it does
 */
gboolean
cs_audit_rules_has_low_balance (CsAuditRules *self,
                                CsCard       *card)
{
  const CsCardFields *fields = cs_card_get_fields (card);

  return cs_card_get_verdict (card) <= CS_VERDICT_LIMITED &&
         cs_card_fields_has (fields, CS_CARD_FIELD_BALANCE) &&
         fields->balance < self->minimum_balance;
}
