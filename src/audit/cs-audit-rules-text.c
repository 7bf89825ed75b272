/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cs-audit-rules.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cs-audit-error.h"
#include "cs-digits.h"

static gboolean
refuse (const char  *word,
        GError     **error)
{
  g_set_error (error, CS_AUDIT_ERROR, CS_AUDIT_ERROR_RULES,
               /* Translators: the name of a rule. */
               _("The rule “%s” was another one then."), word);

  return FALSE;
}

/* A name with its version; that of another version is another rule. */
static gboolean
parse_rule (CsAuditRules  *self,
            const char    *word,
            GError       **error)
{
  for (guint rule = 0; rule < CS_AUDIT_N_RULES; rule++)
    {
      g_autofree char *name = g_strdup_printf ("%s@%u", cs_audit_rule_get_id (rule),
                                               cs_audit_rule_get_version (rule));

      if (g_str_equal (word, name))
        {
          cs_audit_rules_set_selected (self, rule, TRUE);
          return TRUE;
        }
    }

  return refuse (word, error);
}

static gboolean
parse_number (const char *word,
              const char *name,
              guint64     minimum,
              guint64     maximum,
              guint64    *out_number)
{
  gsize length = strlen (name);

  return strncmp (word, name, length) == 0 &&
         cs_digits_parse_uint64 (word + length, strlen (word + length), minimum, maximum,
                                 out_number);
}

static gboolean
parse_word (CsAuditRules  *self,
            const char    *word,
            GError       **error)
{
  guint64 number;

  if (parse_number (word, "expiry-days=", CS_EXPIRY_DAYS_MIN, CS_EXPIRY_DAYS_MAX, &number))
    cs_audit_rules_set_expiry_days (self, (guint) number);
  else if (parse_number (word, "minimum-balance=", 0, G_MAXUINT64, &number))
    cs_audit_rules_set_minimum_balance (self, number);
  else
    return parse_rule (self, word, error);

  return TRUE;
}

/**
 * cs_audit_rules_parse:
 * @self: the rules
 * @text: what cs_audit_rules_dup_text() wrote
 * @error: [error@AuditError] `RULES`
 *
 * Takes up the rules of an earlier run.
 *
 * Returns: `FALSE` if this program does not have them
 */
gboolean
cs_audit_rules_parse (CsAuditRules  *self,
                      const char    *text,
                      GError       **error)
{
  static const char *const key = "products=";
  const char *products;
  g_autofree char *words = NULL;
  g_auto (GStrv) parts = NULL;
  g_auto (GStrv) ids = NULL;

  g_return_val_if_fail (CS_IS_AUDIT_RULES (self), FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  products = strstr (text, key);

  if (products == NULL)
    return refuse (key, error);

  words = g_strndup (text, (gsize) (products - text));
  parts = g_strsplit (words, " ", -1);

  for (guint rule = 0; rule < CS_AUDIT_N_RULES; rule++)
    cs_audit_rules_set_selected (self, rule, FALSE);

  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0' && !parse_word (self, parts[i], error))
      return FALSE;

  products += strlen (key);

  if (!g_str_equal (products, "*"))
    ids = g_strsplit (products, ",", -1);

  cs_audit_rules_set_products (self, (const char *const *) ids);

  return TRUE;
}
